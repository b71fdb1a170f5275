"""The allow-list shows what the libraries need and nothing of this repository or of other packages."""

from __future__ import annotations

import sys
from importlib import metadata
from itertools import pairwise
from pathlib import Path

import pytest

import autograder
from autograder.sandbox.outside.mounts import base_python, bubblewrap_arguments, site_entries

REPOSITORY = Path(autograder.__file__).parents[1]


def names(libraries: tuple[str, ...]) -> set[str]:
    return {entry.name for entry in site_entries(libraries)}


def test_needed_distributions_are_shown():
    assert {"numpy", "IPython", "matplotlib", "matplotlib_inline", "traitlets", "ipython_pygments_lexers.py"} <= names(
        ()
    )


@pytest.mark.parametrize("name", ["torch", "scipy", "nbgrader", "hypothesis", "pip", "jupyter_client", "pytest"])
def test_other_distributions_are_not_shown(name: str):
    assert name not in names(("numpy", "matplotlib"))


def test_torch_is_shown_with_what_it_needs():
    assert {"torch", "sympy"} <= names(("torch",))


def test_no_path_file_is_shown():
    assert not [name for name in names(("torch",)) if name.endswith(".pth")]


def test_missing_library_is_named():
    with pytest.raises(LookupError, match="no-such-library is not installed"):
        site_entries(("no-such-library",))


def test_library_that_lists_no_files_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(type(metadata.distribution("numpy")), "files", None)  # the standard library's, or a backport's
    with pytest.raises(LookupError, match="does not list its files"):
        site_entries(())


def test_only_the_wire_and_the_inside_of_the_sandbox_are_bound():
    arguments = bubblewrap_arguments(())
    bound = {Path(source) for flag, source in pairwise(arguments) if "bind" in flag}
    bound -= set(site_entries(()))  # a virtual environment may lie in the repository's folder
    inside = {path for path in bound if path == REPOSITORY or REPOSITORY in path.parents or path in REPOSITORY.parents}
    assert inside == {REPOSITORY / "autograder" / "sandbox" / name for name in ("__init__.py", "wire", "inside")}


def test_everything_but_the_devices_is_bound_read_only():
    arguments = bubblewrap_arguments(("torch",))
    writable = [source for flag, source in pairwise(arguments) if flag in ("--bind", "--dev-bind")]
    assert all(source.startswith("/dev/") for source in writable)


def test_package_folders_of_the_base_python_are_masked():
    arguments = bubblewrap_arguments(())
    masked = [target for flag, target in pairwise(arguments) if flag == "--tmpfs"]
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    assert any(version in target and target.endswith("-packages") for target in masked)


def test_python_outside_is_the_base_one():
    assert Path(base_python(isolated=False)).resolve() == Path(sys.executable).resolve()
