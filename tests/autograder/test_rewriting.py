"""A right answer with something done to it still is Python, and does what was done to it."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.sample.rewriting import delegating, with_body, with_first_statement, without_colon

FUNCTION = "SCALE = 2\n\n\ndef f(x, y=SCALE):\n    '''Scaled.'''\n    return x * y\n"
WITH_INIT = "class C:\n    def call(self):\n        return self.x\n\n    def __init__(self, x):\n        self.x = x\n"
WITHOUT_INIT = "class C:\n    x = 7\n\n    def call(self):\n        return self.x\n"
OF_A_BASE = "class Base:\n    def __init__(self, x):\n        self.x = x\n\n\nclass C(Base):\n    y = 1\n"
REACHED = "raise KeyError('reached')"
NOTED = "noted.append('reached')"


def defined(source: str, name: str) -> Any:
    names: dict[str, Any] = {"noted": []}
    exec(source, names)
    return names[name]


@pytest.mark.parametrize(
    ("source", "name", "arguments"),
    [
        (FUNCTION, "f", (1,)),
        ("def f(x): return x", "f", (1,)),
        ("def f(x,\n      y=1): return x", "f", (1,)),
        ("def f(x='é'): return x", "f", (1,)),
        ("def f(x):\n    @str\n    def g():\n        pass\n    return x", "f", (1,)),
        ("import functools\n\n\n@functools.cache\ndef f(x): return x", "f", (1,)),
        (WITH_INIT, "C", (1,)),
        (WITHOUT_INIT, "C", ()),
        (OF_A_BASE, "C", (1,)),
        ("class C: pass", "C", ()),
        ("class C:\n    def __init__(self): pass", "C", ()),
    ],
)
def test_another_body_runs_when_the_answer_is_called(source, name, arguments):
    with pytest.raises(KeyError, match="reached"):
        defined(with_body(source, name, REACHED), name)(*arguments)


def test_what_else_is_in_the_source_stays():
    assert defined(with_body(FUNCTION, "f", "return y"), "f")(1) == 2


@pytest.mark.parametrize(
    ("source", "name", "arguments"),
    [(FUNCTION, "f", (1,)), (WITH_INIT, "C", (1,)), (WITHOUT_INIT, "C", ()), (OF_A_BASE, "C", (1,))],
)
def test_a_first_statement_runs_when_the_answer_is_called(source, name, arguments):
    names: dict[str, Any] = {"noted": []}
    exec(with_first_statement(source, name, NOTED), names)
    names[name](*arguments)
    assert names["noted"] == ["reached"]


def test_a_function_with_a_first_statement_gives_what_it_gave():
    assert defined(with_first_statement(FUNCTION, "f", NOTED), "f")(3) == 6


@pytest.mark.parametrize(("source", "arguments"), [(WITH_INIT, (7,)), (WITHOUT_INIT, ())])
def test_a_class_with_a_first_statement_works_as_it_did(source, arguments):
    assert defined(with_first_statement(source, "C", NOTED), "C")(*arguments).call() == 7


def test_a_function_that_leaves_its_work_to_a_helper_gives_what_the_helper_gives():
    source = FUNCTION.replace("def f(", "def helper(")
    assert defined(source + "\n" + delegating(FUNCTION, "f", "helper"), "f")(3, y=5) == 15


def test_a_class_that_leaves_its_work_to_a_helper_works_as_the_helper():
    source = WITH_INIT.replace("class C:", "class Helper:")
    assert defined(source + "\n" + delegating(WITH_INIT, "C", "Helper"), "C")(7).call() == 7


def test_annotations_of_what_is_not_imported_are_left_out():
    assert "Missing" not in delegating("def f(x: Missing, *, y: Missing = 1): return x", "f", "helper")


@pytest.mark.parametrize(("source", "name"), [(FUNCTION, "f"), (WITH_INIT, "C"), ("def f(): pass", "f")])
def test_a_forgotten_colon_is_a_syntax_error(source, name):
    with pytest.raises(SyntaxError):
        compile(without_colon(source, name), "answer", "exec")


def test_a_source_that_does_not_define_the_answer_is_named():
    with pytest.raises(ValueError, match="defines no function or class g at its margin"):
        with_body(FUNCTION, "g", "pass")
