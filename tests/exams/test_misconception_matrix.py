"""The published matrix of misconceptions is the one the exams have."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.exams import ASSIGNMENTS
from autograder.exams.matrix import document_path, matrix_document

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda assignment: assignment.name)
def test_the_published_matrix_is_in_step_with_the_exams(assignment):
    published = (ROOT / document_path(assignment)).read_text(encoding="utf-8")
    assert published == matrix_document(assignment), "run python -m autograder.exams.matrix"
