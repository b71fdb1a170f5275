"""A small array as a grid of numbers, in the style of the notebooks: shaded cells, counted rows and columns, frames."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup, escape

__all__ = ["draw_grid", "in_words"]

_HIGH, _NARROW, _LETTER = 28, 30, 8.2  # pixels: a cell's height, its least width, a letter's width
_LEFT, _TOP = 16, 16  # room for the counts
_GAP, _LABEL = 14, 16  # between maps, and above one that has a place
_LEVELS = 4


def draw_grid(grid: dict[str, Any]) -> Markup:
    """Draw a grid as `as_data` has written it: its maps side by side, the cells that differ framed.

    The picture is told in words, too, for who cannot see it.
    """
    wide = max(_NARROW, math.ceil(_LETTER * _longest(grid)) + 8)
    above = _LABEL if any(drawn["place"] for drawn in grid["maps"]) else 0
    parts, x, height = [], 0, 0
    for drawn in grid["maps"]:
        rows = drawn["rows"]
        parts.append(_map(rows, drawn["place"], x + _LEFT, above + _TOP, wide))
        x += _LEFT + wide * len(rows[0]) + _GAP
        height = max(height, above + _TOP + _HIGH * len(rows) + 3)
    width = x - _GAP + 3
    opening = Markup(
        '<svg class="grid" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-label="{words}">'
    )
    return opening.format(w=width, h=height, words=in_words(grid)) + Markup("").join(parts) + Markup("</svg>")


def in_words(grid: dict[str, Any]) -> str:
    """Tell a grid row by row, and which of its cells differ.

    >>> in_words({"title": "yours", "shape": [2], "maps": [{"place": "", "rows": [[["1", 0.5, 0], ["2", 1, 1]]]}]})
    'yours, shape (2): 1 2. Framed: [1].'
    """
    maps = [
        (f"{drawn['place']} " if drawn["place"] else "") + "; ".join(" ".join(cell[0] for cell in row) for row in rows)
        for drawn in grid["maps"]
        for rows in [drawn["rows"]]
    ]
    framed = [_place(grid, drawn["place"], i, j) for drawn in grid["maps"] for i, j in _framed(drawn["rows"])]
    shape = ", ".join(map(str, grid["shape"]))
    told = f"{grid['title']}, shape ({shape}): {' | '.join(maps)}."
    return f"{told} Framed: {', '.join(framed)}." if framed else told


def _place(grid: dict[str, Any], place: str, row: int, column: int) -> str:
    if len(grid["shape"]) == 1:
        return f"[{column}]"
    return f"{place[:-1]}, {row}, {column}]" if place else f"[{row}, {column}]"


def _longest(grid: dict[str, Any]) -> int:
    return max(len(cell[0]) for drawn in grid["maps"] for row in drawn["rows"] for cell in row)


def _framed(rows: Sequence[Sequence[Any]]) -> Iterator[tuple[int, int]]:
    for i, row in enumerate(rows):
        for j, (_, _, differs) in enumerate(row):
            if differs:
                yield i, j


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
    label = [_text(left + wide * len(rows[0]) / 2, top - 8 - _LABEL, place)] if place else []
    written = f'<g class="counts">{"".join([*counts, *label])}</g>{"".join(numbers)}'
    return Markup("".join(cells) + written)


def _level(shade: float) -> str:
    level = min(_LEVELS, math.ceil(abs(shade) * _LEVELS))
    return "zero" if not level else f"{'more' if shade > 0 else 'less'}{level}"


def _box(x: float, y: float, wide: float) -> str:
    return f"M{x:g} {y:g}h{wide:g}v{_HIGH}h-{wide:g}z"


def _text(x: float, y: float, text: str) -> str:
    return f'<text x="{x:g}" y="{y:g}">{escape(text)}</text>'
