"""What can be asked of an answer: one call, or a script of steps on one object. Plain data, and no code of an exam.

The vocabulary is generic: construct, call, read, set; and for PyTorch modules load, switch the mode, run backward. What
cannot be sent as numbers is described here and made where the question is played: a tensor, a generator of random
numbers, a layer of ``torch.nn``, another function of the same notebook.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .refilled import Refilled, check_refilled

__all__ = [
    "INPUTS",
    "LAYOUTS",
    "LAYOUTS_OF_MAPS",
    "STEPS",
    "Backward",
    "Call",
    "Do",
    "Laid",
    "Layer",
    "Load",
    "Mode",
    "Noise",
    "Put",
    "Question",
    "Read",
    "Refilled",
    "Rng",
    "Script",
    "Shapes",
    "State",
    "Step",
    "Student",
    "Tensor",
]


@dataclass(frozen=True)
class Call:
    """Call the student's function once.

    Attributes:
        args, kwargs: plain values, NumPy arrays, and the inputs described below.
        seed: `random`, NumPy and PyTorch are seeded with it before.
        via: a function of the notebook that is called instead, with the student's function as its first argument:
            the locked driver of a training exercise.
    """

    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)
    seed: int = 0
    via: str = ""


@dataclass(frozen=True)
class Script:
    """Construct one object of the student's class, then take the steps on it, one after the other.

    Every question is played on a fresh object. Without `make` the steps are taken on the student's function itself,
    which shows what it keeps from one call to the next. A `Call` among the steps makes another object beside the
    first one, and leaves it there: its outcome is nothing, and the steps behind it are taken on the first one.

    Raises:
        ValueError: a `Refilled` argument is no array that was handed out before it.
    """

    make: Call | None
    steps: tuple[Step, ...] = ()
    seed: int = 0

    def __post_init__(self) -> None:
        check_refilled(self.make, self.steps)


@dataclass(frozen=True)
class Do:
    """Call a method of the object; without a name call the object itself. The outcome is what it returns.

    Attributes:
        no_grad: call it inside ``torch.no_grad()``, as whoever only wants the result does.
    """

    method: str = ""
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)
    no_grad: bool = False


@dataclass(frozen=True)
class Read:
    """Read an attribute; dots lead inwards, as in ``conv1.stride``. The outcome is its value."""

    attribute: str


@dataclass(frozen=True)
class Put:
    """Set an attribute of the object."""

    attribute: str
    value: Any


@dataclass(frozen=True)
class Load:
    """Give a PyTorch module these weights, by the names of its state.

    A name that is missing, one too many, or another shape is refused in words. ``num_batches_tracked`` may be left out.
    """

    state: dict[str, Any]


@dataclass(frozen=True)
class Mode:
    """Switch a PyTorch module to training or to evaluation."""

    training: bool


@dataclass(frozen=True)
class Backward:
    """Run backward from the result of the last `Do`, with this upstream gradient: an array or `Noise` of its shape.

    Gradients of earlier steps are cleared first. The outcome is ``{"inputs": (...), "parameters": {name: ...}}``: the
    gradient of each `Tensor` of the last `Do` that requires one, and of each parameter; None where nothing arrived.
    """

    upstream: Any


@dataclass(frozen=True)
class Shapes:
    """Ask a PyTorch module for ``{"parameters": {name: shape}, "buffers": {name: shape}}``.

    Where its state has one of them under a second name, there is ``"second names": [name, ...]``, too.
    """


@dataclass(frozen=True)
class State:
    """Ask a PyTorch module for ``{"parameters": {name: array}, "buffers": {name: array}}``."""


Step = Call | Do | Read | Put | Load | Mode | Backward | Shapes | State
Question = Call | Script


@dataclass(frozen=True)
class Tensor:
    """A PyTorch tensor with the numbers and the dtype of an array, or of `Noise`; a `Laid` array lies as it does."""

    array: Any
    requires_grad: bool = False


LAYOUTS = ("Fortran order", "reversed", "every second", "read-only", "rows repeated")
"""How the numbers of an array may lie in memory; in C order, one behind the other, they lie anyway."""

LAYOUTS_OF_MAPS = (*LAYOUTS, "channels last")
"""Of images (n, c, h, w): their channels may stand beside each other, too, pixel by pixel."""


@dataclass(frozen=True)
class Laid:
    """An array that is a view, or lies in memory in another order: no answer may depend on that.

    Attributes:
        array: the numbers, and the dtype.
        layout: one of `LAYOUTS_OF_MAPS`. "reversed" has negative strides, "every second" leaves memory out between the
            numbers, "read-only" cannot be written to, "rows repeated" is a broadcast view of the first row, which every
            other row equals. "channels last" is for four axes.
    """

    array: np.ndarray
    layout: str

    def view(self) -> np.ndarray:
        """Return the array in its layout, in memory of its own.

        Raises:
            ValueError: there is no such layout, or the rows are to be repeated and are not equal.
        """
        array = np.array(self.array, order="C")
        match self.layout:
            case "Fortran order":
                return np.asfortranarray(array)
            case "reversed":
                return np.flip(np.flip(array).copy())
            case "every second":
                return array.repeat(2, 0).repeat(2, -1)[::2, ..., ::2]
            case "read-only":
                return np.broadcast_to(array, array.shape)
            case "channels last":
                return np.moveaxis(np.moveaxis(array, 1, -1).copy(), -1, 1)
            case "rows repeated" if (array == array[:1]).all():
                return np.broadcast_to(array[:1].copy(), array.shape)
        raise ValueError(f"no layout of this array: {self.layout!r}; there are {', '.join(LAYOUTS_OF_MAPS)}")


@dataclass(frozen=True)
class Rng:
    """NumPy's ``np.random.default_rng(seed)``."""

    seed: int


@dataclass(frozen=True)
class Noise:
    """Normally distributed numbers from a seed: ``np.random.default_rng(seed).normal(mean, scale, shape)``."""

    shape: tuple[int, ...]
    seed: int
    scale: float = 1.0
    mean: float = 0.0
    dtype: str = "float32"

    def array(self) -> np.ndarray:
        """Return the numbers, an array of `shape` and `dtype`."""
        numbers = np.random.default_rng(self.seed).normal(self.mean, self.scale, self.shape)
        return numbers.astype(self.dtype)


@dataclass(frozen=True)
class Layer:
    """A layer of ``torch.nn`` by its name, such as ``Layer("Conv2d", (1, 6, 5))``; its arguments may be layers."""

    name: str
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Student:
    """Another function or class of the same notebook, by its name."""

    name: str


STEPS: tuple[type, ...] = (Call, Do, Read, Put, Load, Mode, Backward, Shapes, State)
INPUTS: tuple[type, ...] = (Tensor, Laid, Refilled, Rng, Noise, Layer, Student)
