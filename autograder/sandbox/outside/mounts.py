"""The allow-list: what a submission can see of the disk, as arguments for bubblewrap.

Seen are the system's libraries and programs, the base Python's standard library, and of the site-packages only those
distributions that the assignment's libraries depend on. Everything else, this repository included, is not there.

The names of the folders on the host are no secret inside. The kernel tells where a bind mount comes from
(/proc/self/mountinfo), and without that the libraries' compiled files and the Python's own settings would: only a copy
of all of it, made anew for the sandbox, would not. What is given away is where the Python and its environment lie, so
perhaps a user's name and the course's folder. Nothing is to be found under these names: only what is mounted exists.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

__all__ = [
    "DEVICES",
    "HARNESS",
    "PACKAGE",
    "SITE",
    "base_python",
    "bubblewrap_arguments",
    "harness_entries",
    "site_entries",
]

ALWAYS = ("ipython", "numpy", "matplotlib", "matplotlib-inline")

SITE = "/site"  # the distributions
HARNESS = "/harness"  # holds what is ours, as the package named:
PACKAGE = "confined"
OURS = ("__init__.py", "wire", "inside")  # of autograder/sandbox
_PYTHON = "/python"  # the base Python, unless it is the system's own

_SYSTEM = (
    "/usr/lib",
    "/usr/lib32",
    "/usr/lib64",
    "/usr/libexec",
    "/usr/bin",
    "/bin",
    "/sbin",
    "/lib",
    "/lib32",
    "/lib64",
)
_ETC = ("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives")
DEVICES = ("null", "zero", "full", "random", "urandom")
_FOREIGN = ("site-packages", "dist-packages")  # folders of packages that the assignment does not name


def bubblewrap_arguments(libraries: Sequence[str]) -> list[str]:
    """Return the options that give bubblewrap its view of the disk.

    Args:
        libraries: names of distributions besides those every notebook needs, such as "torch".
    """
    arguments = ["--tmpfs", "/", "--proc", "/proc", "--dir", "/tmp", "--tmpfs", "/tmp", "--dir", "/dev/shm"]
    for device in DEVICES:
        arguments += ["--dev-bind", f"/dev/{device}", f"/dev/{device}"]
    arguments += ["--symlink", "/proc/self/fd", "/dev/fd"]
    for folder in map(Path, _SYSTEM):
        if folder.is_symlink():  # /lib -> usr/lib on merged systems
            arguments += ["--symlink", os.readlink(folder), str(folder)]
        elif folder.is_dir():
            arguments += ["--ro-bind", str(folder), str(folder), *_masks(folder, folder)]
    for file in _ETC:
        arguments += ["--ro-bind-try", file, file]
    prefix, inside = Path(sys.base_prefix), Path(_inside_prefix())
    if prefix != inside:
        arguments += ["--ro-bind", str(_executable()), str(inside / "bin" / _executable().name)]
        for library in (prefix / "lib", prefix / "lib64"):
            if library.is_dir() and not library.is_symlink():
                seen = inside / library.name
                arguments += ["--ro-bind", str(library), str(seen), *_masks(library, seen)]
    for entry in site_entries(libraries):
        arguments += ["--ro-bind", str(entry), f"{SITE}/{entry.name}"]
    for entry in harness_entries():
        arguments += ["--ro-bind", str(entry), f"{HARNESS}/{PACKAGE}/{entry.name}"]
    return [*arguments, "--remount-ro", "/", "--chdir", "/tmp"]


def harness_entries() -> list[Path]:
    """Return the files and folders of this repository that the sandbox can see."""
    return [Path(__file__).parents[1] / name for name in OURS]


def base_python(isolated: bool) -> str:
    """Return the path of the Python to start, as the started process sees it."""
    executable = _executable()
    if isolated and _inside_prefix() != sys.base_prefix:
        return f"{_PYTHON}/bin/{executable.name}"
    return str(executable)


def site_entries(libraries: Sequence[str]) -> list[Path]:
    """Return the files and folders of site-packages that the libraries and what they depend on consist of.

    A `.pth` file is none of them: it can put any folder on the path, such as that of an editable install.

    Raises:
        LookupError: a library is not installed, or its installation does not list its files.
    """
    entries: set[Path] = set()
    for distribution in _closure((*ALWAYS, *libraries)):
        files = distribution.files
        if not files:
            name = distribution.metadata["Name"]
            raise LookupError(
                f"{name} does not list its files, so that it cannot be shown in the sandbox: pip install {name}"
            )
        tops = {file.parts[0] for file in files} - {"..", "__pycache__"}
        entries.update(Path(str(distribution.locate_file(top))) for top in tops if not top.endswith(".pth"))
    return sorted(entry for entry in entries if entry.exists())


def _closure(names: Iterable[str]) -> Iterator[metadata.Distribution]:
    """Yield each distribution that the named ones need here, once."""
    todo, seen = [Requirement(name) for name in names], set()
    required = {_normal(name) for name in names}
    while todo:
        requirement = todo.pop()
        name = _normal(requirement.name)
        key = (name, frozenset(requirement.extras))
        if key in seen:
            continue
        seen.add(key)
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            if name in required:
                raise LookupError(f"{name} is not installed, but the assignment needs it: pip install {name}") from None
            continue  # a requirement that this platform does without
        yield distribution
        for line in distribution.requires or ():
            needed = Requirement(line)
            environments = [{"extra": extra} for extra in ("", *requirement.extras)]
            if needed.marker is None or any(needed.marker.evaluate(environment) for environment in environments):
                todo.append(needed)


def _normal(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def _masks(folder: Path, seen: Path) -> Iterator[str]:
    """Cover the package folders of a Python's library folder, which lies at `seen` inside."""
    for python in sorted(folder.glob("python*")):
        for name in _FOREIGN:
            if (python / name).is_dir():
                yield from ("--tmpfs", str(seen / python.name / name))


def _executable() -> Path:
    return Path(getattr(sys, "_base_executable", None) or sys.executable).resolve()


def _inside_prefix() -> str:
    return sys.base_prefix if sys.base_prefix == "/usr" else _PYTHON
