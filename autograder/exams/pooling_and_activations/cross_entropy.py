"""The exam of `cross_entropy`: the loss of a classifier and its gradient with respect to the scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import (
    ARGUMENTS_ALONE,
    agrees,
    depends_on_arguments_alone,
    gradient,
    law,
    leaves_inputs_alone,
    raises,
    returns_dtype,
)
from autograder.exam.strategies import whole_numbers, with_corners
from autograder.exams.pooling_and_activations.draws import PRIME, in_turns
from autograder.exams.pooling_and_activations.honest import cross_entropy as honest
from autograder.exams.pooling_and_activations.scores import (
    beside_other_shapes,
    far_apart,
    labelled,
    large_scores,
    score_arrays,
    scores,
    scores_of_any_dtype,
)
from autograder.exams.pooling_and_activations.wrong import cross_entropy as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.ops.class_scores import cross_entropy

__all__ = ["EXERCISE"]

PAIR = "(loss, dz): a tuple of the following two."
LOSS = (
    "loss: a number, of Python or of NumPy (an array of no axes will do): the mean of -log p over the n rows, where p "
    "is the softmax probability of the row's true class."
)
DZ = (
    "dz: the gradient of the loss with respect to z, a new array of shape (n, k), whose dtype is float64, whatever the "
    "dtype of z."
)

AS_IN_FLOAT64 = "The results must come out as in float64, whatever dtype z has: nothing wraps around, no digit is lost."

BAD_LABELS = (
    [3, 0],
    [0, 3],
    [-1, 0],
    [0, -1],
    [2, -3],
    [-3, 3],
    [4, 4],
    [100, 1],
    [1, -100],
)
"""For three classes: 3 is one too large, -1 is the last entry in Python."""

LABEL_DTYPES = ("int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64")

BAD_BUT_FOR_THE_LAST_BITS = (
    ([2**32, 1], "int64"),
    ([1 - 2**32, 0], "int64"),
    ([2**16, 0], "int32"),
    ([2**8, 0], "int16"),
    ([2**8 - 1, 0], "uint8"),
    ([2**16 - 1, 0], "uint16"),
    ([2**32 - 1, 1], "uint32"),
    ([2**63, 0], "uint64"),
    ([2**64 - 1, 0], "uint64"),
)
"""Labels that become right ones, or negative ones, in a shorter dtype or one with a sign."""

LEAST_LIKELY = (
    ([[1000.0, 1000.0, -1000.0]], [2]),
    ([[-1000.0, 1000.0, 1000.0], [2000.0, -2000.0, 2000.0]], [0, 1]),
    ([[0.0, -740.5], [0.0, -744.3], [0.0, -720.0]], [1, 1, 1]),
    ([[800.0, 799.0, 0.0], [-900.0, 98.5, 100.0]], [2, 0]),
)
"""Scores whose true classes have probabilities of 0 in a float64, or such that have few digits; some of them beside
two others of which neither is nothing beside the other."""


def scored(shape: tuple[int, int], labels: np.ndarray) -> st.SearchStrategy[Call]:
    """Draw small scores for these labels."""
    return whole_numbers(shape, -3, 3).map(lambda z: Call((z, labels)))


def labels_out_of_range() -> st.SearchStrategy[Call]:
    corners = [scored((2, 3), np.array(bad)) for bad in BAD_LABELS]
    corners += [st.just(Call((np.ones((1, 1)), np.array([number])))) for number in (1, -1)]
    corners += [scored((3, 2), np.array([0, 1, 2]))]
    corners += [scored((1, 3), np.array([200], np.uint8))]
    corners += [scored((2, 3), np.array(labels, dtype)) for labels, dtype in BAD_BUT_FOR_THE_LAST_BITS]
    return with_corners(st.one_of(corners), corners)


def labels_of_another_length() -> st.SearchStrategy[Call]:
    """Draw one label too many and too few, a single one that NumPy would stretch, and labels in a column or a row."""
    shapes = [(3,), (1,), (4,), (2, 1), (1, 2), (2, 3), (6,), (2, 2)]
    corners = [scored((2, 3), np.zeros(shape, np.int64)) for shape in shapes]
    corners += [scored((3, 4), np.arange(n)) for n in (1, 2, 4)]
    corners += [scored((1, 3), np.arange(n)) for n in (2, 3)]
    return with_corners(st.one_of(corners), corners)


def every_label() -> list[st.SearchStrategy[Call]]:
    """Return corners: each class is the true one of some row; all rows have the same."""
    counted = [scored((k, k), np.arange(k)[::-1].copy()) for k in (2, 3, 4)]
    same = [scored((3, 2), np.full(3, label)) for label in (0, 1)]
    return [*counted, *same]


def batches() -> st.SearchStrategy[Call]:
    drawn = labelled(scores())
    return with_corners(drawn, every_label())


def of_many() -> st.SearchStrategy[Call]:
    """Draw more samples and more classes than a byte can count, or the short floating-point numbers one by one."""

    def numbered(shape: tuple[int, int], z_dtype: str, label_dtype: str, highest: int) -> st.SearchStrategy[Call]:
        def asked(seed: int) -> Call:
            numbers = np.random.default_rng(seed)
            labels = numbers.integers(0, highest + 1, shape[0])
            labels[0], labels[-1] = 0, highest  # in a byte class 256 is 0 again
            return Call(((9 * numbers.random(shape)).astype(z_dtype), labels.astype(label_dtype)))

        return st.integers(0, 2**32 - 1).map(asked)

    corners = [
        numbered((2, 300), "uint8", "int64", 299),
        numbered((3, 300), "float64", "uint8", 255),
        numbered((PRIME, 2), "float64", "uint8", 1),
        numbered((2, 2100), "float16", "int32", 2099),
    ]
    return with_corners(labelled(large_scores()), corners)


def of_any_dtypes() -> st.SearchStrategy[Call]:
    of_each_label_dtype = [labelled(st.just(np.eye(3)), (dtype,)) for dtype in LABEL_DTYPES]
    return with_corners(labelled(scores_of_any_dtype(), LABEL_DTYPES), of_each_label_dtype)


def scores_far_apart() -> st.SearchStrategy[Call]:
    return with_corners(labelled(far_apart()), [Call((np.array(z), np.array(labels))) for z, labels in LEAST_LIKELY])


def asked_in_turns() -> st.SearchStrategy[Script]:
    """Draw the same scores in several shapes, with labels of which some are refused."""

    def with_labels(arrays: tuple[np.ndarray, ...]) -> Script:
        calls = [Call((z, np.arange(len(z)) % z.shape[1])) for z in arrays]
        of_the_first = [Call((arrays[0], np.array(labels))) for labels in ([0, 3], [0], [2, 0])]
        return in_turns([*calls, *of_the_first])

    return beside_other_shapes().map(with_labels)


def shifted(call: Call) -> tuple[Call, ...]:
    z, labels = call.args
    return call, Call((z + 7.0 * (1 + np.arange(len(z)))[:, None], labels))


def the_batch_twice(call: Call) -> tuple[Call, ...]:
    z, labels = call.args
    return call, Call((np.concatenate([z, z]), np.concatenate([labels, labels])))


def half_the_gradient_twice(call: Call, values: Sequence[Any]) -> tuple[Any, Any]:
    (loss, dz), (again, twice) = values
    return (loss, np.concatenate([dz, dz]) / 2), (again, np.asarray(twice))


def rows_one_by_one(call: Call) -> tuple[Call, ...]:
    z, labels = call.args
    return *(Call((z[i : i + 1], labels[i : i + 1])) for i in range(len(z))), call


def mean_of_the_rows(call: Call, values: Sequence[Any]) -> tuple[Any, Any]:
    *rows, (loss, dz) = values
    mean = sum(float(row[0]) for row in rows) / len(rows)
    return (mean, np.concatenate([np.asarray(row[1]) for row in rows]) / len(rows)), (loss, np.asarray(dz))


def sums_of_rows(call: Call, values: Sequence[Any]) -> tuple[Any, Any]:
    return np.zeros(len(call.args[0])), np.sum(values[0][1], axis=1)


EXERCISE = Exercise(
    "cross_entropy",
    points=3,
    reference=cross_entropy,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            (PAIR, LOSS),
            agrees(
                "loss",
                "The loss is the mean over the samples of minus the logarithm of the true class's probability.",
                batches(),
                part=0,
                weight=2,
                examples=8,
            ),
            law(
                "mean over the samples",
                "The loss is the mean of what each row alone would give, and each row's gradient is divided by n.",
                labelled(score_arrays(((2, 3), (3, 2), (3, 4)))),
                rows_one_by_one,
                mean_of_the_rows,
                weight=0.5,
                examples=4,
            ),
            law(
                "scores shifted",
                "The same number added to all the scores of a row changes neither loss nor gradient.",
                labelled(score_arrays()),
                shifted,
                lambda call, values: (tuple(values[0]), tuple(values[1])),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            (PAIR, DZ),
            agrees(
                "gradient",
                "The gradient of a row is its probabilities, less 1 at the true class, divided by the number of rows.",
                batches(),
                part=1,
                weight=2,
                examples=8,
            ),
            gradient(
                "central differences",
                "The gradient is what a small change of each score does to the loss.",
                labelled(score_arrays()),
                at=lambda call: call.args[0],
                forward=lambda call, z: np.asarray(cross_entropy(z, call.args[1])[0]),
                upstream=lambda call: np.array(1.0),
                part=1,
                weight=0.5,
                examples=5,
            ),
            law(
                "the batch twice",
                "The same batch twice has the same loss, and half the gradient for each of its rows.",
                labelled(score_arrays()),
                the_batch_twice,
                half_the_gradient_twice,
                weight=0.5,
                examples=4,
            ),
            law(
                "gradients of a row sum to zero",
                "The gradients of each row sum to 0: one probability grows at the cost of the others.",
                labelled(score_arrays()),
                lambda call: (call,),
                sums_of_rows,
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "Scores of any size must do: 1000 and -1000 must give finite results, and right ones.",
            agrees(
                "loss of scores far apart",
                "A probability that is too small for a float64 has a finite logarithm all the same.",
                scores_far_apart(),
                part=0,
                weight=0.5,
                examples=3,
            ),
            agrees(
                "gradient of scores far apart",
                "Where exp(z) is too large for a float64 the gradient is right all the same.",
                scores_far_apart(),
                part=1,
                weight=0.5,
                examples=3,
            ),
        ),
        *keeps(
            AS_IN_FLOAT64,
            agrees(
                "many scores",
                "Many rows of many scores are treated like a few: no digit is lost, and labels beyond 255 are labels.",
                of_many(),
                weight=0.5,
                examples=3,
            ),
            agrees(
                "any dtypes",
                "Scores of bytes, integers and fractions count as their numbers, and labels may be integers of any "
                "length.",
                of_any_dtypes(),
                weight=0.5,
                examples=3,
            ),
        ),
        *keeps(
            "ValueError: a label is smaller than 0 or larger than k - 1.",
            raises(
                "label out of range",
                "A label that is negative, or as large as the number of classes, raises a ValueError.",
                labels_out_of_range(),
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: labels has not the shape (n,), one label for each row of z.",
            raises(
                "labels of another shape",
                "Labels that are not one for each row, in one axis, raise a ValueError.",
                labels_of_another_length(),
                examples=1,
            ),
        ),
        *keeps(
            DZ,
            returns_dtype(
                of_any_dtypes(),
                np.float64,
                part=1,
                sentence="dz is an array of dtype float64, whatever the dtype of z.",
                examples=1,
            ),
        ),
        *keeps(
            ("The arrays z and labels must not be modified.", DZ),
            leaves_inputs_alone(
                with_corners(
                    labelled(score_arrays()),
                    [st.just(Call((np.ones((2, 1)), np.zeros(2, np.int64)))), asked_in_turns()],
                ),
                sentence="z and labels are the same after the call as before it, and the gradient is a new array.",
                new_result=True,
                examples=4,
            ),
        ),
        *depends_on_arguments_alone(
            st.tuples(whole_numbers((3, 4)), st.permutations([0, 1, 2, 3])).map(
                lambda pair: Call((pair[0], np.array(pair[1][:3])))
            )
        ),
        *keeps(
            ARGUMENTS_ALONE,
            agrees(
                "beside other shapes",
                "What was asked before, with other shapes and dtypes or with labels in vain, changes nothing.",
                asked_in_turns(),
                weight=0.5,
                examples=2,
            ),
        ),
    ),
)
