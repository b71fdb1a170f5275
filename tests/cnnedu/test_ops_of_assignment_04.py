"""Pooling, activations and the loss with the students' signatures, in float64, against PyTorch and by algebra."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812 - the name PyTorch's users know
from hypothesis import given
from hypothesis import strategies as st
from ops_cases import PoolCase, assert_close, poolings, seeds, tensor, thorough, unequal

from cnnedu.ops.activation_by_name import activation
from cnnedu.ops.class_scores import cross_entropy, softmax
from cnnedu.ops.pooling import (
    global_mean_pool,
    max_pool2d,
    max_pool2d_backward,
    mean_pool2d,
    mean_pool2d_backward,
)

IN_PYTORCH = {"relu": F.relu, "leaky_relu": F.leaky_relu, "sigmoid": torch.sigmoid, "tanh": torch.tanh}


def arguments(case: PoolCase) -> tuple:
    return case.options["kernel_size"], case.options["stride"], case.options["padding"]


@thorough(150)
@given(poolings(integers=True))
def test_max_pooling_and_its_gradient_agree_with_pytorch(case: PoolCase) -> None:
    x = tensor(case.x, grad=True)
    expected = F.max_pool2d(x, **case.options)
    expected.backward(tensor(case.dy))
    assert_close(max_pool2d(case.x, *arguments(case)), expected, tolerance=0)
    assert_close(max_pool2d_backward(case.dy, case.x, *arguments(case)), x.grad)


@thorough(150)
@given(poolings())
def test_mean_pooling_without_the_padding_and_its_gradient_agree_with_pytorch(case: PoolCase) -> None:
    x = tensor(case.x, grad=True)
    expected = F.avg_pool2d(x, **case.options, count_include_pad=False)
    expected.backward(tensor(case.dy))
    assert_close(mean_pool2d(case.x, *arguments(case)), expected)
    assert_close(mean_pool2d_backward(case.dy, case.x.shape, *arguments(case)), x.grad)


@thorough(50)
@given(unequal(1, 6, 4), seeds)
def test_the_mean_of_whole_maps_agrees_with_pytorch(shape: tuple[int, ...], seed: int) -> None:
    x = np.random.default_rng(seed).normal(size=shape)
    assert_close(global_mean_pool(x), F.adaptive_avg_pool2d(tensor(x), 1).flatten(1))


@thorough(150)
@given(st.sampled_from(list(IN_PYTORCH)), unequal(1, 4, 3), seeds)
def test_activations_and_their_gradients_agree_with_pytorch(name: str, shape: tuple[int, ...], seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = rng.integers(-3, 4, shape) * rng.choice([0.5, 1.0, 300.0])
    dy = rng.normal(size=shape)
    x_t = tensor(x, grad=True)
    expected = IN_PYTORCH[name](x_t)
    expected.backward(tensor(dy))
    y, dx = activation(x, dy, name)
    assert_close(y, expected)
    assert_close(dx, x_t.grad)


@thorough(150)
@given(unequal(1, 6, 2), seeds, st.sampled_from([1.0, 10.0, 1000.0]))
def test_cross_entropy_and_its_gradient_agree_with_pytorch(shape: tuple[int, ...], seed: int, scale: float) -> None:
    rng = np.random.default_rng(seed)
    z, labels = scale * rng.normal(size=shape), rng.integers(0, shape[1], shape[0])
    z_t = tensor(z, grad=True)
    expected = F.cross_entropy(z_t, torch.from_numpy(labels))
    expected.backward()
    loss, dz = cross_entropy(z, labels)
    assert loss == pytest.approx(expected.item(), rel=1e-12, abs=1e-12)
    assert_close(dz, z_t.grad)
    assert_close(softmax(z), torch.softmax(tensor(z), 1))


@pytest.mark.parametrize("dtype", ["uint8", "int8", "int64", "float16", "float32"])
def test_whatever_dtype_comes_float64_is_what_goes(dtype: str) -> None:
    x = np.arange(12).reshape(1, 1, 3, 4).astype(dtype)
    dy = np.ones((1, 1, 1, 2), dtype)
    rows = x[0, 0]
    results = [
        global_mean_pool(x),
        max_pool2d(x, (2, 2)),
        mean_pool2d(x, (2, 2)),
        max_pool2d_backward(dy, x, (2, 2)),
        mean_pool2d_backward(dy, x.shape, (2, 2)),
        *activation(rows, rows, "relu"),
        softmax(rows),
        cross_entropy(rows, np.array([0, 1, 2]))[1],
    ]
    assert {result.dtype for result in results} == {np.dtype(np.float64)}


def test_the_lectures_scores_with_every_bias() -> None:
    weight = np.array([[0.2, -0.5, 0.1, 2.0], [1.5, 1.3, 2.1, 0.0], [0.0, 0.25, 0.2, -0.3]])
    scores = weight @ [56, 231, 24, 2] + [1.1, 3.2, -1.2]
    assert_close(scores, np.array([-96.8, 437.9, 60.75]))
    assert cross_entropy(scores[None], np.array([2]))[0] == pytest.approx(437.9 - 60.75)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: activation(np.ones(2), np.ones(2), "ReLU"), "unknown activation 'ReLU': use one of relu, leaky_relu"),
        (lambda: activation(np.ones(2), np.ones(3), "relu"), r"dy must have shape \(2,\)"),
        (lambda: mean_pool2d_backward(np.ones((1, 1, 1, 1)), (1, 2, 2, 2), (2, 2)), "as many images and maps"),
        (lambda: max_pool2d_backward(np.ones((1, 1, 1, 2)), np.ones((1, 1, 2, 2)), (2, 2)), "dy must have shape"),
        (lambda: max_pool2d(np.ones((1, 1, 2, 2)), (2, 2), None, (2, 1)), "at most half the window"),
        (lambda: cross_entropy(np.ones((1, 2)), np.array([-1])), r"labels must be in 0..1"),
    ],
)
def test_errors_say_what_was_wanted(call, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
