"""Right answers to `stack_costs` in different styles."""

import numpy as np


def three_branches(layers, shape):
    def side(n, k, s, p):
        if k > n + 2 * p:
            raise ValueError(f"a window of {k} does not fit into {n + 2 * p}")
        return (n + 2 * p - k) // s + 1

    c, h, w = shape
    shapes, parameters, multiply_adds = [], 0, 0
    for layer in layers:
        if layer[0] == "conv":
            _, c_out, (kh, kw), (sh, sw), (ph, pw) = layer
            h, w = side(h, kh, sh, ph), side(w, kw, sw, pw)
            parameters += c_out * (c * kh * kw + 1)
            multiply_adds += h * w * c_out * c * kh * kw
            c = c_out
        elif layer[0] == "pool":
            _, (kh, kw), (sh, sw) = layer
            h, w = side(h, kh, sh, 0), side(w, kw, sw, 0)
        elif layer[0] == "linear":
            inputs, c = c * h * w, layer[1]
            parameters += c * (inputs + 1)
            multiply_adds += c * inputs
            h = w = 1
        else:
            raise ValueError(f"unknown layer {layer[0]!r}")
        shapes.append((c, h, w))
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": multiply_adds}


def everything_as_a_convolution(layers, shape):
    shapes, parameters, multiply_adds = [], 0, 0
    for kind, *numbers in layers:
        c, h, w = shape
        if kind == "linear":
            c_out, kernel, stride, padding = numbers[0], (h, w), (1, 1), (0, 0)
        elif kind == "conv":
            c_out, kernel, stride, padding = numbers
        elif kind == "pool":
            (kernel, stride), c_out, padding = numbers, c, (0, 0)
        else:
            raise ValueError(kind)
        room = [n + 2 * p - k for n, k, p in zip((h, w), kernel, padding, strict=True)]
        if min(room) < 0:
            raise ValueError("the window does not fit")
        oh, ow = room[0] // stride[0] + 1, room[1] // stride[1] + 1
        if kind != "pool":
            weights = c_out * c * kernel[0] * kernel[1]
            parameters += weights + c_out
            multiply_adds += oh * ow * weights
        shape = (c_out, oh, ow)
        shapes.append(shape)
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": multiply_adds}


def one_function_for_each_kind(layers, shape):
    def slide(size, kernel, stride, padding=(0, 0)):
        counted = [
            len(range(0, n + 2 * p - k + 1, s)) for n, k, s, p in zip(size, kernel, stride, padding, strict=True)
        ]
        if 0 in counted:
            raise ValueError("the window does not fit")
        return tuple(counted)

    def conv(shape, c_out, kernel, stride, padding):
        size = slide(shape[1:], kernel, stride, padding)
        filters = shape[0] * kernel[0] * kernel[1] * c_out
        return (c_out, *size), filters + c_out, filters * size[0] * size[1]

    def pool(shape, kernel, stride):
        return (shape[0], *slide(shape[1:], kernel, stride)), 0, 0

    def linear(shape, units):
        inputs = shape[0] * shape[1] * shape[2]
        return (units, 1, 1), inputs * units + units, inputs * units

    kinds: dict = {"conv": conv, "pool": pool, "linear": linear}
    rows = []
    for layer in layers:
        if layer[0] not in kinds:
            raise ValueError(f"no layer is called {layer[0]}")
        row = kinds[layer[0]](shape, *layer[1:])
        shape = row[0]
        rows.append(row)
    shapes, parameters, multiply_adds = zip(*rows, strict=True)
    return {"shapes": list(shapes), "parameters": sum(parameters), "multiply_adds": sum(multiply_adds)}


def layer_by_layer_from_the_front(layers, shape):
    if not layers:
        return {"shapes": [], "parameters": 0, "multiply_adds": 0}
    (kind, *numbers), (c, h, w) = layers[0], shape
    learned = used = 0
    if kind == "linear":
        behind = (numbers[0], 1, 1)
        used = numbers[0] * c * h * w
        learned = used + numbers[0]
    elif kind in ("conv", "pool"):
        kernel, (sh, sw) = numbers[-3:-1] if kind == "conv" else numbers
        ph, pw = numbers[-1] if kind == "conv" else (0, 0)
        if kernel[0] > h + 2 * ph or kernel[1] > w + 2 * pw:
            raise ValueError("window")
        behind = (c, 1 + (h + 2 * ph - kernel[0]) // sh, 1 + (w + 2 * pw - kernel[1]) // sw)
        if kind == "conv":
            behind = (numbers[0], behind[1], behind[2])
            learned = (c * kernel[0] * kernel[1] + 1) * numbers[0]
            used = c * kernel[0] * kernel[1] * numbers[0] * behind[1] * behind[2]
    else:
        raise ValueError(kind)
    rest = layer_by_layer_from_the_front(layers[1:], behind)
    return {
        "shapes": [behind, *rest["shapes"]],
        "parameters": learned + rest["parameters"],
        "multiply_adds": used + rest["multiply_adds"],
    }


def shapes_first_then_counts(layers, shape):
    shapes = [tuple(shape)]
    for kind, *numbers in layers:
        c, h, w = shapes[-1]
        if kind == "linear":
            shapes.append((numbers[0], 1, 1))
            continue
        if kind not in ("conv", "pool"):
            raise ValueError(kind)
        c_out, kernel, stride, padding = numbers if kind == "conv" else (c, *numbers, (0, 0))
        last = np.array([h, w]) + 2 * np.array(padding) - np.array(kernel)
        if (last < 0).any():
            raise ValueError("no position")
        oh, ow = (last // np.array(stride) + 1).tolist()
        shapes.append((c_out, oh, ow))
    parameters = multiply_adds = 0
    for (kind, *numbers), (c, h, w), (c_out, oh, ow) in zip(layers, shapes[:-1], shapes[1:], strict=True):
        if kind != "pool":
            kh, kw = numbers[1] if kind == "conv" else (h, w)
            parameters += c_out * c * kh * kw + c_out
            multiply_adds += c_out * oh * ow * c * kh * kw
    return {"shapes": shapes[1:], "parameters": parameters, "multiply_adds": multiply_adds}
