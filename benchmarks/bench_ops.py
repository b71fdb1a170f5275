"""Compare cnnedu's NumPy operations with PyTorch and SciPy, side by side in one run, on one thread.

    python benchmarks/bench_ops.py [--repeats 7] [--only conv2d]

Each line measures both sides in turns, in processor time, and keeps the fastest of each: the ratio ours / theirs stands
even when the machine is busy with other things. Below 1, NumPy is faster. float64 is what the course computes in;
float32 is where PyTorch is at its best.

PyTorch's max pooling finds the winner of every window on the way forward and keeps it for the way back; ours keeps
nothing and looks again. So the two ways are also timed as one, "max_pool2d both".
"""

from __future__ import annotations

import os

for variable in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[variable] = "1"  # before NumPy and PyTorch are imported: they read it once

import argparse  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Iterator  # noqa: E402
from typing import NamedTuple  # noqa: E402

import numpy as np  # noqa: E402
import torch  # noqa: E402
import torch.nn.functional as F  # noqa: E402, N812 - the name PyTorch's users know
from scipy.signal import correlate2d  # noqa: E402

from cnnedu.ops.avg_pool2d import avg_pool2d, avg_pool2d_backward  # noqa: E402
from cnnedu.ops.batch_norm import batch_norm, batch_norm_backward  # noqa: E402
from cnnedu.ops.conv2d import conv2d, conv2d_backward  # noqa: E402
from cnnedu.ops.corr2d import corr2d  # noqa: E402
from cnnedu.ops.max_pool2d import max_pool2d, max_pool2d_backward  # noqa: E402

Shape = tuple[int, ...]


class Row(NamedTuple):
    """One comparison: what is timed on either side, and the ratio aimed at."""

    operation: str
    layer: str
    dtype: str
    ours: Callable[[], object]
    theirs: Callable[[], object]
    goal: float


CONVOLUTIONS: dict[str, tuple[Shape, Shape, int, int]] = {  # input, weight, stride, padding
    "LeNet C1 1->6 5x5, 28x28, n=64": ((64, 1, 28, 28), (6, 1, 5, 5), 1, 2),
    "LeNet C3 6->16 5x5, 14x14, n=64": ((64, 6, 14, 14), (16, 6, 5, 5), 1, 0),
    "VGG 3->64 3x3, 224x224": ((1, 3, 224, 224), (64, 3, 3, 3), 1, 1),
    "VGG 64->64 3x3, 112x112": ((1, 64, 112, 112), (64, 64, 3, 3), 1, 1),
    "VGG 128->256 3x3, 56x56": ((1, 128, 56, 56), (256, 128, 3, 3), 1, 1),
    "VGG 512->512 3x3, 14x14, n=2": ((2, 512, 14, 14), (512, 512, 3, 3), 1, 1),
    "ResNet 3->64 7x7/2, 224x224": ((1, 3, 224, 224), (64, 3, 7, 7), 2, 3),
    "ResNet 64->64 3x3, 56x56, n=4": ((4, 64, 56, 56), (64, 64, 3, 3), 1, 1),
    "ResNet 128->256 3x3/2, 28x28, n=4": ((4, 128, 28, 28), (256, 128, 3, 3), 2, 1),
    "ResNet 64->256 1x1, 56x56, n=4": ((4, 64, 56, 56), (256, 64, 1, 1), 1, 0),
    "ResNet 256->512 1x1/2, 56x56, n=2": ((2, 256, 56, 56), (512, 256, 1, 1), 2, 0),
    "ResNet 512->512 3x3, 7x7, n=8": ((8, 512, 7, 7), (512, 512, 3, 3), 1, 1),
}
POOLINGS: dict[str, tuple[Shape, int, int, int]] = {  # input, kernel, stride, padding
    "LeNet S2 2x2, 6 maps 28x28, n=64": ((64, 6, 28, 28), 2, 2, 0),
    "VGG 2x2, 64 maps 112x112": ((1, 64, 112, 112), 2, 2, 0),
    "ResNet 3x3/2, 64 maps 112x112": ((1, 64, 112, 112), 3, 2, 1),
}
NORMALISATIONS: dict[str, Shape] = {
    "LeNet 6 maps 28x28, n=64": (64, 6, 28, 28),
    "VGG 64 maps 112x112": (1, 64, 112, 112),
    "ResNet 64 maps 56x56, n=4": (4, 64, 56, 56),
    "ResNet 512 maps 7x7, n=8": (8, 512, 7, 7),
    "features 512 x 1000": (512, 1000),
}


def convolutions(dtype: str) -> Iterator[Row]:
    for layer, (x_shape, weight_shape, stride, padding) in CONVOLUTIONS.items():
        x, weight, bias = _drawn(dtype, x_shape, weight_shape, weight_shape[:1])
        inputs = x_t, weight_t, bias_t = _tensors(x, weight, bias)
        options = {"stride": stride, "padding": padding}
        y_t = F.conv2d(x_t, weight_t, bias_t, **options)
        (dy,) = _drawn(dtype, tuple(y_t.shape))
        yield Row(
            "conv2d",
            layer,
            dtype,
            lambda x=x, weight=weight, bias=bias, options=options: conv2d(x, weight, bias, **options),
            _without_graph(F.conv2d, x_t, weight_t, bias_t, **options),
            1.5,
        )
        yield Row(
            "conv2d backward",
            layer,
            dtype,
            lambda dy=dy, x=x, weight=weight, options=options: conv2d_backward(dy, x, weight, **options),
            _gradient(y_t, inputs, dy),
            1.5,
        )


def poolings(dtype: str) -> Iterator[Row]:
    for layer, (shape, *sizes) in POOLINGS.items():
        (x,) = _drawn(dtype, shape)
        (x_t,) = _tensors(x)
        y_t = F.max_pool2d(x_t, *sizes)
        (dy,) = _drawn(dtype, tuple(y_t.shape))
        size = (shape[2], shape[3])
        yield Row(
            "max_pool2d",
            layer,
            dtype,
            lambda x=x, sizes=sizes: max_pool2d(x, *sizes),
            _without_graph(F.max_pool2d, x_t, *sizes),
            3,
        )
        yield Row(
            "max_pool2d backward",
            layer,
            dtype,
            lambda dy=dy, x=x, sizes=sizes: max_pool2d_backward(dy, x, *sizes),
            _gradient(y_t, (x_t,), dy),
            3,
        )
        yield Row(
            "max_pool2d both",
            layer,
            dtype,
            lambda dy=dy, x=x, sizes=sizes: (max_pool2d(x, *sizes), max_pool2d_backward(dy, x, *sizes)),
            lambda x_t=x_t, dy=dy, sizes=sizes: _gradient(F.max_pool2d(x_t, *sizes), (x_t,), dy)(),
            3,
        )
        yield Row(
            "avg_pool2d",
            layer,
            dtype,
            lambda x=x, sizes=sizes: avg_pool2d(x, *sizes),
            _without_graph(F.avg_pool2d, x_t, *sizes),
            3,
        )
        yield Row(
            "avg_pool2d backward",
            layer,
            dtype,
            lambda dy=dy, size=size, sizes=sizes: avg_pool2d_backward(dy, size, *sizes),
            _gradient(F.avg_pool2d(x_t, *sizes), (x_t,), dy),
            3,
        )


def normalisations(dtype: str) -> Iterator[Row]:
    for layer, shape in NORMALISATIONS.items():
        x, dy, gamma, beta, mean = _drawn(dtype, shape, shape, *[(shape[1],)] * 3)
        var = np.ones_like(mean)
        x_t, gamma_t, beta_t = inputs = _tensors(x, gamma, beta)
        running = torch.from_numpy(mean.copy()), torch.from_numpy(var.copy())
        y_t = F.batch_norm(x_t, *running, gamma_t, beta_t, training=True)
        for training, suffix in ((True, ""), (False, " evaluation")):
            yield Row(
                f"batch_norm{suffix}",
                layer,
                dtype,
                lambda a=(x, gamma, beta, mean, var), training=training: batch_norm(*a, training=training),
                _without_graph(F.batch_norm, x_t, *running, gamma_t, beta_t, training=training),
                3,
            )
        yield Row(
            "batch_norm backward",
            layer,
            dtype,
            lambda dy=dy, x=x, gamma=gamma: batch_norm_backward(dy, x, gamma),
            _gradient(y_t, inputs, dy),
            3,
        )


def single_images(dtype: str) -> Iterator[Row]:
    if dtype != "float64":
        return
    for h, w, kh, kw in ((28, 28, 5, 5), (224, 224, 3, 3), (224, 224, 7, 7)):
        image, kernel = _drawn(dtype, (h, w), (kh, kw))
        yield Row(
            "corr2d",
            f"{h}x{w} with {kh}x{kw}, against SciPy",
            dtype,
            lambda image=image, kernel=kernel: corr2d(image, kernel),
            lambda image=image, kernel=kernel: correlate2d(image, kernel, mode="valid"),
            3,
        )


def _drawn(dtype: str, *shapes: Shape) -> list[np.ndarray]:
    rng = np.random.default_rng(0)
    return [rng.standard_normal(shape).astype(dtype) for shape in shapes]


def _tensors(*arrays: np.ndarray) -> tuple[torch.Tensor, ...]:
    return tuple(torch.tensor(array, requires_grad=True) for array in arrays)


def _without_graph(function: Callable[..., torch.Tensor], *args: object, **options: object) -> Callable[[], object]:
    def call() -> object:
        with torch.no_grad():
            return function(*args, **options)

    return call


def _gradient(y: torch.Tensor, inputs: tuple[torch.Tensor, ...], dy: np.ndarray) -> Callable[[], object]:
    dy_t = torch.from_numpy(dy)
    return lambda: torch.autograd.grad(y, inputs, dy_t, retain_graph=True)


def compare(row: Row, repeats: int) -> tuple[float, float]:
    """Time both sides in turns, and give the fastest of each, in milliseconds."""
    row.ours(), row.theirs()
    times: dict[str, list[float]] = {"ours": [], "theirs": []}
    for _ in range(repeats):
        for side, call in (("ours", row.ours), ("theirs", row.theirs)):
            calls, spent = 0, 0.0
            while spent < 0.02:  # short calls are repeated until the clock can see them
                start = time.process_time()
                call()
                spent += time.process_time() - start
                calls += 1
            times[side].append(1000 * spent / calls)
    return min(times["ours"]), min(times["theirs"])


FAMILIES = {
    "conv2d": convolutions,
    "pool": poolings,
    "batch_norm": normalisations,
    "corr2d": single_images,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=7, help="turns per line (default 7)")
    parser.add_argument("--only", choices=FAMILIES, help="time one family of operations")
    parser.add_argument("--dtype", choices=("float64", "float32"), help="time one dtype")
    options = parser.parse_args()
    torch.set_num_threads(1)
    print(f"NumPy {np.__version__}, PyTorch {torch.__version__}, one thread; fastest of {options.repeats} turns")
    print(f"{'operation':21} {'layer':34} {'dtype':8} {'ours ms':>8} {'theirs':>8} {'ratio':>6} {'goal':>5}")
    reached = total = 0
    for dtype in [options.dtype] if options.dtype else ["float64", "float32"]:
        for family in [options.only] if options.only else FAMILIES:
            for row in FAMILIES[family](dtype):
                ours, theirs = compare(row, options.repeats)
                ratio = ours / theirs
                total += 1
                reached += ratio <= row.goal
                mark = "" if ratio <= row.goal else " missed"
                print(
                    f"{row.operation:21} {row.layer:34} {dtype:8} {ours:8.3f} {theirs:8.3f} {ratio:6.2f} "
                    f"{row.goal:5.1f}{mark}",
                    flush=True,
                )
    print(f"{reached} of {total} within the goal")


if __name__ == "__main__":
    main()
