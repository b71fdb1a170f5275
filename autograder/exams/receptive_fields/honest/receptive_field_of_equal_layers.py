"""Right answers to `receptive_field_of_equal_layers` in different styles."""


def formula(k, layers):
    if k < 1:
        raise ValueError("the window is too short")
    if layers < 0:
        raise ValueError("too few layers")
    return layers * (k - 1) + 1


def layer_by_layer(k, layers):
    if k < 1 or layers < 0:
        raise ValueError(f"k={k}, layers={layers}")
    size = 1
    for _ in range(layers):
        size += k - 1
    return size


def half_the_layers(k, layers):
    if k <= 0:
        raise ValueError("k")
    if layers <= -1:
        raise ValueError("layers")
    if layers == 0:
        return 1
    lower = half_the_layers(k, layers // 2)
    return 2 * lower - 1 + (k - 1) * (layers % 2)


def first_and_last_pixel(k, layers):
    if min(k - 1, layers) < 0:
        raise ValueError("no such stack")
    first, last = 0, 0
    for _ in range(layers):
        last = last + k - 1
    return last - first + 1


def sum_of_a_list(k, layers):
    if k < 1:
        raise ValueError("k")
    if layers < 0:
        raise ValueError("layers")
    return 1 + sum([k - 1] * layers)


def windows_without_their_overlaps(k, layers):
    if not k >= 1:
        raise ValueError("k must be at least 1")
    if not layers >= 0:
        raise ValueError("layers must be at least 0")
    overlaps = layers - 1
    return layers * k - overlaps


def range_of_pixels(k, layers):
    if k < 1 or layers < 0:
        raise ValueError("k or layers")
    pixels = range(1)
    for _ in range(layers):
        pixels = range(pixels[0], pixels[-1] + k)
    return len(pixels)


def until_there_is_no_layer(k, layers):
    if layers < 0 or k < 1:
        raise ValueError("not a stack of windows")
    pixels, left = 1, layers
    while left > 0:
        pixels, left = pixels + (k - 1), left - 1
    return pixels
