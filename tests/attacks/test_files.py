"""What is handed in beside, around and instead of a notebook: links, pipes, devices, folders, names that lead away.

The first of them are first taken by stock nbgrader, which opens what has the right name; all are refused here.
"""

from __future__ import annotations

import glob
import os
import re
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from nbgrader.coursedir import CourseDirectory

from autograder.grading.one_notebook import Graded
from autograder.notebook.read import UnreadableError, find_notebook, read_bytes

from .course import handed_in, notebook

NAME = "01"
Lay = Callable[[Path, Path], None]
"""Lays out what is handed in, in the student's own folder of the assignment; given the folder of the class."""


def a_link_to_a_classmates_notebook(folder: Path, everyone: Path) -> None:
    (folder / f"{NAME}.ipynb").symlink_to(everyone / "ada" / NAME / f"{NAME}.ipynb")


def a_link_to_a_link(folder: Path, everyone: Path) -> None:
    (folder / "one").symlink_to(everyone / "ada" / NAME / f"{NAME}.ipynb")
    (folder / f"{NAME}.ipynb").symlink_to("one")


def a_link_that_goes_up(folder: Path, everyone: Path) -> None:
    (folder / f"{NAME}.ipynb").symlink_to(f"../../ada/{NAME}/{NAME}.ipynb")


def a_folder_that_is_a_classmates(folder: Path, everyone: Path) -> None:
    folder.rmdir()
    folder.symlink_to(everyone / "ada" / NAME)


def a_student_who_is_a_classmate(folder: Path, everyone: Path) -> None:
    folder.rmdir()
    folder.parent.rmdir()
    folder.parent.symlink_to(everyone / "ada")


def a_folder_within_that_is_a_classmates(folder: Path, everyone: Path) -> None:
    (folder / "work").symlink_to(everyone / "ada" / NAME)


def a_link_to_itself(folder: Path, everyone: Path) -> None:
    (folder / f"{NAME}.ipynb").symlink_to(f"{NAME}.ipynb")


def a_link_to_nothing(folder: Path, everyone: Path) -> None:
    (folder / f"{NAME}.ipynb").symlink_to("/nowhere")


def a_link_to_an_endless_device(folder: Path, everyone: Path) -> None:
    (folder / f"{NAME}.ipynb").symlink_to("/dev/zero")


def a_pipe(folder: Path, everyone: Path) -> None:
    os.mkfifo(folder / f"{NAME}.ipynb")


def a_socket(folder: Path, everyone: Path) -> None:
    here = os.getcwd()
    os.chdir(folder)  # the name of a socket is at most 107 bytes long
    try:
        socket.socket(socket.AF_UNIX).bind(f"{NAME}.ipynb")
    finally:
        os.chdir(here)


def a_folder_of_the_notebooks_name(folder: Path, everyone: Path) -> None:
    (folder / f"{NAME}.ipynb").mkdir()


def folders_nested_without_end(folder: Path, everyone: Path) -> None:
    here = os.open(folder, os.O_RDONLY)
    for _ in range(2_000):  # longer than any path may be
        os.mkdir("deep", dir_fd=here)
        below = os.open("deep", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)


def a_file_of_a_terabyte(folder: Path, everyone: Path) -> None:
    with (folder / f"{NAME}.ipynb").open("wb") as file:
        file.truncate(1 << 40)


def a_file_that_nobody_may_read(folder: Path, everyone: Path) -> None:
    (folder / f"{NAME}.ipynb").write_bytes(b"\0" * 1000)
    (folder / f"{NAME}.ipynb").chmod(0)


def a_name_that_leads_away(folder: Path, everyone: Path) -> None:
    (folder / "..\\..\\ada\\01.ipynb").write_bytes(b"{}")
    (folder / "%2e%2e%2fada.ipynb").write_bytes(b"{}")


FILES: tuple[Lay, ...] = (
    a_link_to_a_classmates_notebook, a_link_to_a_link, a_link_that_goes_up, a_folder_that_is_a_classmates,
    a_student_who_is_a_classmate, a_folder_within_that_is_a_classmates, a_link_to_itself, a_link_to_nothing,
    a_link_to_an_endless_device, a_pipe, a_socket, a_folder_of_the_notebooks_name, folders_nested_without_end,
    a_file_of_a_terabyte, a_file_that_nobody_may_read, a_name_that_leads_away,
)  # fmt: skip
TAKEN = FILES[:5]
"""Those by which stock nbgrader grades the work of a classmate: it opens whatever ends in .ipynb."""


@pytest.fixture
def everyone(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "ada" / NAME).mkdir(parents=True)
    (tmp_path / "ada" / NAME / f"{NAME}.ipynb").write_bytes(handed_in(notebook()))
    (tmp_path / "eve" / NAME).mkdir(parents=True)
    yield tmp_path
    os.system(f"rm -rf '{tmp_path}/eve'")  # shutil gives up where a path is too long


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail instead of waiting for a pipe for ever."""

    def late(*_: object) -> None:
        raise AssertionError(f"it took more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("lay", TAKEN, ids=lambda lay: lay.__name__)
def test_stock_nbgrader_takes_the_work_of_a_classmate(lay: Lay, everyone: Path):
    lay(everyone / "eve" / NAME, everyone)
    coursedir = CourseDirectory(root=str(everyone), submitted_directory=".", assignment_id=NAME, student_id="eve")
    (path,) = glob.glob(coursedir.format_path(".", "eve", NAME) + "/*.ipynb")  # as its BaseConverter does
    assert "row_sums" in str(nbformat.read(path, as_version=4))


@pytest.mark.parametrize("lay", FILES, ids=lambda lay: lay.__name__)
def test_nothing_is_read_but_a_notebook_of_ones_own(lay: Lay, everyone: Path, grade: Callable[[dict], Graded]):
    lay(everyone / "eve" / NAME, everyone)
    with within(20):
        try:
            found, _ = find_notebook(everyone / "eve" / NAME, NAME)
            content = read_bytes(found)
        except UnreadableError as error:
            message = str(error)
            assert re.fullmatch(r"[\x20-\x7e]+", message), "one line, to be read by the student"
            assert str(everyone) not in message
        else:
            assert b"row_sums" not in content
            assert len(content) <= 20_000_001
