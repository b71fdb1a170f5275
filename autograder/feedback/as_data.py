"""A verdict as the data that travels in the graded notebook, from which its feedback page is made later.

The graded notebook lies on the trusted side, and what a student wrote into its metadata is gone by then: see `rebuild`.
"""

from __future__ import annotations

import json
from typing import Any

from autograder.exam.exercise import Contrast, Counterexample, PropertyVerdict, Verdict
from autograder.exam.sketch import Grid, Sketch
from autograder.feedback.wording import clean, clean_program

__all__ = ["KEY", "read_verdict", "write_verdict"]

KEY = "cnnedu"
"""The key of our own metadata, in a graded notebook and in its graded cells."""

_MOST = 150_000  # characters of one verdict; what is drawn is left out where there would be more


def write_verdict(verdict: Verdict) -> dict[str, str]:
    """Return the metadata of a graded cell: its verdict as one line of JSON, no longer than a page can hold."""
    data = _data(verdict)
    for key in ("sketch", "call"):
        for prop in reversed(data["properties"]):
            written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
            if len(written) <= _MOST:
                return {"verdict": written}
            if prop["counterexample"]:
                prop["counterexample"][key] = None if key == "sketch" else "# too long to be shown here"
    return {"verdict": json.dumps(data, ensure_ascii=False, separators=(",", ":"))}


def read_verdict(metadata: dict[str, Any]) -> dict[str, Any] | None:
    """Return the verdict that `write_verdict` left in a cell's metadata; None where there is none."""
    written = metadata.get(KEY, {}).get("verdict")
    return None if written is None else json.loads(written)


def _data(verdict: Verdict) -> dict[str, Any]:
    return {
        "exercise": verdict.exercise,
        "score": verdict.score,
        "max_score": verdict.max_score,
        "passed": verdict.passed,
        "message": clean(verdict.message),
        "misconception": verdict.misconception,
        "explanation": verdict.explanation,
        "isolated": verdict.isolated,
        "nothing_came": verdict.nothing_came,
        "contrast": _contrast(verdict.contrast) if verdict.contrast else None,
        "properties": [_property(prop) for prop in verdict.properties],
    }


def _contrast(contrast: Contrast) -> dict[str, str]:
    right, wrong = clean_program(contrast.right), clean_program(contrast.wrong)
    return {"right": right, "wrong": wrong, "difference": clean(contrast.difference)}


def _property(prop: PropertyVerdict) -> dict[str, Any]:
    return {
        "sentence": prop.sentence,
        "passed": prop.passed,
        "points": prop.points,
        "max_points": prop.max_points,
        "message": clean(prop.message),
        "counterexample": _counterexample(prop.counterexample) if prop.counterexample else None,
    }


def _counterexample(example: Counterexample) -> dict[str, Any]:
    return {
        "call": clean_program(example.call),
        "expected": clean(example.expected),
        "actual": clean(example.actual),
        "note": clean(example.note),
        "sketch": _sketch(example.sketch) if example.sketch else None,
    }


def _sketch(sketch: Sketch) -> dict[str, Any]:
    return {
        "inputs": [_grid(grid) for grid in sketch.inputs],
        "others": [clean(text) for text in sketch.others],
        "wanted": _grid(sketch.wanted) if sketch.wanted else None,
        "came": _grid(sketch.came) if sketch.came else None,
        "rows": [[clean(row.name), clean(row.wanted), clean(row.came), row.differs] for row in sketch.rows],
    }


def _grid(grid: Grid) -> dict[str, Any]:
    maps = [
        {"place": place, "rows": [[[cell.text, cell.shade, int(cell.differs)] for cell in row] for row in rows]}
        for place, rows in grid.maps
    ]
    return {"title": clean(grid.title), "shape": list(grid.shape), "maps": maps}
