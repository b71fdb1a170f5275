"""Single-image correlation and the image kernels: against SciPy and PyTorch, and against algebra."""

from __future__ import annotations

import numpy as np
import pytest
import torch.nn.functional as F  # noqa: N812 - the name PyTorch's users know
from hypothesis import given
from hypothesis import strategies as st
from ops_cases import assert_close, pairs, seeds, tensor, thorough
from scipy import ndimage, signal

from cnnedu.ops.corr2d import convolve2d, corr2d, corr2d_same, corr2d_strided, pad2d
from cnnedu.ops.image_kernels import IMAGE_KERNELS, filter_image

sizes = st.tuples(pairs(5, 12), pairs(1, 5))


def _drawn(image_size: tuple[int, int], kernel_size: tuple[int, int], seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.standard_normal(image_size), rng.standard_normal(kernel_size)


@thorough(150)
@given(sizes, seeds, st.floats(-5, 5))
def test_corr2d_agrees_with_scipy(drawn_sizes: tuple, seed: int, bias: float) -> None:
    image, kernel = _drawn(*drawn_sizes, seed)
    assert_close(corr2d(image, kernel, bias), signal.correlate2d(image, kernel, mode="valid") + bias)


@thorough(150)
@given(sizes, seeds)
def test_convolve2d_agrees_with_scipy(drawn_sizes: tuple, seed: int) -> None:
    image, kernel = _drawn(*drawn_sizes, seed)
    assert_close(convolve2d(image, kernel), signal.convolve2d(image, kernel, mode="valid"))


@thorough(150)
@given(sizes, pairs(0, 3), pairs(1, 4), seeds)
def test_padding_and_stride_agree_with_pytorch(drawn_sizes: tuple, padding: tuple, stride: tuple, seed: int) -> None:
    image, kernel = _drawn(*drawn_sizes, seed)
    expected = F.conv2d(tensor(image[None, None]), tensor(kernel[None, None]), stride=stride, padding=padding)[0, 0]
    assert_close(corr2d_strided(image, kernel, padding, stride), expected)


@thorough(150)
@given(sizes, seeds)
@pytest.mark.filterwarnings("ignore:Using padding='same' with even kernel:UserWarning")
def test_same_agrees_with_pytorch_for_even_kernels_too(drawn_sizes: tuple, seed: int) -> None:
    image, kernel = _drawn(*drawn_sizes, seed)
    expected = F.conv2d(tensor(image[None, None]), tensor(kernel[None, None]), padding="same")[0, 0]
    assert_close(corr2d_same(image, kernel), expected)


@thorough(60)
@given(sizes, seeds)
def test_true_convolution_commutes_and_correlation_does_not(drawn_sizes: tuple, seed: int) -> None:
    """The full versions: with enough zeros around the first, the roles of image and kernel can be exchanged."""
    (h, w), (kh, kw) = drawn_sizes
    image, kernel = _drawn((h, w), (kh, kw), seed)
    around_image = pad2d(image, kh - 1, kh - 1, kw - 1, kw - 1)
    around_kernel = pad2d(kernel, h - 1, h - 1, w - 1, w - 1)
    assert_close(convolve2d(around_image, kernel), convolve2d(around_kernel, image))
    assert_close(corr2d(around_image, kernel), corr2d(around_kernel, image)[::-1, ::-1])


@thorough(60)
@given(sizes, seeds)
def test_a_kernel_with_one_1_cuts_out_a_part_of_the_image(drawn_sizes: tuple, seed: int) -> None:
    (h, w), (kh, kw) = drawn_sizes
    image, _ = _drawn((h, w), (kh, kw), seed)
    u, v = seed % kh, seed % kw
    kernel = np.zeros((kh, kw))
    kernel[u, v] = 1
    np.testing.assert_array_equal(corr2d(image, kernel), image[u : u + h - kh + 1, v : v + w - kw + 1])


def test_integers_do_not_wrap_around() -> None:
    image = np.full((2, 2), 200, dtype=np.uint8)
    np.testing.assert_array_equal(corr2d(image, np.ones((2, 2), dtype=np.uint8)), [[800.0]])


def test_pad2d_pads_each_side_by_itself_and_keeps_the_dtype() -> None:
    padded = pad2d(np.ones((2, 3), dtype=np.int8), top=1, bottom=2, left=3, right=4)
    assert (padded.shape, padded.dtype, padded.sum()) == ((5, 10), np.int8, 6)
    np.testing.assert_array_equal(padded[1:3, 3:6], 1)


@pytest.mark.parametrize("name", IMAGE_KERNELS)
def test_filters_agree_with_scipy(name: str) -> None:
    image = np.random.default_rng(0).integers(0, 256, (9, 13)).astype(np.uint8)
    exact = ndimage.correlate(image.astype(float), IMAGE_KERNELS[name], mode="constant")
    np.testing.assert_array_equal(filter_image(image, name), np.clip(np.rint(exact), 0, 255).astype(np.uint8))


def test_the_identity_filter_gives_the_picture_back_as_a_copy() -> None:
    image = np.arange(12, dtype=np.uint8).reshape(3, 4)
    filtered = filter_image(image, "identity")
    np.testing.assert_array_equal(filtered, image)
    assert not np.shares_memory(filtered, image)


IMAGE, KERNEL = np.ones((4, 5)), np.ones((2, 3))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: corr2d(IMAGE[0], KERNEL), r"must be two-dimensional, got shapes \(5,\) and \(2, 3\)"),
        (lambda: corr2d(KERNEL, IMAGE), "got a 4 x 5 kernel for a 2 x 3 image: pad the image or use a smaller kernel"),
        (lambda: corr2d(IMAGE, KERNEL[:0]), "got a 0 x 3 kernel"),
        (lambda: corr2d_strided(IMAGE, KERNEL, stride=(0, 1)), r"stride must be at least 1 on both axes, got \(0, 1\)"),
        (lambda: corr2d_strided(IMAGE, KERNEL, padding=(0, -1)), "left must be at least 0, got -1"),
        (lambda: pad2d(IMAGE[0], 1, 1, 1, 1), r"image must be two-dimensional, got shape \(5,\)"),
        (lambda: corr2d_same(IMAGE, KERNEL[0]), "kernel must be two-dimensional and not empty"),
        (lambda: filter_image(IMAGE, "edges"), r"two-dimensional uint8 array, got float64 of shape \(4, 5\)"),
        (lambda: filter_image(IMAGE, "emboss"), "unknown image kernel 'emboss': use one of identity, edges, sharpen"),
    ],
)
def test_errors_say_what_was_wanted(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=message):
        call()
