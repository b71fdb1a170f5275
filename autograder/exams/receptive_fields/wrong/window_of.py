"""What students believe of `window_of`, each with the sentence for whoever believes it."""


def _check_output(i):
    if i < 0:
        raise ValueError("there is no such output")


def _back(i, layers):
    first = last = i
    for kernel, stride, padding in layers[::-1]:
        first, last = first * stride - padding, last * stride - padding + kernel - 1
    return first, last


def layers_from_the_input_up(i, layers):
    """You go through the layers from the input up. Output i belongs to the LAST layer: begin there and go back."""
    _check_output(i)
    return _back(i, layers[::-1])


def strides_left_out(i, layers):
    """You never multiply by the stride. Output i of a layer looks at its input from i * stride - padding on."""
    _check_output(i)
    return _back(i, [(kernel, 1, padding) for kernel, _, padding in layers])


def paddings_left_out(i, layers):
    """You never subtract the padding. The first window begins that many pixels before the layer's input."""
    _check_output(i)
    return _back(i, [(kernel, stride, 0) for kernel, stride, _ in layers])


def padding_added(i, layers):
    """You add the padding. It lies in front of the layer's first pixel, so the windows begin further LEFT: subtract
    it."""
    _check_output(i)
    return _back(i, [(kernel, stride, -padding) for kernel, stride, padding in layers])


def padding_before_the_stride(i, layers):
    """You subtract the padding before you multiply by the stride. The step comes first: i * stride - padding."""
    _check_output(i)
    first = last = i
    for kernel, stride, padding in layers[::-1]:
        first, last = (first - padding) * stride, (last - padding) * stride + kernel - 1
    return first, last


def last_one_too_far(i, layers):
    """Your last pixel is the first one behind the window. k pixels from `first` on end at first + k - 1."""
    _check_output(i)
    first, last = _back(i, layers)
    return first, last + 1


def k_added_in_every_layer(i, layers):
    """You add k to the end of the window in every layer. A window of k pixels ends k - 1 behind its first pixel."""
    _check_output(i)
    first = last = i
    for kernel, stride, padding in layers[::-1]:
        first, last = first * stride - padding, last * stride - padding + kernel
    return first, last


def last_from_the_first(i, layers):
    """You find the last pixel from the window of the FIRST output in every layer. It belongs to the last one: carry
    both ends back, each by itself."""
    _check_output(i)
    first = last = i
    for kernel, stride, padding in layers[::-1]:
        first = first * stride - padding
        last = first + kernel - 1
    return first, last


def padding_added_at_the_end(i, layers):
    """You subtract the padding from the first pixel and add it to the last one. It moves the whole window to the left:
    subtract it from both."""
    _check_output(i)
    first = last = i
    for kernel, stride, padding in layers[::-1]:
        first, last = first * stride - padding, last * stride + padding + kernel - 1
    return first, last


def padding_at_the_first_pixel_only(i, layers):
    """You subtract the padding from the first pixel only. It moves the whole window: subtract it from both ends."""
    _check_output(i)
    return _back(i, layers)[0], _back(i, [(kernel, stride, 0) for kernel, stride, _ in layers])[1]


def cut_at_pixel_zero(i, layers):
    """You cut the window off at pixel 0. The pixels in the padding belong to it: a negative number is asked for
    there."""
    _check_output(i)
    first, last = _back(i, layers)
    return max(first, 0), last


def cut_at_zero_in_every_layer(i, layers):
    """You cut the window off at 0 in every layer. The padding belongs to it: let the numbers be negative."""
    _check_output(i)
    first = last = i
    for kernel, stride, padding in layers[::-1]:
        first, last = max(first * stride - padding, 0), max(last * stride - padding + kernel - 1, 0)
    return first, last


def output_counted_from_one(i, layers):
    """You count outputs from 1. The first one is output 0."""
    _check_output(i)
    return _back(i - 1, layers)


def always_the_first_output(i, layers):
    """You give the window of output 0, whichever output is asked for: begin with first = last = i."""
    _check_output(i)
    return _back(0, layers)


def window_around_the_pixel(i, layers):
    """You put half of each window to the left of its output and half to the right. Its place follows from the padding:
    it begins at i * stride - padding."""
    _check_output(i)
    first = last = i
    for kernel, stride, _ in layers[::-1]:
        first = first * stride - (kernel - 1) // 2
        last = last * stride + kernel // 2
    return first, last


def poolings_passed_over(i, layers):
    """You leave out the layers whose kernel is as long as their stride. Poolings look at windows as well."""
    _check_output(i)
    return _back(i, [layer for layer in layers if not layer[0] == layer[1] > 1])


def one_layer_only(i, layers):
    """You go back through the last layer only, to the output of the one below. Go on to the input."""
    _check_output(i)
    return _back(i, layers[-1:])


def size_instead_of_last(i, layers):
    """Your second number is the length of the window. The last pixel is asked for."""
    _check_output(i)
    first, last = _back(i, layers)
    return first, last - first + 1


def every_window_stepped_by_its_length(i, layers):
    """You multiply by the kernel, as if windows lay side by side. The next window lies one STRIDE further right."""
    _check_output(i)
    first = last = i
    for kernel, _, padding in layers[::-1]:
        first, last = first * kernel - padding, last * kernel - padding + kernel - 1
    return first, last


def two_pixels_in_a_list(i, layers):
    """Your two numbers are right, but they come in a list. A tuple is asked for: (first, last)."""
    _check_output(i)
    return list(_back(i, layers))


def window_of_floats(i, layers):
    """Your numbers are right, but they are floats, which cannot be an index."""
    _check_output(i)
    return tuple(map(float, _back(i, layers)))


def negative_output_accepted(i, layers):
    """You give a window for an output before output 0. There is none: check i < 0 and raise a ValueError."""
    return _back(i, layers)


def list_of_layers_emptied(i, layers):
    """You take the layers off the caller's list, which is empty afterwards. Copy it first, or go through it with
    reversed(layers)."""
    _check_output(i)
    window = (i, i)
    while layers:
        kernel, stride, padding = layers.pop()
        window = window[0] * stride - padding, window[1] * stride - padding + kernel - 1
    return window


def first_output_refused(i, layers):
    """You refuse output 0. It is the first one: refuse what is negative."""
    if i <= 0:
        raise ValueError("there is no such output")
    return _back(i, layers)


def list_of_layers_turned_around(i, layers):
    """layers.reverse() turns the caller's own list around. Use reversed(layers) or layers[::-1], which leave it
    alone."""
    _check_output(i)
    layers.reverse()
    return _back(i, layers[::-1])
