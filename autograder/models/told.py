"""What a student is told of the trained networks on their work: lines of text, and a box of HTML with pictures."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from html import escape

from autograder.exam.exercise import Verdict
from autograder.feedback.as_html import framed
from autograder.feedback.wording import one_line
from autograder.models.layers import ASSIGNMENTS
from autograder.models.networks import MOST, NETWORKS
from autograder.models.of_modules import OF_MODULES
from autograder.models.own_layers import OwnLayers
from autograder.models.picture import images_png
from autograder.models.reading import Reading

__all__ = ["layers_told", "modules_told", "page_html", "reading_html", "reading_told"]


def reading_told(reading: Reading) -> str:
    """Say in a sentence or two what a network sees with a student's work, and where it parts from the reference.

    The first sentence alone is the line of a class list.
    """
    network, many = NETWORKS[reading.model], len(reading.labels)
    with_it = f"With {network.whose} {network.called}"
    told = f"{with_it} has {network.seen} no {network.thing}."
    if many:
        seen = f"{reading.right} of {many} {network.thing}s"
        told = f"{with_it} {network.sees} {seen}; the reference {reading.reference_right}."
    if reading.where:
        told += f" The two part at {reading.where}."
        if reading.why:
            told += f" There came {one_line(reading.why)}."
    elif reading.why:
        told = f"{told[:-1]}: {one_line(reading.why)}."
    elif many < MOST:
        told += f" There was time for {many} of {MOST}."
    return told


def layers_told(own: OwnLayers) -> list[str]:
    """Say whose layers they are, a sentence each; of those that are not the student's, where they would be written."""
    mine = [name for name in ASSIGNMENTS if name not in own.missing]
    told = [f"Your own layers: {', '.join(mine)}." if mine else "None of the layers is your own yet."]
    if own.not_passed:
        told.append(_not_right(own.not_passed))
    if own.missing:
        lent = ", ".join(f"{name} ({ASSIGNMENTS[name]})" for name in own.missing)
        told.append(f"The reference's layers stand in for: {lent}.")
    return told


def modules_told(model: str, verdicts: Mapping[str, Verdict]) -> list[str]:
    """Say what a network of a student's modules is made of, a sentence each."""
    network = OF_MODULES[model]
    told = [f"{NETWORKS[model].called} is made of your {', '.join(network.exercises)}."]
    if not_passed := [name for name in network.exercises if not verdicts[name].passed]:
        told.append(_not_right(not_passed))
    return [*told, network.remark] if network.remark else told


def _not_right(exercises: Sequence[str]) -> str:
    return f"Not right yet, as their exams found: {', '.join(exercises)}."


def reading_html(readings: Sequence[Reading], remarks: Sequence[str]) -> str:
    """Write what is told as a box for the feedback page, with a picture of some images under each network."""
    parts = ['<div style="font-size:17px"><strong>Trained networks on your work</strong></div>']
    for reading in readings:
        parts.append(f'<p style="margin:8px 0 0 0">{escape(reading_told(reading))}</p>')
        if len(reading.labels):
            png = base64.b64encode(images_png(reading)).decode("ascii")
            network = NETWORKS[reading.model]
            made_of = f"{network.called} has {network.seen} with {network.whose}"
            shown = f"{network.thing}s that {made_of}, each with what it was taken for"
            parts.append(f'<img alt="{escape(shown)}" style="max-width:100%" src="data:image/png;base64,{png}">')
    parts += [f'<p style="margin:8px 0 0 0;color:#4d5561">{escape(line)}</p>' for line in remarks]
    return framed(parts, not any(reading.parted for reading in readings))


def page_html(student: str, readings: Sequence[Reading], remarks: Sequence[str]) -> str:
    """Write the box as a page of its own."""
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Trained networks on the work of {escape(student)}</title>"
    )
    return (
        f'<!doctype html>\n<html lang="en"><head>{head}</head><body>{reading_html(readings, remarks)}</body></html>\n'
    )
