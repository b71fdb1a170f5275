"""Drawn cases for the tests of cnnedu.ops, unequal on every axis, and how two arrays are compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import permutations

import numpy as np
import torch
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from cnnedu.formulas.shapes import Pair

seeds = st.integers(0, 2**32 - 1)


def thorough(examples: int) -> settings:
    """Settings of a test that draws `examples` cases, the same ones every time."""
    return settings(
        max_examples=examples, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
    )


def assert_close(actual: np.ndarray, expected: np.ndarray | torch.Tensor, tolerance: float = 1e-10) -> None:
    """Shapes are equal, and numbers within `tolerance` of the largest expected one (of 1, if that is smaller)."""
    wanted = expected.detach().numpy() if isinstance(expected, torch.Tensor) else np.asarray(expected)
    assert actual.shape == wanted.shape
    scale = max(1.0, float(np.abs(wanted).max(initial=0.0)))
    np.testing.assert_allclose(actual, wanted, rtol=0, atol=tolerance * scale)


def tensor(array: np.ndarray, *, grad: bool = False) -> torch.Tensor:
    return torch.tensor(array, requires_grad=grad)


@cache
def unequal(low: int, high: int, count: int) -> st.SearchStrategy[tuple[int, ...]]:
    """`count` different integers in low..high, in one draw: drawing is what costs most in these tests."""
    return st.sampled_from(list(permutations(range(low, high + 1), count)))


def pairs(low: int, high: int) -> st.SearchStrategy[Pair]:
    """Two different integers in low..high."""
    return unequal(low, high, 2)  # type: ignore[return-value]


def _sizes_from(least_h: int, least_w: int, draw: st.DrawFn) -> Pair:
    """Two different sizes, each up to 6 above the least that the window fits into."""
    extra_h, extra_w = draw(unequal(0, 6, 2))
    h, w = least_h + extra_h, least_w + extra_w
    return (h, w) if h != w else (h, w + 1)


@dataclass(frozen=True)
class ConvCase:
    """Inputs of one convolution, its options, and a gradient of its output."""

    x: np.ndarray
    weight: np.ndarray
    bias: np.ndarray
    dy: np.ndarray
    options: dict[str, Pair | int]

    @property
    def geometry(self) -> dict[str, Pair]:
        """The options that im2col takes too."""
        return {name: self.options[name] for name in ("stride", "padding", "dilation")}  # type: ignore[misc]


@st.composite
def convolutions(draw: st.DrawFn, *, groups: bool = True, stride_one: bool = False) -> ConvCase:
    """N, C_in and C_out differ, and so do the two axes of maps, kernel, stride, padding and dilation."""
    n, c_in, c_out = draw(unequal(1, 4, 3))
    g = draw(st.integers(1, 3)) if groups else 1
    kh, kw = draw(pairs(1, 4))
    stride = (1, 1) if stride_one else draw(pairs(1, 4))
    padding, dilation = draw(pairs(0, 3)), draw(st.one_of(st.just((1, 1)), pairs(1, 3)))
    spans = [d * (k - 1) + 1 for d, k in zip(dilation, (kh, kw), strict=True)]
    least = [max(1, span - 2 * p) for span, p in zip(spans, padding, strict=True)]
    h, w = _sizes_from(least[0], least[1], draw)
    oh, ow = ((m + 2 * p - t) // s + 1 for m, p, t, s in zip((h, w), padding, spans, stride, strict=True))
    rng = np.random.default_rng(draw(seeds))
    return ConvCase(
        x=rng.standard_normal((n, g * c_in, h, w)),
        weight=rng.standard_normal((g * c_out, c_in, kh, kw)),
        bias=rng.standard_normal(g * c_out),
        dy=rng.standard_normal((n, g * c_out, oh, ow)),
        options={"stride": stride, "padding": padding, "dilation": dilation, "groups": g},
    )


@dataclass(frozen=True)
class PoolCase:
    """Maps, a gradient of the pooled maps, and the options."""

    x: np.ndarray
    dy: np.ndarray
    options: dict[str, Pair]


@st.composite
def poolings(draw: st.DrawFn, *, integers: bool = False) -> PoolCase:
    """Windows that overlap, that leave rows over and that skip some; with `integers`, maps full of ties."""
    n, c = draw(pairs(1, 4))
    kernel_size = kh, kw = draw(pairs(1, 4))
    stride = draw(st.one_of(pairs(1, 4), st.just(kernel_size)))
    padding = ph, pw = draw(st.integers(0, kh // 2)), draw(st.integers(0, kw // 2))
    h, w = _sizes_from(max(1, kh - 2 * ph), max(1, kw - 2 * pw), draw)
    oh, ow = (h + 2 * ph - kh) // stride[0] + 1, (w + 2 * pw - kw) // stride[1] + 1
    rng = np.random.default_rng(draw(seeds))
    x = rng.integers(-3, 1, (n, c, h, w)).astype(float) if integers else rng.standard_normal((n, c, h, w))
    options = {"kernel_size": kernel_size, "stride": stride, "padding": padding}
    return PoolCase(x, rng.standard_normal((n, c, oh, ow)), options)
