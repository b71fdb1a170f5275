"""Sandboxes for these tests: one inside bubblewrap, one without, both warm for the whole session, with small limits."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import pytest

from autograder.sandbox.outside.sandbox import Sandbox
from autograder.sandbox.wire.limits import Limits

LIMITS = Limits(
    cell_seconds=6.0,
    cell_processor_seconds=1.5,
    call_seconds=1.0,
    check_seconds=10.0,
    submission_seconds=60.0,
    memory_bytes=512 << 20,
    processes=24,
    file_bytes=3 << 20,
    scratch_bytes=8 << 20,
    output_bytes=16 << 10,
    image_bytes=1 << 20,
    results_bytes=16 << 20,
    message_bytes=8 << 20,
)


@pytest.fixture(scope="session")
def confined() -> Iterator[Sandbox]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sandbox = Sandbox(limits=LIMITS)
    with sandbox:
        if not sandbox.isolated:
            pytest.skip(f"no sandbox on this machine: {sandbox.why_not_isolated}")
        yield sandbox


@pytest.fixture(scope="session")
def plain() -> Iterator[Sandbox]:
    with Sandbox(limits=LIMITS, isolate=False) as sandbox:
        yield sandbox


@pytest.fixture(scope="session", params=["confined", "plain"])
def either(request: pytest.FixtureRequest) -> Sandbox:
    """For what must hold with and without bubblewrap."""
    return request.getfixturevalue(request.param)
