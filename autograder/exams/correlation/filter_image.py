"""The exam of `filter_image`: a named kernel applied to an 8-bit picture."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.exercise import Exercise, Misconception
from autograder.exam.properties import agrees, law, leaves_inputs_alone, raises, returns_dtype
from autograder.exam.strategies import pictures, whole_numbers
from autograder.sandbox.wire.outcome import Call
from cnnedu.ops.image_kernels import filter_image

__all__ = ["FILTER_IMAGE"]

names = st.sampled_from(["edges", "sharpen", "blur"])


@st.composite
def any_filter(draw: st.DrawFn) -> Call:
    return Call((draw(pictures()), draw(names)))


@st.composite
def dark_or_bright(draw: st.DrawFn) -> Call:
    low, high = draw(st.sampled_from([(0, 9), (246, 255)]))
    return Call((draw(pictures(least=3, low=low, high=high)), draw(names)))


@st.composite
def small_pictures(draw: st.DrawFn) -> Call:
    size = draw(st.sampled_from([(1, 1), (1, 2), (2, 1), (1, 4), (3, 1)]))
    return Call((draw(whole_numbers(size, 40, 200)).astype(np.uint8), draw(st.sampled_from(["blur", "sharpen"]))))


@st.composite
def exact_halves(draw: st.DrawFn) -> Call:
    """Blurring multiples of 8 divides them by 16: every other sum ends in a half."""
    picture = draw(pictures(least=3, low=0, high=31))
    return Call((picture * np.uint8(8), "blur"))


@st.composite
def unknown_names(draw: st.DrawFn) -> Call:
    return Call((draw(pictures()), draw(st.sampled_from(["emboss", "median", "sobel", "outline", ""]))))


def with_name(name: str) -> st.SearchStrategy[Call]:
    return st.builds(Call, st.tuples(pictures(least=3), st.just(name)))


def as_it_is_and_turned(call: Call) -> tuple[Call, ...]:
    picture, name = call.args
    return call, Call((picture[::-1, ::-1], name))


def as_it_is_and_transposed(call: Call) -> tuple[Call, ...]:
    picture, name = call.args
    return call, Call((picture.T, name))


PROPERTIES = (
    agrees(
        "values",
        "Every filter gives the right picture: float sums, rounded, clipped, zeros outside.",
        any_filter(),
        weight=2,
        examples=24,
    ),
    agrees(
        "edges",
        '"edges" is 8 times the pixel minus its 8 neighbours.',
        with_name("edges"),
        examples=10,
    ),
    agrees(
        "sharpen",
        '"sharpen" is 5 times the pixel minus its 4 neighbours.',
        with_name("sharpen"),
        examples=10,
    ),
    agrees(
        "blur",
        '"blur" weighs the pixel 4, its neighbours 2 and 1, and divides by 16.',
        with_name("blur"),
        examples=10,
    ),
    agrees(
        "exact halves",
        "Sums are rounded to the nearest integer, exact halves as np.rint does.",
        exact_halves(),
        weight=0.5,
        examples=10,
    ),
    agrees(
        "dark and bright pictures",
        "Results below 0 become 0 and results above 255 become 255.",
        dark_or_bright(),
        weight=0.5,
        examples=12,
    ),
    agrees(
        "small pictures",
        "Pictures of a single row, column or pixel work too.",
        small_pictures(),
        weight=0.5,
        examples=10,
    ),
    agrees(
        "identity",
        '"identity" gives the picture back.',
        with_name("identity"),
        weight=0.5,
        examples=5,
        conduct=True,
    ),
    law(
        "turned picture",
        "Turning the picture upside down turns the result upside down.",
        any_filter(),
        as_it_is_and_turned,
        lambda call, values: (values[0][::-1, ::-1], values[1]),
        weight=0.25,
        examples=8,
    ),
    law(
        "transposed picture",
        "Transposing the picture transposes the result.",
        any_filter(),
        as_it_is_and_transposed,
        lambda call, values: (values[0].T, values[1]),
        weight=0.25,
        examples=8,
    ),
    raises(
        "unknown name",
        "A name that is not one of the four raises a ValueError.",
        unknown_names(),
    ),
    returns_dtype(any_filter(), np.uint8, sentence="The result is a picture of dtype uint8.", examples=6),
    leaves_inputs_alone(any_filter(), examples=6),
)


def sums_in_uint8(image, name):
    """You add up in uint8, which wraps around at 256: 200 + 100 is 44. Convert the picture to float first."""
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]),
    }
    if name not in kernels:
        raise ValueError(f"unknown filter {name}")
    kernel = kernels[name].astype(np.uint8)
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image, 1), (3, 3))
    sums = (windows * kernel).sum(axis=(2, 3), dtype=np.uint8)
    return np.rint(sums / 16).astype(np.uint8) if name == "blur" else sums


def not_clipped(image, name):
    """You convert to uint8 without clipping, and numbers outside 0 to 255 wrap around: -1 becomes 255. Write
    np.clip(..., 0, 255) first."""
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter {name}")
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1), (3, 3))
    return np.rint(np.einsum("ijuv,uv->ij", windows, kernels[name])).astype(np.int64).astype(np.uint8)


def only_clipped_below(image, name):
    """You set negative numbers to 0 but let those above 255 wrap around. Clip at both ends: np.clip(..., 0, 255)."""
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter {name}")
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1), (3, 3))
    sums = np.rint(np.einsum("ijuv,uv->ij", windows, kernels[name]))
    return np.maximum(sums, 0).astype(np.int64).astype(np.uint8)


def fractions_cut_off(image, name):
    """astype(np.uint8) cuts fractions off, so 99.9 becomes 99. Round with np.rint first."""
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter {name}")
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1), (3, 3))
    return np.clip(np.einsum("ijuv,uv->ij", windows, kernels[name]), 0, 255).astype(np.uint8)


def halves_rounded_up(image, name):
    """You round by adding 0.5 and cutting off, which sends every exact half up. np.rint sends halves to the even
    neighbour: 0.5 to 0 and 1.5 to 2."""
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter {name}")
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1), (3, 3))
    sums = np.floor(np.einsum("ijuv,uv->ij", windows, kernels[name]) + 0.5)
    return np.clip(sums, 0, 255).astype(np.uint8)


def fractions_rounded_up(image, name):
    """You round up with np.ceil. Round to the nearest integer with np.rint."""
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter {name}")
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1), (3, 3))
    sums = np.ceil(np.einsum("ijuv,uv->ij", windows, kernels[name]))
    return np.clip(sums, 0, 255).astype(np.uint8)


def blur_not_divided(image, name):
    """You did not divide the blur by 16, so almost every pixel becomes 255. The weights of a blur add up to 1."""
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]),
    }
    if name not in kernels:
        raise ValueError(f"unknown filter {name}")
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1), (3, 3))
    return np.clip(np.rint(np.einsum("ijuv,uv->ij", windows, kernels[name])), 0, 255).astype(np.uint8)


def blur_with_equal_weights(image, name):
    """Your blur is the mean of the nine pixels. Here the nearer ones count more: 4 in the middle, 2 beside, 1 in the
    corners, divided by 16."""
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.ones((3, 3)) / 9,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter {name}")
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1), (3, 3))
    return np.clip(np.rint(np.einsum("ijuv,uv->ij", windows, kernels[name])), 0, 255).astype(np.uint8)


def edges_with_4_neighbours(image, name):
    """Your edge kernel has 4 in the middle and leaves the corners out. This one compares a pixel with all 8 neighbours:
    8 in the middle, -1 everywhere else."""
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[0, -1, 0], [-1, 4, -1], [0, -1, 0]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter {name}")
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1), (3, 3))
    return np.clip(np.rint(np.einsum("ijuv,uv->ij", windows, kernels[name])), 0, 255).astype(np.uint8)


def edges_with_the_sign_turned(image, name):
    """Your edge kernel has -8 in the middle and 1 around it. Bright pixels on a dark ground then come out negative and
    are clipped away: 8 in the middle, -1 around it."""
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[1, 1, 1], [1, -8, 1], [1, 1, 1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter {name}")
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1), (3, 3))
    return np.clip(np.rint(np.einsum("ijuv,uv->ij", windows, kernels[name])), 0, 255).astype(np.uint8)


def sharpen_with_8_neighbours(image, name):
    """Your sharpening kernel has 9 in the middle and subtracts all 8 neighbours. This one subtracts 4: 5 in the middle,
    0 in the corners."""
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[-1, -1, -1], [-1, 9, -1], [-1, -1, -1]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter {name}")
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1), (3, 3))
    return np.clip(np.rint(np.einsum("ijuv,uv->ij", windows, kernels[name])), 0, 255).astype(np.uint8)


def absolute_values(image, name):
    """You take the absolute value of negative sums. They are clipped to 0."""
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter {name}")
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1), (3, 3))
    return np.clip(np.rint(np.abs(np.einsum("ijuv,uv->ij", windows, kernels[name]))), 0, 255).astype(np.uint8)


def rescaled_to_the_full_range(image, name):
    """You stretch the result so that its smallest value becomes 0 and its largest 255. Nothing is rescaled: what lies
    outside is clipped."""
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter {name}")
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1), (3, 3))
    sums = np.einsum("ijuv,uv->ij", windows, kernels[name])
    span = sums.max() - sums.min()
    return np.rint((sums - sums.min()) / (span if span else 1) * 255).astype(np.uint8)


def picture_gets_smaller(image, name):
    """Your result is two rows and two columns smaller than the picture. Put a border of zeros around it first."""
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter {name}")
    windows = np.lib.stride_tricks.sliding_window_view(image.astype(float), (3, 3))
    return np.clip(np.rint(np.einsum("ijuv,uv->ij", windows, kernels[name])), 0, 255).astype(np.uint8)


def border_of_the_picture_repeated(image, name):
    """You repeat the border outwards, as photo programs do. Here everything outside the picture counts as zero."""
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter {name}")
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1, mode="edge"), (3, 3))
    return np.clip(np.rint(np.einsum("ijuv,uv->ij", windows, kernels[name])), 0, 255).astype(np.uint8)


def float_picture(image, name):
    """The values are right, but the picture is one of floats. End with .astype(np.uint8), after rounding and
    clipping."""
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter {name}")
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1), (3, 3))
    return np.clip(np.rint(np.einsum("ijuv,uv->ij", windows, kernels[name])), 0, 255)


def unknown_name_gives_the_picture(image, name):
    """A name you do not know gives the picture back unchanged, and whoever mistyped it never learns. Raise a
    ValueError."""
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    kernel = kernels.get(name, kernels["identity"])
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1), (3, 3))
    return np.clip(np.rint(np.einsum("ijuv,uv->ij", windows, kernel)), 0, 255).astype(np.uint8)


def picture_overwritten(image, name):
    """You write the result into the picture you were given, and the caller's original is lost. Make a new array."""
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter {name}")
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1), (3, 3))
    image[:] = np.clip(np.rint(np.einsum("ijuv,uv->ij", windows, kernels[name])), 0, 255)
    return image


def pad_and_loop(image, name):
    if name == "identity":
        kernel = np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]])
    elif name == "edges":
        kernel = np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]])
    elif name == "sharpen":
        kernel = np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])
    elif name == "blur":
        kernel = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16
    else:
        raise ValueError(f"unknown filter: {name}")
    h, w = image.shape
    padded = np.zeros((h + 2, w + 2))
    padded[1:-1, 1:-1] = image
    out = np.zeros((h, w), dtype=np.uint8)
    for i in range(h):
        for j in range(w):
            total = np.sum(padded[i : i + 3, j : j + 3] * kernel)
            out[i, j] = min(max(np.rint(total), 0), 255)
    return out


def shifted_sums(image, name):
    kernels = {
        "identity": (0, 0, 1, 1),
        "edges": (-1, -1, 8, 1),
        "sharpen": (0, -1, 5, 1),
        "blur": (1, 2, 4, 16),
    }  # corner, side, middle, divisor
    if name not in kernels:
        raise ValueError(f"{name} is none of {list(kernels)}")
    corner, side, middle, divisor = kernels[name]
    p = np.pad(image, 1).astype(np.float64)
    corners = p[:-2, :-2] + p[:-2, 2:] + p[2:, :-2] + p[2:, 2:]
    sides = p[:-2, 1:-1] + p[2:, 1:-1] + p[1:-1, :-2] + p[1:-1, 2:]
    sums = (corner * corners + side * sides + middle * p[1:-1, 1:-1]) / divisor
    return np.round(sums).clip(0, 255).astype("uint8")


def einsum_on_windows(image, name):
    laplacian = -np.ones((3, 3))
    laplacian[1, 1] = 8
    gauss = np.outer([1, 2, 1], [1, 2, 1]) / 16
    dirac = np.zeros((3, 3))
    dirac[1, 1] = 1
    cross = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    kernels = {"identity": dirac, "edges": laplacian, "sharpen": 5 * dirac - cross, "blur": gauss}
    try:
        kernel = kernels[name]
    except KeyError:
        raise ValueError(f"no filter {name!r}") from None
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1), (3, 3))
    return np.clip(np.rint(np.einsum("ijuv,uv->ij", windows, kernel)), 0, 255).astype(np.uint8)


def separable_blur(image, name):
    a = np.pad(image.astype(np.float32), 1)  # sums of sixteen bytes are exact in float32
    h, w = image.shape
    across = a[:, :-2] + 2 * a[:, 1:-1] + a[:, 2:]
    ring = sum(a[u : u + h, v : v + w] for u in range(3) for v in range(3)) - a[1:-1, 1:-1]
    cross = a[:-2, 1:-1] + a[2:, 1:-1] + a[1:-1, :-2] + a[1:-1, 2:]
    if name == "blur":
        sums = (across[:-2] + 2 * across[1:-1] + across[2:]) / 16
    elif name == "edges":
        sums = 8 * a[1:-1, 1:-1] - ring
    elif name == "sharpen":
        sums = 5 * a[1:-1, 1:-1] - cross
    elif name == "identity":
        return np.array(image, order="F")
    else:
        raise ValueError("use identity, edges, sharpen or blur")
    return np.minimum(np.maximum(np.rint(sums), 0), 255).astype(np.uint8)


def whole_numbers_then_division(image, name):
    def weights(name):
        if name == "identity":
            return np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]), 1
        if name == "edges":
            return np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]), 1
        if name == "sharpen":
            return np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]), 1
        if name == "blur":
            return np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]), 16
        raise ValueError(f"unknown filter {name}")

    kernel, divisor = weights(name)
    sums = np.zeros(image.shape, dtype=np.int64)
    padded = np.pad(image.astype(np.int64), ((1, 1), (1, 1)))
    for (u, v), weight in np.ndenumerate(kernel):
        sums += weight * padded[u : u + image.shape[0], v : v + image.shape[1]]
    return np.array([[min(255, max(0, round(value / divisor))) for value in row] for row in sums.tolist()], np.uint8)


FILTER_IMAGE = Exercise(
    name="filter_image",
    points=3,
    reference=filter_image,
    properties=PROPERTIES,
    misconceptions=tuple(
        map(
            Misconception.of,
            (
                sums_in_uint8,
                not_clipped,
                only_clipped_below,
                fractions_cut_off,
                halves_rounded_up,
                fractions_rounded_up,
                blur_not_divided,
                blur_with_equal_weights,
                edges_with_4_neighbours,
                edges_with_the_sign_turned,
                sharpen_with_8_neighbours,
                absolute_values,
                rescaled_to_the_full_range,
                picture_gets_smaller,
                border_of_the_picture_repeated,
                float_picture,
                unknown_name_gives_the_picture,
                picture_overwritten,
            ),
        )
    ),
    honest=(pad_and_loop, shifted_sums, einsum_on_windows, separable_blur, whole_numbers_then_division),
)
