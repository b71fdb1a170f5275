"""A trained network reads digits with a student's layers: how many, with whose, and a picture of sixteen."""

import contextlib
import io
import time

import matplotlib.pyplot as plt
import numpy as np
import torch

from .canvas import FRAMES
from .own_layers import LayerFailed, Layers, listed

__all__ = ["read_digits"]

MODELS = {"LeNet-5": "lenet", "the residual network": "compact_resnet"}


def read_digits(title, scores, layers, images, classes, seconds=30):
    """Let a network read digits with some layers, say how many are right, and show sixteen.

    Args:
        title: "LeNet-5" or "the residual network".
        scores: its function, called as scores(layers, weights, x).
        layers: what own_layers() returned. None does nothing.
        images, classes: digits (n, 1, 8, 8) from 0 to 16, and what they are.
        seconds: no further batch is begun when it would probably end later than this.
    """
    if layers is None:
        return
    try:
        stored = np.load("networks.npz")
        arrays = {name: stored[name].astype(np.float64) for name in stored}
    except Exception:
        print("networks.npz cannot be read: copy it once more from where you got this notebook.")
        return
    model = f"{MODELS[title]}."
    weights = {name.removeprefix(model): array for name, array in arrays.items() if name.startswith(model)}
    large = enlarged(images)
    x = (large / 255 - arrays["mean"]) / arrays["std"]
    ours = read_in_time(scores, layers, weights, x, seconds)
    theirs = scores(Layers({}, {}), weights, x[: len(ours)]).argmax(axis=1)
    print("\n".join(told(title, layers, ours, theirs, classes)))
    show_readings(large[:, 0], ours, theirs, classes)


def enlarged(images):
    """Make 28 x 28 pixels from 0 to 255 of 8 x 8 from 0 to 16, as the networks saw them when they learned."""
    bytes_of_ink = torch.tensor(np.rint(images * (255 / 16)))
    smooth = torch.nn.functional.interpolate(bytes_of_ink, size=(24, 24), mode="bilinear")
    return np.pad(np.rint(smooth.numpy()), ((0, 0), (0, 0), (2, 2), (2, 2)))


def read_in_time(scores, layers, weights, x, seconds):
    """Return what is read, batch by batch; if a layer fails, all over again with a lent one in its place."""
    layers.asked.clear()
    layers.other.clear()
    started, size, read = time.monotonic(), 1, []
    try:
        with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
            while len(read) < len(x) and size > 0:
                read += [*scores(layers, weights, x[len(read) : len(read) + size]).argmax(axis=1)]
                spent = max(time.monotonic() - started, 1e-6)
                size = min(2 * size, int((seconds - spent) / spent * len(read)))
    except LayerFailed:
        return read_in_time(scores, layers, weights, x, seconds)
    return np.array(read)


def told(title, layers, ours, theirs, classes):
    """Say in lines what came of it, and whose layers it was."""
    own = [name for name in layers.asked if name in layers.own]
    many, here = len(ours), classes[: len(ours)]
    right, lent_right = int(np.sum(ours == here)), int(np.sum(theirs == here))
    if not own:
        yield f"None of its layers is yours yet. With lent layers {title} reads {right} of {many} digits."
    else:
        yield f"With your layers {title} reads {right} of {many} digits; with lent layers alone {lent_right}."
        yield f"Your own: {listed(own)}."
    if many < len(classes):
        yield f"There was time for {many} of {len(classes)} digits."
    if layers.other:
        first = next(iter(layers.other))
        yield f"On the way, numbers differ from those of the lent layers. The first that do come from your {first}."
    lent = [name for name in layers.asked if name not in layers.own]
    for why in dict.fromkeys(layers.why[name] for name in lent):
        yield f"Lent: {listed([name for name in lent if layers.why[name] == why])}, because {why}."


def show_readings(images, ours, theirs, classes):
    """Draw sixteen digits: first those read otherwise than with lent layers, then the misread, then others.

    Below stands what a misread one is, and what the lent layers read where they read something else.
    """
    wrong, other = ours != classes[: len(ours)], ours != theirs
    chosen = np.lexsort((~wrong, ~other))[:16]
    rows = -(-len(chosen) // 8)
    _, places = plt.subplots(rows, 8, figsize=(9, 1.7 * rows), dpi=90, squeeze=False, layout="constrained")
    for axes in places.flat:
        axes.set_axis_off()
    for axes, i in zip(places.flat, chosen, strict=False):
        axes.set_axis_on()
        axes.set(xticks=[], yticks=[])
        axes.imshow(images[i], cmap="gray_r", vmin=0, vmax=255)
        look = {"color": FRAMES[0], "fontweight": "bold"} if wrong[i] else {"color": FRAMES[1]}
        axes.set_title(f"read: {ours[i]}", fontsize=11, **look)
        below = {f"is: {classes[i]}": wrong[i], f"lent: {theirs[i]}": other[i]}
        axes.set_xlabel(", ".join(text for text, holds in below.items() if holds), fontsize=10)
    plt.show()
