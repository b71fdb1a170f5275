"""Fully connected layers and 1 x 1 convolutions: against PyTorch, and as each other."""

from __future__ import annotations

import numpy as np
import pytest
import torch.nn.functional as F  # noqa: N812 - the name PyTorch's users know
from hypothesis import given
from ops_cases import assert_close, seeds, tensor, thorough, unequal

from cnnedu.ops.conv1x1 import conv1x1
from cnnedu.ops.conv2d import conv2d, conv2d_backward
from cnnedu.ops.linear import linear, linear_backward, linear_weight_as_kernel


@thorough(200)
@given(unequal(1, 9, 3), seeds)
def test_linear_and_its_gradients_agree_with_pytorch(sizes: tuple[int, ...], seed: int) -> None:
    n, d_in, d_out = sizes
    rng = np.random.default_rng(seed)
    x, weight, bias = rng.standard_normal((n, d_in)), rng.standard_normal((d_out, d_in)), rng.standard_normal(d_out)
    dy = rng.standard_normal((n, d_out))
    x_t, weight_t, bias_t = tensor(x, grad=True), tensor(weight, grad=True), tensor(bias, grad=True)
    expected = F.linear(x_t, weight_t, bias_t)
    expected.backward(tensor(dy))
    assert_close(linear(x, weight, bias), expected)
    for actual, wanted in zip(linear_backward(dy, x, weight), (x_t.grad, weight_t.grad, bias_t.grad), strict=True):
        assert_close(actual, wanted)


@thorough(150)
@given(unequal(1, 7, 5), seeds)
def test_fully_connected_is_a_convolution_with_a_kernel_as_large_as_the_maps(sizes: tuple, seed: int) -> None:
    n, c, h, w, d_out = sizes
    rng = np.random.default_rng(seed)
    maps, bias = rng.standard_normal((n, c, h, w)), rng.standard_normal(d_out)
    weight = rng.standard_normal((d_out, c * h * w))
    y = conv2d(maps, linear_weight_as_kernel(weight, c, (h, w)), bias)
    assert y.shape == (n, d_out, 1, 1)
    assert_close(y[:, :, 0, 0], linear(maps.reshape(n, -1), weight, bias))


@thorough(100)
@given(unequal(1, 7, 5), seeds)
def test_and_so_are_its_gradients(sizes: tuple, seed: int) -> None:
    n, c, h, w, d_out = sizes
    rng = np.random.default_rng(seed)
    maps, dy = rng.standard_normal((n, c, h, w)), rng.standard_normal((n, d_out))
    weight = rng.standard_normal((d_out, c * h * w))
    dx, dw, db = linear_backward(dy, maps.reshape(n, -1), weight)
    by_convolution = conv2d_backward(dy[:, :, None, None], maps, linear_weight_as_kernel(weight, c, (h, w)))
    wanted = (dx.reshape(maps.shape), linear_weight_as_kernel(dw, c, (h, w)), db)
    for actual, expected in zip(by_convolution, wanted, strict=True):
        assert_close(actual, expected)


@thorough(150)
@given(unequal(1, 7, 5), seeds)
def test_a_1x1_convolution_is_a_fully_connected_layer_at_every_pixel(sizes: tuple, seed: int) -> None:
    n, c_in, c_out, h, w = sizes
    rng = np.random.default_rng(seed)
    x, weight, bias = rng.standard_normal((n, c_in, h, w)), rng.standard_normal((c_out, c_in)), rng.random(c_out)
    pixels = x.transpose(0, 2, 3, 1).reshape(-1, c_in)
    expected = linear(pixels, weight, bias).reshape(n, h, w, c_out).transpose(0, 3, 1, 2)
    assert_close(conv1x1(x, weight, bias), expected)
    assert_close(conv1x1(x, weight[:, :, None, None], bias), expected)


@thorough(100)
@given(unequal(1, 7, 5), seeds)
def test_a_1x1_convolution_does_not_care_how_pixels_are_arranged(sizes: tuple, seed: int) -> None:
    n, c_in, c_out, h, w = sizes
    rng = np.random.default_rng(seed)
    x, weight, order = rng.standard_normal((n, c_in, h, w)), rng.standard_normal((c_out, c_in)), rng.permutation(h * w)

    def rearrange(maps: np.ndarray) -> np.ndarray:
        return maps.reshape(n, -1, h * w)[:, :, order].reshape(n, -1, h, w)

    assert_close(conv1x1(rearrange(x), weight), rearrange(conv1x1(x, weight)))


def test_scores_of_the_linear_classifier_of_lecture_l4() -> None:
    """The lecture prints -96.8, 437.9 and 61.95; the last leaves its bias of -1.2 out (erratum 3)."""
    x = np.array([[56, 231, 24, 2]])
    weight = np.array([[0.2, -0.5, 0.1, 2.0], [1.5, 1.3, 2.1, 0.0], [0.0, 0.25, 0.2, -0.3]])
    assert_close(linear(x, weight, np.array([1.1, 3.2, -1.2])), [[-96.8, 437.9, 60.75]])
    assert_close(linear(x, weight)[0, 2], 61.95)


def test_twenty_maps_of_12x12_and_100_units_have_288_000_weights() -> None:
    rng = np.random.default_rng(0)
    maps, weight = rng.standard_normal((2, 20, 12, 12)), rng.standard_normal((100, 20 * 12 * 12))
    kernel = linear_weight_as_kernel(weight, 20, 12)
    assert (kernel.shape, kernel.size) == ((100, 20, 12, 12), 288_000)
    assert_close(conv2d(maps, kernel)[:, :, 0, 0], linear(maps.reshape(2, -1), weight))


def test_layers_with_no_activation_between_them_collapse_into_one() -> None:
    rng = np.random.default_rng(0)
    x, a, b = rng.standard_normal((5, 3)), rng.standard_normal((7, 3)), rng.standard_normal((2, 7))
    assert_close(linear(linear(x, a), b), linear(x, b @ a))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: linear(np.zeros((2, 3, 4)), np.zeros((5, 12))), r"flatten maps with x.reshape\(n, -1\)"),
        (lambda: linear(np.zeros((2, 3)), np.zeros((3, 5))), r"got shapes \(2, 3\) and \(3, 5\)"),
        (lambda: linear(np.zeros((2, 3)), np.zeros((5, 3)), np.zeros(3)), r"bias must have shape \(5,\)"),
        (lambda: linear_backward(np.zeros((2, 3)), np.zeros((2, 3)), np.zeros((5, 3))), r"dy must have shape \(2, 5\)"),
        (lambda: linear_weight_as_kernel(np.zeros((5, 12)), 2, 2), "weight must be D_out x 8 for 2 maps of 2 x 2"),
        (lambda: conv1x1(np.zeros((1, 2, 3, 4)), np.zeros((5, 2, 3, 3))), "C_out x C_in x 1 x 1, got shape"),
    ],
)
def test_errors_say_what_was_wanted(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=message):
        call()
