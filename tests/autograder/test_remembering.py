"""Whether an answer depends on more than its arguments, asked in the sandbox, where a fresh process is fresh."""

from __future__ import annotations

import pytest

from autograder.exam.candidate import LocalCandidate
from autograder.exam.examiner import Examiner
from autograder.exams import ASSIGNMENTS
from autograder.sandbox.outside.sandbox import Sandbox

ASSIGNMENT = ASSIGNMENTS[0]
CORR2D = ASSIGNMENT.exercise("corr2d")
STATE, CHANCE = "state kept between calls", "another result each time"

RIGHT = """import time
import numpy as np
generator = np.random.default_rng(1)
last = None

def right(image, kernel, bias=0.0):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("too large")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for u in range(kh):
        for v in range(kw):
            out += image[u : u + h - kh + 1, v : v + w - kw + 1] * float(kernel[u, v])
    return out + bias

"""

ANSWERS = {
    "mutable default": (STATE, "def corr2d(image, kernel, bias=0.0, calls=[]):\n    calls.append(1)\n"
                        "    return right(image, kernel, bias) + len(calls) - 1"),
    "global": (STATE, "def corr2d(image, kernel, bias=0.0):\n    global last\n"
               "    last = kernel if last is None else last\n"
               "    return right(image, last, bias)"),
    "one generator for all": (STATE, "def corr2d(image, kernel, bias=0.0):\n"
                              "    return right(image, kernel, bias) + generator.normal()"),
    "unseeded": (CHANCE, "def corr2d(image, kernel, bias=0.0):\n"
                 "    return right(image, kernel, bias) + np.random.default_rng().normal()"),
    "time": (CHANCE, "def corr2d(image, kernel, bias=0.0):\n    return right(image, kernel, bias) + time.time()"),
    "unwritten memory": (CHANCE, "def corr2d(image, kernel, bias=0.0):\n"
                         "    (h, w), (kh, kw) = image.shape, kernel.shape\n"
                         "    sums = np.empty((max(h - kh + 1, 0), max(w - kw + 1, 0)))\n"
                         "    sums += right(image, kernel, bias)\n    return sums"),
    "the same array": (STATE, "kept = None\ndef corr2d(image, kernel, bias=0.0):\n    global last, kept\n"
                       "    last, kept = (last, kept) if kernel is last else (kernel, kernel.copy())\n"
                       "    return right(image.astype(float), kept, bias)"),
    "neither": (None, "def corr2d(image, kernel, bias=0.0):\n    return right(image, kernel, bias) + 1"),
}  # fmt: skip


@pytest.fixture(scope="module")
def examine():
    examiner = Examiner(b"remembering", shrink_seconds=0.1)
    with Sandbox(ASSIGNMENT.libraries) as sandbox:

        def examined(source):
            with sandbox.open() as submission:
                submission.run(RIGHT + source)
                with submission.check("corr2d") as candidate:
                    return examiner.examine(CORR2D, candidate)

        yield examined


@pytest.mark.parametrize("story", ANSWERS)
def test_what_an_answer_depends_on_is_named(examine, story):
    name, source = ANSWERS[story]
    assert examine(source).misconception == name


def test_state_is_shown_by_two_calls(examine):
    _, source = ANSWERS["mutable default"]
    assert examine(source).counterexample.call.count("corr2d(") == 2


def test_a_memory_of_the_array_is_shown_by_filling_it_again(examine):
    _, source = ANSWERS["the same array"]
    assert "\nkernel[...] = np.array(" in examine(source).counterexample.call


def test_where_nothing_can_be_asked_afresh_neither_is_named():
    calls = []

    def counting(image, kernel, bias=0.0):
        calls.append(1)
        return CORR2D.reference(image, kernel, bias) + len(calls)

    verdict = Examiner(b"remembering", shrink_seconds=0).examine(CORR2D, LocalCandidate(counting))
    assert verdict.misconception is None
