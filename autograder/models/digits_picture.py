"""Some of the digits that a network has read, as a picture: first those that it read otherwise than the reference."""

from __future__ import annotations

import io

import numpy as np
from matplotlib.figure import Figure

from autograder.models.reading import Reading

__all__ = ["digits_png", "digits_to_show"]

_COLUMNS, _ROWS = 8, 2
_RIGHT, _WRONG = "#005a8f", "#a33b00"


def digits_to_show(reading: Reading, most: int = _COLUMNS * _ROWS) -> np.ndarray:
    """Return the numbers of some digits: those read otherwise than by the reference, then misread ones, then others."""
    differ, wrong = reading.ours != reading.theirs, reading.ours != reading.labels
    return np.lexsort((np.arange(len(reading.labels)), ~wrong, ~differ))[:most]


def digits_png(reading: Reading) -> bytes:
    """Draw the digits, each with what it was read as; under a misread one stands what it is."""
    shown = digits_to_show(reading)
    rows = -(-len(shown) // _COLUMNS)
    figure = Figure(figsize=(_COLUMNS * 0.95, max(rows, 1) * 1.3), dpi=100, layout="constrained")
    for place, number in enumerate(shown):
        axes = figure.add_subplot(max(rows, 1), _COLUMNS, place + 1)
        axes.imshow(reading.images[number], cmap="gray_r", vmin=0, vmax=255)
        axes.set_xticks([])
        axes.set_yticks([])
        read, label, reference = (int(a[number]) for a in (reading.ours, reading.labels, reading.theirs))
        right = read == label
        axes.set_title(f"reads {read}", fontsize=11, color=_RIGHT if right else _WRONG)
        said = "" if right else f"is {label}"
        if read != reference:
            said = f"{said}\nreference: {reference}".strip()
        axes.set_xlabel(said, fontsize=9)
    png = io.BytesIO()
    figure.savefig(png, format="png")
    return png.getvalue()
