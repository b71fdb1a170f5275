"""Answers that are much more alike than this class's answers are: a reason to look, and no verdict.

RapidFuzz measures (MIT, maintained, wheels for every platform, needed by nbgrader already): the share of two token
sequences that stands in both in the same order, in C++. copydetect and JPlag were looked at: the first compares every
pair of files and brings its own report, the second needs Java. Neither knows how alike a class's answers are anyway,
and that is what decides here: short answers are alike by nature, and so are those that follow the lecture word by word.

Two answers stand out where they are near each other and both far from the crowd: from all but a small ring of others.
RapidFuzz needs some microseconds a pair, half a minute an exercise for the 4.5 million pairs of 3,000 students. So a
matrix product of token 4-grams finds each answer's nearest first, and only those are measured: seconds in all.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Indel

from autograder.report.tokens import as_characters, normalised

__all__ = ["FEWEST", "Alikeness", "Pair", "alikeness"]

FEWEST = 8
"""Answers below which a class has no crowd to compare with."""

_RING = 5
"""An answer's crowd begins with its fifth neighbour: up to five may share a copy and still stand out."""

_NEIGHBOURS = 12
_SHORTEST = 25  # tokens
_NEAR = 0.2
_CLOSER = 4.0
_CROWD = 0.1
_GRAM, _KINDS, _BLOCK = 4, 2048, 512


@dataclass(frozen=True)
class Pair:
    """Two students whose answers to an exercise stand out.

    `distance` is the share of tokens that are not common to both, `crowd` that to the nearest answer outside a small
    ring, of the two students' the smaller one.
    """

    exercise: str
    first: str
    second: str
    distance: float
    crowd: float
    sources: tuple[str, str]


@dataclass(frozen=True)
class Alikeness:
    """How alike a class's answers to an exercise are.

    `compared` answers were compared, `twins` of them are equal to another one but for names, comments and layout;
    `usual` is the median distance to the nearest other. `pairs` stand out, the closest first.
    """

    exercise: str
    compared: int
    tokens: int
    twins: int
    usual: float
    pairs: tuple[Pair, ...]

    @property
    def enough(self) -> bool:
        """Whether there was a crowd to compare with."""
        return self.compared >= FEWEST


def alikeness(exercise: str, answers: Mapping[str, str]) -> Alikeness:
    """Compare the answers to an exercise, by student, and return which of them stand out.

    The work grows with the square of the class only in a matrix product; at most twelve neighbours of an answer are
    compared token by token.
    """
    students = sorted(answers)
    sequences = {student: normalised(answers[student]) for student in students}
    lengths = [len(sequence) for sequence in sequences.values()]
    tokens = int(np.median(lengths)) if lengths else 0
    students = [student for student in students if len(sequences[student]) >= _SHORTEST]
    if len(students) < FEWEST:
        return Alikeness(exercise, len(students), tokens, 0, 1.0, ())
    texts = as_characters(sequences[student] for student in students)
    near = _measured(texts, _nearest(texts))
    nearest = [neighbours[0][0] for neighbours in near]
    crowd = [neighbours[min(_RING, len(neighbours)) - 1][0] for neighbours in near]
    found: dict[tuple[int, int], Pair] = {}
    for number, neighbours in enumerate(near):
        for distance, other in neighbours[: _RING - 1]:
            far = min(crowd[number], crowd[other])
            if distance <= _NEAR and far >= max(_CROWD, _CLOSER * distance):
                one, two = sorted((number, other))
                first, second = students[one], students[two]
                sources = answers[first], answers[second]
                found[one, two] = Pair(exercise, first, second, distance, far, sources)
    pairs = sorted(found.values(), key=lambda pair: (pair.distance, -pair.crowd, pair.first, pair.second))
    twins = sum(distance == 0 for distance in nearest)
    return Alikeness(exercise, len(students), tokens, twins, float(np.median(nearest)), tuple(pairs))


def _nearest(texts: Sequence[str]) -> list[list[int]]:
    """For each text, the numbers of those that share most of its runs of four tokens, the nearest first."""
    profiles = np.zeros((len(texts), _KINDS), np.float32)
    for number, text in enumerate(texts):
        for start in range(max(1, len(text) - _GRAM + 1)):
            profiles[number, zlib.crc32(text[start : start + _GRAM].encode()) % _KINDS] = 1
    sizes = profiles.sum(axis=1)
    most = min(_NEIGHBOURS, len(texts) - 1)
    nearest: list[list[int]] = []
    for start in range(0, len(texts), _BLOCK):
        shared = profiles[start : start + _BLOCK] @ profiles.T
        share = shared / (sizes[start : start + _BLOCK, None] + sizes[None, :] - shared)
        rows = np.arange(len(share))
        share[rows, start + rows] = -1
        best = np.argpartition(-share, most - 1, axis=1)[:, :most]
        order = np.argsort(-np.take_along_axis(share, best, axis=1), axis=1, kind="stable")
        nearest += np.take_along_axis(best, order, axis=1).tolist()
    return nearest


def _measured(texts: Sequence[str], nearest: Sequence[Sequence[int]]) -> list[list[tuple[float, int]]]:
    """For each text the distances to its neighbours, each with the neighbour's number, the smallest first."""
    return [
        sorted((Indel.normalized_distance(texts[number], texts[other]), other) for other in neighbours)
        for number, neighbours in enumerate(nearest)
    ]
