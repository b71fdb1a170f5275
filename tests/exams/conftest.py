"""The contract of every exercise, tried under several secrets. `--full` tries many more than `make test` does.

A test that names `exercise` is run for every exercise there is. One that names `seed` is run under two secrets; with
``--full``, under as many as its mark `secrets_in_full` says. `exam` and `examiner` are those of the exercise and the
seed (the first one, where no seed is named).

Drawing an exam and asking all the answers there are costs more than most of what is done with them. So all tests of an
exercise and seed run one after the other, and share the exam that the first of them had drawn and what was answered.
"""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from autograder.exam import leave_one_out
from autograder.exam.candidate import Candidate, LocalCandidate
from autograder.exam.exam import Exam
from autograder.exam.examiner import Examiner
from autograder.exam.exercise import Exercise
from autograder.exam.mutants.workers import for_small_questions
from autograder.exams import ASSIGNMENTS, find_assignment

HERE = Path(__file__).parent
EXERCISES = [exercise for assignment in ASSIGNMENTS for exercise in assignment.exercises]

collect_ignore_glob = ["blind/*"]  # answers, not tests: `test_blind_wrong_answers` reads them


@pytest.fixture(scope="package", autouse=True)
def small_questions():
    with for_small_questions():
        yield


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    named = inspect.signature(metafunc.function).parameters
    if "seed" in named:
        full = metafunc.config.getoption("--full", default=False)
        in_full = metafunc.definition.get_closest_marker("secrets_in_full")
        assert in_full, f"{metafunc.function.__name__} names a seed: mark it with secrets_in_full(how many)"
        metafunc.parametrize("seed", range(in_full.args[0] if full else min(2, in_full.args[0])))
    if "exercise" in metafunc.fixturenames:
        only = metafunc.config.getoption("--assignment", default=None)
        exercises = find_assignment(only).exercises if only else EXERCISES
        metafunc.parametrize("exercise", exercises, ids=lambda exercise: exercise.name)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    only = config.getoption("--assignment", default=None)
    others = [item for item in items if only and _assignment(item) not in (None, only)]
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]

    def exercise_and_seed(item: pytest.Item) -> tuple[int, int]:
        params = getattr(item, "callspec", None) and item.callspec.params
        if not params or "exercise" not in params:
            return -1, 0
        return EXERCISES.index(params["exercise"]), params.get("seed", 0)

    for item in items:
        if HERE in item.path.parents:
            exercise, seed = exercise_and_seed(item)
            item.add_marker(pytest.mark.xdist_group(f"exam {exercise} {seed}" if exercise >= 0 else item.name))
    places = [place for place, item in enumerate(items) if HERE in item.path.parents]
    ours = sorted((items[place] for place in places), key=exercise_and_seed)
    for place, item in zip(places, ours, strict=True):
        items[place] = item


def _assignment(item: pytest.Item) -> str | None:
    """Return the name of the assignment that a test is tried with, if it is tried with several."""
    params = getattr(item, "callspec", None) and item.callspec.params
    assignment = params.get("assignment") if params else None
    return getattr(assignment, "name", assignment)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """With ``--full``, say how often each law of the contract was tried: exercises times secrets."""
    if not config.getoption("--full", default=False):
        return
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.getreports(outcome)]
    tried = Counter(report.nodeid.partition("[")[0] for report in reports if HERE.name in Path(report.fspath).parts)
    terminalreporter.section(f"exams of {len(EXERCISES)} exercises")
    for test, times in sorted(tried.items()):
        terminalreporter.write_line(f"{times:5d} times {test.partition('::')[2]}")


@lru_cache(maxsize=1)
def drawn(exercise_name: str, seed: int) -> Examiner:
    """Return an examiner who has drawn the exam of an exercise."""
    examiner = Examiner(f"secret {seed}".encode(), shrink_seconds=0, explains=False)
    examiner.exam(next(exercise for exercise in EXERCISES if exercise.name == exercise_name))
    return examiner


@pytest.fixture
def seed() -> int:
    return 0


@pytest.fixture
def full(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--full", default=False))


@pytest.fixture
def examiner(exercise: Exercise, seed: int) -> Examiner:
    return drawn(exercise.name, seed)


@pytest.fixture
def exam(exercise: Exercise, examiner: Examiner) -> Exam:
    return examiner.exam(exercise)


@pytest.fixture
def candidate(exercise: Exercise) -> Callable[[Any], Candidate]:
    """Put an answer to the exercise in the place of a student's."""
    return lambda answer: LocalCandidate(answer, exercise.given)


@lru_cache(maxsize=1)
def answered(exam: Exam) -> dict[Any, leave_one_out.Outcomes]:
    """Keep what was answered in an exam, by answer, until another exam is asked for."""
    return {}


@pytest.fixture
def outcomes(exam: Exam) -> Callable[[Any], leave_one_out.Outcomes]:
    """Put an answer that keeps nothing from one exam to the next to the exam: example by example what it says."""
    known = answered(exam)

    def ask(answer: Any) -> leave_one_out.Outcomes:
        if answer not in known:
            known[answer] = leave_one_out.answered(exam, answer)
        return known[answer]

    return ask


@pytest.fixture
def loses_marks(exam: Exam, candidate: Callable[[Any], Candidate]) -> Callable[[Any], bool]:
    """Ask an answer until one of its answers is wrong."""

    def ask(answer: Any) -> bool:
        asked = candidate(answer)
        return any(example.judge(asked.answer(example.questions)) is not None for example in exam.examples)

    return ask


@pytest.fixture
def failed_properties(exam: Exam, outcomes: Callable[[Any], leave_one_out.Outcomes]) -> Callable[[Any], list[str]]:
    """Name the properties that an answer fails in the exam, once for each example it fails on."""

    def examine(answer: Any) -> list[str]:
        judged = zip(exam.examples, outcomes(answer), strict=True)
        return [example.property.name for example, outcome in judged if example.judge(outcome) is not None]

    return examine
