"""Which property catches which misconception: the matrix that docs/misconceptions_NN.md publishes.

``autograder matrix`` writes the files anew, and a picture beside each.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograder.exam.answers import source_closure
from autograder.exam.candidate import LocalCandidate
from autograder.exam.examiner import Examiner
from autograder.exam.exercise import Assignment, Exercise, Misconception

__all__ = ["SECRETS", "Matrix", "document_path", "exercise_section", "matrix_document", "matrix_of"]

SECRETS = tuple(f"matrix {number}".encode() for number in range(3))
_EVERY, _SOME, _NONE = "●", "○", " "


@dataclass(frozen=True)
class Matrix:
    """What the exam of an exercise catches, examined under each of `SECRETS`.

    Attributes:
        caught: for each misconception, by property, under how many secrets the property fails.
        keeps: for each misconception, the most points that it earned under any secret.
    """

    exercise: Exercise
    caught: tuple[tuple[int, ...], ...]
    keeps: tuple[float, ...]


def document_path(assignment: Assignment) -> Path:
    """Return the file, relative to the repository, that holds an assignment's matrix."""
    return Path("docs") / f"misconceptions_{assignment.name.partition('_')[0]}.md"


def matrix_of(exercise: Exercise) -> Matrix:
    """Examine every misconception of an exercise under each of `SECRETS`."""
    examiners = [Examiner(secret, shrink_seconds=0, explains=False) for secret in SECRETS]
    caught, keeps = [], []
    for misconception in exercise.misconceptions:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # wrong arithmetic warns
            verdicts = [examiner.examine(exercise, _handed_in(misconception, exercise)) for examiner in examiners]
        columns = zip(*(verdict.properties for verdict in verdicts), strict=True)
        caught.append(tuple(sum(not p.passed for p in column) for column in columns))
        keeps.append(max(verdict.score for verdict in verdicts))
    return Matrix(exercise, tuple(caught), tuple(keeps))


def _handed_in(misconception: Misconception, exercise: Exercise) -> LocalCandidate:
    """Return a wrong answer that was asked nothing yet: what it keeps, it keeps in a copy of its own.

    As in a notebook, it may call what the notebook gives.
    """
    namespace: dict[str, Any] = {"np": np, "__name__": "__main__"}
    exec(compile(source_closure(misconception.implementation), "<answer>", "exec"), namespace)
    return LocalCandidate(namespace[misconception.implementation.__name__], exercise.given)


def matrix_document(assignment: Assignment, matrices: Sequence[Matrix]) -> str:
    """Write the matrices of an assignment's exercises as Markdown."""
    picture = document_path(assignment).with_suffix(".png").name
    parts = [
        f"# Misconceptions of {assignment.name}",
        f"Every known wrong answer, examined like a student's. Written by `autograder matrix {assignment.name}`; "
        "a test keeps it in step with the exams.",
        f"{_EVERY} the property fails under each of {len(SECRETS)} secrets, {_SOME} under some of them. "
        f"*keeps* is the most that the answer earned under any secret, in points. [The same as a picture]({picture}).",
        *map(exercise_section, matrices),
    ]
    return "\n\n".join(parts) + "\n"


def exercise_section(matrix: Matrix) -> str:
    """Write the matrix of one exercise, and below it its properties and misconceptions in words."""
    exercise = matrix.exercise
    header = ["misconception", *(p.name for p in exercise.properties), "keeps"]
    rows = [header, ["---", *([":-:"] * len(exercise.properties)), "--:"]]
    for misconception, caught, keeps in zip(exercise.misconceptions, matrix.caught, matrix.keeps, strict=True):
        rows.append([misconception.name, *map(_mark, caught), f"{keeps:g}"])
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    sentences = "\n".join(f"* **{p.name}**: {p.sentence}" for p in exercise.properties)
    explanations = "\n".join(f"* **{m.name}**: {m.explanation}" for m in exercise.misconceptions)
    return (
        f"## {exercise.name} ({exercise.points} points)\n\n{table}\n\n"
        f"Properties:\n\n{sentences}\n\nWhat the student reads:\n\n{explanations}"
    )


def _mark(caught: int) -> str:
    return _EVERY if caught == len(SECRETS) else _SOME if caught else _NONE
