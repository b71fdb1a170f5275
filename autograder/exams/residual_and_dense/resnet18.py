"""The exam of `resnet18`: a stem, four stages of two blocks, a mean, and logits."""

from __future__ import annotations

from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, counted
from autograder.exam.strategies import each_of
from autograder.exam.strategies.passes import Plan, fine_pass, fine_passes, noise
from autograder.exams.residual_and_dense.drivers import shapes_of
from autograder.exams.residual_and_dense.honest import resnet18 as honest
from autograder.exams.residual_and_dense.modules import (
    TOLERANCE,
    conduct_of_a_module,
    in_training,
    names,
)
from autograder.exams.residual_and_dense.wrong import resnet18 as wrong
from autograder.sandbox.wire.questions import Call, Do, Load, Mode, Noise, Script, Tensor
from cnnedu.models.resnet18_by_width import resnet18

__all__ = ["EXERCISE"]

LARGE = (Plan((2, 3, 2), (1, 2, 37, 49)), Plan((3, 4, 1, False), (1, 3, 64, 33)))
ONE_CLASS = Plan((1, 1, 1, True), (2, 1, 3, 4))
TINY = (Plan((1, 3, 2), (2, 1, 4, 5)), Plan((2, 4, 4), (2, 2, 6, 3)))
SMALL = (Plan((1, 5, 2, True), (2, 1, 17, 12)), Plan((3, 2, 1, True), (1, 3, 9, 20)))
CLIMB = {"layer1": (1, 1, 10, 14), "layer2": (1, 1, 10, 14), "layer3": (1, 2, 5, 7), "layer4": (1, 4, 3, 4)}
BYTES = 100.0  # of images whose numbers are not prepared
WIDTH_1 = Plan((2, 3, 1), (1, 2, 40, 56))


def parameters(in_channels: int, classes: int, width: int, small: bool = False) -> int:
    stages, c_in = 0, width
    for c, stride in ((width, 1), (2 * width, 2), (4 * width, 2), (8 * width, 2)):
        projection = 0 if stride == 1 else c_in * c + 2 * c
        stages += 9 * c_in * c + 27 * c**2 + 8 * c + projection
        c_in = c
    window = 9 if small else 49
    return window * in_channels * width + 2 * width + stages + (8 * width + 1) * classes


def stages(seed: int) -> Script:
    """Give each stage maps of the size that comes to it: one block after the other can be looked at."""
    inside = [Do(name, (Tensor(Noise(maps, seed + number)),)) for number, (name, maps) in enumerate(CLIMB.items())]
    return Script(Call(WIDTH_1.args), (Load(noise(resnet18, WIDTH_1, seed)), Mode(False), *inside))


EXERCISE = Exercise(
    "resnet18",
    points=4,
    reference=resnet18,
    answers=answers_of(wrong, honest),
    given={"shapes_of": shapes_of},
    properties=(
        *keeps(
            "The layers with weights must be called conv1, bn1, layer1, layer2, layer3, layer4 and fc, the blocks "
            "inside a "
            "stage 0 and 1; nothing else may have weights.",
            names((LARGE[0], SMALL[0]), "The weights have the promised names and shapes."),
            counted(
                "ResNet-18 has as many parameters as its stem, its eight blocks and its last layer together.",
                [LARGE[1].args, SMALL[1].args],
                parameters,
            ),
        ),
        *keeps(
            "The stages layer1 to layer4 must be nn.Sequential of two ResidualBlock each, with width, 2 width, 4 width "
            "and 8 width channels; all but layer1 begin with a stride of 2.",
            agrees(
                "stages",
                "Each stage, given maps of its own, has two blocks, and all but the first one halve the size.",
                st.integers(1, 10**6).map(stages),
                steps=Do,
                weight=2,
                examples=1,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            "small: for small images; conv1 is then 3 x 3 with stride 1 and padding 1, and nothing is pooled after it.",
            agrees(
                "small",
                "In the small form the stem keeps the size, and the logits are right.",
                fine_passes(resnet18, SMALL),
                weight=2,
                examples=1,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            "An nn.Module that maps images (n, in_channels, h, w), of any height and width, to logits (n, classes), "
            "not "
            "squeezed through any activation.",
            agrees(
                "logits",
                "With given weights, and in evaluation, the network gives the logits of its stem, its four stages, the "
                "mean of each map and the last layer.",
                each_of(
                    [fine_passes(resnet18, (*LARGE, *TINY, ONE_CLASS)), fine_pass(resnet18, SMALL[1], scale=BYTES)]
                ),
                weight=3,
                examples=1,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            "width: the channels of the stem and of layer1; 64 in the lecture's network.",
            agrees(
                "default arguments",
                "Without arguments it is the lecture's network, of 11,689,512 parameters.",
                st.just(Call((), via="shapes_of")),
                weight=0.5,
                examples=1,
                conduct=True,
            ),
        ),
        *in_training(resnet18, (SMALL[0], LARGE[0])),
        *conduct_of_a_module(resnet18, (SMALL[0],), beside=(SMALL[0], TINY[0])),
    ),
)
