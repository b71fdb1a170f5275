"""What an instructor sees of a class on the terminal."""

from __future__ import annotations

from autograder.classroom.grade_class import StudentResult
from autograder.classroom.progress import class_table


def test_a_students_brackets_are_no_markup(capsys):
    class_table([StudentResult("[/b]", 1.0, 2.0, "", 0.1, ("Cell 3 (x[/i]): stopped.",))])
    shown = capsys.readouterr().out
    assert "[/b]" in shown
    assert "x[/i]" in shown


def test_lateness_and_a_missing_sandbox_stand_in_the_row(capsys):
    class_table([StudentResult("ada", 1.0, 2.0, "", 0.1, isolated=False, late=7200.0)])
    assert "NOT ISOLATED. Handed in 2 hours late." in capsys.readouterr().out
