"""Finding the course, its notebooks and its secret."""

from __future__ import annotations

import stat

import pytest

from autograder.course import CourseError, course_secret, find_root, source_notebook


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.delenv("CNNEDU_COURSE", raising=False)
    monkeypatch.delenv("CNNEDU_SECRET", raising=False)
    (tmp_path / "nbgrader_config.py").touch()
    return tmp_path


def test_the_root_is_found_from_a_folder_below(root):
    below = root / "submitted" / "ada"
    below.mkdir(parents=True)
    assert find_root(below) == root


def test_the_environment_names_the_root(root, monkeypatch, tmp_path_factory):
    monkeypatch.setenv("CNNEDU_COURSE", str(root))
    assert find_root(tmp_path_factory.mktemp("elsewhere")) == root


def test_a_named_root_that_is_no_course_is_an_error(root, monkeypatch):
    monkeypatch.setenv("CNNEDU_COURSE", str(root / "nowhere"))
    with pytest.raises(CourseError, match=r"there is no nbgrader_config\.py in it"):
        find_root()


def test_outside_a_course_the_error_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.delenv("CNNEDU_COURSE", raising=False)
    with pytest.raises(CourseError, match="go to the course's folder, or set CNNEDU_COURSE"):
        find_root(tmp_path)


def test_the_secret_is_made_once(root):
    assert course_secret(root) == course_secret(root)


def test_two_courses_have_two_secrets(root, tmp_path_factory):
    assert course_secret(root) != course_secret(tmp_path_factory.mktemp("other"))


def test_the_secret_has_256_bits(root):
    assert len(bytes.fromhex(course_secret(root).decode())) == 32


def test_only_its_owner_can_read_the_secret(root):
    course_secret(root)
    assert stat.S_IMODE((root / ".course_secret").stat().st_mode) == 0o600


def test_making_the_secret_leaves_no_other_file(root):
    course_secret(root)
    assert sorted(path.name for path in root.iterdir()) == [".course_secret", "nbgrader_config.py"]


def test_the_environment_gives_the_secret_and_no_file_is_made(root, monkeypatch):
    monkeypatch.setenv("CNNEDU_SECRET", "shared")
    assert course_secret(root) == b"shared"
    assert not (root / ".course_secret").exists()


def test_an_empty_secret_is_an_error(root):
    (root / ".course_secret").touch()
    with pytest.raises(CourseError, match=r"\.course_secret is empty"):
        course_secret(root)


def test_a_notebook_that_is_not_built_is_an_error(root):
    with pytest.raises(CourseError, match="run `autograder build`"):
        source_notebook(root, "01_correlation")
