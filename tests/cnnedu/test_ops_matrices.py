"""im2col, col2im and the Toeplitz matrix: what they hold, and that they are convolutions."""

from __future__ import annotations

import numpy as np
import pytest
import torch.nn.functional as F  # noqa: N812 - the name PyTorch's users know
from hypothesis import given
from ops_cases import ConvCase, assert_close, convolutions, tensor, thorough

from cnnedu.ops.conv2d import conv2d, conv2d_input_gradient
from cnnedu.ops.corr2d import corr2d
from cnnedu.ops.im2col import col2im, im2col
from cnnedu.ops.toeplitz import conv2d_matrix, corr2d_matrix


@thorough(250)
@given(convolutions(groups=False))
def test_im2col_agrees_with_unfold(case: ConvCase) -> None:
    kernel_size = case.weight.shape[2:]
    expected = F.unfold(tensor(case.x), kernel_size, **case.geometry)
    assert_close(im2col(case.x, kernel_size, **case.geometry), expected)


@thorough(250)
@given(convolutions(groups=False))
def test_col2im_agrees_with_fold(case: ConvCase) -> None:
    kernel_size, size = case.weight.shape[2:], case.x.shape[2:]
    columns = np.random.default_rng(5).standard_normal(im2col(case.x, kernel_size, **case.geometry).shape)
    expected = F.fold(tensor(columns), size, kernel_size, **case.geometry)
    assert_close(col2im(columns, size, kernel_size, **case.geometry), expected)


@thorough(100)
@given(convolutions(groups=False))
def test_col2im_is_the_adjoint_of_im2col(case: ConvCase) -> None:
    kernel_size = case.weight.shape[2:]
    columns = im2col(case.x, kernel_size, **case.geometry)
    other = np.random.default_rng(5).standard_normal(columns.shape)
    back = col2im(other, case.x.shape[2:], kernel_size, **case.geometry)
    assert np.vdot(case.x, back) == pytest.approx(np.vdot(columns, other), rel=1e-10, abs=1e-10)


@thorough(100)
@given(convolutions(groups=False))
def test_the_weight_times_im2col_is_the_convolution(case: ConvCase) -> None:
    y = conv2d(case.x, case.weight, **case.options)
    rows = case.weight.reshape(len(case.weight), -1)
    assert_close((rows @ im2col(case.x, case.weight.shape[2:], **case.geometry)).reshape(y.shape), y)


@thorough(100)
@given(convolutions(groups=False))
def test_the_matrix_times_the_image_is_the_convolution(case: ConvCase) -> None:
    matrix = conv2d_matrix(case.weight, case.x.shape[2:], **case.geometry)
    y = conv2d(case.x, case.weight, **case.options)
    assert_close((case.x.reshape(len(case.x), -1) @ matrix.T).reshape(y.shape), y)


@thorough(100)
@given(convolutions(groups=False))
def test_the_transposed_matrix_carries_the_gradient_back(case: ConvCase) -> None:
    matrix = conv2d_matrix(case.weight, case.x.shape[2:], **case.geometry)
    dx = conv2d_input_gradient(case.dy, case.weight, case.x.shape[2:], **case.options)
    assert_close((case.dy.reshape(len(case.x), -1) @ matrix).reshape(dx.shape), dx)


def test_each_row_of_the_matrix_holds_the_whole_kernel_when_nothing_is_padded() -> None:
    kernel = np.array([[2.0, 3.0, 5.0], [7.0, 11.0, 13.0]])
    matrix = corr2d_matrix(kernel, (5, 4))
    assert matrix.shape == (8, 20)
    assert [sorted(row[row != 0]) for row in matrix] == [[2, 3, 5, 7, 11, 13]] * 8


def test_the_matrix_is_doubly_toeplitz() -> None:
    """Within a block of rows, and from block to block, everything moves one step to the right."""
    matrix = corr2d_matrix(np.arange(1.0, 7.0).reshape(2, 3), (4, 5)).reshape(3, 3, 4, 5)
    for i in range(2):
        for j in range(2):
            np.testing.assert_array_equal(matrix[i + 1, j + 1, 1:, 1:], matrix[i, j, :-1, :-1])


def test_matrix_of_lecture_l2() -> None:
    """Columns 0..8 of the image give 19, 25, 37, 43; the matrix as printed gives 19, 25, 11, 13 (erratum 2)."""
    w11, w12, w21, w22 = 0.0, 1.0, 2.0, 3.0
    image = np.arange(9.0)
    ours = corr2d_matrix(np.array([[w11, w12], [w21, w22]]), (3, 3))
    printed = np.array(
        [
            [w11, 0, 0, 0],
            [w12, w11, 0, 0],
            [0, w12, 0, 0],
            [w21, 0, w11, 0],
            [w22, w21, w12, w11],
            [0, w22, 0, w12],
            [0, 0, w11, 0],
            [0, 0, w12, w11],
            [0, 0, 0, w12],
        ]
    )
    np.testing.assert_array_equal(ours @ image, [19, 25, 37, 43])
    np.testing.assert_array_equal(ours @ image, corr2d(image.reshape(3, 3), [[w11, w12], [w21, w22]]).ravel())
    np.testing.assert_array_equal(printed.T @ image, [19, 25, 11, 13])
    np.testing.assert_array_equal(ours.T[:6], printed[:6])
    np.testing.assert_array_equal(ours.T[6:], [[0, 0, w21, 0], [0, 0, w22, w21], [0, 0, 0, w22]])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: im2col(np.zeros((3, 4)), 2), r"x must be N x C x H x W, got shape \(3, 4\)"),
        (lambda: im2col(np.zeros((1, 1, 3, 4)), (4, 2)), "a window of 4 does not fit"),
        (lambda: col2im(np.zeros((1, 5, 4)), (3, 3), 2), r"columns must be N x \(C 2 2\) x \(2 2\), got shape"),
        (lambda: col2im(np.zeros((1, 8, 5)), (3, 3), 2), r"columns must have shape \(1, 8, 4\) \(2 x 2 positions"),
        (lambda: corr2d_matrix(np.zeros((1, 2, 2)), (3, 3)), "see conv2d_matrix for channels"),
        (lambda: conv2d_matrix(np.zeros((2, 2)), (3, 3)), "weight must be C_out x C_in x kh x kw"),
    ],
)
def test_errors_say_what_was_wanted(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=message):
        call()
