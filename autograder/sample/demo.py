"""`autograder demo`: a sample class, graded by the real `nbgrader autograde`, and a table of what came of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from rich.console import Console
from rich.table import Table

from autograder.classroom.progress import progress
from autograder.course import CourseError
from autograder.exams import find_assignment
from autograder.feedback.wording import points
from autograder.sample.sample_class import Submission, sample_class

__all__ = ["as_expected", "make_course", "read_results", "run_demo"]

_ASSIGNMENT = "01_correlation"
_SHORTER_LIMIT = "\nc.GradeInSandbox.cell_seconds = 5  # nobody wants to watch endless loops for longer\n"
_MARK = ".made-by-autograder-demo"


def run_demo(root: Path, folder: Path) -> bool:
    """Make the sample course in `folder`, grade it, print the table. Returns whether every grade is what it should be.

    Raises:
        CourseError: `folder` holds something else, or an nbgrader command failed.
    """
    console = Console(width=None if sys.stdout.isatty() else 160)
    submissions = make_course(root, folder)
    console.print(f"A class of {len(submissions)} in {folder}", highlight=False)
    _nbgrader(folder, "generate_assignment", _ASSIGNMENT)
    with progress("nbgrader autograde", len(submissions)) as step:
        _nbgrader(folder, "autograde", _ASSIGNMENT, on_line=lambda line: "Autograding" in line and step(_student(line)))
    console.print("Writing the feedback pages and the grades", highlight=False)
    _nbgrader(folder, "generate_feedback", _ASSIGNMENT)
    _nbgrader(folder, "export", "--to", "grades.csv")
    results = {submission.student: read_results(folder, submission.student) for submission in submissions}
    _print_table(console, submissions, results)
    for what, where in (
        ("gradebook", "gradebook.db"),
        ("grades", "grades.csv"),
        ("feedback", f"feedback/flipped/{_ASSIGNMENT}/{_ASSIGNMENT}.html"),
        ("nbgrader's log", "nbgrader.log"),
    ):
        console.print(f"{what + ':':<16}{folder / where}", highlight=False, soft_wrap=True)
    wrong = [s.student for s in submissions if not as_expected(s, results[s.student])]
    if wrong:
        console.print(f"NOT as it should be: {', '.join(wrong)}", style="bold")
    return not wrong


def make_course(root: Path, folder: Path) -> list[Submission]:
    """Make a course with the sample class's submissions in `folder`; a demo that is there already is made anew."""
    if folder.exists():
        if not (folder / _MARK).exists() and any(folder.iterdir()):
            raise CourseError(f"{folder} is not empty and not a demo: choose another one with --folder")
        shutil.rmtree(folder)
    released = root / "assignments" / _ASSIGNMENT / f"{_ASSIGNMENT}.ipynb"
    if not released.exists():
        raise CourseError(f"{released} is not there: run `autograder build`")
    shutil.copytree(root / "solutions" / _ASSIGNMENT, folder / "solutions" / _ASSIGNMENT)
    config = (root / "nbgrader_config.py").read_text(encoding="utf-8")
    (folder / "nbgrader_config.py").write_text(config + _SHORTER_LIMIT, encoding="utf-8")
    (folder / _MARK).touch()
    submissions = sample_class(find_assignment(_ASSIGNMENT), nbformat.read(released, as_version=4))
    for submission in submissions:
        place = folder / "submitted" / submission.student / _ASSIGNMENT
        place.mkdir(parents=True)
        (place / submission.filename).write_bytes(submission.content)
    return submissions


def read_results(folder: Path, student: str) -> dict[str, Any]:
    """Read what was noted in a student's graded notebook: exercises, problems, seconds."""
    path = folder / "autograded" / student / _ASSIGNMENT / f"{_ASSIGNMENT}.ipynb"
    try:
        notes: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["metadata"]["cnnedu"]
    except FileNotFoundError:
        return {"exercises": {}, "problems": ["not graded: see the log"], "seconds": 0.0, "isolated": False}
    return notes


def as_expected(submission: Submission, result: dict[str, Any]) -> bool:
    """Whether right answers earned everything, wrong ones less, and answers worth nothing nothing."""
    if not result["exercises"]:
        return False
    for name, exercise in result["exercises"].items():
        full = exercise["score"] == exercise["max_score"]
        if full != (name in submission.right):
            return False
        if submission.zero and name not in submission.right and exercise["score"] != 0:
            return False
    return True


def _print_table(console: Console, submissions: list[Submission], results: dict[str, dict[str, Any]]) -> None:
    table = Table(box=None, pad_edge=False, row_styles=["", "dim"])
    table.add_column("student", no_wrap=True)
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("handed in", ratio=2)
    table.add_column("what was wrong", ratio=3)
    table.add_column("seconds", justify="right", no_wrap=True)
    table.add_column("as it should be", no_wrap=True)
    for submission in submissions:
        result = results[submission.student]
        exercises = result["exercises"].values()
        score, most = (sum(e[key] for e in exercises) for key in ("score", "max_score"))
        table.add_row(
            submission.student,
            f"{points(score)}/{points(most)}",
            submission.story,
            _in_words(result),
            f"{result['seconds']:.1f}",
            "yes" if as_expected(submission, result) else "NO",
        )
    console.print(table)
    if not all(result["isolated"] for result in results.values()):
        console.print("NOT ISOLATED: these grades were made without a sandbox.", style="bold")


def _in_words(result: dict[str, Any]) -> str:
    """The problems of the file, then the exercises that lost points, those with the same words together."""
    by_words: dict[str, list[str]] = {}
    for name, exercise in result["exercises"].items():
        if exercise["score"] < exercise["max_score"]:
            words = exercise["misconception"] or exercise["message"].replace(f"{name} is not", "not").rstrip(".")
            by_words.setdefault(words, []).append(name)
    whole = len(result["exercises"])
    lost = [f"{'all' if len(names) == whole else ', '.join(names)}: {words}" for words, names in by_words.items()]
    problems = list(result["problems"])
    if len(problems) > 2:
        problems[1:] = [f"(and {len(problems) - 1} more)"]
    return "; ".join([*problems, *lost]) or "nothing"


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
