"""Examples drawn by Hypothesis, the same for the same seed, and the shrinking of one that fails."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import hypothesis
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.errors import HypothesisWarning
from hypothesis.internal.conjecture.providers import AVAILABLE_PROVIDERS, HypothesisProvider
from hypothesis.strategies import SearchStrategy, tuples

from autograder.exam.strategies.corners import Cornered

__all__ = ["derive_seed", "draw_examples", "shrink"]

_TRIES_PER_CORNER = 4

D = TypeVar("D")
F = TypeVar("F")


def derive_seed(secret: bytes, *names: str) -> int:
    """Return 64 bits that nobody without the course's secret can predict, the same every time for the same names."""
    digest = hmac.new(secret, "\0".join(names).encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big")


def draw_examples(strategy: SearchStrategy[D], seed: int, count: int) -> list[D]:
    """Draw `count` examples, the simplest one first. The same ones for the same seed, in every process.

    A strategy that has a single value gives it once. One with corners gives each of these once, then `count` others.

    Raises:
        hypothesis.errors.Unsatisfiable: the strategy's filters let next to nothing through.
    """
    if isinstance(strategy, Cornered):
        *_, corners = draw_examples(tuples(*strategy.corners), seed, 2)  # the first are the simplest: all zeros
        return [*corners, *draw_examples(strategy.between, seed, count)]
    drawn: list[D] = []
    _hypothesis_run(strategy, seed, count, (Phase.generate,), drawn.append)
    return drawn


def shrink(
    strategy: SearchStrategy[D],
    seed: int,
    count: int,
    attempt: Callable[[D], F | None],
    size: Callable[[F], Any],
    seconds: float,
    attempts: int = 10_000,
) -> F | None:
    """Return the smallest finding by `size`, or None if there is none: `attempts` follow the first one.

    So it is the same finding each time, but for answers that are so slow that `seconds` are over before.

    `attempt(data)` gives a finding where the example fails and None where it does not. `seed` and `count` are those
    of `draw_examples`, so the search begins with the examples already known. Where there are corners it visits them
    in any order, each likely more than once.
    """
    if isinstance(strategy, Cornered):
        count += _TRIES_PER_CORNER * len(strategy.corners)
    deadline = time.monotonic() + seconds
    best: F | None = None
    left = attempts

    def observe(data: D) -> None:
        nonlocal best, left
        left -= best is not None
        if left < 0 or time.monotonic() > deadline:
            raise _OutOfTime
        finding = attempt(data)
        if finding is not None:
            if best is None or size(finding) < size(best):
                best = finding
            raise _StillFails

    with contextlib.suppress(_OutOfTime, _StillFails, hypothesis.errors.Flaky):
        _hypothesis_run(strategy, seed, count, (Phase.generate, Phase.shrink), observe)
    return best


class SeededProvider(HypothesisProvider):
    """Draws from the seed alone.

    Hypothesis mixes in constants that it finds in the source of whatever local modules happen to be imported. That
    finds bugs in a test suite, but here the same seed would give another exam in another process.
    """

    def _maybe_draw_constant(self, *args: Any, **kwargs: Any) -> None:
        return None

    def draw_bytes(self, min_size: int = 0, max_size: int = 2**16) -> bytes:
        if min_size < max_size or self._random is None:
            return super().draw_bytes(min_size, max_size)
        return self._random.randbytes(min_size)  # arrays: all at once instead of byte by byte


@contextlib.contextmanager
def _without_constants() -> Iterator[None]:
    """Keep the shrinker, which makes a provider of Hypothesis' own for what it tries, from those constants, too.

    It would read the source of all local modules for them, for seconds, and leave a folder of them behind.
    """
    name = SeededProvider._maybe_draw_constant.__name__
    usual = getattr(HypothesisProvider, name, None)  # there were versions without
    setattr(HypothesisProvider, name, SeededProvider._maybe_draw_constant)
    try:
        yield
    finally:
        if usual is None:
            delattr(HypothesisProvider, name)
        else:
            setattr(HypothesisProvider, name, usual)


_BACKEND = "cnnedu-seeded"
AVAILABLE_PROVIDERS[_BACKEND] = f"{__name__}.{SeededProvider.__name__}"


class _StillFails(Exception):
    """Tells Hypothesis that this example fails."""


class _OutOfTime(BaseException):
    """Not an Exception: Hypothesis would take that for one more way to fail and shrink it."""


def _hypothesis_run(
    strategy: SearchStrategy[D],
    seed: int,
    count: int,
    phases: tuple[Phase, ...],
    observe: Callable[[D], None],
) -> None:
    def run(data: D) -> None:  # two lines, and no decorators: Hypothesis reads them as source, each time anew
        observe(data)

    configured = settings(
        backend=_BACKEND,
        max_examples=count,
        phases=phases,
        database=None,
        deadline=None,
        verbosity=Verbosity.quiet,
        report_multiple_bugs=False,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    with _without_constants(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Generating overly large repr", HypothesisWarning)
        hypothesis.seed(seed)(configured(given(strategy)(run)))()
