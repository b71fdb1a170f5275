"""What came of the sample class: each student's result, whether it is the just one, and a table of it all."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from autograder.feedback.wording import points
from autograder.sample.desk import Submission

__all__ = ["as_expected", "print_table", "read_results"]


def read_results(folder: Path, assignment: str, student: str) -> dict[str, Any]:
    """Read what was noted in a student's graded notebook: exercises, problems, seconds."""
    path = folder / "autograded" / student / assignment / f"{assignment}.ipynb"
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


def print_table(console: Console, submissions: Sequence[Submission], results: Mapping[str, dict[str, Any]]) -> None:
    """Print one line a student: the score, what was handed in, what was wrong, and whether it is as it should be."""
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
