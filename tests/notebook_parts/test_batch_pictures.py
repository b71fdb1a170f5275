"""What the pictures of batches draw: spread numbers, numbers in a row, maps sample by sample."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import numpy as np
import pytest
from matplotlib.figure import Figure

Part = Callable[[str], ModuleType]


@pytest.fixture
def axes(shown: list[Figure]) -> Callable[[], list]:
    """The axes of the one figure that was shown."""

    def of_the_one() -> list:
        (figure,) = shown
        figure.canvas.draw()  # what cannot be rendered fails here
        return figure.axes

    return of_the_one


def test_every_distribution_has_a_histogram_that_counts_all_numbers(part: Part, axes) -> None:
    part("distributions").show_distributions({"a": np.array([1.0, 2.0, 3.0]), "b": np.zeros((2, 2))})
    counts = [sum(patch.get_height() for patch in each.patches) for each in axes()]
    assert counts == [3, 4]


def test_a_distribution_is_marked_by_its_mean_and_one_standard_deviation_to_either_side(part: Part, axes) -> None:
    part("distributions").show_distributions({"a": np.array([[2, 4], [6, 8]])})
    (drawn,) = axes()
    mean, deviation = drawn.lines
    assert set(mean.get_xdata()) == {5.0}
    assert deviation.get_xdata() == pytest.approx([5 - np.sqrt(5), 5 + np.sqrt(5)])
    assert drawn.get_xlabel() == "mean 5.00, standard deviation 2.24"


def test_distributions_have_one_scale(part: Part, axes) -> None:
    part("distributions").show_distributions({"far": np.array([100.0, 101.0]), "near": np.array([0.0, 1.0])})
    first, second = axes()
    assert first.get_xlim() == second.get_xlim()


def test_series_are_dots_and_lines_with_their_labels(part: Part, axes) -> None:
    part("series").show_series({"batches": [1, 2, 3]}, {"running": [4, 5]}, counted="batch", measured="mean")
    (drawn,) = axes()
    dots, line = drawn.lines
    assert (list(dots.get_ydata()), dots.get_linestyle(), dots.get_label()) == ([1, 2, 3], "None", "batches")
    assert (list(line.get_ydata()), line.get_marker(), line.get_label()) == ([4, 5], "None", "running")
    assert (drawn.get_xlabel(), drawn.get_ylabel()) == ("batch", "mean")


def test_series_have_colours_of_their_own(part: Part, axes) -> None:
    part("series").show_series({"a": [1], "b": [2]}, {"c": [3], "d": [4]})
    assert len({line.get_color() for line in axes()[0].lines}) == 4


@pytest.mark.parametrize("name", ["distributions", "series"])
def test_a_caption_is_written_below(part: Part, shown: list[Figure], name: str) -> None:
    draw = getattr(part(name), f"show_{name}")
    draw({"a": np.array([1.0, 2.0])}, *([{}] if name == "series" else []), caption="look here")
    assert [text.get_text() for text in shown[0].texts] == ["look here"]


def test_maps_are_framed_in_the_colour_of_their_channel(part: Part, axes) -> None:
    part("maps").show_maps(np.zeros((2, 3, 1, 2)))
    (drawn,) = axes()
    frames = [patch for patch in [*drawn.patches, *drawn.artists] if hasattr(patch, "get_width")]
    assert len(frames) == 6
    columns = {frame.get_x(): set() for frame in frames}
    for frame in frames:
        columns[frame.get_x()].add(frame.get_edgecolor())
    assert [len(colours) for colours in columns.values()] == [1, 1, 1]
    assert len(set.union(*columns.values())) == 3


def test_maps_write_every_number_and_who_it_belongs_to(part: Part, shown: list[Figure], monkeypatch) -> None:
    module, written = part("maps"), []
    monkeypatch.setattr(module, "write", lambda axes, labels, **look: written.extend(text for *_, text in labels))
    module.show_maps(np.arange(-1, 7).reshape(2, 2, 1, 2), caption="two samples")
    assert written[:8] == ["−1", "0", "1", "2", "3", "4", "5", "6"]
    assert written[8:] == ["sample 0", "sample 1", "channel 0", "channel 1", "two samples"]
