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
        if library in _READY_MADE and library not in sys.modules and _asked_by_a_cell():
            remedy = "write it with torch.nn" if "torch" in sys.modules else "use NumPy"
            raise ModuleNotFoundError(
                f"No module named {name!r}. This assignment is done without {library}: it has ready-made what you "
                f"are asked to write, so an answer that calls it does not count. Instead {remedy}.",
                name=name,
            )
        return None


def _asked_by_a_cell() -> bool:
    """Whether the import stands in a notebook's cell; libraries look for each other and want the usual None."""
    frame = sys._getframe(2)
    while frame.f_back is not None and frame.f_code.co_filename.startswith("<frozen importlib"):
        frame = frame.f_back
    return frame.f_code.co_filename.startswith("<ipython-input-")


def explain_absent_libraries() -> None:
    sys.meta_path.append(_Explain())
