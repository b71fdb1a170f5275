"""What of a student's may be shown to whoever grades: text and pictures, nothing that runs.

The formgrader shows graded notebooks inside the instructor's own session, where a script could change grades. All of
this is decided on the trusted side, for what comes out of the sandbox may be forged.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from typing import Any

__all__ = ["harmless_line", "harmless_markdown", "harmless_outputs"]

_PICTURES = ("image/png", "image/jpeg")
_LONGEST_TEXT = 20_000
"""Characters of one text cell that are shown. What is never closed costs nbconvert the square of the length: at this
one seconds, at a megabyte hours."""


def harmless_line(text: str) -> str:
    """Return a text as one line of printable characters: nothing that commands a terminal or ends a paragraph.

    >>> harmless_line("a\\x1b[2Jb\\r\\rc")
    'a [2Jb c'
    """
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def harmless_markdown(text: str) -> str:
    """Show HTML as text instead of obeying it; let links lead to the web alone; make no link out of a formula.

    A picture becomes a link: it would be fetched while somebody grades, and nbconvert stops at an attachment that is
    not there. A space keeps what is no web address from being a link: ``javascript:`` has too many spellings to list.
    A text too long to be laid out is cut.

    >>> harmless_markdown("a < b, **bold**, <script>alert(1)</script>")
    'a < b, **bold**, &lt;script>alert(1)&lt;/script>'
    >>> harmless_markdown("[paper](https://arxiv.org) ![mine](attachment:me.png)")
    '[paper](https://arxiv.org) [mine] (attachment:me.png)'
    """
    if len(text) > _LONGEST_TEXT:
        text = text[:_LONGEST_TEXT] + f" … (cut: {len(text):,} characters; the whole text is in the file handed in)"
    text = re.sub(r"<(?=[A-Za-z/!?])", "&lt;", text)
    text = re.sub(r"!+(?=\[)", "", text)
    text = re.sub(r"\](?=[(:])(?!.\s*(?:https?://|#))", "] ", text, flags=re.DOTALL)
    return re.sub(r"\\(href|url|require|style|class|cssId|data|unicode)\b", r"\\text{\1}", text)


def harmless_outputs(outputs: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the outputs of a cell, which the sandbox has found well-formed, with their text and pictures only."""
    return [kept for output in outputs if (kept := _harmless(output)) is not None]


def _harmless(output: dict[str, Any]) -> dict[str, Any] | None:
    if output["output_type"] not in ("display_data", "execute_result"):
        return output | {key: _whole(output[key]) for key in ("text", "ename", "evalue", "traceback") if key in output}
    data = output["data"]
    kept = {mime: data[mime] for mime in _PICTURES if mime in data and _is_base64(data[mime])}
    if "text/plain" in data:
        kept["text/plain"] = _whole(data["text/plain"])
    return output | {"data": kept, "metadata": {}} if kept else None


def _whole(text: Any) -> Any:
    """Replace half characters, which no file could hold."""
    if isinstance(text, list):
        return [_whole(line) for line in text]
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _is_base64(text: str) -> bool:
    try:
        base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True
