"""Cells of plain Python go past what IPython does for its commands: it takes longer than to compile and run them."""

from __future__ import annotations

import ast
import re
import warnings

from IPython.core.inputtransformer2 import TransformerManager

__all__ = ["Translation", "may_await"]

_COMMAND = re.compile(r"^[^\S\n]*[%!?/,;]|=\s*[%!]|[?]", re.MULTILINE)
_OTHER_LINE_ENDS = re.compile(r"[\r\v\f\x1c-\x1e\x85\u2028\u2029]")  # IPython ends a line there, Python does not


class Translation(TransformerManager):
    """IPython's own translation of commands into Python, which splits a cell into tokens, where there may be any."""

    def __init__(self) -> None:
        super().__init__()
        self._usual = list(self.token_transformers)

    def do_token_transforms(self, lines: list[str]) -> list[str]:
        """Return the lines of a cell as Python; a cell may have added to `token_transformers`."""
        if self.token_transformers == self._usual and _is_python("".join(lines)):
            return lines
        translated: list[str] = super().do_token_transforms(lines)
        return translated


def may_await(source: str) -> bool:
    """Say whether a cell can wait for something at its top level: only then need it be compiled to see.

    >>> may_await("await sleep(1)"), may_await("x = 1")
    (True, False)
    """
    return "await" in source or "async" in source


def _is_python(source: str) -> bool:
    """Say whether there is no command in a cell: none that looks like one, or nothing that Python does not read."""
    if _OTHER_LINE_ENDS.search(source):
        return False
    if not _COMMAND.search(source):
        return True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is odd in it is said when it is compiled
            ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
