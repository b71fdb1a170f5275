"""What an exam has found of an answer as a whole: right, wrong, or why there is nothing to compare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from autograder.sandbox.wire.outcome import Died, Outcome, Played, Raised, Returned, TimedOut, is_never_defined

__all__ = ["State", "state_of", "telling"]


class State(str, Enum):
    """What an answer is, by what came of all its questions."""

    RIGHT = "right"
    WRONG = "wrong"
    NO_VALUE = "no value"
    """Every call raised."""
    CUT_SHORT = "cut short"
    """No call gave a value, and one at least was stopped, or ended the process."""
    UNWRITTEN = "unwritten"
    """Every call raised NotImplementedError, as the stub does."""
    UNDEFINED = "undefined"
    """The notebook does not define its name."""

    @property
    def nothing_came(self) -> bool:
        """Say whether there is nothing to show: a counterexample would tell what is asked, and not what is wrong."""
        return self in (State.CUT_SHORT, State.UNWRITTEN, State.UNDEFINED)


def state_of(outcomes: Sequence[Outcome]) -> State:
    """Return what a wrong answer is, by its outcomes one by one: see `telling`."""
    if all(isinstance(outcome, Raised) and outcome.kind == "NotImplementedError" for outcome in outcomes):
        return State.UNWRITTEN
    if all(map(is_never_defined, outcomes)):
        return State.UNDEFINED
    if any(isinstance(outcome, Returned) for outcome in outcomes):
        return State.WRONG
    cut_short = any(isinstance(outcome, (TimedOut, Died)) for outcome in outcomes)
    return State.CUT_SHORT if cut_short else State.NO_VALUE


def telling(outcomes: Iterable[Sequence[Outcome]]) -> list[Outcome]:
    """Return the outcomes one by one, without the steps of scripts that give nothing, such as setting an attribute."""
    flat: list[Outcome] = []
    for outcome in (outcome for answer in outcomes for outcome in answer):
        if isinstance(outcome, Played):
            flat += (step for step in outcome.outcomes if not (isinstance(step, Returned) and step.value is None))
        else:
            flat.append(outcome)
    return flat
