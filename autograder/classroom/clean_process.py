"""The process that workers are forked from. It imports the grader once, so that they share what that takes.

This module imports next to nothing, so that it can start that process first of all: it imports on one core while this
process imports nbgrader on another.
"""

from __future__ import annotations

import multiprocessing
import os
from multiprocessing import forkserver

from autograder.exams import exam_room

__all__ = ["START", "default_jobs", "start_importing"]

START = "forkserver"


def default_jobs() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def start_importing(assignment: str) -> None:
    """Start the process: it imports while this one is busy with something else.

    Args:
        assignment: whose exams the workers will need.
    """
    if START == "forkserver":
        multiprocessing.set_forkserver_preload(["autograder.classroom.worker", exam_room(assignment)])
        forkserver.ensure_running()
