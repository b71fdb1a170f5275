"""A small array as a grid of numbers, in the style of the notebooks: shaded cells, counted rows and columns, frames."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup, escape

__all__ = ["draw_grid", "in_words"]

_HIGH, _NARROW, _LETTER = 28, 30, 8.2  # pixels: a cell's height, its least width, a letter's width
_LEFT, _TOP = 16, 16  # room for the counts
_LEVELS = 4


def draw_grid(grid: dict[str, Any]) -> Markup:
    """Draw a grid as `as_data` has written it: an SVG for each of its maps, the cells that differ framed.

    Each picture is told in words, too, for who cannot see it.
    """
    longest = max(len(cell[0]) for drawn in grid["maps"] for row in drawn["rows"] for cell in row)
    wide = max(_NARROW, math.ceil(_LETTER * longest) + 8)
    drawings = (
        _svg(drawn["rows"], drawn["place"], wide, words)
        for drawn, words in zip(grid["maps"], in_words(grid), strict=True)
    )
    return Markup('<div class="maps">{}</div>').format(Markup("").join(drawings))


def in_words(grid: dict[str, Any]) -> list[str]:
    """Tell each map of a grid row by row, and which of its cells differ.

    >>> in_words({"title": "yours", "shape": [2], "maps": [{"place": "", "rows": [[["1", 0.5, 0], ["2", 1, 1]]]}]})
    ['yours, shape (2): 1 2. Framed: [1].']
    """
    shape = ", ".join(map(str, grid["shape"]))
    told = []
    for drawn in grid["maps"]:
        rows = "; ".join(" ".join(cell[0] for cell in row) for row in drawn["rows"])
        framed = [f"[{j}]" if len(grid["shape"]) == 1 else f"[{i}, {j}]" for i, j in _framed(drawn["rows"])]
        remark = f" Framed: {', '.join(framed)}." if framed else ""
        told.append(f"{grid['title']}{drawn['place']}, shape ({shape}): {rows}.{remark}")
    return told


def _framed(rows: Sequence[Sequence[Any]]) -> Iterator[tuple[int, int]]:
    for i, row in enumerate(rows):
        for j, (_, _, differs) in enumerate(row):
            if differs:
                yield i, j


def _svg(rows: Sequence[Sequence[Any]], place: str, wide: int, words: str) -> Markup:
    top = 2 * _TOP if place else _TOP
    width, height = _LEFT + wide * len(rows[0]) + 3, top + _HIGH * len(rows) + 3
    opening = Markup(
        '<svg class="grid" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-label="{words}">'
    )
    return opening.format(w=width, h=height, words=words) + _map(rows, place, _LEFT, top, wide) + Markup("</svg>")


def _map(rows: Sequence[Sequence[Any]], place: str, left: int, top: int, wide: int) -> Markup:
    by_level: dict[str, list[str]] = {}
    numbers = []
    for i, row in enumerate(rows):
        for j, (text, shade, _) in enumerate(row):
            by_level.setdefault(_level(shade), []).append(_box(left + wide * j, top + _HIGH * i, wide))
            numbers.append(_text(left + wide * (j + 0.5), top + _HIGH * (i + 0.5), text))
    cells = [f'<path class="{level}" d="{"".join(boxes)}"/>' for level, boxes in sorted(by_level.items())]
    frames = "".join(_box(left + wide * j, top + _HIGH * i, wide) for i, j in _framed(rows))
    cells += [f'<path class="framed" d="{frames}"/>'] if frames else []
    counts = [_text(left + wide * (j + 0.5), top - 8, str(j)) for j in range(len(rows[0]))]
    counts += [_text(left - 8, top + _HIGH * (i + 0.5), str(i)) for i in range(len(rows))] if len(rows) > 1 else []
    label = [_text(left + wide * len(rows[0]) / 2, top - 8 - _TOP, place)] if place else []
    written = f'<g class="counts">{"".join([*counts, *label])}</g>{"".join(numbers)}'
    return Markup("".join(cells) + written)


def _level(shade: float) -> str:
    level = min(_LEVELS, math.ceil(abs(shade) * _LEVELS))
    return "zero" if not level else f"{'more' if shade > 0 else 'less'}{level}"


def _box(x: float, y: float, wide: float) -> str:
    return f"M{x:g} {y:g}h{wide:g}v{_HIGH}h-{wide:g}z"


def _text(x: float, y: float, text: str) -> str:
    return f'<text x="{x:g}" y="{y:g}">{escape(text)}</text>'
