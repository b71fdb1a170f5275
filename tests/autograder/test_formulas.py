"""LaTeX as MathML, and markdown around it."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from autograder.feedback.page.formulas import formula
from autograder.feedback.page.text import markdown_html

ROOT = Path(__file__).parents[2]


def lesson_texts():
    for path in sorted((ROOT / "assignments").glob("*/*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                yield "".join(cell["source"])


def test_every_formula_of_the_course_becomes_mathml():
    left, made = [], 0
    for text in lesson_texts():
        html = markdown_html(text)
        made += html.count("<math")
        left += re.findall(r'class="math[^>]*>\s*<code>(.*?)</code>', html, re.DOTALL)
    assert made > 400
    assert left == []


def test_a_fraction():
    assert "<mfrac><mrow><mn>1</mn></mrow><mrow><mi>n</mi></mrow></mfrac>" in formula(r"\frac{1}{n}")


@pytest.mark.parametrize(
    "latex",
    [r"\unknown{x}", "{" * 100 + "}" * 100, "x" * 2000, r"\left("],
)
def test_what_cannot_be_read_stays_as_its_source(latex):
    assert formula(latex).startswith("<code>")


@pytest.mark.parametrize(
    "latex", [r"\text{<script>}", r"\href{javascript:alert(1)}{x}", "a < b", r"\style{color:red}{x}", r"\color{red}{x}"]
)
def test_a_formula_holds_no_element_and_no_style_of_its_own(latex):
    assert not re.search(r"<script|style=|href|color=", formula(latex).replace("displaystyle=", ""))


@pytest.mark.parametrize("tag", ["script", "img", "iframe", "style", "a", "svg", "object", "form"])
def test_no_element_but_plain_ones(tag):
    assert f"<{tag}" not in markdown_html(f"x <{tag} src=x onload=y>\n\n<{tag}>\nz\n</{tag}>")


def test_a_hint_stays_foldable():
    assert "<details><summary>" in markdown_html("<details><summary><b>Hint</b></summary>\n\nLook.\n</details>")


def test_a_plain_element_keeps_no_attribute():
    assert "<b" not in markdown_html('<b onclick="x">y</b>').replace("</b>", "")


@pytest.mark.parametrize(
    "text", ["$" * 20_000, "[" * 20_000, "`" * 20_000, "*a " * 6000, "> " * 9000, "$x$ " * 5000, "<b " * 6000]
)
def test_no_text_takes_long(text):
    started = time.process_time()
    markdown_html(text)
    assert time.process_time() - started < 5
