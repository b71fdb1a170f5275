"""A trained network in somebody's PyTorch modules: it sees what the reference sees, or says where the two part."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from autograder.exam.candidate import LocalCandidate
from autograder.exams import find_assignment
from autograder.exams.residual_and_dense.honest import resnet18 as honest
from autograder.exams.residual_and_dense.wrong import residual_block as wrong
from autograder.models.networks import NETWORKS
from autograder.models.of_modules import OF_MODULES
from autograder.models.recognising import recognise_garments, reference
from autograder.models.told import reading_told
from autograder.sandbox.wire.outcome import Raised, TimedOut
from cnnedu.data import DataError, load
from cnnedu.weights import load_trained

try:
    load("fashion-mnist", "test", allow_download=False)
except DataError:
    pytest.skip("Fashion-MNIST is not on this machine: set CNNEDU_DATA", allow_module_level=True)

LEARNED_FIRST = "each of its layers alone is right, all together are not"


@pytest.fixture(autouse=True)
def few_images(monkeypatch):
    monkeypatch.setattr("autograder.models.recognising.MOST", 4)


def asking(make):
    """Ask a function in this process as the sandbox would; `asking.questions` keeps what it was asked."""

    def ask(question):
        ask.questions.append(question)
        return LocalCandidate(make).answer([question])[0]

    ask.questions = []
    return ask


def references_own(model):
    network = OF_MODULES[model]
    return find_assignment(network.assignment).exercise(network.exercise).reference


def of_blocks(block, monkeypatch):
    """Make ResNet-18 of other blocks."""
    monkeypatch.setattr(honest, "TwoConvolutions", block)
    return asking(honest.class_of_its_own)


def arrays_in(value):
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from arrays_in(item)
    elif isinstance(value, dict):
        yield from arrays_in(list(value.values()))
    elif hasattr(value, "__dataclass_fields__"):
        yield from arrays_in(list(vars(value).values()))


@pytest.mark.parametrize("model", OF_MODULES)
def test_under_the_exercises_names_the_weights_give_what_the_shipped_network_gives(model):
    theirs = reference(model, 20)
    with torch.no_grad():
        shipped = load_trained(model, NETWORKS[model].data).network()(torch.from_numpy(theirs.images)).numpy()
    np.testing.assert_allclose(theirs.logits, shipped, rtol=0, atol=1e-4)
    assert np.sum(theirs.logits.argmax(axis=1) == theirs.test.labels) >= 16


@pytest.mark.parametrize("model", OF_MODULES)
def test_every_part_is_a_part_of_the_reference_and_the_way_leads_to_its_logits(model):
    theirs = reference(model, 2)
    made = theirs.inside(OF_MODULES[model].parts, theirs.images)
    assert all(isinstance(array, np.ndarray) for array in made.values())
    np.testing.assert_array_equal(made[OF_MODULES[model].parts[-1].name], theirs.logits)


@pytest.mark.parametrize("model", OF_MODULES)
def test_the_references_own_modules_recognise_what_the_reference_recognises(model):
    reading = recognise_garments(model, asking(references_own(model)), 1e9)
    assert (reading.parted, reading.where, reading.why) == ("", "", "")
    assert reading.ours.tolist() == reading.theirs.tolist()
    assert len(reading.labels) == 4


@pytest.mark.parametrize(
    "make", [honest.named_layers, honest.in_a_loop, honest.class_of_its_own, honest.last_layer_first, honest.stem_apart]
)
def test_so_do_other_ways_to_write_them(make):
    reading = recognise_garments("resnet18_small", asking(make), 1e9)
    assert (reading.parted, len(reading.labels)) == ("", 4)


@pytest.mark.parametrize(
    ("block", "where"),
    [
        (wrong.ReluBeforeTheAddition, f"layer1.0, your ResidualBlock: {LEARNED_FIRST}"),
        (wrong.AlwaysInTraining, f"layer1.0, your ResidualBlock: {LEARNED_FIRST}"),
        (wrong.ShortcutActivated, f"layer2.0, your ResidualBlock: {LEARNED_FIRST}"),  # the first that it changes
        (wrong.StrideOfTheSecondConvolution, "layer2.0.conv1, a layer of your ResidualBlock"),
        (wrong.ProjectionWithoutStride, "layer2.0.downsample.0, a layer of your shortcut"),
    ],
)
def test_a_wrong_block_is_where_they_part(block, where, monkeypatch):
    assert recognise_garments("resnet18_small", of_blocks(block, monkeypatch), 1e9).where == where


class EpsilonOfItsOwn(honest.TwoConvolutions):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, stride)
        self.bn2.eps = 0.1


def test_a_wrong_layer_inside_a_block_is_named(monkeypatch):
    reading = recognise_garments("resnet18_small", of_blocks(EpsilonOfItsOwn, monkeypatch), 1e9)
    assert (reading.parted, len(reading.labels)) == ("layer1.0.bn2", 4)


def test_where_all_parts_are_right_it_is_the_network(monkeypatch):
    class Doubled(nn.Module):
        def __init__(self):
            super().__init__()
            for name, part in honest.class_of_its_own(1, 10, 16, small=True).named_children():
                self.add_module(name, part)

        def forward(self, x):
            return 2 * honest._WithForward.forward(self, x)

        small = True

    reading = recognise_garments("resnet18_small", asking(lambda *args, **kwargs: Doubled()), 1e9)
    assert reading.where == "your resnet18: each of its parts alone is right, the network as a whole is not"


@pytest.mark.parametrize(
    ("block", "why"),
    [
        (wrong.ProjectionNever, "no weights, but: wanted a weight named layer2.0.downsample.0.weight"),
        (wrong.ConvolutionsWithBias, "no weights, but: there is a weight named layer1.0.conv1.bias"),
        (wrong.OneConvolution, "no weights, but: wanted a weight named layer1.0.bn2.bias"),
    ],
)
def test_a_network_that_refuses_the_weights_is_told_which(block, why, monkeypatch):
    reading = recognise_garments("resnet18_small", of_blocks(block, monkeypatch), 1e9)
    assert reading.why.startswith(why)
    assert reading.where == "the beginning, where your resnet18 makes a network and that takes the weights"
    assert len(reading.labels) == 0


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda *args, **kwargs: honest.class_of_its_own(1, 10, 8, True), "no weights, but: wanted conv1.weight of"),
        (lambda *args, **kwargs: nn.Identity(), "no weights, but: wanted a weight named bn1.bias"),
        (lambda *args, **kwargs: None, "no weights, but: the object is of type NoneType"),
        (lambda *args, **kwargs: 1 / 0, "no network, but: ZeroDivisionError"),
        (lambda in_channels: None, "no network, but: TypeError"),
    ],
)
def test_what_is_no_such_network_is_said_to_be_none(make, why):
    assert recognise_garments("resnet18_small", asking(make), 1e9).why.startswith(why)


@pytest.mark.parametrize(
    ("logits", "why"),
    [
        (lambda x: x[:, :5], "an array of shape (2, 5) where (2, 10) is wanted"),
        (lambda x: x.repeat(1, 10000), "an array of shape (2, 100000) where (2, 10) is wanted"),
        (lambda x: "sneaker", "no array of numbers, but: 'sneaker'"),
        (lambda x: 1 / 0, "no array of numbers, but: ZeroDivisionError"),
    ],
)
def test_logits_that_are_none_end_it(logits, why):
    class Vgg(nn.Sequential):
        def forward(self, x):
            return logits(super().forward(x))

    reading = recognise_garments("vgg9", asking(lambda *args: Vgg(*references_own("vgg9")(*args))), 1e9)
    assert (reading.why.startswith(why), len(reading.labels)) == (True, 0)
    assert reading.where == "your vgg: each of its parts alone is right, the network as a whole is not"


def test_numbers_that_are_none_are_off():
    class Vgg(nn.Sequential):
        def forward(self, x):
            return super().forward(x) * float("nan")

    reading = recognise_garments("vgg9", asking(lambda *args: Vgg(*references_own("vgg9")(*args))), 1e9)
    assert (reading.parted, len(reading.labels)) == ("vgg", 4)


def test_nothing_goes_in_but_images_and_weights_and_what_the_students_own_layers_made(monkeypatch):
    ask, theirs = of_blocks(wrong.ShortcutActivated, monkeypatch), reference("resnet18_small", 4)
    made, answered = [*theirs.weights.values(), theirs.images], []

    def watched(question):
        for array in arrays_in(question):
            images = array.shape[1:] == (1, 28, 28)
            known = [relu for each in answered for relu in (each, np.maximum(each, 0))]
            assert images or any(array.shape == other.shape and np.array_equal(array, other) for other in made + known)
        outcome = ask(question)
        answered.extend(arrays_in(outcome.outcomes[-1].value))
        return outcome

    recognise_garments("resnet18_small", watched, 1e9)
    assert len(ask.questions) > 5
    assert {question.seed for question in ask.questions} == {0}


def test_slow_networks_see_fewer_images_within_the_time(monkeypatch):
    monkeypatch.setattr("autograder.models.recognising.MOST", 40)
    now = [0.0]
    local = asking(references_own("vgg9"))

    def slow(question):
        now[0] += 0.5 * len(question.steps[-1].args[0].array)
        return local(question)

    reading = recognise_garments("vgg9", slow, 10.0, clock=lambda: now[0])
    assert 5 <= len(reading.labels) <= 20
    assert (reading.parted, reading.seconds <= 10.0) == ("", True)


def test_a_batch_that_takes_too_long_ends_it_and_costs_nothing(monkeypatch):
    monkeypatch.setattr("autograder.models.recognising.MOST", 40)
    local = asking(references_own("vgg9"))

    def ask(question):
        return TimedOut(5.0) if len(question.steps[-1].args[0].array) > 4 else local(question)

    reading = recognise_garments("vgg9", ask, 1e9)
    assert (len(reading.labels), reading.parted, reading.why) == (2 + 4, "", "")


def test_one_that_takes_too_long_from_the_first_says_so_and_is_asked_no_more():
    asked = []

    def ask(question):
        asked.append(question)
        return TimedOut(5.0)

    reading = recognise_garments("vgg9", ask, 1e9)
    assert (reading.where, len(asked)) == ("the first images that your vgg is given", 1)
    assert reading.why == "no array of numbers, but: no answer after 5 seconds"


def test_to_find_the_place_takes_no_longer_than_the_network_may(monkeypatch):
    now = [0.0]
    local = of_blocks(wrong.ShortcutActivated, monkeypatch)

    def ask(question):
        now[0] += 1.0
        return local(question)

    reading = recognise_garments("resnet18_small", ask, 2.5, clock=lambda: now[0])
    assert reading.where == "some part of your resnet18, and there was no time to find out which"
    assert len(local.questions) <= 6


def test_what_was_never_defined_is_no_network():
    raised = Raised("NameError", "resnet18 was never defined", ("Exception",))
    reading = recognise_garments("resnet18_small", lambda question: raised, 1e9)
    assert reading.why.startswith("no network, but: NameError: resnet18 was never defined")


def test_where_the_images_are_not_nothing_is_downloaded_and_one_sentence_says_so(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("CNNEDU_DATA", str(tmp_path))
    monkeypatch.setattr("cnnedu.data.catalogue._DEBIAN", tmp_path)
    monkeypatch.setattr("cnnedu.data.catalogue._cache", lambda: tmp_path / "cache")
    monkeypatch.setattr("cnnedu.data.catalogue.download", lambda *args: pytest.fail("grading downloads"))
    monkeypatch.setattr("autograder.models.recognising.MOST", 3)  # not in memory from the tests before
    ask = asking(references_own("vgg9"))
    told = reading_told(recognise_garments("vgg9", ask, 1e9))
    assert (
        told == "With your network VGG-9 has recognised no garment: the machine that grades does not have the images."
    )
    assert ask.questions == []
    assert "set CNNEDU_DATA" in caplog.text
    assert str(tmp_path) not in told
