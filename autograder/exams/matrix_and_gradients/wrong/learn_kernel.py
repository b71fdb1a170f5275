"""What students believe of `learn_kernel`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.matrix_and_gradients.honest.learn_kernel import two_correlations


def _corr2d(a, k):
    windows = np.lib.stride_tricks.sliding_window_view(a, k.shape)
    return np.einsum("ijuv,uv->ij", windows, k)


def _check_target(image, target, start):
    if target.shape != tuple(n - k + 1 for n, k in zip(image.shape, start.shape, strict=True)):
        raise ValueError("the target has another shape than the result")


def _descend(image, target, start, steps, step):
    """Take steps; `step(kernel, gradient, error, number)` gives the next kernel."""
    _check_target(image, target, start)
    image, target, kernel = image.astype(float), target.astype(float), start.astype(float)
    for number in range(steps):
        error = _corr2d(image, kernel) - target
        kernel = step(kernel, 2 * _corr2d(image, error), error, number)
    return kernel


def factor_two_forgotten(image, target, start, learning_rate, steps):
    """Your steps are half as long as they should be: the derivative of a square has a factor 2."""
    return two_correlations(image, target, start, learning_rate / 2, steps)


def mean_of_the_squares(image, target, start, learning_rate, steps):
    """You divide the gradient by the number of pixels. The loss here is the sum of the squares, not their mean."""
    return two_correlations(image, target, start, learning_rate / target.size, steps)


def uphill(image, target, start, learning_rate, steps):
    """Your kernel goes uphill: the error grows. Subtract the gradient, or look whether the error is result minus
    target."""
    return two_correlations(image, target, start, -learning_rate, steps)


def one_step_too_few(image, target, start, learning_rate, steps):
    """You take one step too few: range(n) already leaves out n."""
    return two_correlations(image, target, start, learning_rate, max(steps - 1, 0))


def one_step_too_many(image, target, start, learning_rate, steps):
    """You take one step too many. After 0 steps the kernel is still the start."""
    return two_correlations(image, target, start, learning_rate, steps + 1)


def one_step_only(image, target, start, learning_rate, steps):
    """You return after the first step: the return stands inside the loop."""
    return two_correlations(image, target, start, learning_rate, min(steps, 1))


def error_not_computed_anew(image, target, start, learning_rate, steps):
    """You compute the error once, before the loop. After each step the kernel is another one, and so is its error."""
    return two_correlations(image, target, start, learning_rate * steps, 1)


def every_step_from_the_start(image, target, start, learning_rate, steps):
    """Each of your steps begins at start, with the gradient of the kernel before: start - learning_rate * G where K -
    learning_rate * G belongs."""
    return _descend(image, target, start, steps, lambda k, g, e, number: start.astype(float) - learning_rate * g)


def start_ignored(image, target, start, learning_rate, steps):
    """You begin with zeros, whatever start says."""
    return two_correlations(image, target, np.zeros(start.shape), learning_rate, steps)


def target_ignored(image, target, start, learning_rate, steps):
    """You never subtract the target: you make the result small, not the error."""
    return two_correlations(image, np.zeros(target.shape), start, learning_rate, steps)


def learning_rate_ignored(image, target, start, learning_rate, steps):
    """You subtract the gradient as it is. Multiply it with the learning rate first."""
    return two_correlations(image, target, start, 1.0, steps)


def learning_rate_halved_step_by_step(image, target, start, learning_rate, steps):
    """Your learning rate becomes smaller from step to step. Here it stays what it is."""
    return _descend(image, target, start, steps, lambda k, g, e, number: k - learning_rate / (number + 1) * g)


def direction_only(image, target, start, learning_rate, steps):
    """You use only the sign of the gradient. Its size matters: where the slope is steep, the step is long."""
    return _descend(image, target, start, steps, lambda k, g, e, number: k - learning_rate * np.sign(g))


def absolute_error(image, target, start, learning_rate, steps):
    """You descend on the absolute error: only the signs of E enter your gradient. That of the squares is 2 * E."""
    return _descend(
        image,
        target,
        start,
        steps,
        lambda k, g, e, number: k - learning_rate * _corr2d(image.astype(float), np.sign(e)),
    )


def gradient_turned(image, target, start, learning_rate, steps):
    """You turned the gradient by 180 degrees. Weight [u, v] saw the pixels at [i + u, j + v]: correlate, without a
    turn."""
    return _descend(image, target, start, steps, lambda k, g, e, number: k - learning_rate * g[::-1, ::-1])


def error_turned(image, target, start, learning_rate, steps):
    """You turned the error by 180 degrees before you correlated with it. The error of output [i, j] goes with the
    window at [i, j]."""
    return _descend(
        image,
        target,
        start,
        steps,
        lambda k, g, e, number: k - learning_rate * 2 * _corr2d(image.astype(float), e[::-1, ::-1]),
    )


def kernel_turned_in_the_result(image, target, start, learning_rate, steps):
    """You convolve the image, with the kernel turned by 180 degrees, where corr2d is meant."""
    turned = two_correlations(image, target, start[::-1, ::-1], learning_rate, steps)
    return turned[::-1, ::-1].copy()


def weights_moved_one_after_the_other(image, target, start, learning_rate, steps):
    """You move one weight, and compute the slope of the next one with the moved weight already. All weights move at
    once, with the gradient of the old kernel."""
    _check_target(image, target, start)
    image, kernel = image.astype(float), start.astype(float)
    for _ in range(steps):
        for u, v in np.ndindex(*kernel.shape):
            error = _corr2d(image, kernel) - target
            kernel[u, v] -= learning_rate * 2 * _corr2d(image, error)[u, v]
    return kernel


def first_weight_only(image, target, start, learning_rate, steps):
    """Only the first weight of your kernel moves. Each weight has a slope of its own."""

    def step(kernel, gradient, error, number):
        moved = kernel.copy()
        moved[0, 0] -= learning_rate * gradient[0, 0]
        return moved

    return _descend(image, target, start, steps, step)


def one_slope_for_all_weights(image, target, start, learning_rate, steps):
    """You move all weights by the sum of the gradient. Each weight has a slope of its own: subtract the array."""
    return _descend(image, target, start, steps, lambda k, g, e, number: k - learning_rate * g.sum())


def gradient_divided_by_the_weights(image, target, start, learning_rate, steps):
    """You divide the gradient by the number of weights. Nothing is averaged here."""
    return two_correlations(image, target, start, learning_rate / start.size, steps)


def loss_for_kernel(image, target, start, learning_rate, steps):
    """You return the loss. What is asked for is the kernel."""
    kernel = two_correlations(image, target, start, learning_rate, steps)
    return float(np.sum((_corr2d(image.astype(float), kernel) - target) ** 2))


def change_for_kernel(image, target, start, learning_rate, steps):
    """You return by how much the kernel has changed. What is asked for is the kernel."""
    return two_correlations(image, target, start, learning_rate, steps) - start


def start_moved_in_place(image, target, start, learning_rate, steps):
    """You move the caller's start: -= works on the array that was given. Begin with a copy, np.array(start,
    dtype=float)."""
    kernel = two_correlations(image, target, start, learning_rate, steps)
    if start.dtype == np.float64 and start.flags.writeable:
        start[...] = kernel
    return kernel


def start_given_back(image, target, start, learning_rate, steps):
    """After 0 steps you give the caller's own array back, and whoever changes the result changes start. Begin with a
    copy."""
    return start if steps == 0 else two_correlations(image, target, start, learning_rate, steps)


def kernel_in_the_dtype_of_the_start(image, target, start, learning_rate, steps):
    """Your kernel keeps the dtype of start. Of integers every step is cut down to a whole number: begin with
    np.array(start, dtype=float)."""
    return two_correlations(image, target, start, learning_rate, steps).astype(start.dtype)


def summed_in_the_dtype_that_came(image, target, start, learning_rate, steps):
    """You correlate in the dtypes that image and start have. Bytes have wrapped around by then, and short fractions
    lost digits: convert all three to float64 first."""
    _check_target(image, target, start)
    kernel = start
    for _ in range(steps):
        error = _corr2d(image, kernel) - target
        kernel = kernel - learning_rate * 2 * _corr2d(image, error)
    return kernel.astype(np.float64)


def single_precision_kernel(image, target, start, learning_rate, steps):
    """You return float32. Seven digits are left of the weights; NumPy's own default, float64, is what is asked for."""
    return two_correlations(image, target, start, learning_rate, steps).astype(np.float32)


def _stretched(image, target, start, learning_rate, steps):
    """Whatever target came, repeated or cut until it has the shape of the result."""
    shape = tuple(n - k + 1 for n, k in zip(image.shape, start.shape, strict=True))
    return two_correlations(image, np.resize(target, shape), start, learning_rate, steps)


def any_target_accepted(image, target, start, learning_rate, steps):
    """A target of another shape belongs to another kernel, and you make something of it all the same. Compare its shape
    with that of corr2d(image, start) and raise a ValueError."""
    return _stretched(image, target, start, learning_rate, steps)


def target_left_to_broadcasting(image, target, start, learning_rate, steps):
    """You leave it to NumPy to find that the target has another shape. A single row or column it repeats without a
    word: compare the shapes and raise a ValueError."""
    shape = tuple(n - k + 1 for n, k in zip(image.shape, start.shape, strict=True))
    return _stretched(image, np.broadcast_to(target, shape), start, learning_rate, steps)


def only_the_size_of_the_target_checked(image, target, start, learning_rate, steps):
    """You check how many pixels the target has in all. 2 x 3 and 3 x 2 are as many: compare rows with rows and columns
    with columns."""
    if target.size != int(np.prod([n - k + 1 for n, k in zip(image.shape, start.shape, strict=True)])):
        raise ValueError("the target has another size than the result")
    return _stretched(image, target, start, learning_rate, steps)


def stopped_where_the_error_grows(image, target, start, learning_rate, steps):
    """You stop, and return the kernel before, once the error grows. Gradient descent does not look at the loss: with a
    rate that is too large it grows from step to step, and exactly that many steps were asked for."""
    _check_target(image, target, start)
    image, target, kernel = image.astype(float), target.astype(float), start.astype(float)
    before, least = kernel, np.inf
    for _ in range(steps):
        error = _corr2d(image, kernel) - target
        if np.sum(error**2) > least * (1 + 1e-9) + 1e-12:
            return before
        before, least = kernel, np.sum(error**2)
        kernel = kernel - learning_rate * 2 * _corr2d(image, error)
    return kernel


def steps_in_the_dtype_of_the_start(image, target, start, learning_rate, steps):
    """You convert a start of integers, but take one of float16 or float32 as it is. With -= the kernel stays that short
    through all steps: begin with np.array(start, dtype=float)."""
    _check_target(image, target, start)
    image, target = image.astype(float), target.astype(float)
    kernel = start.copy() if start.dtype.kind == "f" else start.astype(float)
    for _ in range(steps):
        error = _corr2d(image, kernel) - target
        kernel -= learning_rate * (2 * _corr2d(image, error))
    return kernel.astype(np.float64)


def stopped_where_the_loss_is_infinite(image, target, start, learning_rate, steps):
    """You stop once the loss is infinite. A square is, long before the kernel is; nothing needs the loss itself, and
    exactly that many steps were asked for."""
    _check_target(image, target, start)
    image, target, kernel = image.astype(float), target.astype(float), start.astype(float)
    for _ in range(steps):
        error = _corr2d(image, kernel) - target
        if not np.isfinite(np.sum(error**2)):
            break
        kernel = kernel - learning_rate * 2 * _corr2d(image, error)
    return kernel
