"""The feedback page: what stands where, what it says of points, and that nothing of a student's gets out of its box."""

from __future__ import annotations

import base64
import re

import numpy as np
import pytest
from bs4 import BeautifulSoup
from graded_notebook import CORRELATION, examined, graded_notebook, page_of, points_of, unwritten

from autograder.feedback.page.points import CellPoints, Points
from autograder.feedback.page.rendering import MOST, render_page
from cnnedu.ops.corr2d import corr2d

FLIPPED = next(m for m in CORRELATION.exercise("corr2d").misconceptions if m.name == "flipped kernel").implementation
RIGHT = CORRELATION.exercise("output_size").reference


def doubled(image, kernel, bias=0.0):
    result = corr2d(image, kernel, bias)
    result[0, 0] += 1
    return result


def wrong_on_large_images(image, kernel, bias=0.0):
    result = corr2d(image, kernel, bias)
    result[0, 0] += image.size > 1000
    return result


@pytest.fixture(scope="module")
def verdicts():
    return {
        "output_size": examined("output_size", RIGHT),
        "corr2d": examined("corr2d", FLIPPED),
        "pad2d": examined("pad2d", unwritten),
    }


@pytest.fixture(scope="module")
def page(verdicts):
    return page_of(verdicts, problems=("The file was odd.",))


@pytest.fixture(scope="module")
def soup(page):
    return BeautifulSoup(page, "html.parser")


def text_of(element):
    return " ".join(element.get_text(" ").split())


def test_failed_exercises_stand_before_passed_ones(soup):
    assert [element["id"] for element in soup.select(".exercise")] == [
        "exercise-corr2d-exam",
        "exercise-pad2d-exam",
        "exercise-output_size-exam",
    ]


def test_passed_exercises_are_folded_and_failed_ones_are_not(soup):
    folded = {element["id"]: element.name == "details" for element in soup.select(".exercise")}
    assert folded == {
        "exercise-corr2d-exam": False,
        "exercise-pad2d-exam": False,
        "exercise-output_size-exam": True,
    }


def test_the_lesson_is_folded(soup):
    lesson = soup.select("details.lesson")
    assert [text_of(part.summary) for part in lesson] == [
        "1. Correlation",
        "Exercise 1: output_size",
        "Exercise 2: corr2d",
        "Exercise 3: pad2d",
    ]
    assert not any(part.has_attr("open") for part in lesson)


def test_a_section_says_its_heading_once(soup):
    assert text_of(soup).count("Exercise 2: corr2d") == 2  # at the exercise, and above the section


def test_a_title_ends_with_one_mark(page, verdicts):
    def beginnings(page):
        links = BeautifulSoup(page, "html.parser").find_all("a", string="Read this section again")
        return {text_of(link.parent).removesuffix(" Read this section again") for link in links}

    assert "Exercise 2: corr2d." in beginnings(page)
    assert "Exercise 2: corr2d?" in beginnings(page_of(verdicts, mark="?"))


def test_every_link_leads_somewhere(soup):
    targets = [link["href"] for link in soup.select("a[href^='#']")]
    assert len(targets) == 6
    assert [target for target in targets if soup.find(id=target[1:]) is None] == []


def test_each_lost_point_has_its_sentence(soup, verdicts):
    shown = {text_of(each.summary).split(" ", 1)[1] for each in soup.select("#exercise-corr2d-exam .lost")}
    lost = [prop for prop in verdicts["corr2d"].properties if not prop.passed]
    assert shown == {f"{prop.sentence} −{round(prop.max_points, 2):g}" for prop in lost}


def test_the_first_failure_is_unfolded_and_no_other(soup):
    unfolded = [each.has_attr("open") for each in soup.select("#exercise-corr2d-exam .lost")]
    assert unfolded == [True] + [False] * (len(unfolded) - 1)


def test_the_mistake_is_named_and_explained(soup):
    assert "It looks like this: flipped kernel. You turned the kernel" in text_of(
        soup.select_one("#exercise-corr2d-exam .hint")
    )


def test_the_counterexample_is_drawn(soup):
    first = soup.select_one("#exercise-corr2d-exam .lost")
    assert [text_of(caption).split()[0] for caption in first.select("figcaption")] == [
        "image",
        "kernel",
        "Expected",
        "Yours",
    ]
    assert len(first.select("svg[role=img][aria-label]")) == 4


def test_the_cells_that_differ_are_framed(soup):
    first = soup.select_one("#exercise-corr2d-exam .lost")
    assert first.select(".came svg path.framed")
    assert not first.select("figure:not(.came):not(.wanted) svg path.framed")


def test_the_code_to_paste_is_there_and_runs(soup):
    programs = [program.get_text() for program in soup.select("#exercise-corr2d-exam pre.paste")]
    assert len(programs) > 4
    for program in programs:
        exec(program, {"np": np, "corr2d": corr2d})


def test_what_is_too_large_to_be_written_out_is_not_called_code_to_paste():
    soup = BeautifulSoup(page_of({"corr2d": examined("corr2d", wrong_on_large_images)}), "html.parser")
    asked = soup.select("#exercise-corr2d-exam pre.asked")
    assert asked
    assert all("<array of shape" in each.get_text() for each in asked)


def test_what_is_not_written_gets_a_sentence_and_no_expected_value(soup):
    section = soup.select_one("#exercise-pad2d-exam")
    assert "pad2d is not written yet." in text_of(section)
    assert not section.select(".lost, figure, svg, .paste")


def test_what_was_wrong_with_the_file_is_said(soup):
    assert "The file was odd." in text_of(soup.header)


def test_the_points_are_those_of_the_gradebook(verdicts):
    cells = {
        "output_size-exam": CellPoints(2.5, 2.0, extra_credit=0.5),
        "corr2d-exam": CellPoints(3.0, 4.0, by_hand=True),
        "pad2d-exam": CellPoints(0.0, 2.0, waits=True),
    }
    header = text_of(BeautifulSoup(page_of(verdicts, Points(cells, late_penalty=1.25)), "html.parser").header)
    assert "4.25 of 8 points" in header
    assert "1.25 points were taken off because it was handed in late." in header
    assert "0.5 points of extra credit are in it." in header
    assert "3 of 4 It looks like this: flipped kernel. Graded by hand." in header
    assert "0 of 2 pad2d is not written yet. Waits to be looked at by hand." in header


def test_a_penalty_above_the_points_leaves_nought(verdicts):
    cells = points_of(verdicts).cells
    assert "<strong>0</strong> of 8 points" in page_of(verdicts, Points(cells, late_penalty=100.0))


def test_what_the_instructor_wrote_stands_at_the_exercise(verdicts):
    points = Points(points_of(verdicts).cells, comments={"corr2d": "Look at **page 3**. <script>x</script>"})
    comment = BeautifulSoup(page_of(verdicts, points), "html.parser").select_one("#exercise-corr2d-exam .comment")
    assert text_of(comment) == "From your instructor Look at page 3 . <script>x</script>"


def test_formulas_are_mathml(soup):
    assert soup.select_one("details.lesson math munder, details.lesson math munderover, details.lesson math msub")


def test_the_page_says_its_language_and_fits_a_phone(soup):
    assert soup.html["lang"] == "en"
    assert soup.select_one("meta[name=viewport]")["content"] == "width=device-width, initial-scale=1"


def test_the_page_forbids_to_load_anything(soup):
    policy = soup.select_one("meta[http-equiv=Content-Security-Policy]")["content"]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'")


EVIL = "</pre></details><script>alert(1)</script><img src=https://spy.org/x.png onerror=alert(1)>"
PNG = base64.b64encode(b"\x89PNG").decode()


def hostile_page(verdicts, much=1):
    error = {"output_type": "error", "ename": EVIL, "evalue": EVIL, "traceback": [f"\x1b[31m{EVIL}"] * much}
    stream = {"output_type": "stream", "name": "stdout", "text": EVIL * much}
    shown = {"output_type": "display_data", "data": {"image/png": PNG * much, "text/plain": EVIL}, "metadata": {}}
    return page_of(
        verdicts,
        sources={"corr2d": f"'''{EVIL * much}'''", "output_size": f"# {EVIL}\n" * much},
        outputs={"corr2d": [error, stream, shown], "output_size": [stream] * 20},
        own=f"{EVIL}\n\n![x](https://spy.org/y.png) [a](javascript:alert(1)) $\\href{{javascript:x}}{{y}}$ <b>bold</b>",
        problems=(EVIL,),
    )


@pytest.fixture(scope="module")
def hostile(verdicts):
    def bad(image, kernel, bias=0.0):
        raise ValueError(EVIL)

    return BeautifulSoup(hostile_page({**verdicts, "corr2d": examined("corr2d", bad)}), "html.parser")


def test_nothing_of_a_students_becomes_an_element(hostile):
    assert hostile.select("script, iframe, object, embed, link, form, base") == []
    assert [tag.name for tag in hostile.find_all() if any(name.startswith("on") for name in tag.attrs)] == []


def test_what_a_student_wrote_is_shown_as_text(hostile):
    assert text_of(hostile).count("<script>alert(1)</script>") >= 8


def test_the_page_loads_nothing(hostile):
    loaded = [
        str(tag[name])
        for tag in hostile.find_all()
        for name in ("src", "srcset", "data", "poster")
        if name in tag.attrs
    ]
    assert len(loaded) == 1
    assert loaded[0].startswith("data:image/png;base64,")
    assert not re.search(r"url\(|@import|expression\(", hostile.style.get_text())


def test_links_lead_to_the_page_or_the_web(hostile):
    assert [a["href"] for a in hostile.select("a[href]") if not re.match(r"#|https?://", a["href"])] == []


def test_every_picture_has_words(hostile):
    assert [img for img in hostile.select("img") if not img.get("alt")] == []


def test_a_page_stays_small_whatever_is_in_it(verdicts):
    size = len(hostile_page(verdicts, much=2000).encode())
    assert size <= MOST


def test_where_there_are_too_many_pictures_the_lessons_last_ones_are_shown(verdicts):
    """They are those that the student's own functions draw."""
    notebook = graded_notebook(verdicts)
    for number in range(5):
        shown = {"output_type": "display_data", "data": {"image/png": f"{number}" * 48_000}, "metadata": {}}
        drawing = {"cell_type": "code", "id": f"drawing-{number}", "source": "show()", "outputs": [shown]}
        notebook["cells"].insert(1 + 3 * number, drawing | {"metadata": {}, "execution_count": 1})
    page = render_page(notebook, "ada", "01_correlation", points_of(verdicts))
    assert re.findall(r"base64,(\d)\1+\"", page) == ["2", "3", "4"]


def test_a_page_of_eleven_failures_in_every_exercise_stays_small():
    def large(*args, **kwargs):
        return np.full((8, 8), -1234567.125)

    everything = {exercise.name: examined(exercise.name, large, 0) for exercise in CORRELATION.exercises}
    assert len(page_of(everything).encode()) <= MOST
