"""The layers of many channels in float64: against PyTorch, and by what they must not lose."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812 - the name PyTorch's users know
from hypothesis import given
from ops_cases import assert_close, seeds, tensor, thorough, unequal

from cnnedu.ops.channels import (
    conv1x1_in_float64,
    conv2d_in_float64,
    conv_as_linear,
    corr2d_channels,
    grouped_conv2d,
    linear_as_conv,
)


@thorough(60)
@given(unequal(1, 5, 5), seeds)
def test_a_kernel_of_many_channels_agrees_with_pytorch(sizes: tuple[int, ...], seed: int) -> None:
    c, kh, kw, down, right = sizes
    rng = np.random.default_rng(seed)
    image, kernel = rng.standard_normal((c, kh + down, kw + right)), rng.standard_normal((c, kh, kw))
    assert_close(corr2d_channels(image, kernel), F.conv2d(tensor(image)[None], tensor(kernel)[None])[0, 0])


@thorough(60)
@given(unequal(1, 5, 5), unequal(1, 3, 2), unequal(0, 2, 2), seeds)
def test_a_batch_agrees_with_pytorch(sizes: tuple[int, ...], stride: tuple, padding: tuple, seed: int) -> None:
    n, c_in, c_out, kh, kw = sizes
    rng = np.random.default_rng(seed)
    x, weight = rng.standard_normal((n, c_in, kh + 3, kw + 2)), rng.standard_normal((c_out, c_in, kh, kw))
    bias = rng.standard_normal(c_out)
    wanted = F.conv2d(tensor(x), tensor(weight), tensor(bias), stride, padding)
    assert_close(conv2d_in_float64(x, weight, bias, stride, padding), wanted)


@thorough(60)
@given(unequal(1, 6, 5), seeds)
def test_a_1x1_convolution_agrees_with_pytorch(sizes: tuple[int, ...], seed: int) -> None:
    n, c_in, c_out, h, w = sizes
    rng = np.random.default_rng(seed)
    x, weight, bias = (
        rng.standard_normal((n, c_in, h, w)),
        rng.standard_normal((c_out, c_in)),
        rng.standard_normal(c_out),
    )
    assert_close(
        conv1x1_in_float64(x, weight, bias), F.conv2d(tensor(x), tensor(weight)[:, :, None, None], tensor(bias))
    )


@thorough(60)
@given(unequal(1, 4, 3), unequal(1, 3, 2), seeds)
def test_groups_agree_with_pytorch(sizes: tuple[int, ...], kernel: tuple[int, int], seed: int) -> None:
    groups, each_in, each_out = sizes
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((2, groups * each_in, 4, 5))
    weight = rng.standard_normal((groups * each_out, each_in, *kernel))
    assert_close(grouped_conv2d(x, weight, groups), F.conv2d(tensor(x), tensor(weight), groups=groups))


@thorough(60)
@given(unequal(1, 5, 5), seeds)
def test_a_layer_as_a_convolution_computes_what_pytorchs_flattened_layer_does(sizes: tuple, seed: int) -> None:
    n, units, c, h, w = sizes
    rng = np.random.default_rng(seed)
    x, weight = rng.standard_normal((n, c, h, w)), rng.standard_normal((units, c * h * w))
    flattened = F.linear(torch.flatten(tensor(x), 1), tensor(weight))
    assert_close(F.conv2d(tensor(x), tensor(linear_as_conv(weight, (c, h, w))))[:, :, 0, 0].numpy(), flattened)


@thorough(30)
@given(unequal(1, 5, 4), seeds)
def test_back_again_it_is_the_same_layer(shape: tuple[int, ...], seed: int) -> None:
    kernel = np.random.default_rng(seed).standard_normal(shape)
    assert_close(conv_as_linear(kernel), torch.flatten(tensor(kernel), 1))


@pytest.mark.parametrize("dtype", [np.uint8, np.int8, np.int64, np.float16, np.float32, np.float64])
def test_whatever_the_dtype_the_result_is_a_new_float64_array(dtype: type) -> None:
    x, weight = np.full((1, 1, 1, 1), 100, dtype), np.full((1, 1, 1, 1), 100, dtype)
    results = [
        corr2d_channels(x[0], weight[0]),
        conv2d_in_float64(x, weight, np.zeros(1, dtype)),
        conv1x1_in_float64(x, weight[:, :, 0, 0], np.zeros(1, dtype)),
        grouped_conv2d(x, weight, 1),
    ]
    assert [(float(result.item()), result.dtype) for result in results] == [(10_000.0, np.float64)] * 4
    for result in (linear_as_conv(weight[0, 0], (1, 1, 1)), conv_as_linear(weight)):
        assert result.dtype == np.float64
        assert not np.shares_memory(result, weight)


def test_a_kernel_without_four_axes_is_no_layer() -> None:
    with pytest.raises(ValueError, match=r"units x C x H x W, got shape \(2, 3\)"):
        conv_as_linear(np.zeros((2, 3)))
