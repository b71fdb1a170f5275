"""A verdict as text: on a terminal, and in a notebook where HTML is not shown."""

from __future__ import annotations

from autograder.exam.exercise import Counterexample, Verdict
from autograder.feedback.wording import (
    NOT_ISOLATED,
    by_remark,
    clean,
    clean_program,
    difference,
    failed,
    passed,
    points,
)

__all__ = ["verdict_text"]


def verdict_text(verdict: Verdict) -> str:
    """Write a verdict for a terminal."""
    lines = [f"{verdict.exercise}: {points(verdict.score)} of {points(verdict.max_score)} points", verdict.message]
    if verdict.misconception:
        lines += ["", f"It looks like this: {verdict.misconception}.", verdict.explanation]
    if verdict.contrast:
        lines += ["", clean(difference(verdict.contrast))]
        lines += _labelled("right", verdict.contrast.right) + _labelled("wrong", verdict.contrast.wrong)
    for prop in failed(verdict):
        lines += ["", f"✗ {prop.sentence}", *_indented(clean(prop.message))]
        if prop.counterexample:
            lines += _counterexample_lines(prop.counterexample)
    for remark, group in by_remark(passed(verdict)).items():
        lines += ["", *([remark] if remark else []), *(f"✓ {prop.sentence}" for prop in group)]
    if not verdict.isolated:
        lines += ["", NOT_ISOLATED]
    return "\n".join(lines)


def _counterexample_lines(example: Counterexample) -> list[str]:
    lines = _indented(clean_program(example.call))
    lines += _labelled("expected", example.expected) + _labelled("actual", example.actual)
    return lines + (_indented(clean(example.note)) if example.note else [])


def _labelled(label: str, text: str) -> list[str]:
    first, *rest = clean(text).split("\n")
    return [f"  {label + ':':<10}{first}", *(" " * 12 + line for line in rest)]


def _indented(text: str) -> list[str]:
    return ["  " + line for line in text.split("\n") if line]
