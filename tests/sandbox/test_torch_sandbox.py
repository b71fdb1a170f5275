"""Where an assignment names PyTorch, it is there, all of it, on one thread, and torchvision is not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from autograder.sandbox.outside.sandbox import Sandbox
from autograder.sandbox.wire.outcome import Outcome, Returned
from autograder.sandbox.wire.questions import Call

pytestmark = pytest.mark.slow

IMAGE, KERNEL = np.arange(12.0).reshape(3, 4), np.ones((2, 2))


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(libraries=("numpy", "matplotlib", "torch")) as sandbox:
        yield sandbox


def ask(sandbox: Sandbox, body: str) -> Outcome:
    source = "import torch\nimport torch.nn.functional as F\n\ndef f(image, kernel):\n"
    source += "    x, k = torch.from_numpy(image)[None, None], torch.from_numpy(kernel)[None, None]\n"
    with sandbox.open() as submission:
        submission.run(source + body)
        with submission.check("f") as check:
            return check.answer([Call((IMAGE, KERNEL))])[0]


def test_a_ready_made_operator_may_be_used(sandbox: Sandbox):
    outcome = ask(sandbox, "    return F.conv2d(x, k)[0, 0]")
    assert isinstance(outcome, Returned)
    assert outcome.value.tolist() == [[10.0, 14.0, 18.0], [26.0, 30.0, 34.0]]


def test_gradients_can_be_computed_in_a_check(sandbox: Sandbox):
    outcome = ask(sandbox, "    x.requires_grad_()\n    (x ** 2).sum().backward()\n    return x.grad[0, 0]")
    assert isinstance(outcome, Returned)
    np.testing.assert_array_equal(outcome.value, 2 * IMAGE)


def test_there_is_one_thread(sandbox: Sandbox):
    outcome = ask(sandbox, "    return torch.get_num_threads()")
    assert isinstance(outcome, Returned)
    assert outcome.value == 1


def test_torchvision_says_why_it_is_missing(sandbox: Sandbox):
    with sandbox.open() as submission:
        error = submission.run("import torchvision").outputs[0]
    assert error["ename"] == "ModuleNotFoundError"
    assert "write it with torch.nn" in error["evalue"]
