"""Notebooks that the instructor has asked to keep. Without that nothing is written anywhere."""

from __future__ import annotations

import logging
import os
from datetime import datetime, timezone
from pathlib import Path

from autograder.serve.line import Upload

__all__ = ["keep"]

_MOST = 50
"""Notebooks kept of one student and assignment; the oldest go first."""


def keep(folder: Path, assignment: str, upload: Upload) -> None:
    """Write an upload to ``folder/student/assignment/time.ipynb``, readable by its owner only.

    A student's id is one part of a path: see `login`. A full disk is no reason to give no feedback; it is logged.
    """
    place = folder / upload.student / assignment
    name = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H-%M-%S.%fZ.ipynb")
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in sorted(place.glob("*.ipynb"))[: 1 - _MOST]:
            old.unlink()
        descriptor = os.open(place / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(upload.content)
    except OSError as error:
        logging.getLogger(__name__).error("a notebook of %s could not be kept: %s", upload.student, error)
