"""The exam of `confusion_matrix`: true classes in rows, answers in columns, counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import (
    agrees,
    depends_on_arguments_alone,
    law,
    leaves_inputs_alone,
    raises,
    returns_dtype,
)
from autograder.exam.strategies import DTYPES, each_of, telling_numbers, whole_numbers, with_corners
from autograder.exams.training_and_evaluation.honest import confusion_matrix as honest
from autograder.exams.training_and_evaluation.wrong import confusion_matrix as wrong
from autograder.sandbox.wire.questions import Call
from cnnedu.steps.confusion import confusion_matrix

__all__ = ["EXERCISE"]

COUNTS = (
    "A new array (k, k), whose entry in row i and column j is how many samples of class i have their largest score in "
    "column j."
)
TIES = "Where several scores of a row are the largest, the first of them must count."
INT64 = "Its dtype is int64."

SHAPES = ((1, 1), (1, 2), (2, 1), (1, 4), (3, 2), (2, 3), (5, 3), (4, 5), (6, 2), (7, 4))
LABEL_DTYPES = ("int64", "uint8", "int8", "int32", "uint16", "uint64", "int16", "uint32")


def labelled_scores(
    shape: tuple[int, int], low: int = -9, high: int = 9, dtype: str = "int64", scores_dtype: str = "float64"
) -> st.SearchStrategy[Call]:
    n, k = shape
    drawn = st.tuples(whole_numbers(shape, low, high), whole_numbers((n,), 0, k - 1))
    return drawn.map(lambda pair: Call((pair[0].astype(scores_dtype), pair[1].astype(dtype))))


def any_shapes() -> st.SearchStrategy[Call]:
    between = st.sampled_from([(1, 2), (2, 2), (3, 2), (2, 3), (4, 3), (5, 4)]).flatmap(labelled_scores)
    corners = [labelled_scores(shape) for shape in SHAPES]
    corners += [labelled_scores((4, 3), -9, -1), labelled_scores((5, 3), 1, 9), labelled_scores((3, 3))]
    return with_corners(between, corners)


def tied() -> st.SearchStrategy[Call]:
    rng = np.random.default_rng(0)
    many_columns = Call((rng.integers(0, 3, (50, 40)).astype(float), rng.integers(0, 40, 50)))
    few = [labelled_scores((4, 3), 0, 1), labelled_scores((3, 4), -1, 0), labelled_scores((2, 3), 5, 5)]
    return each_of([*few, many_columns])


def absent_classes() -> st.SearchStrategy[Call]:
    """Draw samples of one class, answers of one class, and classes that neither is nor is taken for."""

    def few(call: Call) -> Call:
        scores, labels = call.args
        scores = scores.copy()
        scores[:, -2:] = -20
        return Call((scores, labels % 2))

    def one(call: Call) -> Call:
        return Call((call.args[0], np.full_like(call.args[1], 2)))

    def answered(call: Call) -> Call:
        scores = call.args[0].copy()
        scores[:, 1] = 20
        return Call((scores, call.args[1]))

    drawn = labelled_scores((4, 5))
    return each_of([drawn.map(few), drawn.map(one), drawn.map(answered)])


def any_dtypes() -> st.SearchStrategy[Call]:
    def drawn(dtype: str, label_dtype: str) -> st.SearchStrategy[Call]:
        pair = st.tuples(telling_numbers((5, 4), dtype), whole_numbers((5,), 0, 3))
        return pair.map(lambda each: Call((each[0], each[1].astype(label_dtype))))

    close = st.permutations([0.1, 0.2, 0.3, 0.4]).map(
        lambda row: Call((1 + 1e-12 * np.array([row, row[::-1]]), np.array([1, 3])))
    )
    unsigned = [
        Call((np.array([[0, 5, 9], [3, 0, 1], [0, 2, 0]], dtype=dtype), np.array([2, 0, 1])))
        for dtype in ("uint8", "uint16", "uint32", "uint64")
    ]
    large = [  # which no float64 tells apart
        Call((most - np.array([[3, 2, 1], [2, 1, 3], [1, 2, 3]], dtype=most.dtype), np.array([2, 1, 0])))
        for most in (np.int64(2**60), np.int64(2**63 - 1), np.uint64(2**64 - 1))
    ]
    return each_of(
        [
            *unsigned,
            *large,
            *(drawn(dtype, LABEL_DTYPES[number % len(LABEL_DTYPES)]) for number, dtype in enumerate(DTYPES)),
            *(labelled_scores((6, 3), dtype=dtype) for dtype in LABEL_DTYPES),
            close,
        ]
    )


def many() -> st.SearchStrategy[Call]:
    """Draw some hundreds of samples, of few classes and of many: more of one kind than a byte counts."""

    def drawn(n: int, k: int, dtype: str, seed: int) -> Call:
        rng = np.random.default_rng(seed)
        labels = np.minimum(rng.integers(0, 2 * k, n) // 2 * (rng.random(n) < 0.7), k - 1).astype(int)
        labels[-1] = k - 1
        scores = rng.normal(size=(n, k)) + 3 * np.eye(k)[labels]
        return Call((scores, labels.astype(dtype)))

    seeds = st.integers(0, 2**32 - 1)
    return each_of(
        [
            seeds.map(lambda seed: drawn(900, 2, "uint8", seed)),
            seeds.map(lambda seed: drawn(700, 3, "int64", seed)),
            seeds.map(lambda seed: drawn(40, 30, "uint8", seed)),
            seeds.map(lambda seed: drawn(30, 20, "int8", seed)),
            seeds.map(lambda seed: drawn(20, 140, "uint8", seed)),
        ]
    )


def out_of_range() -> st.SearchStrategy[Call]:
    scores = np.array([[1.0, 0.0, 2.0], [0.0, 3.0, 1.0]])
    labels = ([0, 3], [3, 0], [-1, 0], [2, -1], [0, -3], [7, 1], [-4, 2], [-1, 3], [-1, 1], [256, 0], [2, -256])
    short = scores.astype(np.uint8)  # a label is not to be squeezed into their dtype
    return each_of(
        [
            *(Call((scores, np.array(each))) for each in labels),
            Call((short, np.array([256, 0]))),
            Call((short[:, [0, 1, 1, 2]], np.array([0, 2**62]))),  # times 4 columns it is 0 again
            Call((np.ones((1, 2049)), np.array([2049]))),  # which a float16 cannot tell from 2048
        ]
    )


def of_another_length() -> st.SearchStrategy[Call]:
    scores = np.array([[1.0, 0.0, 2.0], [0.0, 3.0, 1.0]])
    labels = ([0], [0, 1, 2], [[0], [1]], [[0, 1]], [0, 1, 1, 0])
    return each_of(
        [
            *(Call((scores, np.array(each))) for each in labels),
            Call((scores[:1], np.array([0, 1, 2]))),
            Call((np.eye(3), np.array(1))),
        ]
    )


def split(call: Call) -> tuple[Call, ...]:
    scores, labels = call.args
    return Call((scores[:2], labels[:2])), Call((scores[2:], labels[2:])), call


def added(call: Call, values: Sequence[Any]) -> tuple[Any, Any]:
    first, second, together = values
    return np.asarray(first) + np.asarray(second), together


def samples_by_class(call: Call, values: Sequence[Any]) -> tuple[Any, Any]:
    scores, labels = call.args
    true = [float(np.sum(labels == c)) for c in range(scores.shape[1])]
    return np.array(true), np.asarray(values[0]).sum(axis=1)


def backwards(call: Call) -> tuple[Call, ...]:
    return call, Call(tuple(each[::-1].copy() for each in call.args))


EXERCISE = Exercise(
    "confusion_matrix",
    points=3,
    reference=confusion_matrix,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            COUNTS,
            agrees(
                "values",
                "Each sample adds one in the row of its class and the column of its largest score.",
                any_shapes(),
                weight=3,
                examples=10,
            ),
            agrees(
                "absent classes",
                "A class that no sample has, or that is never the answer, keeps its row and its column.",
                absent_classes(),
                examples=1,
            ),
            law(
                "rows count the samples",
                "Each row adds up to the number of samples of that class.",
                any_shapes(),
                lambda call: (call,),
                samples_by_class,
                weight=0.5,
                examples=4,
                conduct=False,
            ),
            law(
                "two parts",
                "The matrices of two parts of the samples add up to that of all.",
                labelled_scores((5, 3)),
                split,
                added,
                weight=0.5,
                examples=4,
            ),
            law(
                "any order",
                "The order of the samples plays no part.",
                labelled_scores((5, 3)),
                backwards,
                lambda call, values: (values[0], values[1]),
                weight=0.5,
                examples=3,
            ),
            agrees(
                "many samples",
                "Hundreds of samples are counted like a few, and a hundred classes like three.",
                many(),
                examples=1,
            ),
            agrees(
                "any dtypes",
                "Scores of bytes, integers and fractions are compared to the last digit; labels may be integers of any "
                "width.",
                any_dtypes(),
                weight=0.5,
                examples=1,
            ),
        ),
        *keeps(
            TIES,
            agrees("ties", "Of several largest scores the first one is the answer.", tied(), weight=0.5, examples=2),
        ),
        *keeps(
            INT64,
            returns_dtype(
                with_corners(any_shapes(), [any_dtypes()]),
                np.int64,
                sentence="Counts are whole numbers: the dtype is int64, whatever the dtypes of scores and labels.",
                examples=2,
            ),
        ),
        *keeps(
            "ValueError: a label is smaller than 0 or larger than k - 1.",
            raises(
                "label out of range",
                "A label for which there is no row raises a ValueError; row -1 is not meant.",
                out_of_range(),
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: labels has not the shape (n,), one label for each row of scores.",
            raises(
                "labels of another shape",
                "Labels that are not one for each row, in one axis, raise a ValueError.",
                of_another_length(),
                examples=1,
            ),
        ),
        *keeps(
            ("The arrays scores and labels must not be modified.", COUNTS),
            leaves_inputs_alone(
                with_corners(any_shapes(), [Call((np.eye(3, dtype=np.int64), np.arange(3)))]),  # counts like the scores
                sentence="Scores and labels are the same after the call as before it, and the matrix is a new array.",
                new_result=True,
                examples=3,
            ),
        ),
        *depends_on_arguments_alone(
            st.tuples(whole_numbers((3, 4)), st.permutations([0, 1, 2, 3])).map(
                lambda pair: Call((pair[0], np.array(pair[1][:3])))
            )
        ),
    ),
)
