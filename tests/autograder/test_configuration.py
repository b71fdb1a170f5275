"""What `c.GradeInSandbox` says becomes the limits of a submission."""

from __future__ import annotations

from dataclasses import fields

import pytest
from traitlets.config import Config

from autograder.gradebook.configuration import grading_options
from autograder.sandbox.wire.limits import Limits


def limits_of(**options) -> Limits:
    return grading_options(Config({"GradeInSandbox": options})).limits()


def test_nothing_said_means_the_usual_limits():
    assert limits_of() == Limits()


def test_who_gives_a_cell_less_time_than_usual_takes_nothing_from_it_beside():
    """One second is one second: what computes is not stopped after a quarter of it."""
    assert limits_of(cell_seconds=1.0) == Limits(cell_seconds=1.0)


@pytest.mark.parametrize("what", ["cell", "call"])
def test_who_gives_a_cell_or_a_call_more_time_gives_it_more_of_every_time(what):
    """Or it would be stopped by the processor's seconds, which nobody can set, as early as before."""
    usual, patient = Limits(), limits_of(**{f"{what}_seconds": 3 * getattr(Limits(), f"{what}_seconds")})
    longer = {f"{what}_seconds", f"{what}_processor_seconds", f"{what}_idle_seconds"}
    for field in fields(Limits):
        factor = 3 if field.name in longer else 1
        assert getattr(patient, field.name) == pytest.approx(factor * getattr(usual, field.name)), field.name
