"""What students believe of `activation`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.pooling_and_activations.honest.activation import one_branch_for_each


def _backward_of(names, slope, x, dy, name):
    """Answer rightly but for dx, where the name is one of `names`: there slope(x, y, dy) is dx."""
    y, dx = one_branch_for_each(x, dy, name)
    a, g = np.asarray(x, dtype=np.float64), np.asarray(dy, dtype=np.float64)
    return (y, slope(a, y, g)) if name in names else (y, dx)


def _forward_of(names, value, x, dy, name):
    """Answer rightly but for y, where the name is one of `names`: there value(x) is y."""
    y, dx = one_branch_for_each(x, dy, name)
    return (value(np.asarray(x, dtype=np.float64)), dx) if name in names else (y, dx)


def masked_by_the_sign_of_the_gradient(x, dy, name):
    """Your relu lets the gradient through where the GRADIENT is positive. Whether the gate is open was decided by the
    input: let it through where x > 0, whatever its sign."""
    return _backward_of(("relu",), lambda a, y, g: np.maximum(g, 0), x, dy, name)


def masked_by_both_signs(x, dy, name):
    """Your relu lets the gradient through where input AND gradient are positive. A negative gradient passes, too, where
    x > 0."""
    return _backward_of(("relu",), lambda a, y, g: np.where((a > 0) & (g > 0), g, 0), x, dy, name)


def slope_of_one_at_zero(x, dy, name):
    """Your slope at x = 0 is 1. There is none at the corner, so it is agreed on: 0 for relu, 0.01 for leaky_relu. Write
    x > 0, not x >= 0."""
    if name == "relu":
        return _backward_of(("relu",), lambda a, y, g: g * (a >= 0), x, dy, name)
    return _backward_of(("leaky_relu",), lambda a, y, g: np.where(a >= 0, g, 0.01 * g), x, dy, name)


def slope_of_relu_one_at_zero(x, dy, name):
    """Your slope of relu at x = 0 is 1. There is none at the corner; 0 is agreed on. Write x > 0, not x >= 0."""
    return _backward_of(("relu",), lambda a, y, g: g * (a >= 0), x, dy, name)


def slope_of_one_half_at_zero(x, dy, name):
    """Your slope of relu at x = 0 is 1/2, the mean of both sides. 0 is agreed on here, as in PyTorch."""
    return _backward_of(("relu",), lambda a, y, g: g * (np.sign(a) + 1) / 2, x, dy, name)


def slope_of_zero_at_zero(x, dy, name):
    """Your slope of leaky_relu at x = 0 is 0. There 0.01 is agreed on, the slope of the negative side."""
    return _backward_of(("leaky_relu",), lambda a, y, g: g * (1.0 * (a > 0) + 0.01 * (a < 0)), x, dy, name)


def sigmoid_applied_twice(x, dy, name):
    """You apply the sigmoid to y before you take y (1 - y). y is the sigmoid of x already."""

    def slope(a, y, g):
        s = 1 / (1 + np.exp(-y))
        return g * s * (1 - s)

    return _backward_of(("sigmoid",), slope, x, dy, name)


def sigmoid_slope_of_the_input(x, dy, name):
    """You multiply by x (1 - x). The slope of the sigmoid is y (1 - y), with y = sigmoid(x)."""
    return _backward_of(("sigmoid",), lambda a, y, g: g * a * (1 - a), x, dy, name)


def sigmoid_slope_without_its_second_factor(x, dy, name):
    """Your slope of the sigmoid is y. It is y (1 - y): small where y is near 0, and where y is near 1 as well."""
    return _backward_of(("sigmoid",), lambda a, y, g: g * y, x, dy, name)


def tanh_slope_not_squared(x, dy, name):
    """Your slope of tanh is 1 - y. It is 1 - y * y."""
    return _backward_of(("tanh",), lambda a, y, g: g * (1 - y), x, dy, name)


def tanh_slope_of_the_input(x, dy, name):
    """Your slope of tanh is 1 - x * x. It is 1 - y * y, with y = tanh(x)."""
    return _backward_of(("tanh",), lambda a, y, g: g * (1 - a * a), x, dy, name)


def tanh_slope_of_the_sigmoid(x, dy, name):
    """You multiply by y (1 - y) for tanh as well. That is the sigmoid's slope; the one of tanh is 1 - y * y."""
    return _backward_of(("tanh",), lambda a, y, g: g * y * (1 - y), x, dy, name)


def gradient_passed_on_as_it_came(x, dy, name):
    """You return dy as if the slope were 1 everywhere. Multiply it by the slope."""
    y, _ = one_branch_for_each(x, dy, name)
    return y, np.array(dy, dtype=np.float64)


def slope_instead_of_the_gradient(x, dy, name):
    """Your dx is the slope alone. Multiply it by dy."""
    y, _ = one_branch_for_each(x, dy, name)
    return y, one_branch_for_each(x, np.ones(dy.shape), name)[1]


def slope_times_the_value(x, dy, name):
    """You multiply the slope by y and not by dy. The chain rule multiplies by what comes from behind."""
    y, _ = one_branch_for_each(x, dy, name)
    return y, one_branch_for_each(x, y, name)[1]


def slope_at_the_gradient(x, dy, name):
    """You take the slope at dy. It belongs to the place x where the value was taken."""
    y, _ = one_branch_for_each(x, dy, name)
    return y, dy * one_branch_for_each(dy, np.ones(dy.shape), name)[1]


def value_and_gradient_swapped(x, dy, name):
    """You return (dx, y). What is asked for is (y, dx)."""
    return one_branch_for_each(x, dy, name)[::-1]


def value_only(x, dy, name):
    """You return y alone. What is asked for is the pair (y, dx)."""
    return one_branch_for_each(x, dy, name)[0]


def absolute_value_for_relu(x, dy, name):
    """Your relu turns negative numbers into positive ones. It sets them to 0."""
    return _forward_of(("relu",), np.abs, x, dy, name)


def leak_of_a_tenth(x, dy, name):
    """Your leaky_relu lets a tenth through on the negative side. Here it is a hundredth, 0.01."""
    y, dx = one_branch_for_each(x, dy, name)
    if name == "leaky_relu":
        return np.where(x > 0, x, 0.1 * x), np.where(x > 0, dy, 0.1 * dy)
    return y, dx


def leak_subtracted(x, dy, name):
    """Your leaky_relu gives the constant 0.01 on the negative side, or -0.01. It is 0.01 times x there."""
    return _forward_of(("leaky_relu",), lambda a: np.where(a > 0, a, -0.01), x, dy, name)


def no_leak(x, dy, name):
    """Your leaky_relu is relu: nothing passes on the negative side. A hundredth does, forth and back."""
    return one_branch_for_each(x, dy, "relu" if name == "leaky_relu" else name)


def leak_forth_and_none_back(x, dy, name):
    """Your leaky_relu leaks forth and not back. Its slope on the negative side is 0.01."""
    return _backward_of(("leaky_relu",), lambda a, y, g: g * (a > 0), x, dy, name)


def sigmoid_with_the_wrong_sign(x, dy, name):
    """Your sigmoid falls: exp(x) where exp(-x) belongs."""
    return _forward_of(("sigmoid",), lambda a: 1 / (1 + np.exp(np.clip(a, -700, 700))), x, dy, name)


def sigmoid_as_a_quotient_of_large_numbers(x, dy, name):
    """You compute exp(x) / (1 + exp(x)). For x = 1000 that is inf / inf, which is nan: write 1 / (1 + exp(-x))."""
    y, dx = one_branch_for_each(x, dy, name)
    if name == "sigmoid":
        with np.errstate(all="ignore"):
            e = np.exp(np.asarray(x, dtype=np.float64))
            y = e / (1 + e)
            return y, dy * y * (1 - y)
    return y, dx


def tanh_as_a_quotient_of_large_numbers(x, dy, name):
    """You write tanh out as (exp(x) - exp(-x)) / (exp(x) + exp(-x)). For x = 1000 that is inf / inf, which is nan. Use
    np.tanh, or 2 sigmoid(2 x) - 1."""
    y, dx = one_branch_for_each(x, dy, name)
    if name == "tanh":
        with np.errstate(all="ignore"):
            a = np.asarray(x, dtype=np.float64)
            up, down = np.exp(a), np.exp(-a)
            y = (up - down) / (up + down)
            return y, dy * (1 - y * y)
    return y, dx


def tanh_of_half_the_number(x, dy, name):
    """Your tanh is 2 sigmoid(x) - 1, which is tanh(x / 2). It is 2 sigmoid(2 x) - 1."""
    y, dx = one_branch_for_each(x, dy, name)
    if name == "tanh":
        half = np.tanh(np.asarray(x, dtype=np.float64) / 2)
        return half, dy * (1 - half * half) / 2
    return y, dx


def results_in_the_dtype_of_x(x, dy, name):
    """Your results have the dtype of x, as np.zeros_like(x) gives them. Integers cut fractions off: ask for float64."""
    y, dx = one_branch_for_each(x, dy, name)
    return y.astype(x.dtype), dx.astype(x.dtype)


def computed_in_the_dtype_that_came(x, dy, name):
    """You compute in the dtypes that x and dy have. Bytes wrap around, and short fractions lose digits: convert both to
    float64 first."""
    with np.errstate(all="ignore"):
        if x.shape != dy.shape:
            raise ValueError("dy")
        if name == "relu":
            return np.maximum(x, 0), dy * (x > 0)
        if name == "leaky_relu":
            return np.where(x > 0, x, 0.01 * x), dy * np.where(x > 0, 1, 0.01)
        if name == "sigmoid":
            y = 1 / (1 + np.exp(-x))
            return y, dy * y * (1 - y)
        if name == "tanh":
            y = np.tanh(x)
            return y, dy * (1 - y * y)
        raise ValueError(name)


def results_in_single_precision(x, dy, name):
    """You return float32, which keeps seven digits. NumPy's own default, float64, is what is asked for."""
    y, dx = one_branch_for_each(x, dy, name)
    return y.astype(np.float32), dx.astype(np.float32)


def relu_in_place(x, dy, name):
    """You set the negative numbers of the array that you were given to 0, and whoever called the function still needs
    them. Work on a copy."""
    right = one_branch_for_each(x, dy, name)
    if name == "relu":
        x[x < 0] = 0
    return right


def gradient_in_place(x, dy, name):
    """You multiply the upstream gradient that you were given in place (dy *= ...). Work on a copy."""
    y, dx = one_branch_for_each(x, dy, name)
    dy[...] = dx
    return y, dx


def inputs_given_back(x, dy, name):
    """Where all numbers are positive your relu returns the very arrays that it was given. Whoever changes the results
    changes the inputs with them: return copies."""
    y, dx = one_branch_for_each(x, dy, name)
    untouched = "relu" in name and bool((x > 0).all()) and x.dtype == dy.dtype == np.float64
    return (x, dy) if untouched else (y, dx)


def unknown_name_taken_for_relu(x, dy, name):
    """A name that you do not know ends in the last else, and gets that activation. Raise a ValueError."""
    return one_branch_for_each(x, dy, name if name in ("leaky_relu", "sigmoid", "tanh") else "relu")


def unknown_name_passed_through(x, dy, name):
    """For a name that you do not know you return x and dy as they are. Raise a ValueError."""
    if name not in ("relu", "leaky_relu", "sigmoid", "tanh"):
        return np.array(x, dtype=float), np.array(dy, dtype=float)
    return one_branch_for_each(x, dy, name)


def name_in_any_case(x, dy, name):
    """You accept names in capitals. Only the four names as they are written are known: raise a ValueError for
    others."""
    return one_branch_for_each(x, dy, name.lower())


def gradient_stretched(x, dy, name):
    """You never compare the shapes, and NumPy stretches the one array to the other. Raise a ValueError where dy has not
    the shape of x."""
    shape = np.broadcast_shapes(x.shape, dy.shape)
    return one_branch_for_each(np.broadcast_to(x, shape), np.broadcast_to(dy, shape), name)


def numbers_counted_instead_of_shapes(x, dy, name):
    """You compare how many numbers x and dy have, and a transposed dy passes. Compare the shapes."""
    return one_branch_for_each(x, dy.reshape(x.shape), name)


def shapes_compared_with_zip(x, dy, name):
    """You compare the shapes side by side, and zip stops at the shorter one: a dy that lacks an axis passes. Compare
    the whole tuples, x.shape != dy.shape."""
    if any(a != b for a, b in zip(x.shape, dy.shape, strict=False)):
        raise ValueError("dy")
    return gradient_stretched(x, dy, name)


def exponents_limited(x, dy, name):
    """You limit x to -20 to 20 so that nothing overflows, and the sigmoid of -1000 is 2e-9 and still has a slope. Use
    tanh, or exp(-abs(x)), which cannot overflow."""
    y, dx = one_branch_for_each(x, dy, name)
    if name == "sigmoid":
        y, dx = one_branch_for_each(np.clip(x.astype(np.float64), -20, 20), dy, name)
    return y, dx


def part_of_a_name_accepted(x, dy, name):
    """You look the name up in one long string, where every part of a name is found, and "" too. Use a list or a
    dict."""
    if name in "relu leaky_relu sigmoid tanh" and name not in ("relu", "leaky_relu", "sigmoid"):
        name = "tanh"
    return one_branch_for_each(x, dy, name)


def absolute_value_before_the_conversion(x, dy, name):
    """You take np.abs(x) before you convert. The smallest integer of a dtype has no positive counterpart in it: -128
    stays -128 in int8. Convert to float64 first."""
    size = np.abs(x) if x.dtype.kind == "i" else x
    return one_branch_for_each(np.where(size < 0, -size.astype(np.float64), x), dy, name)
