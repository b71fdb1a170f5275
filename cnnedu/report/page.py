"""The page: one HTML file that loads nothing from anywhere."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from pathlib import Path

import jinja2

from cnnedu.report.asked import Asked
from cnnedu.report.claims import Claim
from cnnedu.report.table import Row, model_title

__all__ = ["render_page"]

_TEMPLATE = Path(__file__).with_name("page.html.jinja")


def render_page(
    table: Sequence[Row],
    claims: Sequence[tuple[Claim, Row | None, Row | None]],
    figures: Mapping[str, bytes],
    asked: Mapping[str, Asked],
) -> str:
    """Write the report as HTML.

    Args:
        table: every trained network.
        claims: each of the lectures' figures with our training done their way and the course's way, where there is one.
        figures: name -> PNG.
        asked: "softmax", "cnn1", "cnn2" and "best": what these networks said about the test images of Fashion-MNIST.

    Returns:
        the page, complete in itself.
    """
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    environment.filters["percent"] = lambda share: f"{100 * share:.2f}"
    environment.filters["model_title"] = model_title
    environment.filters["si"] = _with_prefix
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    sources = {name: "data:image/png;base64," + base64.b64encode(png).decode() for name, png in figures.items()}
    return template.render(table=table, claims=claims, figures=sources, asked=asked)


def _with_prefix(count: int) -> str:
    """Write a large count shortly: 61.7 k, 274 M."""
    for factor, prefix in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if count >= factor:
            return f"{count / factor:.3g} {prefix}"
    return str(count)
