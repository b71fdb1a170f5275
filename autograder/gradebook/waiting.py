"""Waiting for a gradebook that somebody else holds for a moment."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from autograder.gradebook.errors import GradebookBusy, GradebookUnreachable, gradebook_errors

__all__ = ["patiently"]

_log = logging.getLogger(__name__)


def patiently(change: Callable[[], None], take_back: Callable[[], None], db_url: str, seconds: float) -> None:
    """Change the gradebook; where it is locked or its server is away, try again for so long.

    Args:
        change: makes the change and commits it.
        take_back: called after each attempt that failed.
        db_url: the gradebook's address.
        seconds: how long.

    Raises:
        GradebookError: it was of no use, or there is nothing to wait for.
    """
    deadline = time.monotonic() + seconds
    told = False
    while True:
        try:
            with gradebook_errors(db_url):
                change()
            return
        except (GradebookBusy, GradebookUnreachable) as error:
            take_back()
            if time.monotonic() > deadline:
                raise
            if not told:
                _log.warning("trying again for %.0f s: %s", seconds, error)
            told = True
            time.sleep(min(1.0, seconds / 10))
        except BaseException:
            take_back()
            raise
