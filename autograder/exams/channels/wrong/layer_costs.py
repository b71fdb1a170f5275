"""What students believe of `layer_costs`: wrong answers, each with the sentence for whoever gave it."""

from autograder.exams.channels.honest.layer_costs import by_the_formulas


def _with_parameters(costs, parameters):
    return {**costs, "parameters": parameters, "bytes": 4 * parameters}


def bias_left_out_of_the_count(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You count the weights only. Where the layer has biases, each filter has one more parameter."""
    return by_the_formulas(c_in, c_out, kernel, size, stride, padding, False)


def bias_counted_though_there_is_none(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You count biases even with bias=False. Then there are none."""
    return by_the_formulas(c_in, c_out, kernel, size, stride, padding, True)


def one_bias_for_the_whole_layer(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You add 1 for the bias of the layer. Every filter has one: (kh * kw * c_in + 1) * c_out."""
    costs = by_the_formulas(c_in, c_out, kernel, size, stride, padding, False)
    return _with_parameters(costs, costs["parameters"] + (1 if bias else 0))


def bias_for_each_channel_that_comes_in(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You count a bias for each input channel. A bias belongs to a filter: there are c_out of them."""
    costs = by_the_formulas(c_in, c_out, kernel, size, stride, padding, False)
    return _with_parameters(costs, costs["parameters"] + (c_in if bias else 0))


def bias_for_each_kernel(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You count a bias for each pair of channels. A filter has c_in kernels but one bias: there are c_out of them."""
    costs = by_the_formulas(c_in, c_out, kernel, size, stride, padding, False)
    return _with_parameters(costs, costs["parameters"] + (c_in * c_out if bias else 0))


def depth_of_the_filters_forgotten(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You count kh * kw weights for a filter. A filter has so many for EACH input channel."""
    return by_the_formulas(1, c_out, kernel, size, stride, padding, bias)


def a_single_filter_counted(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You count one filter. The layer has c_out of them."""
    return by_the_formulas(c_in, 1, kernel, size, stride, padding, bias)


def kernel_taken_for_square(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You use kernel[0] twice. The kernel has kernel[0] rows and kernel[1] columns."""
    right = by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias)
    weights = c_in * c_out * kernel[0] ** 2
    pixels = right["multiply_adds"] // (c_in * c_out * kernel[0] * kernel[1])
    return {**_with_parameters(right, weights + (c_out if bias else 0)), "multiply_adds": pixels * weights}


def weights_at_every_pixel(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You count the weights anew at every position. They are shared: the same filter slides over the whole map, and the
    number of parameters does not depend on the size."""
    costs = by_the_formulas(c_in, c_out, kernel, size, stride, padding, False)
    return _with_parameters(costs, costs["multiply_adds"] + (c_out if bias else 0))


def four_bits_a_weight(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You take 4 bits for a float32. It has 32 bits, which are 4 BYTES."""
    costs = by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias)
    return {**costs, "bytes": costs["parameters"] // 2}


def eight_bytes_a_weight(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You count 8 bytes for a number, as float64 takes. A float32 takes 4."""
    costs = by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias)
    return {**costs, "bytes": 8 * costs["parameters"]}


def bits_for_bytes(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You give the number of bits, 32 for each parameter. A byte has 8 bits: that makes 4 bytes."""
    costs = by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias)
    return {**costs, "bytes": 32 * costs["parameters"]}


def bytes_of_the_weights_only(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """Your bytes leave the biases out. Every parameter takes its 4 bytes, a bias too."""
    costs = by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias)
    return {**costs, "bytes": 4 * c_in * c_out * kernel[0] * kernel[1]}


def flops_for_multiply_adds(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You count the product and the addition as two operations: these are FLOPs. One multiply-add is both of them
    together, so yours is twice too much."""
    costs = by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias)
    return {**costs, "multiply_adds": 2 * costs["multiply_adds"]}


def multiply_adds_at_the_input_size(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You count a window for every pixel that comes IN. The windows are as many as the pixels that come OUT."""
    costs = by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias)
    return {**costs, "multiply_adds": size[0] * size[1] * c_in * c_out * kernel[0] * kernel[1]}


def multiply_adds_at_one_position(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You count the multiply-adds of one position of the window. It has oh * ow of them, and every weight is used at
    each."""
    costs = by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias)
    return {**costs, "multiply_adds": c_in * c_out * kernel[0] * kernel[1]}


def multiply_adds_of_the_biases(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You count the biases among the multiply-adds. A bias is added and multiplied with nothing: leave it out."""
    costs = by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias)
    weights = c_in * c_out * kernel[0] * kernel[1]
    return {**costs, "multiply_adds": costs["multiply_adds"] // weights * costs["parameters"]}


def multiply_adds_of_one_map(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You count the multiply-adds of one map. The layer makes c_out of them."""
    costs = by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias)
    return {**costs, "multiply_adds": costs["multiply_adds"] // c_out}


def padding_not_counted(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You forget the padding in the size of the output: a padded map is larger by 2 * ph rows and 2 * pw columns."""
    return by_the_formulas(c_in, c_out, kernel, size, stride, (0, 0), bias)


def padding_counted_at_one_end(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You count the padding at one end. It is per side: 2 * ph rows and 2 * pw columns."""
    larger = (size[0] + padding[0], size[1] + padding[1])
    return by_the_formulas(c_in, c_out, kernel, larger, stride, (0, 0), bias)


def stride_forgotten_in_the_size(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You forget the stride. Fewer positions are fewer multiply-adds."""
    by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias)
    return by_the_formulas(c_in, c_out, kernel, size, (1, 1), padding, bias)


def numbers_of_the_axes_swapped(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You use the stride and padding of the rows for the columns, and the other way round. The first number belongs to
    the rows."""
    return by_the_formulas(c_in, c_out, kernel, size, stride[::-1], padding[::-1], bias)


def size_rounded_up(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You round the size of the output up. A step that does not fit is not taken: use //."""
    by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias)
    more = [n + s - 1 for n, s in zip(size, stride, strict=True)]
    return by_the_formulas(c_in, c_out, kernel, more, stride, padding, bias)


def no_plus_one_in_the_size(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """Your maps are a row and a column short: so many STEPS lead to one position more. Add 1."""
    costs = by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias)
    oh, ow = ((n + 2 * p - k) // s for n, k, s, p in zip(size, kernel, stride, padding, strict=True))
    return {**costs, "multiply_adds": oh * ow * c_in * c_out * kernel[0] * kernel[1]}


def counts_as_floats(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """Your counts are floats, which lose digits when they are large. Use // for whole numbers."""
    return {
        name: float(count) for name, count in by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias).items()
    }


def megabytes_for_bytes(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You give megabytes. Bytes are asked for."""
    costs = by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias)
    return {**costs, "bytes": costs["bytes"] // 1_000_000}


def tuple_for_the_dict(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You return a tuple of the three numbers. A dict is asked for, which says which number is which."""
    return tuple(by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias).values())


def size_of_the_output_returned_as_well(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """Your dict has a key that was not asked for. It has exactly three."""
    return {**by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias), "size": size}


def kernel_that_does_not_fit_counted(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """A kernel that does not fit has no position, and you return counts all the same. Compare it with the padded maps
    on each axis, and raise a ValueError."""
    larger = [max(n, k - 2 * p) for n, k, p in zip(size, kernel, padding, strict=True)]
    return by_the_formulas(c_in, c_out, kernel, larger, stride, padding, bias)


def kernel_compared_with_the_bare_map(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You refuse kernels larger than the maps. With padding there may be room: compare with the padded maps."""
    if kernel[0] > size[0] or kernel[1] > size[1]:
        raise ValueError("the kernel does not fit")
    return by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias)


def stride_of_zero_counted(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """A stride below 1 does not move forward, and you return counts all the same. Check both numbers and raise a
    ValueError."""
    return by_the_formulas(c_in, c_out, kernel, size, [max(s, 1) for s in stride], padding, bias)


def total_kept_from_earlier_layers(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True, total={}):  # noqa: B006
    """You add to a dict that is made once, as a default value. Each call starts from nothing."""
    for name, count in by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias).items():
        total[name] = total.get(name, 0) + count
    return dict(total)


def fit_seen_from_the_number_of_positions(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """You see from the number of positions whether the kernel fits. Where it is too large on both axes, minus times
    minus is plus: compare the rows and the columns each on their own."""
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if oh * ow < 1:
        raise ValueError("no position")
    costs = by_the_formulas(c_in, c_out, kernel, kernel, (1, 1), (0, 0), bias)
    return {**costs, "multiply_adds": oh * ow * costs["multiply_adds"]}


def dict_handed_out_again(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True, kept={}):  # noqa: B006
    """You keep the dict, as lru_cache does, and hand the same one out again. Whoever writes into it changes what the
    next call gets: make a new dict in every call."""
    asked = c_in, c_out, tuple(kernel), tuple(size), tuple(stride), tuple(padding), bias
    if asked not in kept:
        kept[asked] = by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias)
    return kept[asked]


def squares_taken_to_stay_squares(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """Where map, kernel and padding are squares you take as many columns as rows. The two strides may still differ:
    count each axis on its own."""
    right = by_the_formulas(c_in, c_out, kernel, size, stride, padding, bias)
    if len(set(kernel)) == len(set(size)) == len(set(padding)) == 1:
        rows = (size[0] + 2 * padding[0] - kernel[0]) // stride[0] + 1
        return {**right, "multiply_adds": rows * rows * c_out * c_in * kernel[0] * kernel[1]}
    return right
