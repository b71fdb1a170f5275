"""The practice exam gives nothing of the real one away, and an upload goes its way from bytes to a page."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest
import small_course

from autograder.course import course_secret, practice_secret
from autograder.exam.exam import Exam
from autograder.exams import assignment_names, find_assignment, find_exercise
from autograder.grading.grader import Grader
from autograder.serve.line import Upload
from autograder.serve.practice import practised
from autograder.serve.rules import Rules

SECRET = b"the course's secret"
RULES = Rules(("01_small",))


def plain(value):
    """A question as something that can be compared: arrays by dtype, shape and bytes."""
    if isinstance(value, np.ndarray):
        return "array", str(value.dtype), value.shape, value.tobytes()
    if dataclasses.is_dataclass(value):
        return type(value).__name__, *(plain(getattr(value, each.name)) for each in dataclasses.fields(value))
    if isinstance(value, dict):
        return "dict", *((plain(key), plain(each)) for key, each in value.items())
    if isinstance(value, (tuple, list)):
        return type(value).__name__, *map(plain, value)
    return repr(value)


def questions(exercise, secret):
    return {plain(example.questions) for example in Exam(exercise, secret).examples}


def shared_beyond_corners(exercise):
    """How many questions the real exam shares with the practice exam, and how many with that of another course.

    Corners do not count, which are what a third course asks, too: what is left are small questions that chance draws
    twice. Behind these, how many questions the practice exam asks, and how many the real one asks, too.
    """
    real, practice = questions(exercise, SECRET), questions(exercise, practice_secret(SECRET))
    third, another = questions(exercise, b"a third course"), questions(exercise, b"another course")
    return len(real & practice - third), len(real & another - third), len(practice), len(real & practice)


def nothing_is_given_away(exercise):
    """Make sure that the practice exam tells of the real one what the exam of another course does."""
    with_practice, with_another, asked, shared = shared_beyond_corners(exercise)
    assert shared < asked, exercise.name
    assert with_practice <= min(asked / 20, with_another + asked / 50), exercise.name


def test_the_practice_exam_shares_corners_with_the_real_one_and_nothing_else():
    by_chance, _, asked, shared = shared_beyond_corners(find_exercise("output_size"))
    assert by_chance == 0
    assert 0 < shared < asked


@pytest.mark.slow
@pytest.mark.parametrize("assignment", assignment_names())
def test_no_practice_exam_gives_the_real_one_away(assignment):
    for exercise in find_assignment(assignment).exercises:
        nothing_is_given_away(exercise)


def test_an_exam_drawn_from_the_courses_own_secret_would_be_found():
    exercise = find_exercise("output_size")
    same = questions(exercise, SECRET) & questions(exercise, SECRET)
    assert len(same - questions(exercise, b"another course")) > 20


def test_the_courses_secret_does_not_follow_from_the_practice_secret():
    practice = practice_secret(SECRET)
    assert SECRET not in practice
    assert len(practice) == 32
    assert practice != practice_secret(SECRET + b"x")
    assert practice_secret(practice) != practice


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    (root / "nbgrader_config.py").touch()
    (root / "solutions" / "01_small").mkdir(parents=True)
    (root / "solutions" / "01_small" / "01_small.ipynb").write_text(json.dumps(small_course.SOURCE))
    return root


@pytest.fixture(scope="module")
def grader(course):
    with pytest.MonkeyPatch.context() as patched, Grader(course, practice=True, limits=RULES.limits) as made:
        patched.setattr("autograder.grading.grader.find_assignment", lambda name: small_course.ASSIGNMENT)
        patched.setattr("autograder.serve.practice.find_assignment", lambda name: small_course.ASSIGNMENT)
        _, sandbox = made.warm_up("01_small")
        assert sandbox.isolated
        yield made


def practise(grader, course, content, name="01_small.ipynb"):
    return practised(grader, course, Upload("ada", name, content, 1), RULES.assignments)


def test_a_right_notebook_gets_its_points_and_a_page_that_says_it_is_practice(grader, course):
    result = practise(grader, course, small_course.submission())
    assert (result.assignment, result.score, result.max_score, result.problem) == ("01_small", 2, 2, "")
    assert "<strong>This is practice.</strong>" in result.page
    assert 'href="./"' in result.page
    assert "Feedback for ada on 01_small" in result.page


def test_a_wrong_one_gets_the_name_of_the_mistake(grader, course):
    result = practise(grader, course, small_course.submission("def f(x):\n    return x"))
    assert result.score < 2
    assert "forgot to add" in result.page


def test_a_name_does_not_matter_where_cells_tell(grader, course):
    result = practise(grader, course, small_course.submission(), "final (2).ipynb")
    assert (result.assignment, result.score) == ("01_small", 2)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\x89PNG", "not text"),
        (b"[" * 100_000, "notebook"),
        (b'{"cells": [{}]}', "Hand in 01_small.ipynb"),
        (b"{}", "no list of cells"),
    ],
)
def test_what_is_no_notebook_gets_a_sentence(grader, course, content, said):
    result = practise(grader, course, content, "a.ipynb")
    assert said in result.problem
    assert result.page == ""


def test_the_two_exams_are_kept_apart_on_disk(grader, course):
    practice = sorted((course / ".autograder_cache" / "practice").glob("exam-f-*"))
    assert len(practice) == 1
    with pytest.MonkeyPatch.context() as patched, Grader(course) as real:
        patched.setattr("autograder.grading.grader.find_assignment", lambda name: small_course.ASSIGNMENT)
        real.warm_up("01_small")
    assert sorted((course / ".autograder_cache" / "practice").glob("exam-f-*")) == practice
    assert len(list((course / ".autograder_cache").glob("exam-f-*"))) == 1


def test_a_practice_grader_holds_the_practice_secret_alone(grader, course):
    secret = course_secret(course)
    seen = repr([vars(grader), vars(grader._examiner), vars(grader._cache)])
    assert repr(practice_secret(secret)) in seen
    assert repr(secret) not in seen
