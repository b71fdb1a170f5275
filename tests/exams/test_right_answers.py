"""Every right answer keeps full marks, whatever its style."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.secrets_in_full(100)


def test_every_honest_style_keeps_full_marks_under_every_secret(exercise, seed, failed_properties):
    failed = {style.__name__: failed_properties(style) for style in exercise.honest}
    assert {name: properties for name, properties in failed.items() if properties} == {}


def test_the_reference_keeps_full_marks(exercise, failed_properties):
    assert failed_properties(exercise.reference) == []


def test_there_are_at_least_five_honest_styles(exercise):
    assert len(exercise.honest) >= 5
