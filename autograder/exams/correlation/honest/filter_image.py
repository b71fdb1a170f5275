"""Right answers to `filter_image` in different styles."""

import numpy as np


def pad_and_loop(image, name):
    if name == "identity":
        kernel = np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]])
    elif name == "edges":
        kernel = np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]])
    elif name == "sharpen":
        kernel = np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])
    elif name == "blur":
        kernel = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16
    else:
        raise ValueError(f"unknown filter: {name}")
    h, w = image.shape
    padded = np.zeros((h + 2, w + 2))
    padded[1:-1, 1:-1] = image
    out = np.zeros((h, w), dtype=np.uint8)
    for i in range(h):
        for j in range(w):
            total = np.sum(padded[i : i + 3, j : j + 3] * kernel)
            out[i, j] = min(max(np.rint(total), 0), 255)
    return out


def shifted_sums(image, name):
    kernels = {
        "identity": (0, 0, 1, 1),
        "edges": (-1, -1, 8, 1),
        "sharpen": (0, -1, 5, 1),
        "blur": (1, 2, 4, 16),
    }  # corner, side, middle, divisor
    if name not in kernels:
        raise ValueError(f"{name} is none of {list(kernels)}")
    corner, side, middle, divisor = kernels[name]
    p = np.pad(image, 1).astype(np.float64)
    corners = p[:-2, :-2] + p[:-2, 2:] + p[2:, :-2] + p[2:, 2:]
    sides = p[:-2, 1:-1] + p[2:, 1:-1] + p[1:-1, :-2] + p[1:-1, 2:]
    sums = (corner * corners + side * sides + middle * p[1:-1, 1:-1]) / divisor
    return np.round(sums).clip(0, 255).astype("uint8")


def einsum_on_windows(image, name):
    laplacian = -np.ones((3, 3))
    laplacian[1, 1] = 8
    gauss = np.outer([1, 2, 1], [1, 2, 1]) / 16
    dirac = np.zeros((3, 3))
    dirac[1, 1] = 1
    cross = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    kernels = {"identity": dirac, "edges": laplacian, "sharpen": 5 * dirac - cross, "blur": gauss}
    try:
        kernel = kernels[name]
    except KeyError:
        raise ValueError(f"no filter {name!r}") from None
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), 1), (3, 3))
    return np.clip(np.rint(np.einsum("ijuv,uv->ij", windows, kernel)), 0, 255).astype(np.uint8)


def separable_blur(image, name):
    a = np.pad(image.astype(np.float32), 1)  # sums of sixteen bytes are exact in float32
    h, w = image.shape
    across = a[:, :-2] + 2 * a[:, 1:-1] + a[:, 2:]
    ring = sum(a[u : u + h, v : v + w] for u in range(3) for v in range(3)) - a[1:-1, 1:-1]
    cross = a[:-2, 1:-1] + a[2:, 1:-1] + a[1:-1, :-2] + a[1:-1, 2:]
    if name == "blur":
        sums = (across[:-2] + 2 * across[1:-1] + across[2:]) / 16
    elif name == "edges":
        sums = 8 * a[1:-1, 1:-1] - ring
    elif name == "sharpen":
        sums = 5 * a[1:-1, 1:-1] - cross
    elif name == "identity":
        return np.array(image, order="F")
    else:
        raise ValueError("use identity, edges, sharpen or blur")
    return np.minimum(np.maximum(np.rint(sums), 0), 255).astype(np.uint8)


def wider_integers_and_halves_by_hand(image, name):
    kernels = {"identity": [0, 0, 16], "edges": [-16, -16, 128], "sharpen": [0, -16, 80], "blur": [1, 2, 4]}
    if name not in list(kernels):
        raise ValueError(name)
    corner, side, middle = kernels[name]
    weights = np.array([[corner, side, corner], [side, middle, side], [corner, side, corner]], dtype=np.int32)
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(np.int32(image), 1), (3, 3))
    sixteenths = np.clip((windows * weights).sum(axis=(2, 3)), 0, 255 * 16)
    whole, rest = sixteenths // 16, sixteenths % 16
    return np.uint8(whole + ((rest > 8) | ((rest == 8) & (whole % 2 == 1))))


def whole_numbers_then_division(image, name):
    def weights(name):
        if name == "identity":
            return np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]), 1
        if name == "edges":
            return np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]), 1
        if name == "sharpen":
            return np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]), 1
        if name == "blur":
            return np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]), 16
        raise ValueError(f"unknown filter {name}")

    kernel, divisor = weights(name)
    sums = np.zeros(image.shape, dtype=np.int64)
    padded = np.pad(image.astype(np.int64), ((1, 1), (1, 1)))
    for (u, v), weight in np.ndenumerate(kernel):
        sums += int(weight) * padded[u : u + image.shape[0], v : v + image.shape[1]]
    return np.array([[min(255, max(0, round(value / divisor))) for value in row] for row in sums.tolist()], np.uint8)
