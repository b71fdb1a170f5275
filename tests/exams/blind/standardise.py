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
