"""The zip file that is uploaded to Gradescope as an assignment's autograder: this project, the exam and its secret."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

import autograder
import cnnedu
from autograder.course import CourseError, course_secret, source_path
from autograder.exams import find_assignment
from autograder.gradescope.settings import Settings, write_settings

__all__ = ["pack"]

_CONTAINER = Path(__file__).parent / "container"
_PROJECT = "cnnedu"
_NOT_NEEDED = {"jupyter", "typer"}
_FOR_NETWORKS = {"safetensors", "scikit-learn", "torch"}
"""What grading one notebook does without: always, and where its assignment does without PyTorch."""

_LEFT_OUT = (".pyc", ".safetensors")
_NEW_COURSE = Path("quickstart", "course")  # in a wheel: the answers of all assignments


def pack(root: Path, settings: Settings, path: Path) -> int:
    """Write the zip file, for its owner alone to read, and return its size in bytes.

    Args:
        root: the course's folder.
        settings: of which assignment, and how.
        path: where to write.

    Raises:
        CourseError: the assignment is not built, or the file cannot be written.
    """
    notebook = source_path(root, settings.assignment)
    if not notebook.is_file():
        raise CourseError(f"{notebook} is not there: run `autograder build`, or check the assignment's name")
    files = {
        "settings.json": write_settings(settings),
        "requirements.txt": _requirements(settings.assignment),
        "constraints.txt": _constraints(),
        "course/.course_secret": course_secret(root) + b"\n",
        f"course/{notebook.relative_to(root).as_posix()}": notebook.read_bytes(),
        **{name: (_CONTAINER / name).read_bytes() for name in ("setup.sh", "run_autograder")},
        **dict(_packages()),
    }
    content = _zipped(files)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
    except OSError as error:
        raise CourseError(f"{path} cannot be written: {error.strerror}") from error
    return len(content)


def _packages() -> Iterator[tuple[str, bytes]]:
    """Yield our own packages as they lie here, a checkout or an installed wheel; without caches and weights."""
    for package in (autograder, cnnedu):
        folder = Path(package.__path__[0])
        for file in sorted(folder.rglob("*")):
            place = file.relative_to(folder)
            if file.is_file() and file.suffix not in _LEFT_OUT and not place.is_relative_to(_NEW_COURSE):
                yield f"packages/{folder.name}/{place.as_posix()}", file.read_bytes()


def _requirements(assignment: str) -> bytes:
    """What the container installs: what this project requires, without what this assignment does not use."""
    has_networks = "torch" in find_assignment(assignment).libraries
    not_needed = _NOT_NEEDED if has_networks else _NOT_NEEDED | _FOR_NETWORKS
    try:
        required = [Requirement(line) for line in metadata.requires(_PROJECT) or []]
    except metadata.PackageNotFoundError as error:
        raise CourseError(f"the project {_PROJECT} is not installed here: pip install it, and try again") from error
    plain = [r for r in required if "extra" not in str(r.marker or "") and r.name.lower() not in not_needed]
    return "".join(f"{requirement}\n" for requirement in plain).encode()


def _constraints() -> bytes:
    """The versions that the project is tested with, where this is a checkout; else none."""
    path = Path(autograder.__path__[0]).parent / "constraints.txt"
    return path.read_bytes() if path.is_file() else b""


def _zipped(files: dict[str, bytes]) -> bytes:
    """Zip files, always in the same way, so that the same course gives the same archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            member = zipfile.ZipInfo(name)  # dated 1980
            member.create_system = 3
            member.compress_type = zipfile.ZIP_DEFLATED
            executable = name in ("setup.sh", "run_autograder")
            member.external_attr = (0o100700 if executable else 0o100600) << 16
            archive.writestr(member, data)
    return content.getvalue()
