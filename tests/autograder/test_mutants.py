"""Mutants: what is changed, that nothing is changed twice, and that the machine outlives whatever it made."""

from __future__ import annotations

import ast
import collections
import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from autograder import cli
from autograder.exam.exam import Exam
from autograder.exam.mutants import machine
from autograder.exam.mutants.contract import Contract
from autograder.exam.mutants.equivalents import Equivalent
from autograder.exam.mutants.machine import try_mutants
from autograder.exam.mutants.making import Mutant, mutants_of
from autograder.exam.mutants.origins import Origin, load, origins_of, solution_cells
from autograder.exam.mutants.trial import TooSlow, Trial, time_limit
from autograder.exam.mutants.workers import in_workers
from autograder.exams import find_assignment
from autograder.exams.correlation.further_draws import FURTHER_DRAWS
from autograder.sandbox.wire.questions import Call, Do, Script

sys.path.insert(0, str(Path(__file__).parents[1] / "kinds"))  # five small exercises, one of each kind

from small_exams import KINDS

OUTPUT_SIZE = find_assignment("01_correlation").exercise("output_size")
PAD2D = find_assignment("01_correlation").exercise("pad2d")


_PADDED = "out = np.pad(image, ((top, bottom), (left, right)))"


def made_of(source: str) -> set[tuple[str, str]]:
    """Return what a mutant has instead of what, for every mutant of a function `f`."""
    return {(mutant.before, mutant.after) for mutant in mutants_of([origin_of(source)])}


def origin_of(source: str, exercise: str = "f", answer: str = "f") -> Origin:
    return Origin(exercise, "style", answer, source)


@pytest.mark.parametrize(
    ("source", "instead"),
    [
        ("if kh > h or kw > w:\n    raise ValueError", "if kh >= h or kw > w:"),
        ("if kh > h or kw > w:\n    raise ValueError", "if kh > h and kw > w:"),
        ("if kh > h or kw > w:\n    raise ValueError", "if kw > w:"),
        ("if kh > h or kw > w:\n    raise ValueError", "if (kh, kw) > (h, w):"),
        ("if kh > h or kw > w:\n    raise ValueError", "if kh * kw > h * w:"),
        ("if kh > h or kw > w:\n    raise ValueError", "if kh > h or kh > w:"),
        ("if kh > h or kw > w:\n    raise ValueError", "if False:"),
        ("if kh > h or kw > w:\n    raise ValueError", "raise TypeError('wrong')"),
        ("if min(stride) < 1:\n    raise ValueError", "if stride < (1, 1):"),
        ("if any(s < 1 for s in stride):\n    raise ValueError", "if all((s < 1 for s in stride)):"),
        ("return 0 <= y < h", "return y < h"),
        ("return a // b + 1", "return a // b + 2"),
        ("return a // b + 1", "return round(a / b) + 1"),
        ("return a // b + 1", "return -(-a // b) + 1"),
        ("return [x[i] for i in range(n)]", "return [x[i] for i in range(n - 1)]"),
        ("return [x[i] for i in range(n)]", "return [x[i + 1] for i in range(n)]"),
        ("return x[u:u + h, v]", "return x[u:, v]"),
        ("return x[u:u + h, v]", "return x[v, u:u + h]"),
        ("return np.clip(x, 0, 255)", "return np.clip(0, x, 255)"),
        ("return np.rint(x)", "return np.floor(x)"),
        ("return x.sum(axis=0)", "return x.sum(axis=1)"),
        ("return x.sum(axis=0)", "return x.mean(axis=0)"),
        ("return np.zeros(x.shape)", "return np.zeros(x.shape, dtype=np.float16)"),
        ("return np.zeros(x.shape)", "return np.zeros(x.shape, dtype=x.dtype)"),
        ("return x.astype(float)", "return x.astype(np.int64)"),
        ("return x.copy()", "return x"),
        ("return max(top, left)", "return min(top, left)"),
        ("out += x", "out = x"),
        ("out[0] = x", "out[0] += x"),
        ("return np.einsum('ijuv,uv->ij', x, k)", "return np.einsum('ijuv,uv->ji', x, k)"),
    ],
)
def test_there_is_a_mutant_with(source: str, instead: str) -> None:
    body = "\n".join(f"    {line}" for line in source.splitlines())
    assert instead in {after for _, after in made_of(f"def f(x, h, w, kh, kw, *rest):\n{body}")}


def test_a_default_is_ignored_and_made_another_one() -> None:
    afters = {after for _, after in made_of("def f(x, bias=0.0):\n    return x + bias")}
    assert {"bias = 0.0", "bias = int(bias)", "def f(x, bias=1.0):", "def f(x, bias):"} <= afters


def test_what_is_kept_between_calls_is_kept_in_a_default_or_in_the_class() -> None:
    function = {after for _, after in made_of("def f(x):\n    out = np.zeros(x.shape)\n    return out")}
    assert any("out = _kept.setdefault(out.shape, out)" in after for after in function)
    method = {after for _, after in made_of("class f:\n    def __init__(self, n):\n        self.mean = np.zeros(n)")}
    assert "type(self).mean = np.zeros(n)" in method


def test_training_is_taken_for_evaluation() -> None:
    source = "class f:\n    def forward(self, x):\n        return x if self.training else 0"
    assert "return x if not self.training else 0" in {after for _, after in made_of(source)}


def test_words_for_people_stay_as_they_are() -> None:
    source = 'def f(x: "int"):\n    """Add 1."""\n    raise ValueError(f"got {x + 1}, want 2")'
    assert not [m for m in made_of(source) if "got" in m[1]]


def test_no_mutant_is_its_origin_or_another_mutant() -> None:
    for exercise in KINDS.exercises:
        origins = origins_of(exercise, {})
        sources = [mutant.source for mutant in mutants_of(origins)]
        trees = [ast.dump(ast.parse(source)) for source in sources]
        assert len(set(trees)) == len(trees)
        assert not {ast.dump(ast.parse(origin.source)) for origin in origins} & set(trees)


def test_each_mutant_says_which_lines_differ() -> None:
    (one,) = [
        m for m in mutants_of([origin_of("def f(n):\n    a = n\n    return a + 1")]) if "return a + 2" in m.source
    ]
    assert (one.before, one.after) == ("return a + 1", "return a + 2")


@pytest.mark.parametrize("exercise", KINDS.exercises, ids=lambda exercise: exercise.name)
def test_functions_classes_modules_and_training_have_mutants_that_are_mostly_killed(exercise) -> None:
    mutants = mutants_of(origins_of(exercise, {}))[::5]
    tally = try_mutants(exercise, mutants, libraries=KINDS.libraries, seeds=1, jobs=1)
    killed = tally.killed.total() / tally.mutants
    assert tally.mutants >= 15
    assert killed > 0.8, [str(mutant) for mutant in tally.holes]


def mutant(source: str, family: str = "flow") -> Mutant:
    return Mutant(origin_of(source, "output_size", "f"), family, "", "", "", source)


@pytest.fixture(scope="module")
def trial() -> Trial:
    return Trial([Exam(OUTPUT_SIZE, b"mutants")])


def test_a_right_answer_survives(trial: Trial) -> None:
    right = "def f(n, k, padding=0, stride=1):\n    if stride < 1 or k > n + 2 * padding:\n        raise ValueError\n"
    assert trial.killed_by(mutant(f"{right}    return (n + 2 * padding - k) // stride + 1")) is None


@pytest.mark.parametrize(
    ("source", "by"),
    [
        ("def f(n, k, padding=0, stride=1):\n    while True:\n        pass", "time"),
        ("def f(n, k, padding=0, stride=1):\n    return f(n, k)", "plain"),
        ("def f(n, k, padding=0, stride=1):\n    raise SystemExit", "SystemExit"),
        ("def f(n, k, padding=0, stride=1):\n    return n", "plain"),
        ("raise ValueError\ndef f(n, k): pass", "ValueError"),
    ],
)
def test_a_mutant_is_killed_by(trial: Trial, source: str, by: str) -> None:
    assert trial.killed_by(mutant(source)) == by


def test_a_mutant_that_catches_everything_is_stopped_too(trial: Trial) -> None:
    source = "def f(n, k, padding=0, stride=1):\n    while True:\n        try:\n            pass\n"
    assert trial.killed_by(mutant(f"{source}        except Exception:\n            pass")) == "time"


def busy(seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        pass


def test_the_clock_is_put_back_as_it_was() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with pytest.raises(TooSlow), time_limit(0.01):
        busy(seconds=60)
    assert signal.getsignal(signal.SIGPROF) is before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_a_process_that_dies_or_hangs_costs_one_item() -> None:
    def work(item: int) -> int:
        if item == 2:
            os._exit(1)
        if item == 3:
            time.sleep(60)
        return item * item

    assert sorted(in_workers(work, range(6), 2, -1, seconds=2.0)) == [
        (0, 0),
        (1, 1),
        (2, -1),
        (3, -1),
        (4, 16),
        (5, 25),
    ]


def test_a_mistake_of_ours_is_not_taken_for_a_kill() -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        list(in_workers(lambda item: 1 // item, [0], 1, -1))


def test_workers_cannot_eat_the_machine() -> None:
    def work(item: int) -> str:
        try:
            return str(np.ones(item).size)
        except MemoryError:
            return "too much"

    assert dict(in_workers(work, [10, 10**9], 1, "died"))[1] == "too much"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("return np.pad(image, ((top, bottom), (left, right)))", None),
        ("return np.pad(image, ((bottom, top), (left, right)))", "wanted"),
        ("return np.pad(image * 1.0, ((top, bottom), (left, right)))", "wanted"),
        ("return np.pad(image, ((abs(top), bottom), (left, right)))", "wanted ValueError"),
        (f"{_PADDED}\n    image[0] = 0\n    return out", "an argument is changed"),
        (f"{_PADDED}\n    return out if top or bottom or left or right else image", "shares memory"),
    ],
)
def test_the_contract_sees_numbers_dtypes_errors_and_memory(change: str, says: str | None) -> None:
    contract = Contract(PAD2D, FURTHER_DRAWS["pad2d"], 600)
    broken = contract.broken_by(origin_of(f"def f(image, top, bottom, left, right):\n    {change}", "pad2d"))
    assert broken is None if says is None else says in str(broken)


COUNTER = """
class f:
    def __init__(self, start):
        self.sums = [start]

    def add(self, x):
        {}
        return self.sums[-1], x + 0
"""


class Counter:
    def __init__(self, start: int) -> None:
        self.total = start

    def add(self, x: np.ndarray) -> tuple[float, np.ndarray]:
        self.total += float(x.sum())
        return self.total, x.copy()


def counting(rng: np.random.Generator) -> Script:
    return Script(Call((0,)), tuple(Do("add", (rng.normal(size=3),)) for _ in range(3)))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("self.sums.append(self.sums[-1] + float(x.sum()))", None),
        ("self.sums.append(float(x.sum()))", "wanted"),
        ("self.sums.append(self.sums[-1] + float(x.sum())); x = x.astype('f4')", "wanted"),
        ("self.sums.append(self.sums[-1] + float(x.sum())); x *= 2", "wanted"),
        ("1 / 0", "ZeroDivisionError"),
    ],
)
def test_the_contract_of_a_class_holds_at_each_step(change: str, says: str | None) -> None:
    contract = Contract(replace(PAD2D, reference=Counter), counting, 5)
    broken = contract.broken_by(origin_of(COUNTER.format(change), "f"))
    assert broken is None if says is None else says in str(broken)


def test_an_equivalent_is_found_by_its_lines_and_dots_stand_for_anything() -> None:
    listed = Equivalent.because("", ("f", "style", "return a...", "return ... + 2"))
    made = mutants_of([origin_of("def f(a, b):\n    b = 1\n    return a * b + 1")])
    assert {m.after for m in made if listed.covers(m)} == {"return a * b + 2"}


def test_the_solution_is_mutated_with_the_other_answers_before_it() -> None:
    notebook = {
        "cells": [
            {"cell_type": "code", "metadata": {"nbgrader": {"solution": True}}, "source": "def g(x):\n    return x"},
            {"cell_type": "markdown", "metadata": {}, "source": "and"},
            {
                "cell_type": "code",
                "metadata": {"nbgrader": {"solution": True}},
                "source": "def pad2d(x):\n    return g(x)",
            },
        ]
    }
    origin = origins_of(PAD2D, solution_cells(notebook))[0]
    assert load(origin, origin.source)(3) == 3
    assert not [m for m in mutants_of([origin]) if "def g" in m.source]


@pytest.mark.parametrize(
    ("asked", "tried"),
    [(["conv1x1"], ["conv1x1"]), (["--assignment", "02_channels", "conv1x1"], ["conv1x1"]), (["pad2d"], ["pad2d"])],
)
def test_the_command_finds_out_whose_exercise_it_is(monkeypatch, asked, tried):
    told = []

    def tries(exercise, mutants, **options):
        told.append(exercise.name)
        return machine.Tally(exercise.name, len(mutants), collections.Counter(all=len(mutants)), (), (), 0.0)

    monkeypatch.setattr(machine, "try_mutants", tries)
    result = CliRunner().invoke(cli.app, ["mutants", *asked])
    assert (result.exit_code, told) == (0, tried), result.output


def test_the_command_refuses_an_exercise_of_another_assignment():
    result = CliRunner().invoke(cli.app, ["mutants", "pad2d", "conv1x1"])
    assert (result.exit_code, "conv1x1" in result.output) == (2, True)
