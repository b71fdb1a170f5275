"""What all forms of feedback share: how points are written, what is said in which order, what is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from autograder.exam.exercise import Contrast, PropertyVerdict, Verdict
from autograder.harmless import harmless_line

__all__ = [
    "NOT_ISOLATED",
    "by_remark",
    "clean",
    "clean_program",
    "difference",
    "failed",
    "lateness",
    "one_line",
    "passed",
    "points",
]

_LONGEST = 2000  # characters of one expected or actual value; an exception's message may be a student's novel
_LONGEST_PROGRAM = 20_000

NOT_ISOLATED = "Not isolated: this ran without a sandbox, so the points are not protected against the code they judge."


def points(number: float) -> str:
    """Write points without needless zeros.

    >>> points(4.0), points(2.6667)
    ('4', '2.67')
    """
    return f"{round(number, 2):g}"


def lateness(seconds: float) -> str:
    """Write how late something was handed in, in its two largest units.

    >>> lateness(59), lateness(3600), lateness(2 * 86400 + 3 * 3600 + 59)
    ('less than a minute', '1 hour', '2 days 3 hours')
    """
    minutes = int(seconds // 60)
    amounts = {"day": minutes // 1440, "hour": minutes // 60 % 24, "minute": minutes % 60}
    named = [f"{amount} {unit}{'s' * (amount > 1)}" for unit, amount in amounts.items() if amount]
    return " ".join(named[:2]) or "less than a minute"


def failed(verdict: Verdict) -> list[PropertyVerdict]:
    """Return the properties that do not hold, in the exam's order; none where nothing came: the message says it all."""
    return [prop for prop in verdict.properties if not prop.passed and not verdict.nothing_came]


def passed(verdict: Verdict) -> list[PropertyVerdict]:
    """Return the properties that hold, in the exam's order; those of an answer that never came say nothing."""
    return [prop for prop in verdict.properties if prop.passed and not verdict.nothing_came]


def by_remark(held: Sequence[PropertyVerdict]) -> dict[str, list[PropertyVerdict]]:
    """Return passed properties under what there is to say about them, as the head of a list; mostly nothing."""
    groups: dict[str, list[PropertyVerdict]] = {}
    for prop in held:
        remark = f"{prop.message[0].upper()}{prop.message[1:]}:" if prop.message else ""
        groups.setdefault(remark, []).append(prop)
    return groups


def difference(contrast: Contrast) -> str:
    """Say what the two inputs of a contrast are there for."""
    where = f" They differ in {contrast.difference}." if contrast.difference else ""
    return f"Your answer is right on the first of these inputs and wrong on the second.{where}"


def one_line(text: str) -> str:
    """Return a text as one line, in which no formula is set: a blank line would end the HTML of a markdown cell."""
    return harmless_line(clean(text)).replace("\\", "\\\u200b")


def clean(text: str, longest: int = _LONGEST) -> str:
    """Leave out control characters, which could write over a terminal, and the end of what is endless."""
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "", text)
    return text if len(text) <= longest else text[:longest] + f" … ({len(text)} characters)"


def clean_program(text: str) -> str:
    """Return a program whole, as far as it is one to be pasted: what is asked is ours, and no student's novel."""
    return clean(text, _LONGEST_PROGRAM)
