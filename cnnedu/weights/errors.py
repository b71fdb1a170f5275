"""The one error of this package."""

from __future__ import annotations

__all__ = ["WeightsError"]


class WeightsError(Exception):
    """Weights or a card are missing, damaged or of something else. The message names the file and the remedy."""
