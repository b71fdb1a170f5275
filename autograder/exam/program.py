"""A question as a small program: what a student pastes into a cell to see the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from textwrap import indent
from typing import Any

import numpy as np

from autograder.exam.array_names import named_arrays, with_names
from autograder.exam.rendering import show_value
from autograder.sandbox.wire.questions import (
    INPUTS,
    Backward,
    Call,
    Do,
    Laid,
    Layer,
    Load,
    Mode,
    Noise,
    Put,
    Question,
    Read,
    Rng,
    Script,
    Shapes,
    State,
    Step,
    Student,
    Tensor,
)

__all__ = ["show_input", "show_program"]

_WIDE = 88  # columns


def show_program(
    name: str, questions: Sequence[Question], question: int = -1, step: int = -1, parameters: Sequence[str] = ()
) -> str:
    """Write questions as the student would type them, up to the line that goes wrong, which is the last one.

    Args:
        name: of the student's function or class.
        questions: what was asked, in order.
        question, step: which of them went wrong; see `Failure`. With -1 the whole is written.
        parameters: names of the function's arguments, for arrays that need a name: those that are filled again.
    """
    if question >= 0:
        questions = questions[: question + 1]
    shown = [len(questions) - 1 == number and step >= 0 for number in range(len(questions))]
    programs = [_question(name, q, parameters, step if last else -1) for q, last in zip(questions, shown, strict=True)]
    if step >= 0 and programs:
        end = next((i for i, (_, number) in enumerate(programs[-1]) if number == step), len(programs[-1]))
        programs[-1] = programs[-1][: end + 1]
    return "\n".join(text for program in programs for text, _ in program)


def show_input(value: Any) -> str:
    """Write an argument as Python source: a value, or the expression that makes a described input."""
    match value:
        case Tensor(Laid() as laid, requires_grad):
            return f"torch.from_numpy({show_input(laid)}){'.requires_grad_()' if requires_grad else ''}"
        case Tensor(array, requires_grad):
            inner = show_input(array) if isinstance(array, Noise) else show_value(np.asarray(array))
            return f"torch.tensor({inner}{', requires_grad=True' if requires_grad else ''})"
        case Laid(array, layout):
            return _laid(show_value(array), array, layout)
        case Rng(seed):
            return f"np.random.default_rng({seed})"
        case Noise():
            return _noise(value)
        case Layer(name, args, kwargs):
            return _call(f"nn.{name}", args, kwargs)
        case Student(name):
            return name
        case tuple():
            inner = ", ".join(map(show_input, value))
            return f"({inner},)" if len(value) == 1 else f"({inner})"
        case list() if any(isinstance(item, INPUTS) for item in value):
            return f"[{', '.join(map(show_input, value))}]"
    return show_value(value)


_Line = tuple[str, int]  # the text, and the step it takes: 0 for the construction, -1 for none


def _question(name: str, question: Question, parameters: Sequence[str], end: int) -> list[_Line]:
    seeding: list[_Line] = []
    if question.seed:
        seeding.append((f"np.random.seed({question.seed})", -1))
    if _uses_torch(question) and (question.seed or not _loads(question)):
        seeding.append((f"torch.manual_seed({question.seed})", -1))
    if isinstance(question, Call):
        return [*seeding, (_made(name, question), 0)]
    variable = name if question.make is None else _variable(name)
    named = named_arrays(question, [name, variable], parameters, end)
    lines = seeding
    if question.make is not None:
        texts, make = with_names(question.make, 0, named)
        lines = [*lines, *((text, -1) for text in texts), (f"{variable} = {_made(name, make)}", 0)]
    inputs: list[str] = []
    for number, given in enumerate(question.steps, start=1):
        texts, step = with_names(given, number, named)
        lines += [(text, -1) for text in texts]
        backward = any(isinstance(later, Backward) for later in question.steps[number:])
        if isinstance(step, Do) and backward:
            texts, inputs = _forward(variable, step)
        else:
            texts = _step(name, variable, step, inputs)
        lines += [(text, -1) for text in texts[:-1]] + [(texts[-1], number)]
    return lines


def _made(name: str, call: Call) -> str:
    return (
        _call(call.via, (Student(name), *call.args), call.kwargs) if call.via else _call(name, call.args, call.kwargs)
    )


def _step(name: str, variable: str, step: Step, inputs: Sequence[str]) -> list[str]:
    match step:
        case Call():
            return [f"another = {_made(name, step)}"]
        case Do(method, args, kwargs, no_grad):
            call = _call(f"{variable}.{method}" if method else variable, args, kwargs)
            return ["with torch.no_grad():", indent(f"y = {call}", "    "), "y"] if no_grad else [call]
        case Read(attribute):
            return [f"{variable}.{attribute}"]
        case Put(attribute, value):
            return [f"{variable}.{attribute} = {show_input(value)}"]
        case Load(state):
            entries = ",\n".join(f"    {key!r}: {_weights(value)}" for key, value in state.items())
            return [f"{variable}.load_state_dict({{\n{entries},\n}}, strict=False)"]
        case Mode(training):
            return [f"{variable}.{'train' if training else 'eval'}()"]
        case Backward(upstream):
            gradients = [f"{x}.grad" for x in inputs]
            gradients.append(f"{{name: p.grad for name, p in {variable}.named_parameters()}}")
            return [
                f"{variable}.zero_grad()",
                f"y.backward({show_input(Tensor(upstream))})",
                ", ".join(gradients),
            ]
        case Shapes():
            return [f"{{name: tuple(p.shape) for name, p in {variable}.state_dict().items()}}"]
        case State():
            return [f"{variable}.state_dict()"]


def _forward(variable: str, step: Do) -> tuple[list[str], list[str]]:
    """A step whose result is needed later, ``y = net(x)``: tensors that want a gradient get names of their own."""
    texts: list[str] = []
    inputs: list[str] = []
    args: list[str] = []
    for value in step.args:
        if isinstance(value, Tensor) and value.requires_grad:
            name = "x" if not inputs else f"x{len(inputs) + 1}"
            texts.append(f"{name} = {show_input(value)}")
            inputs.append(name)
            args.append(name)
        else:
            args.append(show_input(value))
    args += [f"{key}={show_input(value)}" for key, value in step.kwargs.items()]
    called = f"{variable}.{step.method}" if step.method else variable
    return [*texts, f"y = {called}({', '.join(args)})"], inputs


def _weights(value: Any) -> str:
    return show_input(Tensor(value))


def _laid(numbers: str, array: np.ndarray, layout: str) -> str:
    """Write an array so that it lies in memory as in the question: see `Laid.view`."""
    match layout:
        case "Fortran order":
            return f"np.asfortranarray({numbers})"
        case "reversed":
            return f"np.flip(np.flip({numbers}).copy())"
        case "every second":
            return f"{numbers}.repeat(2, 0).repeat(2, -1)[::2, ..., ::2]"
        case "channels last":
            return f"np.moveaxis(np.moveaxis({numbers}, 1, -1).copy(), -1, 1)"
        case "read-only":
            return f"np.broadcast_to({numbers}, {array.shape})"
    return f"np.broadcast_to({show_value(array[:1])}, {array.shape})"


def _noise(noise: Noise) -> str:
    spread = (noise.mean, noise.scale) != (0.0, 1.0)
    inner = f"{noise.mean:g}, {noise.scale:g}, {noise.shape}" if spread else f"size={noise.shape}"
    numbers = f"np.random.default_rng({noise.seed}).normal({inner})"
    return numbers if noise.dtype == "float64" else f"{numbers}.astype(np.{noise.dtype})"


def _variable(name: str) -> str:
    """Name an object after its class: BatchNorm -> bn, Dropout -> dropout."""
    capitals = "".join(re.findall(r"[A-Z]", name)).lower()
    return capitals if len(capitals) > 1 else f"{name.lower()}1" if name == name.lower() else name.lower()


def _call(name: str, args: Sequence[Any], kwargs: dict[str, Any]) -> str:
    parts = [show_input(arg) for arg in args]
    parts += [f"{key}={show_input(value)}" for key, value in kwargs.items()]
    one_line = f"{name}({', '.join(parts)})"
    if "\n" not in one_line and len(one_line) <= _WIDE:
        return one_line
    lines = [parts[0].replace("\n", "\n    ")]
    for before, part in pairwise(parts):
        short = "\n" not in before + part and len(lines[-1]) + len(part) <= _WIDE - 8
        lines[-1:] = [f"{lines[-1]}, {part}"] if short else [lines[-1], part.replace("\n", "\n    ")]
    return f"{name}(\n    " + ",\n    ".join(lines) + ",\n)"


def _loads(question: Question) -> bool:
    return isinstance(question, Script) and any(isinstance(step, Load) for step in question.steps)


def _uses_torch(question: Question) -> bool:
    steps = question.steps if isinstance(question, Script) else ()
    inputs = [value for part in (question, *steps) for value in (*getattr(part, "args", ()),)]
    return any(
        isinstance(step, (Load, Mode, Backward, Shapes, State)) or (isinstance(step, Do) and step.no_grad)
        for step in steps
    ) or any(isinstance(value, (Tensor, Layer)) for value in inputs)
