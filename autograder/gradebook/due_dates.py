"""When assignments are due, in nbgrader's gradebook: read and set in the clock of whoever sets it, kept in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo

from nbgrader.api import Assignment, Gradebook, SubmittedAssignment
from nbgrader.coursedir import CourseDirectory

from autograder.course import CourseError
from autograder.gradebook.errors import gradebook_errors
from autograder.gradebook.records import submissions
from autograder.gradebook.soundness import check_gradebook
from autograder.meant import meant

__all__ = ["Due", "due_dates", "in_words", "parse_time", "set_due_date", "set_extension"]


@dataclass(frozen=True)
class Due:
    """When an assignment is due, aware of its time zone, or None; and the students who have longer, by id."""

    assignment: str
    at: datetime | None
    extended: dict[str, datetime]


def parse_time(text: str, zone: tzinfo | None = None) -> datetime:
    """Read a time such as "2030-03-01 23:59", by the clock of `zone`, this machine's by default.

    One that ends with "+01:00" says by itself which clock it means. No other form is read: 01/03/2030 is two days.

    Raises:
        CourseError: it is no time, or a day without an hour.
    """
    try:
        time = datetime.fromisoformat(text)
        if len(text.strip()) <= len("2030-03-01"):
            raise ValueError("a day without an hour")
        return time if time.tzinfo else time.replace(tzinfo=zone) if zone else time.astimezone()
    except (ValueError, OverflowError) as error:
        raise CourseError(
            f'{text!r} is no time: say it as "2030-03-01 23:59", year, month, day, hour, minute'
        ) from error


def due_dates(coursedir: CourseDirectory) -> dict[str, Due]:
    """Return what the gradebook says of its assignments, by name.

    Raises:
        CourseError: the gradebook cannot be used.
    """
    check_gradebook(coursedir)
    with gradebook_errors(coursedir.db_url), Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        found = {}
        for name, due in gradebook.db.query(Assignment.name, Assignment.duedate).order_by(Assignment.name):
            query = gradebook.db.query(SubmittedAssignment.student_id, SubmittedAssignment.extension).join(
                Assignment, SubmittedAssignment.assignment_id == Assignment.id
            )
            longer = query.filter(Assignment.name == name, SubmittedAssignment.extension.is_not(None))
            extended = {student: _here(due + extension) for student, extension in longer if due and extension}
            found[name] = Due(name, _here(due) if due else None, extended)
        return found


def set_due_date(coursedir: CourseDirectory, at: datetime | None) -> None:
    """Set when the assignment of `coursedir` is due; None takes its due date away. Who was graded must be graded again.

    Raises:
        CourseError: the gradebook cannot be used.
    """
    check_gradebook(coursedir)
    with gradebook_errors(coursedir.db_url), Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        gradebook.update_or_create_assignment(coursedir.assignment_id, duedate=_in_utc(at) if at else None)


def set_extension(coursedir: CourseDirectory, student: str, at: datetime | None) -> None:
    """Give one student longer, until `at`; None takes it back.

    Raises:
        CourseError: the assignment has no due date, the student is not known, or the gradebook cannot be used.
    """
    check_gradebook(coursedir)
    name = coursedir.assignment_id
    with gradebook_errors(coursedir.db_url), Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        due = gradebook.db.query(Assignment.duedate).filter(Assignment.name == name).scalar()
        if due is None:
            raise CourseError(f"{name} has no due date: set that of the class first, without --student")
        known = sorted({each.id for each in gradebook.students} | set(submissions(coursedir)))
        if student not in known:
            raise CourseError(f"nobody knows a student {student!r}: {meant(student, known)}")
        gradebook.update_or_create_student(student)
        submission = gradebook.update_or_create_submission(name, student)
        submission.extension = _in_utc(at) - due if at else None
        gradebook.db.commit()


def _in_utc(at: datetime) -> datetime:
    """nbgrader's form of a time: in UTC, without saying so."""
    return at.astimezone(timezone.utc).replace(tzinfo=None)


def _here(at: datetime) -> datetime:
    return at.replace(tzinfo=timezone.utc).astimezone()


def in_words(at: datetime, now: datetime | None = None) -> str:
    """Write a time with its distance from now, as in "Fri 2030-03-01 23:59 UTC (in 3 days)"."""
    left = at - (now or datetime.now(timezone.utc))
    days = abs(left) // timedelta(days=1)
    distance = "today" if not days else f"{days} day{'s' * (days > 1)}"
    said = distance if not days else f"in {distance}" if left > timedelta() else f"{distance} ago"
    return f"{at:%a %Y-%m-%d %H:%M %Z} ({said})"
