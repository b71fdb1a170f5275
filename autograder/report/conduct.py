"""What was tampered with and what was tried: locked cells, unreadable files, code ended by force, telling imports.

Locked cells were put back before grading, and the sandbox reaches nothing of the course: none of it earned a point.
Whether it was mischief or an accident only a talk can tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from autograder.report.class_data import ClassData, Work

__all__ = ["KINDS", "Remark", "remarks"]

LOCKED, UNREADABLE, ENDED, READY_MADE, REACHING, OTHER = KINDS = (
    "Locked cells changed or removed",
    "Could not be read",
    "Ended by force",
    "Ready-made answers asked for",
    "Reaching out of the notebook",
    "Other remarks about the file",
)

_LIBRARIES = frozenset(
    {"torch", "torchvision", "scipy", "skimage", "sklearn", "cv2", "tensorflow", "keras", "jax", "cnnedu"}
)
_TELLING = {
    *("autograder", "nbgrader", "hypothesis", "os", "sys", "pathlib", "glob", "shutil", "tempfile", "socket", "ssl"),
    *("urllib", "http", "requests", "httpx", "asyncio", "subprocess", "multiprocessing", "threading", "signal", "pty"),
    *("ctypes", "cffi", "mmap", "inspect", "gc", "importlib", "builtins", "pickle"),
}
"""Modules that reach out of the notebook, to the machine or to whoever judges."""
_ENDED = (": The cell was stopped after", ": The cell ended the notebook's process", "that the sandbox does not allow")
_UNREADABLE = ("The file ", "No notebook was ", "Several notebooks ", "The folder of ", "None of the assignment's ")


@dataclass(frozen=True)
class Remark:
    """Something to look at in one student's work; `kind` is one of `KINDS`."""

    kind: str
    student: str
    text: str
    feedback: str

    @property
    def rank(self) -> int:
        return KINDS.index(self.kind)


def remarks(data: ClassData, libraries: Set[str]) -> list[Remark]:
    """List what there is to look at, by kind and student.

    Args:
        data: the class.
        libraries: which the assignment may use, such as {"numpy", "torch"}.
    """
    found = [
        Remark(kind, work.student, text, work.feedback) for work in data.works for kind, text in _of(work, libraries)
    ]
    return sorted(found, key=lambda remark: (remark.rank, remark.student))


def _of(work: Work, libraries: Set[str]) -> Iterator[tuple[str, str]]:
    for problem in work.problems:
        yield _kind(problem), problem
    absent = sorted((work.imports & _LIBRARIES) - libraries)
    if absent:
        yield READY_MADE, f"Imports {', '.join(absent)}, without which this assignment is done."
    telling = sorted(work.imports & _TELLING)
    if telling:
        yield REACHING, f"Imports {', '.join(telling)}."


def _kind(problem: str) -> str:
    if "locked, but" in problem:
        return LOCKED
    if any(words in problem for words in _ENDED):
        return ENDED
    if problem.startswith(_UNREADABLE) or "is not a plain file" in problem or " cannot be read: " in problem:
        return UNREADABLE
    return OTHER
