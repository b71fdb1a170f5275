"""Activations, softmax and cross-entropy: against PyTorch, at the extremes, and the lectures' claims."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812 - the name PyTorch's users know
from hypothesis import given
from hypothesis import strategies as st
from ops_cases import assert_close, seeds, tensor, thorough, unequal

from cnnedu.ops import activations
from cnnedu.ops.cross_entropy import cross_entropy, cross_entropy_backward
from cnnedu.ops.softmax import log_softmax, softmax, softmax_backward

IN_PYTORCH = {"relu": F.relu, "leaky_relu": F.leaky_relu, "sigmoid": torch.sigmoid, "tanh": torch.tanh}
each_activation = pytest.mark.parametrize("name", IN_PYTORCH)


def _drawn(shape: tuple[int, ...], seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Values with zeros, a few large ones and a gradient for each."""
    rng = np.random.default_rng(seed)
    x = rng.standard_normal(shape) * rng.choice([0.0, 1.0, 30.0], shape)
    return x, rng.standard_normal(shape)


@each_activation
@thorough(100)
@given(shape=unequal(1, 6, 3), seed=seeds)
def test_activations_and_gradients_agree_with_pytorch(name: str, shape: tuple[int, ...], seed: int) -> None:
    x, dy = _drawn(shape, seed)
    x_t = tensor(x, grad=True)
    expected = IN_PYTORCH[name](x_t)
    expected.backward(tensor(dy))
    assert_close(getattr(activations, name)(x), expected)
    assert_close(getattr(activations, f"{name}_backward")(dy, x), x_t.grad)
    assert_close(getattr(activations, f"{name}_derivative")(x) * dy, x_t.grad)


@each_activation
def test_the_derivative_is_the_slope(name: str) -> None:
    x = np.array([-3.0, -1.0, -0.2, 0.3, 1.0, 4.0])
    f, derivative = getattr(activations, name), getattr(activations, f"{name}_derivative")
    assert_close((f(x + 1e-5) - f(x - 1e-5)) / 2e-5, derivative(x), tolerance=1e-8)


@each_activation
@pytest.mark.parametrize(("dtype", "wanted"), [(np.float32, np.float32), (np.float64, np.float64), (int, np.float64)])
def test_dtypes(name: str, dtype: type, wanted: type) -> None:
    x = np.array([-2, 0, 2]).astype(dtype)
    functions = [getattr(activations, name + part) for part in ("", "_derivative")]
    assert [f(x).dtype for f in functions] == [wanted] * 2
    assert getattr(activations, f"{name}_backward")(x, x).dtype == wanted


@each_activation
def test_extremes_neither_overflow_nor_warn(name: str) -> None:
    x = np.array([-1e300, -1000.0, 1000.0, 1e300])
    with np.errstate(all="raise", under="ignore"):
        for part in ("", "_derivative"):
            assert np.isfinite(getattr(activations, name + part)(x)).all()


@each_activation
def test_a_gradient_of_another_shape_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"dy must have shape \(3,\) \(the shape of x\), got \(1, 3\)"):
        getattr(activations, f"{name}_backward")(np.ones((1, 3)), np.ones(3))


def test_the_derivative_of_relu_at_zero_is_zero() -> None:
    """L0 says 1, L4 says 0 (erratum 9); PyTorch says 0."""
    zero = torch.zeros(1, requires_grad=True)
    torch.relu(zero).backward()
    assert activations.relu_derivative(np.zeros(1)) == zero.grad.numpy() == 0


def test_relu_masks_by_its_input_and_not_by_the_gradient() -> None:
    np.testing.assert_array_equal(activations.relu_backward(np.array([-7.0, 7.0]), np.array([1.0, -1.0])), [-7.0, 0.0])


def test_a_dead_relu_gets_no_gradient_and_a_leaky_one_does() -> None:
    x, dy = np.full(4, -5.0), np.ones(4)
    assert not activations.relu_backward(dy, x).any()
    np.testing.assert_array_equal(activations.leaky_relu_backward(dy, x), np.full(4, 0.01))


def test_leaky_relu_is_the_larger_of_x_and_a_hundredth_of_it() -> None:
    x = np.linspace(-3, 3, 61)
    assert_close(activations.leaky_relu(x), np.maximum(x, 0.01 * x))


@thorough(200)
@given(st.floats(-30, 30))
def test_the_derivative_of_the_sigmoid_is_the_lectures_formula_and_at_most_a_quarter(x: float) -> None:
    derivative = activations.sigmoid_derivative(np.array(x))
    assert derivative == pytest.approx(1 / (2 + np.exp(x) + np.exp(-x)), rel=1e-12)
    assert derivative <= 0.25
    assert activations.sigmoid_derivative(np.zeros(())) == 0.25


def test_gradients_vanish_through_ten_sigmoids() -> None:
    x, gradient = np.array([0.5]), np.array([1.0])
    for _ in range(10):
        gradient = activations.sigmoid_backward(gradient, x)
        x = activations.sigmoid(x)
    assert 0 < gradient[0] < 0.25**10


@thorough(100)
@given(st.floats(-20, 20))
def test_tanh_is_a_stretched_sigmoid(x: float) -> None:
    assert activations.tanh(np.array(x)) == pytest.approx(2 * activations.sigmoid(np.array(2 * x)) - 1, abs=1e-12)


@thorough(150)
@given(unequal(1, 6, 3), st.sampled_from([0, 1, 2, -1]), seeds)
def test_softmax_and_its_gradient_agree_with_pytorch(shape: tuple[int, ...], axis: int, seed: int) -> None:
    x, dy = _drawn(shape, seed)
    x_t = tensor(x, grad=True)
    expected = torch.softmax(x_t, axis)
    expected.backward(tensor(dy))
    assert_close(softmax(x, axis), expected)
    assert_close(softmax_backward(dy, x, axis), x_t.grad)
    assert_close(log_softmax(x, axis), torch.log_softmax(x_t, axis))


@thorough(150)
@given(unequal(1, 9, 2), seeds)
def test_cross_entropy_and_its_gradient_agree_with_pytorch(shape: tuple[int, int], seed: int) -> None:
    logits, _ = _drawn(shape, seed)
    labels = np.random.default_rng(seed).integers(0, shape[1], shape[0])
    logits_t = tensor(logits, grad=True)
    expected = F.cross_entropy(logits_t, tensor(labels))
    expected.backward()
    assert cross_entropy(logits, labels) == pytest.approx(expected.item(), rel=1e-10, abs=1e-10)
    assert_close(cross_entropy_backward(logits, labels), logits_t.grad)


@thorough(100)
@given(unequal(1, 9, 2), seeds, st.floats(-1e6, 1e6))
def test_a_constant_added_to_all_scores_of_a_sample_changes_nothing(shape: tuple, seed: int, shift: float) -> None:
    logits, _ = _drawn(shape, seed)
    assert_close(softmax(logits + shift), softmax(logits), tolerance=1e-8)


@thorough(100)
@given(unequal(1, 9, 2), seeds)
def test_probabilities_are_positive_sum_to_one_and_keep_the_order(shape: tuple[int, int], seed: int) -> None:
    logits = np.random.default_rng(seed).standard_normal(shape)
    probabilities = softmax(logits)
    assert (probabilities > 0).all()
    assert_close(probabilities.sum(axis=1), np.ones(shape[0]))
    np.testing.assert_array_equal(probabilities.argsort(axis=1), logits.argsort(axis=1))


@thorough(60)
@given(unequal(2, 7, 2), seeds)
def test_the_gradient_of_the_loss_is_its_slope(shape: tuple[int, int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    logits, along, labels = rng.standard_normal(shape), rng.standard_normal(shape), rng.integers(0, shape[1], shape[0])
    slope = (cross_entropy(logits + 1e-5 * along, labels) - cross_entropy(logits - 1e-5 * along, labels)) / 2e-5
    assert np.vdot(cross_entropy_backward(logits, labels), along) == pytest.approx(slope, rel=1e-6, abs=1e-8)


def test_softmax_of_two_scores_is_the_sigmoid_of_their_difference() -> None:
    z = np.array([[0.3, -1.2], [5.0, 4.0]])
    assert_close(softmax(z)[:, 0], activations.sigmoid(z[:, 0] - z[:, 1]))


def test_huge_scores_give_a_finite_loss() -> None:
    logits = np.array([[1e4, 0.0], [0.0, -1e4]])
    with np.errstate(all="raise", under="ignore"):
        assert cross_entropy(logits, np.array([1, 1])) == 1e4
        np.testing.assert_array_equal(cross_entropy_backward(logits, np.array([1, 0])), [[0.5, -0.5], [0.0, 0.0]])


def test_softmax_keeps_float32() -> None:
    logits = np.ones((2, 3), np.float32)
    arrays = softmax(logits), log_softmax(logits), softmax_backward(logits, logits)
    assert [a.dtype for a in (*arrays, cross_entropy_backward(logits, np.array([0, 1])))] == [np.float32] * 4


@pytest.mark.parametrize(
    ("logits", "labels", "message"),
    [
        (np.zeros(3), np.zeros(3, int), r"logits must be N x classes and not empty, got shape \(3,\)"),
        (np.zeros((0, 3)), np.zeros(0, int), "not empty"),
        (np.zeros((2, 3)), np.zeros((2, 3)), r"labels must have shape \(2,\) \(one class per sample\), got \(2, 3\)"),
        (np.zeros((2, 3)), np.zeros(2), "labels must be integers, got dtype float64"),
        (np.zeros((2, 3)), np.array([0, 3]), r"labels must be in 0..2, got 0..3"),
        (np.zeros((2, 3)), np.array([-1, 2]), r"labels must be in 0..2, got -1..2"),
    ],
)
def test_errors_of_cross_entropy_say_what_was_wanted(logits: np.ndarray, labels: np.ndarray, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        cross_entropy(logits, labels)
