"""What open cells draw behind right answers is drawn once for a class; behind anything else they draw themselves."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import small_course
from small_course import ASSIGNMENT, cell

from autograder.course import source_path
from autograder.grading.grader import Grader
from autograder.grading.lesson import run_lesson
from autograder.notebook.regions import GIVEN
from autograder.sandbox.outside.sandbox import Sandbox

PICTURE = "big = f(3)\nshow_number(big)"
SOURCE = small_course.SOURCE | {
    "cells": [
        cell("setup", "one = 1\ndef show_number(x):\n    print('course:', x)", locked=True),
        *small_course.SOURCE["cells"][1:],
        cell("picture", PICTURE),
    ]
}
SOURCE["cells"][0]["metadata"]["course"] = dict(GIVEN)
RIGHT = "def f(x):\n    return x + 1"
REDRAWS = "\ndef show_number(x):\n    print('own:', x)"  # tells whose drawing is shown


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(("numpy",)) as made:
        yield made


def a_course(folder: Path) -> Path:
    path = source_path(folder, ASSIGNMENT.name)
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(SOURCE))
    return folder


@pytest.fixture(scope="module")
def grader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grader]:
    with pytest.MonkeyPatch.context() as patch:
        small_course.make_known(patch)
        with Grader(a_course(tmp_path_factory.mktemp("course")), for_class=True) as made:
            yield made


def handed_in(answer: str, picture: str = PICTURE, *more: dict[str, Any], at: int = 4) -> bytes:
    notebook = copy.deepcopy(SOURCE)
    notebook["cells"][1]["source"] = answer
    notebook["cells"][2]["source"] = "# Graded: f, 2 points."
    notebook["cells"][3]["source"] = picture
    notebook["cells"][at:at] = more
    return json.dumps(notebook).encode()


def shown(grader: Grader, submitted: bytes, cell_id: str = "picture") -> str:
    notebook = grader.grade(submitted, ASSIGNMENT.name).notebook
    (outputs,) = (each["outputs"] for each in notebook["cells"] if each["id"] == cell_id)
    return "".join(output.get("text", output.get("ename", "")) for output in outputs)


def test_a_lesson_has_its_open_cells_with_what_they_draw_and_what_is_left_to_run(sandbox: Sandbox) -> None:
    (only,) = run_lesson(SOURCE, sandbox).items()
    name, known = only
    assert (name, known.source) == ("picture", PICTURE)
    assert [output["text"] for output in known.picture.outputs] == ["course: 4\n"]
    assert known.picture.definitions == "big = f(3)"


def test_open_cells_behind_a_failing_one_are_not_known(sandbox: Sandbox) -> None:
    failing = SOURCE | {"cells": [cell("broken", "1 / 0"), *SOURCE["cells"]]}
    assert run_lesson(failing, sandbox) == {}


def test_an_open_cell_with_a_magic_command_is_run_as_it_is(sandbox: Sandbox) -> None:
    magic = SOURCE | {"cells": [*SOURCE["cells"], cell("magic", "%precision 3\nshow_number(1)")]}
    assert run_lesson(magic, sandbox)["magic"].picture is None


def test_behind_right_answers_the_courses_picture_is_shown(grader: Grader) -> None:
    assert shown(grader, handed_in(RIGHT + REDRAWS)) == "course: 4\n"


def test_what_the_cell_defines_is_there(grader: Grader) -> None:
    assert shown(grader, handed_in(RIGHT, PICTURE, cell("own", "print(big)")), "submitted-1") == "4\n"


def test_behind_a_wrong_answer_it_draws_itself(grader: Grader) -> None:
    assert shown(grader, handed_in("def f(x):\n    return 10 * x")) == "course: 30\n"


def test_a_cell_that_was_changed_draws_itself(grader: Grader) -> None:
    assert shown(grader, handed_in(RIGHT, "show_number(f(7))")) == "course: 8\n"


@pytest.mark.parametrize("at", [0, 1, 3])
def test_behind_a_cell_of_the_students_own_it_draws_itself(grader: Grader, at: int) -> None:
    assert shown(grader, handed_in(RIGHT + REDRAWS, PICTURE, cell("own", "two = 2"), at=at)) == "own: 4\n"


def test_before_the_exam_of_an_answer_it_draws_itself(sandbox: Sandbox, tmp_path: Path) -> None:
    earlier = SOURCE | {"cells": [SOURCE["cells"][index] for index in (0, 1, 3, 2)]}
    with pytest.MonkeyPatch.context() as patch:
        small_course.make_known(patch)
        source_path(a_course(tmp_path), ASSIGNMENT.name).write_text(json.dumps(earlier))
        submitted = copy.deepcopy(earlier)
        submitted["cells"][1]["source"] = RIGHT + REDRAWS
        with Grader(tmp_path, for_class=True) as grader:
            assert shown(grader, json.dumps(submitted).encode()) == "own: 4\n"


def test_an_answer_that_breaks_the_cell_shows_how(grader: Grader) -> None:
    breaks_once = "    if x == 3 and not broken:\n        broken.append(x)\n        raise OSError\n"
    assert "OSError" in shown(grader, handed_in(f"broken = []\ndef f(x):\n{breaks_once}    return x + 1"))


def test_it_is_drawn_for_a_class_and_then_known_to_whoever_grades_one(tmp_path: Path) -> None:
    submitted = handed_in(RIGHT + REDRAWS)
    with pytest.MonkeyPatch.context() as patch:
        small_course.make_known(patch)
        a_course(tmp_path)
        for for_class, wanted in ((False, "own: 4\n"), (True, "course: 4\n"), (False, "course: 4\n")):
            with Grader(tmp_path, for_class=for_class) as grader:
                assert shown(grader, submitted) == wanted
