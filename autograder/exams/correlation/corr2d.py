"""The exam of `corr2d`: cross-correlation of one image with one kernel, with a bias."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exercise import Exercise, Misconception
from autograder.properties import agrees, law, leaves_inputs_alone, raises, returns_dtype
from autograder.sandbox.outcome import Call
from autograder.strategies import images, kernels, unequal_sizes, whole_numbers
from cnnedu.ops.corr2d import corr2d

__all__ = ["CORR2D"]

biases = st.integers(1, 9).flatmap(lambda size: st.sampled_from([float(size), -float(size)]))


@st.composite
def pairs(draw: st.DrawFn) -> Call:
    return Call((draw(images()), draw(kernels())))


@st.composite
def pairs_with_bias(draw: st.DrawFn) -> Call:
    return Call((draw(images()), draw(kernels()), draw(biases)))


@st.composite
def kernels_of_ones(draw: st.DrawFn) -> Call:
    return Call((draw(images()), np.ones(draw(unequal_sizes(1, 3)))))


@st.composite
def dots(draw: st.DrawFn) -> Call:
    image = np.zeros(draw(unequal_sizes(5, 7)))
    image[draw(st.integers(2, image.shape[0] - 3)), draw(st.integers(2, image.shape[1] - 3))] = 1.0
    return Call((image, draw(kernels(least=2))))


@st.composite
def whole_image_kernels(draw: st.DrawFn) -> Call:
    size = draw(unequal_sizes(2, 5))
    return Call((draw(whole_numbers(size, 1, 9)), draw(whole_numbers(size, 1, 5))))


@st.composite
def integer_images(draw: st.DrawFn) -> Call:
    image = draw(images()).astype(np.int64)
    kernel = draw(kernels()) + 0.5
    return Call((image, kernel, 0.25))


@st.composite
def oversized_kernels(draw: st.DrawFn) -> Call:
    h, w = draw(unequal_sizes(2, 4))
    extra = draw(st.sampled_from([(1, 0), (0, 1), (2, 1)]))
    return Call((draw(whole_numbers((h, w))), draw(whole_numbers((h + extra[0], w + extra[1])))))


@st.composite
def two_images(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    first = draw(images())
    return first, draw(whole_numbers(first.shape)), draw(kernels())


PROPERTIES = (
    agrees(
        "values",
        "Each output is the sum of the products of the kernel with the pixels under it, kernel not flipped.",
        pairs(),
        corr2d,
        weight=2,
        examples=30,
    ),
    agrees(
        "sum under the window",
        "A kernel of ones adds up the pixels under the window.",
        kernels_of_ones(),
        corr2d,
    ),
    agrees(
        "dot",
        "A single bright pixel leaves the kernel behind, turned by 180 degrees.",
        dots(),
        corr2d,
    ),
    agrees(
        "kernel as large as the image",
        "A kernel as large as the image gives one number.",
        whole_image_kernels(),
        corr2d,
        weight=0.5,
        examples=10,
    ),
    agrees(
        "whole-number image",
        "An image of integers and a kernel of fractions give fractions: nothing is rounded.",
        integer_images(),
        corr2d,
        examples=10,
    ),
    agrees(
        "bias",
        "The bias is added once to every output.",
        pairs_with_bias(),
        corr2d,
    ),
    law(
        "linear in the image",
        "Adding two images first or adding their outputs afterwards is the same (without a bias).",
        two_images(),
        lambda d: (Call((d[0], d[2])), Call((d[1], d[2])), Call((d[0] + d[1], d[2]))),
        lambda d, values: (values[0] + values[1], values[2]),
        weight=0.5,
        examples=10,
    ),
    raises(
        "kernel too large",
        "A kernel that does not fit into the image raises a ValueError.",
        oversized_kernels(),
    ),
    returns_dtype(pairs(), np.float64, sentence="The result is an array of dtype float64."),
    leaves_inputs_alone(pairs_with_bias()),
)


def flipped_kernel(image, kernel, bias=0.0):
    """You turned the kernel by 180 degrees. That is true convolution; cross-correlation uses the kernel as it is."""
    kernel = kernel[::-1, ::-1]
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return out


def loops(image, kernel, bias=0.0):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    out = np.full((h - kh + 1, w - kw + 1), float(bias))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            for u in range(kh):
                for v in range(kw):
                    out[i, j] += image[i + u, j + v] * kernel[u, v]
    return out


CORR2D = Exercise(
    name="corr2d",
    points=4,
    reference=corr2d,
    properties=PROPERTIES,
    misconceptions=tuple(map(Misconception.of, (flipped_kernel,))),
    honest=(loops,),
)
