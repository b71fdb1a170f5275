"""Inputs far from the exams' own: whatever the docstrings allow, corners often, drawn by NumPy alone.

They say whether a mutant that no exam notices is right after all. So they share nothing with the strategies that the
exams draw from, and are fast. Images, scores and labels are of every dtype that is allowed; what is refused comes too:
sizes of 0, labels that are no class, shapes that do not belong together. Networks have a layer or four, and are trained
and evaluated through the notebook's own functions, in float64.

Loss and accuracy may be rounded as PyTorch rounds float32, which is not what is asked here: where samples are counted,
they are a power of two, or all right, or all wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.exam.mutants.any_array import any_array
from autograder.sandbox.wire.questions import Call, Do, Layer, Rng, Script, Tensor

__all__ = ["FURTHER_DRAWS"]

LABEL_DTYPES = ("int64", "int64", "int32", "int16", "int8", "uint8", "uint16", "uint32", "uint64")
BARE = Layer("Linear", (2, 3))
NORMED = Layer(
    "Sequential", (Layer("Linear", (2, 4)), Layer("BatchNorm1d", (4,)), Layer("Tanh"), Layer("Linear", (4, 3)))
)
DROPPING = Layer("Sequential", (Layer("Linear", (2, 4)), Layer("Dropout", (0.5,)), Layer("Linear", (4, 3))))


def batches_of(rng: np.random.Generator) -> Call | Script:
    def arguments() -> tuple[int, int, Rng]:
        n = int(rng.choice((rng.integers(-1, 12), rng.integers(1, 12), rng.integers(12, 300))))
        size = int(rng.choice((int(rng.integers(-1, 4)), int(rng.integers(1, 12)), n, n + 1, 300)))
        return n, size, Rng(int(rng.integers(1000)))

    kind = rng.random()
    if kind < 0.2:
        return Script(None, tuple(Do("", arguments()) for _ in range(int(rng.integers(2, 4)))))
    return Call(arguments(), via="two_epochs" if kind < 0.4 else "")


def standardise(rng: np.random.Generator) -> Call:
    sides = tuple(int(side) for side in rng.integers(1, 4, 3))
    train, *others = (
        any_array(rng, (int(rng.integers(1, 5)), *_spoilt(rng, sides)), most=9, few=(-1, 1), scale=9.0)
        for _ in range(3)
    )
    if rng.random() < 0.3:
        channel = int(rng.integers(train.shape[1]))
        train[:, channel] = train[0, channel, 0, 0]
    if rng.random() < 0.1:
        train, *others = (images.astype(np.float64) + 1e7 for images in (train, *others))
    return Call((train, *others))


def train_one_epoch(rng: np.random.Generator) -> Call:
    network = (BARE, NORMED)[int(rng.random() < 0.3)]
    n = int(rng.integers(4, 9))
    x, y = Tensor(rng.normal(size=(n, 2)) * rng.choice((1, 3))), Tensor(rng.integers(0, 3, n))
    dtype = str(rng.choice(("int64", "int64", "int32")))

    def epoch() -> list[np.ndarray]:
        sizes = rng.integers(2 if network is NORMED else 1, 4, int(rng.integers(1, 4)))
        return [rng.permutation(n)[:size].astype(dtype) for size in sizes]

    options = {"rate": float(rng.choice((0.0, 0.1, 0.5)))} if rng.random() < 0.5 else {}
    if rng.random() < 0.3:
        options["momentum"] = 0.5
    epochs = [epoch() for _ in range(1 + int(rng.random() < 0.2))]
    return Call((network, x, y, epochs), options, seed=int(rng.integers(10**6)), via="epochs_with")


def evaluate(rng: np.random.Generator) -> Call:
    network = (Layer("Identity"), BARE, NORMED, DROPPING)[int(rng.choice(4, p=(0.4, 0.3, 0.2, 0.1)))]
    n = int(rng.choice((1, 2, 4, 8)))
    batch_size = int(rng.choice((1, 2, 4, 8, n + 1, 11)))
    x, classes = rng.normal(size=(n, 2)) * 3, rng.integers(0, 3, n)
    options: dict[str, Any] = {}
    if network.name == "Identity":
        n, k = int(rng.integers(1, 10)), int(rng.integers(1, 5))
        x = rng.normal(size=(n, k)) * rng.choice((1e-20, 1.0, 1000.0)) + rng.choice((0, 1000)) * rng.normal(size=(n, 1))
        batch_size, classes = int(rng.integers(1, n + 2)), x.argmax(axis=1)
        classes = classes if rng.random() < 0.5 or k == 1 else (classes + 1) % k
    else:
        if rng.random() < 0.5:
            options["training"] = False
        if rng.random() < 0.3 and network is not BARE:
            options["other_mode"] = [str(rng.choice(("0", "1", "2")))]
    call = (network, Tensor(x), Tensor(classes), batch_size)
    return Call(call, options, seed=int(rng.integers(10**6)), via="evaluation_of")


def confusion_matrix(rng: np.random.Generator) -> Call:
    n, k = int(rng.integers(1, 7)), int(rng.choice((1, 2, 3, 4, 5, 30, 300), p=(0.1, 0.2, 0.2, 0.2, 0.26, 0.03, 0.01)))
    dtype = np.dtype(str(rng.choice(LABEL_DTYPES)))
    most = np.iinfo(dtype).max
    labels = rng.integers(0, min(k - 1, most), n, endpoint=True).astype(dtype)
    if rng.random() < 0.1:
        others = [k, k + 1, 2 * k, 256, 2**16, 2**32, 2**62, most]
        others += [] if dtype.kind == "u" else [-1, -k, -256, -(2**15), np.iinfo(dtype).min]
        fitting = [each for each in others if np.iinfo(dtype).min <= each <= most]
        labels[int(rng.integers(n))] = fitting[int(rng.integers(len(fitting)))]
    elif rng.random() < 0.1:
        labels = np.resize(labels, [(n + 1,), (max(n - 1, 1),), (n, 1), (1, n), (), (n, n)][int(rng.integers(6))])
    return Call((any_array(rng, (n, k), scale=9.0), labels))


def choose_epoch(rng: np.random.Generator) -> Call:
    count = int(rng.integers(0, 9)) if rng.random() < 0.9 else int(rng.integers(9, 40))
    levels = (rng.integers(0, 4, count) / 3, rng.random(count), 0.5 + 1e-12 * rng.integers(0, 4, count))
    accuracies = levels[int(rng.choice(3, p=(0.5, 0.3, 0.2)))]
    log = [{"validation": float(accuracy)} for accuracy in accuracies]
    if rng.random() < 0.5:
        log = [{"train": float(rng.random()), **figures, "test": float(rng.random())} for figures in log]
    return Call((log, int(rng.integers(-1, 6))))


def train_and_report(rng: np.random.Generator) -> Call:
    count = int(rng.integers(1, 9))
    few = rng.random() < 0.5
    accuracies = {
        name: (rng.integers(0, 4, count + 1) / 3 if few else rng.random(count + 1)).tolist()
        for name in ("train", "validation", "test")
    }
    return Call((accuracies, count if rng.random() < 0.9 else int(rng.integers(-2, 1))), via="rehearse")


FURTHER_DRAWS: dict[str, Callable[[np.random.Generator], Call | Script]] = {
    draw.__name__: draw
    for draw in (
        batches_of,
        standardise,
        train_one_epoch,
        evaluate,
        confusion_matrix,
        choose_epoch,
        train_and_report,
    )
}


def _spoilt(rng: np.random.Generator, sides: tuple[int, ...]) -> tuple[int, ...]:
    """Lengthen a side, or exchange two, now and then: such images are refused."""
    if rng.random() < 0.05:
        place = int(rng.integers(len(sides)))
        return tuple(side + (number == place) for number, side in enumerate(sides))
    return sides[::-1] if rng.random() < 0.03 else sides
