"""What the drawing parts draw: the right grid, at the right place, with the right labels."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

Part = Callable[[str], ModuleType]

IMAGE = np.array([[1, -2, 3], [4, 5, 6]])


def drawing(shown: list[Figure]) -> Axes:
    """The one drawing of the one figure that was shown."""
    (figure,) = shown
    (axes,) = figure.axes
    figure.canvas.draw()  # what cannot be rendered fails here
    return axes


def frames(axes: Axes) -> list[tuple[float, float, float, float]]:
    """Each rectangle as (x, y, width, height)."""
    found = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    return [(*patch.get_xy(), patch.get_width(), patch.get_height()) for patch in found]


@pytest.fixture
def labels(part: Part, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Take down what a part writes on its canvas."""

    def of(name: str) -> list[str]:
        written: list[str] = []
        module = part(name)
        write = module.write

        def note(axes, labels, **look):
            written.extend(text for _, _, text in labels)
            write(axes, labels, **look)

        monkeypatch.setattr(module, "write", note)
        return written

    return of


def test_canvas_is_measured_in_cells_with_y_downwards(part: Part) -> None:
    axes = part("canvas").canvas(5, 3)
    assert (axes.get_xlim(), axes.get_ylim()) == ((0, 5), (3, 0))


def test_a_label_is_centred_where_it_is_written(part: Part) -> None:
    axes = part("canvas").canvas(4, 4)
    part("canvas").write(axes, [(2, 1, "8")])
    (label,) = axes.artists or axes.patches
    box = label.get_path().get_extents()
    assert ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) == pytest.approx((2, 1), abs=0.05)


def test_no_labels_draw_nothing(part: Part) -> None:
    axes = part("canvas").canvas(4, 4)
    part("canvas").write(axes, [])
    assert [*axes.artists, *axes.patches] == []


def test_grids_draw_one_mesh_for_each_array_and_none_for_a_sign(part: Part, shown: list[Figure]) -> None:
    part("grids").show_grids(("image", IMAGE), "⋆", ("kernel", np.ones((1, 2))))
    assert [mesh.get_array().shape for mesh in drawing(shown).collections] == [(2, 3), (1, 2)]


def test_grids_write_every_number(part: Part, shown: list[Figure], labels: Callable[[str], list[str]]) -> None:
    written = labels("grids")
    part("grids").show_grids(("image", IMAGE))
    assert written == ["1", "−2", "3", "4", "5", "6", "0", "1", "2", "0", "1", "image"]


def test_grids_write_the_sign_and_the_caption(
    part: Part, shown: list[Figure], labels: Callable[[str], list[str]]
) -> None:
    written = labels("grids")
    part("grids").show_grids(("a", np.ones((1, 1))), "=", ("b", np.ones((1, 1))), caption="they are equal")
    assert written[-2:] == ["=", "they are equal"]


def test_grids_colour_positive_and_negative_numbers_to_the_two_sides(part: Part, shown: list[Figure]) -> None:
    part("grids").show_grids(("image", IMAGE))
    (mesh,) = drawing(shown).collections
    assert (np.sign(mesh.get_array()) == np.sign(IMAGE)).all()


def test_a_grid_drawn_as_a_picture_goes_from_black_to_white(part: Part, shown: list[Figure]) -> None:
    part("grids").show_grids(("picture", np.array([[0, 50, 100]])), greys=("picture",))
    (mesh,) = drawing(shown).collections
    assert (mesh.get_cmap().name, mesh.get_array().tolist()) == ("gray", [[0, 0.5, 1]])


@pytest.mark.filterwarnings("error")
def test_a_black_picture_can_be_drawn(part: Part, shown: list[Figure]) -> None:
    part("grids").show_grids(("picture", np.zeros((2, 2))), greys=("picture",))
    assert drawing(shown).collections[0].get_array().max() == 0


def test_a_window_is_framed_where_it_lies(part: Part, shown: list[Figure]) -> None:
    part("grids").show_grids(("image", IMAGE, (1, 0, 1, 2)))
    axes = drawing(shown)
    corner = axes.collections[0].get_coordinates()[0, 0]  # of the grid: column 0, row 0
    assert frames(axes) == [(corner[0] + 0, corner[1] + 1, 2, 1)]


def test_there_can_be_more_windows_than_colours(part: Part, shown: list[Figure]) -> None:
    part("grids").show_grids(("image", np.ones((1, 6)), *[(0, j, 1, 1) for j in range(6)]))
    assert len(frames(drawing(shown))) == 6


@pytest.mark.parametrize(
    ("sizes", "starts"),
    [
        ({"n": 4, "k": 3}, [0, 1]),
        ({"n": 8, "k": 3, "stride": 2}, [0, 2, 4]),
        ({"n": 4, "k": 4, "before": 1, "after": 2}, [0, 1, 2, 3]),
    ],
)
def test_windows_draw_every_position(part: Part, shown: list[Figure], sizes: dict[str, int], starts: list[int]) -> None:
    part("windows").show_windows(**sizes)
    axes = drawing(shown)
    left = axes.collections[0].get_coordinates()[0, 0, 0]
    assert [round(x - left - 0.08, 6) for x, _, _, _ in frames(axes)] == starts


def test_windows_shade_the_pixels_and_not_the_padding(part: Part, shown: list[Figure]) -> None:
    part("windows").show_windows(n=3, k=2, before=1, after=2)
    assert drawing(shown).collections[0].get_array().tolist() == [[0, 1, 1, 1, 0, 0]]


def test_windows_count_the_positions(part: Part, shown: list[Figure], labels: Callable[[str], list[str]]) -> None:
    written = labels("windows")
    part("windows").show_windows(n=8, k=3, stride=2)
    assert "8 pixels, window of 3, padding 0 + 0, stride 2: 3 positions" in written


def shown_channels(part: Part) -> None:
    image, kernel = np.arange(18).reshape(2, 3, 3), np.ones((2, 2, 2))
    maps = np.array([[[8, 12], [20, 24]], [[44, 48], [56, 60]]])
    part("channels").show_channels(image, kernel, maps, maps.sum(0), names=("red", "green"), caption="added up")


def test_channels_draw_a_row_for_each_channel_and_the_sum(part: Part, shown: list[Figure]) -> None:
    shown_channels(part)
    sizes = [mesh.get_array().shape for mesh in drawing(shown).collections]
    assert sizes == [(3, 3), (2, 2), (2, 2)] * 2 + [(2, 2)]


def test_channels_frame_the_first_window_and_what_it_gives(part: Part, shown: list[Figure]) -> None:
    shown_channels(part)
    assert [size[2:] for size in frames(drawing(shown))] == [(2, 2), (2, 2), (1, 1)] * 2 + [(1, 1)]


def test_channels_write_numbers_signs_and_names(
    part: Part, shown: list[Figure], labels: Callable[[str], list[str]]
) -> None:
    written = labels("channels")
    shown_channels(part)
    assert {"52", "60", "76", "84"} <= set(written)
    assert [sign for sign in written if sign in "⋆+="] == ["⋆", "=", "⋆", "=", "+", "="]
    assert written[-7:] == ["image", "kernel", "maps", "result", "red", "green", "added up"]


def test_a_layer_draws_every_map_and_every_channel_of_every_filter(part: Part, shown: list[Figure]) -> None:
    part("layers").show_layer((3, 6, 6), (2, 3, 3, 3), (2, 4, 4))
    outlines = [patch for patch in drawing(shown).patches if isinstance(patch, Rectangle) and not patch.get_fill()]
    assert len(outlines) == 3 + 2 * 3 + 2


def test_a_filter_has_the_colour_of_its_map(part: Part, shown: list[Figure]) -> None:
    part("layers").show_layer((1, 6, 6), (2, 1, 3, 3), (2, 4, 4))
    outlines = [patch for patch in drawing(shown).patches if isinstance(patch, Rectangle) and not patch.get_fill()]
    _, first, second, *maps = [patch.get_edgecolor() for patch in outlines]
    assert first != second
    assert set(maps) == {first, second}


def test_costs_are_bars_as_long_as_their_numbers(part: Part, shown: list[Figure]) -> None:
    part("costs").show_costs({"a": {"parameters": 1, "work": 40}, "b": {"parameters": 4, "work": 10}})
    assert [bar[2] for bar in frames(drawing(shown))] == [1, 4, 4, 1]


def test_costs_write_their_numbers(part: Part, shown: list[Figure], labels: Callable[[str], list[str]]) -> None:
    written = labels("costs")
    part("costs").show_costs({"LeNet": {"parameters": 61706}}, caption="of one network")
    assert written == ["parameters", "LeNet", "61,706", "of one network"]


def test_pictures_are_drawn_side_by_side(part: Part, shown: list[Figure]) -> None:
    part("pictures").show_pictures({"dark": np.zeros((8, 8), np.uint8), "light": np.full((8, 8), 255, np.uint8)})
    dark, light = drawing(shown).images
    assert dark.get_extent()[1] < light.get_extent()[0]


def test_the_same_grey_means_the_same_in_every_picture(part: Part, shown: list[Figure]) -> None:
    part("pictures").show_pictures({"dark": np.zeros((8, 8), np.uint8), "light": np.full((8, 8), 255, np.uint8)})
    assert [image.get_clim() for image in drawing(shown).images] == [(0, 255), (0, 255)]


def test_a_very_small_picture_can_be_drawn(part: Part, shown: list[Figure]) -> None:
    part("pictures").show_pictures({"tiny": np.array([[0, 255, 0]], dtype=np.uint8)})
    assert len(drawing(shown).images) == 1


def test_a_stack_draws_each_output_and_its_padding(
    part: Part, shown: list[Figure], labels: Callable[[str], list[str]]
) -> None:
    written = labels("stacks")
    part("stacks").show_stack([(3, 1, 1), (3, 2, 0)], 5, 1, "two layers")
    boxes = [patch for patch in drawing(shown).patches if isinstance(patch, Rectangle)]
    dashed = [box for box in boxes if box.get_linestyle() == ":"]
    assert (len(boxes), len(dashed)) == (2 + 5 + (5 + 2), 2)
    assert written[-1] == "two layers"


def test_what_lies_behind_an_output_has_another_colour(part: Part, shown: list[Figure]) -> None:
    part("stacks").show_stack([(3, 2, 0), (2, 1, 0)], 9, 1)
    colours = [patch.get_edgecolor() for patch in drawing(shown).patches if isinstance(patch, Rectangle)]
    behind = max(set(colours[:9]), key=colours[:9].count)  # five of nine pixels of the input
    assert [colour == behind for colour in colours] == [
        *[False, False, True, True, True, True, True, False, False],
        *[False, True, True, False],
        *[False, True, False],
    ]


def test_bars_are_as_tall_as_their_numbers_on_one_scale(part: Part, shown: list[Figure]) -> None:
    part("bars").show_bars({"a": [1, 2], "b": [4]})
    heights = [height for _, _, _, height in frames(drawing(shown))]
    assert heights == pytest.approx([heights[2] / 4, heights[2] / 2, heights[2]])


def test_bars_say_their_numbers_and_names(part: Part, shown: list[Figure], labels: Callable[[str], list[str]]) -> None:
    written = labels("bars")
    part("bars").show_bars({"weights": [18, 73728]}, caption="of a stack", names=("one", "many"))
    assert written == ["18", "73,728", "one", "many", "weights", "of a stack"]
