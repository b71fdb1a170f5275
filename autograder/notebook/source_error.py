"""What an author reads when a source cannot become a notebook."""

from __future__ import annotations

from autograder.course import CourseError

__all__ = ["SourceError"]


class SourceError(CourseError):
    """An authored source that cannot become a notebook; the message names the file, the cell and the remedy."""
