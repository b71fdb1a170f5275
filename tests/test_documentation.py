"""The documentation builds strictly, finds what it names, and asks nobody but itself."""

from __future__ import annotations

import functools
import os
import re
import subprocess
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

ONE_OF_EACH_KIND = (
    "index",
    "students",
    "trust_boundary",
    "networks",
    "misconceptions_07",
    "mutants_01",
    "report/index",
)

# What a page loads by itself; what a reader may click on is no request.
LOADED = re.compile(r"""<(?:script|img|source|iframe)\b[^>]*\bsrc(?:set)?=["']?(?:https?:)?//""")
LINKED = re.compile(r"""<link\b(?![^>]*rel=["']?canonical)[^>]*\bhref=["']?(?:https?:)?//""")
FROM_STYLE = re.compile(r"""(?:@import|url\()\s*["']?(?:https?:)?//""")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    pytest.importorskip("mkdocs", reason="mkdocs is not installed: pip install -c constraints.txt -e '.[docs]'")
    folder = tmp_path_factory.mktemp("site")
    # Not --quiet: what is not logged is not counted either, and a strict build would let every warning pass.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_every_page_is_built_and_no_draft(site):
    wanted = {page.stem for page in (ROOT / "docs").glob("*.md") if not page.stem.startswith("_")}
    assert {page.stem for page in site.glob("*.html")} - {"404"} == wanted


def test_no_page_loads_from_elsewhere(site):
    pages = [*site.rglob("*.html"), *site.rglob("*.css")]
    assert len(pages) > 40
    loading = {
        str(page.relative_to(site)): found.group()
        for page in pages
        for pattern in (LOADED, LINKED, FROM_STYLE)
        if (found := pattern.search(page.read_text(encoding="utf-8")))
    }
    assert loading == {}


def test_what_is_included_arrives(site):
    assert "<svg" in (site / "trust_boundary.html").read_text(encoding="utf-8")
    assert "Three rules do not bend" in (site / "maintaining.html").read_text(encoding="utf-8")


def test_the_readme_is_one_screen_and_leads_somewhere():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", readme) + re.findall(r'src(?:set)?="([^"]+)"', readme)
    here = [link for link in links if "://" not in link]
    assert len(readme.splitlines()) <= 40
    assert len(here) > 5
    assert [link for link in here if not (ROOT / link).exists()] == []


def test_pictures_of_the_feedback_page_are_small():
    pictures = sorted((ROOT / "docs" / "pictures").glob("feedback-*.png"))
    assert len(pictures) == 2
    assert [picture.name for picture in pictures if picture.stat().st_size > 200_000] == []


def test_what_the_hooks_watch_exists():
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    (names,) = re.findall(r"files: \^\(([^)]*)\)/", hooks)
    assert [name for name in names.split("|") if not (ROOT / name).is_dir()] == []


@pytest.fixture(scope="module")
def served(site):
    handler = functools.partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        """Say nothing of each request."""


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1200])
def test_pages_fit_and_ask_nobody_else(browser, served, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    too_wide = []
    for name in ONE_OF_EACH_KIND:
        page.goto(f"{served}{name}.html", wait_until="load")
        if page.evaluate("document.scrollingElement.scrollWidth") > width:
            too_wide.append(name)
    page.close()
    elsewhere = [url for url in asked if not url.startswith((served, "data:", "blob:"))]
    assert (too_wide, elsewhere, failed) == ([], [], [])
    assert len(asked) > len(ONE_OF_EACH_KIND)


@pytest.mark.slow
def test_wide_matrices_scroll_in_a_box_of_their_own_and_keep_the_names_in_sight(browser, served):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(served + "misconceptions_07.html", wait_until="load")
    box = page.locator(".md-typeset__scrollwrap").first
    name = page.locator("td", has_text="biases left out").first
    before = name.bounding_box()["x"]
    assert box.evaluate("each => { each.scrollLeft = 200; return each.scrollLeft }") == 200
    assert abs(name.bounding_box()["x"] - before) < 30
    page.close()


@pytest.mark.slow
def test_the_search_finds_a_word_without_a_server_of_its_own(browser, served):
    page = browser.new_page(viewport={"width": 1300, "height": 844})
    page.goto(served + "index.html", wait_until="load")
    page.fill("input[name=query]", "bubblewrap")
    found = page.locator(".md-search-result__link:visible", has_text="bubblewrap").first
    found.wait_for(timeout=20_000)
    page.close()
