"""Where a cell was when it was stopped: the line that a student should look at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from autograder.harmless import harmless_line

__all__ = ["where_stopped"]

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_FRAME = re.compile(r"(?m)^ *(?:Cell In ?\[\d+\], line |File <ipython-input-[-\w]+>:)(\d+)(?: in (\w+))?\n(.*)$")
_LONGEST = 100_000  # characters of a traceback that are read


def where_stopped(outputs: Sequence[dict[str, Any]]) -> str:
    """Return a sentence on the last line of the student's own in the traceback of an interrupt; empty without one.

    >>> traceback = ["  Cell In[2], line 1", "    f(1)", "", "  Cell In[1], line 3 in f", "    while True:"]
    >>> where_stopped([{"output_type": "error", "ename": "KeyboardInterrupt", "traceback": traceback}])
    'It was at line 3 of f: while True:'
    """
    for output in reversed(outputs):
        if output["output_type"] == "error" and output["ename"] == "KeyboardInterrupt":
            return _last_line("\n".join(output["traceback"])[-_LONGEST:])
    return ""


def _last_line(traceback: str) -> str:
    text = _COLOUR.sub("", traceback)
    frames = list(_FRAME.finditer(text))
    if not frames:
        return ""
    number, function, line = frames[-1].groups()
    source = harmless_line(line)[:200]
    return f"It was at line {number} of {function or 'the cell'}: {source}"
