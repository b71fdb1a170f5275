"""The students that nbgrader's gradebook knows, and how a list of students gets into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nbgrader.api import Gradebook, Student
from nbgrader.coursedir import CourseDirectory

from autograder.exchange.people import Person
from autograder.gradebook.errors import gradebook_errors
from autograder.gradebook.soundness import gradebook_file

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
        GradebookError: it cannot be read.
    """
    path = gradebook_file(coursedir)
    if path is not None and not path.is_file():
        return []
    with gradebook_errors(coursedir.db_url), Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        return people_in(gradebook)


def people_in(gradebook: Gradebook) -> list[Person]:
    """Return the students of an open gradebook, by id."""
    return [_person(student) for student in gradebook.db.query(Student).order_by(Student.id)]


def enrol(coursedir: CourseDirectory, people: Sequence[Person]) -> Enrolment:
    """Put students into the gradebook, all of them or none. Done twice, it changes nothing.

    What a list leaves empty stays as it is. Nobody is removed: with a student go the grades.

    Raises:
        GradebookError: the gradebook cannot be written.
    """
    new: list[Person] = []
    changed: list[Person] = []
    same: list[Person] = []
    with gradebook_errors(coursedir.db_url), Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
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
