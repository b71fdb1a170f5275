"""Who of the roster sent something: by id, e-mail address, the platform's number, or a name that only one has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from autograder.course import CourseError
from autograder.exchange.gradescope_export import Sender
from autograder.exchange.people import Person
from autograder.exchange.tables import plain_key
from autograder.harmless import harmless_line

__all__ = ["Match", "match_senders", "said_by"]

_NAMED, _KNOWN, _SAID = 1, 2, 3
"""How sure a match is: by a name, by something that belongs to one person, or by the instructor's own word."""

_LIKE_ENOUGH = 70


@dataclass(frozen=True)
class Match:
    """Whose a sender's files are; `student` is empty where nobody can tell, and `why` says what to do then."""

    student: str = ""
    why: str = ""


def match_senders(
    system: str, senders: Sequence[Sender], people: Sequence[Person], said: Mapping[str, str]
) -> dict[Sender, Match]:
    """Find each sender in the roster.

    A name can be chosen on most platforms: where two senders lead to one student, the one who is known by more than a
    name counts, and if that does not decide, neither does.

    Args:
        system: the platform; Canvas's numbers are those of its gradebook, Moodle's those of its grading worksheet.
        senders: who sent anything.
        people: the roster.
        said: ids by names or numbers, as the instructor has decided.
    """
    finder = _Finder(system, people, said)
    found = {sender: finder.find(sender) for sender in senders}
    claims: dict[str, list[tuple[int, Sender]]] = defaultdict(list)
    for sender, (student, sure, _) in found.items():
        if student:
            claims[student].append((sure, sender))
    matches = {}
    for sender, (student, sure, why) in found.items():
        rivals = [(s, other) for s, other in claims[student] if other != sender] if student else []
        stronger = [other for s, other in rivals if s >= sure]
        if stronger:
            others = " and ".join(map(str, stronger[:3]))
            why = f"{others} leads to {student} too: say whose it is with --match 'NAME OR NUMBER={student}'"
            student = ""
        matches[sender] = Match(student, why)
    return matches


class _Finder:
    """The roster, by all that tells its people apart."""

    def __init__(self, system: str, people: Sequence[Person], said: Mapping[str, str]) -> None:
        self._system = system
        self._people = people
        self._said = said
        self._ids = {person.id: person for person in people}
        self._by_key = _index((_plain_id(person.id), person) for person in people)
        self._by_email = _index((person.email.casefold(), person) for person in people)
        self._by_number = _index((self._number_of(person), person) for person in people)
        self._by_name = _index((key, person) for person in people for key in _name_keys(person))

    def find(self, sender: Sender) -> tuple[str, int, str]:
        """Return the student's id, how sure that is, and what to say if there is none."""
        for key in (sender.number, sender.name, sender.sid, sender.email):
            if key and key in self._said:
                return self._said[key], _SAID, ""
        certain = (
            self._by_key.get(_plain_id(sender.sid)),
            self._by_email.get(sender.email.casefold()),
            self._by_number.get(sender.number),
            self._by_key.get(_plain_id(sender.email)),
        )
        for people in certain:
            if people and len(people) == 1:
                return people[0].id, _KNOWN, ""
        named = [p for p in self._by_name.get(plain_key(sender.name), []) if not self._contradicts(sender, p)]
        if len(named) == 1:
            return named[0].id, _NAMED, ""
        if named:
            ids = ", ".join(person.id for person in named[:5])
            return "", 0, f"{len(named)} students have this name ({ids}): {self._remedy(sender, named[0].id)}"
        return "", 0, self._proposal(sender)

    def _contradicts(self, sender: Sender, person: Person) -> bool:
        """A name is no proof where something better says that this is another person of that name."""
        number = self._number_of(person)
        return bool(
            (sender.number and number and sender.number != number)
            or (sender.email and person.email and sender.email.casefold() != person.email.casefold())
        )

    def _number_of(self, person: Person) -> str:
        return {"canvas": person.lms_id, "moodle": person.participant}.get(self._system, "")

    def _proposal(self, sender: Sender) -> str:
        names = {person.id: " ".join(sorted(_words(person.name))) for person in self._people}
        asked = " ".join(sorted(_words(sender.name)))
        scorer = fuzz.ratio
        if self._system == "canvas":  # it writes names as one word, the last name first
            names = {person.id: plain_key(person.last_name + person.first_name) for person in self._people}
            asked = plain_key(sender.name)
        best = process.extractOne(asked, names, scorer=scorer, score_cutoff=_LIKE_ENOUGH)
        if best is None:
            return "nobody of the roster is called like this: is the roster up to date? If so, " + self._remedy(
                sender, "ID"
            )
        meant = self._ids[best[2]]
        return f"not in the roster; perhaps {meant.id} ({harmless_line(meant.name)}): {self._remedy(sender, meant.id)}"

    def _remedy(self, sender: Sender, student: str) -> str:
        who = harmless_line(sender.number or sender.sid or sender.email or sender.name)
        return f"say so with --match '{who}={student}'"


def said_by(pairs: Sequence[str]) -> dict[str, str]:
    """Read what an instructor has decided, "NAME OR NUMBER=ID" each.

    Raises:
        CourseError: one of them has no "=", or nothing on a side of it.
    """
    said = {}
    for pair in pairs:
        who, _, student = (part.strip() for part in pair.rpartition("="))
        if not (who and student):
            raise CourseError(f"--match {pair!r} is not of the form 'NAME OR NUMBER=ID'")
        said[who] = student
    return said


def _plain_id(text: str) -> str:
    """Return an id to compare by: platforms change its case and put spaces around it."""
    return text.strip().casefold()


def _index(pairs: Iterable[tuple[str, Person]]) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = defaultdict(list)
    for key, person in pairs:
        if key and person not in found[key]:
            found[key].append(person)
    return found


def _name_keys(person: Person) -> set[str]:
    """A person's name in both orders: Moodle puts the first name first, Canvas the last."""
    return {plain_key(person.first_name + person.last_name), plain_key(person.last_name + person.first_name)}


def _words(name: str) -> list[str]:
    return [key for key in map(plain_key, name.split()) if key]
