"""Inverted dropout: the mask, the scaling, the seed, and the way back."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from ops_cases import assert_close, seeds, thorough, unequal

from cnnedu.ops.dropout import dropout, dropout_backward


def _rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@thorough(150)
@given(unequal(1, 6, 3), st.floats(0, 0.95), seeds)
def test_each_element_is_dropped_or_scaled(shape: tuple, p: float, seed: int) -> None:
    x = _rng(seed).uniform(1, 2, shape)
    y, mask = dropout(x, p, _rng(seed))
    kept = y != 0
    assert_close(y[kept], x[kept] / (1 - p))
    np.testing.assert_array_equal(mask != 0, kept)


@thorough(100)
@given(unequal(1, 6, 3), st.floats(0, 0.95), seeds)
def test_the_gradient_takes_the_same_mask_and_scaling(shape: tuple, p: float, seed: int) -> None:
    rng = _rng(seed)
    x, dy = rng.standard_normal(shape), rng.standard_normal(shape)
    y, mask = dropout(x, p, rng)
    assert np.vdot(y, dy) == pytest.approx(np.vdot(x, dropout_backward(dy, mask)), rel=1e-10, abs=1e-10)


@thorough(50)
@given(unequal(1, 6, 2), st.floats(0, 1), seeds)
def test_the_same_seed_gives_the_same_mask(shape: tuple, p: float, seed: int) -> None:
    x = np.ones(shape)
    np.testing.assert_array_equal(dropout(x, p, _rng(seed))[0], dropout(x, p, _rng(seed))[0])


@pytest.mark.parametrize("p", [0.1, 0.5, 0.8])
def test_the_fraction_dropped_is_p_and_the_mean_stays(p: float) -> None:
    y, mask = dropout(np.ones(200_000), p, _rng())
    assert (mask == 0).mean() == pytest.approx(p, abs=0.005)
    assert y.mean() == pytest.approx(1.0, abs=0.02)


def test_samples_get_masks_of_their_own() -> None:
    _, mask = dropout(np.ones((2, 50)), 0.5, _rng())
    assert (mask[0] != mask[1]).any()


def test_evaluation_passes_everything_on_and_draws_nothing() -> None:
    x, rng = _rng().standard_normal((3, 4)), _rng(5)
    y, mask = dropout(x, 0.9, rng, training=False)
    np.testing.assert_array_equal(y, x)
    np.testing.assert_array_equal(dropout_backward(x, mask), x)
    assert rng.random() == _rng(5).random()


@pytest.mark.parametrize(("p", "kept"), [(0, 1.0), (1, 0.0)])
def test_at_the_ends_everything_is_kept_or_dropped_as_in_pytorch(p: float, kept: float) -> None:
    x = np.arange(1.0, 7.0)
    y, _ = dropout(x, p, _rng())
    assert_close(y, kept * x)
    assert_close(y, torch.dropout(torch.from_numpy(x), float(p), True))


@pytest.mark.parametrize(("dtype", "wanted"), [(np.float32, np.float32), (np.float64, np.float64), (int, np.float64)])
def test_dtypes(dtype: type, wanted: type) -> None:
    y, mask = dropout(np.ones(5, dtype), 0.3, _rng())
    assert (y.dtype, mask.dtype, dropout_backward(y, mask).dtype) == (wanted,) * 3


@pytest.mark.parametrize("p", [-0.1, 1.5, float("nan")])
def test_a_probability_outside_0_to_1_is_refused(p: float) -> None:
    with pytest.raises(ValueError, match="p must be a probability of dropping"):
        dropout(np.ones(3), p, _rng())


def test_a_gradient_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match=r"dy must have shape \(3,\) \(the shape of the mask\), got \(2,\)"):
        dropout_backward(np.ones(2), np.ones(3))
