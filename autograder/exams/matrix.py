"""Which property catches which misconception: the matrix that docs/misconceptions_NN.md publishes.

``python -m autograder.exams.matrix`` writes the files anew.
"""

from __future__ import annotations

import warnings
from pathlib import Path

from autograder.exam.candidate import LocalCandidate
from autograder.exam.examiner import Examiner
from autograder.exam.exercise import Assignment, Exercise, Verdict
from autograder.exams import ASSIGNMENTS

__all__ = ["document_path", "exercise_section", "matrix_document"]

_SECRETS = tuple(f"matrix {number}".encode() for number in range(3))
_EVERY, _SOME, _NONE = "●", "○", " "


def document_path(assignment: Assignment) -> Path:
    """Return the file, relative to the repository, that holds an assignment's matrix."""
    return Path("docs") / f"misconceptions_{assignment.name.partition('_')[0]}.md"


def matrix_document(assignment: Assignment) -> str:
    """Write the matrix of every exercise of an assignment as Markdown."""
    parts = [
        f"# Misconceptions of {assignment.name}",
        "Every known wrong answer, examined like a student's. Written by `python -m autograder.exams.matrix`; "
        "a test keeps it in step with the exams.",
        f"{_EVERY} the property fails under each of {len(_SECRETS)} secrets, {_SOME} under some of them. "
        "*keeps* is the most that the answer earned under any secret, in points.",
        *(exercise_section(exercise) for exercise in assignment.exercises),
    ]
    return "\n\n".join(parts) + "\n"


def exercise_section(exercise: Exercise) -> str:
    """Write the matrix of one exercise, and below it its properties and misconceptions in words."""
    examiners = [Examiner(secret, shrink_seconds=0) for secret in _SECRETS]
    header = ["misconception", *(p.name for p in exercise.properties), "keeps"]
    rows = [header, ["---", *([":-:"] * len(exercise.properties)), "--:"]]
    for misconception in exercise.misconceptions:
        candidate = LocalCandidate(misconception.implementation, exercise.given)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # wrong arithmetic warns
            verdicts = [examiner.examine(exercise, candidate) for examiner in examiners]
        rows.append([misconception.name, *_marks(verdicts), f"{max(v.score for v in verdicts):g}"])
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    sentences = "\n".join(f"* **{p.name}**: {p.sentence}" for p in exercise.properties)
    explanations = "\n".join(f"* **{m.name}**: {m.explanation}" for m in exercise.misconceptions)
    return (
        f"## {exercise.name} ({exercise.points} points)\n\n{table}\n\n"
        f"Properties:\n\n{sentences}\n\nWhat the student reads:\n\n{explanations}"
    )


def _marks(verdicts: list[Verdict]) -> list[str]:
    columns = zip(*(verdict.properties for verdict in verdicts), strict=True)
    caught = [sum(not p.passed for p in column) for column in columns]
    return [_EVERY if n == len(verdicts) else _SOME if n else _NONE for n in caught]


def _main() -> None:
    for assignment in ASSIGNMENTS:
        path = document_path(assignment)
        path.write_text(matrix_document(assignment), encoding="utf-8")
        print(path)


if __name__ == "__main__":
    _main()
