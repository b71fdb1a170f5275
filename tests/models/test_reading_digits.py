"""A trained network on somebody's layers: it reads as the reference does, or says at which layer the two part."""

from __future__ import annotations

import time

import numpy as np
import pytest

from autograder.exam.candidate import LocalCandidate
from autograder.exams import find_assignment, find_exercise
from autograder.models.layers import ASSIGNMENTS, EXERCISES, operations
from autograder.models.networks import MOST
from autograder.models.reading import MODELS, read_digits
from autograder.models.trace import LAYERS, Trace
from autograder.sandbox.wire.outcome import Raised, TimedOut
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.data import load
from cnnedu.inference import OPERATIONS, logits
from cnnedu.weights import load_trained

WRITTEN = {name for parts in EXERCISES.values() for name in parts}
ANSWERS = {name: find_exercise(name).reference for name in WRITTEN}


def asked(answers=ANSWERS):
    """Ask functions in this process as the sandbox would; `asked.questions` keeps what they were asked."""

    def ask(name, question):
        ask.questions.append((name, question))
        return LocalCandidate(answers[name]).answer([question])[0]

    ask.questions = []
    return ask


def reading_with(model="compact_resnet", seconds=1e9, **answers):
    return read_digits(model, operations(asked({**ANSWERS, **answers}), WRITTEN), seconds)


@pytest.mark.parametrize("model", MODELS)
def test_every_layer_has_its_name(model):
    trace = Trace(OPERATIONS)
    logits(model, load_trained(model, "digits").weights(), np.zeros((1, 1, 28, 28)), trace.operations)
    assert len(trace.outputs) == len(LAYERS[model])


@pytest.mark.parametrize("model", MODELS)
def test_the_references_own_layers_read_what_the_reference_reads(model, monkeypatch):
    monkeypatch.setattr("autograder.models.reading.MOST", 40)
    reading = reading_with(model)
    assert (reading.parted, reading.why) == ("", "")
    assert reading.ours.tolist() == reading.theirs.tolist()
    assert reading.right >= 38


def test_every_layer_is_written_in_the_assignment_that_is_named():
    assert set(ASSIGNMENTS) == WRITTEN
    assert all(find_assignment(room).exercise(name) == find_exercise(name) for name, room in ASSIGNMENTS.items())


def test_whoever_has_written_all_layers_is_lent_none():
    assert set(operations(asked(), WRITTEN)) == set(OPERATIONS)


def test_a_layer_that_is_not_written_is_lent():
    assert set(operations(asked(), {"conv2d", "activation"})) == {"conv2d", "relu", "tanh"}


def test_no_layer_is_told_what_the_digits_are(monkeypatch):
    monkeypatch.setattr("autograder.models.reading.MOST", 8)
    ask = asked()
    reading = read_digits("lenet", operations(ask, WRITTEN), 1e9)
    labels = load("digits", "test", (28, 28)).labels[:8]
    given = [value for _, question in ask.questions for value in (*question.args, *question.kwargs.values())]
    arrays = [value for value in given if isinstance(value, np.ndarray)]
    assert not any(np.array_equal(array.ravel()[: len(labels)], labels) for array in arrays)
    assert {question.seed for _, question in ask.questions} == {0}
    assert all(isinstance(question, (Call, Script)) for _, question in ask.questions)
    assert len(reading.labels) == 8


class EpsilonOutside(ANSWERS["BatchNorm2d"]):
    def forward(self, x):
        if self.training:
            return super().forward(x)
        mean, var, gamma, beta = (
            a[:, None, None] for a in (self.running_mean, self.running_var, self.gamma, self.beta)
        )
        return gamma * (x - mean) / (np.sqrt(var) + 1e-5) + beta


def test_a_subtly_wrong_batch_norm_is_where_the_networks_part(monkeypatch):
    monkeypatch.setattr("autograder.models.reading.MOST", 4)
    reading = reading_with(BatchNorm2d=EpsilonOutside)
    assert (reading.parted, reading.where) == ("bn", "the layer bn, your BatchNorm2d")
    assert (len(reading.labels), reading.why) == (4, "")


def test_the_first_layer_that_is_wrong_is_named(monkeypatch):
    monkeypatch.setattr("autograder.models.reading.MOST", 2)
    reading = reading_with(max_pool2d=lambda x, size: -ANSWERS["max_pool2d"](-x, size))
    assert (reading.parted, reading.where) == ("pool1", "the layer pool1, your max_pool2d")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda x: x, "an array of shape (2, 64, 7, 7) where (2, 64) is wanted"),
        (lambda x: np.zeros((2, 10**6)), "an array of shape (2, 1000000) where (2, 64) is wanted"),
        (lambda x: "seven", "no array of numbers, but: 'seven'"),
        (lambda x: x.mean(axis=7), "no array of numbers, but: AxisError"),
    ],
)
def test_a_layer_that_gives_no_such_array_stops_the_network_there(answer, why):
    reading = reading_with(global_mean_pool=answer)
    assert reading.parted == "mean"
    assert why in reading.why
    assert len(reading.labels) == 0


def test_numbers_that_are_none_are_off(monkeypatch):
    monkeypatch.setattr("autograder.models.reading.MOST", 2)
    reading = reading_with("lenet", activation=lambda x, dy, name: (np.full(x.shape, np.nan), dy))
    assert reading.parted == "tanh"


def test_slow_layers_read_fewer_digits_within_the_time():
    now = [0.0]

    def slow(x, *args):
        now[0] += 0.5 * len(x)
        return ANSWERS["max_pool2d"](x, *args)

    own = operations(asked({**ANSWERS, "max_pool2d": slow}), WRITTEN)
    reading = read_digits("lenet", own, 10.0, clock=lambda: now[0])
    assert 5 <= len(reading.labels) <= 10
    assert reading.seconds <= 10.0
    assert reading.parted == ""


def test_a_question_that_takes_too_long_ends_the_reading_and_costs_nothing():
    local = asked()

    def ask(name, question):
        if name == "conv2d" and len(question.args[0]) > 4:
            return TimedOut(5.0)
        return local(name, question)

    reading = read_digits("lenet", operations(ask, WRITTEN), 1e9)
    assert (len(reading.labels), reading.parted, reading.why) == (2 + 4, "", "")


def test_one_that_takes_too_long_from_the_first_says_so():
    reading = read_digits("lenet", operations(lambda name, question: TimedOut(5.0), WRITTEN), 1e9)
    assert (reading.parted, len(reading.labels)) == ("C1", 0)
    assert "no answer after 5 seconds" in reading.why


def test_what_a_student_says_in_an_error_is_told_as_one_line():
    raised = Raised("ValueError", "two\nlines", ("Exception",))
    reading = read_digits("lenet", operations(lambda name, question: raised, WRITTEN), 1e9)
    assert reading.why.startswith("no array of numbers, but: ValueError")


def test_time_is_measured_by_the_students_layers_alone():
    started = time.monotonic()
    assert read_digits("lenet", {}, 0.2).seconds <= time.monotonic() - started
    assert MOST >= 200
