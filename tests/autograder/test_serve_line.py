"""The line of the practice page: whose turn it is, what is refused, what is told, what is forgotten."""

from __future__ import annotations

import threading

import pytest

from autograder.serve.line import Line, RefusedError, Result, Upload
from autograder.serve.rules import Rules


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def line_of(**bounds):
    clock = Clock()
    return Line(Rules(("01_small",), **bounds), clock), clock


def done(name="a.ipynb", **more):
    return Result(name, "<p>page</p>", "01_small", 1.0, 2.0, **more)


def next_student(line):
    taken = line.take(0)
    return taken and taken.student


def test_who_came_first_is_graded_first():
    line, _ = line_of()
    for student in ("ada", "bob", "eve"):
        line.join(student, "a.ipynb", b"")
    assert [next_student(line) for _ in range(4)] == ["ada", "bob", "eve", None]


def test_a_newer_upload_takes_the_place_of_the_one_that_waits():
    line, _ = line_of()
    line.join("ada", "old.ipynb", b"old")
    line.join("bob", "b.ipynb", b"")
    line.join("ada", "new.ipynb", b"new")
    assert line.take(0) == Upload("ada", "new.ipynb", b"new", 1)
    assert next_student(line) == "bob"
    assert next_student(line) is None


def test_nobody_is_graded_by_two_workers():
    line, _ = line_of()
    line.join("ada", "a.ipynb", b"1")
    first = line.take(0)
    line.join("ada", "a.ipynb", b"2")
    assert next_student(line) is None
    line.finish(first, done())
    assert line.take(0).content == b"2"


def test_who_used_up_the_time_waits_behind_all_others_for_an_hour():
    line, clock = line_of()
    line.join("mallory", "loop.ipynb", b"")
    line.finish(line.take(0), done(overran=True))
    for student in ("mallory", "ada", "bob"):
        line.join(student, "a.ipynb", b"")
    assert line.state("mallory").ahead == 2
    assert [next_student(line) for _ in range(3)] == ["ada", "bob", "mallory"]
    for student in ("ada", "bob", "mallory"):
        line.finish(Upload(student, "a.ipynb", b"", 0), done())
    clock.now += 3601
    for student in ("mallory", "ada"):
        line.join(student, "a.ipynb", b"")
    assert next_student(line) == "mallory"


def test_an_hour_has_so_many_uploads_and_says_when_the_next_is_taken():
    line, clock = line_of(per_hour=2)
    line.join("ada", "a.ipynb", b"")
    clock.now += 600
    line.join("ada", "a.ipynb", b"")
    with pytest.raises(RefusedError, match=r"2 notebooks in the last hour.*in 50 minutes") as refused:
        line.may_join("ada")
    assert (refused.value.status, refused.value.wait) == (429, 3000)
    with pytest.raises(RefusedError):
        line.join("ada", "a.ipynb", b"")
    assert (line.state("ada").left, line.state("ada").next_seconds) == (0, 3000)
    line.join("bob", "a.ipynb", b"")
    clock.now += 3001
    line.join("ada", "a.ipynb", b"")


def test_the_line_holds_so_many_uploads_and_so_many_bytes():
    line, _ = line_of(waiting=2, waiting_bytes=100)
    line.join("ada", "a.ipynb", b"x" * 60)
    with pytest.raises(RefusedError, match="Too many notebooks wait") as refused:
        line.join("bob", "a.ipynb", b"x" * 41)
    assert refused.value.status == 503
    line.join("bob", "a.ipynb", b"x" * 40)
    with pytest.raises(RefusedError):
        line.may_join("eve")
    line.join("ada", "a.ipynb", b"x" * 60)  # a newer one takes no further place


def test_the_wait_is_guessed_from_the_last_gradings_and_the_workers():
    line, clock = line_of(jobs=2)
    for student in ("a", "b"):
        line.join(student, "a.ipynb", b"")
        upload = line.take(0)
        clock.now += 10
        line.finish(upload, done())
    for number in range(5):
        line.join(f"s{number}", "a.ipynb", b"")
    assert [line.state(f"s{n}").seconds for n in range(5)] == [10, 10, 20, 20, 30]
    line.take(0)
    line.take(0)
    clock.now += 4
    assert [line.state(f"s{n}").seconds for n in range(5)] == [6, 6, 16, 16, 26]


def test_results_are_forgotten_and_with_them_the_student():
    line, clock = line_of(result_seconds=7200)
    line.join("ada", "a.ipynb", b"")
    line.finish(line.take(0), done())
    assert line.state("ada").stage == "done"
    clock.now += 7199
    assert line.state("ada").result is not None
    clock.now += 2
    assert (line.state("ada").stage, line.state("ada").result) == ("nothing", None)
    assert line._places == {}


def test_a_waiting_worker_is_woken():
    line, _ = line_of()
    taken = []
    thread = threading.Thread(target=lambda: taken.append(line.take(5)))
    thread.start()
    line.join("ada", "a.ipynb", b"")
    thread.join(5)
    assert taken[0].student == "ada"
