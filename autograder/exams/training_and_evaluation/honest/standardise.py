"""Right ways to write `standardise`."""

import numpy as np


def channel_by_channel(train, validation, test):
    if not train.shape[1:] == validation.shape[1:] == test.shape[1:]:
        raise ValueError("the sets differ in c, h or w")
    results = tuple(np.zeros(images.shape) for images in (train, validation, test))
    for c in range(train.shape[1]):
        learned = np.array(train[:, c], dtype=float)
        mean, std = learned.mean(), learned.std()
        if (learned == learned.flat[0]).all():
            std = 1.0
        for result, images in zip(results, (train, validation, test), strict=True):
            result[:, c] = (images[:, c].astype(float) - mean) / std
    return results


def all_at_once(train, validation, test):
    if train.shape[1:] != validation.shape[1:] or train.shape[1:] != test.shape[1:]:
        raise ValueError("unequal images")
    train, validation, test = (np.asarray(images, dtype=np.float64) for images in (train, validation, test))
    mean = train.mean(axis=(0, 2, 3), keepdims=True)
    std = train.std(axis=(0, 2, 3), keepdims=True)
    std[np.ptp(train, axis=(0, 2, 3), keepdims=True) == 0] = 1
    return (train - mean) / std, (validation - mean) / std, (test - mean) / std


def channels_to_the_front(train, validation, test):
    if len({train.shape[1:], validation.shape[1:], test.shape[1:]}) != 1:
        raise ValueError("c, h and w must be the same")
    rows = np.moveaxis(train, 1, 0).reshape(train.shape[1], -1).astype(np.float64)
    mean = rows.sum(axis=1) / rows.shape[1]
    rest = rows - mean[:, None]
    std = np.sqrt(np.einsum("cp,cp->c", rest, rest) / rows.shape[1])
    std = np.where((rows == rows[:, :1]).all(axis=1), 1.0, std)

    def apply(images):
        return np.moveaxis((np.moveaxis(images.astype(np.float64), 1, -1) - mean) / std, -1, 1)

    return apply(train), apply(validation), apply(test)


def pixel_by_pixel(train, validation, test):
    for images in (validation, test):
        if images.shape[1:] != train.shape[1:]:
            raise ValueError(f"{images.shape[1:]} is not {train.shape[1:]}")
    n, channels, h, w = train.shape
    means, deviations = [], []
    for c in range(channels):
        pixels = [float(train[i, c, y, x]) for i in range(n) for y in range(h) for x in range(w)]
        mean = sum(pixels) / len(pixels)
        means.append(mean)
        spread = (sum((pixel - mean) ** 2 for pixel in pixels) / len(pixels)) ** 0.5
        deviations.append(spread if min(pixels) != max(pixels) else 1.0)
    results = []
    for images in (train, validation, test):
        result = np.empty(images.shape, dtype=np.float64)
        for c in range(channels):
            result[:, c] = (images[:, c] - np.float64(means[c])) / deviations[c]
        results.append(result)
    return tuple(results)


def with_pytorch(train, validation, test):
    import torch

    if train.shape[1:] != validation.shape[1:] or validation.shape[1:] != test.shape[1:]:
        raise ValueError("the images have different sizes")
    sets = [torch.tensor(np.ascontiguousarray(images, dtype=np.float64)) for images in (train, validation, test)]
    mean = sets[0].mean(dim=(0, 2, 3)).reshape(1, -1, 1, 1)
    std = (sets[0] - mean).square().mean(dim=(0, 2, 3), keepdim=True).sqrt()
    std[sets[0].amin(dim=(0, 2, 3), keepdim=True) == sets[0].amax(dim=(0, 2, 3), keepdim=True)] = 1
    return tuple(((images - mean) / std).numpy() for images in sets)


def in_two_steps(train, validation, test):
    if {validation.shape[1:], test.shape[1:]} != {train.shape[1:]}:
        raise ValueError("unequal sets")
    first = train[0, :, 0, 0][:, None, None]
    shifted = [np.subtract(images, first, dtype=np.float64) for images in (train, validation, test)]
    centred = [images - np.mean(shifted[0], axis=(0, 2, 3), keepdims=True) for images in shifted]
    size = centred[0].size // centred[0].shape[1]
    std = np.sqrt(np.sum(centred[0] ** 2, axis=(0, 2, 3), keepdims=True) / size)
    return tuple(np.divide(each, np.where(std > 0, std, 1.0)) for each in centred)
