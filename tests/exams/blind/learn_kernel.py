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
