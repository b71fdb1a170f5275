"""The exam of `choose_epoch`: the best epoch by the validation images, and when to stop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, law, leaves_inputs_alone, raises
from autograder.exam.strategies import each_of, with_corners
from autograder.exams.training_and_evaluation.honest import choose_epoch as honest
from autograder.exams.training_and_evaluation.wrong import choose_epoch as wrong
from autograder.sandbox.wire.questions import Call, Do, Script
from cnnedu.steps.choice import choose_epoch

__all__ = ["EXERCISE"]

PAIR = "A tuple (chosen, last) of two ints, epochs counted from 0."
LAST = (
    "Training stops when patience epochs in a row were not better than the best before them; last is the last of "
    "these, or, where that never happens, the last one of the log."
)
CHOSEN = "The chosen epoch is the one with the largest validation accuracy up to last, the first one of equals."
VALIDATION = "Only the validation accuracies must count."

CURVES = (  # (validation accuracies in percent, patience)
    ((50,), 1),
    ((50,), 3),
    ((50, 60), 1),
    ((60, 50), 1),
    ((60, 50), 2),
    ((50, 70, 60, 90), 1),
    ((50, 70, 60, 90), 2),
    ((50, 70, 60, 65, 90), 2),
    ((50, 70, 60, 65, 90), 3),
    ((50, 70, 60, 65, 68, 90), 3),  # better than the epoch before, and not than the best
    ((50, 40, 60, 55, 70, 65, 80), 2),  # four worse epochs, never two in a row
    ((50, 40, 60, 55, 70, 65, 80), 1),
    ((70, 70, 70, 70, 70), 2),  # equals are no improvement
    ((70, 70, 70, 80), 3),
    ((60, 70, 50, 70, 40, 80), 2),
    ((60, 70, 50, 70, 40, 80), 3),
    ((60, 70, 50, 70, 40, 80), 4),
    ((90, 80, 70, 60, 50), 1),
    ((90, 80, 70, 60, 50), 4),
    ((90, 80, 70, 60, 50), 5),
    ((10, 20, 30, 40), 2),
    ((0, 0, 0), 1),
    ((0, 0, 0), 9),
    ((100, 0, 100), 3),
    ((10, 5, 20, 15, 12, 30), 2),
    ((10, 5, 5, 20, 15, 15, 30), 3),
)
ALSO_A_SINGLE_EPOCH = ((0.5, 0.25, 0.75), (0.5,))
ENTRIES = st.sampled_from([0.5, 0.25, 0.75, 0.625, 0.375, 0.875, 0.0, 1.0])


def logged(validation: Sequence[float], others: Sequence[tuple[float, float]] = ()) -> list[dict[str, float]]:
    """Write a log whose training accuracy grows, and whose test accuracy is best where the validation's is not."""
    count = len(validation)
    others = others or [(0.5 + epoch / (2 * count), 1 - accuracy) for epoch, accuracy in enumerate(validation)]
    return [
        {"train": train, "validation": accuracy, "test": test}
        for accuracy, (train, test) in zip(validation, others, strict=True)
    ]


def corners() -> list[Call]:
    return [Call((logged([percent / 100 for percent in curve]), patience)) for curve, patience in CURVES]


def close_and_long() -> st.SearchStrategy[Call]:
    """An epoch that is better in the tenth digit; and two thousand, two of three better than all before, then none."""
    close = [0.5, 0.5 + 1e-10, 0.5]
    many = [0.0 if epoch % 3 == 2 else min(epoch, 2077) / 4000 for epoch in range(2100)]
    return each_of([Call((logged(close), 1)), Call((logged(many), 4))])


@st.composite
def logs(draw: st.DrawFn, least: int = 1) -> Call:
    count = draw(st.integers(least, 7))
    validation = draw(st.lists(ENTRIES, min_size=count, max_size=count))
    others = draw(st.lists(st.tuples(ENTRIES, ENTRIES), min_size=count, max_size=count))
    return Call((logged(validation, others), draw(st.integers(1, 4))))


def other_figures(call: Call) -> tuple[Call, ...]:
    """Ask again with other training and test accuracies, then with none, and with further figures."""
    log, patience = call.args
    exchanged = [each | {"train": each["test"], "test": 1 - each["train"]} for each in log]
    alone = [{"validation": each["validation"]} for each in log]
    further = [{"loss": 1 - each["train"], **each, "seconds": 3.5} for each in log]
    return call, *(Call((each, patience)) for each in (exchanged, alone, further))


def all_alike(call: Call, values: Sequence[Any]) -> tuple[Any, Any]:
    first, *others = values
    return [list(first)] * len(others), [list(each) for each in others]


def half_the_accuracies(call: Call) -> tuple[Call, ...]:
    log, patience = call.args
    return call, Call(([each | {"validation": 0.25 + each["validation"] / 2} for each in log], patience))


def in_turns() -> st.SearchStrategy[Script]:
    first, *others = (Do("", call.args) for call in (corners()[n] for n in (7, 8, 6, 5, 1)))
    return st.just(Script(None, (first, *others, first)))


EXERCISE = Exercise(
    "choose_epoch",
    points=2,
    reference=choose_epoch,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            (PAIR, CHOSEN),
            agrees(
                "chosen",
                "The epoch with the best validation accuracy is chosen, the first one of equals.",
                with_corners(logs(), corners()),
                part=0,
                weight=2,
                examples=10,
            ),
        ),
        *keeps(
            (PAIR, LAST),
            agrees(
                "last",
                "Training goes on until so many epochs in a row have brought nothing better than the best.",
                with_corners(logs(), corners()),
                part=1,
                weight=2,
                examples=10,
            ),
            law(
                "a straight line of the accuracies",
                "Other accuracies in the same order of size give the same epochs.",
                logs(2),
                half_the_accuracies,
                lambda call, values: (tuple(values[0]), tuple(values[1])),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            (PAIR, CHOSEN, LAST),
            agrees(
                "by however little, however late",
                "Better in the tenth digit is better, and a log of two thousand epochs is read like one of five.",
                close_and_long(),
                weight=0.5,
                examples=1,
            ),
        ),
        *keeps(
            VALIDATION,
            law(
                "other figures",
                "Training and test accuracies, and whatever else the log holds, change nothing.",
                with_corners(logs(2), corners()[5:9] + corners()[12:13]),  # equals, too
                other_figures,
                all_alike,
                examples=4,
            ),
        ),
        *keeps(
            PAIR,
            agrees(
                "called again",
                "The same log gives the same epochs, whatever was asked before.",
                in_turns(),
                weight=0.5,
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: the log is empty.",
            raises(
                "empty log",
                "Where nothing was trained there is nothing to choose: ValueError.",
                each_of([Call(([], 1)), Call(([], 3))]),
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: patience is smaller than 1.",
            raises(
                "no patience",
                "A patience of 0, or a negative one, raises a ValueError.",
                each_of([Call((logged(curve), patience)) for curve in ALSO_A_SINGLE_EPOCH for patience in (0, -1, -3)]),
                examples=1,
            ),
        ),
        *keeps(
            "The log must not be modified.",
            leaves_inputs_alone(
                with_corners(logs(2), corners()[5:8]), sentence="The log is the same after the call.", examples=3
            ),
        ),
    ),
)
