"""What students believe of `receptive_field`, each with the sentence for whoever believes it."""


def _check_layers(layers):
    for kernel, stride, padding in layers:
        if kernel < 1 or stride < 1 or padding < 0:
            raise ValueError("a number is out of range")


def _stack_up(layers, size=1, jump=1, start=0):
    for kernel, stride, padding in layers:
        size, jump, start = size + (kernel - 1) * jump, jump * stride, start - padding * jump
    return size, jump, start


def strides_ignored_in_the_size(layers):
    """Your size adds k - 1 for each layer, whatever the strides below. After a stride of 2 the taps of the next layer
    lie two input pixels apart: add (k - 1) * jump."""
    _check_layers(layers)
    _, jump, start = _stack_up(layers)
    return 1 + sum(kernel - 1 for kernel, _, _ in layers), jump, start


def strides_ignored(layers):
    """You use no stride anywhere. A stride makes every layer above it reach farther: keep the product of the strides,
    the jump, and multiply what the next layers add by it."""
    _check_layers(layers)
    return _stack_up([(kernel, 1, padding) for kernel, _, padding in layers])


def k_for_k_minus_one(layers):
    """You add k times the jump. The first of the k taps lies on a pixel that is counted already: add k - 1 times the
    jump."""
    _check_layers(layers)
    _, jump, start = _stack_up(layers)
    return _stack_up([(kernel + 1, stride, 0) for kernel, stride, _ in layers])[0], jump, start


def jump_updated_first(layers):
    """You multiply the jump by a layer's own stride before you use it. Its taps lie side by side on the output of the
    layer BELOW: use the old jump, then multiply."""
    _check_layers(layers)
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        jump *= stride
        size, start = size + (kernel - 1) * jump, start - padding * jump
    return size, jump, start


def jump_updated_before_the_start(layers):
    """Your size is right, but the start uses the jump after the layer's own stride. The padding lies on the output of
    the layer below: use the old jump for both."""
    _check_layers(layers)
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        size, jump = size + (kernel - 1) * jump, jump * stride
        start -= padding * jump
    return size, jump, start


def pooling_skipped(layers):
    """You leave out the layers whose kernel is as long as their stride, the poolings. They have no weights, but they
    look at a window and step like any other layer."""
    _check_layers(layers)
    return _stack_up([layer for layer in layers if not layer[0] == layer[1] > 1])


def strided_layers_skipped(layers):
    """You leave out the layers with a stride, as if they were all poolings, and poolings saw nothing. Every layer
    counts."""
    _check_layers(layers)
    return _stack_up([layer for layer in layers if layer[1] == 1])


def begun_at_zero(layers):
    """Your size begins at 0. Without any layer an output is one pixel: begin at 1."""
    _check_layers(layers)
    return _stack_up(layers, size=0)


def windows_multiplied(layers):
    """You multiply the windows. They overlap, so what they add is summed up: (k - 1) * jump for each layer."""
    _check_layers(layers)
    _, jump, start = _stack_up(layers)
    size = 1
    for kernel, _, _ in layers:
        size *= kernel
    return size, jump, start


def strides_added(layers):
    """Your jump adds up strides. Two strides of 2 are one of 4, three are one of 8: multiply."""
    _check_layers(layers)
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        size, jump, start = size + (kernel - 1) * jump, jump + stride - 1, start - padding * jump
    return size, jump, start


def only_the_layer_below_counts(layers):
    """You multiply by the stride of the one layer below. All strides below count: multiply by their product."""
    _check_layers(layers)
    size, below, start = 1, 1, 0
    for kernel, stride, padding in layers:
        size, below, start = size + (kernel - 1) * below, stride, start - padding * below
    return size, _stack_up(layers)[1], start


def jump_of_the_last_layer(layers):
    """Your size and start are right, but as the jump you give the last stride alone. It is the product of all."""
    _check_layers(layers)
    size, _, start = _stack_up(layers)
    return size, layers[-1][1] if layers else 1, start


def layers_taken_from_the_output(layers):
    """You go through the list from its end. The first layer of the list is the one that sees the input."""
    _check_layers(layers)
    return _stack_up(layers[::-1])


def paddings_added_up(layers):
    """Your start adds up the paddings as they are. A pixel of padding in a higher layer is as wide as the jump below
    it: subtract padding * jump."""
    _check_layers(layers)
    size, jump, _ = _stack_up(layers)
    return size, jump, -sum(padding for _, _, padding in layers)


def start_to_the_right(layers):
    """Your start is positive where padding was added. The padding lies LEFT of pixel 0, so the start is negative."""
    _check_layers(layers)
    size, jump, start = _stack_up(layers)
    return size, jump, -start


def padding_forgotten(layers):
    """Your start is always 0. Each layer's padding moves the first window to the left, by padding * jump."""
    _check_layers(layers)
    return (*_stack_up(layers)[:2], 0)


def padding_doubled(layers):
    """You move the start by twice the padding. It is added at each end: only what lies before the first pixel moves
    the start."""
    _check_layers(layers)
    size, jump, start = _stack_up(layers)
    return size, jump, 2 * start


def padding_makes_the_window_larger(layers):
    """You add the padding to the size. It makes the layer's input longer, not its window."""
    _check_layers(layers)
    _, jump, start = _stack_up(layers)
    return _stack_up([(kernel + 2 * padding, stride, 0) for kernel, stride, padding in layers])[0], jump, start


def window_centred_on_pixel_zero(layers):
    """You put the first window around pixel 0, half of it to the left. That is so for `same` padding only; in general
    the start is minus the sum of padding * jump."""
    _check_layers(layers)
    size, jump, _ = _stack_up(layers)
    return size, jump, -(size // 2)


def last_layer_left_out(layers):
    """Your loop ends before the last layer."""
    _check_layers(layers)
    return _stack_up(layers[:-1])


def first_layer_left_out(layers):
    """Your loop begins at the second layer, index 1. Begin at index 0."""
    _check_layers(layers)
    return _stack_up(layers[1:])


def last_stride_not_in_the_jump(layers):
    """Your size is right, but the jump lacks the last layer's stride. It does not make that layer's own window wider,
    but the windows of its outputs lie farther apart by it."""
    _check_layers(layers)
    size, _, start = _stack_up(layers)
    return size, _stack_up(layers[:-1])[1], start


def layers_popped_off_the_list(layers):
    """You take the layers off the caller's list, which is empty afterwards. Go through it with a for loop, or copy it
    first."""
    _check_layers(layers)
    field = (1, 1, 0)
    while layers:
        field = _stack_up([layers.pop(0)], *field)
    return field


def list_for_a_tuple(layers):
    """Your three numbers are right, but they come in a list. A tuple is asked for: (size, jump, start)."""
    _check_layers(layers)
    return list(_stack_up(layers))


def start_before_jump(layers):
    """You return (size, start, jump). The order is (size, jump, start)."""
    _check_layers(layers)
    size, jump, start = _stack_up(layers)
    return size, start, jump


def three_floats(layers):
    """Your numbers are right, but they are floats. Begin with 1, 1 and 0 instead of 1.0, and divide by nothing."""
    _check_layers(layers)
    return tuple(map(float, _stack_up(layers)))


def no_layers_refused(layers):
    """You refuse an empty list. It is allowed: the output is the input, and its field is (1, 1, 0)."""
    _check_layers(layers)
    if not layers:
        raise ValueError("no layers")
    return _stack_up(layers)


def kernel_not_checked(layers):
    """You give a field for a kernel of 0 pixels or fewer. Check kernel < 1 in every layer and raise a ValueError."""
    _check_layers([(1, stride, padding) for _, stride, padding in layers])
    return _stack_up(layers)


def stride_not_checked(layers):
    """You give a field for a stride of 0 or less. Check stride < 1 in every layer and raise a ValueError."""
    _check_layers([(kernel, 1, padding) for kernel, _, padding in layers])
    return _stack_up(layers)


def product_of_the_strides_checked(layers):
    """You check the jump instead of the strides. Two negative strides make a positive jump: check every stride."""
    _check_layers([(kernel, 1, padding) for kernel, _, padding in layers])
    field = _stack_up(layers)
    if field[1] < 1:
        raise ValueError("a stride is too small")
    return field


def padding_not_checked(layers):
    """You give a field for a negative padding. Check padding < 0 in every layer and raise a ValueError."""
    _check_layers([(kernel, stride, 0) for kernel, stride, _ in layers])
    return _stack_up(layers)


def only_the_first_layer_checked(layers):
    """You check the numbers of the first layer only. Check those of every layer: inside the loop."""
    _check_layers(layers[:1])
    return _stack_up(layers)
