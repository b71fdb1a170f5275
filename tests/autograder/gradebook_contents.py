"""What a gradebook says of a class, whatever database it is, to be compared with what another one says."""

from __future__ import annotations

from typing import Any, NamedTuple

from nbgrader.api import Gradebook
from small_course import ASSIGNMENT

__all__ = ["Contents", "contents", "with_grade"]

NAME = ASSIGNMENT.name


class Contents(NamedTuple):
    """Of one student."""

    score: float
    most: float
    auto: float | None
    manual: float | None
    extra: float | None
    for_a_human: bool
    comments: tuple[str | None, ...]


def contents(db_url: str) -> dict[str, Contents]:
    """Read everything that grading writes, or must leave alone, by student."""
    with Gradebook(db_url) as book:
        found = {}
        for submission in book.assignment_submissions(NAME):
            (notebook,) = submission.notebooks
            (grade,) = notebook.grades
            comments = tuple(sorted(comment.comment or "" for comment in notebook.comments))
            found[submission.student.id] = Contents(
                submission.score,
                submission.max_score,
                grade.auto_score,
                grade.manual_score,
                grade.extra_credit,
                grade.needs_manual_grade,
                comments,
            )
        return found


def with_grade(db_url: str, student: str, **values: Any) -> None:
    """Change a student's grade, as who grades by hand does."""
    with Gradebook(db_url) as book:
        grade = book.find_grade("f-exam", NAME, NAME, student)
        for name, value in values.items():
            setattr(grade, name, value)
        book.db.commit()
