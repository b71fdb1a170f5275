"""What comes before the first submission of a run is graded; whatever is wrong is told before anybody is."""

from __future__ import annotations

from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.gradebook.backup import back_up
from autograder.gradebook.configuration import backups_kept, grading_options
from autograder.gradebook.course_grader import course_grader, known_assignment
from autograder.gradebook.soundness import check_gradebook, gradebook_file

__all__ = ["make_ready"]


def make_ready(coursedir: CourseDirectory, config: Config, tries_sandbox: bool = True) -> Path | None:
    """Make sure of a sound gradebook and of a sandbox, and copy the gradebook. Once a run, by who writes its grades.

    Args:
        coursedir: of the course, with the assignment.
        config: the course's configuration.
        tries_sandbox: False where other processes grade: this one then needs none, and they say where there is none.

    Returns:
        The copy of the gradebook; None where there was nothing to copy, or none is wanted.

    Raises:
        CourseError: the assignment cannot be graded now. Nobody has been.
    """
    known_assignment(coursedir.assignment_id)
    check_gradebook(coursedir)
    if tries_sandbox:
        grader = course_grader(coursedir.root)
        grader.isolation_required = not grading_options(config).not_isolated
        grader.check_isolation()
    path = gradebook_file(coursedir)
    return back_up(path, backups_kept(config)) if path is not None else None
