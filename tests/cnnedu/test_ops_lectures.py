"""The worked numbers of the lectures that concern one operation; those with a file of their own are tested there."""

from __future__ import annotations

import numpy as np
import pytest
from ops_cases import assert_close

from cnnedu.formulas.shapes import output_size
from cnnedu.ops.conv2d import conv2d, conv2d_backward
from cnnedu.ops.corr2d import corr2d, corr2d_same, corr2d_strided
from cnnedu.ops.image_kernels import IMAGE_KERNELS


def _one(image: object) -> np.ndarray:
    return np.asarray(image, dtype=float)[None, None]


EDGE_IMAGE = np.ones((6, 8))
EDGE_IMAGE[:, 2:6] = 0
EDGE_KERNEL = np.array([[1.0, -1.0]])


def test_l0_corr2d_of_1_to_9() -> None:
    x, kernel = np.arange(1.0, 10.0).reshape(3, 3), [[0, 1], [2, 3]]
    np.testing.assert_array_equal(conv2d(_one(x), _one(kernel))[0, 0], [[25, 31], [43, 49]])
    np.testing.assert_array_equal(conv2d(_one(x), _one(kernel), np.ones(1))[0, 0], [[26, 32], [44, 50]])


def test_l1_corr2d_of_0_to_8() -> None:
    x, kernel = np.arange(9.0).reshape(3, 3), [[0, 1], [2, 3]]
    np.testing.assert_array_equal(conv2d(_one(x), _one(kernel))[0, 0], [[19, 25], [37, 43]])


def test_l1_l4_edges_of_the_image_with_four_black_columns() -> None:
    edges = corr2d(EDGE_IMAGE, EDGE_KERNEL)
    np.testing.assert_array_equal(edges, [[0, 1, 0, 0, 0, -1, 0]] * 6)
    assert not corr2d(EDGE_IMAGE.T, EDGE_KERNEL).any()


def test_l4_edge_image_as_printed_has_a_fifth_zero_in_row_0() -> None:
    """Its -1 would fall in column 6, not in column 5 as in the output printed beside it (erratum 1)."""
    printed = EDGE_IMAGE.copy()
    printed[0] = [1, 1, 0, 0, 0, 0, 0, 1]
    np.testing.assert_array_equal(corr2d(printed, EDGE_KERNEL)[0], [0, 1, 0, 0, 0, 0, -1])


def test_l4_the_edge_kernel_can_be_learned_from_input_and_output() -> None:
    x, y = _one(EDGE_IMAGE), _one(corr2d(EDGE_IMAGE, EDGE_KERNEL))
    kernel = np.random.default_rng(0).standard_normal((1, 1, 1, 2))
    for _ in range(200):
        _, dw, _ = conv2d_backward(2 * (conv2d(x, kernel) - y), x, kernel)
        kernel -= 0.02 * dw
    assert_close(kernel[0, 0], EDGE_KERNEL, tolerance=1e-6)


def test_l4_padding_of_one() -> None:
    x = [[1, 3, -1, 2], [2, -2, 0, 1], [1, 4, 0, -1], [-1, 0, 3, 2]]
    kernel = [[0, 1, 0], [1, -1, 1], [0, 1, 0]]
    expected = [[4, -5, 6, -2], [-2, 11, -2, 0], [4, -5, 6, 4], [2, 6, -1, 0]]
    np.testing.assert_array_equal(conv2d(_one(x), _one(kernel), padding=1)[0, 0], expected)


def test_l4_three_bright_columns() -> None:
    image, kernel = np.repeat([[10.0, 10.0, 10.0, 0.0, 0.0]], 5, axis=0), np.repeat([[1.0, 0.0, -1.0]], 3, axis=0)
    np.testing.assert_array_equal(corr2d(image, kernel), [[0, 30, 30]] * 3)
    np.testing.assert_array_equal(corr2d_strided(image, kernel, stride=(2, 2)), [[0, 30], [0, 30]])
    outer, inner = [-20, 0, 20, 20, 0], [-30, 0, 30, 30, 0]
    np.testing.assert_array_equal(corr2d_same(image, kernel), [outer, inner, inner, inner, outer])


RGB = np.array(
    [
        [[0, 1, 1, 2, 2], [0, 1, 1, 0, 0], [1, 1, 0, 1, 0], [1, 0, 1, 1, 1], [0, 2, 0, 1, 0]],
        [[1, 1, 1, 2, 0], [0, 2, 1, 1, 2], [1, 2, 0, 0, 2], [0, 2, 1, 2, 1], [2, 0, 1, 2, 0]],
        [[2, 0, 2, 0, 2], [0, 0, 1, 2, 1], [1, 0, 2, 2, 2], [2, 0, 2, 0, 0], [0, 0, 1, 1, 2]],
    ],
    dtype=float,
)
FILTER_0 = [
    [[1, 1, -1], [-1, 0, 1], [-1, -1, 0]],
    [[-1, 0, -1], [0, 0, -1], [1, -1, 0]],
    [[0, 1, 0], [1, 0, 1], [0, -1, 1]],
]
FILTER_1_PRINTED = [
    [[-1, 1, 0], [-1, 0, 1], [-1, -1, 0]],
    [[1, -1, 0], [-1, 0, -1], [-1, 0, 0]],
    [[-1, 0, 1], [1, 0, 1], [0, -1, 0]],
]
FILTER_1 = [[[-1, -1, 0], [-1, 1, 0], [-1, 1, 0]], *FILTER_1_PRINTED[1:]]
OUTPUT_1 = [[-1, -6, -4], [-2, -3, -4], [-1, -3, -3]]


def test_l4_two_filters_over_an_rgb_image() -> None:
    """5 x 5 x 3 with padding 1 (7 x 7 x 3 as printed), stride 2, biases 1 and 0."""
    y = conv2d(RGB[None], np.array([FILTER_0, FILTER_1], dtype=float), np.array([1.0, 0.0]), stride=2, padding=1)
    assert y.shape == (1, 2, 3, 3)
    np.testing.assert_array_equal(y[0, 0], [[1, 0, -3], [-6, 1, 1], [4, -3, 1]])
    np.testing.assert_array_equal(y[0, 1], OUTPUT_1)


def test_l4_the_second_filter_as_printed_gives_another_output() -> None:
    """Only its first channel is wrong (erratum 4)."""
    y = conv2d(RGB[None], np.array([FILTER_1_PRINTED], dtype=float), stride=2, padding=1)
    assert not np.array_equal(y[0, 0] - y[0, 0, 0, 0], np.array(OUTPUT_1) - OUTPUT_1[0][0])  # nor with any bias


@pytest.mark.parametrize("filters", [1, 2])
def test_l0_6x6x3_gives_one_4x4_map_per_filter(filters: int) -> None:
    rng = np.random.default_rng(0)
    y = conv2d(rng.standard_normal((1, 3, 6, 6)), rng.standard_normal((filters, 3, 3, 3)))
    assert y.shape == (1, filters, 4, 4)


def test_l0_padding_1_keeps_4x4_and_padding_2_makes_it_6x6() -> None:
    x, kernel = np.ones((1, 1, 4, 4)), np.ones((1, 1, 3, 3))
    assert conv2d(x, kernel, padding=1).shape[2:] == (4, 4)
    assert conv2d(x, kernel, padding=2).shape[2:] == (6, 6)


def test_l1_100_pixels_kernel_3_padding_1_stride_2_give_50() -> None:
    y = conv2d(np.zeros((1, 1, 100, 3)), np.zeros((1, 1, 3, 3)), padding=1, stride=(2, 1))
    assert y.shape[2] == output_size(100, 3, padding=1, stride=2) == 50


def test_l4_image_kernels_leave_a_flat_image_flat_black_or_as_it_is() -> None:
    flat = np.full((5, 7), 3.0)
    inside = {name: corr2d(flat, kernel) for name, kernel in IMAGE_KERNELS.items()}
    for name, level in {"identity": 3.0, "edges": 0.0, "sharpen": 3.0, "blur": 3.0}.items():
        np.testing.assert_array_equal(inside[name], np.full((3, 5), level))


def test_l1_two_3x3_layers_see_5x5_and_three_see_7x7() -> None:
    x = np.zeros((1, 1, 9, 9))
    x[0, 0, 4, 4] = 1.0
    for layers, side in ((1, 3), (2, 5), (3, 7)):
        reached = x
        for _ in range(layers):
            reached = conv2d(reached, np.ones((1, 1, 3, 3)), padding=1)
        assert np.count_nonzero(reached) == side**2
