"""Batch normalisation and dropout as layers with a memory, against `torch.nn` and by algebra."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812 - the name PyTorch's users know
from hypothesis import given
from hypothesis import strategies as st
from ops_cases import assert_close, seeds, tensor, thorough, unequal

from cnnedu.layers import BatchNorm, BatchNorm2d, Dropout
from cnnedu.layers.batch_norm_backward import batch_norm_backward
from cnnedu.layers.batch_statistics import batch_statistics, undo_batch_norm
from cnnedu.layers.fold_batch_norm import fold_batch_norm

shapes = st.one_of(unequal(2, 7, 2), unequal(2, 6, 4))


def layer_and_module(shape, rng, momentum=0.1, eps=1e-5):
    """A layer and PyTorch's module with the same parameters."""
    ours, theirs = (BatchNorm, torch.nn.BatchNorm1d) if len(shape) == 2 else (BatchNorm2d, torch.nn.BatchNorm2d)
    layer, module = ours(shape[1], momentum, eps), theirs(shape[1], eps, momentum).double()
    layer.gamma, layer.beta = rng.standard_normal((2, shape[1]))
    module.load_state_dict({"weight": tensor(layer.gamma), "bias": tensor(layer.beta)}, strict=False)
    return layer, module


@thorough(150)
@given(shapes, seeds, st.floats(0.01, 0.9), st.sampled_from([1e-5, 1e-3]))
def test_a_layer_trains_and_evaluates_as_pytorch_s(shape: tuple, seed: int, momentum: float, eps: float) -> None:
    rng = np.random.default_rng(seed)
    layer, module = layer_and_module(shape, rng, momentum, eps)
    for _ in range(3):
        x = 3 * rng.standard_normal(shape) + 2
        assert_close(layer.forward(x), module(tensor(x)))
    layer.training = False
    module.eval()
    assert_close(layer.forward(x[:1]), module(tensor(x[:1])))
    assert_close(layer.running_mean, module.running_mean)
    assert_close(layer.running_var, module.running_var)


@pytest.mark.parametrize(("layer", "module"), [(BatchNorm, torch.nn.BatchNorm1d), (BatchNorm2d, torch.nn.BatchNorm2d)])
def test_a_new_layer_begins_as_pytorch_s(layer, module) -> None:  # type: ignore[no-untyped-def]
    ours, theirs = layer(3), module(3)
    assert (ours.momentum, ours.eps, ours.training) == (theirs.momentum, theirs.eps, theirs.training)
    for name, parameter in {"gamma": theirs.weight, "beta": theirs.bias}.items():
        assert_close(getattr(ours, name), parameter)
    for name in ("running_mean", "running_var"):
        assert_close(getattr(ours, name), getattr(theirs, name))


@pytest.mark.parametrize(
    ("layer", "x", "message"),
    [
        (BatchNorm(3), np.ones((2, 4)), r"x must have shape \(n, 3\), got \(2, 4\)"),
        (BatchNorm(3), np.ones((2, 3, 1, 1)), r"x must have shape \(n, 3\)"),
        (BatchNorm2d(3), np.ones((2, 4, 3, 3)), r"x must have shape \(n, 3, h, w\), got \(2, 4, 3, 3\)"),
        (BatchNorm2d(3), np.ones((2, 3)), r"x must have shape \(n, 3, h, w\)"),
        (BatchNorm(3), np.ones((1, 3)), "at least 2 values per channel"),
        (BatchNorm2d(3), np.ones((1, 3, 1, 1)), "at least 2 values per channel"),
    ],
)
def test_a_batch_that_does_not_fit_is_refused(layer, x: np.ndarray, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=message):
        layer.forward(x)


@pytest.mark.parametrize("dtype", [np.uint8, np.int8, np.float16, np.float32, np.float64])
def test_everything_is_float64(dtype: type) -> None:
    x = np.arange(24).reshape(2, 3, 2, 2).astype(dtype)
    three, dropout = np.arange(1, 4).astype(dtype), Dropout(0.5, np.random.default_rng(0))
    results = [
        BatchNorm2d(3).forward(x),
        dropout.forward(x),
        dropout.backward(x),
        *batch_statistics(x),
        *undo_batch_norm(x),
        *batch_norm_backward(x, x, three),
        *fold_batch_norm(x.transpose(1, 0, 2, 3), three, three, three, three, three),
    ]
    assert {result.dtype for result in results} == {np.dtype(np.float64)}


@thorough(100)
@given(shapes, seeds)
def test_statistics_are_pytorch_s(shape: tuple, seed: int) -> None:
    x = np.random.default_rng(seed).standard_normal(shape)
    axes = (0,) if len(shape) == 2 else (0, 2, 3)
    var, mean = torch.var_mean(tensor(x), axes, correction=0)
    for actual, wanted in zip(batch_statistics(x), (mean, var), strict=True):
        assert_close(actual, wanted)


@thorough(100)
@given(shapes, seeds, st.sampled_from([1e-5, 0.1, 3.0]))
def test_what_undoes_batch_norm_undoes_pytorch_s(shape: tuple, seed: int, eps: float) -> None:
    x = 3 * np.random.default_rng(seed).standard_normal(shape) + 2
    gamma, beta = undo_batch_norm(x, eps)
    assert_close(x, F.batch_norm(tensor(x), None, None, tensor(gamma), tensor(beta), training=True, eps=eps))


@thorough(100)
@given(shapes, seeds, st.sampled_from([1e-5, 0.1]))
def test_gradients_are_pytorch_s(shape: tuple, seed: int, eps: float) -> None:
    rng = np.random.default_rng(seed)
    x, dy, gamma = rng.standard_normal(shape), rng.standard_normal(shape), rng.standard_normal(shape[1])
    inputs = tensor(x, grad=True), tensor(gamma, grad=True), tensor(0 * gamma, grad=True)
    F.batch_norm(inputs[0], None, None, *inputs[1:], training=True, eps=eps).backward(tensor(dy))
    for actual, wanted in zip(batch_norm_backward(dy, x, gamma, eps), inputs, strict=True):
        assert_close(actual, wanted.grad)


@thorough(100)
@given(unequal(1, 5, 4), unequal(5, 8, 2), seeds, st.sampled_from([1e-5, 0.1]))
def test_a_folded_convolution_does_what_the_two_layers_do(shape: tuple, size: tuple, seed: int, eps: float) -> None:
    rng = np.random.default_rng(seed)
    weight, x = rng.standard_normal(shape), rng.standard_normal((2, shape[1], *size))
    bias, gamma, beta, mean = rng.standard_normal((4, shape[0]))
    var = rng.uniform(0.5, 2, shape[0])
    maps = F.conv2d(tensor(x), tensor(weight), tensor(bias))
    expected = F.batch_norm(maps, tensor(mean), tensor(var), tensor(gamma), tensor(beta), eps=eps)
    folded = fold_batch_norm(weight, bias, gamma, beta, mean, var, eps)
    assert_close(F.conv2d(tensor(x), *map(tensor, folded)).numpy(), expected)


@pytest.mark.parametrize("name", ["bias", "gamma", "beta", "mean", "var"])
def test_an_array_without_one_number_per_filter_is_refused(name: str) -> None:
    vectors = dict.fromkeys(("bias", "gamma", "beta", "mean", "var"), np.ones(3)) | {name: np.ones(1)}
    with pytest.raises(ValueError, match=rf"{name} must have shape \(3,\) \(one number per filter\), got \(1,\)"):
        fold_batch_norm(np.ones((3, 2, 1, 1)), **vectors)


# Dropout


@thorough(100)
@given(unequal(1, 6, 3), st.floats(0, 0.95), seeds)
def test_an_element_is_dropped_if_its_number_is_smaller_than_p(shape: tuple, p: float, seed: int) -> None:
    x = np.random.default_rng(seed).uniform(1, 2, shape)
    numbers = np.random.default_rng(seed + 1).random((2, *shape))
    layer = Dropout(p, np.random.default_rng(seed + 1))
    for drawn in numbers:  # each pass draws anew
        assert_close(layer.forward(x), np.where(drawn < p, 0, x / (1 - p)))
    assert_close(layer.backward(x), np.where(numbers[-1] < p, 0, x / (1 - p)))


def test_evaluation_copies_and_draws_nothing() -> None:
    layer, x = Dropout(0.9, np.random.default_rng(5)), np.arange(6.0)
    layer.training = False
    y = layer.forward(x)
    layer.training = True
    assert_close(y, torch.nn.Dropout(0.9).eval()(tensor(x)))
    assert_close(layer.backward(x), x)
    assert not np.may_share_memory(y, x)
    assert layer.rng.random() == np.random.default_rng(5).random()


@pytest.mark.parametrize("p", [-0.1, 1, 1.5, float("nan")])
def test_a_probability_that_makes_no_sense_is_refused(p: float) -> None:
    with pytest.raises(ValueError, match="p must be a probability of dropping, at least 0 and less than 1"):
        Dropout(p, np.random.default_rng(0))


def test_a_gradient_of_another_shape_is_refused() -> None:
    layer = Dropout(0.5, np.random.default_rng(0))
    layer.forward(np.ones((2, 3)))
    with pytest.raises(ValueError, match=r"dy must have shape \(2, 3\)"):
        layer.backward(np.ones(3))
