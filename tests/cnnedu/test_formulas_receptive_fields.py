"""The receptive field's formula against the lectures' numbers, and against what a gradient says."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnedu.formulas.receptive_fields import ReceptiveField, Window, receptive_field, receptive_fields

layers = st.tuples(st.integers(1, 5), st.integers(1, 3), st.integers(0, 2), st.integers(1, 3))

ALEXNET = [(11, 4, 2), (3, 2), (5, 1, 2), (3, 2), (3, 1, 1), (3, 1, 1), (3, 1, 1), (3, 2)]
LENET = [(5, 1, 2), (2, 2), (5,), (2, 2), (5,)]
VGG16 = [layer for depth in (2, 2, 3, 3, 3) for layer in [(3, 1, 1)] * depth + [(2, 2)]]
RESNET18 = [(7, 2, 3), (3, 2, 1), *[(3, 1, 1)] * 4, *[(3, 2, 1), *[(3, 1, 1)] * 3] * 3]


def _pixels_seen(stack, n, output):
    """First and last input pixel with a gradient, through convolutions whose taps are all one."""
    image = torch.zeros(1, 1, n, dtype=torch.float64, requires_grad=True)
    x = image
    for kernel, stride, padding, dilation in stack:
        ones = torch.ones(1, 1, kernel, dtype=torch.float64)
        x = torch.nn.functional.conv1d(x, ones, stride=stride, padding=padding, dilation=dilation)
    x[0, 0, output].backward()
    seen = image.grad[0, 0].nonzero()
    return int(seen.min()), int(seen.max())


@pytest.mark.parametrize(
    ("stack", "size"),
    [
        ([(3,)], 3),
        ([(3,), (3,)], 5),
        ([(3,), (3,), (3,)], 7),
        (LENET, 32),
        (ALEXNET, 195),
        (VGG16, 212),
        (RESNET18, 435),
        ([], 1),
    ],
)
def test_published_sizes(stack, size):
    assert receptive_field(stack).size == size


def test_the_lectures_19_sees_four_pixels_and_then_nine():
    # L1: an element of the second 2x2 layer sees all of the 3x3 image.
    assert [field.size**2 for field in receptive_fields([(2,), (2,)])] == [4, 9]


@settings(max_examples=200, deadline=None)
@given(st.lists(layers, min_size=1, max_size=4), st.integers(0, 3))
def test_the_formula_names_the_pixels_that_have_a_gradient(stack, shift):
    field = receptive_field(stack)
    first_inside = -(field.start // field.jump)  # the first output whose field lies inside the image
    output = first_inside + shift
    begin = field.start + output * field.jump
    n = begin + field.size
    assert _pixels_seen(stack, n, output) == (begin, begin + field.size - 1)


@given(st.lists(layers, max_size=5))
def test_each_field_of_the_list_is_that_of_the_stack_up_to_there(stack):
    expected = [receptive_field(stack[: depth + 1]) for depth in range(len(stack))]
    assert receptive_fields(stack) == expected


@given(layers, layers)
def test_joined_branches_reach_as_far_as_the_farther(one, other):
    left, right = (ReceptiveField(size=7, jump=2, start=-3).then(Window(k, 1, p, d)) for k, _, p, d in (one, other))
    joined = left.joined(right)
    seen = {left.start + i for i in range(left.size)} | {right.start + i for i in range(right.size)}
    assert (joined.start, joined.start + joined.size - 1, joined.jump) == (min(seen), max(seen), 2)


def test_branches_of_different_strides_do_not_join():
    with pytest.raises(ValueError, match="branches of jumps 1 and 2 do not join: give both the same stride"):
        ReceptiveField().joined(ReceptiveField().then(Window(1, stride=2)))


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        ((0,), "kernel must be at least 1, got 0"),
        ((3, 0), "stride must be at least 1, got 0"),
        ((3, 1, -1), "padding must be at least 0, got -1"),
        ((3, 1, 1, 0), "dilation must be at least 1, got 0"),
    ],
)
def test_errors_name_the_value(layer, message):
    with pytest.raises(ValueError, match=message):
        receptive_field([(3,), layer])
