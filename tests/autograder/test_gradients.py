"""Gradients are judged by differences of the forward pass and as its adjoint; plausible wrong ones do not pass."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.exam.candidate import LocalCandidate
from autograder.exam.properties import adjoint, gradient, holds
from autograder.sandbox.wire.outcome import Played, Raised, Returned
from autograder.sandbox.wire.questions import Call, Do, Script

RNG = np.random.default_rng(3)


def question(n: int) -> Call:
    return Call((RNG.normal(size=(n, 3)), RNG.normal(size=(n, 2)), RNG.normal(size=(2, 3))))


def forward(call, x):
    return np.tanh(x @ call.args[2])


def dx(dy, x, w):
    return (dy * (1 - np.tanh(x @ w) ** 2)) @ w.T


def linear(call, x):
    return x @ call.args[2] + 5.0  # a bias, which the adjoint does not see


PLACES = {"at": lambda call: call.args[1], "upstream": lambda call: call.args[0]}
GRADIENT = gradient("dx", "", st.nothing(), forward=forward, **PLACES)
ADJOINT = adjoint("adjoint", "", st.nothing(), forward=linear, **PLACES)
WRONG = {
    "upstream left out": lambda dy, x, w: dx(np.ones_like(dy), x, w),
    "derivative left out": lambda dy, x, w: dy @ w.T,
    "averaged": lambda dy, x, w: dx(dy, x, w) / len(x),
    "twice": lambda dy, x, w: 2 * dx(dy, x, w),
    "transposed": lambda dy, x, w: dx(dy, x, w).T,
    "zero": lambda dy, x, w: np.zeros_like(x),
    "one entry off": lambda dy, x, w: dx(dy, x, w) + 1e-4 * np.eye(*x.shape),
    "not a number": lambda dy, x, w: dx(dy, x, w) * np.nan,
    "a list": lambda dy, x, w: dx(dy, x, w).tolist(),
    "nothing": lambda dy, x, w: None,
}


def failure(prop, answer, call):
    return prop.judge(call, prop.expect(call, LocalCandidate(dx)), LocalCandidate(answer).answer([call]))


@pytest.mark.parametrize("n", [2, 100], ids=["entry by entry", "along directions"])
def test_a_right_gradient_passes(n):
    assert failure(GRADIENT, dx, question(n)) is None


@pytest.mark.parametrize("n", [2, 100], ids=["entry by entry", "along directions"])
@pytest.mark.parametrize("story", WRONG)
def test_a_plausible_gradient_does_not(story, n):
    assert failure(GRADIENT, WRONG[story], question(n)) is not None


def test_the_gradient_that_was_wanted_is_shown():
    call = question(2)
    shown = failure(GRADIENT, WRONG["zero"], call)
    wanted = eval(shown.expected, {"np": np})
    np.testing.assert_allclose(wanted, dx(*call.args), atol=1e-6)


def test_the_adjoint_of_a_linear_map_passes():
    assert failure(ADJOINT, lambda dy, x, w: dy @ w.T, question(2)) is None


@pytest.mark.parametrize("wrong", [lambda dy, x, w: dy @ abs(w.T), lambda dy, x, w: dy[:, :2], lambda dy, x, w: x * 0])
def test_another_map_is_not_the_adjoint(wrong):
    assert failure(ADJOINT, wrong, question(2)) is not None


@pytest.mark.parametrize("prop", [GRADIENT, ADJOINT], ids=["gradient", "adjoint"])
def test_a_constant_upstream_gradient_is_an_error_of_the_exam(prop):
    call = Call((np.ones((2, 3)), *question(2).args[1:]))
    with pytest.raises(ValueError, match=r"is 1\.0 everywhere, which hides most mistakes"):
        prop.expect(call, LocalCandidate(dx))


def test_a_part_of_the_result_and_the_last_step_of_a_script_are_found():
    prop = gradient(
        "dx",
        "",
        st.nothing(),
        at=lambda script: script.steps[0].args[0],
        forward=lambda script, x: x**2,
        upstream=lambda script: script.steps[1].args[0],
        part=("grads", 0),
    )
    script = Script(Call(), (Do("forward", (np.array([1.0, 2.0]),)), Do("backward", (np.array([5.0, 7.0]),))))
    slopes = prop.expect(script, LocalCandidate(dict))
    right = Returned({"grads": [np.array([10.0, 28.0])]})
    assert prop.judge(script, slopes, [Played((Returned(None), Returned(0), right))]) is None
    wrong = Returned({"grads": [np.array([10.0, 20.0])]})
    assert prop.judge(script, slopes, [Played((Returned(None), Returned(0), wrong))]) is not None
    assert prop.judge(script, slopes, [Played((Returned(None), Returned(0), Returned({})))]).note != ""
    assert prop.judge(script, slopes, [Played((Raised("TypeError", ""),))]).step == 0


POSITIVE = holds("positive", "", st.nothing(), lambda data, values: None if values[0] > 0 else "something positive")


@pytest.mark.parametrize(
    ("outcome", "wanted"),
    [
        (Returned(3.0), None),
        (Returned(-3.0), "something positive"),
        (Returned(np.nan), "finite numbers from every call"),
        (Returned(None), "finite numbers from every call"),
        (Returned((1.0, 2.0)), "values that can be judged"),
        (Raised("ValueError", "no"), "a value from every call"),
    ],
)
def test_a_statement_holds_or_says_what_was_wanted(outcome, wanted):
    failure = POSITIVE.judge(Call(), None, [outcome])
    assert (failure and failure.expected) == wanted


def test_a_statement_about_a_script_gets_the_values_of_its_steps():
    prop = holds("sum", "", st.nothing(), lambda data, values: None if values[0][1:] == [1.0, 2.0] else "1 and 2")
    script = Script(Call(), (Do("reset"), Do("a"), Do("b")))
    steps = Returned(None), Returned(None), Returned(1.0), Returned(2.0)
    assert prop.judge(script, None, [Played(steps)]) is None
    assert prop.judge(script, None, [Played(steps[::-1])]).expected == "1 and 2"
