"""A source as the sequence of its tokens, without what a copy changes first: comments, layout, names, texts."""

from __future__ import annotations

import builtins
import io
import keyword
import re
import tokenize
from collections.abc import Iterable, Iterator

__all__ = ["as_characters", "normalised"]

_LONGEST = 20_000
"""Characters of an answer that are looked at; an honest one has at most some thousand."""

_KEPT = frozenset(keyword.kwlist) | frozenset(dir(builtins))
_LAYOUT = frozenset(
    {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING}
) | {tokenize.ENDMARKER}
_NAME, _TEXT = "name", "text"
_ROUGHLY = re.compile(r"#[^\n]*|\"[^\"\n]*\"|'[^'\n]*'|\w+|[^\w\s]")


def normalised(source: str) -> tuple[str, ...]:
    """Return the tokens of a source. Names of the student's own are all alike; keywords, attributes, numbers stay.

    What Python cannot split into tokens is split by the look of it.

    >>> normalised("def f(x):  # mine" + chr(10) + "    'Mine.'" + chr(10) + "    return np.pad(x, 2)")
    ('def', 'name', '(', 'name', ')', ':', 'return', 'name', '.', 'pad', '(', 'name', ',', '2', ')')
    """
    source = source[:_LONGEST]
    try:
        return tuple(_alike(list(_python_tokens(source))))
    except (tokenize.TokenError, SyntaxError, ValueError, RecursionError):
        words = [word for word in _ROUGHLY.findall(source) if not word.startswith("#")]
        return tuple(_alike([_TEXT if word[0] in "'\"" else word for word in words]))


def as_characters(sequences: Iterable[tuple[str, ...]]) -> list[str]:
    """Write each token as one character, the same one everywhere: strings are what is compared fastest.

    >>> as_characters([("a", "b", "a"), ("b",)])
    ['!"!', '"']
    """
    codes: dict[str, str] = {}
    return ["".join(codes.setdefault(token, _character(len(codes))) for token in tokens) for tokens in sequences]


def _character(number: int) -> str:
    code = 33 + number
    return chr(code if code < 0xD800 else code + 0x800)  # half characters are none


def _python_tokens(source: str) -> Iterator[str]:
    """The tokens that count. A text that is a whole statement is a docstring, and says nothing."""
    at_start = True
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in _LAYOUT:
            at_start = at_start or token.type in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
            continue
        if tokenize.tok_name[token.type].startswith("FSTRING") or token.type == tokenize.STRING:
            if not at_start and tokenize.tok_name[token.type] in ("STRING", "FSTRING_START"):
                yield _TEXT
            continue
        at_start = False
        yield token.string


def _alike(tokens: list[str]) -> Iterator[str]:
    for before, token in zip(["", *tokens], tokens, strict=False):
        own = token.isidentifier() and token not in _KEPT and before != "."
        yield token if token == _TEXT or not own else _NAME
