"""The wheel, built and installed in a fresh environment, away from the repository: an instructor's first hour."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import sysconfig
import venv
from importlib import metadata
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="the wheel is built with hatchling: pip install hatchling")

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "01_correlation"
PROGRAMS = {"nbgrader": "nbgrader", "alembic": "alembic"}  # by distribution, which pip would have put beside Python

pytestmark = pytest.mark.slow


class Host:
    """An instructor's machine: an environment with the wheel in it, and a folder to work in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = folder / "environment" / "bin"

    def run(self, *command: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ}
        environment = kept | {"PATH": f"{self.bin}:/usr/bin:/bin", "OMP_NUM_THREADS": "1"}
        program, *arguments = map(str, command)
        return subprocess.run(
            [str(self.bin / program), *arguments],
            cwd=cwd or self.folder, env=environment, capture_output=True, text=True, timeout=500,
        )  # fmt: skip


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Host:
    host = Host(tmp_path_factory.mktemp("host"))
    wheels = host.folder / "wheels"
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=300)
    venv.create(host.folder / "environment", with_pip=False, symlinks=True)
    python = host.bin / "python"
    paths = sysconfig.get_paths(vars={"base": str(host.folder / "environment")})
    site = Path(paths["purelib"])
    others = dict.fromkeys([sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    (site / "others.pth").write_text("\n".join(others) + "\n")
    install = ["-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([sys.executable, *install, *map(str, wheels.glob("*.whl"))], check=True, timeout=300)
    for distribution, name in PROGRAMS.items():
        (entry,) = metadata.distribution(distribution).entry_points.select(group="console_scripts", name=name)
        module, _, function = entry.value.partition(":")
        program = f"#!{python}\nimport sys\nfrom {module} import {function} as run\nsys.exit(run())\n"
        (host.bin / name).write_text(program)
        (host.bin / name).chmod(0o755)
    return host


@pytest.fixture(scope="module")
def course(host: Host) -> Path:
    done = host.run("autograder", "quickstart", "course")
    assert done.returncode == 0, done.stderr
    return host.folder / "course"


@pytest.fixture(scope="module")
def graded(host: Host, course: Path) -> subprocess.CompletedProcess[str]:
    return host.run("autograder", "grade", ASSIGNMENT, cwd=course)


@pytest.fixture(scope="module")
def explained(host: Host, course: Path, graded: object) -> Path:
    done = host.run("nbgrader", "generate_feedback", ASSIGNMENT, cwd=course)
    assert done.returncode == 0, done.stderr
    return course / "feedback" / "sample" / ASSIGNMENT / f"{ASSIGNMENT}.html"


def test_the_package_is_the_wheels_and_not_the_repositorys(host: Host):
    where = host.run("python", "-c", "import autograder, cnnedu; print(autograder.__file__, cnnedu.__file__)")
    assert all(path.startswith(str(host.folder)) for path in where.stdout.split())


def test_the_version_is_told(host: Host):
    assert host.run("autograder", "--version").stdout == f"autograder {metadata.version('cnnedu')}\n"


def test_the_sample_is_graded(graded: subprocess.CompletedProcess[str]):
    assert graded.returncode == 0, graded.stderr
    line = next(line for line in graded.stdout.splitlines() if line.startswith("sample "))
    score, most = (float(part) for part in line.split()[1:4:2])
    assert 10 < score < most == 22


def test_a_normal_run_has_nothing_to_say_beside_its_table(graded: subprocess.CompletedProcess[str]):
    assert graded.stderr == ""


def test_the_feedback_names_the_mistake(explained: Path):
    assert "flipped kernel" in explained.read_text(encoding="utf-8")


def test_the_grades_are_exported(host: Host, course: Path, graded: object):
    assert host.run("nbgrader", "export", cwd=course).returncode == 0
    (row,) = csv.DictReader((course / "grades.csv").open())
    assert (row["student_id"], row["assignment"], row["max_score"]) == ("sample", ASSIGNMENT, "22.0")


def test_the_class_report_is_written(host: Host, course: Path, graded: object):
    done = host.run("autograder", "report", ASSIGNMENT, cwd=course)
    assert done.returncode == 0, done.stderr
    assert "sample" in (course / "reports" / f"{ASSIGNMENT}.html").read_text(encoding="utf-8")


def test_nbgraders_own_commands_work_without_a_warning(host: Host, course: Path, graded: object):
    for command, *options in (("generate_assignment",), ("autograde", "--force"), ("generate_feedback", "--force")):
        done = host.run("nbgrader", command, ASSIGNMENT, *options, cwd=course)
        assert done.returncode == 0, done.stderr
        assert "Warning" not in done.stderr
    released = course / "assignments" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    assert released.read_bytes() == (ROOT / "assignments" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_bytes()


def test_every_assignment_can_be_graded_from_the_wheel(host: Host, course: Path):
    names = sorted(path.name for path in (course / "solutions").iterdir())
    wanted = "from autograder.exams import find_assignment; import sys; [find_assignment(n) for n in sys.argv[1:]]"
    assert host.run("python", "-c", wanted, *names).returncode == 0
    assert len(names) == 9


def test_the_shipped_weights_are_in_the_wheel(host: Host):
    load = "from cnnedu.weights import load_trained; print(load_trained('lenet', 'digits').card.test_accuracy > 0.9)"
    done = host.run("python", "-c", load)
    assert done.stdout == "True\n", done.stderr
