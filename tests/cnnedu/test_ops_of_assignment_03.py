"""What 03_matrix_and_gradients takes for right: against PyTorch, and by algebra."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812 - the name PyTorch's users know
from hypothesis import given
from hypothesis import strategies as st
from ops_cases import ConvCase, assert_close, convolutions, seeds, tensor, thorough

from cnnedu.ops.compose import compose_kernels
from cnnedu.ops.conv2d_gradients import conv2d_bias_gradient, conv2d_input_gradient, conv2d_weight_gradient
from cnnedu.ops.learn_kernel import learn_kernel
from cnnedu.ops.one_image import col2im, convolution_matrix, im2col


def without_dilation(case: ConvCase) -> bool:
    return case.options["dilation"] == (1, 1)


undilated = convolutions(groups=False).filter(without_dilation)


def stride_and_padding(case: ConvCase) -> dict[str, tuple[int, int]]:
    return {name: case.geometry[name] for name in ("stride", "padding")}


@thorough(60)
@given(undilated)
def test_columns_of_one_image_agree_with_unfold(case: ConvCase) -> None:
    kernel_size, options = case.weight.shape[2:], stride_and_padding(case)
    assert_close(im2col(case.x[0], kernel_size, **options), F.unfold(tensor(case.x[:1]), kernel_size, **options)[0])


@thorough(60)
@given(undilated)
def test_columns_added_back_agree_with_fold(case: ConvCase) -> None:
    kernel_size, options = case.weight.shape[2:], stride_and_padding(case)
    columns = np.random.default_rng(5).standard_normal(im2col(case.x[0], kernel_size, **options).shape)
    expected = F.fold(tensor(columns[None]), case.x.shape[2:], kernel_size, **options)[0]
    assert_close(col2im(columns, case.x.shape[1:], kernel_size, **options), expected)


@thorough(60)
@given(undilated)
def test_the_three_gradients_agree_with_autograd(case: ConvCase) -> None:
    x, weight, bias = tensor(case.x, grad=True), tensor(case.weight, grad=True), tensor(case.bias, grad=True)
    options = stride_and_padding(case)
    F.conv2d(x, weight, bias, **options).backward(tensor(case.dy))
    assert_close(conv2d_bias_gradient(case.dy), bias.grad)
    assert_close(conv2d_weight_gradient(case.dy, case.x, case.weight.shape[2:], **options), weight.grad)
    assert_close(conv2d_input_gradient(case.dy, case.weight, case.x.shape[2:], **options), x.grad)


@thorough(60)
@given(seeds, st.tuples(*[st.integers(1, 4)] * 6))
def test_the_composed_kernel_does_what_the_two_do(seed: int, sizes: tuple[int, ...]) -> None:
    rng = np.random.default_rng(seed)
    first, second = rng.standard_normal(sizes[:2]), rng.standard_normal(sizes[2:4])
    x = rng.standard_normal((sizes[0] + sizes[2] + sizes[4], sizes[1] + sizes[3] + sizes[5]))
    one_after_the_other = F.conv2d(
        F.conv2d(tensor(x[None, None]), tensor(first[None, None])), tensor(second)[None, None]
    )
    assert_close(
        F.conv2d(tensor(x)[None, None], tensor(compose_kernels(first, second))[None, None]).numpy(), one_after_the_other
    )


def test_two_kernels_of_3_make_one_of_5() -> None:
    assert (
        compose_kernels(np.ones((3, 3)), np.ones((3, 3))).tolist()
        == np.outer([1, 2, 3, 2, 1], [1, 2, 3, 2, 1]).tolist()
    )


@thorough(60)
@given(seeds, st.tuples(*[st.integers(1, 3)] * 4), st.integers(0, 4))
def test_learning_takes_the_steps_of_pytorchs_sgd(seed: int, sizes: tuple[int, ...], steps: int) -> None:
    rng = np.random.default_rng(seed)
    kh, kw = sizes[:2]
    image, start = rng.standard_normal((kh + sizes[2], kw + sizes[3])), rng.standard_normal((kh, kw))
    target = rng.standard_normal((sizes[2] + 1, sizes[3] + 1))
    kernel = tensor(start.copy()[None, None], grad=True)
    descent = torch.optim.SGD([kernel], lr=0.01)
    for _ in range(steps):
        descent.zero_grad()
        (F.conv2d(tensor(image[None, None]), kernel) - tensor(target)).square().sum().backward()
        descent.step()
    assert_close(learn_kernel(image, target, start, 0.01, steps), kernel[0, 0])


def test_the_edge_kernel_of_the_lectures_is_found() -> None:
    band = np.ones((6, 8))
    band[:, 2:6] = 0
    edges = np.zeros((6, 7))
    edges[:, 1], edges[:, 5] = 1, -1
    assert_close(learn_kernel(band, edges, np.zeros((1, 2)), 0.03, 100), np.array([[1.0, -1.0]]), 1e-9)


def test_what_is_given_stays_as_it_is() -> None:
    start = np.zeros((1, 2))
    learn_kernel(np.eye(3), np.ones((3, 2)), start, 0.1, 3)
    assert not start.any()


@pytest.mark.parametrize("dtype", ["uint8", "int64", "float16", "float32"])
def test_every_result_is_float64(dtype: str) -> None:
    def ones(*shape: int) -> np.ndarray:
        return np.ones(shape, dtype)

    results = (
        convolution_matrix(ones(1, 2), (2, 3)),
        im2col(ones(2, 3, 4), (1, 2)),
        col2im(ones(4, 9), (2, 3, 4), (1, 2)),
        conv2d_bias_gradient(ones(1, 2, 3, 4)),
        conv2d_weight_gradient(ones(1, 2, 2, 2), ones(1, 3, 3, 3), (2, 2)),
        conv2d_input_gradient(ones(1, 2, 2, 2), ones(2, 3, 2, 2), (3, 3)),
        compose_kernels(ones(1, 2), ones(2, 1)),
        learn_kernel(ones(2, 3), ones(2, 2), ones(1, 2), 0.5, 1),
    )
    assert [result.dtype for result in results] == [np.float64] * len(results)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: convolution_matrix(np.ones((3, 1)), (2, 5)), "a window of 3 does not fit"),
        (lambda: im2col(np.ones((3, 4)), (1, 1)), r"x must be C x H x W, got shape \(3, 4\)"),
        (lambda: col2im(np.ones((8, 4)), (1, 3, 3), (2, 2)), r"columns must have 4 rows for 1 channels, got shape"),
        (lambda: conv2d_bias_gradient(np.ones((2, 3))), "dy must be N x C x H x W"),
        (lambda: conv2d_weight_gradient(np.ones((1, 1, 2, 2)), np.ones((1, 1, 4, 4)), (2, 2)), "dy must have shape"),
        (lambda: conv2d_input_gradient(np.ones((1, 1, 2, 2)), np.ones((1, 1, 2, 2)), (4, 4)), "dy must have shape"),
        (lambda: compose_kernels(np.ones(3), np.ones((3, 3))), "kernels must be two-dimensional"),
        (lambda: learn_kernel(np.ones((2, 3)), np.ones((2, 3)), np.ones((1, 2)), 0.1, 1), "target must have shape"),
    ],
)
def test_errors_say_what_was_wanted(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=message):
        call()
