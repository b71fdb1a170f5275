"""Imports nbgrader without what it costs most: a grammar of web addresses that nothing here checks an address by."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

__all__ = ["without_address_grammar"]

_GRAMMAR = "rfc3987_syntax"


@contextlib.contextmanager
def without_address_grammar() -> Iterator[None]:
    """Let jsonschema be imported as where this optional package is not installed, which it compiles for two seconds."""
    if _GRAMMAR in sys.modules:
        yield
        return
    sys.modules[_GRAMMAR] = None  # type: ignore[assignment]  # how Python marks what cannot be imported
    try:
        yield
    finally:
        del sys.modules[_GRAMMAR]
