"""The report: complete in itself, true to the cards, and refused where a card is not true."""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from cnnedu import report
from cnnedu.cli import app
from cnnedu.data import DataError, Dataset
from cnnedu.evaluation import Evaluation, evaluate
from cnnedu.report import as_markdown
from cnnedu.report.asked import Asked, ask_shipped
from cnnedu.report.claims import CLAIMS
from cnnedu.report.confusions import draw_confusion, draw_taken_for
from cnnedu.report.depth import gradient_at_the_first_layer
from cnnedu.report.page import render_page
from cnnedu.report.style import new_figure, png
from cnnedu.report.writing import best_row
from cnnedu.weights import SHIPPED, WeightsError, load_trained

DOCS = Path(__file__).resolve().parents[2] / "docs" / "report"
PAGE = (DOCS / "index.html").read_text(encoding="utf-8")

rows = cache(report.rows)


class Page(HTMLParser):
    """Cells of the table of networks, pictures, and whatever a browser would fetch."""

    def __init__(self, text):
        super().__init__()
        self.table, self.images, self.fetched, self._inside, self._row = [], [], [], False, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self._inside = values.get("id") == "networks" if tag == "table" else self._inside
        if tag == "tr" and self._inside:
            self._row = []
            self.table.append(self._row)
        elif tag in ("td", "th") and self._inside:
            self._row.append("")
        if tag == "img":
            self.images.append(values)
        self.fetched += [
            value
            for name, value in attributes
            if name in ("src", "href", "srcset", "data", "poster") and not value.startswith("data:")
        ]

    def handle_endtag(self, tag):
        if tag == "table":
            self._inside = False

    def handle_data(self, data):
        if self._inside and self._row:
            self._row[-1] += data.strip()


@pytest.fixture(scope="module")
def page():
    return Page(PAGE)


def test_nothing_is_loaded_from_anywhere(page):
    assert page.fetched == []
    assert not re.search(r"url\(|@import|<script|<link|<iframe", PAGE)


def test_every_picture_has_words_for_who_cannot_see_it(page):
    assert len(page.images) == 12
    assert all(len(image["alt"]) > 10 for image in page.images)


def test_pictures_in_the_page_are_the_files_beside_it(page):
    embedded = {base64.b64decode(image["src"].partition(",")[2]) for image in page.images}
    assert embedded == {path.read_bytes() for path in DOCS.glob("*.png")}


def test_the_page_says_what_the_cards_say(page):
    head, *lines = page.table
    assert head[:4] == ["network", "train %", "test %", "valid. %"]
    said = [tuple(line[:4]) for line in lines]
    measured = [
        (
            f"{row.model}{row.data}, {row.way} way",
            *(
                f"{100 * share:.2f}"
                for share in (row.card.train_accuracy, row.card.test_accuracy, row.card.validation_accuracy)
            ),
        )
        for row in rows()
    ]
    assert said == measured


def test_every_figure_of_the_lectures_stands_on_the_page():
    for claim in CLAIMS:
        assert f"the lecture says\n{100 * claim.accuracy:.3g} %" in PAGE


@pytest.mark.parametrize("claim", [c for c in CLAIMS if c.accuracy >= 0.97 and c.data == "fashion-mnist"])
def test_what_the_page_calls_a_training_accuracy_is_none_of_the_test_images(claim):
    assert claim.explanation.startswith("A training accuracy.")
    tested = [row.card for row in rows() if row.card.data == claim.data]
    assert max(card.test_accuracy for card in tested) < claim.accuracy
    (plain,) = (row.card for row in rows() if row.plain and row.card.model == claim.model)
    assert plain.train_accuracy - plain.test_accuracy > 0.03  # "far better"


@pytest.mark.parametrize("model", ["vgg9", "resnet18_small"])
def test_the_errata_repeat_what_the_cards_measured(model):
    (card,) = (row.card for row in rows() if row.plain and row.card.model == model)
    errata = " ".join((DOCS.parent / "errata.md").read_text(encoding="utf-8").split())
    title = {"vgg9": "VGG-9", "resnet18_small": "ResNet-18"}[model]
    assert re.search(rf"{title}\D* {100 * card.train_accuracy:.1f} %\D* {100 * card.test_accuracy:.1f} %", errata), (
        "docs/errata.md, erratum 13"
    )


@pytest.mark.parametrize("claim", [c for c in CLAIMS if c.explanation == "About our test accuracy."])
def test_where_the_page_says_that_ours_is_about_the_same_it_is(claim):
    plain = next(row.card for row in rows() if row.plain and row.card.model == claim.model)
    assert plain.test_accuracy == pytest.approx(claim.accuracy, abs=0.015)


def test_two_convolutions_reach_the_lectures_figure_by_the_course_s_recipe_only():
    (claim,) = (c for c in CLAIMS if c.model == "cnn2" and c.epochs == 10)
    plain, course = (
        next(row.card for row in rows() if row.plain == way and row.card.model == "cnn2") for way in (True, False)
    )
    assert plain.test_accuracy < claim.accuracy - 0.01
    assert course.test_accuracy > claim.accuracy - 0.005


def test_lenet_reaches_the_lectures_figure_on_the_test_images():
    (claim,) = (c for c in CLAIMS if c.data == "mnist")
    (card,) = (row.card for row in rows() if row.card.data == "mnist" and row.card.model == claim.model)
    assert claim.explanation == "Ours reaches it on the test images."
    assert card.test_accuracy >= claim.accuracy


@pytest.mark.slow
def test_shirts_are_taken_for_what_the_page_says():
    try:
        softmax = ask_shipped("softmax", "fashion-mnist").evaluation
        best = ask_shipped(best_row(rows()).card.model, "fashion-mnist").evaluation
    except DataError:
        pytest.skip("fashion-mnist is not on this machine: set CNNEDU_DATA")
    shirt = 6
    assert softmax.recall.argmin() == best.recall.argmin() == shirt
    for evaluation in (softmax, best):
        mistakes = evaluation.confusion[shirt].copy()
        mistakes[shirt] = 0
        assert set(np.argsort(mistakes)[-3:]) == {0, 2, 4}, "shirts are taken for T-shirts, pullovers and coats"
    taken = softmax.confusion[:, shirt].copy()
    taken[shirt] = 0
    assert set(np.argsort(taken)[-3:]) == {0, 2, 4}, "what softmax regression takes for shirts"


def test_the_best_network_is_chosen_by_validation_and_not_by_the_test():
    table = [row for row in rows() if row.card.data == "fashion-mnist" and not row.plain]
    assert best_row(table).card.validation_accuracy == max(row.card.validation_accuracy for row in table)
    with pytest.raises(WeightsError, match="no network was trained on fashion-mnist"):
        best_row([row for row in rows() if row.card.data == "digits"])


PETS = Dataset(np.zeros((4, 3, 5), np.uint8), np.array([0, 0, 1, 1]), ("cat", "dog"), "pets", "test")
LOGITS = np.array([[3.0, 0.0], [5.0, 0.0], [0.0, 1.0], [2.0, 0.0]], np.float32)
ASKED = Asked(load_trained("lenet", "digits"), PETS, LOGITS, evaluate("net-pets", PETS, LOGITS))


def test_the_surest_right_answers_come_first():
    assert [ASKED.right(0).tolist(), ASKED.right(1).tolist()] == [[1, 0], [2]]


def test_the_surest_mistakes_come_first():
    logits = np.array([[0.0, 1.0], [0.0, 4.0], [0.0, 1.0], [2.0, 0.0]], np.float32)
    asked = Asked(ASKED.trained, PETS, logits, evaluate("net-pets", PETS, logits))
    assert asked.mistakes().tolist() == [1, 3, 0]


def test_probabilities_add_up_to_one_however_large_the_logits():
    asked = Asked(ASKED.trained, PETS, 1000 * LOGITS, ASKED.evaluation)
    np.testing.assert_allclose(asked.probabilities.sum(axis=1), 1)


def test_a_card_that_claims_too_much_is_refused(tmp_path):
    shutil.copy(SHIPPED / "lenet-digits.safetensors", tmp_path)
    card = json.loads((SHIPPED / "lenet-digits.json").read_text())
    (tmp_path / "lenet-digits.json").write_text(json.dumps({**card, "test_accuracy": 1.0}))
    with pytest.raises(WeightsError, match=r"the card of lenet-digits claims 382 test images, \d+ are right: train it"):
        ask_shipped("lenet", "digits", tmp_path)


def test_a_folder_without_weights_is_said(tmp_path):
    result = CliRunner().invoke(app, ["report", "--out", str(tmp_path / "out"), "--weights", str(tmp_path)])
    assert result.exit_code == 2
    assert "there are no trained reference models in" in result.output
    assert not (tmp_path / "out").exists()


def test_equal_figures_are_equal_bytes():
    first, second = (png(lambda: draw_confusion(ASKED.evaluation)) for _ in range(2))
    assert first == second


def test_figures_are_wide_enough_to_read_and_not_wider_than_a_page():
    width, height = Image.open(io.BytesIO(png(lambda: new_figure(2.0)))).size
    assert (width, height) == (884, 340)


def test_what_is_taken_for_a_class_is_its_column_without_itself():
    evaluation = Evaluation("net", "test", ("a", "b", "c"), np.array([[9, 2, 0], [1, 8, 3], [4, 5, 7]]))
    (axes,) = draw_taken_for([("net", evaluation)], 1).axes
    assert [bar.get_height() for bar in axes.patches] == [2, 5]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["0 a", "2 c"]


def test_gradients_vanish_with_sigmoid_and_not_with_relu():
    sigmoid, relu = (gradient_at_the_first_layer(name, (20,), seeds=5)[0] for name in ("sigmoid", "ReLU"))
    assert sigmoid < 0.25**20
    assert 0.3 < relu < 3


def test_the_table_in_markdown_has_a_line_for_each_network():
    lines = as_markdown(rows()).splitlines()
    assert len(lines) == 2 + len(rows())
    assert {line.count("|") for line in lines} == {9}


def test_names_of_classes_cannot_break_the_page():
    asked = ask_shipped("lenet", "digits")
    card = replace(asked.trained.card, class_names=("<script>",) * 10)
    asked = replace(asked, trained=replace(asked.trained, card=card))
    pictures = {path.stem: b"" for path in DOCS.glob("*.png")}
    text = render_page([], [], pictures, dict.fromkeys(("softmax", "cnn1", "cnn2", "best"), asked))
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
