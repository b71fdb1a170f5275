"""What a course's nbgrader_config.py says, read without nbgrader, which takes a second or more to import."""

from __future__ import annotations

from pathlib import Path

from traitlets import Float, Int
from traitlets.config import Config, Configurable, PyFileConfigLoader

from autograder.sandbox.wire.limits import Limits

__all__ = ["GradingOptions", "course_config", "grading_options"]


def course_config(root: Path, assignment: str, student: str = "*", db_url: str | None = None) -> Config:
    """Return the course's nbgrader configuration, narrowed to an assignment and a student or pattern of students.

    Args:
        root: the course's folder.
        assignment: its name.
        student: an id or a pattern of ids.
        db_url: another gradebook than the configuration's, as SQLAlchemy writes addresses.
    """
    config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    if db_url is not None:
        config.CourseDirectory.db_url = db_url
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.assignment_id = assignment
    config.CourseDirectory.student_id = student
    return config


class GradingOptions(Configurable):
    """What `c.GradeInSandbox` may say in nbgrader_config.py."""

    cell_seconds = Float(Limits.cell_seconds, help="How long one cell may run, in seconds.").tag(config=True)
    call_seconds = Float(Limits.call_seconds, help="How long one call of an answer may take.").tag(config=True)
    submission_seconds = Float(
        Limits.submission_seconds, help="How long all cells and calls of a submission may take together."
    ).tag(config=True)
    memory_bytes = Int(Limits.memory_bytes, help="How much memory a submission may use.").tag(config=True)
    network_seconds = Float(
        3.0, help="How long each trained network may look at images with a student's work; 0: none does."
    ).tag(config=True)

    def limits(self) -> Limits:
        """Return the limits of a submission."""
        return Limits(
            self.cell_seconds,
            self.call_seconds,
            submission_seconds=self.submission_seconds,
            memory_bytes=self.memory_bytes,
        )


class GradeInSandbox(GradingOptions):
    """The section of the configuration has the plug-in's name."""


def grading_options(config: Config) -> GradingOptions:
    """Return how submissions are to be graded, as a course's configuration has it."""
    return GradeInSandbox(config=config)
