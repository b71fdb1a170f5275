"""What students believe of `filter_image`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np


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
