"""Wrong answers to `learn_kernel`, written by who knew the notebook alone. Each cell is a submission."""

# %% one_column_is_broadcast
# a target with a single column where the result has several is broadcast: only the rows are checked, no
# ValueError
import numpy as np


def corr2d(image, kernel):
    """Cross-correlate an image (h, w) with a kernel (kh, kw)."""
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def learn_kernel(image, target, start, learning_rate, steps):
    K = np.array(start, dtype=float)
    if len(target) != len(image) - len(K) + 1:
        raise ValueError("the target does not have the shape of the result")
    # a wrong number of columns is refused by the minus
    error = corr2d(image, K) - target
    for _ in range(steps):
        K = K - learning_rate * 2 * corr2d(image, error)
        error = corr2d(image, K) - target
    return K


# %% shape_checked_in_the_loop
# with steps = 0 a target of another shape is accepted: the check stands inside the loop
import numpy as np


def corr2d(image, kernel):
    """Cross-correlate an image (h, w) with a kernel (kh, kw)."""
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def learn_kernel(image, target, start, learning_rate, steps):
    K = np.array(start, dtype=float)
    for _ in range(steps):
        result = corr2d(image, K)
        if result.shape != target.shape:
            raise ValueError("the target does not have the shape of the result")
        E = result - target
        K = K - learning_rate * 2 * corr2d(image, E)
    return K


# %% stops_when_the_loss_grows
# with a learning rate that is too large the loss grows: it stops early and gives the best kernel back
import numpy as np


def corr2d(image, kernel):
    """Cross-correlate an image (h, w) with a kernel (kh, kw)."""
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def learn_kernel(image, target, start, learning_rate, steps):
    (h, w), (kh, kw) = image.shape, start.shape
    if target.shape != (h - kh + 1, w - kw + 1):
        raise ValueError("the target does not have the shape of the result")

    K, best = np.array(start, dtype=float), np.inf
    before = K
    for _ in range(steps):
        E = corr2d(image, K) - target
        loss = np.sum(E**2)
        if loss > best * (1 + 1e-9) + 1e-12:
            return before  # it explodes: the last step was too long
        best, before = loss, K
        K = K - learning_rate * 2 * corr2d(image, E)
    return K


# %% gradient_clipped
# a gradient beyond 1e9 is clipped: large numbers in image or target (with a small learning rate) learn
# something else
import numpy as np


def corr2d(image, kernel):
    """Cross-correlate an image (h, w) with a kernel (kh, kw)."""
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def learn_kernel(image, target, start, learning_rate, steps):
    (h, w), (kh, kw) = image.shape, start.shape
    if target.shape != (h - kh + 1, w - kw + 1):
        raise ValueError("the target does not have the shape of the result")

    K = np.array(start, dtype=float)
    for _ in range(steps):
        E = corr2d(image, K) - target
        G = np.clip(2 * corr2d(image, E), -1e9, 1e9)  # keep the numbers from exploding
        K = K - learning_rate * G
    return K


# %% gram_matrix_in_int64
# the sums of products of an integer image are worked out once in int64: they wrap around where pixels are 2**31
# and more
import numpy as np


def corr2d(image, kernel):
    """Cross-correlate an image (h, w) with a kernel (kh, kw)."""
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def learn_kernel(image, target, start, learning_rate, steps):
    (h, w), (kh, kw) = image.shape, start.shape
    if target.shape != (h - kh + 1, w - kw + 1):
        raise ValueError("the target does not have the shape of the result")

    if image.dtype.kind in "iu":
        image = image.astype(np.int64)  # exact
    else:
        image = image.astype(float)

    windows = np.lib.stride_tricks.sliding_window_view(image, (kh, kw))
    columns = windows.reshape(-1, kh * kw).T

    A = columns @ columns.T
    b = columns.astype(float) @ target.astype(float).ravel()
    k = np.array(start, dtype=float).ravel()
    for _ in range(steps):
        k = k - learning_rate * 2 * (A @ k - b)
    return k.reshape(kh, kw)


# %% target_in_the_dtype_of_the_image
# a floating-point image of float16 or float32: the target is rounded to its dtype
import numpy as np


def corr2d(image, kernel):
    """Cross-correlate an image (h, w) with a kernel (kh, kw)."""
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def learn_kernel(image, target, start, learning_rate, steps):
    (h, w), (kh, kw) = image.shape, start.shape
    if target.shape != (h - kh + 1, w - kw + 1):
        raise ValueError("the target does not have the shape of the result")

    if image.dtype.kind == "f":
        target = target.astype(image.dtype)  # both of one kind
    K = np.array(start, dtype=float)
    for _ in range(steps):
        E = corr2d(image, K) - target
        K = K - learning_rate * 2 * corr2d(image, E)
    return K


# %% jump_by_matrix_power
# all steps at once by a power of a matrix around the pseudo-inverse's solution; its rcond of 1e-6 drops the
# weak direction of a nearly flat image
import numpy as np


def corr2d(image, kernel):
    """Cross-correlate an image (h, w) with a kernel (kh, kw)."""
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def learn_kernel(image, target, start, learning_rate, steps):
    (h, w), (kh, kw) = image.shape, start.shape
    if target.shape != (h - kh + 1, w - kw + 1):
        raise ValueError("the target does not have the shape of the result")

    image, k0 = image.astype(float), np.array(start, dtype=float).ravel()

    windows = np.lib.stride_tricks.sliding_window_view(image, (kh, kw))
    columns = windows.reshape(-1, kh * kw).T

    A, b = columns @ columns.T, columns @ target.astype(float).ravel()
    M = np.eye(len(A)) - 2 * learning_rate * A
    goal = np.linalg.pinv(A, rcond=1e-6) @ b  # where the steps lead to
    k = goal + np.linalg.matrix_power(M, steps) @ (k0 - goal)
    return k.reshape(kh, kw)


# %% path_remembered_without_copy
# the kernels of all steps are remembered for the next call and handed out as they are: who changes a result
# changes the next one
import numpy as np


def corr2d(image, kernel):
    """Cross-correlate an image (h, w) with a kernel (kh, kw)."""
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows, kernel)


_paths = {}


def learn_kernel(image, target, start, learning_rate, steps):
    (h, w), (kh, kw) = image.shape, start.shape
    if target.shape != (h - kh + 1, w - kw + 1):
        raise ValueError("the target does not have the shape of the result")

    key = (*tuple((a.tobytes(), a.shape, a.dtype.str) for a in (image, target, start)), float(learning_rate))
    path = _paths.setdefault(key, [np.array(start, dtype=float)])
    while len(path) <= steps:  # go on where the last call stopped
        E = corr2d(image, path[-1]) - target
        path.append(path[-1] - learning_rate * 2 * corr2d(image, E))
    return path[steps]


# %% float32_start_stays_float32
# a float16 or float32 start keeps its dtype through all steps (in-place minus) and is made float64 at the end
# only
import numpy as np


def corr2d(image, kernel):
    """Cross-correlate an image (h, w) with a kernel (kh, kw)."""
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def learn_kernel(image, target, start, learning_rate, steps):
    (h, w), (kh, kw) = image.shape, start.shape
    if target.shape != (h - kh + 1, w - kw + 1):
        raise ValueError("the target does not have the shape of the result")

    if np.issubdtype(start.dtype, np.floating):
        K = start.copy()
    else:
        K = start.astype(float)
    for _ in range(steps):
        E = corr2d(image, K) - target
        K -= learning_rate * (2 * corr2d(image, E))
    return K.astype(float)


# %% start_unrolled_in_order_A
# a start in Fortran order is unrolled in Fortran order: its weights change places
import numpy as np


def corr2d(image, kernel):
    """Cross-correlate an image (h, w) with a kernel (kh, kw)."""
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def learn_kernel(image, target, start, learning_rate, steps):
    (h, w), (kh, kw) = image.shape, start.shape
    if target.shape != (h - kh + 1, w - kw + 1):
        raise ValueError("the target does not have the shape of the result")

    image = image.astype(float)

    windows = np.lib.stride_tricks.sliding_window_view(image, (kh, kw))
    columns = windows.reshape(-1, kh * kw).T

    y, k = target.astype(float).ravel(), start.astype(float).ravel(order="A")
    for _ in range(steps):
        k = k - learning_rate * 2 * (columns @ (columns.T @ k - y))
    return k.reshape(kh, kw)


# %% stops_when_the_loss_overflows
# stops when the LOSS is infinite: the squares overflow at 1e154, where the kernel still has far to go
import numpy as np


def corr2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def learn_kernel(image, target, start, learning_rate, steps):

    if target.shape != (image.shape[0] - start.shape[0] + 1, image.shape[1] - start.shape[1] + 1):
        raise ValueError("the target does not have the shape of the result")

    image = np.asarray(image, dtype=np.float64)
    target = np.asarray(target, dtype=np.float64)
    kernel = np.array(start, dtype=np.float64)

    for _ in range(steps):
        error = corr2d(image, kernel) - target
        if not np.isfinite(np.sum(error**2)):  # diverged: no use to go on
            break
        kernel = kernel - learning_rate * 2 * corr2d(image, error)
    return kernel


# %% size_guard
# compares the number of entries only: a target of shape (3,) for a result of shape (1, 3) is taken
import numpy as np


def corr2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def learn_kernel(image, target, start, learning_rate, steps):

    image = np.asarray(image, dtype=np.float64)
    target = np.asarray(target, dtype=np.float64)
    kernel = np.array(start, dtype=np.float64)

    if corr2d(image, kernel).size != target.size:
        raise ValueError("the target does not have the shape of the result")

    for _ in range(steps):
        error = corr2d(image, kernel) - target
        kernel = kernel - learning_rate * 2 * corr2d(image, error)
    return kernel


# %% stops_at_small_steps
# stops 'when it has converged', at steps below 1e-10: too early where the numbers are small
import numpy as np


def corr2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def learn_kernel(image, target, start, learning_rate, steps):

    if target.shape != (image.shape[0] - start.shape[0] + 1, image.shape[1] - start.shape[1] + 1):
        raise ValueError("the target does not have the shape of the result")

    image = np.asarray(image, dtype=np.float64)
    target = np.asarray(target, dtype=np.float64)
    kernel = np.array(start, dtype=np.float64)

    for _ in range(steps):
        error = corr2d(image, kernel) - target
        step = learning_rate * 2 * corr2d(image, error)
        kernel = kernel - step
        if np.abs(step).max() < 1e-10:  # converged
            break
    return kernel


# %% no_step_gives_start_back
# asarray and K = K - ...: right after a step, but without one the float64 start itself is given back
import numpy as np


def corr2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def learn_kernel(image, target, start, learning_rate, steps):

    if target.shape != (image.shape[0] - start.shape[0] + 1, image.shape[1] - start.shape[1] + 1):
        raise ValueError("the target does not have the shape of the result")

    image = np.asarray(image, dtype=np.float64)
    target = np.asarray(target, dtype=np.float64)
    kernel = np.asarray(start, dtype=np.float64)

    for _ in range(steps):
        error = corr2d(image, kernel) - target
        kernel = kernel - learning_rate * 2 * corr2d(image, error)
    return kernel


# %% closed_form_for_many_steps
# many steps in closed form around the solution of the normal equations, which has none of its own for
# a uniform image (LinAlgError or garbage)
import numpy as np


def corr2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def learn_kernel(image, target, start, learning_rate, steps):

    if target.shape != (image.shape[0] - start.shape[0] + 1, image.shape[1] - start.shape[1] + 1):
        raise ValueError("the target does not have the shape of the result")

    image = np.asarray(image, dtype=np.float64)
    target = np.asarray(target, dtype=np.float64)
    kernel = np.array(start, dtype=np.float64)

    if steps <= 50:
        for _ in range(steps):
            error = corr2d(image, kernel) - target
            kernel = kernel - learning_rate * 2 * corr2d(image, error)
        return kernel
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape).reshape(target.size, -1)
    gram = windows.T @ windows
    best = np.linalg.solve(gram, windows.T @ target.ravel())
    once = np.eye(kernel.size) - 2 * learning_rate * gram
    return (best + np.linalg.matrix_power(once, steps) @ (kernel.ravel() - best)).reshape(kernel.shape)


# %% clipped_gradient
# clips the gradient at 1e12 'so that it does not explode': other numbers where they grow, or where
# they are large at once
import numpy as np


def corr2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def learn_kernel(image, target, start, learning_rate, steps):

    if target.shape != (image.shape[0] - start.shape[0] + 1, image.shape[1] - start.shape[1] + 1):
        raise ValueError("the target does not have the shape of the result")

    image = np.asarray(image, dtype=np.float64)
    target = np.asarray(target, dtype=np.float64)
    kernel = np.array(start, dtype=np.float64)

    for _ in range(steps):
        error = corr2d(image, kernel) - target
        kernel = kernel - learning_rate * np.clip(2 * corr2d(image, error), -1e12, 1e12)
    return kernel


# %% black_image_by_sum
# gives the start back for a 'black' image by sum() == 0: an image of mean 0 teaches nothing
import numpy as np


def corr2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def learn_kernel(image, target, start, learning_rate, steps):

    if target.shape != (image.shape[0] - start.shape[0] + 1, image.shape[1] - start.shape[1] + 1):
        raise ValueError("the target does not have the shape of the result")

    image = np.asarray(image, dtype=np.float64)
    target = np.asarray(target, dtype=np.float64)
    kernel = np.array(start, dtype=np.float64)

    if image.sum() == 0:  # a black image: the gradient is 0
        return kernel

    for _ in range(steps):
        error = corr2d(image, kernel) - target
        kernel = kernel - learning_rate * 2 * corr2d(image, error)
    return kernel


# %% bytes_gram_in_int32
# computes the normal equations once; for byte images in int32, which wraps from 33026 white pixels on
import numpy as np


def corr2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def learn_kernel(image, target, start, learning_rate, steps):

    if target.shape != (image.shape[0] - start.shape[0] + 1, image.shape[1] - start.shape[1] + 1):
        raise ValueError("the target does not have the shape of the result")

    work = np.int32 if image.dtype.itemsize == 1 else np.float64  # products of bytes are small whole numbers
    windows = np.lib.stride_tricks.sliding_window_view(image.astype(work), start.shape).reshape(target.size, -1)
    gram = (windows.T @ windows).astype(np.float64)
    wanted = windows.T @ target.astype(np.float64).ravel()
    kernel = start.astype(np.float64).ravel()
    for _ in range(steps):
        kernel = kernel - 2 * learning_rate * (gram @ kernel - wanted)
    return kernel.reshape(start.shape)


# %% fingerprint_cache
# keeps the windows of an image under shape and sum: the mirrored image finds those of the other
_windows = {}
import numpy as np


def corr2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def learn_kernel(image, target, start, learning_rate, steps):

    if target.shape != (image.shape[0] - start.shape[0] + 1, image.shape[1] - start.shape[1] + 1):
        raise ValueError("the target does not have the shape of the result")

    key = (image.shape, float(image.sum()), start.shape)
    if key not in _windows:
        copy = np.array(image, dtype=np.float64)
        _windows[key] = np.lib.stride_tricks.sliding_window_view(copy, start.shape)
    windows = _windows[key]
    kernel = np.array(start, dtype=np.float64)
    for _ in range(steps):
        error = np.einsum("ijuv,uv->ij", windows, kernel) - target
        kernel = kernel - learning_rate * 2 * np.einsum("ijuv,ij->uv", windows, error)
    return kernel


# %% shape_of_the_error_is_compared
# Breaks "ValueError: target has another shape ... than corr2d(image, start)": a result of one pixel is stretched before.
# image, target and start np.ones((2, 2)), 0.1, 1 step: wanted ValueError (the result is 1 x 1), gives a kernel.
import numpy as np


def correlate(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows, kernel)


def learn_kernel(image, target, start, learning_rate, steps):
    image, target = image.astype(np.float64), target.astype(np.float64)
    kernel = start.astype(np.float64)
    error = correlate(image, kernel) - target  # ValueError where NumPy cannot stretch
    if error.shape != target.shape:
        raise ValueError("the target does not have the shape of the result")
    for _ in range(steps):
        kernel = kernel - learning_rate * 2 * correlate(image, error)
        error = correlate(image, kernel) - target
    return kernel
