"""`autograder demo`: a sample class, graded by the real `nbgrader autograde`, and a table of what came of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from autograder.classroom.progress import progress
from autograder.course import CourseError
from autograder.exams import find_assignment
from autograder.sample.desk import Submission
from autograder.sample.outcomes import as_expected, print_table, read_results
from autograder.sample.sample_course import make_course

__all__ = ["run_demo"]


def run_demo(root: Path, folder: Path, assignment: str) -> bool:
    """Make the sample course in `folder`, grade it, print the table. Returns whether every grade is what it should be.

    Raises:
        CourseError: `folder` holds something else, the assignment has not been built, or an nbgrader command failed.
        KeyError: there are no exams of an assignment of that name.
    """
    console = Console(width=None if sys.stdout.isatty() else 160)
    submissions = make_course(root, folder, find_assignment(assignment))
    console.print(f"A class of {len(submissions)} in {folder}", highlight=False)
    _nbgrader(folder, "generate_assignment", assignment)
    with progress("nbgrader autograde", len(submissions)) as step:
        _nbgrader(folder, "autograde", assignment, on_line=lambda line: "Autograding" in line and step(_student(line)))
    console.print("Writing the feedback pages and the grades", highlight=False)
    _nbgrader(folder, "generate_feedback", assignment)
    _nbgrader(folder, "export", "--to", "grades.csv")
    results = {submission.student: read_results(folder, assignment, submission.student) for submission in submissions}
    print_table(console, submissions, results)
    for what, where in (
        ("gradebook", "gradebook.db"),
        ("grades", "grades.csv"),
        ("feedback", f"feedback/{_with_a_mistake(submissions)}/{assignment}/{assignment}.html"),
        ("nbgrader's log", "nbgrader.log"),
    ):
        console.print(f"{what + ':':<16}{folder / where}", highlight=False, soft_wrap=True)
    wrong = [s.student for s in submissions if not as_expected(s, results[s.student])]
    if wrong:
        console.print(f"NOT as it should be: {', '.join(wrong)}", style="bold")
    return not wrong


def _with_a_mistake(submissions: Sequence[Submission]) -> str:
    """A student whose feedback page has something to say."""
    return next(submission.student for submission in submissions if not submission.zero)


def _nbgrader(folder: Path, *arguments: str, on_line: Callable[[str], Any] = lambda line: None) -> None:
    """Run an nbgrader command in the course, its log into nbgrader.log, each line shown to `on_line`."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])  # nbgrader calls alembic
    environment = os.environ | {"CNNEDU_COURSE": str(folder), "PATH": path}
    command = [sys.executable, "-m", "nbgrader", *arguments]
    tail: list[str] = []
    with (
        (folder / "nbgrader.log").open("a", encoding="utf-8") as log,
        subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process,
    ):
        assert process.stdout is not None
        for line in process.stdout:
            log.write(line)
            on_line(line)
            tail = [*tail[-20:], line]
    if process.returncode:
        raise CourseError(f"`nbgrader {' '.join(arguments)}` failed in {folder}:\n{''.join(tail)}")


def _student(line: str) -> str:
    """The student in nbgrader's line ``Autograding .../autograded/STUDENT/ASSIGNMENT/...``."""
    return Path(line.strip()).parent.parent.name
