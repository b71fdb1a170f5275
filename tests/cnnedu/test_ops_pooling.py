"""Max, average, global, Gaussian and trainable pooling against PyTorch and against algebra."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812 - the name PyTorch's users know
from hypothesis import given
from hypothesis import strategies as st
from ops_cases import PoolCase, assert_close, poolings, seeds, tensor, thorough, unequal

from cnnedu.ops.avg_pool2d import avg_pool2d, avg_pool2d_backward, global_avg_pool2d, global_avg_pool2d_backward
from cnnedu.ops.max_pool2d import max_pool2d, max_pool2d_backward
from cnnedu.ops.weighted_pool2d import (
    gaussian_pool2d,
    gaussian_pool2d_backward,
    gaussian_window,
    trainable_pool2d,
    trainable_pool2d_backward,
)


@thorough(300)
@given(poolings())
def test_max_and_its_gradient_agree_with_pytorch(case: PoolCase) -> None:
    x = tensor(case.x, grad=True)
    expected = F.max_pool2d(x, **case.options)
    expected.backward(tensor(case.dy))
    assert_close(max_pool2d(case.x, **case.options), expected, tolerance=0)
    assert_close(max_pool2d_backward(case.dy, case.x, **case.options), x.grad)


@thorough(300)
@given(poolings(integers=True))
def test_the_first_of_several_equal_maxima_gets_the_gradient_as_in_pytorch(case: PoolCase) -> None:
    x = tensor(case.x, grad=True)
    F.max_pool2d(x, **case.options).backward(tensor(case.dy))
    assert_close(max_pool2d_backward(case.dy, case.x, **case.options), x.grad)


@thorough(300)
@given(poolings(), st.booleans())
def test_average_and_its_gradient_agree_with_pytorch(case: PoolCase, count_include_pad: bool) -> None:
    x = tensor(case.x, grad=True)
    expected = F.avg_pool2d(x, **case.options, count_include_pad=count_include_pad)
    expected.backward(tensor(case.dy))
    assert_close(avg_pool2d(case.x, **case.options, count_include_pad=count_include_pad), expected)
    dx = avg_pool2d_backward(case.dy, case.x.shape[2:], **case.options, count_include_pad=count_include_pad)
    assert_close(dx, x.grad)


@thorough(150)
@given(unequal(1, 7, 4), seeds)
def test_global_average_and_its_gradient_agree_with_pytorch(shape: tuple[int, ...], seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, dy = rng.standard_normal(shape), rng.standard_normal(shape[:2])
    x_t = tensor(x, grad=True)
    expected = F.adaptive_avg_pool2d(x_t, 1).flatten(1)
    expected.backward(tensor(dy))
    assert_close(global_avg_pool2d(x), expected)
    assert_close(global_avg_pool2d_backward(dy, shape[2:]), x_t.grad)


@thorough(150)
@given(poolings(), st.floats(0.3, 3.0))
def test_gaussian_and_its_gradient_agree_with_pytorch(case: PoolCase, sigma: float) -> None:
    kh, kw = case.options["kernel_size"]
    u, v = torch.meshgrid(torch.arange(kh) - (kh - 1) / 2, torch.arange(kw) - (kw - 1) / 2, indexing="ij")
    window = torch.softmax((-(u.double() ** 2 + v.double() ** 2) / (2 * sigma**2)).flatten(), 0).reshape(kh, kw)
    c = case.x.shape[1]
    x = tensor(case.x, grad=True)
    expected = F.conv2d(x, window.expand(c, 1, kh, kw), None, case.options["stride"], case.options["padding"], 1, c)
    expected.backward(tensor(case.dy))
    assert_close(gaussian_pool2d(case.x, sigma=sigma, **case.options), expected)
    assert_close(gaussian_pool2d_backward(case.dy, case.x.shape[2:], sigma=sigma, **case.options), x.grad)


@thorough(150)
@given(poolings())
def test_trainable_and_its_gradients_agree_with_pytorch(case: PoolCase) -> None:
    rng = np.random.default_rng(case.x.size)
    c, (kh, kw) = case.x.shape[1], case.options["kernel_size"]
    weight, bias = rng.standard_normal((c, kh, kw)), rng.standard_normal(c)
    rest = {name: case.options[name] for name in ("stride", "padding")}
    x_t, weight_t, bias_t = tensor(case.x, grad=True), tensor(weight, grad=True), tensor(bias, grad=True)
    expected = F.conv2d(x_t, weight_t[:, None], bias_t, **rest, groups=c)
    expected.backward(tensor(case.dy))
    assert_close(trainable_pool2d(case.x, weight, bias, **rest), expected)
    gradients = trainable_pool2d_backward(case.dy, case.x, weight, **rest)
    for actual, wanted in zip(gradients, (x_t.grad, weight_t.grad, bias_t.grad), strict=True):
        assert_close(actual, wanted)


@thorough(100)
@given(poolings())
def test_the_gradient_of_an_average_is_its_adjoint(case: PoolCase) -> None:
    forward = np.vdot(avg_pool2d(case.x, **case.options), case.dy)
    backward = np.vdot(case.x, avg_pool2d_backward(case.dy, case.x.shape[2:], **case.options))
    assert backward == pytest.approx(forward, rel=1e-10, abs=1e-10)


@thorough(100)
@given(poolings())
def test_the_gradient_of_a_maximum_loses_nothing(case: PoolCase) -> None:
    dx = max_pool2d_backward(case.dy, case.x, **case.options)
    assert_close(dx.sum(axis=(2, 3)), case.dy.sum(axis=(2, 3)))


@thorough(100)
@given(poolings())
def test_the_maximum_is_the_gradient_taken_at_the_input(case: PoolCase) -> None:
    """max is piecewise linear and homogeneous: <grad, x> = <dy, max(x)> (Euler)."""
    forward = np.vdot(max_pool2d(case.x, **case.options), case.dy)
    backward = np.vdot(case.x, max_pool2d_backward(case.dy, case.x, **case.options))
    assert backward == pytest.approx(forward, rel=1e-10, abs=1e-10)


@thorough(100)
@given(poolings())
def test_pooling_is_per_channel(case: PoolCase) -> None:
    order = np.random.default_rng(0).permutation(case.x.shape[1])
    for pool in (max_pool2d, avg_pool2d):
        assert_close(pool(case.x[:, order], **case.options), pool(case.x, **case.options)[:, order])


@thorough(100)
@given(poolings())
def test_maximum_commutes_with_what_only_grows_and_average_with_what_is_linear(case: PoolCase) -> None:
    assert_close(max_pool2d(np.exp(case.x), **case.options), np.exp(max_pool2d(case.x, **case.options)))
    assert_close(avg_pool2d(-3 * case.x, **case.options), -3 * avg_pool2d(case.x, **case.options))


@thorough(100)
@given(poolings())
def test_trainable_pooling_with_equal_weights_is_the_average(case: PoolCase) -> None:
    kh, kw = case.options["kernel_size"]
    weight = np.full((case.x.shape[1], kh, kw), 1 / (kh * kw))
    y = trainable_pool2d(case.x, weight, stride=case.options["stride"], padding=case.options["padding"])
    assert_close(y, avg_pool2d(case.x, **case.options))


def test_padding_does_not_win_over_negative_numbers() -> None:
    x = -1.0 - np.arange(12.0).reshape(1, 1, 3, 4)
    assert max_pool2d(x, 3, stride=2, padding=1).max() == -1.0


def test_a_small_shift_leaves_most_maxima_where_they_are() -> None:
    """A lone peak stays in the output as long as it stays in the window: invariance to small shifts, no more."""
    x = np.zeros((1, 1, 6, 8))
    x[0, 0, 2, 4] = 1.0
    pooled = max_pool2d(x, 2)
    np.testing.assert_array_equal(max_pool2d(np.roll(x, 1, axis=3), 2), pooled)
    assert not np.array_equal(max_pool2d(np.roll(x, 2, axis=3), 2), pooled)


def test_pooling_does_not_give_invariance_to_rotation() -> None:
    x = np.zeros((1, 1, 4, 4))
    x[0, 0, 0, :] = 1.0
    assert not np.array_equal(max_pool2d(np.rot90(x, axes=(2, 3)), 2), max_pool2d(x, 2))


def test_max_pooling_is_no_convolution() -> None:
    x, y = np.array([[[[1.0, 0.0]]]]), np.array([[[[0.0, 1.0]]]])
    assert max_pool2d(x + y, (1, 2)) != max_pool2d(x, (1, 2)) + max_pool2d(y, (1, 2))


def test_windows_of_3_with_stride_2_overlap() -> None:
    x = np.zeros((1, 1, 5, 5))
    x[0, 0, 2, 2] = 1.0
    np.testing.assert_array_equal(max_pool2d(x, 3, stride=2)[0, 0], [[1, 1], [1, 1]])
    np.testing.assert_array_equal(max_pool2d_backward(np.ones((1, 1, 2, 2)), x, 3, stride=2)[0, 0, 2, 2], 4)


def test_rows_left_over_are_dropped_and_get_no_gradient() -> None:
    x = np.arange(15.0).reshape(1, 1, 3, 5)
    np.testing.assert_array_equal(max_pool2d(x, 2)[0, 0], [[6, 8]])
    dx = max_pool2d_backward(np.ones((1, 1, 1, 2)), x, 2)
    assert not dx[0, 0, 2].any()
    assert not dx[0, 0, :, 4].any()


def test_a_gaussian_over_2x2_is_the_mean() -> None:
    x = np.random.default_rng(0).standard_normal((2, 3, 6, 8))
    assert_close(gaussian_pool2d(x, 2, sigma=0.7), avg_pool2d(x, 2))


def test_gaussian_weights_sum_to_one_and_are_largest_in_the_middle() -> None:
    window = gaussian_window((5, 3), sigma=1.3)
    assert window.sum() == pytest.approx(1.0)
    assert np.argwhere(window == window.max()).tolist() == [[2, 1]]


@thorough(30)
@given(poolings())
def test_inputs_are_left_alone(case: PoolCase) -> None:
    case.x.setflags(write=False)  # an attempt to write would raise
    case.dy.setflags(write=False)
    for pool in (max_pool2d, avg_pool2d):
        pool(case.x, **case.options)[...] = 0
    max_pool2d_backward(case.dy, case.x, **case.options)[...] = 0
    avg_pool2d_backward(case.dy, case.x.shape[2:], **case.options)[...] = 0


@pytest.mark.parametrize(("dtype", "wanted"), [(np.float32, np.float32), (np.float64, np.float64), (int, np.float64)])
def test_dtypes(dtype: type, wanted: type) -> None:
    x = np.arange(24).reshape(1, 1, 4, 6).astype(dtype)
    y, mean = max_pool2d(x, 2, padding=1), avg_pool2d(x, 3, padding=1, count_include_pad=False)
    back = max_pool2d_backward(y, x, 2, padding=1), avg_pool2d_backward(mean, (4, 6), 3, padding=1)
    rest = global_avg_pool2d(x), gaussian_pool2d(x, 2, 1.0), global_avg_pool2d_backward(x[0, 0], (2, 2))
    assert [a.dtype for a in (y, mean, *back, *rest)] == [wanted] * 7


X = np.zeros((2, 3, 5, 7))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: max_pool2d(X[0], 2), "x must be N x C x H x W"),
        (lambda: max_pool2d(X, 0), "kernel_size must be at least 1"),
        (lambda: max_pool2d(X, 3, stride=0), "stride must be at least 1"),
        (lambda: max_pool2d(X, 3, padding=2), r"padding must be at most half the window, got padding \(2, 2\)"),
        (lambda: avg_pool2d(X, 3, padding=2), "padding must be at most half the window"),
        (lambda: max_pool2d(X, (6, 2)), "a window of 6 does not fit"),
        (lambda: max_pool2d_backward(X, X, 2), r"dy must have shape \(2, 3, 2, 3\) \(the shape of the output\)"),
        (lambda: avg_pool2d_backward(X, (5, 7), 2), r"dy must have shape \(2, 3, 2, 3\)"),
        (lambda: global_avg_pool2d(X[:, :, :0]), "the maps of x must not be empty"),
        (lambda: global_avg_pool2d_backward(X, (2, 2)), "dy must be N x C"),
        (lambda: gaussian_window(3, 0.0), "sigma must be positive, got 0.0"),
        (lambda: trainable_pool2d(X, np.zeros((3, 1, 2, 2))), "weight must be C x kh x kw, one kernel per channel"),
    ],
)
def test_errors_say_what_was_wanted(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=message):
        call()
