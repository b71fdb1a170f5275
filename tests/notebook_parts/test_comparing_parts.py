"""What the examples say: right, or what was got and what was wanted; and which exercise is still open."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from autograder.notebook.regions import CODE_STUB

Part = Callable[[str], ModuleType]


def test_a_right_result_is_said_to_be_right(part: Part, capsys: pytest.CaptureFixture[str]) -> None:
    part("compare").compare("ones", np.ones((1, 2)), [[1, 1]])
    assert capsys.readouterr().out == "right: ones\n"


@pytest.mark.parametrize(
    ("got", "message"),
    [
        (None, r"ones: your function gave back None. Is the return missing\?"),
        (np.zeros(2), r"ones\ngot:\n\[0. 0.\]\nwanted:\n\[1 1\]$"),
        (np.ones(3), r"wanted:\n\[1 1\]\nshapes: got \(3,\), wanted \(2,\)$"),
        (np.ones((1, 2)), r"shapes: got \(1, 2\), wanted \(2,\)$"),
    ],
    ids=["None", "other values", "other length", "a shape that NumPy would stretch"],
)
def test_a_wrong_result_is_shown_beside_the_right_one(part: Part, got: Any, message: str) -> None:
    with pytest.raises(AssertionError, match=message):
        part("compare").compare("ones", got, [1, 1])


def test_a_right_dtype_is_said_to_be_right(part: Part, capsys: pytest.CaptureFixture[str]) -> None:
    part("compare").compare_dtype("float64", np.ones(1), np.float64)
    assert capsys.readouterr().out == "right: float64\n"


@pytest.mark.parametrize(("got", "said"), [(np.ones(1, np.float32), "float32"), ([1.0], "list")])
def test_a_wrong_dtype_is_shown(part: Part, got: Any, said: str) -> None:
    with pytest.raises(AssertionError, match=rf"got:    {said}\nwanted: float64"):
        part("compare").compare_dtype("float64", got, np.float64)


def test_a_call_that_raises_value_error_is_right(part: Part, capsys: pytest.CaptureFixture[str]) -> None:
    part("compare").raises_value_error("refused", lambda: int("no number"))
    assert capsys.readouterr().out == "right: refused\n"


def test_a_call_that_gives_a_value_shows_it(part: Part) -> None:
    with pytest.raises(AssertionError, match=r"refused\ngot:    7\nwanted: ValueError"):
        part("compare").raises_value_error("refused", lambda: 7)


def test_a_call_that_raises_something_else_shows_its_own_error(part: Part) -> None:
    with pytest.raises(ZeroDivisionError):
        part("compare").raises_value_error("refused", lambda: 1 / 0)


# An exercise that is not written yet.


@pytest.fixture
def cell(part: Part, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], tuple[type[BaseException], list[str]]]:
    """Run a cell in an IPython of its own and return its error with the traceback that a student reads."""
    shell = InteractiveShell()
    errors: list[tuple[type[BaseException], list[str]]] = []
    monkeypatch.setattr(shell, "_showtraceback", lambda kind, error, lines: errors.append((kind, lines)))
    monkeypatch.setattr(part("open_exercises"), "get_ipython", lambda: shell)
    part("open_exercises").say_which_exercise_is_open()

    def run(source: str) -> tuple[type[BaseException], list[str]]:
        assert not shell.run_cell(source).success, "a cell that shows an error must count as failed"
        return errors.pop()

    return run


def test_an_open_exercise_says_so_in_one_line(cell: Callable[..., Any]) -> None:
    error = cell(f"def corr2d(image):\n    {CODE_STUB}\n\nprint(corr2d(1))")
    line = "corr2d is not written yet: replace its line `raise NotImplementedError(...)` with your own code."
    assert error == (NotImplementedError, [line])


def test_the_open_exercise_is_named_and_not_the_one_that_calls_it(cell: Callable[..., Any]) -> None:
    _, lines = cell(
        f"def pad2d(image):\n    {CODE_STUB}\n\ndef corr2d_same(image): return pad2d(image)\n\ncorr2d_same(1)"
    )
    assert [line.split()[0] for line in lines] == ["pad2d"]


@pytest.mark.parametrize(
    "source",
    ["raise NotImplementedError('some other reason')", "def f(): return 1 / 0\n\nf()", "int('Not written yet')"],
)
def test_every_other_error_shows_its_traceback(cell: Callable[..., Any], source: str) -> None:
    _, lines = cell(source)
    assert "Traceback" in "".join(lines)


def test_the_second_open_exercise_says_so_as_well(cell: Callable[..., Any]) -> None:
    source = f"def corr2d(image):\n    {CODE_STUB}\n\ncorr2d(1)"
    assert cell(source) == cell(source)
