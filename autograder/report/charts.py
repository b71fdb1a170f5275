"""Charts as plain numbers: the page's template draws them as SVG, so that no text in them goes unescaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Bar", "Histogram", "Piece", "histogram", "pieces"]

_WIDTH, _HEIGHT = 360.0, 170.0
_TOP, _BOTTOM = 18.0, 34.0
_BINS = 10


@dataclass(frozen=True)
class Bar:
    """One bar of a histogram: how many, between which points, and where it is drawn."""

    count: int
    label: str
    title: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Histogram:
    """Bars in a picture of `width` x `height` units; `base` is where they stand."""

    bars: tuple[Bar, ...]
    width: float
    height: float
    base: float
    said: str


@dataclass(frozen=True)
class Piece:
    """One piece of a bar that is 100 units long."""

    kind: str
    count: int
    x: float
    width: float


def histogram(totals: Sequence[float], most: float) -> Histogram:
    """Draw how many earned how much: ten bars for tenths of the points, and one for all of them.

    >>> [bar.count for bar in histogram([0, 2.1, 10, 22, 22], 22).bars]
    [2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 2]
    """
    counts = [0] * (_BINS + 1)
    for total in totals:
        share = total / most if most else 0.0
        counts[_BINS if share >= 1 else max(0, int(share * _BINS))] += 1
    highest, base, step = max(1, *counts), _HEIGHT - _BOTTOM, _WIDTH / (_BINS + 1)
    bars = []
    for number, count in enumerate(counts):
        height = count / highest * (base - _TOP)
        from_, to = (f"{most * edge / _BINS:.3g}" for edge in (number, number + 1))
        title = f"all {most:g} points" if number == _BINS else f"{from_} to below {to} points"
        label = "all" if number == _BINS else f"{100 * number // _BINS}"
        bars.append(Bar(count, label, f"{title}: {count}", number * step + 3, base - height, step - 6, height))
    said = "; ".join(bar.title for bar in bars if bar.count)
    return Histogram(tuple(bars), _WIDTH, _HEIGHT, base, said)


def pieces(counts: Mapping[str, int]) -> list[Piece]:
    """Lay counts beside each other in a bar, those that are not nought.

    >>> [(piece.kind, piece.x, piece.width) for piece in pieces({"right": 3, "wrong": 1, "gone": 0})]
    [('right', 0.0, 75.0), ('wrong', 75.0, 25.0)]
    """
    whole, x, laid = sum(counts.values()), 0.0, []
    for kind, count in counts.items():
        if count:
            width = 100 * count / whole
            laid.append(Piece(kind, count, x, width))
            x += width
    return laid
