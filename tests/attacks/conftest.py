"""The machine with its loot, and the sandboxes, warm for all attacks."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from autograder.exam.examiner import Examiner
from autograder.grading.one_notebook import Graded, grade_notebook
from autograder.sandbox.outside.sandbox import Sandbox
from autograder.sandbox.wire.limits import Limits

from .course import ASSIGNMENT, SOURCE, handed_in
from .host import Host, planted

LIMITS = Limits(
    cell_seconds=4.0,
    call_seconds=2.0,
    check_seconds=8.0,
    submission_seconds=60.0,
    memory_bytes=512 << 20,
    processes=24,
    file_bytes=3 << 20,
    scratch_bytes=8 << 20,
    output_bytes=64 << 10,
    image_bytes=1 << 20,
    results_bytes=16 << 20,
    message_bytes=8 << 20,
)
"""Small, so that an attack on them is over soon."""


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    with planted(tmp_path_factory.mktemp("host")) as host:
        yield host


@pytest.fixture(scope="session")
def confined(host: Host) -> Iterator[Sandbox]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sandbox = Sandbox(limits=LIMITS)
    with sandbox:
        if not sandbox.isolated:
            pytest.skip(f"no sandbox on this machine: {sandbox.why_not_isolated}")
        yield sandbox


@pytest.fixture(scope="session")
def plain(host: Host) -> Iterator[Sandbox]:
    with Sandbox(limits=LIMITS, isolate=False) as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def grade(confined: Sandbox) -> Callable[[dict[str, Any]], Graded]:
    """Grade a notebook the one way that all submissions go."""
    examiner = Examiner(b"loot-of-the-examiner", shrink_seconds=0, explains=False)
    return lambda made: grade_notebook(handed_in(made), ASSIGNMENT, SOURCE, confined, examiner)
