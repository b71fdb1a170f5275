"""The pages as HTML: Jinja2 templates with autoescape, a style sheet and a small script beside them."""

from __future__ import annotations

from pathlib import Path

from autograder.feedback.templates import page_environment
from autograder.feedback.wording import points
from autograder.serve.line import State
from autograder.serve.rules import Rules

__all__ = ["STATIC", "message_page", "practice_page", "said"]

_HERE = Path(__file__).parent
STATIC = {
    "page.css": ("text/css", (_HERE / "page.css").read_bytes()),
    "page.js": ("text/javascript", (_HERE / "page.js").read_bytes()),
}
_ENVIRONMENT = page_environment(_HERE)
_ENVIRONMENT.filters["points"] = points
_MESSAGES = {
    403: (
        "This page does not know you",
        "Use the link that your instructor sent you, or log in where you were told to.",
    ),
    404: ("There is no such page", "Use the link that your instructor sent you."),
    405: ("This page cannot be asked for like that", "Go back and load the page again."),
}
_OUR_FAULT = ("Something went wrong here", "It is not your fault. Try again, and tell your instructor if it stays so.")


def practice_page(rules: Rules, state: State, student: str, proof: str, up: str, problem: str) -> str:
    """Write the page with the form and what has become of the last upload.

    Args:
        rules: the bounds, of which the page tells the student's.
        state: the student's.
        student: the id.
        proof: goes into the form.
        up: leads from the page to where static/ is.
        problem: why an upload was not taken.
    """
    return _ENVIRONMENT.get_template("page.html.jinja").render(
        rules=rules,
        state=state,
        busy=state.stage in ("waiting", "grading"),
        said=said(state),
        student=student,
        proof=proof,
        up=up,
        problem=problem,
        minutes=max(1, round(state.next_seconds / 60)),
    )


def message_page(status: int) -> str:
    """Write the page of an error."""
    title, text = _MESSAGES.get(status, _OUR_FAULT)
    return _ENVIRONMENT.get_template("message.html.jinja").render(title=title, text=text)


def said(state: State) -> str:
    """Say in a sentence or two where an upload is.

    >>> said(State("waiting", 2, 33.0, 5, 0.0, None))
    'Your notebook waits in line: 2 are ahead of it. Your feedback comes in about 35 seconds.'
    """
    if state.stage == "waiting":
        ahead = {0: "it is the next one", 1: "1 is ahead of it"}.get(state.ahead, f"{state.ahead} are ahead of it")
        return f"Your notebook waits in line: {ahead}. Your feedback comes in {_about(state.seconds)}."
    if state.stage == "grading":
        return f"Your notebook is being examined. Your feedback comes in {_about(state.seconds)}."
    return ""


def _about(seconds: float) -> str:
    if seconds > 90:
        return f"about {round(seconds / 60)} minutes"
    return f"about {max(5, 5 * round(seconds / 5))} seconds"
