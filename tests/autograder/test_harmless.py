"""What of a student's may reach the browser of whoever grades."""

from __future__ import annotations

import base64

import pytest
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from autograder.harmless import Room, harmless_code, harmless_line, harmless_markdown, harmless_outputs

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


def test_what_a_notebook_shows_is_cut_where_there_is_no_more_room():
    room = Room(text=10, pictures=len(PNG))
    output = {"output_type": "display_data", "data": {"image/png": PNG, "text/plain": "123456"}, "metadata": {}}
    assert harmless_outputs([output], room) == [output]
    (again,) = harmless_outputs([output], room)
    assert again["data"] == {"text/plain": "1234\n[cut: the notebook shows too much text]"}


@pytest.mark.parametrize(("forged", "shown"), [(-5, 0), (3, 3), (10**30, 10**6)])
def test_a_count_is_one_that_a_notebook_may_have(forged, shown):
    output = {"output_type": "execute_result", "data": {"text/plain": "x"}, "metadata": {}, "execution_count": forged}
    assert harmless_outputs([output]) == [output | {"execution_count": shown}]


@pytest.mark.parametrize(
    "source", ['x = "%' + "0" * 8_000 + '"', "\n" * 16_000, "\t\n" * 4_000, "x = 1\n" * 5_000, "a." * 5_000]
)
def test_code_that_would_take_long_to_colour_is_shown_without_colours(source):
    cell = harmless_code({"source": source, "metadata": {"tags": ["a"]}})
    assert cell == {"source": source, "metadata": {"tags": ["a"], "magics_language": "text"}}
    assert "<span" not in Highlight2HTML("ipython3")(source, metadata=cell["metadata"]).replace("<span></span>", "")


def test_an_ordinary_cell_keeps_its_colours():
    cell = {"source": "def f(x):\n    return x + 1\n", "metadata": {}}
    assert harmless_code(cell) == cell


def test_an_endless_cell_is_cut():
    shown = harmless_code({"source": "x = 1\n" * 1_000_000, "metadata": {}})["source"]
    assert len(shown) < 51_000
    assert "6,000,000 characters" in shown


@pytest.mark.parametrize(
    "command", ["href", "mmlToken", "bbox", "htmlStyle", "htmlClass", "includegraphics", "def", "renewcommand"]
)
def test_a_formula_is_a_formula_alone(command):
    assert harmless_markdown(f"$\\{command}{{a}}{{b}}$") == f"$\\text{{{command}}}{{a}}{{b}}$"


@pytest.mark.parametrize(
    "formula", [r"\frac{a}{b}", r"\hat x_i", r"\text{if } i \le n", r"\left( \sum_i x_i \right)", r"\defined"]
)
def test_an_ordinary_formula_is_left_alone(formula):
    assert harmless_markdown(f"${formula}$") == f"${formula}$"
