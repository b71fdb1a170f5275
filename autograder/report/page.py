"""The page: one HTML file that loads nothing from anywhere and reads well without its script.

Whatever a student chose is escaped by Jinja2 and freed of control characters; the policy in the page's head lets no
script run but the one that sorts tables, which the browser knows by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from statistics import median
from typing import Any

import jinja2

from autograder.feedback.templates import page_environment
from autograder.feedback.wording import clean, points
from autograder.report.charts import histogram, pieces
from autograder.report.class_data import STATES
from autograder.report.class_report import ClassReport

__all__ = ["render_page"]

_FOLDER = Path(__file__).parent
_MOST_PAIRS = 40
_LONGEST_SOURCE = 6000
_FEW_ROWS = 25


def render_page(report: ClassReport) -> str:
    """Write the report as HTML, complete in itself."""
    environment = page_environment(_FOLDER, finalize=_harmless)
    environment.filters |= {"points": points, "percent": lambda share: f"{100 * share:.0f} %", "source": _source}
    style, script = (_text(name) for name in ("page.css", "sorting.js"))
    works = report.data.works
    return environment.get_template("page.html.jinja").render(
        report=report,
        data=report.data,
        states=STATES,
        classes=dict(zip(STATES, ("right", "known", "other", "silent", "blank"), strict=True)),
        whole=len(works),
        points_chart=histogram([work.total for work in works], report.data.most),
        everything=sum(work.total >= report.data.most for work in works),
        middle=median(work.total for work in works),
        not_isolated=sum(not work.isolated for work in works),
        waiting=sum(work.waiting for work in works),
        feedback={work.student: work.feedback for work in works},
        pieces=pieces,
        most_pairs=_MOST_PAIRS,
        few=_FEW_ROWS,
        # both are ours, and hold no "<"; everything else is escaped
        style=jinja2.utils.markupsafe.Markup(style),
        script=jinja2.utils.markupsafe.Markup(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _harmless(value: Any) -> Any:
    """Free a text of what could reorder or overwrite others. What is marked as HTML is the template's own."""
    return clean(value, _LONGEST_SOURCE * 2) if type(value) is str else value


def _source(text: str) -> str:
    """Cut an endless answer; the notebook has all of it."""
    text = text.strip("\n")
    return text if len(text) <= _LONGEST_SOURCE else text[:_LONGEST_SOURCE] + "\n# … (cut)"
