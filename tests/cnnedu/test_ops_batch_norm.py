"""Batch normalisation against PyTorch, against algebra, and against the lecture's example."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812 - the name PyTorch's users know
from hypothesis import given
from hypothesis import strategies as st
from ops_cases import assert_close, seeds, tensor, thorough, unequal

from cnnedu.ops.batch_norm import batch_norm, batch_norm_backward, batch_norm_eval_backward, batch_statistics

shapes = st.one_of(unequal(2, 7, 2), unequal(2, 6, 4))


class Drawn:
    """Maps or features with a mean and scale of their own in each channel, and parameters unequal to 0 and 1."""

    def __init__(self, shape: tuple[int, ...], seed: int) -> None:
        rng = np.random.default_rng(seed)
        c = shape[1]
        self.per_channel = (1, c) + (1,) * (len(shape) - 2)
        scale, shift = rng.uniform(0.5, 3, c), rng.uniform(-5, 5, c)
        self.x = rng.standard_normal(shape) * scale.reshape(self.per_channel) + shift.reshape(self.per_channel)
        self.dy = rng.standard_normal(shape)
        self.gamma, self.beta = rng.standard_normal(c), rng.standard_normal(c)
        self.mean, self.var = rng.standard_normal(c), rng.uniform(0.5, 2, c)

    @property
    def parameters(self) -> tuple[np.ndarray, ...]:
        return self.gamma, self.beta, self.mean, self.var


@thorough(300)
@given(shapes, seeds, st.booleans(), st.floats(0.01, 0.9), st.sampled_from([1e-5, 1e-3]))
def test_output_and_running_statistics_agree_with_pytorch(
    shape: tuple, seed: int, training: bool, momentum: float, eps: float
) -> None:
    d = Drawn(shape, seed)
    mean, var = tensor(d.mean), tensor(d.var)
    expected = F.batch_norm(tensor(d.x), mean, var, tensor(d.gamma), tensor(d.beta), training, momentum, eps)
    y, new_mean, new_var = batch_norm(d.x, *d.parameters, training=training, momentum=momentum, eps=eps)
    assert_close(y, expected)
    assert_close(new_mean, mean)
    assert_close(new_var, var)


@thorough(300)
@given(shapes, seeds, st.booleans(), st.sampled_from([1e-5, 1e-3]))
def test_gradients_agree_with_pytorch(shape: tuple, seed: int, training: bool, eps: float) -> None:
    d = Drawn(shape, seed)
    x, gamma, beta = tensor(d.x, grad=True), tensor(d.gamma, grad=True), tensor(d.beta, grad=True)
    F.batch_norm(x, tensor(d.mean), tensor(d.var), gamma, beta, training, eps=eps).backward(tensor(d.dy))
    if training:
        gradients = batch_norm_backward(d.dy, d.x, d.gamma, eps)
    else:
        gradients = batch_norm_eval_backward(d.dy, d.x, d.gamma, d.mean, d.var, eps)
    for actual, wanted in zip(gradients, (x.grad, gamma.grad, beta.grad), strict=True):
        assert_close(actual, wanted)


def test_gradcheck_of_an_autograd_function_made_of_these() -> None:
    class Norm(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x, gamma, beta):  # type: ignore[no-untyped-def]
            ctx.save_for_backward(x, gamma)
            zero = np.zeros(gamma.shape)
            arrays = (a.detach().numpy() for a in (x, gamma, beta))
            return torch.from_numpy(batch_norm(*arrays, zero, zero, training=True)[0])

        @staticmethod
        def backward(ctx, dy):  # type: ignore[no-untyped-def]
            return tuple(
                map(torch.from_numpy, batch_norm_backward(dy.numpy(), *(t.numpy() for t in ctx.saved_tensors)))
            )

    rng = np.random.default_rng(3)
    inputs = [tensor(rng.standard_normal(s), grad=True) for s in ((3, 2, 4, 5), (2,), (2,))]
    assert torch.autograd.gradcheck(Norm.apply, inputs, atol=1e-7)


@thorough(100)
@given(shapes, seeds)
def test_every_channel_comes_out_with_mean_beta_and_deviation_gamma(shape: tuple, seed: int) -> None:
    d = Drawn(shape, seed)
    y, *_ = batch_norm(d.x, *d.parameters, training=True, eps=0.0)
    mean, var = batch_statistics(y)
    assert_close(mean, d.beta)
    assert_close(var, d.gamma**2)


@thorough(100)
@given(shapes, seeds, st.floats(0.1, 10), st.floats(-10, 10))
def test_scale_and_shift_of_the_input_disappear(shape: tuple, seed: int, k: float, shift: float) -> None:
    """Lecture L3 cancels k from (k w - k mean) / (k sigma); that holds for k > 0."""
    d = Drawn(shape, seed)
    expected = batch_norm(d.x, *d.parameters, training=True, eps=0.0)[0]
    assert_close(batch_norm(k * d.x + shift, *d.parameters, training=True, eps=0.0)[0], expected)


@thorough(50)
@given(shapes, seeds)
def test_a_negative_scale_of_the_input_turns_the_sign(shape: tuple, seed: int) -> None:
    d = Drawn(shape, seed)
    zero = np.zeros_like(d.beta)
    expected = batch_norm(d.x, d.gamma, zero, d.mean, d.var, training=True, eps=0.0)[0]
    assert_close(batch_norm(-2 * d.x, d.gamma, zero, d.mean, d.var, training=True, eps=0.0)[0], -expected)


@thorough(100)
@given(shapes, seeds)
def test_deviation_and_mean_as_gamma_and_beta_undo_the_normalisation(shape: tuple, seed: int) -> None:
    """gamma = sqrt(var + eps) and beta = mean do; variance and mean, as lecture L3 has it, do not (erratum 11)."""
    d = Drawn(shape, seed)
    mean, var = batch_statistics(d.x)
    assert_close(batch_norm(d.x, np.sqrt(var + 1e-5), mean, d.mean, d.var, training=True)[0], d.x)
    assert not np.allclose(batch_norm(d.x, var, mean, d.mean, d.var, training=True)[0], d.x, rtol=0, atol=1e-3)


@thorough(100)
@given(shapes, seeds)
def test_the_gradient_is_blind_to_shift_and_scale_of_the_input(shape: tuple, seed: int) -> None:
    d = Drawn(shape, seed)
    dx, _, _ = batch_norm_backward(d.dy, d.x, d.gamma, eps=0.0)
    axes = (0,) if len(shape) == 2 else (0, 2, 3)
    assert_close(dx.sum(axis=axes), np.zeros(shape[1]))
    assert_close((dx * d.x).sum(axis=axes), np.zeros(shape[1]), tolerance=1e-9)


@thorough(100)
@given(shapes, seeds)
def test_a_prediction_does_not_depend_on_the_rest_of_the_batch(shape: tuple, seed: int) -> None:
    d = Drawn(shape, seed)
    together, mean, var = batch_norm(d.x, *d.parameters, training=False)
    assert_close(batch_norm(d.x[:1], *d.parameters, training=False)[0], together[:1])
    np.testing.assert_array_equal(mean, d.mean)
    np.testing.assert_array_equal(var, d.var)


@thorough(50)
@given(unequal(2, 6, 4), seeds)
def test_maps_are_features_of_all_pixels(shape: tuple, seed: int) -> None:
    d = Drawn(shape, seed)
    n, c, h, w = shape
    pixels = d.x.transpose(0, 2, 3, 1).reshape(-1, c)
    expected = batch_norm(pixels, *d.parameters, training=True)[0].reshape(n, h, w, c).transpose(0, 3, 1, 2)
    assert_close(batch_norm(d.x, *d.parameters, training=True)[0], expected)


def test_running_statistics_converge_to_those_of_the_data() -> None:
    d = Drawn((5, 3), 0)
    mean, var = d.mean, d.var
    for _ in range(300):
        _, mean, var = batch_norm(d.x, d.gamma, d.beta, mean, var, training=True)
    assert_close(mean, d.x.mean(axis=0))
    assert_close(var, d.x.var(axis=0, ddof=1))


def test_example_of_lecture_l0() -> None:
    x, zero, one = np.array([[1, 2], [3, 6], [5, 10]]), np.zeros(2), np.ones(2)
    mean, var = batch_statistics(x)
    y, _, _ = batch_norm(x, one, zero, zero, one, training=True, eps=0.0)
    assert_close(mean, [3, 6])
    assert_close(var, [8 / 3, 32 / 3])
    assert_close(y, np.outer([-1, 0, 1], [1, 1]) * np.sqrt(1.5))


def test_epsilon_lies_inside_the_root() -> None:
    x, zero, one = np.array([[-1.0], [1.0]]), np.zeros(1), np.ones(1)
    assert_close(batch_norm(x, one, zero, zero, one, training=True, eps=3.0)[0], x / 2)


def test_statistics_of_large_numbers_keep_their_digits() -> None:
    """E[x^2] - E[x]^2 would lose all of them here."""
    x = 1e8 + np.array([[0.0], [1.0], [2.0]])
    assert_close(batch_statistics(x)[1], [2 / 3])


def test_inputs_are_left_alone() -> None:
    d = Drawn((4, 3, 2, 5), 0)
    for array in (d.x, d.dy, *d.parameters):
        array.setflags(write=False)  # an attempt to write would raise
    for training in (True, False):
        for result in batch_norm(d.x, *d.parameters, training=training):
            result[...] = 0
    batch_norm_backward(d.dy, d.x, d.gamma)
    batch_norm_eval_backward(d.dy, d.x, d.gamma, d.mean, d.var)


@pytest.mark.parametrize(("dtype", "wanted"), [(np.float32, np.float32), (np.float64, np.float64), (int, np.float64)])
def test_dtypes(dtype: type, wanted: type) -> None:
    x, one = np.arange(24).reshape(2, 3, 2, 2).astype(dtype), np.ones(3, dtype)
    results = (
        *batch_norm(x, one, one, one, one, training=True),
        *batch_norm(x, one, one, one, one, training=False),
        *batch_norm_backward(x, x, one),
        *batch_norm_eval_backward(x, x, one, one, one),
    )
    assert [a.dtype for a in results] == [wanted] * 12


X, ONE = np.ones((2, 3, 4, 5)), np.ones(3)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: batch_norm(X[0], ONE, ONE, ONE, ONE, training=True), "x must be N x D or N x C x H x W and not empty"),
        (lambda: batch_norm(X, np.ones(4), ONE, ONE, ONE, training=True), r"gamma must have shape \(3,\) \(one number"),
        (lambda: batch_norm(X, ONE, ONE, np.ones((1, 3)), ONE, training=True), r"running_mean must have shape \(3,\)"),
        (lambda: batch_norm(np.ones((1, 3)), ONE, ONE, ONE, ONE, training=True), "at least 2 values per channel"),
        (lambda: batch_norm_backward(X[:1], X, ONE), r"dy must have shape \(2, 3, 4, 5\) \(the shape of x\)"),
    ],
)
def test_errors_say_what_was_wanted(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=message):
        call()
