"""What a student reads: complete, escaped, and the same facts in every form."""

from __future__ import annotations

import dataclasses
import html
import json
import re
from html.parser import HTMLParser

import pytest

from autograder.exam.exercise import Contrast, Counterexample, PropertyVerdict, Verdict
from autograder.exam.state import State
from autograder.feedback.as_html import summary_html, verdict_html
from autograder.feedback.as_json import notebook_json, verdict_json
from autograder.feedback.as_text import verdict_text

EXAMPLE = Counterexample("f(0)", expected="1", actual="<b>0</b> & more", note="Look at the bias.")
VERDICT = Verdict(
    exercise="f",
    score=0.5,
    max_score=2.0,
    state=State.WRONG,
    properties=(
        PropertyVerdict("values", "f adds <one>.", False, 0.0, 1.5, "wrong on 3 of 20 inputs", EXAMPLE),
        PropertyVerdict("nought", "f of 0 is 1.", True, 0.5, 0.5),
    ),
    message="1 of 2 properties do not hold.",
    misconception="forgot to add",
    explanation="You returned the number itself.",
    counterexample=EXAMPLE,
    isolated=True,
    seed="00",
    suite="0.1",
    seconds=0.1,
)
RIGHT = dataclasses.replace(
    VERDICT,
    score=2.0,
    properties=(PropertyVerdict("values", "f adds <one>.", True, 2.0, 2.0),),
    message="All 1 properties hold.",
    misconception=None,
    explanation="",
    counterexample=None,
)
UNNAMED = dataclasses.replace(
    VERDICT,
    misconception=None,
    explanation="",
    contrast=Contrast("f(1 < 2)", "f(0.5)", "x: True, not 0.5"),
)
ALONE = dataclasses.replace(VERDICT, isolated=False)


def text_of(html: str) -> str:
    class Reader(HTMLParser):
        text = ""

        def handle_data(self, data: str) -> None:
            self.text += data

    reader = Reader()
    reader.feed(html)
    return reader.text


FACTS = [
    "0.5 of 2 points",
    "1 of 2 properties do not hold.",
    "forgot to add",
    "You returned the number itself.",
    "f adds <one>.",
    "wrong on 3 of 20 inputs",
    "f(0)",
    "<b>0</b> & more",
    "Look at the bias.",
    "f of 0 is 1.",
]


@pytest.mark.parametrize("fact", FACTS)
def test_the_text_says(fact):
    assert fact in verdict_text(VERDICT)


@pytest.mark.parametrize("fact", FACTS)
def test_the_html_says(fact):
    assert fact in text_of(verdict_html(VERDICT))


PROGRAM = "layer = BatchNorm(2)\nfor x in batches:\n    layer(x)  # <-- here\n\nlayer.running_mean"
OF_SEVERAL_LINES = dataclasses.replace(
    VERDICT,
    properties=(dataclasses.replace(VERDICT.properties[0], counterexample=Counterexample(PROGRAM, "1", "2")),),
)


def test_the_text_indents_a_program_as_a_whole():
    lines = [f"  {line}" for line in PROGRAM.split("\n") if line]
    assert "\n".join([*lines, "  expected: 1"]) in verdict_text(OF_SEVERAL_LINES)


def test_the_html_shows_a_program_line_by_line():
    shown = verdict_html(OF_SEVERAL_LINES)
    assert re.search(r"<pre[^>]*white-space:pre;[^>]*>" + re.escape(html.escape(PROGRAM)) + "</pre>", shown)


@pytest.mark.parametrize("html", [verdict_html(VERDICT), summary_html({"f": VERDICT}, ["<script>"], False)])
def test_the_html_stands_alone_and_runs_nothing(html):
    assert not re.search(r"<(script|style|link|img|iframe|svg)|\son\w+=|https?://|javascript:", html)


@pytest.mark.parametrize("html", [verdict_html(VERDICT), summary_html({"f": VERDICT}, ["a"], True)])
def test_every_element_is_closed(html):
    class Counter(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    counter = Counter()
    counter.feed(html)
    assert counter.open == []


@pytest.mark.parametrize("blank_line", ["\n\n", "\r\r", "\u2028\u2028"])
def test_the_summary_has_no_blank_line_that_would_end_html_in_markdown(blank_line):
    verdict = dataclasses.replace(VERDICT, message=f"No call gave a value: Oops{blank_line}![x](attachment:x)")
    assert blank_line[0] not in summary_html({"f": verdict}, [f"one{blank_line}two"], True)


def test_no_formula_of_a_students_is_set_in_the_summary():
    verdict = dataclasses.replace(VERDICT, message=r"No call gave a value: $\href{javascript:alert(1)}{x}$")
    shown = summary_html({"f": verdict}, [r"Cell 1 ($\href{javascript:alert(1)}{x}$): stopped"], True)
    assert r"\href" not in shown + verdict_html(verdict).split("<pre")[0]


@pytest.mark.parametrize("shown", [verdict_text(ALONE), text_of(verdict_html(ALONE))])
def test_a_verdict_without_a_sandbox_says_so(shown):
    assert "Not isolated: this ran without a sandbox" in shown


@pytest.mark.parametrize("shown", [verdict_text(VERDICT), verdict_html(VERDICT)])
def test_a_verdict_from_the_sandbox_does_not(shown):
    assert "isolated" not in shown


def test_a_remark_shared_by_passed_properties_is_made_once():
    held = PropertyVerdict("zero", "f of nothing is nothing.", True, 0.0, 0.5, "holds, but counts for nothing")
    shown = verdict_text(dataclasses.replace(VERDICT, properties=(*VERDICT.properties, held, held)))
    assert shown.count("Holds, but counts for nothing:") == 1


def test_a_passed_exam_shows_no_cross():
    assert "✗" not in verdict_html(RIGHT) + verdict_text(RIGHT)


def test_the_problems_stand_in_the_summary_before_the_exercises():
    shown = text_of(summary_html({"f": VERDICT}, ["The file was odd."], True))
    assert shown.index("The file was odd.") < shown.index("1 of 2 properties")


def test_the_summary_adds_up_the_points():
    assert "2.5 of 4 points" in text_of(summary_html({"f": VERDICT, "g": RIGHT}, [], True))


@pytest.mark.parametrize("control", ["\x1b[2J", "\x00", "\u202e", "\x9b31m"])
def test_no_control_character_reaches_a_terminal(control):
    example = dataclasses.replace(EXAMPLE, actual=f"Error: {control}")
    failed = dataclasses.replace(VERDICT.properties[0], counterexample=example)
    assert control[0] not in verdict_text(dataclasses.replace(VERDICT, properties=(failed,)))


def test_an_endless_answer_is_cut():
    example = dataclasses.replace(EXAMPLE, actual="x" * 1_000_000)
    failed = dataclasses.replace(VERDICT.properties[0], counterexample=example)
    assert len(verdict_html(dataclasses.replace(VERDICT, properties=(failed,)))) < 10_000


NOTHING = dataclasses.replace(
    VERDICT, state=State.UNWRITTEN, message="f is not written yet.", misconception=None, explanation=""
)


@pytest.mark.parametrize("shown", [verdict_text(NOTHING), text_of(verdict_html(NOTHING))])
def test_where_nothing_came_there_is_one_sentence(shown):
    assert "f is not written yet." in shown
    assert "f adds <one>." not in shown
    assert "✗ f of" not in shown
    assert "✓" not in shown


def test_the_json_of_an_exercise():
    assert verdict_json(VERDICT) == {
        "score": 0.5,
        "max_score": 2.0,
        "passed": False,
        "misconception": "forgot to add",
        "message": "1 of 2 properties do not hold.",
        "counterexample": {
            "call": "f(0)",
            "expected": "1",
            "actual": "<b>0</b> & more",
            "note": "Look at the bias.",
        },
        "contrast": None,
        "properties": [
            {"name": "values", "passed": False, "message": "wrong on 3 of 20 inputs"},
            {"name": "nought", "passed": True, "message": ""},
        ],
    }


def test_the_json_of_a_notebook():
    shown = notebook_json("ada.ipynb", "01_small", {"f": VERDICT, "g": RIGHT}, ["odd"], True)
    assert json.loads(json.dumps(shown)) == {
        "notebook": "ada.ipynb",
        "assignment": "01_small",
        "score": 2.5,
        "max_score": 4.0,
        "isolated": True,
        "exercises": {"f": verdict_json(VERDICT), "g": verdict_json(RIGHT)},
        "problems": ["odd"],
    }


CONTRAST = ["right on the first of these inputs and wrong on the second", "x: True, not 0.5", "f(1 < 2)", "f(0.5)"]


@pytest.mark.parametrize("fact", CONTRAST)
def test_where_no_name_fits_the_text_shows_a_right_input_beside_a_wrong_one(fact):
    assert fact in verdict_text(UNNAMED)


@pytest.mark.parametrize("fact", CONTRAST)
def test_where_no_name_fits_the_html_shows_a_right_input_beside_a_wrong_one(fact):
    assert fact in text_of(verdict_html(UNNAMED))


def test_where_no_name_fits_the_json_has_a_right_input_beside_a_wrong_one():
    assert verdict_json(UNNAMED)["contrast"] == {
        "right": "f(1 < 2)",
        "wrong": "f(0.5)",
        "difference": "x: True, not 0.5",
    }


def test_where_a_name_fits_there_is_no_contrast():
    assert verdict_json(VERDICT)["contrast"] is None
    assert "right on the first" not in verdict_text(VERDICT)
