"""A right or wrong answer's source as a student would have written it."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable
from typing import Any

__all__ = ["answer_source"]


def answer_source(answer: Callable[..., Any], name: str) -> str:
    """Return the source of a function or class, called `name` instead of its own name.

    >>> print(answer_source(textwrap.shorten, "cut").partition("(")[0])
    def cut
    """
    source = textwrap.dedent(inspect.getsource(answer))
    return re.sub(rf"\b{re.escape(answer.__name__)}\b(?=[(:])", name, source)
