"""Right answers to `learn_kernel` in different styles."""

import numpy as np


def loops(image, target, start, learning_rate, steps):
    image, target = np.asarray(image, dtype=float), np.asarray(target, dtype=float)
    kernel = np.array(start, dtype=float)
    (h, w), (kh, kw) = image.shape, kernel.shape
    oh, ow = h - kh + 1, w - kw + 1
    if target.shape != (oh, ow):
        raise ValueError("the target has another shape than the result")
    for _ in range(steps):
        gradient = np.zeros((kh, kw))
        for i in range(oh):
            for j in range(ow):
                window = image[i : i + kh, j : j + kw]
                error = np.sum(window * kernel) - target[i, j]
                gradient += 2 * error * window
        kernel = kernel - learning_rate * gradient
    return kernel


def windows_as_a_matrix(image, target, start, learning_rate, steps):
    windows = np.lib.stride_tricks.sliding_window_view(image.astype(np.float64), start.shape)
    if windows.shape[:2] != target.shape:
        raise ValueError("the target has another shape than the result")
    a = windows.reshape(target.size, start.size)
    b, k = target.reshape(-1).astype(np.float64), start.reshape(-1).astype(np.float64)
    for _ in range(steps):
        k = k - 2 * learning_rate * (a.T @ (a @ k - b))
    return k.reshape(start.shape).copy()


def normal_equations(image, target, start, learning_rate, steps):
    kh, kw = start.shape
    rows, columns = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    if (rows, columns) != np.shape(target):
        raise ValueError(f"wanted {rows} x {columns}")
    seen = np.stack([image[u : u + rows, v : v + columns].ravel() for u in range(kh) for v in range(kw)]).astype(float)
    square, right = seen @ seen.T, seen @ target.ravel().astype(float)
    kernel = start.ravel().astype(float)
    for _ in range(steps):
        kernel = kernel - learning_rate * (2 * square @ kernel - 2 * right)
    return kernel.reshape(kh, kw)


def two_correlations(image, target, start, learning_rate, steps):
    def corr2d(a, k):
        windows = np.lib.stride_tricks.sliding_window_view(a, k.shape)
        return np.einsum("ijuv,uv->ij", windows, k)

    image, kernel = np.float64(image), np.float64(start) + 0.0
    if corr2d(image, kernel).shape != target.shape:
        raise ValueError("the target has another shape than the result")
    left = steps
    while left > 0:
        error = corr2d(image, kernel) - target.astype(float)
        kernel -= 2 * corr2d(image, error) * learning_rate
        left -= 1
    return kernel


def step_calling_itself(image, target, start, learning_rate, steps):
    kernel, goal = np.array(start, dtype=np.float64), np.array(target, dtype=np.float64)
    (kh, kw), (oh, ow) = kernel.shape, goal.shape
    if (oh + kh - 1, ow + kw - 1) != image.shape:
        raise ValueError("the target has another shape than the result")
    if steps == 0:
        return kernel
    error = -goal
    for u, v in np.ndindex(kh, kw):
        error += kernel[u, v] * image[u : u + oh, v : v + ow]
    better = np.empty((kh, kw))
    for u, v in np.ndindex(kh, kw):
        slope = 2 * np.sum(error * image[u : u + oh, v : v + ow])
        better[u, v] = kernel[u, v] - learning_rate * slope
    return step_calling_itself(image, target, better, learning_rate, steps - 1)
