# %% guard_sigma_is_0
# a channel that is 0.1 everywhere has a rounded mean and a computed deviation of about 1e-17, not 0,
# so it is divided
import numpy as np


def standardise(train, validation, test):
    if not (train.shape[1:] == validation.shape[1:] == test.shape[1:]):
        raise ValueError("the sets differ in c, h or w")
    sets = [images.astype(np.float64) for images in (train, validation, test)]
    train = sets[0]
    axes = (0, 2, 3)
    mean = train.mean(axis=axes, keepdims=True)
    sigma = np.sqrt(((train - mean) ** 2).mean(axis=axes, keepdims=True))
    flat = sigma == 0
    sigma = np.where(flat, 1.0, sigma)
    return tuple((images - mean) / sigma for images in sets)


# %% guard_isclose
# np.isclose has a relative tolerance of 1e-5: a channel at 1000 that varies by 0.001 is taken for
# constant
import numpy as np


def standardise(train, validation, test):
    if not (train.shape[1:] == validation.shape[1:] == test.shape[1:]):
        raise ValueError("the sets differ in c, h or w")
    sets = [images.astype(np.float64) for images in (train, validation, test)]
    train = sets[0]
    axes = (0, 2, 3)
    mean = train.mean(axis=axes, keepdims=True)
    sigma = np.sqrt(((train - mean) ** 2).mean(axis=axes, keepdims=True))
    low, high = train.min(axis=axes, keepdims=True), train.max(axis=axes, keepdims=True)
    flat = np.isclose(low, high)
    sigma = np.where(flat, 1.0, sigma)
    return tuple((images - mean) / sigma for images in sets)


# %% tiny_epsilon
# adds 1e-12 to the deviation: wrong for channels whose numbers, and so deviations, are tiny
import numpy as np


def standardise(train, validation, test):
    if not (train.shape[1:] == validation.shape[1:] == test.shape[1:]):
        raise ValueError("the sets differ in c, h or w")
    sets = [images.astype(np.float64) for images in (train, validation, test)]
    train = sets[0]
    axes = (0, 2, 3)
    mean = train.mean(axis=axes, keepdims=True)
    sigma = np.sqrt(((train - mean) ** 2).mean(axis=axes, keepdims=True))
    flat = train.min(axis=axes, keepdims=True) == train.max(axis=axes, keepdims=True)
    sigma = sigma + 1e-12  # never divide by 0
    sigma = np.where(flat, 1.0, sigma)
    return tuple((images - mean) / sigma for images in sets)


# %% chained_not_equal
# a != b != c is true only where both neighbours differ, so a single other set at the end raises
# nothing (or another error)
import numpy as np


def standardise(train, validation, test):
    if train.shape[1:] != validation.shape[1:] != test.shape[1:]:
        raise ValueError("the sets differ in c, h or w")
    sets = [images.astype(np.float64) for images in (train, validation, test)]
    train = sets[0]
    axes = (0, 2, 3)
    mean = train.mean(axis=axes, keepdims=True)
    sigma = np.sqrt(((train - mean) ** 2).mean(axis=axes, keepdims=True))
    flat = train.min(axis=(0, 2, 3), keepdims=True) == train.max(axis=(0, 2, 3), keepdims=True)
    sigma = np.where(flat, 1.0, sigma)
    return tuple((images - mean) / sigma for images in sets)


# %% height_not_compared
# compares c and w but not h (one axis forgotten), so sets of another height raise nothing
import numpy as np


def standardise(train, validation, test):
    if len({(images.shape[1], images.shape[3]) for images in (train, validation, test)}) != 1:
        raise ValueError("the sets differ in c, h or w")
    sets = [images.astype(np.float64) for images in (train, validation, test)]
    train = sets[0]
    axes = (0, 2, 3)
    mean = train.mean(axis=axes, keepdims=True)
    sigma = np.sqrt(((train - mean) ** 2).mean(axis=axes, keepdims=True))
    flat = train.min(axis=(0, 2, 3), keepdims=True) == train.max(axis=(0, 2, 3), keepdims=True)
    sigma = np.where(flat, 1.0, sigma)
    return tuple((images - mean) / sigma for images in sets)


# %% float32_stays
# converts only integers to float64: the statistics of float32 images are computed in float32, which
# costs digits
import numpy as np


def standardise(train, validation, test):
    if not (train.shape[1:] == validation.shape[1:] == test.shape[1:]):
        raise ValueError("the sets differ in c, h or w")
    if train.dtype.kind in "iu":
        train = train.astype(np.float64)
    sets = [train, validation, test]
    axes = (0, 2, 3)
    mean = train.mean(axis=axes, keepdims=True)
    sigma = np.sqrt(((train - mean) ** 2).mean(axis=axes, keepdims=True))
    flat = train.min(axis=(0, 2, 3), keepdims=True) == train.max(axis=(0, 2, 3), keepdims=True)
    sigma = np.where(flat, 1.0, sigma)
    return tuple((images.astype(np.float64) - mean) / sigma for images in sets)


# %% shifted_by_the_whole_mean
# mean of the squares less square of the mean, made safe by the mean over ALL channels: loses digits
# where channels lie far from each other
import numpy as np


def standardise(train, validation, test):
    if not (train.shape[1:] == validation.shape[1:] == test.shape[1:]):
        raise ValueError("the sets differ in c, h or w")
    sets = [images.astype(np.float64) for images in (train, validation, test)]
    train = sets[0]
    axes = (0, 2, 3)
    shift = train.mean()  # near the numbers, so that the squares stay small
    moved = train - shift
    mean = moved.mean(axis=axes, keepdims=True)
    sigma = np.sqrt(np.maximum((moved**2).mean(axis=axes, keepdims=True) - mean**2, 0))
    mean = mean + shift
    flat = train.min(axis=(0, 2, 3), keepdims=True) == train.max(axis=(0, 2, 3), keepdims=True)
    sigma = np.where(flat, 1.0, sigma)
    return tuple((images - mean) / sigma for images in sets)


# %% flat_in_each_image
# a channel that is flat within each image but differs from image to image (always so for h = w = 1)
# is taken for constant and not divided
import numpy as np


def standardise(train, validation, test):
    if not (train.shape[1:] == validation.shape[1:] == test.shape[1:]):
        raise ValueError("the sets differ in c, h or w")
    sets = [images.astype(np.float64) for images in (train, validation, test)]
    train = sets[0]
    axes = (0, 2, 3)
    mean = train.mean(axis=axes, keepdims=True)
    sigma = np.sqrt(((train - mean) ** 2).mean(axis=axes, keepdims=True))
    flat = (np.ptp(train, axis=(2, 3)) == 0).all(axis=0).reshape(1, -1, 1, 1)
    sigma = np.where(flat, 1.0, sigma)
    return tuple((images - mean) / sigma for images in sets)


# %% int8_spread_wraps
# the spread max - min is taken in the dtype of the images: int8 from -100 to 100 gives -56, which is
# not > 0, and the channel is not divided
import numpy as np


def standardise(train, validation, test):
    if not (train.shape[1:] == validation.shape[1:] == test.shape[1:]):
        raise ValueError("the sets differ in c, h or w")
    spread = train.max(axis=(0, 2, 3), keepdims=True) - train.min(axis=(0, 2, 3), keepdims=True)
    sets = [images.astype(np.float64) for images in (train, validation, test)]
    train = sets[0]
    axes = (0, 2, 3)
    mean = train.mean(axis=axes, keepdims=True)
    sigma = np.sqrt(((train - mean) ** 2).mean(axis=axes, keepdims=True))
    flat = ~(spread > 0)
    sigma = np.where(flat, 1.0, sigma)
    return tuple((images - mean) / sigma for images in sets)


# %% floats_keep_their_dtype
# Only integers are converted before the work; float32 and float16 are computed as they are and converted at the end.
import numpy as np


def standardise(train, validation, test):
    if not train.shape[1:] == validation.shape[1:] == test.shape[1:]:
        raise ValueError("the three sets must have the same c, h and w")
    sets = [a.astype(np.float64) if a.dtype.kind in "iu" else a for a in (train, validation, test)]
    axes = {"axis": (0, 2, 3), "keepdims": True}
    first = sets[0][:1, :, :1, :1].copy()
    sets = [images - first for images in sets]
    mean, std = sets[0].mean(**axes), sets[0].std(**axes)
    std[train.min(**axes) == train.max(**axes)] = 1
    return tuple(((images - mean) / std).astype(np.float64) for images in sets)


# %% isclose_of_smallest_and_largest
# "Equal" is asked with np.isclose: a channel far from 0, or of tiny numbers, is taken for a constant one.
import numpy as np


def standardise(train, validation, test):
    if not train.shape[1:] == validation.shape[1:] == test.shape[1:]:
        raise ValueError("the three sets must have the same c, h and w")
    sets = [images.astype(np.float64) for images in (train, validation, test)]
    axes = {"axis": (0, 2, 3), "keepdims": True}
    constant = np.isclose(sets[0].min(**axes), sets[0].max(**axes))
    first = sets[0][:1, :, :1, :1].copy()
    sets = [images - first for images in sets]
    mean = sets[0].mean(**axes)
    std = np.where(constant, 1, sets[0].std(**axes))
    return tuple((images - mean) / std for images in sets)


# %% epsilon_under_the_root
# A small number under the root, as a batch normalisation has it: wrong where a channel has a small deviation.
import numpy as np


def standardise(train, validation, test):
    if not train.shape[1:] == validation.shape[1:] == test.shape[1:]:
        raise ValueError("the three sets must have the same c, h and w")
    sets = [images.astype(np.float64) for images in (train, validation, test)]
    axes = {"axis": (0, 2, 3), "keepdims": True}
    constant = sets[0].min(**axes) == sets[0].max(**axes)
    first = sets[0][:1, :, :1, :1].copy()
    sets = [images - first for images in sets]
    mean = sets[0].mean(**axes)
    std = np.where(constant, 1, np.sqrt(sets[0].var(**axes) + 1e-12))
    return tuple((images - mean) / std for images in sets)


# %% shifted_by_one_number_for_all_channels
# All channels are shifted by the mean of the whole set, then E[d^2] - E[d]^2: digits are lost where channels lie far apart.
import numpy as np


def standardise(train, validation, test):
    if not train.shape[1:] == validation.shape[1:] == test.shape[1:]:
        raise ValueError("the three sets must have the same c, h and w")
    sets = [images.astype(np.float64) for images in (train, validation, test)]
    axes = {"axis": (0, 2, 3), "keepdims": True}
    constant = sets[0].min(**axes) == sets[0].max(**axes)
    middle = sets[0].mean()  # so that numbers far from 0 do not lose their digits
    sets = [images - middle for images in sets]
    mean = sets[0].mean(**axes)
    variance = np.maximum((sets[0] ** 2).mean(**axes) - mean**2, 0)
    std = np.where(constant, 1, np.sqrt(variance))
    return tuple((images - mean) / std for images in sets)


# %% chained_unequal
# a != b != c is true only if b differs from both: test images of another size go through, or fail elsewhere.
import numpy as np


def standardise(train, validation, test):
    if train.shape[1:] != validation.shape[1:] != test.shape[1:]:
        raise ValueError("the three sets must have the same c, h and w")
    sets = [images.astype(np.float64) for images in (train, validation, test)]
    axes = {"axis": (0, 2, 3), "keepdims": True}
    constant = sets[0].min(**axes) == sets[0].max(**axes)
    first = sets[0][:1, :, :1, :1].copy()
    sets = [images - first for images in sets]
    mean = sets[0].mean(**axes)
    std = np.where(constant, 1, sets[0].std(**axes))
    return tuple((images - mean) / std for images in sets)


# %% constant_within_each_image
# Each image is compared with its own first pixel: flat images of different brightness count as a constant channel.
import numpy as np


def standardise(train, validation, test):
    if not train.shape[1:] == validation.shape[1:] == test.shape[1:]:
        raise ValueError("the three sets must have the same c, h and w")
    sets = [images.astype(np.float64) for images in (train, validation, test)]
    axes = {"axis": (0, 2, 3), "keepdims": True}
    constant = (train == train[:, :, :1, :1]).all(**axes)
    first = sets[0][:1, :, :1, :1].copy()
    sets = [images - first for images in sets]
    mean = sets[0].mean(**axes)
    std = np.where(constant, 1, sets[0].std(**axes))
    return tuple((images - mean) / std for images in sets)


# %% statistics_kept_by_their_bytes
# Statistics are kept from call to call by the bytes of the training images, without their shape and dtype.
import numpy as np

KNOWN = {}


def standardise(train, validation, test):
    if not train.shape[1:] == validation.shape[1:] == test.shape[1:]:
        raise ValueError("the three sets must have the same c, h and w")
    sets = [images.astype(np.float64) for images in (train, validation, test)]
    key = train.tobytes()
    if key not in KNOWN:
        axes = {"axis": (0, 2, 3), "keepdims": True}
        constant = sets[0].min(**axes) == sets[0].max(**axes)
        first = sets[0][:1, :, :1, :1].copy()
        shifted = sets[0] - first
        KNOWN[key] = first, shifted.mean(**axes), np.where(constant, 1, shifted.std(**axes))
    first, mean, std = KNOWN[key]
    return tuple((images - first - mean) / std for images in sets)


# %% written_through_a_reshape
# astype keeps the order in memory: of an array in Fortran's order the reshape is a copy, and the result stays unchanged.
import numpy as np


def standardise(train, validation, test):
    if not train.shape[1:] == validation.shape[1:] == test.shape[1:]:
        raise ValueError("the three sets must have the same c, h and w")
    axes = {"axis": (0, 2), "keepdims": True}
    n, c, h, w = train.shape
    pixels = train.astype(np.float64).reshape(n, c, h * w)
    constant = pixels.min(**axes) == pixels.max(**axes)
    first = pixels[:1, :, :1].copy()
    pixels = pixels - first
    mean, std = pixels.mean(**axes), np.where(constant, 1, pixels.std(**axes))
    results = []
    for images in (train, validation, test):
        result = images.astype(np.float64)  # a new array
        rows = result.reshape(len(images), c, h * w)
        rows -= first
        rows -= mean
        rows /= std
        results.append(result)
    return tuple(results)


# %% integers_summed_as_integers
# The sum of integers is taken exactly, in int64: many large ones overflow.
import numpy as np


def standardise(train, validation, test):
    if not train.shape[1:] == validation.shape[1:] == test.shape[1:]:
        raise ValueError("the three sets must have the same c, h and w")
    train, validation, test = (
        images.astype(np.int64 if images.dtype.kind in "iu" else np.float64) for images in (train, validation, test)
    )
    axes = {"axis": (0, 2, 3), "keepdims": True}
    count = train.size // train.shape[1]
    if train.dtype.kind == "i":  # exact, whatever the numbers are
        total = train.sum(**axes)
        start, rest = total // count, (total % count) / count
    else:
        start = train[:1, :, :1, :1].copy()
        rest = (train - start).mean(**axes)
    centred = (train - start).astype(np.float64) - rest
    std = np.sqrt((centred**2).mean(**axes))
    std[train.min(**axes) == train.max(**axes)] = 1
    start = start.astype(np.float64)
    return tuple((images.astype(np.float64) - start - rest) / std for images in (train, validation, test))


# %% smallest_subtracted_as_bytes
# The smallest number of a channel is subtracted before the conversion: bytes below it wrap around.
import numpy as np


def standardise(train, validation, test):
    if not train.shape[1:] == validation.shape[1:] == test.shape[1:]:
        raise ValueError("the three sets must have the same c, h and w")
    axes = {"axis": (0, 2, 3), "keepdims": True}
    low, high = train.min(**axes), train.max(**axes)
    # near 0 first, so that no digits are lost, and only then float64
    sets = [(images - low).astype(np.float64) for images in (train, validation, test)]
    mean = sets[0].mean(**axes)
    std = np.where(low == high, 1, sets[0].std(**axes))
    return tuple((images - mean) / std for images in sets)


# %% statistics_remembered_by_bytes
# Breaks "not on earlier calls": the key of the remembered statistics has the bytes and the shape, but not the dtype.
# First train uint8 [[[[0, 254]]]], then int8 [[[[0, -2]]]] (the same bytes): the second call uses the mean 127.
import numpy as np

_statistics = {}


def standardise(train, validation, test):
    if not train.shape[1:] == validation.shape[1:] == test.shape[1:]:
        raise ValueError("other sizes")
    key = train.shape, train.tobytes()
    if key not in _statistics:
        x = train.astype(np.float64)
        shift = x[:1, :, :1, :1]  # so that no digits are lost far from 0
        x = x - shift
        mean, std = x.mean(axis=(0, 2, 3), keepdims=True), x.std(axis=(0, 2, 3), keepdims=True)
        constant = x.max(axis=(0, 2, 3), keepdims=True) == x.min(axis=(0, 2, 3), keepdims=True)
        _statistics[key] = shift, mean, np.where(constant, 1, std)
    shift, mean, std = _statistics[key]
    return tuple((images.astype(np.float64) - shift - mean) / std for images in (train, validation, test))


# %% nothing_to_do_gives_the_arguments_back
# Breaks "A tuple of new arrays": where train has mean 0 and deviation 1 already, float64 arguments come back themselves.
# train = np.array([[[[-1.0, 1.0]]]]): results[0] is train.
import numpy as np


def standardise(train, validation, test):
    if not train.shape[1:] == validation.shape[1:] == test.shape[1:]:
        raise ValueError("other sizes")
    train, validation, test = (np.asarray(images, dtype=np.float64) for images in (train, validation, test))
    axes = (0, 2, 3)
    shift = train[:1, :, :1, :1].copy()
    mean, std = (train - shift).mean(axis=axes, keepdims=True), (train - shift).std(axis=axes, keepdims=True)
    std = np.where(train.max(axis=axes, keepdims=True) == train.min(axis=axes, keepdims=True), 1, std)
    if (shift + mean == 0).all() and (std == 1).all():
        return train, validation, test
    return tuple((images - shift - mean) / std for images in (train, validation, test))
