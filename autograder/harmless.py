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

__all__ = ["Room", "harmless_code", "harmless_line", "harmless_markdown", "harmless_outputs"]

_PICTURES = ("image/png", "image/jpeg")
_LONGEST_TEXT = 20_000
"""Characters of one text cell that are shown. What is never closed costs nbconvert the square of the length: at this
one seconds, at a megabyte hours."""


_LONGEST_CODE = 50_000
"""Characters of one code cell that are shown."""
_LONGEST_COLOURED = 10_000
_HARD_TO_COLOUR = re.compile(r"[^\n]{500}|\s{200}")
"""Long lines, and many blank ones: Pygments' patterns take the square of their length."""


class Room:
    """What the cells of a notebook may show together, in characters. What is more is left out."""

    def __init__(self, text: int = 2_000_000, pictures: int = 16_000_000) -> None:
        self._text, self._pictures = text, pictures

    def for_text(self, text: str) -> str:
        """Return as much of a text as there is room for, with a remark where something is missing."""
        kept = text[: self._text]
        self._text -= len(kept)
        return kept if len(kept) == len(text) else f"{kept}\n[cut: the notebook shows too much text]"

    def for_picture(self, picture: str) -> bool:
        """Say whether there is room for a picture."""
        if len(picture) > self._pictures:
            return False
        self._pictures -= len(picture)
        return True


def harmless_code(cell: dict[str, Any]) -> dict[str, Any]:
    """Return a code cell as it is shown: cut where it is endless, uncoloured where colouring it would take too long.

    >>> harmless_code({"source": "x = 1" + " " * 300, "metadata": {}})["metadata"]
    {'magics_language': 'text'}
    """
    source = cell["source"]
    if len(source) > _LONGEST_COLOURED or _HARD_TO_COLOUR.search(source):
        cell = cell | {"metadata": {**cell["metadata"], "magics_language": "text"}}  # nbconvert asks for it
    if len(source) > _LONGEST_CODE:
        remark = f"\n# … (cut: {len(source):,} characters; the whole cell is in the file handed in)"
        cell = cell | {"source": source[:_LONGEST_CODE] + remark}
    return cell


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
    return _NO_FORMULA.sub(r"\\text{\1}", text)


_NO_FORMULA = re.compile(
    r"\\(href|url|require|style|class|cssId|data|unicode|bbox|mmlToken|html[A-Za-z]*|includegraphics|action|toggle"
    r"|texttip|tooltip|mathtip|def|let|(?:re|provide)?newcommand|(?:re)?newenvironment|enclose|f?colorbox)(?![A-Za-z])"
)
"""Commands of MathJax that lead somewhere, load or define something, or draw beside the formula."""


def harmless_outputs(outputs: Sequence[dict[str, Any]], room: Room | None = None) -> list[dict[str, Any]]:
    """Return the outputs of a cell, which the sandbox has found well-formed, with their text and pictures only.

    `room` is what is left for the notebook's outputs; without it, they have as much as a whole notebook.
    """
    room = Room() if room is None else room
    return [kept for output in outputs if (kept := _harmless(output, room)) is not None]


def _harmless(output: dict[str, Any], room: Room) -> dict[str, Any] | None:
    if output["output_type"] not in ("display_data", "execute_result"):
        texts = ("text", "ename", "evalue", "traceback")
        return output | {key: _whole(output[key], room) for key in texts if key in output}
    data = output["data"]
    kept = {
        mime: data[mime]
        for mime in _PICTURES
        if mime in data and _is_base64(data[mime]) and room.for_picture(data[mime])
    }
    if "text/plain" in data:
        kept["text/plain"] = _whole(data["text/plain"], room)
    if output["output_type"] == "execute_result":
        output = output | {"execution_count": max(0, min(output["execution_count"], 10**6))}
    return output | {"data": kept, "metadata": {}} if kept else None


def _whole(text: Any, room: Room) -> Any:
    """Replace half characters, which no file could hold."""
    if isinstance(text, list):
        return [_whole(line, room) for line in text]
    return room.for_text(text.encode("utf-8", errors="replace").decode("utf-8"))


def _is_base64(text: str) -> bool:
    try:
        base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True
