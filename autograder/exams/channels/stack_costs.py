"""The exam of `stack_costs`: shapes, parameters and multiply-adds of a stack of layers."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, law, leaves_inputs_alone, raises
from autograder.exam.strategies import unequal_sizes, with_corners
from autograder.exams.channels.counting import are_ints, called_in_turns
from autograder.exams.channels.draws import kernels_too_large
from autograder.exams.channels.honest import stack_costs as honest
from autograder.exams.channels.special_cases import in_turns
from autograder.exams.channels.wrong import stack_costs as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.formulas.stack_costs import stack_costs

__all__ = ["EXERCISE"]

Layer = tuple[Any, ...]
Shape = tuple[int, int, int]

LENET = [
    ("conv", 6, (5, 5), (1, 1), (2, 2)),
    ("pool", (2, 2), (2, 2)),
    ("conv", 16, (5, 5), (1, 1), (0, 0)),
    ("pool", (2, 2), (2, 2)),
    ("linear", 120),
    ("linear", 84),
    ("linear", 10),
]

STACKS: tuple[tuple[list[Layer], Shape], ...] = (
    (LENET, (1, 28, 28)),
    ([("linear", 1)], (1, 1, 1)),
    ([("linear", 5)], (2, 3, 4)),
    ([("linear", 3), ("linear", 4), ("linear", 2)], (1, 1, 6)),
    ([("pool", (1, 1), (1, 1))], (2, 3, 4)),
    ([("pool", (3, 2), (1, 1))], (2, 5, 7)),
    ([("pool", (3, 2), (2, 3))], (3, 8, 9)),
    ([("pool", (2, 3), (3, 2)), ("pool", (2, 1), (1, 1))], (2, 9, 8)),
    ([("pool", (4, 5), (2, 2))], (3, 4, 5)),
    ([("pool", (2, 2), (2, 2)), ("linear", 3)], (2, 5, 7)),
    ([("conv", 3, (2, 3), (1, 1), (0, 0))], (2, 4, 6)),
    ([("conv", 3, (2, 3), (2, 3), (1, 2))], (2, 5, 8)),
    ([("conv", 2, (4, 3), (3, 2), (2, 1)), ("conv", 4, (1, 2), (1, 2), (0, 1))], (3, 7, 6)),
    ([("conv", 2, (3, 5), (1, 1), (1, 2)), ("pool", (2, 2), (2, 1)), ("conv", 3, (1, 1), (1, 1), (0, 0))], (1, 4, 6)),
    ([("conv", 100, (12, 12), (1, 1), (0, 0))], (20, 12, 12)),
    ([("conv", 2, (3, 3), (1, 1), (1, 1)), ("linear", 1)], (1, 1, 2)),
    ([("conv", 2, (1, 7), (1, 1), (0, 2)), ("conv", 3, (6, 1), (1, 1), (2, 0))], (1, 2, 3)),
    ([("conv", 2, (3, 3), (2, 2), (1, 1)), ("pool", (2, 2), (2, 2))], (3, 300, 513)),
    ([("pool", (300, 2), (1, 300)), ("conv", 1, (2, 300), (300, 1), (200, 150))], (1, 700, 700)),
    ([("linear", 3_000_000_017), ("linear", 1_000_003)], (1, 1, 2)),
    ([("linear", 3_000_000_017), ("linear", 1_000_000_007)], (1, 1, 2)),
    ([("conv", 4, (3, 3), (1, 1), (1, 1))] * 3, (3, 5, 6)),
    ([("conv", 4, (3, 3), (1, 1), (1, 1))] * 2, (4, 5, 6)),
    ([("linear", 3)] * 3, (3, 1, 1)),
    ([("pool", (1, 2), (1, 1))] * 3, (2, 3, 9)),
    ([("linear", 3), ("conv", 2, (1, 1), (1, 1), (0, 0)), ("pool", (1, 1), (1, 1)), ("linear", 4)], (2, 3, 4)),
    ([("linear", 2), ("conv", 3, (1, 3), (1, 1), (0, 1)), ("linear", 2)], (1, 2, 3)),
    ([("linear", 2), ("conv", 3, (1, 1), (1, 1), (1, 2)), ("linear", 4)], (1, 2, 3)),
    ([("conv", 2, (1, 1), (1, 1), (1, 2)), ("conv", 3, (1, 1), (2, 3), (0, 0))], (3, 4, 5)),
    ([("conv", 2, (3, 3), (1, 2), (1, 1))], (2, 7, 7)),
    ([("conv", 2, (3, 3), (2, 2), (0, 1))], (2, 7, 7)),
    ([("pool", (2, 2), (1, 2))], (2, 7, 7)),
    ([("conv", 1 + i, (1, 1), (1, 1), (0, 0)) for i in range(13)], (2, 2, 3)),
    ([("pool", (1, 2), (1, 1)) if i % 3 else ("conv", 2 + i, (2, 1), (1, 1), (1, 0)) for i in range(24)], (1, 2, 40)),
)
"""LeNet; layers of each kind alone; unequal windows, strides and paddings; a flattened map; large
maps, windows, strides and paddings; counts past a float's; equal layers, on equal maps and on others; layers behind a
fully connected one, also with a padding; windows of one pixel; squares but for one pair; more layers than digits."""

DESCRIPTIONS = (
    "dropout",
    "Conv",
    "POOL",
    "",
    "convolution",
    "fc",
    "lin",
    "conv ",
    "pooling",
    "linear2",
    "linear ",
    " linear",
    "line",
    "l",
    "poo",
)


@st.composite
def stacks(draw: st.DrawFn, kinds: tuple[str, ...] = ("conv", "pool"), most_linear: int = 2) -> Call:
    """Draw a stack of windows that fit, and fully connected layers behind it now and then."""
    shape = c, h, w = (draw(st.integers(1, 3)), *draw(unequal_sizes(3, 9)))
    layers: list[Layer] = []
    for _ in range(draw(st.integers(1, 3))):
        kernel = draw(st.integers(1, min(h, 3))), draw(st.integers(1, min(w, 3)))
        stride = draw(st.sampled_from([(1, 1), (2, 1), (1, 2), (2, 2), (2, 3), (3, 2)]))
        padding = (0, 0)
        if draw(st.sampled_from(kinds)) == "pool":
            layers.append(("pool", kernel, stride))
        else:
            c, padding = draw(st.integers(1, 4)), draw(st.sampled_from([(0, 0), (1, 0), (0, 1), (1, 1), (1, 2)]))
            layers.append(("conv", c, kernel, stride, padding))
        h, w = ((n + 2 * p - k) // s + 1 for n, k, s, p in zip((h, w), kernel, stride, padding, strict=True))
    for _ in range(draw(st.integers(0, most_linear))):
        layers.append(("linear", draw(st.integers(1, 5))))
    return Call((layers, shape))


def any_stack() -> st.SearchStrategy[Call]:
    return with_corners(stacks(), [Call((list(layers), shape)) for layers, shape in STACKS])


def unknown_layers() -> st.SearchStrategy[Call]:
    alone = [Call(([(kind, 3)], (2, 4, 5))) for kind in DESCRIPTIONS]
    last = [Call(([("pool", (2, 2), (1, 1)), (kind, 3)], (2, 4, 5))) for kind in DESCRIPTIONS[:3]]
    like_others = [
        Call(([(kind, (2, 2), (1, 1))], (2, 4, 5)))
        for kind in ("Pool", "mean", "max", "pooling", "sum", "poo", "pool2", "pool ", " pool")
    ]
    longer = [
        Call(([(kind, 3, (2, 2), (1, 1), (0, 0))], (2, 4, 5)))
        for kind in ("Conv", "deconv", "avg", "convolution", "zoom", "conv2d", "con", "conv ", " conv")
    ]
    corners = [*alone, *last, *like_others, *longer]
    return with_corners(st.sampled_from(corners), corners)


def windows_too_large() -> st.SearchStrategy[Call]:
    """Draw windows that do not fit into the image, or into what an earlier layer has left of it."""
    pools = [
        Call(([("pool", kernel, stride)], (2, 3, 4)))
        for kernel in kernels_too_large(3, 4)
        for stride in [(2, 2), kernel]
    ]
    convs = [
        Call(([("conv", 2, kernel, (1, 1), (ph, pw))], (2, 2, 3)))
        for ph, pw in [(0, 0), (1, 0), (0, 2)]
        for kernel in kernels_too_large(2 + 2 * ph, 3 + 2 * pw)
    ]
    strided = [Call(([("conv", 2, kernel, (2, 3), (0, 1))], (2, 2, 3))) for kernel in kernels_too_large(2, 5)]
    later = [
        Call(([("pool", (2, 2), (2, 2)), ("conv", 3, (3, 2), (1, 1), (0, 0))], (1, 5, 9))),
        Call(([("conv", 2, (3, 3), (2, 2), (0, 0)), ("pool", (1, 4), (1, 1)), ("linear", 3)], (1, 7, 7))),
        Call(([("linear", 6), ("pool", (2, 1), (1, 1))], (2, 3, 4))),
        Call(([("linear", 6), ("conv", 2, (2, 3), (1, 1), (0, 0))], (2, 3, 4))),
    ]
    corners = [*pools, *convs, *strided, *later]
    return with_corners(st.sampled_from(corners), corners)


def refused_in_between() -> Script:
    """Give lists that are refused, at once or after a layer, and some that are not: all stay as they were."""
    lists: list[list[Layer]] = [
        [("pool", (2, 2), (1, 1)), ("linear", 3)],
        [("pool", (5, 2), (1, 1)), ("linear", 3)],
        [("conv", 2, (2, 2), (1, 1), (0, 0)), ("pool", (4, 1), (1, 1)), ("linear", 3)],
        [("linear", 3), ("dropout", 2), ("linear", 3)],
    ]
    return in_turns(*((layers, (2, 4, 5)) for layers in lists))


# Laws


def cut_in_two(call: Call) -> tuple[Call, ...]:
    layers, shape = call.args
    return Call((layers[:1], shape)), call


def rest_of_the_stack(call: Call, values: Any) -> tuple[Any, Any]:
    """The first layer alone is the first layer of the stack, and what follows costs what the rest of the stack does."""
    layers, _ = call.args
    first, whole = values
    behind = first["shapes"][0]
    assert len(whole["shapes"]) == len(layers)
    rest = stack_costs(layers[1:], (int(behind[0]), int(behind[1]), int(behind[2])))
    added = [first[name] + rest[name] for name in ("parameters", "multiply_adds")]
    return ([*first["shapes"], *rest["shapes"]], *added), (whole["shapes"], whole["parameters"], whole["multiply_adds"])


DICT = 'A dict with the keys "shapes", "parameters" and "multiply_adds".'
SHAPES = (
    "The shapes are a list with a tuple (c, h, w) of ints for each layer, the shape of what comes OUT of it, and "
    "(units, 1, 1) for a fully connected one."
)
PARAMETERS = "The parameters are an int, all weights and biases of all layers together, a pooling having none."
MULTIPLY_ADDS = (
    "The multiply_adds are an int, those of all convolutions and fully connected layers together, for one image, "
    "counted as in layer_costs."
)

EXERCISE = Exercise(
    "stack_costs",
    points=4,
    reference=stack_costs,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            SHAPES,
            agrees(
                "shapes",
                "The shape of the maps is followed from layer to layer.",
                any_stack(),
                part="shapes",
                weight=2,
                examples=14,
            ),
        ),
        *keeps(
            PARAMETERS,
            agrees(
                "parameters",
                "Each layer has weights for all channels that reach it, and a bias for each that leaves it; a pooling "
                "has nothing to learn.",
                any_stack(),
                part="parameters",
                weight=2,
                examples=14,
            ),
        ),
        *keeps(
            MULTIPLY_ADDS,
            agrees(
                "multiply-adds",
                "Each weight of a convolution is used once for each pixel that comes out, each weight of a fully "
                "connected layer once.",
                any_stack(),
                part="multiply_adds",
                weight=2,
                examples=14,
            ),
        ),
        *keeps(
            (PARAMETERS, MULTIPLY_ADDS),
            agrees(
                "poolings alone",
                "A stack of poolings has no parameters and no multiply-adds, and its maps shrink.",
                stacks(("pool",), 0),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            DICT,
            agrees(
                "everything together",
                "The result is a dict with exactly three keys, and all of it is right at once.",
                with_corners(any_stack(), [refused_in_between()]),
                weight=0.5,
                examples=4,
            ),
            law(
                "cut in two",
                "A stack costs what its first layer costs, and what the others cost behind it.",
                stacks().filter(lambda call: len(call.args[0]) > 1),
                cut_in_two,
                rest_of_the_stack,
                weight=0.5,
                examples=6,
            ),
        ),
        *are_ints(
            (SHAPES, PARAMETERS, MULTIPLY_ADDS),
            "Sizes and counts are ints, not floats that happen to be whole.",
            any_stack(),
        ),
        *keeps(
            "ValueError: a layer begins with a string that is none of the three words.",
            raises(
                "unknown layer",
                "A layer whose description is not conv, pool or linear raises a ValueError, wherever it stands.",
                unknown_layers(),
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: a window has more rows or more columns than the padded maps that it meets.",
            raises(
                "window too large",
                "A window that is larger than the maps which reach it raises a ValueError, be it in a convolution or a "
                "pooling, in the first layer or a later one.",
                windows_too_large(),
                examples=1,
            ),
        ),
        *keeps(
            "The list of layers must not be modified.",
            leaves_inputs_alone(
                with_corners(
                    stacks(), [*(Call((list(layers), shape)) for layers, shape in STACKS[:3]), refused_in_between()]
                ),
                sentence="The list of layers is the same after the call as before it, also where it is refused.",
                examples=2,
            ),
        ),
        *called_in_turns(stacks()),
    ),
)
