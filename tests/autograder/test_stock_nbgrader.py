"""The course under nbgrader's stock executor, without our configuration: the exam runs in the student's kernel."""

from __future__ import annotations

import contextlib
import copy
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from small_course import SOURCE, cell
from traitlets.config import Config

from autograder.exam.answers import answer_source
from autograder.exams import find_assignment

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")]

ROOT = Path(__file__).parents[2]
CORR2D = find_assignment("01_correlation").exercise("corr2d")
NOISE = "import sys, warnings\n    warnings.warn('careful')\n    print('hm', file=sys.stderr)\n    "


def answer(function: Any) -> str:
    return "import numpy as np\n" + answer_source(function, "corr2d")


FLIPPED = next(m for m in CORR2D.misconceptions if m.name == "flipped kernel")
NOISY = "def corr2d(image, kernel, bias=0.0):\n    " + NOISE + "return quiet(image, kernel, bias)"
CLASS = {
    "right": answer(CORR2D.honest[0]),
    "flipped": answer(FLIPPED.implementation),
    "nothing": "def corr2d(image, kernel, bias=0.0):\n    return float('nan')",
    "noisy": answer(CORR2D.honest[0]).replace("def corr2d(", "def quiet(") + "\n" + NOISY,
}


@pytest.fixture(scope="module")
def scores(tmp_path_factory) -> dict[str, float]:
    root = tmp_path_factory.mktemp("stock")
    source = copy.deepcopy(SOURCE)
    source["cells"][1] = cell("corr2d", "### BEGIN SOLUTION\n0\n### END SOLUTION", solution=True)
    source["cells"][2]["source"] = SOURCE["cells"][2]["source"].replace('("f", f)', '("corr2d", corr2d)')
    source["cells"][2]["source"] += "\nassert corr2d(np.eye(2), np.array([[0, 1]]))[0, 0] == 0, 'an example'"
    source["cells"][2]["metadata"]["nbgrader"]["points"] = CORR2D.points
    source["cells"][2]["metadata"]["tags"] = ["raises-exception"]
    for place, text in {"source/.": None, **{f"submitted/{s}": text for s, text in CLASS.items()}}.items():
        handed_in = copy.deepcopy(source)
        if text is not None:
            handed_in["cells"][1]["source"] = text
        folder = root / place / "stock"
        folder.mkdir(parents=True)
        (folder / "stock.ipynb").write_text(json.dumps(handed_in))
    config = Config({"CourseDirectory": {"root": str(root)}})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        patch.setenv("CNNEDU_COURSE", str(ROOT))
        patch.setenv("CNNEDU_SECRET", "test")
        patch.setenv("PATH", os.pathsep.join([os.environ["PATH"], str(Path(sys.executable).parent)]))
        api = NbGraderAPI(config=config)
        assert api.generate_assignment("stock")["success"]
        for student in CLASS:
            assert api.autograde("stock", student)["success"]
    with contextlib.closing(Gradebook(f"sqlite:///{root / 'gradebook.db'}")) as book:
        return {submission.student.id: submission.score for submission in book.assignment_submissions("stock")}


def test_a_right_answer_earns_full_marks(scores):
    assert scores["right"] == CORR2D.points


def test_a_wrong_answer_earns_a_share_though_its_example_fails(scores):
    assert 0 < scores["flipped"] < CORR2D.points


def test_not_a_number_earns_nothing(scores):
    assert scores["nothing"] == 0


def test_warnings_and_stderr_cost_nothing(scores):
    assert scores["noisy"] == CORR2D.points
