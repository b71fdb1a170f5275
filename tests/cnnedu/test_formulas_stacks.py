"""What stacks see and cost, against published numbers, and against a gradient of PyTorch's."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnedu.formulas.stacks import cost_of_stack, field_of_equal_layers, field_of_stack, smallest_stack, window_of

layers = st.tuples(st.integers(1, 5), st.integers(1, 3), st.integers(0, 2))


def pixels_with_a_gradient(i, stack, n):
    image = torch.zeros(1, 1, n, dtype=torch.float64, requires_grad=True)
    x = image
    for kernel, stride, padding in stack:
        x = torch.nn.functional.conv1d(x, torch.ones(1, 1, kernel, dtype=torch.float64), None, stride, padding)
    x[0, 0, i].backward()
    seen = image.grad[0, 0].nonzero()
    return int(seen.min()), int(seen.max())


@settings(max_examples=60, deadline=None)
@given(st.lists(layers, min_size=1, max_size=3), st.integers(0, 3))
def test_a_window_holds_the_pixels_that_have_a_gradient(stack, more):
    _, jump, start = field_of_stack(stack)
    inside = -(start // jump) + more
    first, last = window_of(inside, stack)
    assert pixels_with_a_gradient(inside, stack, last + 1) == (first, last)


@given(st.integers(1, 9), st.integers(0, 5))
def test_equal_layers_see_what_the_formula_says(k, depth):
    assert field_of_equal_layers(k, depth) == 1 + depth * (k - 1) == field_of_stack([(k, 1, 0)] * depth)[0]


def test_lenet_up_to_c5():
    assert field_of_stack([(5, 1, 2), (2, 2, 0), (5, 1, 0), (2, 2, 0), (5, 1, 0)]) == (32, 4, -2)


@given(st.integers(1, 2000), st.integers(1, 4))
def test_the_smallest_stack_sees_n_pixels_and_one_layer_less_does_not(n, stride):
    depth = smallest_stack(n, stride)
    assert field_of_stack([(3, stride, 0)] * depth)[0] >= n
    assert depth == 0 or field_of_stack([(3, stride, 0)] * (depth - 1))[0] < n


@given(st.integers(1, 5), st.integers(1, 4), st.integers(1, 9))
def test_the_cost_is_what_pytorch_counts(k, depth, channels):
    convolutions = [torch.nn.Conv2d(channels, channels, k, bias=False, device="meta") for _ in range(depth)]
    assert cost_of_stack(k, depth, channels) == sum(each.weight.numel() for each in convolutions)


def test_a_7x7_layer_costs_81_percent_more_than_three_3x3_layers():
    assert round(100 * cost_of_stack(7, 1, 64) / cost_of_stack(3, 3, 64)) == 181


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: field_of_equal_layers(0, 1), "k must be at least 1, got 0"),
        (lambda: field_of_equal_layers(3, -1), "layers must be at least 0, got -1"),
        (lambda: field_of_stack([(3, 0, 0)]), "stride must be at least 1, got 0"),
        (lambda: window_of(-1, []), "i must be at least 0, got -1"),
        (lambda: smallest_stack(0), "n must be at least 1, got 0"),
        (lambda: smallest_stack(3, 0), "stride must be at least 1, got 0"),
        (lambda: cost_of_stack(3, 0, 1), "depth must be at least 1, got 0"),
    ],
)
def test_errors_name_the_value(call, message):
    with pytest.raises(ValueError, match=message):
        call()
