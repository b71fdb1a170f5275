"""Says why a library is missing, instead of a bare ModuleNotFoundError."""

from __future__ import annotations

import importlib.abc
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

__all__ = ["explain_absent_libraries"]

_READY_MADE = ("torch", "torchvision", "scipy", "skimage", "sklearn", "cv2", "tensorflow", "keras", "jax")


class _Explain(importlib.abc.MetaPathFinder):
    """Asked last, when no other finder knows the module."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        library = name.partition(".")[0]
        if library in _READY_MADE and library not in sys.modules:
            raise ModuleNotFoundError(
                f"No module named {name!r}. This assignment is done without {library}: it has ready-made what you "
                "are asked to write, so an answer that calls it does not count. Use NumPy.",
                name=name,
            )
        return None


def explain_absent_libraries() -> None:
    sys.meta_path.append(_Explain())
