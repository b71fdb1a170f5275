"""Smaller versions of what was asked: shorter axes, smaller whole numbers, numbers of one digit.

Hypothesis shrinks what it has drawn, but a corner's shapes are fixed, so nothing is left to shrink there. Here the
question itself is cut down, whatever drew it. Axes of one length are cut together, with the whole numbers that are as
large: a layer for three channels becomes one for a single channel, its images with it. Whether a smaller question still
makes sense is for the reference to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import combinations, count
from typing import Any

import numpy as np

from autograder.sandbox.wire.questions import Noise

__all__ = ["is_small", "leaves", "smaller"]

_LONGEST, _LARGEST = 3, 9
_NO_SIZES = frozenset({"seed", "step", "argument", "no_grad"})
"""Fields of questions whose whole numbers count nothing."""


def smaller(data: Any) -> Iterator[Any]:
    """Yield versions of `data` that are smaller in one respect, those that gain most first.

    >>> [cut for cut in smaller(np.array([[4.0, 50.0]]))]
    [array([[4.]]), array([[4.]]), array([[4.]]), array([[50.]]), array([[4., 9.]])]
    """
    for others in _cuts(list(leaves(data))):
        try:
            cut = _changed(data, others)
        except ValueError:  # an array that is filled again keeps its shape
            continue
        yield cut


def is_small(data: Any) -> bool:
    """Say whether it can be worked by hand: no axis longer than 3, no number of more than one digit.

    >>> is_small(np.ones((3, 3))), is_small(np.ones((1, 4))), is_small(10)
    (True, False, False)
    """
    return all(max(_shape(leaf), default=1) <= _LONGEST and _in_one_digit(leaf) for leaf in leaves(data))


def _cuts(old: Sequence[Any]) -> Iterator[dict[int, Any]]:
    """Yield what may stand in the place of some leaves, by their numbers."""
    whole = [number for number, leaf in enumerate(old) if _is_whole(leaf) and leaf > 0]
    for number in whole:
        yield from ({number: target} for target in sorted({0, *_targets(old[number])} - {old[number]}))
    axes = [(number, axis, length) for number, leaf in enumerate(old) for axis, length in enumerate(_shape(leaf))]
    for length in sorted({length for *_, length in axes if length > 1}, reverse=True):
        for target in _targets(length):
            arrays = {number: _cut(leaf, length, target) for number, leaf in enumerate(old)}
            yield arrays | {number: target for number in whole if old[number] == length}
            yield arrays
    for (one, axis, length), (other, its_axis, its_length) in combinations(axes, 2):
        if one != other and length == its_length > 1:
            yield {one: _cut_axis(old[one], axis, 1), other: _cut_axis(old[other], its_axis, 1)}
    for number, axis, length in axes:
        for target in _targets(length):
            yield {number: _cut_axis(old[number], axis, target)}
            yield {number: _cut_axis(old[number], axis, -target)}
    for number, leaf in enumerate(old):
        if not _is_whole(leaf) and not _in_one_digit(leaf):
            yield {number: _one_digit(leaf)}


def leaves(value: Any) -> Iterator[Any]:
    """Yield the numbers, arrays and noises that stand in questions, or in what they are made of."""
    if isinstance(value, dict):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from leaves(item)
    elif is_dataclass(value) and not isinstance(value, Noise):
        for each in fields(value):
            if each.name not in _NO_SIZES:
                yield from leaves(getattr(value, each.name))
    elif _is_leaf(value):
        yield value


def _changed(data: Any, others: Mapping[int, Any]) -> Any:
    """Put other leaves in the place of some, by their numbers in the order of `leaves`."""
    numbers = count()

    def walk(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: walk(item) for name, item in value.items()}
        if isinstance(value, (tuple, list)):
            items = [walk(item) for item in value]
            return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
        if is_dataclass(value) and not isinstance(value, (Noise, type)):
            names = [each.name for each in fields(value) if each.name not in _NO_SIZES]
            return replace(value, **{name: walk(getattr(value, name)) for name in names})
        return others.get(next(numbers), value) if _is_leaf(value) else value

    return walk(data)


def _is_leaf(value: Any) -> bool:
    return isinstance(value, (np.ndarray, Noise, float)) or _is_whole(value)


def _is_whole(value: Any) -> bool:
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool)


def _shape(leaf: Any) -> tuple[int, ...]:
    return tuple(leaf.shape) if isinstance(leaf, (np.ndarray, Noise)) else ()


def _targets(length: int) -> list[int]:
    return sorted({1, length // 2, length - 1} - {0, length}) if length > 1 else []


def _cut(leaf: Any, length: int, target: int) -> Any:
    """Cut every axis of this length."""
    for axis, size in enumerate(_shape(leaf)):
        if size == length:
            leaf = _cut_axis(leaf, axis, target)
    return leaf


def _cut_axis(leaf: Any, axis: int, target: int) -> Any:
    """Leave the first `target` places of an axis, or the last ones where it is negative."""
    if isinstance(leaf, Noise):
        return replace(leaf, shape=(*leaf.shape[:axis], abs(target), *leaf.shape[axis + 1 :]))
    return leaf[(slice(None),) * axis + (slice(target) if target > 0 else slice(target, None),)].copy()


def _in_one_digit(leaf: Any) -> bool:
    if isinstance(leaf, Noise) or (isinstance(leaf, np.ndarray) and leaf.dtype.kind not in "iuf"):
        return True
    with np.errstate(all="ignore"):
        return bool(np.array_equal(leaf, _one_digit(leaf)))


def _one_digit(leaf: Any) -> Any:
    """Round to whole numbers of one digit; what is not zero stays so."""
    finite = np.nan_to_num(np.asarray(leaf, dtype=np.float64))
    near = np.sign(finite) * np.clip(np.round(np.abs(finite)), finite != 0, _LARGEST)
    return near.astype(leaf.dtype) if isinstance(leaf, np.ndarray) else type(leaf)(near)
