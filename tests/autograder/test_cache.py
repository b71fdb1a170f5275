"""What is kept for the next run is read back, or made again: never believed, never in the way."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from small_course import EXERCISE

from autograder.cache import Cache
from autograder.exam.candidate import LocalCandidate
from autograder.exam.exam import Exam
from autograder.exam.examiner import Examiner
from autograder.exams import find_assignment


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path, b"secret")


def files(tmp_path):
    return [path for path in (tmp_path / ".autograder_cache").iterdir() if path.is_file()]


def test_what_was_kept_comes_back(cache):
    cache.put("exam", "corr2d", "1", [np.ones(3)])
    assert cache.get("exam", "corr2d", "1")[0].tolist() == [1.0, 1.0, 1.0]


def test_another_version_name_or_kind_is_another_value(cache):
    cache.put("exam", "corr2d", "1", "kept")
    assert [cache.get(*key) for key in (("exam", "corr2d", "2"), ("exam", "pad2d", "1"), ("x", "corr2d", "1"))] == [
        None
    ] * 3


def test_another_version_is_forgotten(cache, tmp_path):
    for version in "123":
        cache.put("exam", "corr2d", version, version)
    assert len(files(tmp_path)) == 1


def test_only_the_owner_can_read_it(cache, tmp_path):
    cache.put("exam", "corr2d", "1", "kept")
    (path,) = files(tmp_path)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


class Bomb:
    def __reduce__(self):
        return (os.abort, ())


def test_a_file_that_somebody_else_wrote_is_not_even_read(cache, tmp_path):
    cache.put("exam", "corr2d", "1", "kept")
    (path,) = files(tmp_path)
    path.write_bytes(bytes(32) + pickle.dumps(Bomb()))
    assert cache.get("exam", "corr2d", "1") is None


def test_a_file_of_another_course_does_not_count(cache, tmp_path):
    cache.put("exam", "corr2d", "1", "kept")
    assert Cache(tmp_path, b"another secret").get("exam", "corr2d", "1") is None


def test_a_file_that_was_moved_to_another_name_does_not_count(cache, tmp_path):
    cache.put("exam", "corr2d", "1", "of corr2d")
    (first,) = files(tmp_path)
    content = first.read_bytes()
    cache.put("exam", "pad2d", "1", "of pad2d")
    (second,) = (path for path in files(tmp_path) if path != first)
    second.write_bytes(content)
    assert cache.get("exam", "pad2d", "1") is None


def test_a_damaged_file_is_as_good_as_none(cache, tmp_path):
    cache.put("exam", "corr2d", "1", "kept")
    (path,) = files(tmp_path)
    path.write_bytes(path.read_bytes()[:40])
    assert cache.get("exam", "corr2d", "1") is None


def test_what_cannot_be_kept_is_not(cache, tmp_path):
    cache.put("exam", "corr2d", "1", lambda: 1)
    assert cache.get("exam", "corr2d", "1") is None


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path):
    (tmp_path / ".autograder_cache").write_text("in the way")
    cache = Cache(tmp_path, b"secret")
    cache.put("exam", "corr2d", "1", "kept")
    assert cache.get("exam", "corr2d", "1") is None


def test_a_kept_exam_is_the_drawn_one(cache, monkeypatch):
    drawn = Exam(EXERCISE, b"secret", cache)
    monkeypatch.setattr("autograder.exam.exam.draw_examples", lambda *args: pytest.fail("it was drawn again"))
    kept = Exam(EXERCISE, b"secret", cache)
    assert [(e.data, e.questions, e.expected) for e in kept.examples] == [
        (e.data, e.questions, e.expected) for e in drawn.examples
    ]


def test_an_exam_that_was_edited_is_drawn_anew(cache, monkeypatch):
    Exam(EXERCISE, b"secret", cache)
    monkeypatch.setattr("autograder.exam.exam.suite_of", lambda exercise: "edited")
    drawn = []
    monkeypatch.setattr("autograder.exam.exam.draw_examples", lambda *args: drawn.append(args) or [])
    Exam(EXERCISE, b"secret", cache)
    assert len(drawn) == len(EXERCISE.properties)


def test_a_mistake_is_shrunk_once_for_all_runs(tmp_path, monkeypatch):
    corr2d = find_assignment("01_correlation").exercise("corr2d")
    flipped = next(each for each in corr2d.misconceptions if each.name == "flipped kernel").implementation
    cache = Cache(tmp_path, b"secret")
    first = Examiner(b"secret", cache=cache).examine(corr2d, LocalCandidate(flipped))
    monkeypatch.setattr("autograder.exam.examiner.find_smaller", lambda *args: pytest.fail("it was shrunk again"))
    again = Examiner(b"secret", cache=cache).examine(corr2d, LocalCandidate(flipped))
    assert again.properties == first.properties
    with pytest.raises(pytest.fail.Exception):
        Examiner(b"secret", cache=Cache(tmp_path / "elsewhere", b"secret")).examine(corr2d, LocalCandidate(flipped))


def test_what_is_not_kept_is_made_once(cache):
    made = []

    def make():
        made.append(len(made))
        return "made"

    assert [cache.once("exam", "corr2d", "1", make) for _ in range(3)] == ["made"] * 3
    assert made == [0]
    assert cache.once("exam", "corr2d", "2", make) == "made"
    assert made == [0, 1]


def make_slowly(root, connection):
    def make():
        connection.send("making")
        connection.recv()
        return "of the first"

    connection.send(Cache(root, b"secret").once("exam", "corr2d", "1", make))


@pytest.fixture
def at_work(tmp_path):
    """A process that is making something, and our end of its connection."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=make_slowly, args=(tmp_path, theirs))
    process.start()
    assert ours.recv() == "making"
    yield process, ours
    process.kill()
    process.join(30)


def test_of_two_processes_one_makes_it_and_the_other_waits(cache, at_work):
    first, connection = at_work
    assert cache.is_being_made("exam", "corr2d")
    assert not cache.is_being_made("exam", "pad2d")
    with ThreadPoolExecutor(1) as second:
        waiting = second.submit(cache.once, "exam", "corr2d", "1", lambda: "of the second")
        time.sleep(0.1)
        assert not waiting.done()
        connection.send("go on")
        assert waiting.result(30) == "of the first"
    first.join(30)
    assert not cache.is_being_made("exam", "corr2d")


def test_a_process_that_dies_while_it_makes_something_keeps_nobody_waiting(cache, at_work):
    first, _ = at_work
    first.kill()
    first.join(30)
    assert cache.once("exam", "corr2d", "1", lambda: "of the second") == "of the second"


def test_where_nothing_can_be_written_it_is_made_all_the_same(tmp_path):
    (tmp_path / ".autograder_cache").write_text("a file where the folder should be")
    unwritable = Cache(tmp_path, b"secret")
    assert [unwritable.once("exam", "corr2d", "1", lambda: "made") for _ in range(2)] == ["made", "made"]
    assert not unwritable.is_being_made("exam", "corr2d")
