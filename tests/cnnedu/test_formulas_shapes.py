"""Output sizes and paddings against the lectures' numbers and against PyTorch's convolution."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnedu.formulas.shapes import output_size, output_size_total, same_padding

sizes = st.integers(1, 40)
kernels = st.integers(1, 9)
paddings = st.integers(0, 6)
strides = st.integers(1, 7)


def _convolved_length(n, k, before, after, stride):
    padded = torch.nn.functional.pad(torch.zeros(1, 1, n), (before, after))
    return torch.nn.functional.conv1d(padded, torch.zeros(1, 1, k), stride=stride).shape[-1]


@pytest.mark.parametrize(
    ("n", "k", "padding", "stride", "expected"),
    [
        (3, 2, 0, 1, 2),  # L0: n - k + 1
        (4, 3, 1, 1, 4),  # L0: 4 -> 6 -> 4
        (4, 3, 2, 1, 6),  # L0: 4 -> 8 -> 6
        (100, 3, 1, 2, 50),  # L4, whose 100.5 / 2 misses the floor
        (6, 3, 0, 1, 4),  # L4: 6x6x3 -> 4x4
        (28, 5, 2, 1, 28),  # LeNet's C1
        (224, 11, 2, 4, 55),  # AlexNet's first layer
        (224, 7, 3, 2, 112),  # ResNet's first layer
    ],
)
def test_worked_numbers_of_the_lectures(n, k, padding, stride, expected):
    assert output_size(n, k, padding, stride) == expected


def test_the_two_conventions_differ_for_the_same_number():
    assert (output_size(100, 3, 1, 2), output_size_total(100, 3, 1, 2)) == (50, 50)
    assert (output_size(4, 3, 1), output_size_total(4, 3, 1)) == (4, 3)


@settings(deadline=None)
@given(sizes, kernels, paddings, paddings, strides)
def test_total_padding_counts_what_pytorch_counts(n, k, before, after, stride):
    if k > n + before + after:
        with pytest.raises(ValueError, match=f"a window of {k} does not fit into {n}"):
            output_size_total(n, k, before + after, stride)
    else:
        assert output_size_total(n, k, before + after, stride) == _convolved_length(n, k, before, after, stride)


@settings(deadline=None)
@given(sizes, kernels, paddings, strides)
def test_padding_per_side_is_half_of_the_total(n, k, padding, stride):
    if k <= n + 2 * padding:
        assert output_size(n, k, padding, stride) == output_size_total(n, k, 2 * padding, stride)


@settings(deadline=None)
@given(sizes, kernels)
def test_same_padding_keeps_the_length(n, k):
    before, after = same_padding(k)
    assert _convolved_length(n, k, before, after, 1) == n


@settings(deadline=None)
@given(kernels)
@pytest.mark.filterwarnings("ignore:Using padding=.same. with even kernel lengths")
def test_same_padding_pads_where_pytorch_pads(k):
    image, kernel = torch.arange(1.0, 12.0).reshape(1, 1, 11), torch.arange(1.0, k + 1.0).reshape(1, 1, k)
    expected = torch.nn.functional.conv1d(image, kernel, padding="same")
    padded = torch.nn.functional.pad(image, same_padding(k))
    assert torch.equal(torch.nn.functional.conv1d(padded, kernel), expected)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: output_size(0, 3), "n must be at least 1, got 0"),
        (lambda: output_size(5, 0), "k must be at least 1, got 0"),
        (lambda: output_size(5, 3, -1), "padding must be at least 0 pixels per side, got -1"),
        (lambda: output_size(5, 3, 0, 0), "stride must be at least 1, got 0"),
        (lambda: output_size_total(5, 3, -1), "total_padding must be at least 0, got -1"),
        (lambda: output_size(4, 9, 1), r"a window of 9 does not fit into 4 \+ 2 = 6 padded pixels: make the window"),
        (lambda: same_padding(0), "k must be at least 1, got 0"),
    ],
)
def test_errors_name_the_value(call, message):
    with pytest.raises(ValueError, match=message):
        call()
