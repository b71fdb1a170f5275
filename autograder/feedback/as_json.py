"""A verdict as plain data: what `autograder check --json` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from autograder.exam.exercise import Verdict
from autograder.feedback.wording import clean, clean_program

__all__ = ["notebook_json", "verdict_json"]


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """Return one exercise's object of ``autograder check --json``."""
    worst, pair = verdict.counterexample, verdict.contrast
    return {
        "score": verdict.score,
        "max_score": verdict.max_score,
        "passed": verdict.passed,
        "misconception": verdict.misconception,
        "message": verdict.message,
        "counterexample": None
        if worst is None
        else {
            "call": clean_program(worst.call),
            "expected": clean(worst.expected),
            "actual": clean(worst.actual),
            "note": clean(worst.note),
        },
        "contrast": None
        if pair is None
        else {"right": clean(pair.right), "wrong": clean(pair.wrong), "difference": clean(pair.difference)},
        "properties": [
            {"name": prop.name, "passed": prop.passed, "message": clean(prop.message)} for prop in verdict.properties
        ],
    }


def notebook_json(
    notebook: str, assignment: str, verdicts: Mapping[str, Verdict], problems: Sequence[str], isolated: bool
) -> dict[str, Any]:
    """Return the object that ``autograder check --json`` prints for one notebook."""
    return {
        "notebook": notebook,
        "assignment": assignment,
        "score": round(sum(verdict.score for verdict in verdicts.values()), 2),
        "max_score": sum(verdict.max_score for verdict in verdicts.values()),
        "isolated": isolated,
        "exercises": {name: verdict_json(verdict) for name, verdict in verdicts.items()},
        "problems": list(problems),
    }
