"""A verdict as HTML: the output of a graded cell, and the summary at the top of a graded notebook.

The HTML stands alone: no script, no style sheet, every style at its element, since JupyterLab and nbgrader's page strip
the rest. Colours are told apart by colour-blind readers and always come with a sign and a word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from autograder.exam.exercise import Contrast, Counterexample, PropertyVerdict, Verdict
from autograder.feedback.wording import (
    NOT_ISOLATED,
    by_remark,
    clean,
    clean_program,
    difference,
    failed,
    one_line,
    passed,
    points,
)

__all__ = ["framed", "summary_html", "verdict_html"]


def verdict_html(verdict: Verdict) -> str:
    """Write a verdict as the output of its graded cell."""
    parts = [_headline(verdict.exercise, verdict.score, verdict.max_score, verdict.passed)]
    parts.append(_p(one_line(verdict.message)))
    if not verdict.isolated:
        parts.append(_warning(NOT_ISOLATED))
    if verdict.misconception:
        explanation = f"<strong>It looks like this: {escape(verdict.misconception)}.</strong> "
        parts.append(_box(_HINT, explanation + escape(verdict.explanation)))
    if verdict.contrast:
        parts.append(_box(_HINT, _contrast_html(verdict.contrast)))
    for number, prop in enumerate(failed(verdict)):
        parts.append(_failed_html(prop, unfolded=number == 0))
    if held := passed(verdict):
        parts.append(_passed_html(held))
    return framed(parts, verdict.passed)


def framed(parts: Sequence[str], good: bool) -> str:
    """Put pieces of HTML into the frame that all our feedback has."""
    return _div(f"{_FRAME};border-left:6px solid {_GOOD if good else _BAD}", "".join(parts))


def summary_html(
    verdicts: Mapping[str, Verdict],
    problems: Sequence[str],
    isolated: bool,
    anchors: Mapping[str, str] | None = None,
) -> str:
    """Write what stands at the top of a graded notebook: the score, what was wrong, a line for each exercise.

    `anchors` are the ids that nbgrader's formgrader gives to the fields for the exercises' scores.
    """
    score = sum(verdict.score for verdict in verdicts.values())
    best = sum(verdict.max_score for verdict in verdicts.values())
    full = all(verdict.passed for verdict in verdicts.values())
    parts = [_headline("Your work", score, best, full)]
    if not isolated:
        parts.append(_warning(NOT_ISOLATED))
    if problems:
        items = "".join(f'<li style="margin:2px 0">{escape(one_line(problem))}</li>' for problem in problems)
        heading = "<strong>About the file you handed in</strong>"
        parts.append(_box(_HINT, f'{heading}<ul style="margin:4px 0 0 0;padding-left:20px">{items}</ul>'))
    rows = "".join(_summary_row(name, v, (anchors or {}).get(name, "")) for name, v in verdicts.items())
    parts.append(f'<ul style="list-style-type:none;margin:8px 0 0 0;padding-left:0">{rows}</ul>')
    return framed(parts, full)


_GOOD, _BAD = "#005a8f", "#a33b00"  # blue and vermilion, dark enough to be read on white and on the tints below
_HINT, _ALARM = ("#fff6d6", "#8a6d00"), ("#ffe4d9", "#a33b00")
_FRAME = (
    "font-family:sans-serif;font-size:15px;line-height:1.5;text-align:left;max-width:760px;margin:8px 0;"
    "padding:12px 14px;background-color:#ffffff;color:#1b1f24;border:1px solid #c4cad3;border-radius:6px"
)
_CODE = (
    "font-family:monospace;font-size:13px;line-height:1.4;white-space:pre;overflow:auto;margin:2px 0 0 0;padding:8px;"
    "background-color:#f3f5f8;color:#1b1f24;border:1px solid #dde1e7;border-radius:4px"
)


def _headline(name: str, score: float, best: float, full: bool) -> str:
    sign, colour = ("✓", _GOOD) if full else ("✗", _BAD)
    share = 0 if best <= 0 else max(0, min(100, round(100 * score / best)))
    bar = _div(
        "height:6px;margin:6px 0;background-color:#dde1e7;border-radius:3px",
        _div(f"height:6px;width:{share}%;background-color:{colour};border-radius:3px", ""),
    )
    title = f'<span style="color:{colour};font-weight:bold">{sign}</span> <strong>{escape(name)}</strong>'
    worth = f'<span style="color:{colour};font-weight:bold">{points(score)} of {points(best)} points</span>'
    return _div("font-size:17px", f"{title} &nbsp; {worth}") + bar


def _summary_row(name: str, verdict: Verdict, anchor: str) -> str:
    sign, colour = ("✓", _GOOD) if verdict.passed else ("✗", _BAD)
    known = f" It looks like this: {verdict.misconception}." if verdict.misconception else ""
    title = f"<strong>{escape(name)}</strong>"
    if anchor:
        title = f'<a href="#{escape(anchor)}" style="color:#0b4f8a">{title}</a>'
    return (
        f'<li style="margin:2px 0"><span style="color:{colour};font-weight:bold">{sign}</span> '
        f"{title} {points(verdict.score)} of {points(verdict.max_score)}. "
        f"{escape(one_line(verdict.message + known))}</li>"
    )


def _failed_html(prop: PropertyVerdict, unfolded: bool) -> str:
    title = f'<span style="color:{_BAD};font-weight:bold">✗</span> <strong>{escape(prop.sentence)}</strong>'
    body = f'<span style="color:#4d5561">{escape(clean(prop.message))}</span>' if prop.message else ""
    if prop.counterexample:
        body += _counterexample_html(prop.counterexample)
    is_open = ' open=""' if unfolded else ""
    summary = f'<summary style="margin:0;cursor:pointer;display:list-item">{title}</summary>'
    return f'<details{is_open} style="margin:10px 0">{summary}{_div("margin:4px 0 0 18px", body)}</details>'


def _counterexample_html(example: Counterexample) -> str:
    parts = [
        _p("The smallest input found that shows it:") + _pre(clean_program(example.call)),
        _p("Expected") + _pre(clean(example.expected)),
        _p("Your answer") + _pre(clean(example.actual)),
    ]
    if example.note:
        parts.append(_p(clean(example.note)))
    return "".join(parts)


def _contrast_html(contrast: Contrast) -> str:
    heading = f"<strong>What holds and what does not.</strong> {escape(clean(difference(contrast)))}"
    right = _p("Right") + _pre(contrast.right)
    return heading + right + _p("Wrong") + _pre(contrast.wrong)


def _passed_html(held: Sequence[PropertyVerdict]) -> str:
    parts = []
    for remark, group in by_remark(held).items():
        if remark:
            parts.append(f'<p style="margin:8px 0 0 0;color:#4d5561">{escape(clean(remark))}</p>')
        sign = f'<span style="color:{_GOOD};font-weight:bold">✓</span>'
        items = "".join(f'<li style="margin:1px 0">{sign} {escape(prop.sentence)}</li>' for prop in group)
        parts.append(f'<ul style="list-style-type:none;margin:8px 0 0 0;padding-left:0;font-size:14px">{items}</ul>')
    return "".join(parts)


def _warning(text: str) -> str:
    return _box(_ALARM, f"<strong>⚠ {escape(text)}</strong>")


def _box(colours: tuple[str, str], html: str) -> str:
    background, edge = colours
    return _div(
        f"margin:8px 0;padding:8px 10px;background-color:{background};color:#1b1f24;"
        f"border:1px solid {edge};border-radius:4px",
        html,
    )


def _div(style: str, html: str) -> str:
    return f'<div style="{style}">{html}</div>'


def _p(text: str) -> str:
    return f'<p style="margin:6px 0 0 0">{escape(text)}</p>'


def _pre(text: str) -> str:
    return f'<pre style="{_CODE}">{escape(text)}</pre>'
