"""The one error of this package."""

from __future__ import annotations

__all__ = ["DataError"]


class DataError(Exception):
    """A file of a data set is missing, damaged or not what it should be. The message names it and the remedy."""
