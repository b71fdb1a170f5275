"""Initialisers: their distributions, their fans, and the layers that change nothing."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
from ops_cases import assert_close
from scipy import stats

from cnnedu.ops import initialisers
from cnnedu.ops.conv2d import conv2d
from cnnedu.ops.linear import linear

SHAPE = (40, 30, 5, 3)  # fan_in 450, fan_out 600
FAN_IN, FAN_OUT = 450, 600
VARIANCES = {"glorot": 2 / (FAN_IN + FAN_OUT), "he": 2 / FAN_IN, "lecun": 1 / FAN_IN}
RANDOM: dict[str, Callable[..., np.ndarray]] = {
    name: getattr(initialisers, name)
    for name in (
        "normal",
        "truncated_normal",
        "uniform",
        "orthogonal",
        *(f"{f}_{d}" for f in VARIANCES for d in ("normal", "uniform")),
    )
}


def _rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize("shape", [(7, 5), (4, 3, 5, 2)])
def test_fans_agree_with_pytorch(shape: tuple[int, ...]) -> None:
    assert initialisers.fans(shape) == torch.nn.init._calculate_fan_in_and_fan_out(torch.empty(shape))


@pytest.mark.parametrize("family", VARIANCES)
def test_the_normal_ones_are_normal_with_the_right_variance(family: str) -> None:
    weight = getattr(initialisers, f"{family}_normal")(SHAPE, _rng())
    assert stats.kstest(weight.ravel(), "norm", args=(0, VARIANCES[family] ** 0.5)).pvalue > 0.01


@pytest.mark.parametrize("family", VARIANCES)
def test_the_uniform_ones_are_uniform_with_the_right_variance(family: str) -> None:
    weight = getattr(initialisers, f"{family}_uniform")(SHAPE, _rng())
    bound = (3 * VARIANCES[family]) ** 0.5
    assert stats.kstest(weight.ravel(), "uniform", args=(-bound, 2 * bound)).pvalue > 0.01


@pytest.mark.parametrize(
    ("name", "in_pytorch"),
    [("glorot_uniform", torch.nn.init.xavier_uniform_), ("he_uniform", torch.nn.init.kaiming_uniform_)],
)
def test_bounds_are_those_of_pytorch(name: str, in_pytorch: Callable[..., torch.Tensor]) -> None:
    options = {"nonlinearity": "relu"} if name == "he_uniform" else {}
    theirs = in_pytorch(torch.empty(SHAPE, dtype=torch.float64), **options).abs().max().item()
    assert np.abs(RANDOM[name](SHAPE, _rng())).max() == pytest.approx(theirs, rel=1e-3)


def test_normal_and_uniform_follow_their_arguments() -> None:
    drawn = initialisers.normal((20_000,), _rng(), mean=3.0, std=0.5)
    assert stats.kstest(drawn, "norm", args=(3.0, 0.5)).pvalue > 0.01
    drawn = initialisers.uniform((20_000,), _rng(), low=-0.2, high=0.6)
    assert stats.kstest(drawn, "uniform", args=(-0.2, 0.8)).pvalue > 0.01


def test_the_truncated_normal_is_one() -> None:
    drawn = initialisers.truncated_normal((20_000,), _rng(), mean=1.0, std=0.5)
    assert stats.kstest(drawn, stats.truncnorm(-2, 2, loc=1.0, scale=0.5).cdf).pvalue > 0.01
    assert drawn.std() == pytest.approx(0.8796 * 0.5, abs=0.01)


@pytest.mark.parametrize("shape", [(3, 7), (7, 3), (5, 5), (6, 2, 3, 2), (20, 2, 3, 2)])
@pytest.mark.parametrize("gain", [1.0, 2.5])
def test_orthogonal_rows_or_columns(shape: tuple[int, ...], gain: float) -> None:
    matrix = initialisers.orthogonal(shape, _rng(), gain).reshape(shape[0], -1)
    small = matrix @ matrix.T if matrix.shape[0] <= matrix.shape[1] else matrix.T @ matrix
    assert_close(small, gain**2 * np.eye(min(matrix.shape)))


def test_orthogonal_matrices_are_drawn_uniformly() -> None:
    """The first entry of a uniform 3 x 3 orthogonal matrix is uniform in -1..1 (Archimedes)."""
    rng = _rng()
    first = [initialisers.orthogonal((3, 3), rng)[0, 0] for _ in range(2000)]
    assert stats.kstest(first, "uniform", args=(-1, 2)).pvalue > 0.01


@pytest.mark.parametrize("name", RANDOM)
def test_the_seed_decides(name: str) -> None:
    first, again, other = (RANDOM[name]((6, 5), _rng(seed)) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_identity_changes_nothing() -> None:
    x = _rng().standard_normal((4, 7))
    np.testing.assert_array_equal(linear(x, initialisers.identity((7, 7))), x)


@pytest.mark.parametrize("kernel_size", [(1, 1), (3, 3), (5, 3)])
def test_dirac_changes_nothing_and_all_ones_do(kernel_size: tuple[int, int]) -> None:
    """Lecture L3 calls weights of 1 the identity (erratum 11)."""
    x = _rng().standard_normal((2, 3, 5, 7))
    padding = (kernel_size[0] // 2, kernel_size[1] // 2)
    np.testing.assert_array_equal(conv2d(x, initialisers.dirac((3, 3, *kernel_size)), padding=padding), x)
    assert not np.allclose(conv2d(x, initialisers.constant((3, 3, *kernel_size), 1.0), padding=padding), x)


@pytest.mark.parametrize("shape", [(4, 2, 3, 5), (2, 4, 3, 3)])
def test_dirac_agrees_with_pytorch(shape: tuple[int, ...]) -> None:
    assert_close(initialisers.dirac(shape), torch.nn.init.dirac_(torch.empty(shape)))


def test_he_keeps_the_power_of_a_signal_through_relu_and_lecun_halves_it() -> None:
    rng = _rng()
    x = rng.standard_normal((500, 300))
    power = {}
    for name in ("he_normal", "lecun_normal"):
        y = np.maximum(linear(x, RANDOM[name]((400, 300), rng)), 0)
        power[name] = (y**2).mean()
    assert power["he_normal"] == pytest.approx(1.0, rel=0.05)
    assert power["lecun_normal"] == pytest.approx(0.5, rel=0.05)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: initialisers.he_normal((5,), _rng()), r"at least two axes \(outputs, inputs, ...\), got shape \(5,\)"),
        (lambda: initialisers.orthogonal((5,), _rng()), "at least two axes"),
        (lambda: initialisers.identity((3, 3, 1, 1)), "use dirac for a convolution"),
        (lambda: initialisers.dirac((3, 3, 2, 3)), "odd kh and kw"),
    ],
)
def test_errors_say_what_was_wanted(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=message):
        call()
