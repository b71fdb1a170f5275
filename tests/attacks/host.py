"""The grader's machine, with things that nobody should get to see: each holds a word of its own, its loot."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import autograder

from .course import notebook

__all__ = ["Host", "planted", "running"]

REPOSITORY = Path(autograder.__file__).parents[1]


@dataclass(frozen=True)
class Host:
    """`loot` are the words, `names` what a cell's capital names stand for, see `corpus.HOST_NAMES`."""

    course: Path
    names: dict[str, Any]
    loot: tuple[str, ...]

    def found_in(self, text: str) -> list[str]:
        """What of the loot stands in a text, and lines that only our own sources have."""
        return [word for word in self.loot if word in text]

    def paths(self) -> tuple[str, ...]:
        """Folders of the host whose names a submission should not learn."""
        return str(self.course), str(REPOSITORY), sys.prefix


@contextmanager
def planted(folder: Path) -> Iterator[Host]:
    """Lay out a course on disk, servers, a process and a variable, and take them away again."""
    course = folder / f"course-{uuid.uuid4().hex[:8]}"
    loot = {place: f"loot-{place}-{uuid.uuid4().hex}" for place in _PLACES}
    (course / "submitted" / "ada" / "01").mkdir(parents=True)
    (course / "exams.py").write_text(f'REFERENCE = "{loot["exams"]}"\n')
    (course / ".course_secret").write_text(loot["secret"])
    (course / "nbgrader_config.py").write_text(f"# {loot['config']}\n")
    (course / "submitted" / "ada" / "01" / "01.ipynb").write_text(json.dumps(notebook(f"# {loot['classmate']}")))
    with sqlite3.connect(course / "gradebook.db") as gradebook:
        gradebook.execute("create table grade (student, score)")
        gradebook.execute("insert into grade values (?, 1)", (loot["gradebook"],))
    os.environ["CNNEDU_TEST_LOOT"] = loot["environment"]
    servers = [
        _server(socket.AF_INET, ("127.0.0.1", 0), loot["server"]),
        _server(socket.AF_UNIX, f"\0{course.name}", loot["server"]),
        _server(socket.AF_UNIX, str(course / "socket"), loot["server"]),
    ]
    # A process of the grader's that has a password on its command line, a secret in its environment and its memory,
    # and the exams open.
    waiting = "import sys; kept = bytearray(b'loot-' + b'in-memory-' + sys.argv[2].encode()); sys.stdin.read()"
    with (course / "exams.py").open() as exams:
        grader = subprocess.Popen(
            [sys.executable, "-c", waiting, loot["argument"], loot["memory"]],
            stdin=subprocess.PIPE,
            pass_fds=[exams.fileno()],
            cwd=course,
        )
    names = {
        "COURSE": str(course),
        "REPOSITORY": str(REPOSITORY),
        "PORT": servers[0].getsockname()[1],
        "ABSTRACT": course.name,
        "LINGER": f"97.{uuid.uuid4().int % 10**9:09d}",
        "GRADER": grader.pid,
    }
    try:
        yield Host(course, names, (*loot.values(), *_OUR_OWN_LINES))
    finally:
        grader.communicate()
        for server in servers:
            server.close()
        del os.environ["CNNEDU_TEST_LOOT"]


_PLACES = (
    "exams", "secret", "config", "classmate", "gradebook", "environment", "server", "argument", "memory",
)  # fmt: skip
_OUR_OWN_LINES = ("from cnnedu.formulas", "from autograder.exam.")


def running(word: str) -> list[int]:
    """The processes of this machine that have a word on their command line."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            if word.encode() in Path("/proc", name, "cmdline").read_bytes():
                found.append(int(name))
        except OSError:
            continue
    return found


def _server(family: int, address: Any, greeting: str) -> socket.socket:
    server = socket.socket(family)
    server.bind(address)
    server.listen()
    threading.Thread(target=_greet, args=(server, greeting), daemon=True).start()
    return server


def _greet(server: socket.socket, greeting: str) -> None:
    while True:
        try:
            client, _ = server.accept()
        except OSError:
            return
        with client:
            client.sendall(greeting.encode())
