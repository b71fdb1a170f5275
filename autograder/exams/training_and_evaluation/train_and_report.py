"""The exam of `train_and_report`: train, choose by validation, put the chosen weights back, ask the test once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, holds, raises
from autograder.exam.strategies import each_of, with_corners
from autograder.exams.training_and_evaluation.drivers import rehearse
from autograder.exams.training_and_evaluation.honest import train_and_report as honest
from autograder.exams.training_and_evaluation.wrong import train_and_report as wrong
from autograder.sandbox.wire.questions import Call
from cnnedu.steps.report import train_and_report

__all__ = ["EXERCISE"]

HISTORY = 'A dict whose "history" is a list of the validation accuracies after each epoch.'
EPOCH = (
    'Its "epoch" is the chosen one, counted from 0: the one with the best validation accuracy, the first one of equals.'
)
FIGURES = 'Its "train", "validation" and "test" are the accuracies of the network with the weights of the chosen epoch.'
ONCE = "The test images must be measured exactly once."
EACH_EPOCH = "Every epoch must be trained exactly once, whatever the accuracies are."
AFTERWARDS = (
    "Afterwards the network must have all the numbers of its state_dict() as they were after the chosen epoch, running "
    "statistics included."
)

CURVES = (  # validation accuracies in percent after each epoch; before them that of the untrained network
    (10, 50, 70, 60),  # best in the middle
    (10, 70, 60, 50),  # best at once
    (10, 50, 60, 70),  # best at the end
    (10, 40),
    (10, 60, 70, 70, 50),  # equals
    (10, 30, 20, 30, 25),
    (10, 0, 0),  # never right
    (80, 50, 60, 55),  # worse than untrained
    (10, 50, 50, 50),
    (10, 50, 40, 30, 20, 90),
    (10, 50, 100, 60, 40),  # nothing better can come, and all epochs are trained
    (10, 75, *[50] * 14),  # a long wait
    (10, 50, 50 + 1e-8, 30),  # better by very little
    (10, 50, *[40] * 12, 90),  # a long wait that is worth it
)


def figures(validation: Sequence[float], test: Sequence[float] = (), train: Sequence[float] = ()) -> dict[str, Any]:
    """Write down accuracies: training's grow, and the test's, unless given, are best where validation's are not."""
    count = len(validation)
    return {
        "train": list(train) or [0.11 + 0.85 * epoch / count for epoch in range(count)],
        "validation": list(validation),
        "test": list(test) or [0.95 - 0.9 * accuracy + epoch / 500 for epoch, accuracy in enumerate(validation)],
    }


def rehearsal(accuracies: dict[str, Any]) -> Call:
    return Call((accuracies, len(accuracies["validation"]) - 1), via="rehearse")


def corners() -> list[Call]:
    return [rehearsal(figures([percent / 100 for percent in curve])) for curve in CURVES]


@st.composite
def between(draw: st.DrawFn) -> Call:
    count = draw(st.integers(2, 6))
    entries = st.sampled_from([0.5, 0.25, 0.75, 0.625, 0.375, 0.875])
    curves = [draw(st.lists(entries, min_size=count, max_size=count)) for _ in range(3)]
    return rehearsal(figures(*curves))


def rehearsals() -> st.SearchStrategy[Call]:
    return with_corners(between(), corners())


def test_once(call: Call, values: Sequence[Any]) -> str | None:
    return None if values[0][1] == 1 else "one measurement on the test images"


EXERCISE = Exercise(
    "train_and_report",
    points=4,
    reference=train_and_report,
    answers=answers_of(wrong, honest),
    given={"rehearse": rehearse},
    properties=(
        *keeps(
            HISTORY,
            agrees(
                "history",
                "The history has the validation accuracy after each epoch, and none from before the first.",
                rehearsals(),
                part=(0, "history"),
                examples=4,
            ),
        ),
        *keeps(
            EPOCH,
            agrees(
                "epoch",
                "The epoch with the best validation accuracy is chosen, whatever the training and test images say.",
                rehearsals(),
                part=(0, "epoch"),
                weight=2,
                examples=4,
            ),
        ),
        *keeps(
            FIGURES,
            agrees(
                "test accuracy",
                "The test accuracy is that of the network with the chosen weights.",
                rehearsals(),
                part=(0, "test"),
                weight=3,
                examples=4,
            ),
            agrees(
                "validation accuracy",
                "The validation accuracy is the best of the history.",
                rehearsals(),
                part=(0, "validation"),
                examples=4,
            ),
            agrees(
                "training accuracy",
                "The training accuracy is that of the network with the chosen weights.",
                rehearsals(),
                part=(0, "train"),
                examples=4,
            ),
        ),
        *keeps(
            ONCE,
            holds(
                "test once",
                "The test images are asked once: who asks them after each epoch will choose by them.",
                rehearsals(),
                test_once,
                weight=2.5,
                examples=2,
            ),
        ),
        *keeps(
            EACH_EPOCH,
            agrees(
                "every epoch",
                "All epochs are trained, and none of them twice.",
                rehearsals(),
                part=3,
                weight=0.5,
                examples=2,
            ),
        ),
        *keeps(
            AFTERWARDS,
            agrees(
                "network afterwards",
                "Weights, running statistics and counters are again what they were after the chosen epoch.",
                rehearsals(),
                part=2,
                weight=2,
                examples=4,
            ),
        ),
        *keeps(
            "ValueError: epochs is smaller than 1.",
            raises(
                "no epochs",
                "Without an epoch there is nothing to report: ValueError.",
                each_of([Call((figures([0.1, 0.5]), epochs), via="rehearse") for epochs in (0, -1, -2)]),
                examples=1,
            ),
        ),
    ),
)
