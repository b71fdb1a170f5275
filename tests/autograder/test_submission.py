"""Finding and reading what was handed in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograder.notebook.read import LARGEST, UnreadableError, find_notebook, read_bytes, read_cells


def test_the_notebook_of_the_right_name_is_found(tmp_path):
    (tmp_path / "01.ipynb").write_text("{}")
    (tmp_path / "scratch.ipynb").write_text("{}")
    assert find_notebook(tmp_path, "01") == (tmp_path / "01.ipynb", "")


@pytest.mark.parametrize("name", ["Untitled.ipynb", "01 (1).ipynb", "deep/er/01.ipynb"])
def test_the_only_notebook_is_found_under_another_name(tmp_path, name):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{}")
    found, remark = find_notebook(tmp_path, "01")
    assert found == path
    assert remark == f"The notebook is called {name}; it was graded as 01.ipynb."


@pytest.mark.parametrize("name", [b"a\xff.ipynb", b"a\x1b[2J.ipynb", b"a\n.ipynb"], ids=repr)
def test_a_name_that_no_page_could_hold_is_told_without_it(tmp_path, name):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("{}")
    _, remark = find_notebook(tmp_path, "01")
    assert remark.isprintable()


def test_checkpoints_are_not_submissions(tmp_path):
    (tmp_path / ".ipynb_checkpoints").mkdir()
    (tmp_path / ".ipynb_checkpoints" / "01-checkpoint.ipynb").write_text("{}")
    with pytest.raises(UnreadableError, match=r"No notebook was handed in: 01\.ipynb is not there"):
        find_notebook(tmp_path, "01")


def test_several_notebooks_none_of_the_right_name_are_named(tmp_path):
    (tmp_path / "a.ipynb").write_text("{}")
    (tmp_path / "b.ipynb").write_text("{}")
    with pytest.raises(UnreadableError, match=r"none is called 01\.ipynb: a\.ipynb, b\.ipynb"):
        find_notebook(tmp_path, "01")


def test_a_link_is_refused(tmp_path):
    (tmp_path / "solution").write_text("{}")
    (tmp_path / "01.ipynb").symlink_to(tmp_path / "solution")
    with pytest.raises(UnreadableError, match="is not a plain file"):
        read_bytes(tmp_path / "01.ipynb")


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "01.ipynb")
    with pytest.raises(UnreadableError, match="is not a plain file"):
        read_bytes(tmp_path / "01.ipynb")


def test_a_folder_is_refused(tmp_path):
    (tmp_path / "01.ipynb").mkdir()
    with pytest.raises(UnreadableError, match="is not a plain file"):
        read_bytes(tmp_path / "01.ipynb")


def test_of_a_huge_file_one_byte_too_many_is_read(tmp_path):
    with (tmp_path / "01.ipynb").open("wb") as file:
        file.truncate(5 * LARGEST)
    assert len(read_bytes(tmp_path / "01.ipynb")) == LARGEST + 1


@pytest.mark.parametrize("linked", ["student", "assignment"])
def test_a_folder_that_is_a_link_is_refused(tmp_path, linked):
    (tmp_path / "ada" / "01").mkdir(parents=True)
    (tmp_path / "ada" / "01" / "01.ipynb").write_text("{}")
    if linked == "student":
        (tmp_path / "eve").symlink_to(tmp_path / "ada")
    else:
        (tmp_path / "eve").mkdir()
        (tmp_path / "eve" / "01").symlink_to(tmp_path / "ada" / "01")
    with pytest.raises(UnreadableError, match="is a link"):
        find_notebook(tmp_path / "eve" / "01", "01")


def test_a_link_to_a_folder_is_not_searched(tmp_path):
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "mine.ipynb").write_text("{}")
    (tmp_path / "eve").mkdir()
    (tmp_path / "eve" / "more").symlink_to(tmp_path / "ada")
    with pytest.raises(UnreadableError, match="No notebook was handed in"):
        find_notebook(tmp_path / "eve", "01")


def test_a_folder_of_thousands_of_files_is_not_searched_to_its_end(tmp_path):
    for number in range(5_001):
        (tmp_path / f"{number}.txt").touch()
    with pytest.raises(UnreadableError, match="hand in the notebook alone"):
        find_notebook(tmp_path, "01")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_a_notebook_is_read_in_any_unicode(encoding):
    text = '{"cells": [{"cell_type": "code", "source": "x = \\"ü\\""}]}'
    assert [cell.source for cell in read_cells(text.encode(encoding))] == ['x = "ü"']
