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


# %% abs_of_smallest_int
# sigmoid of the smallest number of a signed dtype, such as int8 -128: its abs is -128 again
import numpy as np


def activation(x, dy, name):

    if name not in ("relu", "leaky_relu", "sigmoid", "tanh"):
        raise ValueError("unknown activation")

    if x.shape != dy.shape:
        raise ValueError("dy has not the shape of x")

    size = np.abs(x)

    x, dy = x.astype(np.float64), dy.astype(np.float64)

    if name == "relu":
        y, slope = np.maximum(x, 0), np.where(x > 0, 1.0, 0.0)
    elif name == "leaky_relu":
        y, slope = np.where(x > 0, x, 0.01 * x), np.where(x > 0, 1.0, 0.01)
    elif name == "sigmoid":
        e = np.exp(-size.astype(np.float64))  # never more than 1
        y = np.where(x >= 0, 1 / (1 + e), e / (1 + e))

        slope = y * (1 - y)

    else:
        y = np.tanh(x)

        slope = 1 - y**2
    return y, dy * slope


# %% missing_comma
# ('tanh') is no tuple: unknown names which are parts of it, such as 'tan', are taken for tanh
import numpy as np


def activation(x, dy, name):
    if x.shape != dy.shape:
        raise ValueError("dy has not the shape of x")
    x, dy = x.astype(np.float64), dy.astype(np.float64)
    if name in ("relu", "leaky_relu"):
        leak = 0.01 if name == "leaky_relu" else 0.0
        y, slope = np.where(x > 0, x, leak * x), np.where(x > 0, 1.0, leak)
    elif name == "sigmoid":
        y = 0.5 * (1 + np.tanh(x / 2))
        slope = y * (1 - y)
    elif name in ("tanh"):
        y = np.tanh(x)
        slope = 1 - y**2
    else:
        raise ValueError("unknown activation")
    return y, dy * slope


# %% name_compared_with_is
# a name that was put together while the program ran (not a literal) is refused
import numpy as np


def activation(x, dy, name):

    if not any(name is known for known in ("relu", "leaky_relu", "sigmoid", "tanh")):
        raise ValueError("unknown activation")

    if x.shape != dy.shape:
        raise ValueError("dy has not the shape of x")

    x, dy = x.astype(np.float64), dy.astype(np.float64)

    if name == "relu":
        y, slope = np.maximum(x, 0), np.where(x > 0, 1.0, 0.0)
    elif name == "leaky_relu":
        y, slope = np.where(x > 0, x, 0.01 * x), np.where(x > 0, 1.0, 0.01)
    elif name == "sigmoid":
        y = 0.5 * (1 + np.tanh(x / 2))

        slope = y * (1 - y)

    else:
        y = np.tanh(x)

        slope = 1 - y**2
    return y, dy * slope


# %% zip_of_shapes
# a dy with fewer or more axes, where the first axes agree: zip stops at the shorter shape
import numpy as np


def activation(x, dy, name):

    if name not in ("relu", "leaky_relu", "sigmoid", "tanh"):
        raise ValueError("unknown activation")

    if any(a != b for a, b in zip(x.shape, dy.shape)):
        raise ValueError("dy has not the shape of x")

    x, dy = x.astype(np.float64), dy.astype(np.float64)

    if name == "relu":
        y, slope = np.maximum(x, 0), np.where(x > 0, 1.0, 0.0)
    elif name == "leaky_relu":
        y, slope = np.where(x > 0, x, 0.01 * x), np.where(x > 0, 1.0, 0.01)
    elif name == "sigmoid":
        y = 0.5 * (1 + np.tanh(x / 2))

        slope = y * (1 - y)

    else:
        y = np.tanh(x)

        slope = 1 - y**2
    return y, dy * slope


# %% size_instead_of_shape
# a dy with as many numbers in another shape, (1, 3) for (3,): NumPy stretches it
import numpy as np


def activation(x, dy, name):

    if name not in ("relu", "leaky_relu", "sigmoid", "tanh"):
        raise ValueError("unknown activation")

    if x.size != dy.size:
        raise ValueError("dy has not the shape of x")

    x, dy = x.astype(np.float64), dy.astype(np.float64)

    if name == "relu":
        y, slope = np.maximum(x, 0), np.where(x > 0, 1.0, 0.0)
    elif name == "leaky_relu":
        y, slope = np.where(x > 0, x, 0.01 * x), np.where(x > 0, 1.0, 0.01)
    elif name == "sigmoid":
        y = 0.5 * (1 + np.tanh(x / 2))

        slope = y * (1 - y)

    else:
        y = np.tanh(x)

        slope = 1 - y**2
    return y, dy * slope


# %% all_positive_shortcut
# relu and leaky_relu of float64 arrays that are positive everywhere: x and dy themselves come back
import numpy as np


def activation(x, dy, name):

    if name not in ("relu", "leaky_relu", "sigmoid", "tanh"):
        raise ValueError("unknown activation")

    if x.shape != dy.shape:
        raise ValueError("dy has not the shape of x")

    x, dy = np.asarray(x, dtype=np.float64), np.asarray(dy, dtype=np.float64)

    if name in ("relu", "leaky_relu") and x.min() > 0:
        return x, dy  # nothing is bent

    if name == "relu":
        y, slope = np.maximum(x, 0), np.where(x > 0, 1.0, 0.0)
    elif name == "leaky_relu":
        y, slope = np.where(x > 0, x, 0.01 * x), np.where(x > 0, 1.0, 0.01)
    elif name == "sigmoid":
        y = 0.5 * (1 + np.tanh(x / 2))

        slope = y * (1 - y)

    else:
        y = np.tanh(x)

        slope = 1 - y**2
    return y, dy * slope


# %% remembers_last_forward
# x changed in place between two calls: the y of the earlier call comes back
import numpy as np

_last = {}


def activation(x, dy, name):
    if name not in ("relu", "leaky_relu", "sigmoid", "tanh"):
        raise ValueError("unknown activation")
    if x.shape != dy.shape:
        raise ValueError("dy has not the shape of x")
    if _last.get("x") is not x or _last.get("name") != name:  # forward pass only if it was not done yet
        z = x.astype(np.float64)
        if name == "relu":
            y, slope = np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
        elif name == "leaky_relu":
            y, slope = np.where(z > 0, z, 0.01 * z), np.where(z > 0, 1.0, 0.01)
        elif name == "sigmoid":
            y = 0.5 * (1 + np.tanh(z / 2))
            slope = y * (1 - y)
        else:
            y = np.tanh(z)
            slope = 1 - y**2
        _last.update(x=x, name=name, y=y, slope=slope)
    return _last["y"].copy(), dy.astype(np.float64) * _last["slope"]


# %% clipped_at_20
# sigmoid beyond 20: it stays at 2e-9 from 0 and 1, and a large dy is let through
import numpy as np


def activation(x, dy, name):

    if name not in ("relu", "leaky_relu", "sigmoid", "tanh"):
        raise ValueError("unknown activation")

    if x.shape != dy.shape:
        raise ValueError("dy has not the shape of x")

    x, dy = x.astype(np.float64), dy.astype(np.float64)

    if name == "relu":
        y, slope = np.maximum(x, 0), np.where(x > 0, 1.0, 0.0)
    elif name == "leaky_relu":
        y, slope = np.where(x > 0, x, 0.01 * x), np.where(x > 0, 1.0, 0.01)
    elif name == "sigmoid":
        y = 1 / (1 + np.exp(-np.clip(x, -20, 20)))  # no overflow

        slope = y * (1 - y)

    else:
        y = np.tanh(x)

        slope = 1 - y**2
    return y, dy * slope


# %% flat_in_memory_order
# x and dy which lie differently in memory: the numbers of dy meet those of other places
import numpy as np


def activation(x, dy, name):

    if name not in ("relu", "leaky_relu", "sigmoid", "tanh"):
        raise ValueError("unknown activation")

    if x.shape != dy.shape:
        raise ValueError("dy has not the shape of x")

    shape, order = x.shape, "F" if x.flags.fnc else "C"
    x = x.astype(np.float64).ravel(order=order)
    dy = dy.astype(np.float64).ravel(order="K")  # as it lies in memory: no copy

    if name == "relu":
        y, slope = np.maximum(x, 0), np.where(x > 0, 1.0, 0.0)
    elif name == "leaky_relu":
        y, slope = np.where(x > 0, x, 0.01 * x), np.where(x > 0, 1.0, 0.01)
    elif name == "sigmoid":
        y = 0.5 * (1 + np.tanh(x / 2))

        slope = y * (1 - y)

    else:
        y = np.tanh(x)

        slope = 1 - y**2
    return y.reshape(shape, order=order), (dy * slope).reshape(shape, order=order)


# %% tanh_of_small_ints
# tanh of int8, uint8 and int16: np.tanh makes float16 or float32 of them
import numpy as np


def activation(x, dy, name):

    if name not in ("relu", "leaky_relu", "sigmoid", "tanh"):
        raise ValueError("unknown activation")

    if x.shape != dy.shape:
        raise ValueError("dy has not the shape of x")

    y_dtype = np.float64
    if x.dtype.kind == "f":
        x = x.astype(np.float64)  # integers become floats below all by themselves
    dy = dy.astype(np.float64)

    if name == "relu":
        y, slope = np.maximum(x, 0).astype(np.float64), np.where(x > 0, 1.0, 0.0)
    elif name == "leaky_relu":
        y, slope = np.where(x > 0, x, 0.01 * x), np.where(x > 0, 1.0, 0.01)
    elif name == "sigmoid":
        y = 0.5 * (1 + np.tanh(x / 2))

        slope = y * (1 - y)

    else:
        y = np.tanh(x)

        slope = 1 - y**2
    y = y.astype(y_dtype)
    return y, dy * slope
