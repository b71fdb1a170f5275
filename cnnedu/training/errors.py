"""The one error of this package."""

from __future__ import annotations

__all__ = ["TrainingError"]


class TrainingError(Exception):
    """Training cannot start or go on. The message says why and what to do."""
