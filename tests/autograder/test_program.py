"""Questions as programs: short ones on one line, scripts step by step, and all of them can be pasted and run."""

from __future__ import annotations

import ast
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn

from autograder.exam.candidate import LocalCandidate
from autograder.exam.program import show_input, show_program
from autograder.sandbox.wire.questions import (
    Backward,
    Call,
    Do,
    Laid,
    Layer,
    Load,
    Mode,
    Noise,
    Put,
    Read,
    Refilled,
    Rng,
    Script,
    Student,
    Tensor,
)


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


def pasted(program, **names):
    """Run a program as a notebook's cell and return the value of its last line."""
    namespace = {"np": np, "torch": torch, "nn": nn, **names}
    *body, last = ast.parse(program).body
    exec(compile(ast.Module(body, []), "cell", "exec"), namespace)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), namespace)


class BatchNorm:
    def __init__(self, features, momentum=0.1):
        self.features, self.training = features, True

    def forward(self, x):
        return x * self.features if self.training else x


SCRIPT = Script(
    Call((3,), {"momentum": 0.5}), (Do("forward", (np.ones(2),)), Put("training", False), Do("forward", (2.0,)))
)


def test_a_script_is_written_step_by_step():
    assert show_program("BatchNorm", [SCRIPT]).splitlines() == [
        "bn = BatchNorm(3, momentum=0.5)",
        "bn.forward(np.array([1., 1.]))",
        "bn.training = False",
        "bn.forward(2.0)",
    ]


def test_another_object_is_made_beside_the_one_that_is_asked():
    script = Script(Call((3,)), (Call((5,), {"momentum": 1}), Do("forward", (2.0,))))
    assert show_program("BatchNorm", [script]).splitlines() == [
        "bn = BatchNorm(3)",
        "another = BatchNorm(5, momentum=1)",
        "bn.forward(2.0)",
    ]
    assert pasted(show_program("BatchNorm", [script]), BatchNorm=BatchNorm) == 6.0


@pytest.mark.parametrize(("step", "lines"), [(0, 1), (1, 2), (2, 3), (3, 4), (-1, 4), (9, 4)])
def test_a_program_ends_with_the_step_that_goes_wrong(step, lines):
    assert len(show_program("BatchNorm", [SCRIPT], 0, step).splitlines()) == lines


def test_what_is_asked_after_the_question_that_goes_wrong_is_left_out():
    assert show_program("f", [Call((1,)), Call((2,)), Call((3,))], question=1) == "f(1)\nf(2)"


def test_a_script_can_be_pasted():
    assert pasted(show_program("BatchNorm", [SCRIPT]), BatchNorm=BatchNorm) == 2.0


@pytest.mark.parametrize(
    ("name", "variable"), [("BatchNorm", "bn"), ("Dropout", "dropout"), ("LeNet5", "ln"), ("f", "f1")]
)
def test_an_object_is_named_after_its_class(name, variable):
    assert show_program(name, [Script(Call(), (Read("p"),))]).splitlines() == [
        f"{variable} = {name}()",
        f"{variable}.p",
    ]


def test_what_a_function_keeps_is_asked_of_the_function():
    assert show_program("f", [Script(None, (Do("", (1,)), Do("", (1,))))]) == "f(1)\nf(1)"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Rng(7), "np.random.default_rng(7)"),
        (Student("conv2d"), "conv2d"),
        (Layer("Conv2d", (1, 6, 5), {"padding": 2}), "nn.Conv2d(1, 6, 5, padding=2)"),
        ((Noise((2, 3), 5), 1), "(np.random.default_rng(5).normal(size=(2, 3)).astype(np.float32), 1)"),
        (Noise((4,), 5, 0.5, 2.0, "float64"), "np.random.default_rng(5).normal(2, 0.5, (4,))"),
        (Tensor(np.array([1.0]), requires_grad=True), "torch.tensor(np.array([1.]), requires_grad=True)"),
        ([Layer("ReLU"), Layer("Flatten")], "[nn.ReLU(), nn.Flatten()]"),
    ],
)
def test_a_described_input_is_written_as_what_makes_it(value, text):
    assert show_input(value) == text


@pytest.mark.parametrize("noise", [Noise((2, 3), 5), Noise((4,), 5, 0.5, 2.0, "float64")], ids=["usual", "spread"])
def test_noise_that_is_pasted_is_the_noise_that_was_asked(noise):
    assert pasted(show_input(noise)).tolist() == noise.array().tolist()


def test_a_call_by_a_driver_hands_the_answer_over():
    assert show_program("train", [Call((3,), via="drive")]) == "drive(train, 3)"


def test_a_seed_that_matters_is_shown():
    assert show_program("f", [Call((1,), seed=4)]) == "np.random.seed(4)\nf(1)"


def filled_again(*, first=1.0):
    picture = np.array([first, 2.0])
    return Script(None, (Do("", (picture, 3)), Do("", (Refilled(1, 0, picture + 4), 3))))


def test_an_array_that_is_filled_again_has_the_name_of_its_parameter():
    assert show_program("f", [filled_again()], parameters=["image", "n"]).splitlines() == [
        "image = np.array([1., 2.])",
        "f(image, 3)",
        "image[...] = np.array([5., 6.])",
        "f(image, 3)",
    ]


def test_an_array_that_holds_its_numbers_already_is_not_written_again():
    x = np.array([1.0])
    steps = (Do("", (x, x + 1)), Do("", (Refilled(1, 0, x), Refilled(1, 1, x + 2))))
    assert show_program("f", [Script(None, steps)], parameters=["image", "kernel"]).splitlines()[2:] == [
        "f(image, kernel)",
        "kernel[...] = np.array([3.])",
        "f(image, kernel)",
    ]


def test_before_an_array_is_filled_again_it_needs_no_name():
    assert show_program("f", [filled_again()], 0, 1, ["image", "n"]) == "f(np.array([1., 2.]), 3)"


def test_a_program_that_fills_an_array_again_can_be_pasted():
    last = None

    def remembering(image, n):
        nonlocal last
        last = last or (image, image.sum() * n)
        return last[1] if image is last[0] else 0.0

    assert pasted(show_program("f", [filled_again()]), f=remembering) == 9.0


def test_two_arrays_of_one_parameter_have_names_of_their_own():
    a, b = np.array([1.0]), np.array([2.0])
    steps = (Do("", (a,)), Do("", (b,)), Do("", (Refilled(1, 0, b),)), Do("", (Refilled(2, 0, a),)))
    calls = []
    pasted(show_program("x", [Script(None, steps)]), x=lambda array: calls.append((array, array.tolist())))
    assert [numbers for _, numbers in calls] == [[1.0], [2.0], [2.0], [1.0]]
    assert calls[0][0] is calls[2][0]
    assert calls[1][0] is calls[3][0]


def test_what_constructs_an_object_can_be_filled_again():
    a = np.array([1.0])
    script = Script(Call((a,)), (Put("weight", a), Do("forward", (Refilled(0, 0, a + 1),))))
    assert show_program("Linear", [script]).splitlines() == [
        "x = np.array([1.])",
        "linear = Linear(x)",
        "linear.weight = np.array([1.])",
        "x[...] = np.array([2.])",
        "linear.forward(x)",
    ]


X = Tensor(Noise((2, 3), 1), requires_grad=True)
STATE = {"weight": Noise((4, 3), 2), "bias": np.zeros(4, dtype=np.float32)}
MODULE = Script(Call((3, 4)), (Load(STATE), Mode(False), Do("", (X,)), Backward(Noise((2, 4), 3))))


def test_a_module_can_be_pasted_and_gives_the_gradients_that_were_asked():
    (played,) = LocalCandidate(nn.Linear).answer([MODULE])
    of_x, of_parameters = pasted(show_program("Linear", [MODULE]), Linear=nn.Linear)
    wanted = played.outcomes[-1].value
    assert of_x.tolist() == wanted["inputs"][0].tolist()
    assert {name: g.tolist() for name, g in of_parameters.items()} == {
        name: g.tolist() for name, g in wanted["parameters"].items()
    }


def test_a_call_without_gradients_can_be_pasted_and_shows_its_result():
    script = replace(MODULE, steps=(Load(STATE), Mode(False), Do("", (X,), no_grad=True)))
    (played,) = LocalCandidate(nn.Linear).answer([script])
    shown = pasted(show_program("Linear", [script]), Linear=nn.Linear)
    assert shown.tolist() == played.outcomes[-1].value.tolist()
    assert not shown.requires_grad


def test_a_tensor_in_another_order_can_be_pasted():
    x = Tensor(Laid(np.ones((1, 2, 2, 2), dtype=np.float32), "Fortran order"), requires_grad=True)
    assert show_input(x).startswith("torch.from_numpy(np.asfortranarray(")
    assert pasted(show_input(x)).requires_grad
    images = Laid(np.arange(24, dtype=np.float32).reshape(2, 3, 2, 2), "channels last")
    shown = pasted(show_input(Tensor(images)))
    assert shown.tolist() == images.array.tolist()
    assert shown.is_contiguous(memory_format=torch.channels_last)


def test_a_module_whose_weights_are_left_to_chance_is_seeded():
    program = show_program("Linear", [Script(Call((3, 4)), (Do("", (X,)),))])
    assert program.startswith("torch.manual_seed(0)\n")
    assert pasted(program, Linear=nn.Linear).tolist() == pasted(program, Linear=nn.Linear).tolist()
