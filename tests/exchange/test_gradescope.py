"""The zip file for Gradescope, unpacked and run as Gradescope does it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.course import CourseError, course_secret
from autograder.exam.exercise import PropertyVerdict, Verdict
from autograder.exam.state import State
from autograder.exams import find_assignment
from autograder.gradescope import packing, run
from autograder.gradescope.packing import pack
from autograder.gradescope.results import results_of
from autograder.gradescope.settings import Settings, read_settings
from autograder.grading.grader import NoSandboxError
from autograder.grading.one_notebook import Graded
from autograder.sample.sample_class import sample_class

ROOT = Path(__file__).parents[2]
NAME = "01_correlation"
LACKING = ("torch", "sklearn", "safetensors", "typer", "jupyter", "yaml")
"""What the container does not install for an assignment without networks."""

PROGRAM = f"""
import runpy, sys

class Lacking:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {LACKING}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Lacking())
runpy.run_module("autograder.gradescope.run", run_name="__main__")
"""

VERDICT = Verdict(
    exercise="corr2d",
    score=2.675,
    max_score=4.0,
    state=State.WRONG,
    properties=(PropertyVerdict("values", "It is <right>.", False, 0.0, 4.0),),
    counterexample=None,
    misconception="flipped kernel",
    explanation="You flipped it.",
    message="1 of 1 properties does not hold.",
    isolated=True,
    seed="",
    suite="",
    seconds=0.1,
)
GRADED = Graded({}, {"corr2d": VERDICT}, ("The notebook is called x.ipynb.",), True, 1.6)


def test_there_is_a_test_for_each_exercise() -> None:
    results = results_of(GRADED, Settings(NAME, "visible", output="text"))
    (test,) = results["tests"]
    assert {key: test[key] for key in ("name", "score", "max_score", "status", "output_format", "visibility")} == {
        "name": "corr2d",
        "score": 2.67,
        "max_score": 4.0,
        "status": "failed",
        "output_format": "text",
        "visibility": "visible",
    }
    assert test["output"].startswith("corr2d: 2.67 of 4 points")
    assert results["score"] == pytest.approx(2.67, abs=0.011)
    assert results["extra_data"]["misconceptions"] == {"corr2d": "flipped kernel"}
    assert json.loads(json.dumps(results)) == results


def test_what_a_student_wrote_is_escaped_in_html() -> None:
    (test,) = results_of(GRADED, Settings(NAME))["tests"]
    assert test["output_format"] == "html"
    assert "It is &lt;right&gt;." in test["output"]


def test_before_the_due_date_only_the_file_is_spoken_of() -> None:
    results = results_of(GRADED, Settings(NAME))
    assert results["tests"][0]["visibility"] == "after_due_date"
    assert results["visibility"] == "visible"
    assert results["output"].split("\n\n") == [
        "The notebook is called x.ipynb.",
        "The points and what is to be said of each exercise appear here after the due date.",
    ]
    assert "flipped" not in results["output"]


def test_what_is_not_isolated_says_so_first_and_loudly() -> None:
    verdicts = {"corr2d": replace(VERDICT, isolated=False)}
    results = results_of(replace(GRADED, verdicts=verdicts, isolated=False), Settings(NAME), "No bubblewrap.")
    assert results["output"].startswith("NOT ISOLATED: THIS RAN WITHOUT A SANDBOX")
    assert "No bubblewrap." in results["output"]
    assert "Not isolated" in results["tests"][0]["output"]


@pytest.mark.parametrize("wrong", [{"visibility": "later"}, {"without_sandbox": "hope"}, {"output": "pdf"}])
def test_an_option_of_another_value_is_said_so(wrong: dict[str, str]) -> None:
    with pytest.raises(CourseError, match="say one of"):
        Settings(NAME, **wrong)


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("packed") / "autograder.zip"
    pack(ROOT, Settings(NAME), path)
    return path


def test_the_zip_file_has_what_gradescope_wants_at_its_root(packed: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        members = {info.filename: info for info in archive.infolist()}
        assert {"setup.sh", "run_autograder"} <= members.keys()
        assert all(members[name].external_attr >> 16 & 0o100 for name in ("setup.sh", "run_autograder"))
        assert archive.read("course/.course_secret").strip() == course_secret(ROOT)
        assert read_settings(archive.read("settings.json")) == Settings(NAME)
        required = archive.read("requirements.txt").decode().split()
    assert not any(line.startswith(("torch", "jupyter>", "pytest")) for line in required)
    assert any(line.startswith("hypothesis>=") for line in required)
    assert not any(name.endswith((".safetensors", ".pyc")) for name in members)
    assert packed.stat().st_size < 5_000_000
    assert packed.stat().st_mode & 0o077 == 0


@pytest.mark.slow
def test_an_assignment_with_networks_brings_pytorch(tmp_path: Path) -> None:
    pack(ROOT, Settings("07_classic_networks"), tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert "torch>=" in archive.read("requirements.txt").decode()


def test_the_answers_that_a_wheel_carries_for_new_courses_stay_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "autograder"
    for place in ("cli.py", "quickstart/told.py", "quickstart/course/solutions/02_channels/02_channels.ipynb"):
        (package / place).parent.mkdir(parents=True, exist_ok=True)
        (package / place).touch()
    monkeypatch.setattr(packing, "autograder", SimpleNamespace(__path__=[str(package)]))
    monkeypatch.setattr(packing, "cnnedu", SimpleNamespace(__path__=[str(tmp_path / "none")]))
    assert {name for name, _ in packing._packages()} == {
        "packages/autograder/cli.py",
        "packages/autograder/quickstart/told.py",
    }


def test_a_sandbox_that_fails_after_it_was_tried_is_refused_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_sandbox(*about: object) -> None:
        raise NoSandboxError("out of memory")

    monkeypatch.setenv("CNNEDU_SECRET", "test")
    monkeypatch.setattr(run, "_why_not_isolated", lambda *about: "")
    monkeypatch.setattr(run, "_rebuilt", lambda *about: None)
    monkeypatch.setattr(run.Grader, "grade_rebuilt", no_sandbox)
    said = run._results(tmp_path, Settings(NAME), warm=False)["output"]
    assert said.startswith("NOT GRADED: this container has no sandbox")
    assert "worked when it was tried, and not for the submission" in said


def test_the_same_course_gives_the_same_archive(packed: Path, tmp_path: Path) -> None:
    pack(ROOT, Settings(NAME), tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == packed.read_bytes()


@pytest.mark.parametrize("script", ["setup.sh", "run_autograder"])
def test_the_scripts_are_bash(packed: Path, script: str) -> None:
    with zipfile.ZipFile(packed) as archive:
        subprocess.run(["bash", "-n"], input=archive.read(script), check=True)


def test_the_command_writes_it_and_warns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CNNEDU_COURSE", str(ROOT))
    done = CliRunner().invoke(app, ["gradescope", NAME, "--out", str(tmp_path / "a.zip"), "--visibility", "hidden"])
    assert done.exit_code == 0
    assert "show it to no student" in done.output
    wrong = CliRunner().invoke(app, ["gradescope", NAME, "--out", str(tmp_path / "b.zip"), "--visibility", "never"])
    assert wrong.exit_code == 2
    assert not (tmp_path / "b.zip").exists()


def laid_out(folder: Path, packed: Path, submitted: dict[str, bytes], **settings: str) -> Path:
    """The folder that Gradescope calls /autograder, before run_autograder is started."""
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder / "source")
    if settings:
        path = folder / "source" / "settings.json"
        path.write_text(json.dumps({"assignment": NAME} | settings))
    shutil.copy(folder / "source" / "run_autograder", folder / "run_autograder")
    (folder / "submission").mkdir()
    for name, content in submitted.items():
        (folder / "submission" / name).write_bytes(content)
    return folder


def graded(folder: Path, python: Path = Path(sys.executable), **environment: str) -> dict[str, Any]:
    environment = {"PATH": os.environ["PATH"]} | environment
    environment |= {"AUTOGRADER_ROOT": str(folder), "AUTOGRADER_PYTHON": str(python)}
    command = ["bash", str(folder / "run_autograder")]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads((folder / "results" / "results.json").read_text())


def sample(student: str) -> bytes:
    released = nbformat.read(ROOT / "assignments" / NAME / f"{NAME}.ipynb", as_version=4)
    return next(s.content for s in sample_class(find_assignment(NAME), released) if s.student == student)


@pytest.mark.slow
def test_run_autograder_grades_a_real_submission_with_nothing_installed_but_what_it_asks_for(
    packed: Path, tmp_path: Path
) -> None:
    python, program = tmp_path / "python", tmp_path / "program.py"
    program.write_text(PROGRAM)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{program}"\n')
    python.chmod(0o700)
    folder = laid_out(tmp_path / "autograder", packed, {"homework.ipynb": sample("flipped"), "json.py": b"1 / 0"})
    results = graded(folder, python)
    tests = {test["name"]: test for test in results["tests"]}
    assert list(tests) == [exercise.name for exercise in find_assignment(NAME).exercises]
    assert tests["corr2d"]["score"] < tests["corr2d"]["max_score"]
    assert "flipped kernel" in tests["corr2d"]["output"]
    assert results["score"] == pytest.approx(sum(test["score"] for test in results["tests"]), abs=0.05)
    assert results["extra_data"]["isolated"] is True
    assert "it was graded as 01_correlation.ipynb" in results["output"]


@pytest.mark.slow
def test_without_bubblewrap_it_refuses_or_says_so_as_decided(packed: Path, tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "bash").symlink_to(shutil.which("bash") or "")
    notebook = sample("right-style-1")
    refusing = laid_out(tmp_path / "refusing", packed, {"01_correlation.ipynb": notebook})
    refused = graded(refusing, PATH=str(tools))
    assert (refused["score"], "tests" in refused) == (0.0, False)
    assert refused["output"].startswith("NOT GRADED: this container has no sandbox")
    assert "bubblewrap (bwrap) is not installed" in refused["output"]
    trusting = laid_out(tmp_path / "trusting", packed, {"01_correlation.ipynb": notebook}, without_sandbox="grade")
    results = graded(trusting, PATH=str(tools))
    assert results["score"] == 22
    assert results["output"].startswith("NOT ISOLATED")
    assert results["extra_data"]["isolated"] is False


@pytest.mark.slow
def test_nothing_handed_in_is_nought_points_with_a_reason(packed: Path, tmp_path: Path) -> None:
    results = graded(laid_out(tmp_path / "autograder", packed, {"essay.txt": b"Dear"}))
    assert results["score"] == 0
    assert "No notebook was handed in: 01_correlation.ipynb is not there." in results["output"]
    assert len(results["tests"]) == 8


def test_our_own_error_still_leaves_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main([], tmp_path) == 1
    results = json.loads((tmp_path / "results" / "results.json").read_text())
    assert results["output"].startswith("The grading has failed, and this is not the fault")
    assert "settings.json" in capsys.readouterr().err


def test_a_grading_that_gradescope_stops_leaves_results(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = laid_out(tmp_path / "autograder", packed, {})

    def stopped(*_: object) -> None:
        raise SystemExit(137)

    monkeypatch.setattr(run, "_results", stopped)
    with pytest.raises(SystemExit):
        run.main([], folder)
    results = json.loads((folder / "results" / "results.json").read_text())
    assert results["output"].startswith("The grading did not come to an end")
