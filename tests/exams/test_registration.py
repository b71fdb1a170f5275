"""The list of assignments says what there is, and nobody pays for an assignment that was not asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from autograder.exams import ASSIGNMENTS, assignment_names, find_assignment


def test_an_assignment_has_the_name_under_which_it_is_listed():
    assert tuple(assignment.name for assignment in ASSIGNMENTS) == assignment_names()


def test_an_unknown_assignment_is_answered_with_those_there_are():
    with pytest.raises(KeyError, match="there is no assignment '99_none'; the course has 01_correlation"):
        find_assignment("99_none")


def test_names_are_told_without_importing_an_exam():
    code = "import sys, autograder.exams as e; e.assignment_names(); "
    code += "print([m for m in sys.modules if m.startswith('autograder.exam')], 'hypothesis' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "['autograder.exams'] False"


def test_a_numpy_assignment_does_without_pytorch():
    code = "import sys; from autograder.exams import find_assignment; find_assignment('01_correlation'); "
    code += "print({'torch', 'matplotlib', 'sklearn', 'nbgrader'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "set()"
