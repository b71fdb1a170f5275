"""The practice page in a real browser, served by the real command: by mouse and keys, dropped, and without scripts."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from test_feedback_in_a_browser import CONTRASTS, DESKTOP, PHONE

from autograder.exams import find_assignment
from autograder.sample.sample_class import sample_class

pytest.importorskip("starlette", reason="the practice page is not installed: pip install -e '.[serve]'")

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "01_correlation"
LONG = 120_000  # milliseconds


@pytest.fixture(scope="module")
def address(browser, free_port, tmp_path_factory):
    """Where the command says that it serves."""
    course = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    shutil.copytree(ROOT / "solutions" / ASSIGNMENT, course / "solutions" / ASSIGNMENT)
    options = ["--port", str(free_port), "--jobs", "1", "--per-hour", "100", "--megabytes", "1"]
    command = [sys.executable, "-u", "-m", "autograder", "serve", ASSIGNMENT, *options]
    with subprocess.Popen(command, cwd=course, stdout=subprocess.PIPE, text=True) as server:
        try:
            for line in server.stdout:
                if found := re.search(r"http://\S+", line):
                    break
            else:
                pytest.fail("the command ended before it served")
            yield found[0]
        finally:
            server.terminate()
            assert server.wait(30) == 0


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    released = nbformat.read(ROOT / "assignments" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)
    class_ = {each.student: each.content for each in sample_class(find_assignment(ASSIGNMENT), released)}
    path = tmp_path_factory.mktemp("home") / f"{ASSIGNMENT}.ipynb"
    path.write_bytes(class_["flipped"])
    return path


@pytest.fixture(params=[(PHONE, "light"), (PHONE, "dark"), (DESKTOP, "light"), (DESKTOP, "dark")], ids=str)
def shown(request, browser, address):
    size, scheme = request.param
    page = browser.new_page(viewport=size, color_scheme=scheme)
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    yield page
    page.close()
    assert [url for url in asked if not url.startswith((address.partition("/s/")[0] + "/", "data:"))] == []
    assert said == []  # a policy that stops something of ours says so there


def looks_right(page):
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    told = page.evaluate(CONTRASTS.replace("'p, ", "'label, button, a.button, p, "))
    assert len(told) > 5
    assert [each for each in told if each[1] < 4.5] == []


def test_before_while_and_after_an_upload(shown, address, notebook):
    looks_right(shown)
    shown.set_input_files("#notebook", notebook)
    shown.locator("form button").click()
    shown.wait_for_url(address)
    assert "Your feedback comes in" in shown.get_by_role("status").inner_text()
    looks_right(shown)
    shown.wait_for_url("**/feedback", timeout=LONG)
    assert "This is practice." in shown.inner_text("body")
    looks_right(shown)
    shown.get_by_role("link", name="Try another notebook").click()
    shown.wait_for_url(address)
    assert "of 22 points" in shown.inner_text(".score")
    looks_right(shown)


def test_keys_alone_do(browser, address, notebook):
    page = browser.new_page(viewport=PHONE)
    page.goto(address)

    def tab_to(selector):
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert outline != "none"
                return
        pytest.fail(f"no key leads to {selector}")

    tab_to("#notebook")
    with page.expect_file_chooser() as choosing:
        page.keyboard.press("Space")
    choosing.value.set_files(notebook)
    tab_to("form button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/feedback", timeout=LONG)
    tab_to("a[href='./']")
    page.keyboard.press("Enter")
    page.wait_for_url(address)
    tab_to("a[href='feedback']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/feedback")
    page.close()


def test_a_notebook_can_be_dropped(browser, address, notebook):
    page = browser.new_page(viewport=DESKTOP)
    page.goto(address)
    assert "drop it here" in page.inner_text("label")
    dropped = """text => {
      const carried = new DataTransfer();
      carried.items.add(new File([text], "01_correlation.ipynb"));
      document.body.dispatchEvent(new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: carried}));
    }"""
    page.evaluate(dropped, notebook.read_text())
    page.wait_for_url("**/feedback", timeout=LONG)
    page.close()


def test_what_is_too_large_is_said_before_it_is_sent(browser, address, tmp_path):
    (tmp_path / "large.ipynb").write_bytes(b"x" * 1_200_000)
    page = browser.new_page(viewport=PHONE)
    page.goto(address)
    page.set_input_files("#notebook", tmp_path / "large.ipynb")
    assert "1.2 MB, which is too much" in page.inner_text("#wrong")
    page.locator("form button").click()
    assert page.url == address
    page.close()


def test_without_scripts_it_works_as_well(browser, address, notebook, tmp_path):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(address)
    (tmp_path / "large.ipynb").write_bytes(b"x" * 1_200_000)
    page.set_input_files("#notebook", tmp_path / "large.ipynb")
    page.locator("form button").click()
    assert "more than 1 MB" in page.get_by_role("alert").first.inner_text()
    page.goto(address)
    page.set_input_files("#notebook", notebook)
    page.locator("form button").click()
    page.locator("noscript p").wait_for()  # a text in it is not looked for
    page.get_by_role("link", name="Read the feedback", exact=True).click(timeout=LONG)
    assert "This is practice." in page.inner_text("body")
    context.close()
