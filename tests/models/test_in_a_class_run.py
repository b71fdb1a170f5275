"""Students hand in 02, 04 and 05, and grading 05 says what the trained networks read with their layers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from autograder.classroom.grade_class import grade_class, who_handed_in
from autograder.course import CourseError
from autograder.gradebook.configuration import course_config
from autograder.gradebook.networks import handed_in
from autograder.gradebook.records import course_directory, graded_path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),  # nbgrader's own
]

ROOT = Path(__file__).parents[2]
LAYERS = ("02_channels", "04_pooling_and_activations", "05_normalisation_and_dropout")
LAST = LAYERS[-1]

EPSILON_OUTSIDE_THE_ROOT = """
class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        if self.training:
            return super().forward(x)
        shaped = (1, -1, 1, 1)
        root = np.sqrt(self.running_var) + 0.001
        centred = x - self.running_mean.reshape(shaped)
        return centred * (self.gamma / root).reshape(shaped) + self.beta.reshape(shaped)
"""

SLOW = """
_right_conv2d = conv2d
def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    import time
    if x.shape[-1] > 13:
        time.sleep(0.4 * len(x))
    return _right_conv2d(x, weight, bias, stride, padding)
"""

CURIOUS = """
_right_pool = max_pool2d
def max_pool2d(x, size, stride=None, padding=(0, 0)):
    import gc, glob, sys
    found = [name for name in sys.modules if name.startswith(("cnnedu", "autograder"))]
    found += glob.glob("/**/*.safetensors", recursive=True)
    labels = [0, 1, 2, 3]
    for thing in gc.get_objects():
        if isinstance(thing, np.ndarray) and thing.ndim == 1 and thing.size >= 4 and thing.dtype.kind == "i":
            found += [thing] if thing[:4].tolist() == labels and thing.size < 500 else []
    if found:
        raise RuntimeError("found: " + repr(found)[:300])
    return _right_pool(x, size, stride, padding)
"""

CLASS = {
    "ada": {},
    "bob": {LAST: EPSILON_OUTSIDE_THE_ROOT},
    "cleo": {"02_channels": SLOW},
    "dan": {"04_pooling_and_activations": CURIOUS},
}


def notebook_of(assignment, written_below):
    """The solution, with another answer below the last one."""
    notebook = json.loads((ROOT / "solutions" / assignment / f"{assignment}.ipynb").read_text(encoding="utf-8"))
    exercise = {"02_channels": "conv2d", "04_pooling_and_activations": "max_pool2d"}.get(assignment, "BatchNorm2d")
    cell = next(c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == exercise)
    cell["source"] = "".join(cell["source"]) + written_below
    return json.dumps(notebook)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    shutil.copytree(ROOT / "solutions", root / "solutions")
    for student, changes in CLASS.items():
        for assignment in LAYERS:
            folder = root / "submitted" / student / assignment
            folder.mkdir(parents=True)
            text = notebook_of(assignment, changes.get(assignment, ""))
            (folder / f"{assignment}.ipynb").write_text(text, encoding="utf-8")
    (root / "submitted" / "eve" / "01_correlation").mkdir(parents=True)
    return root


@pytest.fixture(scope="module")
def results(course):
    return {result.student: result for result in grade_class(course, LAST, who_handed_in(course, LAST))}


def test_every_layer_is_the_students_own_and_the_networks_agree(results):
    lenet, residual, whose = results["ada"].networks
    assert lenet.startswith("With your layers LeNet-5 reads ")
    assert "part at" not in lenet + residual
    assert whose.endswith("conv2d, linear_as_conv, global_mean_pool, max_pool2d, activation, BatchNorm2d.")


def test_a_subtly_wrong_batch_norm_is_where_they_part(results):
    lenet, residual, _, not_right = results["bob"].networks
    assert "part at" not in lenet  # which has no batch norm
    assert "The two part at the layer bn, your BatchNorm2d." in residual
    assert not_right == "Not right yet, as their exams found: BatchNorm2d."


def test_slow_loops_get_a_line_within_the_time(results):
    lenet, *_ = results["cleo"].networks
    assert "There was time for " in lenet
    assert "part at" not in lenet
    assert results["cleo"].score == results["ada"].score


def test_who_looks_for_weights_and_labels_finds_none(results):
    lenet, residual, *_ = results["dan"].networks
    assert "found" not in lenet + residual
    assert "part at" not in lenet + residual


def test_the_feedback_page_has_the_picture(course, results):
    config = course_config(course, LAST)
    graded = json.loads(graded_path(course_directory(config), "ada").read_text(encoding="utf-8"))
    page = graded["cells"][1]
    assert page["id"] == "feedback-networks"
    assert "data:image/png;base64," in "".join(page["source"])


def test_who_has_handed_in_none_of_the_layers_is_told_so(course):
    with pytest.raises(CourseError, match="'eve' has handed in none of 02_channels"):
        handed_in(course, "eve")


def test_a_network_of_the_modules_in_a_notebook_sees_while_a_worker_grades_it(course):
    name = "07_classic_networks"
    folder = course / "submitted" / "ada" / name
    folder.mkdir()
    shutil.copy(ROOT / "solutions" / name / f"{name}.ipynb", folder)
    (result,) = grade_class(course, name, ["ada"])
    assert result.networks[0].startswith("With your network VGG-9 recognises ")
    graded = json.loads(graded_path(course_directory(course_config(course, name)), "ada").read_text(encoding="utf-8"))
    assert graded["cells"][1]["id"] == "feedback-networks"
    assert sum("verdict" in cell["metadata"].get("cnnedu", {}) for cell in graded["cells"]) == len(
        graded["metadata"]["cnnedu"]["exercises"]
    )
