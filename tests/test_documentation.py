"""The documentation builds strictly, finds what it names, and asks nobody but itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# What a page loads by itself; what a reader may click on is no request.
LOADED = re.compile(r"""<(?:script|img|source|iframe)\b[^>]*\bsrc(?:set)?=["']?(?:https?:)?//""")
LINKED = re.compile(r"""<link\b(?![^>]*rel=["']?canonical)[^>]*\bhref=["']?(?:https?:)?//""")
FROM_STYLE = re.compile(r"""(?:@import|url\()\s*["']?(?:https?:)?//""")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    pytest.importorskip("mkdocs", reason="mkdocs is not installed: pip install -c constraints.txt -e '.[docs]'")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
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
