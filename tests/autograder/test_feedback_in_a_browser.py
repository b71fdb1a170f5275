"""The feedback page in a real browser: no sideways scrolling, no request, links and keys that work."""

from __future__ import annotations

import numpy as np
import pytest
from graded_notebook import CORRELATION, examined, page_of, unwritten

from autograder.models.told import reading_html

pytestmark = pytest.mark.slow

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1200, "height": 900}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    def wide(*args, **kwargs):
        return np.full((8, 8), -1234567.125)

    verdicts = {
        "corr2d": examined("corr2d", wide),
        "pad2d": examined("pad2d", unwritten),
        "output_size": examined("output_size", CORRELATION.exercise("output_size").reference),
    }
    path = tmp_path_factory.mktemp("page") / "page.html"
    own = "![x](https://spy.invalid/x.png) <img src=https://spy.invalid/y.png> " + "unbroken" * 100
    networks = reading_html([], ["Your own layers: conv2d, max_pool2d."])
    path.write_text(page_of(verdicts, own=own, problems=("x" * 500,), networks=networks), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(params=[(PHONE, "light"), (PHONE, "dark"), (DESKTOP, "light"), (DESKTOP, "dark")], ids=str)
def shown(request, browser, address):
    size, scheme = request.param
    page = browser.new_page(viewport=size, color_scheme=scheme)
    requests: list[str] = []
    page.on("request", lambda asked: requests.append(asked.url))
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    yield page, requests
    page.close()


def test_nothing_scrolls_sideways_with_everything_unfolded(shown):
    page, _ = shown
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_no_request_leaves_the_page(shown, address):
    _, requests = shown
    assert [url for url in requests if not url.startswith("data:")] == [address]


def test_text_can_be_told_from_its_ground(shown):
    page, _ = shown
    told = page.evaluate(CONTRASTS)
    assert len(told) > 100
    assert [each for each in told if each[1] < 4.5] == []


def test_the_box_of_the_networks_is_no_white_card_in_the_dark(shown):
    page, _ = shown
    grounds = "[document.querySelector('.networks > div'), document.body].map(e => getComputedStyle(e).backgroundColor)"
    box, ground = page.evaluate(grounds)
    assert box == ground


def test_a_link_to_the_lesson_unfolds_its_section(browser, address):
    page = browser.new_page(viewport=PHONE)
    page.goto(address)
    target = page.locator("#exercise-corr2d-exam a").first
    target.click()
    anchor = target.get_attribute("href")
    assert page.locator(anchor).is_visible()
    page.close()


def test_a_key_unfolds_what_has_the_focus(browser, address):
    page = browser.new_page(viewport=PHONE)
    page.goto(address)
    folded = page.locator("details.exercise").first
    folded.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert folded.get_attribute("open") is not None
    page.close()


def test_on_paper_the_failures_are_unfolded(browser, address):
    page = browser.new_page(viewport=DESKTOP)
    page.goto(address)
    page.emulate_media(media="print")
    assert page.locator(".lost .inside").last.bounding_box()["height"] > 20
    page.close()


CONTRASTS = """() => {
  const light = colour => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
      .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!/, 0\\)|transparent/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const told = [];
  const texts = 'p, li, th, td, summary, h1, h2, figcaption, pre, a, i, strong, span.sign, span.worth';
  for (const element of document.querySelectorAll(texts)) {
    const a = light(getComputedStyle(element).color), b = light(ground(element));
    told.push([element.tagName + '.' + element.className, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)]);
  }
  return told;
}"""
