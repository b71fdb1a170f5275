"""A PyTorch module: `ResidualBlock(channels)`, two convolutions with batch norm and a connection around them."""

from __future__ import annotations

import numpy as np
import torch
from hypothesis import strategies as st
from torch import nn

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.properties import agrees, holds
from autograder.sandbox.wire.questions import Backward, Call, Do, Load, Mode, Noise, Script, Shapes, State, Step, Tensor
from small_exams.honest import residual_block as honest
from small_exams.wrong import residual_block as wrong

__all__ = ["RESIDUAL_BLOCK"]


class ResidualBlock(nn.Module):
    """``relu(bn2(conv2(relu(bn1(conv1(x))))) + x)``, 3x3 convolutions without bias."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        inner = torch.relu(self.bn1(self.conv1(x)))
        return torch.relu(self.bn2(self.conv2(inner)) + x)


def state(channels: int, seed: int) -> dict[str, Noise]:
    """Describe weights for a block of so many channels, and statistics whose variances are positive."""
    named = {}
    for number in (1, 2):
        named[f"conv{number}.weight"] = Noise((channels, channels, 3, 3), seed + number, 0.3)
        for name, mean in (("weight", 1.0), ("bias", 0.0), ("running_mean", 0.0), ("running_var", 2.0)):
            named[f"bn{number}.{name}"] = Noise((channels,), seed + 10 * number, 0.2, mean)
    return named


@st.composite
def blocks(draw: st.DrawFn, training: bool, then: tuple[Step, ...] = (), backward: bool = False) -> Script:
    channels, seed = draw(st.integers(1, 3)), draw(st.integers(0, 10**6))
    shape = (draw(st.integers(2, 3)), channels, draw(st.integers(3, 4)), 5)
    steps: list[Step] = [Load(state(channels, seed)), Mode(training), Do("", (Tensor(Noise(shape, seed), backward),))]
    if backward:
        steps.append(Backward(Noise(shape, seed + 1)))
    return Script(Call((channels,)), (*steps, *then))


def parameters_are_counted(script, values):
    channels = script.make.args[0]
    wanted = 2 * 9 * channels**2 + 4 * channels
    counted = sum(int(np.prod(shape)) for shape in values[0][0]["parameters"].values())
    return None if counted == wanted else f"{wanted} parameters in all"


CHANNELS = st.integers(1, 4).map(lambda channels: Script(Call((channels,)), (Shapes(),)))

RESIDUAL_BLOCK = Exercise(
    "ResidualBlock",
    points=4,
    reference=ResidualBlock,
    answers=answers_of(wrong, honest),
    properties=(
        agrees(
            "evaluation",
            "With given weights the block computes relu(F(x) + x).",
            blocks(False),
            weight=3,
            examples=6,
            tolerance=1e-4,
        ),
        agrees(
            "training",
            "In training the batch's own statistics are used.",
            blocks(True),
            weight=2,
            examples=6,
            tolerance=1e-4,
        ),
        agrees(
            "running statistics",
            "A batch in training moves the running statistics of both normalisations.",
            blocks(True, (State(),)),
            part="buffers",
            steps=State,
            examples=6,
            tolerance=1e-4,
        ),
        agrees(
            "gradient of the input",
            "The gradient reaches the input by both ways.",
            blocks(False, backward=True),
            part="inputs",
            steps=Backward,
            examples=6,
            tolerance=1e-3,
        ),
        agrees(
            "gradients of the parameters",
            "The gradient reaches every parameter.",
            blocks(True, backward=True),
            part="parameters",
            steps=Backward,
            examples=6,
            tolerance=1e-3,
        ),
        agrees(
            "names and shapes", "The parameters have the promised names and shapes.", CHANNELS, examples=4, conduct=True
        ),
        holds("how many", "There are 18 c² + 4 c parameters.", CHANNELS, parameters_are_counted, examples=4),
    ),
)
