"""Given cells are drawn once for a class; what they define is there for every submission."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from autograder.course import CourseError
from autograder.grading.pictures import draw_pictures
from autograder.notebook.regions import GIVEN
from autograder.sandbox.outside.sandbox import Sandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


def notebook(*cells: tuple[str, str, bool]) -> dict[str, Any]:
    return {
        "cells": [
            {"cell_type": "code", "id": name, "source": text, "metadata": {"course": dict(GIVEN)} if given else {}}
            for name, text, given in cells
        ]
    }


def test_a_given_cell_that_shows_something_is_a_picture(sandbox: Sandbox) -> None:
    source = notebook(("setup", "def show(x): print('showing', x)", True), ("scene", "a = 3\nshow(a)", True))
    pictures = draw_pictures(source, sandbox)
    assert {name: p.outputs[0]["text"] for name, p in pictures.items()} == {"scene": "showing 3\n"}


def test_a_submission_runs_only_what_the_picture_defines(sandbox: Sandbox) -> None:
    source = notebook(("scene", "import math\na = math.pi\ndef f(): return a\nprint(a)", True))
    definitions = draw_pictures(source, sandbox)["scene"].definitions
    with sandbox.open() as submission:
        assert submission.run(definitions).outputs == []
        assert submission.run("print(f() == a)").outputs[0]["text"] == "True\n"


def test_other_cells_are_not_run(sandbox: Sandbox) -> None:
    assert draw_pictures(notebook(("answer", "print('an answer')", False)), sandbox) == {}


def test_a_given_cell_that_needs_an_answer_is_the_instructors_mistake(sandbox: Sandbox) -> None:
    with pytest.raises(CourseError, match=r"given cell scene .*NameError: name 'corr2d' is not defined"):
        draw_pictures(notebook(("scene", "print(corr2d)", True)), sandbox)


def test_a_cell_with_a_magic_command_is_run_by_every_submission(sandbox: Sandbox) -> None:
    assert draw_pictures(notebook(("scene", "%precision 3\nprint(1)", True)), sandbox) == {}
