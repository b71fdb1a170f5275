"""What of a counterexample can be drawn: small arrays as written numbers and shades, other values as rows. Plain data.

A verdict travels from the examiner to the feedback page without the arrays themselves, which may be of any size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from autograder.exam.comparing import Compared, differing, mismatch
from autograder.exam.rendering import show_value
from autograder.sandbox.wire.questions import Call, Do, Laid, Noise, Question, Refilled, Script, Tensor

__all__ = ["Cell", "Grid", "Row", "Sketch", "sketch"]

_MOST_MAPS = 8
_SIDE = 8  # rows and columns
_MOST_ROWS = 40
_MOST_COMPARED = 1000
_LONGEST = 200  # characters of a value in a row
_DIGITS = (3, 4, 6, 9)


@dataclass(frozen=True)
class Cell:
    """A number as it is written; its shade from -1 to 1; whether it is another one than was wanted."""

    text: str
    shade: float
    differs: bool = False


@dataclass(frozen=True)
class Grid:
    """A small array: its maps, each with its place in the array, and rows of cells.

    A vector has one map of one row, an array of more than two axes a map for each place of the leading ones.
    """

    title: str
    shape: tuple[int, ...]
    maps: tuple[tuple[str, tuple[tuple[Cell, ...], ...]], ...]


@dataclass(frozen=True)
class Row:
    """A part of a result that has several: what it is called, what was wanted there, what came."""

    name: str
    wanted: str
    came: str
    differs: bool


@dataclass(frozen=True)
class Sketch:
    """`inputs` are the arrays of a single call, `others` its other arguments, as text.

    `wanted` and `came` are None where a value is no small array. `rows` are the parts of a dict, tuple or list.
    """

    inputs: tuple[Grid, ...] = ()
    others: tuple[str, ...] = ()
    wanted: Grid | None = None
    came: Grid | None = None
    rows: tuple[Row, ...] = ()


def sketch(
    questions: Sequence[Question], question: int, step: int, parameters: Sequence[str], compared: Compared | None
) -> Sketch | None:
    """Return what can be drawn of a failure, or None.

    Args:
        questions: what was asked.
        question, step: which of them went wrong; see `Failure`.
        parameters: names of the function's arguments, for those given by position.
        compared: the values that were found to differ, where two were compared.
    """
    inputs, others = _inputs(questions, question, step, parameters)
    if compared is None:
        drawn = Sketch(inputs, others)
    elif isinstance(compared.wanted, (dict, tuple, list)):
        drawn = Sketch(inputs, others, rows=_rows(compared))
    else:
        wrong = differing(compared)
        digits = _digits(compared, wrong)
        wanted = _grid("expected", compared.wanted, wrong, digits)
        came = _grid("yours", compared.came, wrong, digits)
        drawn = Sketch(inputs, others, wanted, came)
    return drawn if drawn.inputs or drawn.wanted or drawn.rows else None


def _inputs(
    questions: Sequence[Question], question: int, step: int, parameters: Sequence[str]
) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    """The arguments of the one call that was asked, or of the step that went wrong."""
    asked = questions[question] if -len(questions) <= question < len(questions) else None
    if isinstance(asked, Call) and len(questions) == 1:
        given: Call | Do = asked
    elif isinstance(asked, Script) and asked.steps and step != 0:
        last = asked.steps[step - 1 if step > 0 else -1]
        if not isinstance(last, Do):
            return (), ()
        given, parameters = last, ()
    else:
        return (), ()
    grids, others = [], []
    for name, value in _by_name(given, parameters).items():
        array = _array(value)
        grid = None if array is None else _grid(name, array)
        if grid is not None:
            grids.append(grid)
        elif array is not None:
            others.append(f"{name}: an array of shape {array.shape}")
        elif isinstance(value, Noise):
            others.append(f"{name}: an array of shape {value.shape}")
        elif isinstance(value, (bool, int, float, str, tuple)):
            others.append(f"{name} = {show_value(value)}"[:_LONGEST])
    return tuple(grids), tuple(others)


def _by_name(given: Call | Do, parameters: Sequence[str]) -> Mapping[str, Any]:
    unnamed = ["input" if len(given.args) == 1 else f"input {number}" for number in range(1, len(given.args) + 1)]
    names = [*parameters[: len(given.args)], *unnamed[len(parameters) :]]
    return {**dict(zip(names, given.args, strict=False)), **given.kwargs}


def _array(value: Any) -> np.ndarray | None:
    while isinstance(value, (Tensor, Laid, Refilled)):
        value = value.array
    if isinstance(value, Noise):
        small = len(value.shape) <= 4 and int(np.prod(value.shape)) <= _MOST_MAPS * _SIDE**2
        return value.array() if small else None
    return value if isinstance(value, np.ndarray) else None


def _grid(title: str, value: Any, wrong: np.ndarray | None = None, digits: int = _DIGITS[0]) -> Grid | None:
    if not _is_small(value):
        return None
    maps = value.reshape(-1, *((1, 1, *value.shape)[-2:]))
    marks = np.zeros(maps.shape, bool) if wrong is None else wrong.reshape(maps.shape)
    places = list(np.ndindex(value.shape[:-2])) if value.ndim > 2 else [()]
    shades = _shades(maps)
    drawn = tuple(
        (
            f"[{', '.join(map(str, place))}]" if place else "",
            tuple(
                tuple(
                    Cell(_written(number, digits), float(shade), bool(mark))
                    for number, shade, mark in zip(*row, strict=True)
                )
                for row in zip(numbers, shade_of_map, marked, strict=True)
            ),
        )
        for place, numbers, shade_of_map, marked in zip(places, maps, shades, marks, strict=True)
    )
    return Grid(title, value.shape, drawn)


def _is_small(value: Any) -> bool:
    if not isinstance(value, np.ndarray) or not 1 <= value.ndim <= 4 or value.dtype.kind not in "biuf":
        return False
    many = int(np.prod(value.shape[:-2])) > _MOST_MAPS
    return value.size > 0 and not many and max(value.shape[-2:]) <= _SIDE


def _shades(maps: np.ndarray) -> np.ndarray:
    """Return each number's part of the largest one, as the notebooks' grids are coloured."""
    numbers = np.nan_to_num(maps.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    largest = max(1.0, float(np.abs(numbers).max()))
    return np.round(numbers / largest, 2)


def _digits(compared: Compared, wrong: np.ndarray | None) -> int:
    """Return how many digits it takes to see that the numbers differ."""
    if wrong is None or not wrong.any() or not _is_small(compared.came):
        return _DIGITS[0]
    place = tuple(np.argwhere(wrong)[0])
    for digits in _DIGITS:
        if _written(compared.wanted[place], digits) != _written(compared.came[place], digits):
            return digits
    return _DIGITS[-1]


def _written(number: Any, digits: int) -> str:
    if isinstance(number, np.bool_):
        return "T" if number else "F"
    return f"{float(number):.{digits}g}".replace("-", "−").replace("e+0", "e").replace("e+", "e")


def _rows(compared: Compared) -> tuple[Row, ...]:
    wanted, came = _parts(compared.wanted), _parts(compared.came)
    if came is None or wanted is None:
        return ()
    names = list(islice(dict.fromkeys([*wanted, *came]), _MOST_COMPARED))

    def differ(name: str) -> bool:
        there = name in wanted and name in came
        return not there or mismatch(wanted[name], came[name], compared.tolerance) is not None

    first = next((number for number, name in enumerate(names) if differ(name)), 0)
    begin = max(0, min(first - _MOST_ROWS // 2, len(names) - _MOST_ROWS))
    return tuple(
        Row(name[:_LONGEST], _shown(wanted, name), _shown(came, name), differ(name))
        for name in names[begin : begin + _MOST_ROWS]
    )


def _parts(value: Any) -> Mapping[str, Any] | None:
    if isinstance(value, dict):
        flat: dict[str, Any] = {}
        for key, item in value.items():
            inner = item if isinstance(item, dict) else {"": item}
            flat |= {f"{key}.{name}" if name else str(key): part for name, part in inner.items()}
        return flat
    return {str(i): item for i, item in enumerate(value)} if isinstance(value, (tuple, list)) else None


def _shown(parts: Mapping[str, Any], name: str) -> str:
    text = show_value(parts[name]) if name in parts else "nothing"
    return text if len(text) <= _LONGEST else text[:_LONGEST] + " …"
