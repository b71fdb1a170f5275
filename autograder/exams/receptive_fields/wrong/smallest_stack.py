"""What students believe of `smallest_stack`, each with the sentence for whoever believes it."""

import math


def _check_pixels(n, stride):
    if n < 1 or stride < 1:
        raise ValueError("n or stride is too small")


def _stack(n, stride, size=1, add=2, jump=1):
    layers = 0
    while size < n:
        size, jump, layers = size + add * jump, jump * stride, layers + 1
    return layers


def rounded_down(n, stride=1):
    """You round down. Where no stack sees exactly n pixels, the next larger one is needed."""
    _check_pixels(n, stride)
    depth = _stack(n, stride)
    sees = 1 + sum(2 * stride**layer for layer in range(depth))
    return depth - (sees > n)


def three_pixels_a_layer(n, stride=1):
    """You add the whole window of 3 for each layer. It overlaps what was seen before: a layer adds two pixels, a jump
    apart."""
    _check_pixels(n, stride)
    return _stack(n, stride, add=3)


def one_pixel_a_layer(n, stride=1):
    """You add one pixel for each layer. A window of 3 adds one at either side, which is two."""
    _check_pixels(n, stride)
    return _stack(n, stride, add=1)


def windows_of_three_multiplied(n, stride=1):
    """You take a stack of d layers to see 3 ** d pixels. The windows overlap: each layer adds two pixels, times the
    jump."""
    _check_pixels(n, stride)
    depth = 0
    while 3**depth < n:
        depth += 1
    return depth


def begun_at_zero(n, stride=1):
    """You need one pixel more than is asked for: you begin with 0, or go on while the stack sees n exactly. Without a
    layer an output is one input pixel, so begin with 1; and stop as soon as n or more are seen."""
    _check_pixels(n, stride)
    return _stack(n, stride, size=0) if n > 1 else 0


def first_layer_forgotten(n, stride=1):
    """You begin with the 3 pixels of the first layer, and do not count that layer."""
    _check_pixels(n, stride)
    depth = _stack(n, stride)
    return max(depth - 1, 0)


def stride_never_used(n, stride=1):
    """You never use the stride. After a layer of stride s, the taps of the next one lie s times as far apart."""
    _check_pixels(n, stride)
    return _stack(n, 1)


def jump_grown_before_it_is_used(n, stride=1):
    """You multiply the jump by the stride before you use it. A layer's taps are apart what the layers BELOW it have
    made of the jump: its own stride counts for the next layer."""
    _check_pixels(n, stride)
    return _stack(n, stride, jump=stride)


def jump_not_multiplied_on(n, stride=1):
    """Your jump is the stride in every layer after the first. Strides multiply: it is 1, s, s * s, and so on."""
    _check_pixels(n, stride)
    depth, size = 0, 1
    while size < n:
        size += 2 * (stride if depth else 1)
        depth += 1
    return depth


def jumps_added(n, stride=1):
    """Your jump grows by the same number in each layer. Strides multiply: it is 1, s, s * s, and so on."""
    _check_pixels(n, stride)
    depth, size, jump = 0, 1, 1
    while size < n:
        size, jump, depth = size + 2 * jump, jump + stride - 1, depth + 1
    return depth


def divided_by_the_stride(n, stride=1):
    """You divide the stride 1 answer by the stride. Each layer's stride makes all layers above it reach farther, so the
    pixels grow like a power of the stride."""
    _check_pixels(n, stride)
    return -(-(n // 2) // stride)


def logarithm_of_n(n, stride=1):
    """You take the logarithm of n to the base of the stride. Pixels are added up, 1 + 2 + 2 * s + ..., which is near a
    power but not one: go layer by layer."""
    _check_pixels(n, stride)
    return n // 2 if stride == 1 else math.ceil(math.log(n, stride) - 1e-9)


def logarithm_rounded_up(n, stride=1):
    """You round a logarithm up. As a float it comes out a little too large for some numbers that a stack sees just so,
    such as 63 with stride 5: go layer by layer, with whole numbers."""
    _check_pixels(n, stride)
    return n // 2 if stride == 1 else math.ceil(math.log(1 + (n - 1) * (stride - 1) / 2, stride))


def one_layer_at_least(n, stride=1):
    """You give at least one layer. A single pixel is seen without any."""
    _check_pixels(n, stride)
    return max(1, _stack(n, stride))


def number_of_layers_as_float(n, stride=1):
    """Your number is right, but it is a float, and np.ceil gives one too. Take int() of it, or count with whole
    numbers."""
    _check_pixels(n, stride)
    return float(_stack(n, stride))


def pixels_not_checked(n, stride=1):
    """You give 0 layers for fewer pixels than one. Check n < 1 and raise a ValueError."""
    if stride < 1:
        raise ValueError("stride")
    return _stack(n, stride)


def stride_checked_too_late(n, stride=1):
    """You look at the stride only when a second layer is needed. Check stride < 1 first of all."""
    if n < 1 or (n > 3 and stride < 1):
        raise ValueError("n or stride")
    return _stack(n, stride)


def single_pixel_refused(n, stride=1):
    """You refuse a single pixel. It is allowed, and takes 0 layers."""
    if n <= 1 or stride < 1:
        raise ValueError("n or stride")
    return _stack(n, stride)


def input_of_the_last_layer_only(n, stride=1):
    """You count how often n can be made smaller by the stride until one pixel is left. That is the size of the output;
    asked is how many pixels one output sees."""
    _check_pixels(n, stride)
    depth = 0
    while n > 1:
        n, depth = (n - 3) // stride + 1, depth + 1
    return depth
