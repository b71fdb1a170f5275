"""What a new course has in it, in lines for a terminal."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from autograder.quickstart.new_course import NewCourse
from autograder.quickstart.sample_students import FIRST

__all__ = ["told"]


def told(course: NewCourse) -> Iterator[str]:
    """Yield what was made, what must be kept from students, and what to do next."""
    first, last = course.assignments[0], course.assignments[-1]
    yield f"A course in {course.folder}:"
    yield "  nbgrader_config.py  makes it an nbgrader course; what lateness costs stands there"
    yield f"  solutions/          the notebooks with answers and exams, {first} to {last}"
    yield "  assignments/        the same to hand out, without"
    width = max([10, *(len(student) + 2 for student in course.samples)])
    for student, story in course.samples.items():
        yield f"  submitted/{student:<{width}}{story}"
    yield "  README.md           what to do next, on one screen"
    yield "Whoever gets this folder, or the package cnnedu, gets the answers and the exams: keep both from students."
    yield "Next:"
    yield f"  cd {shlex.quote(str(course.folder))}"
    if course.samples:
        yield f"  autograder grade {FIRST}"
        yield f"  nbgrader generate_feedback {FIRST}"
    else:
        yield f"  hand out assignments/{FIRST}/, and see README.md"
