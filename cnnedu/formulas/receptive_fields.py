"""Receptive fields: which input pixels an output of a stack of windows can see, one axis at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["ReceptiveField", "Window", "receptive_field", "receptive_fields"]


class Window(NamedTuple):
    """One convolution or pooling, along one axis.

    `kernel` taps, `stride` pixels between positions, `padding` pixels BEFORE the axis, `dilation` pixels between taps.

    Source: lectures L0 (padding, stride) and L4; dilation as in `torch.nn.Conv2d`.

    >>> Window(3, stride=2, padding=1)
    Window(kernel=3, stride=2, padding=1, dilation=1)
    """

    kernel: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1


@dataclass(frozen=True)
class ReceptiveField:
    """What the outputs of a stack see: output ``i`` sees `size` input pixels from ``start + i * jump`` on.

    Attributes:
        size: input pixels one output depends on.
        jump: input pixels between the fields of neighbouring outputs: the product of the strides.
        start: the first input pixel output 0 sees; negative when it lies in the padding.

    A field that reaches beyond the image sees padding there, so fewer real pixels than `size`.

    Source: lectures L0 to L2; Araujo, Norris and Sim, Computing receptive fields (2019).

    >>> ReceptiveField().then(Window(3, padding=1))
    ReceptiveField(size=3, jump=1, start=-1)
    """

    size: int = 1
    jump: int = 1
    start: int = 0

    def then(self, window: Window) -> ReceptiveField:
        """Put one more layer on top.

        ``size + (kernel - 1) * dilation * jump``, ``jump * stride``, ``start - padding * jump``, all with the jump from
        BEFORE the layer: its taps are neighbours on its own input.

        Args:
            window: the layer; kernel, stride and dilation at least 1, padding at least 0.

        Raises:
            ValueError: a number of the window is out of range.

        Source: lectures L0 to L2; Araujo, Norris and Sim, Computing receptive fields (2019).

        >>> ReceptiveField(size=3, jump=2, start=-1).then(Window(3, stride=2, padding=1))
        ReceptiveField(size=7, jump=4, start=-3)
        """
        kernel, stride, padding, dilation = window
        for name, value in (("kernel", kernel), ("stride", stride), ("dilation", dilation)):
            if value < 1:
                raise ValueError(f"{name} must be at least 1, got {value}")
        if padding < 0:
            raise ValueError(f"padding must be at least 0, got {padding}")
        return ReceptiveField(
            size=self.size + (kernel - 1) * dilation * self.jump,
            jump=self.jump * stride,
            start=self.start - padding * self.jump,
        )

    def joined(self, other: ReceptiveField) -> ReceptiveField:
        """Take the field of a sum or a concatenation of two branches: from the first pixel of either to the last.

        Args:
            other: the field of the other branch, of the same jump.

        Raises:
            ValueError: the jumps differ, so the two maps cannot have the same size.

        Source: lecture L1 (Inception, residual and dense blocks).

        >>> ReceptiveField(size=5, start=-2).joined(ReceptiveField())
        ReceptiveField(size=5, jump=1, start=-2)
        """
        if self.jump != other.jump:
            raise ValueError(
                f"branches of jumps {self.jump} and {other.jump} do not join: give both the same stride in total"
            )
        start = min(self.start, other.start)
        end = max(self.start + self.size, other.start + other.size)
        return ReceptiveField(end - start, self.jump, start)


def receptive_field(stack: Iterable[tuple[int, ...]]) -> ReceptiveField:
    """Compute the receptive field of a stack of convolutions and poolings.

    Args:
        stack: one (kernel, stride, padding, dilation) per layer, input first; what is left out at the end is
            stride 1, padding 0, dilation 1. A pooling is a window like any other.

    Returns:
        the field of the outputs of the last layer; of the input itself, size 1, when the stack is empty.

    Raises:
        ValueError: a number is out of range.

    Source: lectures L0 to L2.

    >>> [receptive_field([(3,)] * depth).size for depth in (1, 2, 3)]
    [3, 5, 7]
    >>> receptive_field([(5, 1, 2), (2, 2), (5,), (2, 2), (5,)])  # LeNet up to C5
    ReceptiveField(size=32, jump=4, start=-2)
    """
    field = ReceptiveField()
    for layer in stack:
        field = field.then(Window(*layer))
    return field


def receptive_fields(stack: Iterable[tuple[int, ...]]) -> list[ReceptiveField]:
    """Compute the receptive field after each layer of a stack, in order.

    Arguments and errors are those of `receptive_field`.

    Source: lectures L0 to L2.

    >>> [field.size for field in receptive_fields([(11, 4, 2), (3, 2), (5, 1, 2), (3, 2)])]  # AlexNet up to pool2
    [11, 19, 51, 67]
    """
    fields = []
    field = ReceptiveField()
    for layer in stack:
        field = field.then(Window(*layer))
        fields.append(field)
    return fields
