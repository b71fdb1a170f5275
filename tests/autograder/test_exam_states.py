"""What an exam has found of an answer as a whole, from the outcomes of its questions."""

import pytest

from autograder.exam.state import State, state_of, telling
from autograder.sandbox.wire.outcome import Died, Played, Raised, Returned, TimedOut, never_defined

UNWRITTEN = Raised("NotImplementedError", "")
BROKEN = Raised("NameError", "x")


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ([UNWRITTEN, UNWRITTEN], State.UNWRITTEN),
        ([UNWRITTEN, BROKEN], State.NO_VALUE),
        ([BROKEN, BROKEN], State.NO_VALUE),
        ([UNWRITTEN, TimedOut(2.0)], State.CUT_SHORT),
        ([BROKEN, Died("killed")], State.CUT_SHORT),
        ([TimedOut(2.0), Returned(1)], State.WRONG),
        ([UNWRITTEN, Returned(None)], State.WRONG),
        ([never_defined("f"), never_defined("f")], State.UNDEFINED),
        ([never_defined("f"), BROKEN], State.NO_VALUE),
        ([never_defined("f"), Died("killed")], State.CUT_SHORT),
    ],
)
def test_a_wrong_answer_is_called_by_what_came_of_its_questions(outcomes, state):
    assert state_of(outcomes) is state


def test_steps_that_give_nothing_tell_nothing():
    script = Played((Returned(None), UNWRITTEN))
    assert telling([(script, BROKEN)]) == [UNWRITTEN, BROKEN]
    assert state_of(telling([(script,)])) is State.UNWRITTEN
