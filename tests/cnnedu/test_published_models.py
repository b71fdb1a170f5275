"""The table of reference models in the documentation says what their cards say."""

from __future__ import annotations

from pathlib import Path

from cnnedu.report import as_markdown, rows

ROOT = Path(__file__).resolve().parents[2]


def test_the_documentation_claims_what_the_cards_measured() -> None:
    page = (ROOT / "docs" / "networks.md").read_text(encoding="utf-8")
    section = page.partition("## Reference models")[2].partition("\n## ")[0]
    table = "\n".join(line for line in section.splitlines() if line.startswith("|"))
    assert table == as_markdown(rows())
