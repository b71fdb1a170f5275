"""What a student is told of the reference models on their layers: lines of text, and a box of HTML with a picture."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

from autograder.feedback.as_html import framed
from autograder.feedback.wording import one_line
from autograder.models.digits_picture import digits_png
from autograder.models.layers import ASSIGNMENTS, EXERCISES
from autograder.models.own_layers import OwnLayers
from autograder.models.reading import MODELS, MOST, Reading

__all__ = ["layers_told", "page_html", "reading_html", "reading_told"]


def reading_told(reading: Reading) -> str:
    """Say in a sentence or two how a network reads with a student's layers, and where it parts from the reference.

    The first sentence alone is the line of a class list.
    """
    name, many, right = MODELS[reading.model], len(reading.labels), reading.right
    told = f"With your layers {name} has read no digit."
    if many:
        told = f"With your layers {name} reads {right} of {many} digits; the reference {reading.reference_right}."
    if reading.parted:
        own = " and ".join(EXERCISES[reading.operation])
        whose = f"your {own}" if reading.operation in reading.own else "where the reference's layer goes on"
        told += f" The two part at the layer {reading.parted}, {whose}."
        if reading.why:
            told += f" There came {one_line(reading.why)}."
    elif many < MOST:
        told += f" There was time for {many} of {MOST}."
    return told


def layers_told(own: OwnLayers) -> list[str]:
    """Say whose layers they are, a sentence each; of those that are not the student's, where they would be written."""
    mine = [name for name in ASSIGNMENTS if name not in own.missing]
    told = [f"Your own layers: {', '.join(mine)}." if mine else "None of the layers is your own yet."]
    if own.not_passed:
        told.append(f"Not right yet, as their exams found: {', '.join(own.not_passed)}.")
    if own.missing:
        lent = ", ".join(f"{name} ({ASSIGNMENTS[name]})" for name in own.missing)
        told.append(f"The reference's layers stand in for: {lent}.")
    return told


def reading_html(readings: Sequence[Reading], own: OwnLayers) -> str:
    """Write what is told as a box for the feedback page, with a picture of some digits under each network."""
    parts = ['<div style="font-size:17px"><strong>Trained networks on your layers</strong></div>']
    for reading in readings:
        parts.append(f'<p style="margin:8px 0 0 0">{escape(reading_told(reading))}</p>')
        if len(reading.labels):
            png = base64.b64encode(digits_png(reading)).decode("ascii")
            shown = f"digits that {MODELS[reading.model]} has read with your layers, each with what it was read as"
            parts.append(f'<img alt="{escape(shown)}" style="max-width:100%" src="data:image/png;base64,{png}">')
    parts += [f'<p style="margin:8px 0 0 0;color:#4d5561">{escape(line)}</p>' for line in layers_told(own)]
    return framed(parts, not any(reading.parted for reading in readings))


def page_html(student: str, readings: Sequence[Reading], own: OwnLayers) -> str:
    """Write the box as a page of its own."""
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Trained networks on the layers of {escape(student)}</title>"
    )
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body>{reading_html(readings, own)}</body></html>\n'
