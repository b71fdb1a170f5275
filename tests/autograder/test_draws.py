"""The same secret gives the same examples in every process; a failing example is made small in bounded time."""

from __future__ import annotations

import subprocess
import sys
import time

import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from autograder.exam.draws import derive_seed, draw_examples, shrink
from autograder.exam.strategies import images, kernels, pictures, unequal_sizes, whole_numbers

SEED = derive_seed(b"secret", "corr2d", "values")


def test_a_seed_depends_on_the_secret():
    assert derive_seed(b"one", "corr2d") != derive_seed(b"two", "corr2d")


def test_a_seed_depends_on_where_a_name_ends():
    assert derive_seed(b"", "ab", "c") != derive_seed(b"", "a", "bc")


def test_the_same_seed_draws_the_same_examples():
    first, second = (draw_examples(images(), SEED, 10) for _ in range(2))
    assert [image.tolist() for image in first] == [image.tolist() for image in second]


def test_another_seed_draws_other_examples():
    first, second = (draw_examples(images(), seed, 10) for seed in (SEED, SEED + 1))
    assert [image.tolist() for image in first] != [image.tolist() for image in second]


def test_as_many_examples_are_drawn_as_asked_for():
    assert len(draw_examples(images(), SEED, 17)) == 17


def test_a_strategy_with_a_single_value_gives_it_once():
    assert draw_examples(st.just("only"), SEED, 5) == ["only"]


def test_the_first_example_is_the_simplest():
    assert draw_examples(st.integers(0, 1000), SEED, 5)[0] == 0


def test_a_strategy_without_examples_is_reported():
    with pytest.raises(Unsatisfiable):
        draw_examples(st.integers().filter(lambda n: False), SEED, 3)


DRAWING = """
import sys
sys.path[:0] = sys.argv[1:]
if len(sys.argv) > 1:
    import a_module_full_of_numbers
from hypothesis import strategies as st
from autograder.exam.draws import draw_examples
print(draw_examples(st.tuples(st.integers(0, 10**6), st.binary(min_size=4, max_size=4)), 1, 200))
"""


def test_draws_do_not_depend_on_what_else_is_imported(tmp_path):
    """Hypothesis by itself mixes in constants of the local modules it finds: another process, another exam."""
    numbers = ", ".join(map(str, range(1000, 9000, 7)))
    (tmp_path / "a_module_full_of_numbers.py").write_text(f"NUMBERS = [{numbers}]\nBYTES = [b'abcd', b'efgh']\n")
    plain, crowded = (
        subprocess.run([sys.executable, "-c", DRAWING, *path], capture_output=True, text=True, check=True).stdout
        for path in ([], [str(tmp_path)])
    )
    assert plain == crowded


SHRINKING = """
from hypothesis import strategies as st
from autograder.exam.draws import shrink
from autograder.exam.strategies import images, with_corners
fails = lambda drawn: drawn if len(drawn) == 2 and drawn[0].any() else None
anywhere = with_corners(st.tuples(images()), [st.tuples(images(), st.binary(min_size=3)) for _ in range(5)])
for seed in range(20):
    shrink(anywhere, seed, 40, fails, lambda drawn: drawn[0].size, seconds=60)
"""


def test_shrinking_leaves_nothing_of_the_sources_that_are_imported(tmp_path):
    subprocess.run([sys.executable, "-c", SHRINKING], cwd=tmp_path, check=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("draw", [images(), kernels(), pictures()])
def test_no_array_of_the_exams_is_square(draw):
    assert all(array.shape[0] != array.shape[1] for array in draw_examples(draw, SEED, 50))


def test_sizes_are_never_equal():
    assert all(rows != columns for rows, columns in draw_examples(unequal_sizes(1, 3), SEED, 50))


def test_whole_numbers_use_their_whole_range():
    (_, array), *_ = [(a.size, a) for a in draw_examples(whole_numbers((20, 30), -9, 9), SEED, 2)[1:]]
    assert set(np.unique(array)) == set(range(-9, 10))


def test_some_images_are_all_negative():
    assert any((image < 0).all() for image in draw_examples(images(), SEED, 50)[1:])


def fails_from(threshold):
    return lambda number: number if number >= threshold else None


def test_shrinking_finds_the_smallest_failing_input():
    assert shrink(st.integers(0, 10**6), SEED, 50, fails_from(1234), lambda n: n, seconds=20) == 1234


def test_shrinking_an_array_leaves_the_one_number_that_matters():
    def attempt(array):
        return array if (array >= 3).any() else None

    found = shrink(whole_numbers((3, 4)), SEED, 50, attempt, lambda a: np.abs(a).sum(), seconds=20)
    assert sorted(found.ravel()) == [0.0] * 11 + [3.0]


def test_nothing_is_found_where_nothing_fails():
    assert shrink(st.integers(0, 9), SEED, 20, lambda n: None, lambda n: n, seconds=5) is None


def test_shrinking_keeps_to_its_time():
    def slow_attempt(number):
        time.sleep(0.02)
        return number or None

    started = time.monotonic()
    shrink(st.integers(0, 10**9), SEED, 50, slow_attempt, lambda n: n, seconds=0.2)
    assert time.monotonic() - started < 1.0


def test_what_was_found_before_the_time_was_up_is_returned():
    def slow_attempt(number):
        time.sleep(0.05)
        return number or None

    assert shrink(st.integers(0, 10**9), SEED, 50, slow_attempt, lambda n: n, seconds=0.3) is not None


def test_a_candidate_that_changes_its_mind_does_not_stop_the_shrinking():
    answers = iter([None, 5, *[None] * 500])
    assert shrink(st.integers(0, 9), SEED, 20, lambda n: next(answers), lambda n: n, seconds=2) == 5


def test_shrinking_stops_after_so_many_attempts():
    tried = []

    def attempt(n: int) -> int | None:
        tried.append(n)
        return n if n > 5 else None

    shrink(st.integers(0, 10**9), SEED, 50, attempt, lambda n: n, seconds=60, attempts=7)
    first = next(i for i, n in enumerate(tried) if n > 5)
    assert len(tried) == first + 1 + 7
