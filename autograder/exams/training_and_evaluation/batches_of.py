"""The exam of `batches_of`: every sample in one batch, in an order that the generator draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, holds, raises, returns_new_array
from autograder.exam.strategies import each_of, with_corners
from autograder.exams.training_and_evaluation.drivers import two_epochs
from autograder.exams.training_and_evaluation.honest import batches_of as honest
from autograder.exams.training_and_evaluation.wrong import batches_of as wrong
from autograder.sandbox.wire.questions import Call, Do, Rng, Script
from cnnedu.steps.batches import batches_of

__all__ = ["EXERCISE"]

LIST = "A list of arrays of ints, in which the positions of each batch's samples stand."
ONCE = "Every position from 0 to n - 1 is in exactly one batch."
SIZES = "Each batch has batch_size samples, and the last one those that are left."
ORDER = "One behind the other the batches must have the order that rng.permutation(n) gives."
DRAWN = "Each call must draw such an order once, and nothing else."
NEW = "The arrays must be new in each call."

SEEDS = st.integers(0, 999)
CORNERS = (
    (1, 1),
    (1, 3),
    (3, 1),
    (6, 2),
    (6, 3),
    (7, 3),
    (8, 3),
    (5, 5),
    (5, 6),
    (5, 4),
    (2, 9),
    (300, 70),
    (3000, 700),
)
OUT_OF_RANGE = ((0, 2), (-1, 2), (3, 0), (3, -1), (3, -4), (0, 0), (-2, -1), (-4, 3))


def asked(n: int, batch_size: int) -> st.SearchStrategy[Call]:
    return SEEDS.map(lambda seed: Call((n, batch_size, Rng(seed))))


def any_sizes() -> st.SearchStrategy[Call]:
    between = st.builds(lambda n, size, seed: Call((n, size, Rng(seed))), st.integers(1, 12), st.integers(1, 5), SEEDS)
    in_order = [Call((2, 1, Rng(seed))) for seed in range(6)]  # of which chance leaves some as they were
    return with_corners(between, [*(asked(*sizes) for sizes in CORNERS), *in_order])


def epochs() -> st.SearchStrategy[Call]:
    pairs = ((4, 2), (7, 3), (5, 1), (9, 9), (12, 5))

    def asked_twice(n: int, size: int) -> st.SearchStrategy[Call]:
        return SEEDS.map(lambda seed: Call((n, size, Rng(seed)), via="two_epochs"))

    return each_of([asked_twice(*pair) for pair in pairs])


def in_turns() -> st.SearchStrategy[Script]:
    """Draw calls with one size and two generators, with other sizes, and the first one once more."""

    def script(seed: int) -> Script:
        asked_for = ((7, 3, seed), (7, 3, seed + 1), (8, 3, seed), (7, 2, seed), (7, 3, seed))
        return Script(None, tuple(Do("", (n, size, Rng(each))) for n, size, each in asked_for))

    return SEEDS.map(script)


def each_sample_once(call: Call, values: Sequence[Any]) -> str | None:
    positions = sorted(int(position) for batch in values[0] for position in batch)
    return None if positions == list(range(call.args[0])) else f"each of 0 to {call.args[0] - 1} once"


def full_but_the_last(call: Call, values: Sequence[Any]) -> str | None:
    n, size, _ = call.args
    wanted = [size] * (n // size) + [n % size] * (n % size > 0)
    return None if [len(batch) for batch in values[0]] == wanted else f"batches of {wanted} samples"


def are_ints(call: Call, values: Sequence[Any]) -> str | None:
    fine = isinstance(values[0], list) and all(isinstance(b, np.ndarray) and b.dtype.kind in "iu" for b in values[0])
    return None if fine and values[0] else "a list of arrays of ints"


EXERCISE = Exercise(
    "batches_of",
    points=3,
    reference=batches_of,
    answers=answers_of(wrong, honest),
    given={"two_epochs": two_epochs},
    properties=(
        *keeps(
            (LIST, ORDER),
            agrees(
                "values",
                "The order that the generator draws is cut into batches, from its beginning.",
                any_sizes(),
                weight=3,
                examples=10,
            ),
        ),
        *keeps(
            ONCE,
            holds(
                "each sample once",
                "Every sample is in one batch, and in no other.",
                with_corners(any_sizes(), [asked(70_000, 30_000)]),  # more than two bytes count
                each_sample_once,
                weight=1,
                examples=6,
            ),
        ),
        *keeps(
            SIZES,
            holds(
                "sizes of batches",
                "5000 samples in batches of 500 are 10 batches; what is left over makes a last, smaller one.",
                with_corners(any_sizes(), [asked(5000, 500), asked(5001, 500), asked(3000, 1)]),  # and many batches
                full_but_the_last,
                weight=1,
                examples=6,
            ),
        ),
        *keeps(
            DRAWN,
            agrees(
                "a new order each epoch",
                "The generator draws another order for the second epoch, and one number more is what comes then.",
                epochs(),
                examples=1,
            ),
        ),
        *keeps(
            ORDER,
            agrees(
                "called again",
                "The same sizes and another generator give another order; the same generator gives the same one.",
                in_turns(),
                weight=0.5,
                examples=2,
            ),
        ),
        *keeps(
            NEW,
            returns_new_array(
                in_turns(),
                sentence="A later call does not write into the batches of an earlier one.",
                examples=1,
            ),
        ),
        *keeps(
            LIST,
            holds(
                "ints",
                "The positions are whole numbers: arrays can be indexed with them.",
                any_sizes(),
                are_ints,
                weight=0.5,
                examples=2,
            ),
        ),
        *keeps(
            "ValueError: n or batch_size is smaller than 1.",
            raises(
                "nothing to part",
                "No samples, or batches of none, raise a ValueError.",
                each_of([Call((*sizes, Rng(0))) for sizes in OUT_OF_RANGE]),
                examples=1,
            ),
        ),
    ),
)
