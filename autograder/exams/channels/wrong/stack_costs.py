"""What students believe of `stack_costs`: wrong answers, each with the sentence for whoever gave it."""

from autograder.exams.channels.honest.stack_costs import three_branches


def _one_by_one(layers, shape, count, behind=None):
    """Cost a stack layer by layer: count(costs, layer, shape before it) gives the costs of one."""
    shapes, parameters, multiply_adds = [], 0, 0
    for layer in layers:
        costs = count(three_branches([layer], shape), layer, shape)
        shapes += costs["shapes"]
        parameters += costs["parameters"]
        multiply_adds += costs["multiply_adds"]
        shape = behind(layer, shape, costs) if behind else costs["shapes"][0]
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": multiply_adds}


def channels_of_the_image_everywhere(layers, shape):
    """You use the channels of the image in every layer. A layer sees as many channels as the one before it made."""
    return _one_by_one(
        layers,
        shape,
        lambda costs, layer, before: costs,
        lambda layer, before, costs: (shape[0], *costs["shapes"][0][1:]),
    )


def size_of_the_image_everywhere(layers, shape):
    """You use the size of the image in every layer. Follow the size: what comes out of a layer goes into the next."""
    return _one_by_one(
        layers,
        shape,
        lambda costs, layer, before: costs,
        lambda layer, before, costs: (costs["shapes"][0][0], *shape[1:]),
    )


def poolings_passed_over(layers, shape):
    """You pass over the poolings, and the maps stay large behind them. A pooling has no parameters, but it changes the
    size."""
    three_branches(layers, shape)
    return _one_by_one(
        layers,
        shape,
        lambda costs, layer, before: {**costs, "shapes": [before]} if layer[0] == "pool" else costs,
        lambda layer, before, costs: before if layer[0] == "pool" else costs["shapes"][0],
    )


def parameters_for_poolings(layers, shape):
    """You give a pooling weights, as if it were a convolution. It takes a maximum or a mean: there is nothing to
    learn."""

    def count(costs, layer, before):
        if layer[0] != "pool":
            return costs
        return {**costs, "parameters": before[0] * (layer[1][0] * layer[1][1] + 1)}

    return _one_by_one(layers, shape, count)


def multiply_adds_for_poolings(layers, shape):
    """You count multiply-adds for a pooling. They are counted where weights are used: in convolutions and fully
    connected layers."""

    def count(costs, layer, before):
        if layer[0] != "pool":
            return costs
        c, oh, ow = costs["shapes"][0]
        return {**costs, "multiply_adds": c * oh * ow * layer[1][0] * layer[1][1]}

    return _one_by_one(layers, shape, count)


def channels_for_the_flattened_map(layers, shape):
    """You count c inputs of a fully connected layer. It sees the flattened map: c * h * w numbers."""

    def count(costs, layer, before):
        if layer[0] != "linear":
            return costs
        return {**costs, "parameters": (before[0] + 1) * layer[1], "multiply_adds": before[0] * layer[1]}

    return _one_by_one(layers, shape, count)


def pixels_for_the_flattened_map(layers, shape):
    """You count h * w inputs of a fully connected layer. The flattened map has c * h * w numbers: all channels."""

    def count(costs, layer, before):
        if layer[0] != "linear":
            return costs
        pixels = before[1] * before[2] if before[1:] != (1, 1) else before[0]
        return {**costs, "parameters": (pixels + 1) * layer[1], "multiply_adds": pixels * layer[1]}

    return _one_by_one(layers, shape, count)


def biases_left_out_everywhere(layers, shape):
    """You count no biases. Convolutions have one for each filter, fully connected layers one for each unit."""

    def count(costs, layer, before):
        return {**costs, "parameters": costs["parameters"] - (layer[1] if layer[0] != "pool" else 0)}

    return _one_by_one(layers, shape, count)


def biases_of_the_units_left_out(layers, shape):
    """You count no biases in the fully connected layers. They have one for each unit."""

    def count(costs, layer, before):
        return {**costs, "parameters": costs["parameters"] - (layer[1] if layer[0] == "linear" else 0)}

    return _one_by_one(layers, shape, count)


def biases_of_the_filters_left_out(layers, shape):
    """You count no biases in the convolutions. They have one for each filter."""

    def count(costs, layer, before):
        return {**costs, "parameters": costs["parameters"] - (layer[1] if layer[0] == "conv" else 0)}

    return _one_by_one(layers, shape, count)


def biases_among_the_multiply_adds(layers, shape):
    """You count biases among the multiply-adds. A bias is added and multiplied with nothing: leave it out."""

    def count(costs, layer, before):
        if layer[0] == "pool":
            return costs
        _, oh, ow = costs["shapes"][0]
        return {**costs, "multiply_adds": costs["parameters"] * oh * ow}

    return _one_by_one(layers, shape, count)


def multiply_adds_at_the_size_that_comes_in(layers, shape):
    """You count the multiply-adds of a convolution for every pixel that comes IN. The window has as many positions as
    pixels come OUT."""

    def count(costs, layer, before):
        if layer[0] != "conv":
            return costs
        _, oh, ow = costs["shapes"][0]
        return {**costs, "multiply_adds": costs["multiply_adds"] // (oh * ow) * before[1] * before[2]}

    return _one_by_one(layers, shape, count)


def multiply_adds_of_one_position(layers, shape):
    """You use each weight of a convolution once. It is used again at every position of the window: oh * ow times."""

    def count(costs, layer, before):
        _, oh, ow = costs["shapes"][0]
        return {**costs, "multiply_adds": costs["multiply_adds"] // (oh * ow)}

    return _one_by_one(layers, shape, count)


def flops_of_the_stack(layers, shape):
    """You count product and addition as two operations: these are FLOPs. One multiply-add is both of them together."""
    costs = three_branches(layers, shape)
    return {**costs, "multiply_adds": 2 * costs["multiply_adds"]}


def last_layer_only(layers, shape):
    """Your counts are those of the last layer: each overwrites the one before. Add them up with +=."""
    costs = three_branches(layers, shape)
    before = three_branches(layers[:-1], shape)
    return {name: costs[name] if name == "shapes" else costs[name] - before[name] for name in costs}


def shape_at_the_end_only(layers, shape):
    """You return the last shape. The list has one for each layer."""
    costs = three_branches(layers, shape)
    return {**costs, "shapes": costs["shapes"][-1:]}


def shape_of_the_image_in_the_list(layers, shape):
    """Your list begins with the shape of the image. It has one shape for each layer: what comes out of it."""
    costs = three_branches(layers, shape)
    return {**costs, "shapes": [shape, *costs["shapes"]]}


def shapes_before_each_layer(layers, shape):
    """You list what goes INTO each layer. What comes OUT is asked for."""
    costs = three_branches(layers, shape)
    return {**costs, "shapes": [shape, *costs["shapes"][:-1]]}


def size_kept_behind_a_linear_layer(layers, shape):
    """Behind a fully connected layer you keep the size of the map. It leaves one number for each unit: (units, 1,
    1)."""
    three_branches(layers, shape)

    def count(costs, layer, before):
        return {**costs, "shapes": [(layer[1], *before[1:])]} if layer[0] == "linear" else costs

    return _one_by_one(layers, shape, count)


def units_without_a_size(layers, shape):
    """Behind a fully connected layer you give (units,). As a map it is (units, 1, 1)."""
    costs = three_branches(layers, shape)
    shapes = [(s[0],) if layer[0] == "linear" else s for layer, s in zip(layers, costs["shapes"], strict=True)]
    return {**costs, "shapes": shapes}


def pooling_stride_taken_from_the_window(layers, shape):
    """You move the window of a pooling by its own size. Its stride is a number of its own: the third of the layer."""
    three_branches(layers, shape)
    return three_branches([("pool", layer[1], layer[1]) if layer[0] == "pool" else layer for layer in layers], shape)


def pooling_moved_by_one(layers, shape):
    """You move the window of a pooling by one pixel at a time. Its stride is the third of the layer."""
    three_branches(layers, shape)
    return three_branches([("pool", layer[1], (1, 1)) if layer[0] == "pool" else layer for layer in layers], shape)


def strides_of_the_convolutions_left_out(layers, shape):
    """You forget the stride of the convolutions. It makes their maps smaller."""
    three_branches(layers, shape)
    return three_branches([(*layer[:3], (1, 1), layer[4]) if layer[0] == "conv" else layer for layer in layers], shape)


def paddings_left_out(layers, shape):
    """You forget the padding of the convolutions: a padded map is larger by 2 * ph rows and 2 * pw columns."""
    return three_branches([(*layer[:4], (0, 0)) if layer[0] == "conv" else layer for layer in layers], shape)


def paddings_counted_once(layers, shape):
    """You count the padding at one end. It is per side: 2 * ph rows and 2 * pw columns."""

    def smaller(layer, shape):
        if layer[0] != "conv":
            return three_branches([layer], shape)
        _, c_out, kernel, stride, (ph, pw) = layer
        c, h, w = shape
        return three_branches([("conv", c_out, kernel, stride, (0, 0))], (c, h + ph, w + pw))

    return _one_by_one(layers, shape, lambda costs, layer, before: smaller(layer, before))


def poolings_rounded_up(layers, shape):
    """You round the size behind a pooling up. A step that does not fit is not taken: use //."""

    def count(costs, layer, before):
        if layer[0] != "pool":
            return costs
        _, kernel, stride = layer
        c, h, w = before
        oh, ow = (-((k - n) // s) + 1 for n, k, s in zip((h, w), kernel, stride, strict=True))
        return {**costs, "shapes": [(c, oh, ow)]}

    three_branches(layers, shape)
    return _one_by_one(layers, shape, count)


def heights_and_widths_swapped(layers, shape):
    """Rows and columns are swapped in your shapes. The order is (c, h, w)."""
    costs = three_branches(layers, shape)
    return {**costs, "shapes": [(c, w, h) for c, h, w in costs["shapes"]]}


def lists_for_the_tuples(layers, shape):
    """Your shapes are lists. Tuples are asked for: (c, h, w)."""
    costs = three_branches(layers, shape)
    return {**costs, "shapes": [list(each) for each in costs["shapes"]]}


def sizes_as_floats(layers, shape):
    """Your sizes are floats. A map cannot have 14.0 rows: divide with //."""
    costs = three_branches(layers, shape)
    return {**costs, "shapes": [(c, float(h), float(w)) for c, h, w in costs["shapes"]]}


def unknown_layers_passed_over(layers, shape):
    """A layer of an unknown kind changes nothing in your stack, so a misspelt one is never found. Raise a
    ValueError."""
    return three_branches([layer for layer in layers if layer[0] in ("conv", "pool", "linear")], shape)


def unknown_layers_taken_for_linear(layers, shape):
    """Your last branch is an else, so every kind that is neither conv nor pool counts as linear. Ask for "linear", and
    raise a ValueError in the else."""
    known = [layer if layer[0] in ("conv", "pool") else ("linear", *layer[1:]) for layer in layers]
    return three_branches(known, shape)


def window_that_does_not_fit_counted(layers, shape):
    """A window that does not fit has no position, and you return sizes of zero or less. Compare it with the padded maps
    that reach the layer, and raise a ValueError."""

    def bounded(layer, shape):
        if layer[0] == "linear" or layer[0] not in ("conv", "pool"):
            return layer
        place = 2 if layer[0] == "conv" else 1
        padding = layer[4] if layer[0] == "conv" else (0, 0)
        kernel = tuple(min(k, n + 2 * p) for k, n, p in zip(layer[place], shape[1:], padding, strict=True))
        return (*layer[:place], kernel, *layer[place + 1 :])

    result = []
    now = shape
    for layer in layers:
        result.append(bounded(layer, now))
        now = three_branches(result[-1:], now)["shapes"][0]
    return three_branches(result, shape)


def totals_kept_from_earlier_stacks(layers, shape, shapes=[]):  # noqa: B006  # the mistake
    """You append to a list that is made once, as a default value. Each call starts with an empty one."""
    costs = three_branches(layers, shape)
    shapes += costs["shapes"]
    return {**costs, "shapes": list(shapes)}


def kinds_told_by_their_beginning(layers, shape):
    """You look at the beginning of the word only, so "conv2d" counts as conv. Compare the whole word, and raise a
    ValueError for any other."""

    def known(kind):
        return next((word for word in ("conv", "pool", "linear") if kind.startswith(word[:3])), kind)

    return three_branches([(known(kind), *numbers) for kind, *numbers in layers], shape)


def equal_layers_counted_once(layers, shape):
    """You look the costs up by the layer and what comes in, and add up what you have looked up. A layer that comes
    twice costs twice: add up while you go from layer to layer."""
    costs, shapes = {}, []
    for layer in layers:
        costs[layer, shape] = three_branches([layer], shape)
        shape = costs[layer, shape]["shapes"][0]
        shapes.append(shape)
    totals = {name: sum(each[name] for each in costs.values()) for name in ("parameters", "multiply_adds")}
    return {"shapes": shapes, **totals}


def result_handed_out_again(layers, shape, kept={}):  # noqa: B006  # the mistake
    """You keep the result and hand it out again, or its list. Whoever appends to that list changes what the next call
    gets: make a new dict and a new list in every call."""
    asked = tuple(layers), tuple(shape)
    if asked not in kept:
        kept[asked] = three_branches(layers, shape)
    return kept[asked]
