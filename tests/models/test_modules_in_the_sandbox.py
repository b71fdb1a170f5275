"""A student's own ResNet-18 in the real sandbox, with the shipped weights, from verdict to feedback page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.exam.exercise import Verdict
from autograder.exam.state import State
from autograder.exams import find_assignment
from autograder.models.in_a_class import modules_seen, networks_told
from autograder.models.of_modules import OF_MODULES
from autograder.models.seen import Seen
from autograder.models.told import reading_told
from autograder.sandbox.outside.sandbox import Sandbox
from autograder.sandbox.wire.limits import Limits
from cnnedu.data import DataError, load

pytestmark = pytest.mark.slow

try:
    load("fashion-mnist", "test", allow_download=False)
except DataError:
    pytest.skip("Fashion-MNIST is not on this machine: set CNNEDU_DATA", allow_module_level=True)

ROOT = Path(__file__).parents[2]
SETUP = "import torch\nfrom torch import nn\nfrom collections import OrderedDict\n"

RELU_BEFORE_THE_ADDITION = """
def _forward(self, x):
    inner = torch.relu(self.bn1(self.conv1(x)))
    return torch.relu(self.bn2(self.conv2(inner))) + self.downsample(x)
ResidualBlock.forward = _forward
"""

PROJECTION_WITHOUT_NORMALISATION = """
def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride, bias=False))
"""

TRAINING_KEPT = """
def _forward(self, x):
    self.train()
    inner = torch.relu(self.bn1(self.conv1(x)))
    return torch.relu(self.bn2(self.conv2(inner)) + self.downsample(x))
ResidualBlock.forward = _forward
"""

SLOW = """
_right_forward = ResidualBlock.forward
def _forward(self, x):
    import time
    time.sleep(0.05 * len(x))
    return _right_forward(self, x)
ResidualBlock.forward = _forward
"""

CURIOUS = """
import gc, os, sys
_files = []
for _folder, _inside, _names in os.walk("/"):
    _inside[:] = [] if _folder in ("/proc", "/sys") else _inside
    _files += [_name for _name in _names if _name.endswith(".safetensors") or "-ubyte" in _name]
_right_forward, _kept = ResidualBlock.forward, []
def _forward(self, x):
    if x.shape[1:] != (16, 28, 28):
        return _right_forward(self, x)
    _kept.append(x)
    found = [name for name in sys.modules if name.startswith(("cnnedu", "autograder.models", "autograder.exam"))]
    for thing in [thing for thing in gc.get_objects() if isinstance(thing, torch.Tensor)]:
        labels = thing.dtype == torch.int64 and thing.numel() > 1 and thing.flatten()[:2].tolist() == [9, 2]
        logits = thing.dim() == 2 and thing.shape[1] == 10
        found += [thing] if labels or logits else []
    if found or _files:
        raise RuntimeError("found: " + repr((_files, found))[:300])
    return _right_forward(self, x)
ResidualBlock.forward = _forward
"""


@pytest.fixture(scope="module")
def sandbox():
    limits = Limits().patient(find_assignment("08_residual_and_dense").patience, memory=2.0)
    with Sandbox(("numpy", "matplotlib", "torch"), limits) as sandbox:
        yield sandbox


def answers(assignment, names):
    """The solution's cells for some exercises, one below the other."""
    notebook = json.loads((ROOT / "solutions" / assignment / f"{assignment}.ipynb").read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") in names]
    assert len(cells) == len(names)
    return SETUP + "\n".join("".join(cell["source"]) for cell in cells)


def verdicts(model, score=1.0):
    return {
        name: Verdict(
            name, score, 1.0, State.RIGHT, (), "", None, "", None, isolated=True, seed="", suite="", seconds=0.0
        )
        for name in OF_MODULES[model].exercises
    }


def seen_with(sandbox, written_below="", model="resnet18_small", seconds=60.0):
    network = OF_MODULES[model]
    with sandbox.open() as submission:
        result = submission.run(answers(network.assignment, network.exercises) + written_below)
        assert (result.problem, result.outputs) == ("", [])
        return modules_seen(submission, verdicts(model), seconds)


@pytest.mark.parametrize(("model", "called"), [("resnet18_small", "ResNet-18"), ("vgg9", "VGG-9")])
def test_the_solution_recognises_what_the_reference_recognises(sandbox, model, called):
    seen = seen_with(sandbox, model=model)
    (reading,) = seen.readings
    right = reading.reference_right
    assert right >= 180
    assert reading_told(reading) == (
        f"With your network {called} recognises {right} of 200 garments; the reference {right}."
    )
    lines, page = networks_told(None, dict, "ada", verdicts(model), 60.0, seen)
    assert lines[1].startswith(f"{called} is made of your ")
    assert "data:image/png;base64," in page


@pytest.mark.parametrize(
    ("below", "told"),
    [
        (RELU_BEFORE_THE_ADDITION, "The two part at layer1.0, your ResidualBlock: each of its layers alone is right"),
        (TRAINING_KEPT, "The two part at layer1.0, your ResidualBlock: each of its layers alone is right"),
        (PROJECTION_WITHOUT_NORMALISATION, "There came no weights, but: wanted a weight named layer2.0.downsample.1."),
    ],
)
def test_a_subtly_wrong_block_is_where_they_part(sandbox, below, told):
    (reading,) = seen_with(sandbox, below).readings
    assert told in reading_told(reading)


def test_a_slow_network_gets_a_line_within_the_time(sandbox):
    (reading,) = seen_with(sandbox, SLOW, seconds=3.0).readings
    assert "There was time for " in reading_told(reading)
    assert (reading.parted, reading.seconds < 10.0) == ("", True)


def test_who_keeps_images_and_looks_for_weights_and_labels_finds_none(sandbox):
    (reading,) = seen_with(sandbox, CURIOUS).readings
    assert (reading.parted, reading.why) == ("", "")
    assert len(reading.labels) > 2


def test_what_is_not_written_yet_and_no_time_at_all_are_no_line(sandbox):
    with sandbox.open() as submission:
        assert modules_seen(submission, verdicts("vgg9", score=0.0), 3.0) == Seen()
        assert modules_seen(submission, verdicts("vgg9"), 0.0) == Seen()
        assert modules_seen(submission, {}, 3.0) == Seen()
    assert networks_told(None, dict, "ada", {}, 3.0, Seen()) == ([], "")
