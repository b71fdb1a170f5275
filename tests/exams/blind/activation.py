"""Wrong answers to `activation`, written by who knew the notebook alone. Each cell is a submission."""

# %% sigmoid_clipped_at_20
# clips x to -20 to 20 in the sigmoid: at -1000 it is 2e-9 and still passes a gradient
import numpy as np


def activation(x, dy, name):
    if name not in ("relu", "leaky_relu", "sigmoid", "tanh") or x.shape != dy.shape:
        raise ValueError("bad name or shape")
    x, dy = x.astype(np.float64), dy.astype(np.float64)
    if name == "relu":
        y, slope = np.maximum(x, 0), (x > 0) * 1.0
    elif name == "leaky_relu":
        slope = np.where(x > 0, 1.0, 0.01)
        y = x * slope
    elif name == "sigmoid":
        e = np.exp(-np.clip(x, -20, 20))  # no overflow
        y = 1 / (1 + e)
        slope = e / (1 + e) ** 2
    else:
        y = np.tanh(x)
        slope = 1 - y**2
    return y, dy * slope


# %% relu_by_absolute_value
# relu as (x + |x|) / 2 overflows for numbers beyond half of the largest float64
import numpy as np


def activation(x, dy, name):
    if name not in {"relu", "leaky_relu", "sigmoid", "tanh"}:
        raise ValueError(name)
    if np.shape(x) != np.shape(dy):
        raise ValueError("dy has another shape than x")
    x, dy = np.array(x, dtype=np.float64), np.array(dy, dtype=np.float64)
    if name == "relu":
        y = (x + np.abs(x)) / 2
        dx = np.where(x > 0, dy, 0)
    elif name == "leaky_relu":
        y = np.where(x > 0, x, 0.01 * x)
        dx = np.where(x > 0, dy, 0.01 * dy)
    elif name == "sigmoid":
        y = (1 + np.tanh(x / 2)) / 2
        dx = dy * y * (1 - y)
    else:
        y = np.tanh(x)
        dx = dy * (1 - y * y)
    return y, dx


# %% vectorize_guesses_dtype
# np.vectorize takes the dtype from the first number: if that gives the integer 0, the others are cut to integers
import math
import numpy as np

FUNCTIONS = {
    "relu": (lambda v: v if v > 0 else 0, lambda v: 1 if v > 0 else 0),
    "leaky_relu": (lambda v: v if v > 0 else 0.01 * v, lambda v: 1.0 if v > 0 else 0.01),
    "sigmoid": (lambda v: 0.5 * (1 + math.tanh(v / 2)), lambda v: 0.25 * (1 - math.tanh(v / 2) ** 2)),
    "tanh": (lambda v: math.tanh(v), lambda v: 1 - math.tanh(v) ** 2),
}


def activation(x, dy, name):
    if name not in FUNCTIONS:
        raise ValueError("unknown activation")
    if x.shape != dy.shape:
        raise ValueError("shapes differ")
    forth, slope = FUNCTIONS[name]
    x = x.astype(np.float64)
    y = np.vectorize(forth)(x)
    dx = dy * np.vectorize(slope)(x)
    return y.astype(np.float64), dx.astype(np.float64)


# %% names_in_one_string
# looks the name up in one string, so that '', 'sig' or 'relu tanh' are accepted and become tanh
import numpy as np


def activation(x, dy, name):
    if name not in "relu leaky_relu sigmoid tanh":
        raise ValueError(f"unknown activation {name!r}")
    if x.shape != dy.shape:
        raise ValueError("dy has not the shape of x")
    x, dy = x.astype(np.float64), dy.astype(np.float64)
    if name == "relu":
        y, slope = np.maximum(x, 0), np.where(x > 0, 1.0, 0.0)
    elif name == "leaky_relu":
        slope = np.where(x > 0, 1.0, 0.01)
        y = x * slope
    elif name == "sigmoid":
        y = (1 + np.tanh(x / 2)) / 2
        slope = y * (1 - y)
    else:
        y = np.tanh(x)
        slope = 1 - y**2
    return y, dy * slope


# %% same_size_is_enough
# compares sizes, not shapes: (3,) with (1, 3), or a row with a column, is broadcast
import numpy as np


def activation(x, dy, name):
    if name not in ("relu", "leaky_relu", "sigmoid", "tanh"):
        raise ValueError("unknown activation")
    x, dy = x.astype(np.float64), dy.astype(np.float64)
    if x.size != dy.size:
        raise ValueError("dy must have as many numbers as x")
    if name == "relu":
        y, slope = np.maximum(x, 0), np.where(x > 0, 1.0, 0.0)
    elif name == "leaky_relu":
        slope = np.where(x > 0, 1.0, 0.01)
        y = x * slope
    elif name == "sigmoid":
        y = (1 + np.tanh(x / 2)) / 2
        slope = y * (1 - y)
    else:
        y = np.tanh(x)
        slope = 1 - y**2
    return y, dy * slope


# %% absolute_value_of_int8
# takes np.abs before the conversion: the smallest integer of a dtype, as -128 of int8, stays negative
import numpy as np


def activation(x, dy, name):
    if name not in ("relu", "leaky_relu", "sigmoid", "tanh"):
        raise ValueError("unknown activation")
    if x.shape != dy.shape:
        raise ValueError("dy must have the shape of x")
    size, positive = np.abs(x).astype(np.float64), x > 0
    if name == "relu":
        y, slope = np.where(positive, size, 0.0), np.where(positive, 1.0, 0.0)
    elif name == "leaky_relu":
        slope = np.where(positive, 1.0, 0.01)
        y = slope * x.astype(np.float64)
    elif name == "sigmoid":
        e = np.exp(-size)  # never overflows
        y = np.where(positive, 1, e) / (1 + e)
        slope = e / (1 + e) ** 2
    else:
        e = np.exp(-2 * size)
        y = np.where(positive, 1, -1) * (1 - e) / (1 + e)
        slope = 4 * e / (1 + e) ** 2
    return y, slope * dy.astype(np.float64)


# %% all_positive_passed_through
# where all numbers are positive, relu gives float64 arguments back themselves
import numpy as np


def activation(x, dy, name):
    if name not in ("relu", "leaky_relu", "sigmoid", "tanh"):
        raise ValueError("unknown activation")
    if x.shape != dy.shape:
        raise ValueError("dy must have the shape of x")
    x, dy = np.asarray(x, dtype=np.float64), np.asarray(dy, dtype=np.float64)
    if name in ("relu", "leaky_relu") and (x > 0).all():
        return x, dy  # nothing to bend
    if name == "relu":
        y, slope = np.maximum(x, 0), np.where(x > 0, 1.0, 0.0)
    elif name == "leaky_relu":
        slope = np.where(x > 0, 1.0, 0.01)
        y = x * slope
    elif name == "sigmoid":
        y = (1 + np.tanh(x / 2)) / 2
        slope = y * (1 - y)
    else:
        y = np.tanh(x)
        slope = 1 - y**2
    return y, dy * slope


# %% flat_copy_of_fortran
# writes into zeros_like(x).reshape(-1), which is a copy for a Fortran-ordered x: the results stay 0
import math
import numpy as np


def activation(x, dy, name):
    if name not in ("relu", "leaky_relu", "sigmoid", "tanh"):
        raise ValueError("unknown activation")
    if x.shape != dy.shape:
        raise ValueError("dy must have the shape of x")
    y, dx = np.zeros_like(x, dtype=np.float64), np.zeros_like(x, dtype=np.float64)
    flat_y, flat_dx = y.reshape(-1), dx.reshape(-1)
    for i, (value, gradient) in enumerate(zip(x.flat, dy.flat)):
        value, gradient = float(value), float(gradient)
        if name == "relu":
            flat_y[i], slope = max(value, 0), float(value > 0)
        elif name == "leaky_relu":
            slope = 1 if value > 0 else 0.01
            flat_y[i] = slope * value
        elif name == "sigmoid":
            flat_y[i] = (1 + math.tanh(value / 2)) / 2
            slope = flat_y[i] * (1 - flat_y[i])
        else:
            flat_y[i] = math.tanh(value)
            slope = 1 - flat_y[i] ** 2
        flat_dx[i] = gradient * slope
    return y, dx


# %% dy_in_the_dtype_of_x
# brings dy into the dtype of x: fractions of dy are cut off where x has integers
import numpy as np


def activation(x, dy, name):
    if name not in ("relu", "leaky_relu", "sigmoid", "tanh"):
        raise ValueError("unknown activation")
    x = np.asarray(x)
    dy = np.asarray(dy).astype(x.dtype)  # both alike
    if x.shape != dy.shape:
        raise ValueError("dy must have the shape of x")
    x, dy = x.astype(np.float64), dy.astype(np.float64)
    if name == "relu":
        y, slope = np.maximum(x, 0), np.where(x > 0, 1.0, 0.0)
    elif name == "leaky_relu":
        slope = np.where(x > 0, 1.0, 0.01)
        y = x * slope
    elif name == "sigmoid":
        y = (1 + np.tanh(x / 2)) / 2
        slope = y * (1 - y)
    else:
        y = np.tanh(x)
        slope = 1 - y**2
    return y, dy * slope


# %% remembers_the_way_forth
# keeps slope and value of the last array for the way back: stale if the array was changed in between
import numpy as np

_last = {"x": None, "name": None}


def activation(x, dy, name):
    if name not in ("relu", "leaky_relu", "sigmoid", "tanh"):
        raise ValueError("unknown activation")
    if x.shape != dy.shape:
        raise ValueError("dy must have the shape of x")
    if _last["x"] is not x or _last["name"] != name:
        _last.update(x=x, name=name)
        x = x.astype(np.float64)
        if name == "relu":
            y, slope = np.maximum(x, 0), np.where(x > 0, 1.0, 0.0)
        elif name == "leaky_relu":
            slope = np.where(x > 0, 1.0, 0.01)
            y = x * slope
        elif name == "sigmoid":
            y = (1 + np.tanh(x / 2)) / 2
            slope = y * (1 - y)
        else:
            y = np.tanh(x)
            slope = 1 - y**2
        _last.update(y=y, slope=slope)
    return _last["y"].copy(), dy * _last["slope"]
