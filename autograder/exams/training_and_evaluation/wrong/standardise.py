"""What students believe about `standardise`."""

import numpy as np

from autograder.exams.training_and_evaluation.honest.standardise import all_at_once

_AXES = (0, 2, 3)
_STATISTICS: dict = {}


def _same_sizes(train, validation, test):
    if not train.shape[1:] == validation.shape[1:] == test.shape[1:]:
        raise ValueError("the sets differ in c, h or w")
    return tuple(images.astype(np.float64) for images in (train, validation, test))


def _constant(learned, axes=_AXES):
    return learned.min(axis=axes, keepdims=True) == learned.max(axis=axes, keepdims=True)


def _one_where_constant(deviation, learned, axes=_AXES):
    return np.where(_constant(learned, axes), 1.0, deviation)


def _standardised(sets, learned, axes=_AXES, std=np.std):
    mean = learned.mean(axis=axes, keepdims=True)
    deviation = _one_where_constant(std(learned, axis=axes, keepdims=True), learned, axes)
    return tuple((images - mean) / deviation for images in sets)


def statistics_of_each_set(train, validation, test):
    """You standardise each set by its own statistics. Then the same image gives other numbers in another set: the
    network must see all of them as it saw the training images."""
    sets = _same_sizes(train, validation, test)
    return tuple(_standardised((images,), images)[0] for images in sets)


def statistics_of_all_images(train, validation, test):
    """You take the statistics over all three sets. So something of the test images leaks into training: take those of
    the training images only."""
    sets = _same_sizes(train, validation, test)
    return _standardised(sets, np.concatenate(sets))


def statistics_of_training_and_validation(train, validation, test):
    """You take the statistics over training and validation images. The validation images stand for images that nobody
    has seen: take those of the training images only."""
    sets = _same_sizes(train, validation, test)
    return _standardised(sets, np.concatenate(sets[:2]))


def statistics_of_the_test_images(train, validation, test):
    """You take the statistics of the test images. They must stay unseen until the end: take those of the training
    images."""
    sets = _same_sizes(train, validation, test)
    return _standardised(sets, sets[2])


def statistics_of_the_validation_images(train, validation, test):
    """You take the statistics of the validation images. Take those of the training images."""
    sets = _same_sizes(train, validation, test)
    return _standardised(sets, sets[1])


def each_image_by_itself(train, validation, test):
    """You standardise each image by its own pixels, so that a dark image and a bright one look alike. The statistics
    go over all training images."""
    return tuple(_standardised((images,), images, (2, 3))[0] for images in _same_sizes(train, validation, test))


def one_mean_for_all_channels(train, validation, test):
    """You take one mean and one deviation for all channels. Each channel has its own: leave axis 1 out of the axes."""
    sets = _same_sizes(train, validation, test)
    return _standardised(sets, sets[0], (0, 1, 2, 3))


def statistics_of_each_pixel(train, validation, test):
    """You take the statistics of each pixel, over the images only. A channel has one mean and one deviation: take the
    rows and columns into the axes, (0, 2, 3)."""
    sets = _same_sizes(train, validation, test)
    return _standardised(sets, sets[0], 0)


def divided_by_the_variance(train, validation, test):
    """You divide by the variance. The deviation is its root."""
    sets = _same_sizes(train, validation, test)
    return _standardised(sets, sets[0], std=np.var)


def divided_by_one_less(train, validation, test):
    """You divide the squared differences by one less than their number (ddof=1). Here it is their mean, as np.std
    gives it."""
    sets = _same_sizes(train, validation, test)
    with np.errstate(all="ignore"):
        spread = sets[0].std(axis=_AXES, keepdims=True, ddof=1)
    mean = sets[0].mean(axis=_AXES, keepdims=True)
    return tuple((images - mean) / _one_where_constant(spread, sets[0]) for images in sets)


def only_shifted(train, validation, test):
    """You subtract the mean and do not divide by the deviation."""
    sets = _same_sizes(train, validation, test)
    return tuple(images - sets[0].mean(axis=_AXES, keepdims=True) for images in sets)


def only_divided(train, validation, test):
    """You divide by the deviation and do not subtract the mean."""
    sets = _same_sizes(train, validation, test)
    deviation = _one_where_constant(sets[0].std(axis=_AXES, keepdims=True), sets[0])
    return tuple(images / deviation for images in sets)


def divided_before_it_is_shifted(train, validation, test):
    """You divide first and subtract the mean then, which was not divided. Brackets: (images - mean) / std."""
    sets = _same_sizes(train, validation, test)
    mean = sets[0].mean(axis=_AXES, keepdims=True)
    deviation = _one_where_constant(sets[0].std(axis=_AXES, keepdims=True), sets[0])
    return tuple(images / deviation - mean for images in sets)


def something_added_to_the_deviation(train, validation, test):
    """You add a small number to the deviation, against division by 0. That makes every result a little wrong: treat a
    constant channel by itself."""
    sets = _same_sizes(train, validation, test)
    mean, std = sets[0].mean(axis=_AXES, keepdims=True), sets[0].std(axis=_AXES, keepdims=True)
    return tuple((images - mean) / (std + 1e-5) for images in sets)


def next_to_nothing_added_to_the_deviation(train, validation, test):
    """You add 1e-12 or the like to the deviation, against division by 0. Numbers that are tiny themselves then come out
    wrong: treat a constant channel by itself."""
    sets = _same_sizes(train, validation, test)
    mean, std = sets[0].mean(axis=_AXES, keepdims=True), sets[0].std(axis=_AXES, keepdims=True)
    return tuple((images - mean) / (_one_where_constant(std, sets[0]) + 1e-12) for images in sets)


def divided_by_zero(train, validation, test):
    """You divide by 0 where a channel is the same number in all training images, and get nan or inf. Leave such a
    channel undivided."""
    sets = _same_sizes(train, validation, test)
    mean = sets[0].mean(axis=_AXES, keepdims=True)
    with np.errstate(all="ignore"):
        return tuple((images - mean) / sets[0].std(axis=_AXES, keepdims=True) for images in sets)


def deviation_compared_with_zero(train, validation, test):
    """You leave a channel undivided where its deviation is exactly 0. Of equal fractions the deviation is computed as
    nearly 0, for their mean is rounded: see whether the smallest number of the channel is the largest."""
    sets = _same_sizes(train, validation, test)
    mean, std = sets[0].mean(axis=_AXES, keepdims=True), sets[0].std(axis=_AXES, keepdims=True)
    return tuple((images - mean) / np.where(std == 0, 1.0, std) for images in sets)


def constant_channel_set_to_zero(train, validation, test):
    """You set a channel to 0 where it is constant in training. Other images may differ there: subtract the mean, and
    leave out only the division."""
    sets = _same_sizes(train, validation, test)
    return tuple(np.where(_constant(sets[0]), 0.0, images) for images in all_at_once(*sets))


def constant_channel_left_as_it_is(train, validation, test):
    """You leave a channel as it is where it is constant in training. Subtract its mean there, too."""
    sets = _same_sizes(train, validation, test)
    constant = _constant(sets[0])
    return tuple(np.where(constant, before, images) for before, images in zip(sets, all_at_once(*sets), strict=True))


def squeezed_between_zero_and_one(train, validation, test):
    """You scale by the smallest and the largest number, so that all lies between 0 and 1. Use mean and deviation."""
    sets = _same_sizes(train, validation, test)
    low, high = sets[0].min(axis=_AXES, keepdims=True), sets[0].max(axis=_AXES, keepdims=True)
    return tuple((images - low) / _one_where_constant(high - low, sets[0]) for images in sets)


def only_training_images(train, validation, test):
    """You leave validation and test images as they are. The network expects all images in the same units."""
    sets = _same_sizes(train, validation, test)
    return (_standardised(sets, sets[0])[0], *sets[1:])


def mean_of_squares_less_square_of_the_mean(train, validation, test):
    """You compute the variance as the mean of the squares less the square of the mean: the difference of two large
    numbers, in which the digits are lost. Subtract the mean first, then square."""

    def spread(x, **axes):
        return np.sqrt(np.maximum((x**2).mean(**axes) - x.mean(**axes) ** 2, 0))

    sets = _same_sizes(train, validation, test)
    return _standardised(sets, sets[0], std=spread)


def images_of_any_size(train, validation, test):
    """You accept sets whose images differ in c, h or w. They cannot go through one network: raise a ValueError."""
    sets = [images.astype(np.float64) for images in (train, validation, test)]
    return _standardised(sets, sets[0])


def only_channels_compared(train, validation, test):
    """You compare the channels of the sets and not their heights and widths. Raise a ValueError for these, too."""
    if not train.shape[1] == validation.shape[1] == test.shape[1]:
        raise ValueError("channels")
    sets = [images.astype(np.float64) for images in (train, validation, test)]
    return _standardised(sets, sets[0])


def written_into_the_images(train, validation, test):
    """You write the result into the images that you were given. Whoever called the function still needs them: make new
    arrays."""
    right = all_at_once(train, validation, test)
    for images, result in zip((train, validation, test), right, strict=True):
        if images.dtype == np.float64 and images.flags.writeable:
            images[...] = result
    return right


def images_in_single_precision(train, validation, test):
    """You count in float32, which keeps seven digits. Convert to float64."""
    return tuple(images.astype(np.float32).astype(np.float64) for images in all_at_once(train, validation, test))


def subtracted_in_the_dtype_that_came(train, validation, test):
    """You give results in the dtype of the images, where fractions are cut off and bytes wrap around. Convert to
    float64 first."""
    right = all_at_once(train, validation, test)
    with np.errstate(all="ignore"):
        pairs = zip((train, validation, test), right, strict=True)
        return tuple(result.astype(images.dtype) for images, result in pairs)


def statistics_of_the_first_call(train, validation, test):
    """You keep the statistics of an earlier call and use them again. Take them anew in each call."""
    return _by_kept_statistics(_same_sizes(train, validation, test), train.shape)


def statistics_by_the_bytes(train, validation, test):
    """You keep statistics by the bytes of the images. Other shapes have the same bytes: take them anew in each call."""
    sets = _same_sizes(train, validation, test)
    return _by_kept_statistics(sets, sets[0].tobytes())


def _by_kept_statistics(sets, key):
    if key not in _STATISTICS:
        std = _one_where_constant(sets[0].std(axis=_AXES, keepdims=True), sets[0])
        _STATISTICS[key] = sets[0].mean(axis=_AXES, keepdims=True), std
    mean, std = _STATISTICS[key]
    return tuple((images - mean) / std for images in sets)
