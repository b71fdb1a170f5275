"""The students that nbgrader's gradebook knows, and how a list of students gets into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, Student
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from autograder.course import CourseError
from autograder.exchange.people import Person

__all__ = ["Enrolment", "enrol", "enrolled"]


@dataclass(frozen=True)
class Enrolment:
    """What became of a list: whom it added, whose entry it changed, who was there as listed, and who is not listed."""

    new: tuple[Person, ...]
    changed: tuple[Person, ...]
    same: tuple[Person, ...]
    gone: tuple[Person, ...]


def enrolled(coursedir: CourseDirectory) -> list[Person]:
    """Return the students in the gradebook, by id; none where there is no gradebook yet.

    Raises:
        CourseError: it cannot be read.
    """
    url = make_url(coursedir.db_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return []
    try:
        with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
            return people_in(gradebook)
    except SQLAlchemyError as error:
        raise _unusable(coursedir, error, "read") from error


def people_in(gradebook: Gradebook) -> list[Person]:
    """Return the students of an open gradebook, by id."""
    return [_person(student) for student in gradebook.db.query(Student).order_by(Student.id)]


def enrol(coursedir: CourseDirectory, people: Sequence[Person]) -> Enrolment:
    """Put students into the gradebook, all of them or none. Done twice, it changes nothing.

    What a list leaves empty stays as it is. Nobody is removed: with a student go the grades.

    Raises:
        CourseError: the gradebook cannot be written.
    """
    new: list[Person] = []
    changed: list[Person] = []
    same: list[Person] = []
    try:
        with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
            there = {student.id: student for student in gradebook.db.query(Student)}
            for person in people:
                student = there.get(person.id)
                if student is None:
                    gradebook.db.add(Student(id=person.id, **_said(person)))
                    new.append(person)
                    continue
                differing = {name: text for name, text in _said(person).items() if getattr(student, name) != text}
                for name, text in differing.items():
                    setattr(student, name, text)
                (changed if differing else same).append(person)
            gradebook.db.commit()
            listed = {person.id for person in people}
            gone = [_person(student) for student_id, student in sorted(there.items()) if student_id not in listed]
    except SQLAlchemyError as error:
        raise _unusable(coursedir, error, "written") from error
    return Enrolment(tuple(new), tuple(changed), tuple(same), tuple(gone))


def _said(person: Person) -> dict[str, str]:
    """What a list says of a student, by the gradebook's columns, each as long as the gradebook's."""
    said = {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "lms_user_id": person.lms_id,
    }
    return {name: text[:128] for name, text in said.items() if text}


def _person(student: Student) -> Person:
    names = (student.first_name, student.last_name, student.email, student.lms_user_id)
    return Person(student.id, *(name or "" for name in names))


def _unusable(coursedir: CourseDirectory, error: SQLAlchemyError, what: str) -> CourseError:
    reason = str(getattr(error, "orig", None) or error).partition("\n")[0]
    where = make_url(coursedir.db_url).render_as_string(hide_password=True)
    return CourseError(
        f"the gradebook {where} cannot be {what} ({reason}): is it nbgrader's file, and does nothing else use it?"
    )
