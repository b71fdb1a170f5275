"""What of a student's may reach the browser of whoever grades."""

from __future__ import annotations

import base64

import pytest
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from autograder.harmless import harmless_line, harmless_markdown, harmless_outputs

PNG = base64.b64encode(b"\x89PNG").decode()


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</div>", "<!-- x", "<?php", "a<b>c</b>"],
)
def test_no_tag_survives_in_markdown(text):
    assert "<" not in harmless_markdown(text)


@pytest.mark.parametrize("text", ["a < b", "**bold**", "$x_1 < 3$", "1 <2", "```\nx = 1\n```", r"$\frac{1}{2}$"])
def test_ordinary_markdown_is_left_alone(text):
    assert harmless_markdown(text) == text


def test_a_formula_makes_no_link():
    assert r"\href" not in harmless_markdown(r"$\href{javascript:alert(1)}{x}$")


@pytest.mark.parametrize(
    "text",
    [
        "[a](javascript:alert(1))",
        "[a]( JaVaScript&#58;alert(1))",
        "[a](\njava&#115;cript:alert(1))",
        "[a][1]\n\n[1]: javascript:alert(1)",
        "[a]\n\n> [a]:\n> data:text/html,x",
        "[a](vbscript:x)",
        "[a](/formgrader/manage_assignments)",
    ],
)
def test_a_link_leads_to_the_web_alone(text):
    assert "href" in markdown2html_mistune(text)
    assert "href" not in markdown2html_mistune(harmless_markdown(text))


@pytest.mark.parametrize("text", ["[a](https://arxiv.org/abs/1)", "[a](#part)", "[a][1]\n\n[1]: http://arxiv.org"])
def test_a_link_to_the_web_stays(text):
    assert "href" in markdown2html_mistune(harmless_markdown(text))


@pytest.mark.parametrize("text", ["![x](https://spy.org/x.png)", "!!![x](https://spy.org/x.png)"])
def test_no_picture_is_fetched_while_somebody_grades(text):
    assert "<img" not in markdown2html_mistune(harmless_markdown(text))


def test_a_pasted_picture_that_is_not_there_stops_no_feedback():
    assert "mine" in markdown2html_mistune(harmless_markdown("![mine](attachment:me.png)"))


def test_a_text_is_cut_where_it_would_take_hours_to_lay_out():
    shown = harmless_markdown("\\begin{a}" * 100_000)
    assert len(shown) < 21_000
    assert "900,000 characters" in shown


@pytest.mark.parametrize("sign", ["\x1b", "\r", "\n", "\x85", "\u2028", "\u202e", "\x00", "\ud800", "\u200b"])
def test_a_line_holds_printable_characters_alone(sign):
    assert harmless_line(f"a{sign}{sign}ü") == "a ü"


@pytest.mark.parametrize("mime", ["text/html", "application/javascript", "image/svg+xml", "text/latex"])
def test_what_a_browser_would_run_is_left_out(mime):
    output = {"output_type": "display_data", "data": {mime: "x", "text/plain": "x"}, "metadata": {}}
    assert harmless_outputs([output]) == [output | {"data": {"text/plain": "x"}}]


def test_an_output_of_which_nothing_is_left_is_left_out():
    assert harmless_outputs([{"output_type": "display_data", "data": {"text/html": "x"}, "metadata": {}}]) == []


def test_a_picture_stays_and_its_metadata_go():
    output = {"output_type": "display_data", "data": {"image/png": PNG}, "metadata": {"width": '1" onload="x'}}
    assert harmless_outputs([output]) == [output | {"metadata": {}}]


def test_a_picture_that_is_no_base64_is_left_out():
    output = {"output_type": "display_data", "data": {"image/png": '" onerror="alert(1)'}, "metadata": {}}
    assert harmless_outputs([output]) == []


def test_half_characters_are_replaced_in_all_texts():
    stream = {"output_type": "stream", "name": "stdout", "text": "\ud800"}
    error = {"output_type": "error", "ename": "\ud800", "evalue": "\ud800", "traceback": ["\ud800"]}
    assert harmless_outputs([stream, error]) == [
        stream | {"text": "?"},
        error | {"ename": "?", "evalue": "?", "traceback": ["?"]},
    ]
