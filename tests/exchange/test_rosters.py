"""Lists of students as platforms export them, and who of them sent something."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import CourseError
from autograder.exchange.gradescope_export import Sender
from autograder.exchange.matching import match_senders, said_by
from autograder.exchange.people import Person, why_no_id
from autograder.exchange.rosters import Roster, read_roster
from autograder.exchange.tables import harmless_cell, read_table, write_table

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,01_small (55),Final Score\n"
    ",,,,,Manual Posting,\n"
    "    Points Possible,,,,,2,(read only)\n"
    '"Lovelace, Ada",101,S1,ada,Group A,,90\n'
    '"Müller, Zoë",102,S2,zoe,Group A,1.5,80\n'
    '"Student, Test",103,,a5f,Group A,,\n'
)
WORKSHEET = (
    '\ufeffIdentifier,"Full name","Email address",Status,Grade,"Maximum Grade","Last modified (submission)"\n'
    '"Participant 7001","Ada Lovelace",ada@example.org,Submitted,,2.00,"Sunday, 12 May 2024, 10:22 PM"\n'
    '"Participant 7002","Zoë Müller",zoe@example.org,"No submission",,2.00,-\n'
)


def listed(tmp_path: Path, text: str, encoding: str = "utf-8", **options: str) -> Roster:
    path = tmp_path / "roster.csv"
    path.write_bytes(text.encode(encoding))
    return read_roster(path, **options)


def test_canvas(tmp_path: Path) -> None:
    roster = listed(tmp_path, CANVAS)
    assert roster.id_column == "SIS Login ID"
    assert roster.people == (
        Person("ada", "Ada", "Lovelace", lms_id="101"),
        Person("zoe", "Zoë", "Müller", lms_id="102"),
    )


def test_canvas_by_another_column(tmp_path: Path) -> None:
    assert [p.id for p in listed(tmp_path, CANVAS, id_column="sis user id").people] == ["S1", "S2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_moodles_participants_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = "First name;Last name;Email address;Groups\nZoë;Müller;zoe@example.org;A\n"
    roster = listed(tmp_path, text, encoding)
    assert roster.people == (Person("zoe@example.org", "Zoë", "Müller", "zoe@example.org"),)


def test_moodles_worksheet_has_numbers_and_times(tmp_path: Path) -> None:
    roster = listed(tmp_path, WORKSHEET)
    assert [(p.id, p.first_name, p.last_name, p.participant) for p in roster.people] == [
        ("ada@example.org", "Ada", "Lovelace", "7001"),
        ("zoe@example.org", "Zoë", "Müller", "7002"),
    ]
    assert {who: f"{time:%Y-%m-%d %H:%M}" for who, time in roster.times.items()} == {
        "ada@example.org": "2024-05-12 22:22"
    }
    assert roster.remarks == ()


def test_plain_columns(tmp_path: Path) -> None:
    roster = listed(tmp_path, "id,first_name,last_name,email\nada,Ada,Lovelace,a@b.c\n\nzoe,,,\n")
    assert roster.people == (Person("ada", "Ada", "Lovelace", "a@b.c"), Person("zoe"))


@pytest.mark.parametrize("bad", ["../../etc", "a/b", ".hidden", "-rf", "a\x07b", "x" * 129, "a*", "a+b"])
def test_an_id_that_is_no_folder_is_not_imported(tmp_path: Path, bad: str) -> None:
    roster = listed(tmp_path, f"id,first_name\n{bad},Eve\nada,Ada\n")
    assert [person.id for person in roster.people] == ["ada"]
    assert "line 2, Eve" in roster.remarks[0]
    assert why_no_id(bad)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("id,first_name\n", "lists no student"),
        ("colour,size\nred,3\n", "it has colour, size. Say which one holds the ids with --id"),
        ("id,first_name\nada,Ada\nada,Eve\n", "two students have the id 'ada'"),
        ("PK\x03\x04 a spreadsheet", "a spreadsheet or a zip file"),
    ],
)
def test_a_list_that_cannot_be_used_is_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CourseError, match=said):
        listed(tmp_path, text)


def test_a_column_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="has no column 'matrikel'"):
        listed(tmp_path, CANVAS, id_column="matrikel")


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@x", " =x", "\t=x", "＝x", "\r\n=x", "\x00=x"])
def test_no_cell_becomes_a_formula(tmp_path: Path, text: str) -> None:
    write_table(tmp_path / "x.csv", ["a"], [[text]])
    (cell,) = read_table(tmp_path / "x.csv").rows[0]
    assert cell.startswith("'")


@pytest.mark.parametrize("text", ["Ada", "-2.5", "+1", "1,5", "ada@example.org", "", "(read only)", "-", " + "])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert harmless_cell(text) == text


PEOPLE = (
    Person("ada", "Ada", "Lovelace", "ada@example.org", "101"),
    Person("zoe", "Zoë", "Müller-Łoś", "zoe@example.org", "102"),
    Person("sam1", "Sam", "Smith", "sam1@example.org", "103"),
    Person("sam2", "Sam", "Smith", "sam2@example.org", "104"),
)


def matched(system: str, *senders: Sender, said: dict[str, str] | None = None) -> list[str]:
    found = match_senders(system, senders, PEOPLE, said or {})
    return [found[sender].student or found[sender].why for sender in senders]


@pytest.mark.parametrize(
    ("system", "sender", "student"),
    [
        ("canvas", Sender("lovelaceada", "101"), "ada"),
        ("canvas", Sender("anothername", "101"), "ada"),
        ("canvas", Sender("mullerłoszoe", "102"), "zoe"),
        ("canvas", Sender("smithsam", "104"), "sam2"),
        ("moodle", Sender("Ada Lovelace", "7001"), "ada"),
        ("moodle", Sender("LOVELACE Ada", "7001"), "ada"),
        ("moodle", Sender("Zoe Müller Łoś", "7001"), "zoe"),
        ("gradescope", Sender("?", sid="ADA "), "ada"),
        ("gradescope", Sender("?", email="Zoe@Example.org"), "zoe"),
    ],
)
def test_a_sender_is_found(system: str, sender: Sender, student: str) -> None:
    assert matched(system, sender) == [student]


def test_one_name_of_two_students_decides_nothing() -> None:
    (why,) = matched("moodle", Sender("Sam Smith", "9"))
    assert why == "2 students have this name (sam1, sam2): say so with --match '9=sam1'"


def test_a_misspelt_name_gets_a_proposal() -> None:
    (why,) = matched("moodle", Sender("Ada Lovlace", "9"))
    assert why == "not in the roster; perhaps ada (Ada Lovelace): say so with --match '9=ada'"
    (why,) = matched("canvas", Sender("lovlaceada", "9"))
    assert "perhaps ada" in why


def test_somebody_unknown_gets_none() -> None:
    (why,) = matched("moodle", Sender("Grace Hopper", "9"))
    assert "nobody of the roster is called like this" in why


def test_whoever_takes_a_classmates_name_does_not_get_her_place() -> None:
    eve, ada = Sender("lovelaceada", "666"), Sender("lovelaceada", "101")
    first, second = matched("canvas", eve, ada)
    assert first != "ada"
    assert second == "ada"
    for why in matched("moodle", Sender("Ada Lovelace", "1"), Sender("Ada Lovelace", "2")):
        assert "leads to ada too" in why
    by_name, by_id = matched("gradescope", Sender("Ada Lovelace"), Sender("x", sid="ada"))
    assert "leads to ada too" in by_name
    assert by_id == "ada"


def test_the_instructor_decides() -> None:
    senders = (Sender("Sam Smith", "9"), Sender("Sam Smith", "10"))
    assert matched("moodle", *senders, said=said_by(["9=sam1", "10=sam2"])) == ["sam1", "sam2"]
    assert matched("moodle", Sender("Countess", "9"), said={"Countess": "ada"}) == ["ada"]


@pytest.mark.parametrize("pair", ["x", "=x", "x="])
def test_a_decision_of_another_form_is_said_so(pair: str) -> None:
    with pytest.raises(CourseError, match="is not of the form"):
        said_by([pair])
