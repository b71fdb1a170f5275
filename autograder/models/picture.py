"""Some of the images that a network has seen, as a picture: first those that it took otherwise than the reference."""

from __future__ import annotations

import io

import numpy as np
from matplotlib.figure import Figure

from autograder.models.reading import Reading

__all__ = ["images_png", "images_to_show"]

_COLUMNS, _ROWS = 8, 2
_RIGHT, _WRONG = "#005a8f", "#a33b00"


def images_to_show(reading: Reading, most: int = _COLUMNS * _ROWS) -> np.ndarray:
    """Return the numbers of some images: those taken otherwise than by the reference, then wrong ones, then others."""
    differ, wrong = reading.ours != reading.theirs, reading.ours != reading.labels
    return np.lexsort((np.arange(len(reading.labels)), ~wrong, ~differ))[:most]


def images_png(reading: Reading) -> bytes:
    """Draw them, each with what it was taken for; under a wrong one stands what it is."""
    shown = images_to_show(reading)
    rows = -(-len(shown) // _COLUMNS)
    figure = Figure(figsize=(_COLUMNS * 0.95, max(rows, 1) * 1.3), dpi=100, layout="constrained")
    for place, number in enumerate(shown):
        axes = figure.add_subplot(max(rows, 1), _COLUMNS, place + 1)
        axes.imshow(reading.images[number], cmap="gray_r", vmin=0, vmax=255)
        axes.set_xticks([])
        axes.set_yticks([])
        taken, label, reference = (int(a[number]) for a in (reading.ours, reading.labels, reading.theirs))
        names, right = reading.class_names, taken == label
        long = max(map(len, names)) > 1
        axes.set_title(
            names[taken] if long else f"reads {names[taken]}",
            fontsize=9 if long else 11,
            color=_RIGHT if right else _WRONG,
        )
        said = [] if right else [f"is {names[label]}"]
        if taken != reference:
            said += ["reference:", names[reference]] if long else [f"reference: {names[reference]}"]
        axes.set_xlabel("\n".join(said), fontsize=9)
    png = io.BytesIO()
    figure.savefig(png, format="png")
    return png.getvalue()
