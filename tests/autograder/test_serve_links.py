"""The links of a roster, notebooks that are kept, and what `autograder serve` answers before it serves."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the practice page is not installed: pip install -e '.[serve]'")
from autograder.course import CourseError
from autograder.serve.command import Listening, Students, serve_course
from autograder.serve.keeping import keep
from autograder.serve.line import Upload
from autograder.serve.login import hash_of
from autograder.serve.tokens import make_links, read_tokens

ROSTER = "id,last_name,email\nada,Lovelace,ada@example.org\nbob,,\n"


@pytest.fixture
def roster(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, encoding="utf-8")
    return path


def links(roster, tokens):
    made = csv.DictReader(io.StringIO(make_links(roster, tokens, "https://practice.example.org/")))
    return {row["id"]: row["link"] for row in made}


def token_in(link):
    return link.removesuffix("/").rpartition("/")[2]


def test_every_student_gets_a_link_and_only_its_hash_is_kept(roster, tmp_path):
    made = links(roster, tmp_path / "tokens")
    assert set(made) == {"ada", "bob"}
    assert made["ada"].startswith("https://practice.example.org/s/")
    assert len(token_in(made["ada"])) == 43
    kept = (tmp_path / "tokens").read_text()
    assert token_in(made["ada"]) not in kept
    assert read_tokens(tmp_path / "tokens") == {hash_of(token_in(link)): student for student, link in made.items()}
    assert (tmp_path / "tokens").stat().st_mode & 0o777 == 0o600


def test_links_stay_and_new_students_get_one(roster, tmp_path):
    first = links(roster, tmp_path / "tokens")
    roster.write_text("\ufeffid,email\nada,\neve,\n", encoding="utf-8")
    assert set(links(roster, tmp_path / "tokens")) == {"eve"}
    known = read_tokens(tmp_path / "tokens")
    assert sorted(known.values()) == ["ada", "eve"]
    assert known[hash_of(token_in(first["ada"]))] == "ada"


def test_moodles_participants_are_a_roster(tmp_path):
    moodle = tmp_path / "participants.csv"
    moodle.write_text("First name,Last name,Username,Email address\nAda,Lovelace,al1815,ada@example.org\n")
    made = list(csv.DictReader(io.StringIO(make_links(moodle, tmp_path / "tokens", "https://x"))))
    assert [(row["id"], row["email"]) for row in made] == [("al1815", "ada@example.org")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("name\nada\n", "has no column id, .*: it has name"),
        ("id\nada\n../x\n", "line 3, .*'../x'"),
        ("id\n", "lists no student"),
    ],
)
def test_a_roster_that_is_none_is_refused_with_a_word_on_what_is_wanted(roster, tmp_path, text, said):
    roster.write_text(text)
    with pytest.raises(CourseError, match=said):
        make_links(roster, tmp_path / "tokens", "https://x")
    assert not (tmp_path / "tokens").exists()


@pytest.mark.parametrize("text", ["", "[]", '{"../x": "a"}', '{"ada": 1}'])
def test_a_file_of_tokens_that_is_none_is_refused(tmp_path, text):
    (tmp_path / "tokens").write_text(text)
    with pytest.raises(CourseError, match="tokens"):
        read_tokens(tmp_path / "tokens")


def command(tmp_path, header=None, tokens=None, roster=None, url=None, assignments=("01_correlation",)):
    said: list[str] = []
    students = Students(header, ("127.0.0.1",), tokens, roster)
    serve_course(tmp_path, assignments, students, Listening("127.0.0.1", 1, None, url), said.append)
    return said


def test_the_command_prints_the_links_and_ends(roster, tmp_path):
    said = command(tmp_path, tokens=tmp_path / "tokens", roster=roster, url="https://x")
    assert said[0].splitlines()[0] == "id,email,link"
    assert set(json.loads((tmp_path / "tokens").read_text())) == {"ada", "bob"}


def test_the_command_says_what_is_missing_before_anything_starts(roster, tmp_path):
    for options, said in (
        ({"roster": roster}, "--tokens"),
        ({"roster": roster, "tokens": tmp_path / "t"}, "--url"),
        ({"header": "X-User", "tokens": tmp_path / "t"}, "one of them"),
        ({"tokens": tmp_path / "t"}, "is not there: make it with"),
        ({"header": "X-User", "assignments": ()}, "no built assignment"),
    ):
        with pytest.raises(CourseError, match=said):
            command(tmp_path, **options)


def test_kept_notebooks_are_the_students_last_fifty_for_the_owner_alone(tmp_path):
    for number in range(52):
        keep(tmp_path / "kept", "01_small", Upload("ada", "a.ipynb", str(number).encode(), 0))
    kept = sorted((tmp_path / "kept" / "ada" / "01_small").iterdir())
    assert [path.read_text() for path in kept] == [str(number) for number in range(2, 52)]
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path, caplog):
    Path(tmp_path / "kept").write_text("in the way")
    keep(tmp_path / "kept", "01_small", Upload("ada", "a.ipynb", b"", 0))
    assert "could not be kept" in caplog.text
