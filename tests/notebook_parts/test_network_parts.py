"""What the parts for networks draw and say: stacks of maps, boxes with arrows, rows that differ."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from matplotlib.patches import FancyBboxPatch, Rectangle
from matplotlib.text import Annotation

LENET = [("image", 1, 28), ("c1", 6, 28), ("s2", 6, 14), ("c5", 120, 1), ("f6", 84, 0)]


def drawing(shown):
    (figure,) = shown
    (axes,) = figure.axes
    figure.canvas.draw()  # what cannot be rendered fails here
    return axes


@pytest.fixture
def labels(part, monkeypatch):
    """Take down what a part writes on its canvas."""

    def of(name):
        written, module = [], part(name)
        write = module.write

        def note(axes, labels, **look):
            written.extend(text for _, _, text in labels)
            write(axes, labels, **look)

        monkeypatch.setattr(module, "write", note)
        return written

    return of


def test_a_layer_is_a_stack_of_its_maps_as_large_as_they_are(part, shown):
    part("layer_maps").show_layers(LENET, highest=7.0)
    frames = [patch for patch in drawing(shown).patches if isinstance(patch, Rectangle)]
    sides = [frame.get_height() for frame in frames if frame.get_width() == frame.get_height()]
    assert sides == pytest.approx([7.0] * 7 + [3.5] * 6 + [0.25] * 8)
    assert len(frames) == len(sides) + 1, "a row of numbers is a single bar"


def test_a_layer_has_its_name_and_its_numbers(part, shown, labels):
    written = labels("layer_maps")
    part("layer_maps").show_layers(LENET, caption="LeNet")
    assert [*written[:5], written[-1]] == ["image", "c1", "s2", "c5", "f6", "LeNet"]
    assert written[5:10] == ["1 @ 28 × 28", "6 @ 28 × 28", "6 @ 14 × 14", "120 @ 1 × 1", "84"]


def test_there_is_an_arrow_between_two_layers(part, shown):
    part("layer_maps").show_layers(LENET)
    assert sum(isinstance(text, Annotation) for text in drawing(shown).texts) == len(LENET) - 1


def test_boxes_stand_on_their_grid_with_their_words_and_arrows(part, shown, labels):
    written = labels("boxes")
    boxes = {"x": (1, 0, "input", "plain"), "a": (0, 2, "1 × 1", "conv"), "b": (2, 1, "max", "pool")}
    part("boxes").show_boxes(boxes, [("x", "a"), ("x", "b")], caption="two ways", width=4.0, height=1.0)
    axes = drawing(shown)
    corners = [
        (box.get_x(), box.get_y())
        for box in axes.artists or axes.patches
        if isinstance(box, FancyBboxPatch) and box.get_width() == 4.0
    ]
    assert np.allclose(corners, [(5.4, 0.6), (0.7, 4.4), (10.1, 2.5)])
    assert written == ["input", "1 × 1", "max", "two ways"]
    assert sum(isinstance(text, Annotation) for text in axes.texts) == 2


def test_boxes_beside_each_other_are_joined_at_their_edges(part, shown):
    boxes = {"a": (0, 0, "first", "conv"), "b": (1, 0, "second", "join")}
    part("boxes").show_boxes(boxes, [("a", "b")], width=4.0, height=1.0)
    (arrow,) = drawing(shown).texts
    assert (arrow.xyann, arrow.xy) == ((4.7, 1.1), (5.4, 1.1))


def test_numbers_are_those_of_a_tensor(part):
    assert np.array_equal(part("rows").numbers(torch.ones(2, requires_grad=True)), [1, 1])
    assert part("rows").numbers(None) is None


def test_sizes_are_told_of_tensors_and_dicts_of_them(part):
    sizes = part("rows").sizes
    assert sizes(torch.zeros(2, 3)) == (2, 3)
    assert sizes({"c1": torch.zeros(1, 6), "s2": None}) == {"c1": (1, 6), "s2": None}
    assert sizes(SimpleNamespace()) is None


def test_rows_that_are_right_are_one_line(part, capsys):
    part("rows").compare_rows("a table", [("c1", (6, 28, 28), 156)], [("c1", (6, 28, 28), 156)])
    assert capsys.readouterr().out == "right: a table\n"


def test_only_the_rows_that_differ_are_shown(part):
    with pytest.raises(AssertionError) as told:
        part("rows").compare_rows("sums", {"3a": 256, "3b": 481}, {"3a": 256, "3b": 480, "4a": 512})
    assert str(told.value) == ("sums\ngot:    ('3b', 481)\nwanted: ('3b', 480)\ngot:    nothing\nwanted: ('4a', 512)")


def test_a_row_too_many_is_shown_too(part):
    with pytest.raises(AssertionError, match=r"got:    2\nwanted: nothing"):
        part("rows").compare_rows("sizes", [1, 2], [1])


def test_a_missing_return_is_said_in_words(part):
    with pytest.raises(AssertionError, match="a table: your function gave back None"):
        part("rows").compare_rows("a table", None, [])
