"""A class read from the gradebook and from its graded notebooks. Nothing that a student could have forged is believed.

Points, states and names come from the gradebook and from the notes that the grader has left in the notebook's metadata,
which are the course's. A student's text is taken for text: sources, and which modules they import.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course import CourseError, source_notebook
from autograder.exam.state import State
from autograder.feedback.as_data import KEY
from autograder.gradebook.configuration import course_config
from autograder.gradebook.course_grader import known_assignment
from autograder.gradebook.points import StudentPoints, points_of
from autograder.gradebook.records import course_directory, graded_path, submissions
from autograder.grading.one_notebook import exam_calls
from autograder.notebook.rebuild import Notebook
from autograder.report.class_data import NAMED, NO_VALUE, RIGHT, UNNAMED, UNWRITTEN, ClassData, Result, Work

__all__ = ["collect"]

_STATES = {
    State.RIGHT: RIGHT,
    State.WRONG: UNNAMED,
    State.NO_VALUE: NO_VALUE,
    State.CUT_SHORT: NO_VALUE,
    State.UNDEFINED: NO_VALUE,
    State.UNWRITTEN: UNWRITTEN,
}
_IMPORT = re.compile(r"^[ \t]*(?:import|from)[ \t]+([A-Za-z_][\w., \t]*)", re.MULTILINE)


@dataclass(frozen=True)
class _Places:
    """Where in the assignment's notebook an exercise is answered and examined: its name by grade id."""

    answers: Mapping[str, str]
    exams: Mapping[str, str]


def collect(root: Path, assignment: str, progress: Callable[[str], None] = lambda student: None) -> ClassData:
    """Read what a class has handed in and what came of it.

    Args:
        root: the course's folder.
        assignment: its name.
        progress: told each student whose notebook is read.

    Raises:
        CourseError: nothing was handed in, nothing of it is graded, or there is no gradebook that can be read.
    """
    coursedir = course_directory(course_config(root, assignment))
    handed_in = submissions(coursedir)
    exercises = {exercise.name: float(exercise.points) for exercise in known_assignment(assignment).exercises}
    if not handed_in:
        raise CourseError(f"nobody has handed in {assignment}: look into {root / 'submitted'}")
    points = points_of(coursedir, assignment)
    places = _places(source_notebook(root, assignment), assignment)
    told = _explanations(assignment)
    works = []
    for student in sorted(points.students):
        progress(student)
        if not (notebook := _graded_notebook(graded_path(coursedir, student))):
            continue
        page = Path(coursedir.feedback_directory, student, assignment, f"{assignment}.html")
        works.append(_work(student, points.students[student], notebook, exercises, places, told, page.as_posix()))
    if not works:
        raise CourseError(
            f"{len(handed_in)} have handed in {assignment} and nobody is graded: run `autograder grade {assignment}`"
        )
    graded = {work.student for work in works}
    absent = [student for student in points.enrolled if student not in graded and student not in handed_in]
    return ClassData(
        assignment=assignment,
        exercises=exercises,
        most=points.most,
        due=points.due,
        works=tuple(works),
        ungraded=tuple(student for student in handed_in if student not in graded),
        absent=tuple(absent),
    )


def _graded_notebook(path: Path) -> Notebook:
    """Read a graded notebook; nothing where there is none that was finished."""
    try:
        notebook: Notebook = json.loads(path.read_bytes())
        return notebook if notebook["metadata"][KEY]["finished"] else {}
    except (OSError, ValueError, KeyError):
        return {}


def _places(source: Notebook, assignment: str) -> _Places:
    exams = exam_calls(source, known_assignment(assignment))
    answers = {}
    for cell in source["cells"]:
        nbgrader = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] != "code" or not nbgrader.get("solution"):
            continue
        for call in exams.values():
            if re.search(rf"^(?:def|class)[ \t]+{call.variable}\b", _text(cell), re.MULTILINE):
                answers[nbgrader["grade_id"]] = call.exercise.name
    return _Places(answers, {grade_id: call.exercise.name for grade_id, call in exams.items()})


def _work(
    student: str,
    points: StudentPoints,
    notebook: Notebook,
    exercises: Mapping[str, float],
    places: _Places,
    told: Mapping[tuple[str, str], str],
    page: str,
) -> Work:
    noted = notebook["metadata"][KEY]
    by_exercise = {name: points.by_cell.get(grade_id, 0.0) for grade_id, name in places.exams.items()}
    results = {
        name: _result(name, noted["exercises"].get(name, {}), by_exercise.get(name, 0.0), most, told)
        for name, most in exercises.items()
    }
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code" and _is_students(cell)]
    answers = {
        places.answers[grade_id]: _text(cell) for cell in cells if (grade_id := _grade_id(cell)) in places.answers
    }
    return Work(
        student=student,
        total=points.total,
        results=results,
        penalty=points.penalty,
        handed_in=points.handed_in,
        late=points.late,
        waiting=points.waiting,
        seconds=float(noted.get("seconds", 0.0)),
        isolated=bool(noted.get("isolated", False)),
        problems=tuple(noted.get("problems", ())),
        answers=answers,
        imports=frozenset(module for cell in cells for module in _imported(_text(cell))),
        feedback=page,
    )


def _explanations(assignment: str) -> dict[tuple[str, str], str]:
    """What a mistake is, by exercise and name: for notebooks graded before the grader noted it."""
    return {
        (exercise.name, misconception.name): misconception.explanation
        for exercise in known_assignment(assignment).exercises
        for misconception in exercise.misconceptions
    }


def _result(
    exercise: str, note: Mapping[str, Any], points: float, most: float, told: Mapping[tuple[str, str], str]
) -> Result:
    if not note:  # the notebook was graded when the assignment did not have this exercise
        return Result(points, most, UNWRITTEN)
    misconception = note.get("misconception") or ""
    return Result(
        points=points,
        most=most,
        state=_state(note),
        misconception=misconception,
        explanation=note.get("explanation") or told.get((exercise, misconception), ""),
        message=note["message"],
        broken=tuple(note.get("broken", ())),
    )


def _state(note: Mapping[str, Any]) -> str:
    if note.get("misconception"):
        return NAMED
    all_points = note["score"] >= note["max_score"]  # a notebook graded before the grader noted its state has these
    return _STATES[note.get("state", State.RIGHT if all_points else State.WRONG)]


def _imported(source: str) -> set[str]:
    """The modules that a text imports, by the look of its lines: a crafted text can crash Python's parser."""
    found = set()
    for names in _IMPORT.findall(source[:50_000]):
        for name in names.split(" import ")[0].split(","):
            found.add(name.split()[0].partition(".")[0] if name.split() else "")
    return found - {""}


def _is_students(cell: dict[str, Any]) -> bool:
    nbgrader = cell["metadata"].get("nbgrader", {})
    return bool(nbgrader.get("solution")) or str(cell.get("id", "")).startswith("submitted-")


def _grade_id(cell: dict[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def _text(cell: dict[str, Any]) -> str:
    return cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
