"""What to say in the next lecture: two to four sentences, from what cost the class most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.feedback.wording import points
from autograder.report.class_data import NO_VALUE, UNNAMED, UNWRITTEN, ClassData
from autograder.report.tallies import ExerciseTally, MistakeTally

__all__ = ["Advice", "to_say"]

_MOST = 4
_MOST_MISTAKES = 3


@dataclass(frozen=True)
class Advice:
    """One thing to say: what was seen, and what the students concerned were told, or the law that they break."""

    seen: str
    told: str
    lost: float


def to_say(data: ClassData, exercises: Sequence[ExerciseTally], mistakes: Sequence[MistakeTally]) -> list[Advice]:
    """Return what to say, the costliest first: mistakes with a name, the exercise most often failed without one, the
    one most often left unwritten.

    One sentence is returned where nobody has lost a point.
    """
    whole = len(data.works)
    advice = [
        Advice(
            f"{_of(len(mistake.students), whole)} made the mistake “{mistake.name}” in {mistake.exercise}, which cost "
            f"{points(mistake.lost)} points in all.",
            mistake.explanation,
            mistake.lost,
        )
        for mistake in mistakes[:_MOST_MISTAKES]
    ]
    unnamed = max(exercises, key=lambda each: each.lost_unnamed, default=None)
    if unnamed is not None and unnamed.lost_unnamed > 0:
        advice.append(_unnamed(unnamed, whole))
    unwritten = max(exercises, key=lambda each: each.lost_unwritten, default=None)
    if unwritten is not None and unwritten.lost_unwritten > 0:
        count = unwritten.states[UNWRITTEN]
        seen = f"{_of(count, whole)} handed in without {unwritten.name}: {points(unwritten.lost_unwritten)} points."
        advice.append(Advice(seen, "", unwritten.lost_unwritten))
    if not advice:
        return [Advice(f"Nobody lost a point in any exercise: {_of(whole, whole)} have everything right.", "", 0.0)]
    return sorted(advice, key=lambda each: -each.lost)[:_MOST]


def _unnamed(tally: ExerciseTally, whole: int) -> Advice:
    wrong, silent = tally.states[UNNAMED], tally.states[NO_VALUE]
    seen = (
        f"{_of(wrong + silent, whole)} failed {tally.name} in ways that have no name, which cost "
        f"{points(tally.lost_unnamed)} points"
    )
    if silent:
        seen += f"; in {silent} of these answers no call gave a value"
    told = ""
    if tally.broken:
        sentence, count = tally.broken[0]
        told = f"What most of them break ({count} of {wrong}): {sentence}"
    return Advice(seen + ".", told, tally.lost_unnamed)


def _of(count: int, whole: int) -> str:
    """Write a share of the class as it is spoken.

    >>> _of(9, 24), _of(24, 24)
    ('9 of 24', 'all 24')
    """
    return f"all {whole}" if count == whole else f"{count} of {whole}"
