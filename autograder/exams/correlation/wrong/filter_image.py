"""What students believe of `filter_image`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

_BLUR = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]])
_KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": _BLUR / 16,
}


def _kernel(name, kernels=_KERNELS):
    if name not in kernels:
        raise ValueError(f"unknown filter {name}")
    return kernels[name]


def _sums(image, name, kernels=_KERNELS, outside="constant"):
    kernel = _kernel(name, kernels)
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1, mode=outside), (3, 3))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def _picture(sums):
    return np.clip(np.rint(sums), 0, 255).astype(np.uint8)


def sums_in_uint8(image, name):
    """You add up in uint8, which wraps around at 256: 200 + 100 is 44. Convert the picture to float first."""
    kernel = _kernel(name, _KERNELS | {"blur": _BLUR}).astype(np.uint8)
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image, 1), (3, 3))
    sums = (windows * kernel).sum(axis=(2, 3), dtype=np.uint8)
    return np.rint(sums / 16).astype(np.uint8) if name == "blur" else sums


def not_clipped(image, name):
    """You convert to uint8 without clipping, and numbers outside 0 to 255 wrap around: -1 becomes 255. Write
    np.clip(..., 0, 255) first."""
    return np.rint(_sums(image, name)).astype(np.int64).astype(np.uint8)


def only_clipped_below(image, name):
    """You set negative numbers to 0 but let those above 255 wrap around. Clip at both ends: np.clip(..., 0, 255)."""
    return np.maximum(np.rint(_sums(image, name)), 0).astype(np.int64).astype(np.uint8)


def fractions_cut_off(image, name):
    """astype(np.uint8) cuts fractions off, so 99.9 becomes 99. Round with np.rint first."""
    return np.clip(_sums(image, name), 0, 255).astype(np.uint8)


def halves_rounded_up(image, name):
    """You round by adding 0.5 and cutting off, which sends every exact half up. np.rint sends halves to the even
    neighbour: 0.5 to 0 and 1.5 to 2."""
    return np.clip(np.floor(_sums(image, name) + 0.5), 0, 255).astype(np.uint8)


def fractions_rounded_up(image, name):
    """You round up with np.ceil. Round to the nearest integer with np.rint."""
    return np.clip(np.ceil(_sums(image, name)), 0, 255).astype(np.uint8)


def blur_not_divided(image, name):
    """You did not divide the blur by 16, so almost every pixel becomes 255. The weights of a blur add up to 1."""
    return _picture(_sums(image, name, _KERNELS | {"blur": _BLUR}))


def blur_with_equal_weights(image, name):
    """Your blur is the mean of the nine pixels. Here the nearer ones count more: 4 in the middle, 2 beside, 1 in the
    corners, divided by 16."""
    return _picture(_sums(image, name, _KERNELS | {"blur": np.ones((3, 3)) / 9}))


def edges_with_4_neighbours(image, name):
    """Your edge kernel has 4 in the middle and leaves the corners out. This one compares a pixel with all 8 neighbours:
    8 in the middle, -1 everywhere else."""
    return _picture(_sums(image, name, _KERNELS | {"edges": np.array([[0, -1, 0], [-1, 4, -1], [0, -1, 0]])}))


def edges_with_the_sign_turned(image, name):
    """Your edge kernel has -8 in the middle and 1 around it. Bright pixels on a dark ground then come out negative and
    are clipped away: 8 in the middle, -1 around it."""
    return _picture(_sums(image, name, _KERNELS | {"edges": np.array([[1, 1, 1], [1, -8, 1], [1, 1, 1]])}))


def sharpen_with_8_neighbours(image, name):
    """Your sharpening kernel has 9 in the middle and subtracts all 8 neighbours. This one subtracts 4: 5 in the middle,
    0 in the corners."""
    return _picture(_sums(image, name, _KERNELS | {"sharpen": np.array([[-1, -1, -1], [-1, 9, -1], [-1, -1, -1]])}))


def absolute_values(image, name):
    """You take the absolute value of negative sums. They are clipped to 0."""
    return _picture(np.abs(_sums(image, name)))


def rescaled_to_the_full_range(image, name):
    """You stretch the result so that its smallest value becomes 0 and its largest 255. Nothing is rescaled: what lies
    outside is clipped."""
    sums = _sums(image, name)
    span = sums.max() - sums.min()
    return np.rint((sums - sums.min()) / (span if span else 1) * 255).astype(np.uint8)


def picture_gets_smaller(image, name):
    """Your result is two rows and two columns smaller than the picture. Put a border of zeros around it first."""
    kernel = _kernel(name)
    windows = np.lib.stride_tricks.sliding_window_view(image.astype(float), (3, 3))
    return _picture(np.einsum("ijuv,uv->ij", windows, kernel))


def border_of_the_picture_repeated(image, name):
    """You repeat the border outwards, as photo programs do. Here everything outside the picture counts as zero."""
    return _picture(_sums(image, name, outside="edge"))


def float_picture(image, name):
    """The values are right, but the picture is one of floats. End with .astype(np.uint8), after rounding and
    clipping."""
    return np.clip(np.rint(_sums(image, name)), 0, 255)


def unknown_name_gives_the_picture(image, name):
    """A name you do not know gives the picture back unchanged, and whoever mistyped it never learns. Raise a
    ValueError."""
    return _picture(_sums(image, name if name in _KERNELS else "identity"))


def picture_overwritten(image, name):
    """You write the result into the picture you were given, and the caller's original is lost. Make a new array."""
    image[:] = _picture(_sums(image, name))
    return image


def names_in_any_case(image, name):
    """You turn the name into lower case first, so that "Blur" passes. Only the four names as they are written are
    names: raise a ValueError for any other."""
    return _picture(_sums(image, name.lower()))


def blanks_around_a_name_ignored(image, name):
    """You cut blanks off the name first, so that " blur" passes. Only the four names as they are written are names:
    raise a ValueError for any other."""
    return _picture(_sums(image, name.strip()))


def beginning_of_a_name_accepted(image, name):
    """You accept what a name begins with, such as "e" or "sharp", and the empty name. Compare the whole name."""
    return _picture(_sums(image, next((known for known in _KERNELS if known.startswith(name)), name)))


def name_looked_for_inside_a_text(image, name):
    """`name in "identity edges sharpen blur"` is true of every part of that text, the empty one too. Look the name up
    in a list, a set or a dictionary."""
    if name not in "identity edges sharpen blur":
        raise ValueError(f"unknown filter {name}")
    return _picture(_sums(image, name if name in _KERNELS else "identity"))


def more_than_a_name_accepted(image, name):
    """You accept whatever begins with a name, such as "sharpening". Compare the whole name."""
    return _picture(_sums(image, next((known for known in _KERNELS if name.startswith(known)), name)))


def unknown_name_a_key_error(image, name):
    """A name that is not in your dictionary raises a KeyError, which says nothing of filters. Look first, and raise a
    ValueError that names the four."""
    kernel = _KERNELS[name]
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1), (3, 3))
    return _picture(np.einsum("ijuv,uv->ij", windows, kernel))


def picture_itself_for_identity(image, name):
    """For "identity" you return the picture itself. Whoever changes the result changes the picture with it: return a
    copy."""
    return image if name == "identity" else _picture(_sums(image, name))


def halves_rounded_down(image, name):
    """You send every exact half down. np.rint sends halves to the even neighbour: 0.5 to 0 and 1.5 to 2."""
    return np.clip(np.ceil(_sums(image, name) - 0.5), 0, 255).astype(np.uint8)


def summed_in_half_precision(image, name):
    """You add up in float16, which has three digits: sums beyond 2048 are rounded before they are divided. Use float64,
    NumPy's own default."""
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(np.float16), 1), (3, 3))
    weighted = windows * np.float16(_kernel(name) * (16 if name == "blur" else 1))
    return _picture(weighted.sum(axis=(2, 3), dtype=np.float16) / (16 if name == "blur" else 1))


def result_of_an_earlier_call_written_over(image, name, kept={}):  # noqa: B006 - the mistake
    """You keep the result's array and write the next picture of that size into it: whoever still has the earlier result
    finds another picture there. Make a new array in every call."""
    out = kept.setdefault(image.shape, np.zeros(image.shape, dtype=np.uint8))
    out[...] = _picture(_sums(image, name))
    return out
