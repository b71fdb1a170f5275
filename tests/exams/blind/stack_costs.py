"""Wrong answers to `stack_costs`, written by who knew the notebook alone. Each cell is a submission."""


# %% equal_layers_counted_once
# the costs are kept in a dict under the layer and its input shape and added up from there: a layer that comes
# twice on maps of the same shape is counted once
def output_size(n, k, padding=0, stride=1):
    """Count the positions of a window of k pixels on an axis of n, padded at EACH end."""
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    oh, ow = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)
    weights = kh * kw * c_in * c_out
    parameters = weights + (c_out if bias else 0)
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": oh * ow * weights}


def stack_costs(layers, shape):
    c, h, w = shape
    shapes, costs = [], {}
    for layer in layers:
        kind, *numbers = layer
        if kind == "conv":
            o, k, s, p = numbers
            costs[layer, (c, h, w)] = layer_costs(c, o, k, (h, w), s, p)
            c, h, w = o, output_size(h, k[0], p[0], s[0]), output_size(w, k[1], p[1], s[1])
        elif kind == "pool":
            k, s = numbers
            h, w = output_size(h, k[0], 0, s[0]), output_size(w, k[1], 0, s[1])
        elif kind == "linear":
            costs[layer, (c, h, w)] = layer_costs(c, numbers[0], (h, w), (h, w))
            c, h, w = numbers[0], 1, 1
        else:
            raise ValueError(f"what is {kind}?")
        shapes.append((c, h, w))
    return {
        "shapes": shapes,
        "parameters": sum(cost["parameters"] for cost in costs.values()),
        "multiply_adds": sum(cost["multiply_adds"] for cost in costs.values()),
    }


# %% linear_keeps_its_own_count
# a fully connected layer remembers its units in a variable of its own and leaves c, h, w as they were: right
# for linear layers behind each other, wrong for a conv or pool behind one
def output_size(n, k, padding=0, stride=1):
    """Count the positions of a window of k pixels on an axis of n, padded at EACH end."""
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    oh, ow = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)
    weights = kh * kw * c_in * c_out
    parameters = weights + (c_out if bias else 0)
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": oh * ow * weights}


def stack_costs(layers, shape):
    c, h, w = shape
    features = None
    shapes, parameters, work = [], 0, 0
    for kind, *numbers in layers:
        if kind == "linear":
            units = numbers[0]
            if features is None:
                features = c * h * w  # flatten
            parameters += (features + 1) * units
            work += features * units
            features = units
            shapes.append((units, 1, 1))
        elif kind == "conv":
            o, k, s, p = numbers
            cost = layer_costs(c, o, k, (h, w), s, p)
            parameters += cost["parameters"]
            work += cost["multiply_adds"]
            c, h, w = o, output_size(h, k[0], p[0], s[0]), output_size(w, k[1], p[1], s[1])
            shapes.append((c, h, w))
        elif kind == "pool":
            k, s = numbers
            h, w = output_size(h, k[0], 0, s[0]), output_size(w, k[1], 0, s[1])
            shapes.append((c, h, w))
        else:
            raise ValueError(kind)
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": work}


# %% kind_by_its_beginning
# the kind is recognised by its beginning, so 'conv2d' or 'pooling' with the right numbers pass for one of the
# three; the visible misspelt layer fails only because its numbers cannot be unpacked
def output_size(n, k, padding=0, stride=1):
    """Count the positions of a window of k pixels on an axis of n, padded at EACH end."""
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    oh, ow = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)
    weights = kh * kw * c_in * c_out
    parameters = weights + (c_out if bias else 0)
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": oh * ow * weights}


def stack_costs(layers, shape):
    c, h, w = shape
    shapes, parameters, work = [], 0, 0
    for kind, *numbers in layers:
        if kind.startswith("conv"):
            o, k, s, p = numbers
        elif kind.startswith("pool"):
            o, (k, s), p = c, numbers, (0, 0)
        elif kind.startswith("lin"):
            (o,), k, s, p = numbers, (h, w), (1, 1), (0, 0)
        else:
            raise ValueError(kind)
        cost = layer_costs(c, o, k, (h, w), s, p)
        if not kind.startswith("pool"):
            parameters += cost["parameters"]
            work += cost["multiply_adds"]
        c, h, w = o, output_size(h, k[0], p[0], s[0]), output_size(w, k[1], p[1], s[1])
        shapes.append((c, h, w))
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": work}


# %% cost_kept_without_channels
# costs are kept under the layer and the size of its maps but not their channels: the second of two equal
# convolutions that keep the size gets the price of the first, though it reads other channels
def output_size(n, k, padding=0, stride=1):
    """Count the positions of a window of k pixels on an axis of n, padded at EACH end."""
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    oh, ow = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)
    weights = kh * kw * c_in * c_out
    parameters = weights + (c_out if bias else 0)
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": oh * ow * weights}


def stack_costs(layers, shape):
    c, h, w = shape
    shapes, parameters, work = [], 0, 0
    prices = {}
    for layer in layers:
        kind, *numbers = layer
        if kind == "pool":
            k, s = numbers
            h, w = output_size(h, k[0], 0, s[0]), output_size(w, k[1], 0, s[1])
        elif kind in ("conv", "linear"):
            o, k, s, p = numbers if kind == "conv" else (numbers[0], (h, w), (1, 1), (0, 0))
            if (layer, h, w) not in prices:
                prices[layer, h, w] = layer_costs(c, o, k, (h, w), s, p)
            parameters += prices[layer, h, w]["parameters"]
            work += prices[layer, h, w]["multiply_adds"]
            c, h, w = o, output_size(h, k[0], p[0], s[0]), output_size(w, k[1], p[1], s[1])
        else:
            raise ValueError(kind)
        shapes.append((c, h, w))
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": work}


# %% pool_fit_from_its_int_size
# the size of a pooling is int() of a true division, which cuts towards zero: a window one larger than the
# maps gives 1 pixel instead of an error
def output_size(n, k, padding=0, stride=1):
    """Count the positions of a window of k pixels on an axis of n, padded at EACH end."""
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    oh, ow = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)
    weights = kh * kw * c_in * c_out
    parameters = weights + (c_out if bias else 0)
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": oh * ow * weights}


def stack_costs(layers, shape):
    c, h, w = shape
    shapes, parameters, work = [], 0, 0
    for kind, *numbers in layers:
        if kind == "conv":
            o, k, s, p = numbers
            cost = layer_costs(c, o, k, (h, w), s, p)
            parameters, work = parameters + cost["parameters"], work + cost["multiply_adds"]
            c, h, w = o, output_size(h, k[0], p[0], s[0]), output_size(w, k[1], p[1], s[1])
        elif kind == "pool":
            (kh, kw), (sh, sw) = numbers
            h, w = int((h - kh) / sh) + 1, int((w - kw) / sw) + 1
            if h < 1 or w < 1:
                raise ValueError("nothing is left of the maps")
        elif kind == "linear":
            cost = layer_costs(c, numbers[0], (h, w), (h, w))
            parameters, work = parameters + cost["parameters"], work + cost["multiply_adds"]
            c, h, w = numbers[0], 1, 1
        else:
            raise ValueError(kind)
        shapes.append((c, h, w))
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": work}


# %% window_checked_without_padding
# the windows are compared with the maps before they are padded: a conv that fits only thanks to its padding
# is refused
def output_size(n, k, padding=0, stride=1):
    """Count the positions of a window of k pixels on an axis of n, padded at EACH end."""
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    oh, ow = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)
    weights = kh * kw * c_in * c_out
    parameters = weights + (c_out if bias else 0)
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": oh * ow * weights}


def stack_costs(layers, shape):
    c, h, w = shape
    shapes, parameters, work = [], 0, 0
    for kind, *numbers in layers:
        if kind not in ("conv", "pool", "linear"):
            raise ValueError(kind)
        if kind == "linear":
            o, k, s, p = numbers[0], (h, w), (1, 1), (0, 0)
        elif kind == "pool":
            o, k, s, p = c, *numbers, (0, 0)
        else:
            o, k, s, p = numbers
        if k[0] > h or k[1] > w:
            raise ValueError("the window is larger than the maps")
        if kind != "pool":
            cost = layer_costs(c, o, k, (h, w), s, p)
            parameters += cost["parameters"]
            work += cost["multiply_adds"]
        c, h, w = o, output_size(h, k[0], p[0], s[0]), output_size(w, k[1], p[1], s[1])
        shapes.append((c, h, w))
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": work}


# %% kinds_checked_as_substring
# 'kind in "conv pool linear"' asks for a piece of the string: 'line' or 'lin' pass the check and fall into
# the last branch, linear
def output_size(n, k, padding=0, stride=1):
    """Count the positions of a window of k pixels on an axis of n, padded at EACH end."""
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    oh, ow = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)
    weights = kh * kw * c_in * c_out
    parameters = weights + (c_out if bias else 0)
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": oh * ow * weights}


KINDS = "conv pool linear"


def stack_costs(layers, shape):
    c, h, w = shape
    shapes, parameters, work = [], 0, 0
    for kind, *numbers in layers:
        if kind not in KINDS:
            raise ValueError(f"{kind} is none of {KINDS}")
        if kind == "pool":
            k, s = numbers
            h, w = output_size(h, k[0], 0, s[0]), output_size(w, k[1], 0, s[1])
        else:
            o, k, s, p = numbers if kind == "conv" else (numbers[0], (h, w), (1, 1), (0, 0))
            cost = layer_costs(c, o, k, (h, w), s, p)
            parameters += cost["parameters"]
            work += cost["multiply_adds"]
            c, h, w = o, output_size(h, k[0], p[0], s[0]), output_size(w, k[1], p[1], s[1])
        shapes.append((c, h, w))
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": work}


# %% shallow_copy_of_a_kept_result
# the result is kept under the tuple of the layers and the shape and given out as a shallow copy: who appends
# to the list of shapes changes the answer of the next call
def output_size(n, k, padding=0, stride=1):
    """Count the positions of a window of k pixels on an axis of n, padded at EACH end."""
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    oh, ow = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)
    weights = kh * kw * c_in * c_out
    parameters = weights + (c_out if bias else 0)
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": oh * ow * weights}


_known = {}


def stack_costs(layers, shape):
    key = tuple(layers), tuple(shape)
    if key in _known:
        return dict(_known[key])
    c, h, w = shape
    shapes, parameters, work = [], 0, 0
    for kind, *numbers in layers:
        if kind == "pool":
            k, s = numbers
            h, w = output_size(h, k[0], 0, s[0]), output_size(w, k[1], 0, s[1])
        elif kind in ("conv", "linear"):
            o, k, s, p = numbers if kind == "conv" else (numbers[0], (h, w), (1, 1), (0, 0))
            cost = layer_costs(c, o, k, (h, w), s, p)
            parameters += cost["parameters"]
            work += cost["multiply_adds"]
            c, h, w = o, output_size(h, k[0], p[0], s[0]), output_size(w, k[1], p[1], s[1])
        else:
            raise ValueError(kind)
        shapes.append((c, h, w))
    _known[key] = {"shapes": shapes, "parameters": parameters, "multiply_adds": work}
    return dict(_known[key])  # a copy, so that nobody changes what is kept


# %% layers_sorted_by_name
# the shapes are kept in a dict by name and listed in sorted order: 'layer 10' comes before 'layer 2', so the
# order is wrong from eleven layers on
def output_size(n, k, padding=0, stride=1):
    """Count the positions of a window of k pixels on an axis of n, padded at EACH end."""
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    oh, ow = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)
    weights = kh * kw * c_in * c_out
    parameters = weights + (c_out if bias else 0)
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": oh * ow * weights}


def stack_costs(layers, shape):
    c, h, w = shape
    shapes, parameters, work = {}, 0, 0
    for i, (kind, *numbers) in enumerate(layers):
        if kind == "pool":
            k, s = numbers
            h, w = output_size(h, k[0], 0, s[0]), output_size(w, k[1], 0, s[1])
        elif kind in ("conv", "linear"):
            o, k, s, p = numbers if kind == "conv" else (numbers[0], (h, w), (1, 1), (0, 0))
            cost = layer_costs(c, o, k, (h, w), s, p)
            parameters += cost["parameters"]
            work += cost["multiply_adds"]
            c, h, w = o, output_size(h, k[0], p[0], s[0]), output_size(w, k[1], p[1], s[1])
        else:
            raise ValueError(kind)
        shapes[f"layer {i}"] = (c, h, w)
    return {"shapes": [shapes[name] for name in sorted(shapes)], "parameters": parameters, "multiply_adds": work}


# %% maps_live_on_behind_linear
# a linear layer keeps the old (c, h, w) for what comes behind it, so only other linear layers may
# follow
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def stack_costs(layers, shape):
    c, h, w = shape
    shapes, parameters, multiply_adds = [], 0, 0
    flat = None  # how many numbers, once they are flattened
    for kind, *numbers in layers:
        if kind == "linear":
            if flat is None:
                flat = c * h * w
            parameters += (flat + 1) * numbers[0]
            multiply_adds += flat * numbers[0]
            flat = numbers[0]
            shapes.append((flat, 1, 1))
            continue
        if kind == "conv":
            units, (kh, kw), (sh, sw), (ph, pw) = numbers
            h, w = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)
            parameters += (kh * kw * c + 1) * units
            multiply_adds += h * w * units * kh * kw * c
            c = units
        elif kind == "pool":
            (kh, kw), (sh, sw) = numbers
            h, w = output_size(h, kh, 0, sh), output_size(w, kw, 0, sw)
        else:
            raise ValueError(f"no such layer: {kind}")
        shapes.append((c, h, w))
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": multiply_adds}


# %% kind_in_a_string
# `kind in "conv pool linear"` asks for a part of the string: 'lin' and '' are taken for linear layers
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def stack_costs(layers, shape):
    c, h, w = shape
    shapes, parameters, multiply_adds = [], 0, 0
    for kind, *numbers in layers:
        if kind not in "conv pool linear":
            raise ValueError(f"no such layer: {kind}")
        if kind == "conv":
            units, (kh, kw), (sh, sw), (ph, pw) = numbers
            h, w = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)
            parameters += (kh * kw * c + 1) * units
            multiply_adds += h * w * units * kh * kw * c
            c = units
        elif kind == "pool":
            (kh, kw), (sh, sw) = numbers
            h, w = output_size(h, kh, 0, sh), output_size(w, kw, 0, sw)
        else:
            units = numbers[0]
            parameters += (c * h * w + 1) * units
            multiply_adds += c * h * w * units
            c, h, w = units, 1, 1
        shapes.append((c, h, w))
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": multiply_adds}


# %% shallow_copy_of_the_memo
# the memo gives back a copy of the dict, but with the same list of shapes in it
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


_memo = {}


def stack_costs(layers, shape):
    key = (tuple(layers), shape)
    if key not in _memo:
        _memo[key] = _count(layers, shape)
    return _memo[key].copy()


def _count(layers, shape):
    c, h, w = shape
    shapes, parameters, multiply_adds = [], 0, 0
    for kind, *numbers in layers:
        if kind == "conv":
            units, (kh, kw), (sh, sw), (ph, pw) = numbers
            h, w = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)
            parameters += (kh * kw * c + 1) * units
            multiply_adds += h * w * units * kh * kw * c
            c = units
        elif kind == "pool":
            (kh, kw), (sh, sw) = numbers
            h, w = output_size(h, kh, 0, sh), output_size(w, kw, 0, sw)
        elif kind == "linear":
            units = numbers[0]
            parameters += (c * h * w + 1) * units
            multiply_adds += c * h * w * units
            c, h, w = units, 1, 1
        else:
            raise ValueError(f"no such layer: {kind}")
        shapes.append((c, h, w))
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": multiply_adds}


# %% sentinel_stays_after_an_error
# an end mark is appended to the list and taken off at the end, but not where an error is raised
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def stack_costs(layers, shape):
    c, h, w = shape
    shapes, parameters, multiply_adds = [], 0, 0
    layers.append(("end",))
    place = 0
    while layers[place][0] != "end":
        kind, *numbers = layers[place]
        place += 1
        if kind == "conv":
            units, (kh, kw), (sh, sw), (ph, pw) = numbers
            h, w = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)
            parameters += (kh * kw * c + 1) * units
            multiply_adds += h * w * units * kh * kw * c
            c = units
        elif kind == "pool":
            (kh, kw), (sh, sw) = numbers
            h, w = output_size(h, kh, 0, sh), output_size(w, kw, 0, sw)
        elif kind == "linear":
            units = numbers[0]
            parameters += (c * h * w + 1) * units
            multiply_adds += c * h * w * units
            c, h, w = units, 1, 1
        else:
            raise ValueError(f"no such layer: {kind}")
        shapes.append((c, h, w))
    layers.pop()
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": multiply_adds}


# %% costs_keyed_by_layer_and_shape
# costs are collected in a dict by layer and incoming shape: a layer that meets the same shape a
# second time is counted once
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def stack_costs(layers, shape):
    c, h, w = shape
    shapes, weights, work = [], {}, {}
    for layer in layers:
        kind, *numbers = layer
        key = (layer, (c, h, w))  # equal layers can meet different shapes
        if kind == "conv":
            units, (kh, kw), (sh, sw), (ph, pw) = numbers
            h, w = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)
            weights[key] = (kh * kw * c + 1) * units
            work[key] = h * w * units * kh * kw * c
            c = units
        elif kind == "pool":
            (kh, kw), (sh, sw) = numbers
            h, w = output_size(h, kh, 0, sh), output_size(w, kw, 0, sw)
        elif kind == "linear":
            weights[key] = (c * h * w + 1) * numbers[0]
            work[key] = c * h * w * numbers[0]
            c, h, w = numbers[0], 1, 1
        else:
            raise ValueError(f"no such layer: {kind}")
        shapes.append((c, h, w))
    return {"shapes": shapes, "parameters": sum(weights.values()), "multiply_adds": sum(work.values())}


# %% pool_of_one_pixel
# a pooling with a window of 1 x 1 is taken to change nothing, whatever its stride
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def stack_costs(layers, shape):
    c, h, w = shape
    shapes, parameters, multiply_adds = [], 0, 0
    for kind, *numbers in layers:
        if kind == "conv":
            units, (kh, kw), (sh, sw), (ph, pw) = numbers
            h, w = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)
            parameters += (kh * kw * c + 1) * units
            multiply_adds += h * w * units * kh * kw * c
            c = units
        elif kind == "pool":
            (kh, kw), (sh, sw) = numbers
            if (kh, kw) != (1, 1):  # a window of one pixel changes nothing
                h, w = output_size(h, kh, 0, sh), output_size(w, kw, 0, sw)
        elif kind == "linear":
            units = numbers[0]
            parameters += (c * h * w + 1) * units
            multiply_adds += c * h * w * units
            c, h, w = units, 1, 1
        else:
            raise ValueError(f"no such layer: {kind}")
        shapes.append((c, h, w))
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": multiply_adds}


# %% truncated_size_of_conv
# int(a / s) + 1 < 1 as the test of the fit of a convolution: a kernel too large by less than the
# stride is not refused
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def stack_costs(layers, shape):
    c, h, w = shape
    shapes, parameters, multiply_adds = [], 0, 0
    for kind, *numbers in layers:
        if kind == "conv":
            units, (kh, kw), (sh, sw), (ph, pw) = numbers
            h = int((h + 2 * ph - kh) / sh) + 1
            w = int((w + 2 * pw - kw) / sw) + 1
            if min(h, w) < 1:
                raise ValueError("the kernel does not fit")
            parameters += (kh * kw * c + 1) * units
            multiply_adds += h * w * units * kh * kw * c
            c = units
        elif kind == "pool":
            (kh, kw), (sh, sw) = numbers
            h, w = output_size(h, kh, 0, sh), output_size(w, kw, 0, sw)
        elif kind == "linear":
            units = numbers[0]
            parameters += (c * h * w + 1) * units
            multiply_adds += c * h * w * units
            c, h, w = units, 1, 1
        else:
            raise ValueError(f"no such layer: {kind}")
        shapes.append((c, h, w))
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": multiply_adds}


# %% strip_the_kind
# spaces around the word are taken off: 'conv ' is no error
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def stack_costs(layers, shape):
    c, h, w = shape
    shapes, parameters, multiply_adds = [], 0, 0
    for kind, *numbers in layers:
        kind = kind.strip()
        if kind == "conv":
            units, (kh, kw), (sh, sw), (ph, pw) = numbers
            h, w = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)
            parameters += (kh * kw * c + 1) * units
            multiply_adds += h * w * units * kh * kw * c
            c = units
        elif kind == "pool":
            (kh, kw), (sh, sw) = numbers
            h, w = output_size(h, kh, 0, sh), output_size(w, kw, 0, sw)
        elif kind == "linear":
            units = numbers[0]
            parameters += (c * h * w + 1) * units
            multiply_adds += c * h * w * units
            c, h, w = units, 1, 1
        else:
            raise ValueError(f"no such layer: {kind}")
        shapes.append((c, h, w))
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": multiply_adds}


# %% once_flat_always_flat
# Breaks "a fully connected layer with biases, on the flattened maps": behind a first one only channels are counted.
# [("linear", 2), ("conv", 1, (1, 1), (1, 1), (1, 1)), ("linear", 1)], (1, 1, 1): the last layer has 9 weights, not 1.
import numpy as np


def stack_costs(layers, shape):
    c, h, w = shape
    flat = False
    shapes, parameters, work = [], 0, 0
    for kind, *numbers in layers:
        if kind == "conv":
            c_out, kernel, stride, padding = numbers
            costs = layer_costs(c, c_out, kernel, (h, w), stride, padding)
            parameters += costs["parameters"]
            work += costs["multiply_adds"]
            c = c_out
            h = (h + 2 * padding[0] - kernel[0]) // stride[0] + 1
            w = (w + 2 * padding[1] - kernel[1]) // stride[1] + 1
        elif kind == "pool":
            kernel, stride = numbers
            if kernel[0] > h or kernel[1] > w:
                raise ValueError("the window does not fit")
            h, w = (h - kernel[0]) // stride[0] + 1, (w - kernel[1]) // stride[1] + 1
        elif kind == "linear":
            features = c if flat else c * h * w  # flatten before the first one
            flat = True
            parameters += (features + 1) * numbers[0]
            work += features * numbers[0]
            c, h, w = numbers[0], 1, 1
        else:
            raise ValueError(f"unknown layer {kind}")
        shapes.append((c, h, w))
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": work}


# %% totals_in_an_array_of_floats
# Breaks "The parameters are an int, all weights and biases of all layers together": digits are lost from 2**53 on.
# stack_costs([("linear", 1)], (2**53, 1, 1)): wanted parameters of 2**53 + 1, gives 2**53.
import numpy as np


def stack_costs(layers, shape):
    c, h, w = shape
    shapes = []
    totals = np.zeros(2)
    for kind, *numbers in layers:
        if kind == "conv":
            c_out, (kh, kw), (sh, sw), (ph, pw) = numbers
            costs = layer_costs(c, c_out, (kh, kw), (h, w), (sh, sw), (ph, pw))
            totals += [costs["parameters"], costs["multiply_adds"]]
            c, h, w = c_out, (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
        elif kind == "pool":
            (kh, kw), (sh, sw) = numbers
            if kh > h or kw > w:
                raise ValueError("the window does not fit")
            h, w = (h - kh) // sh + 1, (w - kw) // sw + 1
        elif kind == "linear":
            (units,) = numbers
            weights = c * h * w * units
            totals += [weights + units, weights]
            c, h, w = units, 1, 1
        else:
            raise ValueError(f"unknown layer {kind}")
        shapes.append((c, h, w))
    parameters, work = (int(each) for each in totals)
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": work}


# %% pools_that_tile_are_not_checked
# Breaks "ValueError: a window has more rows or more columns than the padded maps": not where stride and window are equal.
# stack_costs([("pool", (2, 2), (2, 2))], (1, 1, 1)): wanted ValueError, gives the shape (1, 0, 0).
import numpy as np


def stack_costs(layers, shape):
    c, h, w = shape
    shapes, parameters, work = [], 0, 0
    for kind, *numbers in layers:
        if kind == "conv":
            c_out, (kh, kw), (sh, sw), (ph, pw) = numbers
            costs = layer_costs(c, c_out, (kh, kw), (h, w), (sh, sw), (ph, pw))
            parameters, work = parameters + costs["parameters"], work + costs["multiply_adds"]
            c, h, w = c_out, (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
        elif kind == "pool":
            (kh, kw), (sh, sw) = numbers
            if (kh, kw) == (sh, sw):
                h, w = h // kh, w // kw  # windows side by side
            elif kh > h or kw > w:
                raise ValueError("the window does not fit")
            else:
                h, w = (h - kh) // sh + 1, (w - kw) // sw + 1
        elif kind == "linear":
            weights = numbers[0] * c * h * w
            parameters, work = parameters + weights + numbers[0], work + weights
            c, h, w = numbers[0], 1, 1
        else:
            raise ValueError(f"unknown layer {kind}")
        shapes.append((c, h, w))
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": work}


# %% totals_of_a_call_that_failed
# Breaks "not on earlier calls": the totals are set back at the end, so those of a call that raised are still there.
# stack_costs([("linear", 1), ("oops",)], (1, 1, 1)) raises; then stack_costs([("linear", 1)], (1, 1, 1)) gives 4, not 2.
import numpy as np

_totals = {"parameters": 0, "multiply_adds": 0}


def add(costs):
    for name in _totals:
        _totals[name] += costs[name]


def stack_costs(layers, shape):
    c, h, w = shape
    shapes = []
    for kind, *numbers in layers:
        if kind == "conv":
            c_out, (kh, kw), (sh, sw), (ph, pw) = numbers
            add(layer_costs(c, c_out, (kh, kw), (h, w), (sh, sw), (ph, pw)))
            c, h, w = c_out, (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
        elif kind == "pool":
            (kh, kw), (sh, sw) = numbers
            if kh > h or kw > w:
                raise ValueError("the window does not fit")
            h, w = (h - kh) // sh + 1, (w - kw) // sw + 1
        elif kind == "linear":
            add(layer_costs(c, numbers[0], (h, w), (h, w)))
            c, h, w = numbers[0], 1, 1
        else:
            raise ValueError(f"unknown layer {kind}")
        shapes.append((c, h, w))
    result = {"shapes": shapes, **_totals}
    _totals.update(parameters=0, multiply_adds=0)  # for the next network
    return result
