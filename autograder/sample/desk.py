"""What every sample student has at hand: the assignment, its released notebook, and answers to write into it."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Set
from dataclasses import dataclass

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.course import CourseError
from autograder.exam.answers import answer_source
from autograder.exam.exercise import Assignment, Exercise

__all__ = ["Answers", "Desk", "Submission", "cell", "own_cell", "right_answer", "wrong_answer"]

Answers = Mapping[str, str]
"""The source of an answer by the exercise's name."""


@dataclass(frozen=True)
class Submission:
    """What one student hands in, and what a just grader makes of it.

    `right` names the exercises whose answers are right; they must earn full marks, and every other exercise less.
    `zero` says that the others earn nothing at all.
    """

    student: str
    story: str
    content: bytes
    right: frozenset[str]
    zero: bool
    filename: str


class Desk:
    """The assignment, its released notebook, and its known answers as a student would have written them.

    Raises:
        CourseError: there is no exercise, or one without a right or a wrong answer.
    """

    def __init__(self, assignment: Assignment, released: NotebookNode) -> None:
        lacking = [e.name for e in assignment.exercises if not (e.honest and e.misconceptions)]
        if lacking or not assignment.exercises:
            which = ", ".join(lacking) or "anything: there are no exercises"
            raise CourseError(
                f"{assignment.name} cannot have a sample class: it needs right and wrong answers to {which}"
            )
        self.assignment = assignment
        self.released = released
        self.names = [exercise.name for exercise in assignment.exercises]

    @property
    def first(self) -> Exercise:
        return self.assignment.exercises[0]

    def right(self, style: int = 0) -> dict[str, str]:
        """Right answers to everything, in the `style`-th of each exercise's honest styles."""
        return {exercise.name: right_answer(exercise, exercise.name, style) for exercise in self.assignment.exercises}

    def wrong(self, number: int) -> dict[str, str]:
        """Wrong answers to everything, each by the `number`-th of its exercise's misconceptions."""
        return {exercise.name: wrong_answer(exercise, number) for exercise in self.assignment.exercises}

    def all_but(self, name: str) -> set[str]:
        """The names of all exercises but one."""
        return set(self.names) - {name}

    def notebook(self, answers: Answers) -> NotebookNode:
        """The released notebook with the given answers written into their cells."""
        notebook = copy.deepcopy(self.released)
        for name, source in answers.items():
            cell(notebook, name).source = source
        return notebook

    def submission(
        self,
        student: str,
        story: str,
        content: NotebookNode | bytes,
        right: Set[str] | None = None,
        *,
        zero: bool = True,
        filename: str | None = None,
    ) -> Submission:
        """Hand in a notebook or any file; `right` and `zero` as in `Submission`, everything being right by default."""
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        everything = self.names if right is None else right
        return Submission(student, story, raw, frozenset(everything), zero, filename or f"{self.assignment.name}.ipynb")


def right_answer(exercise: Exercise, called: str, style: int) -> str:
    """The `style`-th of an exercise's honest answers, under the name that the student gives it."""
    return answer_source(exercise.honest[style % len(exercise.honest)], called)


def wrong_answer(exercise: Exercise, number: int) -> str:
    """The wrong answer of the `number`-th of an exercise's misconceptions."""
    misconception = exercise.misconceptions[number % len(exercise.misconceptions)]
    return answer_source(misconception.implementation, exercise.name)


def cell(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    """Return the cell of a notebook with this nbgrader id."""
    for candidate in notebook.cells:
        if candidate.metadata.get("nbgrader", {}).get("grade_id") == grade_id:
            return candidate
    raise KeyError(f"the released notebook has no cell {grade_id!r}: rebuild it with `autograder build`")


def own_cell(source: str) -> NotebookNode:
    """A cell of the student's own; its id does not change from one class to the next."""
    return new_code_cell(source, id="of-my-own")
