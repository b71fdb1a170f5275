"""conv2d against PyTorch, against its own loops, against algebra, and against the lectures' numbers."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812 - the name PyTorch's users know
from hypothesis import given
from hypothesis import strategies as st
from ops_cases import ConvCase, assert_close, convolutions, pairs, seeds, tensor, thorough

from cnnedu.ops.conv2d import (
    conv2d,
    conv2d_backward,
    conv2d_by_loops,
    conv2d_input_gradient,
    conv2d_weight_gradient,
)
from cnnedu.ops.corr2d import convolve2d, corr2d


@thorough(600)
@given(convolutions())
def test_forward_agrees_with_pytorch(case: ConvCase) -> None:
    expected = F.conv2d(tensor(case.x), tensor(case.weight), tensor(case.bias), **case.options)
    assert_close(conv2d(case.x, case.weight, case.bias, **case.options), expected)


@thorough(600)
@given(convolutions())
def test_all_three_gradients_agree_with_pytorch(case: ConvCase) -> None:
    x, weight, bias = tensor(case.x, grad=True), tensor(case.weight, grad=True), tensor(case.bias, grad=True)
    F.conv2d(x, weight, bias, **case.options).backward(tensor(case.dy))
    dx, dw, db = conv2d_backward(case.dy, case.x, case.weight, **case.options)
    assert_close(dx, x.grad)
    assert_close(dw, weight.grad)
    assert_close(db, bias.grad)


@thorough(60)
@given(convolutions())
def test_forward_agrees_with_the_loops(case: ConvCase) -> None:
    expected = conv2d_by_loops(case.x, case.weight, case.bias, **case.options)
    assert_close(conv2d(case.x, case.weight, case.bias, **case.options), expected)


@thorough(60)
@given(convolutions())
def test_the_loops_agree_with_pytorch(case: ConvCase) -> None:
    expected = F.conv2d(tensor(case.x), tensor(case.weight), tensor(case.bias), **case.options)
    assert_close(conv2d_by_loops(case.x, case.weight, case.bias, **case.options), expected)


@thorough(150)
@given(convolutions())
def test_single_gradients_are_those_of_backward(case: ConvCase) -> None:
    dx, dw, _ = conv2d_backward(case.dy, case.x, case.weight, **case.options)
    assert_close(conv2d_input_gradient(case.dy, case.weight, case.x.shape[2:], **case.options), dx)
    assert_close(conv2d_weight_gradient(case.dy, case.x, case.weight.shape[2:], **case.options), dw)


@thorough(150)
@given(convolutions())
def test_input_gradient_is_the_adjoint_of_the_convolution(case: ConvCase) -> None:
    forward = np.vdot(conv2d(case.x, case.weight, **case.options), case.dy)
    backward = np.vdot(case.x, conv2d_input_gradient(case.dy, case.weight, case.x.shape[2:], **case.options))
    assert backward == pytest.approx(forward, rel=1e-10, abs=1e-10)


@thorough(150)
@given(convolutions())
def test_weight_gradient_is_the_adjoint_of_the_convolution(case: ConvCase) -> None:
    forward = np.vdot(conv2d(case.x, case.weight, **case.options), case.dy)
    backward = np.vdot(case.weight, conv2d_weight_gradient(case.dy, case.x, case.weight.shape[2:], **case.options))
    assert backward == pytest.approx(forward, rel=1e-10, abs=1e-10)


@thorough(40)
@given(convolutions())
def test_gradients_agree_with_finite_differences(case: ConvCase) -> None:
    """Central differences of the loss <dy, conv2d(...)> along a random direction; it is cubic, so they are exact."""
    rng = np.random.default_rng(case.x.size)
    along = [rng.standard_normal(a.shape) for a in (case.x, case.weight, case.bias)]

    def loss(t: float) -> float:
        x, weight, bias = (a + t * d for a, d in zip((case.x, case.weight, case.bias), along, strict=True))
        return float(np.vdot(conv2d(x, weight, bias, **case.options), case.dy))

    slope = (loss(1e-4) - loss(-1e-4)) / 2e-4
    gradients = conv2d_backward(case.dy, case.x, case.weight, **case.options)
    predicted = sum(float(np.vdot(g, d)) for g, d in zip(gradients, along, strict=True))
    assert predicted == pytest.approx(slope, rel=1e-6, abs=1e-6)


@thorough(150)
@given(convolutions(), st.floats(-3, 3))
def test_the_convolution_is_linear_in_its_input(case: ConvCase, factor: float) -> None:
    other = np.random.default_rng(7).standard_normal(case.x.shape)
    together = conv2d(case.x + factor * other, case.weight, **case.options)
    apart = conv2d(case.x, case.weight, **case.options) + factor * conv2d(other, case.weight, **case.options)
    assert_close(together, apart)


@thorough(150)
@given(convolutions())
def test_samples_do_not_leak_into_each_other(case: ConvCase) -> None:
    alone = [conv2d(x[None], case.weight, case.bias, **case.options)[0] for x in case.x]
    assert_close(conv2d(case.x, case.weight, case.bias, **case.options), np.stack(alone))


@thorough(150)
@given(seeds, pairs(1, 3), pairs(1, 3))
def test_a_shift_by_a_multiple_of_the_stride_shifts_the_output(seed: int, stride: tuple[int, int], by: tuple) -> None:
    rng = np.random.default_rng(seed)
    x, weight = rng.standard_normal((2, 3, 17, 19)), rng.standard_normal((4, 3, 3, 2))
    (sh, sw), (i, j) = stride, by
    shifted = conv2d(x[:, :, i * sh :, j * sw :], weight, stride=stride)
    whole = conv2d(x, weight, stride=stride)[:, :, i:, j:]
    assert_close(shifted, whole)


@thorough(100)
@given(convolutions(groups=False))
def test_a_stride_keeps_every_so_many_positions_of_stride_one(case: ConvCase) -> None:
    sh, sw = case.options["stride"]
    dense = conv2d(case.x, case.weight, **{**case.options, "stride": 1})
    assert_close(conv2d(case.x, case.weight, **case.options), dense[:, :, ::sh, ::sw])


@thorough(100)
@given(convolutions())
def test_groups_are_convolutions_side_by_side(case: ConvCase) -> None:
    g = case.options["groups"]
    apart = [
        conv2d(x, weight, bias, **case.geometry)
        for x, weight, bias in zip(
            np.split(case.x, g, axis=1), np.split(case.weight, g), np.split(case.bias, g), strict=True
        )
    ]
    assert_close(conv2d(case.x, case.weight, case.bias, **case.options), np.concatenate(apart, axis=1))


@thorough(100)
@given(convolutions(groups=False, stride_one=True))
def test_composing_convolutions_convolves_their_kernels(case: ConvCase) -> None:
    rng = np.random.default_rng(case.x.size)
    image, a, b = rng.standard_normal((9, 11)), rng.standard_normal((2, 3)), case.weight[0, 0]
    padding = ((b.shape[0] - 1,) * 2, (b.shape[1] - 1,) * 2)
    composed = convolve2d(np.pad(a, padding), b)  # the full convolution of the two kernels
    assert_close(corr2d(corr2d(image, a), b), corr2d(image, composed))


def test_one_channel_is_corr2d() -> None:
    rng = np.random.default_rng(0)
    image, kernel = rng.standard_normal((7, 9)), rng.standard_normal((3, 2))
    assert_close(conv2d(image[None, None], kernel[None, None], np.array([2.5]))[0, 0], corr2d(image, kernel, 2.5))


@pytest.mark.parametrize("shape", [(1, 64, 1, 1), (3, 70, 9, 130), (2, 3, 200, 7), (7, 3, 30, 17)])
@pytest.mark.parametrize("kernel_size", [(1, 1), (3, 3), (5, 1)])
@pytest.mark.parametrize("stride", [1, 2])
def test_layers_of_real_size_agree_with_pytorch(shape: tuple, kernel_size: tuple, stride: int) -> None:
    rng = np.random.default_rng(1)
    padding = (kernel_size[0] // 2, kernel_size[1] // 2)
    x = rng.standard_normal(shape)
    weight, bias = rng.standard_normal((37, shape[1], *kernel_size)), rng.standard_normal(37)
    x_t, weight_t, bias_t = tensor(x, grad=True), tensor(weight, grad=True), tensor(bias, grad=True)
    expected = F.conv2d(x_t, weight_t, bias_t, stride=stride, padding=padding)
    dy = rng.standard_normal(expected.shape)
    expected.backward(tensor(dy))
    assert_close(conv2d(x, weight, bias, stride, padding), expected)
    gradients = conv2d_backward(dy, x, weight, stride, padding)
    for actual, wanted in zip(gradients, (x_t.grad, weight_t.grad, bias_t.grad), strict=True):
        assert_close(actual, wanted)


def test_no_samples_give_no_outputs_and_zero_gradients() -> None:
    x, weight = np.zeros((0, 3, 5, 7)), np.ones((4, 3, 2, 3))
    y = conv2d(x, weight, np.ones(4))
    dx, dw, db = conv2d_backward(y, x, weight)
    assert (y.shape, dx.shape) == ((0, 4, 4, 5), (0, 3, 5, 7))
    assert not dw.any()
    assert not db.any()


def test_gradcheck_of_an_autograd_function_made_of_these() -> None:
    class Conv(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x, weight, bias):  # type: ignore[no-untyped-def]
            ctx.save_for_backward(x, weight)
            y = conv2d(x.detach().numpy(), weight.detach().numpy(), bias.detach().numpy(), (2, 1), (1, 0), (1, 2), 2)
            return torch.from_numpy(y)

        @staticmethod
        def backward(ctx, dy):  # type: ignore[no-untyped-def]
            x, weight = (t.detach().numpy() for t in ctx.saved_tensors)
            return tuple(map(torch.from_numpy, conv2d_backward(dy.numpy(), x, weight, (2, 1), (1, 0), (1, 2), 2)))

    rng = np.random.default_rng(3)
    inputs = [tensor(rng.standard_normal(s), grad=True) for s in ((3, 4, 4, 5), (2, 2, 3, 2), (2,))]
    assert torch.autograd.gradcheck(Conv.apply, inputs, atol=1e-8)


@pytest.mark.parametrize(("dtype", "wanted"), [(np.float32, np.float32), (np.float64, np.float64), (int, np.float64)])
def test_dtypes(dtype: type, wanted: type) -> None:
    x, weight, bias = np.ones((1, 2, 4, 5), dtype), np.ones((3, 2, 2, 3), dtype), np.ones(3, dtype)
    y = conv2d(x, weight, bias)
    dx, dw, db = conv2d_backward(y, x, weight)
    assert [a.dtype for a in (y, dx, dw, db)] == [wanted] * 4


@thorough(50)
@given(convolutions())
def test_inputs_are_left_alone(case: ConvCase) -> None:
    for array in (case.x, case.weight, case.bias, case.dy):
        array.setflags(write=False)  # an attempt to write would raise
    conv2d(case.x, case.weight, case.bias, **case.options)[...] = 0
    for gradient in conv2d_backward(case.dy, case.x, case.weight, **case.options):
        gradient[...] = 0


@thorough(50)
@given(convolutions())
def test_memory_layout_of_the_inputs_does_not_matter(case: ConvCase) -> None:
    x, weight, dy = (np.asfortranarray(a) for a in (case.x, case.weight, case.dy))
    assert_close(conv2d(x, weight, **case.options), conv2d(case.x, case.weight, **case.options))
    expected = conv2d_backward(case.dy, case.x, case.weight, **case.options)
    for actual, wanted in zip(conv2d_backward(dy, x, weight, **case.options), expected, strict=True):
        assert_close(actual, wanted)


X, W = np.zeros((2, 4, 5, 6)), np.zeros((6, 4, 3, 3))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: conv2d(X[0], W), r"x must be N x C x H x W, got shape \(4, 5, 6\)"),
        (lambda: conv2d(X, W[0]), r"weight must be C_out x C_in x kh x kw, got shape \(4, 3, 3\)"),
        (lambda: conv2d(X, W[:, :3]), r"C_in/groups is 4 for 4 input channels in 1 groups; got .*\(6, 3, 3, 3\)"),
        (lambda: conv2d(X, W[:, :1], groups=3), "groups must divide .* got 3 groups for 4 input and 6 output channels"),
        (lambda: conv2d(X, W, groups=0), "groups must divide"),
        (
            lambda: conv2d(X, W, np.zeros(4)),
            r"bias must have shape \(6,\) \(one number per output channel\), got \(4,\)",
        ),
        (lambda: conv2d(X, W, stride=0), "stride must be at least 1 on both axes, got 0"),
        (lambda: conv2d(X, W, stride=1.5), r"stride must be an integer or a pair of integers \(down, right\), got 1.5"),
        (lambda: conv2d(X, W, padding=(0, -1)), r"padding must be at least 0 on both axes, got \(0, -1\)"),
        (lambda: conv2d(X, W, dilation=(1, 2, 3)), "dilation must be an integer or a pair"),
        (lambda: conv2d(X, W, dilation=3), r"a window of 7 does not fit into 5 \+ 0 = 5 padded pixels"),
        (lambda: conv2d_backward(X, X, W), r"dy must have shape \(2, 6, 3, 4\) \(the shape of the output\), got"),
        (lambda: conv2d(X.astype(complex), W), "real numbers is wanted, got dtype complex128"),
    ],
)
def test_errors_say_what_was_wanted(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=message):
        call()
