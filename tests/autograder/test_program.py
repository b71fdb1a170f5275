"""Questions as programs: short ones on one line, scripts step by step, and all of them can be pasted and run."""

from __future__ import annotations

import numpy as np

from autograder.exam.program import show_program
from autograder.sandbox.wire.questions import Call


def test_a_short_call_stands_on_one_line():
    assert show_program("output_size", [Call((7, 3), {"stride": 2})]) == "output_size(7, 3, stride=2)"


def test_a_long_call_keeps_short_arguments_together():
    call = Call((np.array([[1.0, 2.0], [3.0, 4.0]]), 1, 2), {"left": 3})
    text = "pad2d(\n    np.array([[1., 2.],\n              [3., 4.]]),\n    1, 2, left=3,\n)"
    assert show_program("pad2d", [call]) == text


def test_a_call_can_be_pasted_back():
    call = Call((np.arange(12.0).reshape(3, 4), np.ones((2, 3)), (1, 2), (2, 1), 0.5))
    pasted = eval(show_program("dict_of", [call]), {"np": np, "dict_of": lambda *args: args})
    assert [np.asarray(a).tolist() for a in pasted] == [np.asarray(a).tolist() for a in call.args]
