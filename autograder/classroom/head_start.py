"""What a class run begins at once: while it imports nbgrader, others import the grader and draw the exams."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from pathlib import Path
from typing import Any

from autograder.exams import exam_room

__all__ = ["take_head_start"]


def take_head_start(root: Path, assignment: str) -> None:
    """Start the process that workers are forked from, and another one that draws the exams into the course's cache.

    Args:
        root: the course's folder.
        assignment: whose exams the workers will need: one that there is.
    """
    context: Any = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["autograder.classroom.worker", exam_room(assignment)])
    context.Process(target=_draw_exams, args=(root, assignment), daemon=True).start()


def _draw_exams(root: Path, assignment: str) -> None:
    """Draw what no run has drawn yet. Whatever is wrong with the course, the run itself will say."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(Exception):
        from autograder.grading.grader import Grader

        with Grader(root) as grader:
            grader.draw_exams(assignment)
