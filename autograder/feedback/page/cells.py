"""Cells of a graded notebook as HTML: code with a little colour, what it printed, its pictures. All of it bounded."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup, escape
from pygments.lexers import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, String

from autograder.feedback.wording import clean
from autograder.harmless import Room, harmless_code

__all__ = ["code_html", "outputs_html"]

_KINDS = ((Comment, "c"), (Keyword, "k"), (String, "s"), (Number, "m"), (Name.Function, "f"), (Name.Class, "f"))
_LONGEST_OUTPUT = 4000  # characters of one output
_TERMINAL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def code_html(cell: dict[str, Any], room: Room) -> Markup:
    """Return the code of a cell. What is too long or too hard to colour stays plain, as everywhere else."""
    shown = harmless_code({"source": cell["source"], "metadata": {}})
    source = room.for_text(clean(shown["source"], len(shown["source"])))
    if not source.strip():
        return Markup("")
    plain = "magics_language" in shown["metadata"]
    return Markup('<pre class="code" tabindex="0">{}</pre>').format(source if plain else _coloured(source))


def _coloured(source: str) -> Markup:
    parts = []
    for token, text in PythonLexer(stripnl=False).get_tokens(source.rstrip("\n")):
        kind = next((name for known, name in _KINDS if token in known), "")
        parts.append(f'<i class="{kind}">{escape(text)}</i>' if kind else escape(text))
    return Markup("").join(map(Markup, parts))


def outputs_html(cell: dict[str, Any], room: Room) -> Markup:
    """Return what a cell showed: text, pictures with what they show in words, errors folded behind their last line."""
    return Markup("").join(_output(output, cell, room) for output in cell.get("outputs", ()))


def _output(output: dict[str, Any], cell: dict[str, Any], room: Room) -> Markup:
    match output["output_type"]:
        case "stream":
            return _text(output["text"], room)
        case "error":
            return _error(output, room)
    data = output["data"]
    for mime in ("image/png", "image/jpeg"):
        if mime in data:
            picture = "".join(data[mime].split())
            if not room.for_picture(picture):
                return Markup('<p class="note">[A picture, as in your notebook.]</p>')
            source = f"data:{mime};base64,{picture}"
            return Markup('<img alt="{}" src="{}">').format(" ".join(_captions(cell)) or "a picture", source)
    return _text(data["text/plain"], room) if "text/plain" in data else Markup("")


def _text(text: str | list[str], room: Room) -> Markup:
    whole = _TERMINAL.sub("", "".join(text)).rstrip()
    if not whole:
        return Markup("")
    return Markup('<pre tabindex="0">{}</pre>').format(room.for_text(_cut(clean(whole, len(whole)))))


def _error(output: dict[str, Any], room: Room) -> Markup:
    said = clean(f"{output.get('ename', '')}: {output.get('evalue', '')}".strip(": "), 300)
    traceback = _text("\n".join(output.get("traceback", ())), room)
    if not traceback or output.get("ename") == "NotImplementedError":
        return Markup('<p class="error">{}</p>').format(said)
    return Markup('<details class="error"><summary>{}</summary>{}</details>').format(said, traceback)


def _cut(text: str) -> str:
    """Leave out the middle of a long text: an error's place stands at its end."""
    if len(text) <= _LONGEST_OUTPUT:
        return text
    half = _LONGEST_OUTPUT // 2
    return f"{text[:half]}\n… ({len(text) - 2 * half:,} characters left out)\n{text[-half:]}"


def _captions(cell: dict[str, Any]) -> Iterator[str]:
    """Yield what the code says about its pictures: ``caption="..."``, or the titles it writes above them."""
    try:
        nodes = list(ast.walk(ast.parse(cell["source"])))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    found = [
        node.value.value
        for node in nodes
        if isinstance(node, ast.keyword) and node.arg in ("caption", "title") and isinstance(node.value, ast.Constant)
    ]
    for node in nodes:
        match node:  # ("image X", X, ...), as the notebooks' pictures are given their parts
            case ast.Tuple(elts=[ast.Constant(value=str(title)), _, *_]) if not found:
                yield clean(title, 200)
    yield from (clean(str(text), 200) for text in found)
