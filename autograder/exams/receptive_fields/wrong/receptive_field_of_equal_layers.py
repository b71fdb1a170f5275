"""What students believe of `receptive_field_of_equal_layers`, each with the sentence for whoever believes it."""


def _check_stack(k, layers):
    if k < 1 or layers < 0:
        raise ValueError("not a stack")


def windows_added_up(k, layers):
    """You add k pixels for each layer. Neighbouring windows overlap, so each layer adds only k - 1; and without a layer
    there is 1 pixel."""
    _check_stack(k, layers)
    return k * layers if layers else 1


def k_for_k_minus_one(k, layers):
    """You add k for each layer to the one pixel that is there without any. A layer adds k - 1: its first tap lies on a
    pixel that has been counted."""
    _check_stack(k, layers)
    return 1 + layers * k


def windows_multiplied(k, layers):
    """You multiply the windows. They overlap, so the pixels add up: each layer brings k - 1 more."""
    _check_stack(k, layers)
    return k ** min(layers, 300)


def one_pixel_forgotten(k, layers):
    """You count what the layers add, layers * (k - 1), and forget the one pixel that is there before the first layer.
    Add 1."""
    _check_stack(k, layers)
    return layers * (k - 1)


def first_window_counted_whole_and_again(k, layers):
    """You begin with the first window, k pixels, and then add k - 1 for every layer, the first one again. Begin with 1
    pixel, or add for the other layers only."""
    _check_stack(k, layers)
    return k + layers * (k - 1) if layers else 1


def two_pixels_a_layer(k, layers):
    """You add two pixels for each layer, which is right for windows of 3 only. A layer of windows of k adds k - 1."""
    _check_stack(k, layers)
    return 1 + 2 * layers if k > 1 else 1


def half_a_window_to_each_side(k, layers):
    """You add k // 2 pixels at each side. That is k - 1 for odd windows; for even ones it is one pixel too many."""
    _check_stack(k, layers)
    return 1 + 2 * (k // 2) * layers


def half_of_k_minus_one_to_each_side(k, layers):
    """You add (k - 1) // 2 pixels at each side. That is right for odd windows; for even ones it is a pixel too
    few."""
    _check_stack(k, layers)
    return 1 + 2 * ((k - 1) // 2) * layers


def only_the_last_window(k, layers):
    """You give the window of a single layer. What lies under it are outputs of the layer below, and each of these has a
    window of its own."""
    _check_stack(k, layers)
    return k if layers else 1


def a_call_for_each_layer(k, layers):
    """Your function calls itself once for each layer. Python allows some thousand calls in each other, and there can be
    more layers: use the formula, or a loop."""
    _check_stack(k, layers)
    return a_call_for_each_layer(k, layers - 1) + k - 1 if layers else 1


def pixels_of_the_square(k, layers):
    """You count the pixels of the whole square. The number along ONE axis is wanted: 5 for two windows of 3, not 25."""
    _check_stack(k, layers)
    return (1 + layers * (k - 1)) ** 2


def a_layer_too_few(k, layers):
    """You add k - 1 for every layer but one. The first layer counts as well: it turns 1 pixel into k."""
    _check_stack(k, layers)
    return 1 + max(layers - 1, 0) * (k - 1)


def no_layer_counted_as_one(k, layers):
    """Without any layer you give the window of one. Then the output is the input, and one output is 1 pixel."""
    _check_stack(k, layers)
    return 1 + max(layers, 1) * (k - 1)


def no_layer_sees_nothing(k, layers):
    """Without any layer you give 0. Then the output is the input, and one output is 1 pixel."""
    _check_stack(k, layers)
    return 1 + layers * (k - 1) if layers else 0


def a_number_of_pixels_as_float(k, layers):
    """Your number is right, but it is a float. Multiply and add whole numbers, and nothing has to be divided."""
    _check_stack(k, layers)
    return 1 + layers * (k - 1) / 1


def short_window_accepted(k, layers):
    """You give a number for a window of 0 pixels or fewer. There is no such window: check k < 1 and raise a
    ValueError."""
    if layers < 0:
        raise ValueError("too few layers")
    return 1 + layers * (k - 1)


def negative_number_of_layers_accepted(k, layers):
    """You give a number for fewer than no layers. Check layers < 0 and raise a ValueError."""
    if k < 1:
        raise ValueError("the window is too short")
    return 1 + max(layers, 0) * (k - 1)


def no_layers_refused(k, layers):
    """You refuse a stack without layers. It is allowed, and its outputs are its inputs: 1 pixel."""
    if k < 1 or layers < 1:
        raise ValueError("not a stack")
    return 1 + layers * (k - 1)


def refused_only_if_the_result_is_too_small(k, layers):
    """You refuse what makes the result smaller than 1. A window of 0 pixels can still give 1, where there is no layer,
    and two negative numbers give a positive product. Check each number on its own."""
    size = 1 + layers * (k - 1)
    if size < 1:
        raise ValueError("too small")
    return size
