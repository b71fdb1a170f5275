"""Where an assignment names PyTorch, it is there, and single operators of it do not count."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from autograder.sandbox.launcher import Sandbox
from autograder.sandbox.outcome import Call, Outcome, Refused, Returned

pytestmark = pytest.mark.slow

IMAGE, KERNEL = np.arange(12.0).reshape(3, 4), np.ones((2, 2))
CONVOLUTION = ("aten::convolution",)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(libraries=("numpy", "matplotlib", "torch")) as sandbox:
        yield sandbox


def ask(sandbox: Sandbox, body: str, refuse: tuple[str, ...]) -> Outcome:
    source = "import torch\nimport torch.nn.functional as F\n\ndef f(image, kernel):\n"
    source += "    x, k = torch.from_numpy(image)[None, None], torch.from_numpy(kernel)[None, None]\n"
    with sandbox.open() as submission:
        submission.run(source + body)
        with submission.check("f", refuse) as check:
            return check.answer([Call((IMAGE, KERNEL))])[0]


BY_HAND = "    return sum(image[i:i + 2, j:j + 3] * kernel[i, j] for i in range(2) for j in range(2))"
READY_MADE = {
    "function": "    return F.conv2d(x, k)[0, 0]",
    "module": "    m = torch.nn.Conv2d(1, 1, 2, bias=False, dtype=torch.float64)\n"
    "    m.weight.data = k\n    return m(x)[0, 0].detach()",
    "operator": "    return torch.ops.aten.convolution(x, k, None, [1, 1], [0, 0], [1, 1], False, [0, 0], 1)[0, 0]",
    "caught": "    try: F.conv2d(x, k)\n    except RuntimeError: pass\n" + BY_HAND,
}


@pytest.mark.parametrize("route", READY_MADE)
def test_refused_operator_does_not_count_by_any_route(sandbox: Sandbox, route: str):
    outcome = ask(sandbox, READY_MADE[route], CONVOLUTION)
    assert isinstance(outcome, Refused)
    assert "aten::convolution was called" in outcome.reason
    assert "does not count" in outcome.reason


def test_operator_that_is_not_refused_counts(sandbox: Sandbox):
    outcome = ask(sandbox, READY_MADE["function"], ())
    assert isinstance(outcome, Returned)
    assert outcome.value.tolist() == [[10.0, 14.0, 18.0], [26.0, 30.0, 34.0]]


def test_answer_by_hand_counts(sandbox: Sandbox):
    outcome = ask(sandbox, BY_HAND, CONVOLUTION)
    assert isinstance(outcome, Returned)
    assert outcome.value.tolist() == [[10.0, 14.0, 18.0], [26.0, 30.0, 34.0]]


def test_gradients_can_be_computed_in_a_check(sandbox: Sandbox):
    outcome = ask(
        sandbox, "    x.requires_grad_()\n    (x ** 2).sum().backward()\n    return x.grad[0, 0]", CONVOLUTION
    )
    assert isinstance(outcome, Returned)
    np.testing.assert_array_equal(outcome.value, 2 * IMAGE)
