"""`autograder matrix` writes what the exams catch to docs/: a table, and a picture beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder import cli
from autograder.exam.exercise import Exercise
from autograder.exams import matrix as matrices
from autograder.exams.matrix import SECRETS, Matrix

ASSIGNMENT = "01_correlation"


def everything_caught(exercise: Exercise) -> Matrix:
    """What an exam would find whose every property fails on every mistake; examining them takes a minute."""
    caught = (len(SECRETS),) * len(exercise.properties)
    return Matrix(exercise, (caught,) * len(exercise.misconceptions), (0.0,) * len(exercise.misconceptions))


def test_it_writes_a_table_and_a_picture(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(cli, "_course_with", lambda assignment: tmp_path)
    monkeypatch.setattr(matrices, "matrix_of", everything_caught)
    result = CliRunner().invoke(cli.app, ["matrix", ASSIGNMENT])
    assert (result.exit_code, result.stdout.split()) == (0, ["docs/misconceptions_01.md", "docs/misconceptions_01.png"])
    assert "| flipped kernel | ● | ● |" in (tmp_path / "docs" / "misconceptions_01.md").read_text(encoding="utf-8")
    assert (tmp_path / "docs" / "misconceptions_01.png").read_bytes().startswith(b"\x89PNG")


def test_an_unknown_assignment_is_refused_before_anything_is_examined() -> None:
    result = CliRunner().invoke(cli.app, ["matrix", "99_none"])
    assert (result.exit_code, "99_none" in result.output) == (2, True)
