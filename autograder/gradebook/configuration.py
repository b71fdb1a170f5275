"""What a course's nbgrader_config.py says, read without nbgrader, which takes a second or more to import."""

from __future__ import annotations

from pathlib import Path

from traitlets import Bool, Float, Int
from traitlets.config import Config, Configurable, PyFileConfigLoader

from autograder.course import CourseError
from autograder.sandbox.wire.limits import Limits

__all__ = ["KEPT", "BackupOptions", "GradingOptions", "backups_kept", "course_config", "grading_options"]


KEPT = 10
"""How many copies of the gradebook are kept, unless the course's configuration says otherwise."""


def course_config(root: Path, assignment: str, student: str = "*", db_url: str | None = None) -> Config:
    """Return the course's nbgrader configuration, narrowed to an assignment and a student or pattern of students.

    Args:
        root: the course's folder.
        assignment: its name.
        student: an id or a pattern of ids.
        db_url: another gradebook than the configuration's, as SQLAlchemy writes addresses.

    Raises:
        CourseError: the configuration cannot be read.
    """
    try:
        config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    except Exception as error:  # it is a program of the instructor's
        reason = f"{type(error).__name__}: {error}".partition("\n")[0]
        raise CourseError(f"{root / 'nbgrader_config.py'} cannot be read ({reason}): mend it") from error
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
    not_isolated = Bool(
        False, help="Grade even where no sandbox can be had: students' code then runs with the grader's rights."
    ).tag(config=True)

    def limits(self) -> Limits:
        """Return the limits of a submission. A cell or call that may run longer may compute and wait longer, too."""
        cells = max(1.0, self.cell_seconds / Limits.cell_seconds)
        calls = max(1.0, self.call_seconds / Limits.call_seconds)
        return Limits(
            self.cell_seconds,
            self.call_seconds,
            submission_seconds=self.submission_seconds,
            memory_bytes=self.memory_bytes,
            cell_processor_seconds=cells * Limits.cell_processor_seconds,
            cell_idle_seconds=cells * Limits.cell_idle_seconds,
            call_processor_seconds=calls * Limits.call_processor_seconds,
            call_idle_seconds=calls * Limits.call_idle_seconds,
        )


class GradeInSandbox(GradingOptions):
    """The section of the configuration has the plug-in's name."""


def grading_options(config: Config) -> GradingOptions:
    """Return how submissions are to be graded, as a course's configuration has it."""
    return GradeInSandbox(config=config)


class BackupOptions(Configurable):
    """What `c.SubmissionExporter` may say in nbgrader_config.py."""

    backups = Int(KEPT, min=0, help="How many copies of the gradebook are kept, one made before each run.").tag(
        config=True
    )


class SubmissionExporter(BackupOptions):
    """The section of the configuration has the plug-in's name."""


def backups_kept(config: Config) -> int:
    """Return how many copies of the gradebook a course keeps."""
    return SubmissionExporter(config=config).backups
