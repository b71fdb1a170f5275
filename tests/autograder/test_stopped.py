"""Where an endless loop was when it was stopped, read from the traceback that IPython writes of an interrupt."""

from __future__ import annotations

import pytest
from IPython.core.interactiveshell import InteractiveShell

from autograder.grading.stopped import where_stopped

LOOP = "def f(x):\n    while True:\n        x = x + 1\n        if x > 3:\n            raise KeyboardInterrupt\n"


@pytest.fixture(scope="module")
def interrupted():
    """What a cell shows when it is interrupted in a function of another cell, below a library's own frames."""
    shell, outputs = InteractiveShell(), []
    shell.InteractiveTB.set_mode("Plain")  # as in the sandbox

    def shown(kind, error, lines):
        outputs.append({"output_type": "error", "ename": kind.__name__, "evalue": str(error), "traceback": list(lines)})

    shell._showtraceback = shown
    shell.run_cell(LOOP, store_history=True)
    shell.run_cell("import functools\nfunctools.reduce(lambda a, b: f(b), [1, 2])", store_history=True)
    return outputs


def test_the_line_of_the_loop_is_said(interrupted):
    assert where_stopped(interrupted) == "It was at line 5 of f: raise KeyboardInterrupt"


def test_another_error_says_nothing_of_a_stop(interrupted):
    assert where_stopped([interrupted[0] | {"ename": "ValueError"}]) == ""


@pytest.mark.parametrize("traceback", [[], ["Cell In[1], line x\n"], ["Cell In[1], line 1"], ["forged\n"]], ids=str)
def test_a_traceback_of_another_form_says_nothing(traceback):
    assert where_stopped([{"output_type": "error", "ename": "KeyboardInterrupt", "traceback": traceback}]) == ""


def test_a_forged_line_commands_no_terminal():
    lines = ["  Cell In[1], line 1", "    \x1b[2J\x07 " + "x" * 1000]
    said = where_stopped([{"output_type": "error", "ename": "KeyboardInterrupt", "traceback": lines}])
    assert said.startswith("It was at line 1 of the cell: ")
    assert said.isprintable()
    assert len(said) < 300
