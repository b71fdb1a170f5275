"""A PostgreSQL server of one's own: in a temporary folder, as an ordinary user, reached through a socket there."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

__all__ = ["PostgresServer", "postgres_server"]

_SETTINGS = "-c listen_addresses='' -c fsync=off -c shared_buffers=16MB -c max_connections=30"


class PostgresServer:
    """A running server, and its databases."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder

    def database(self, name: str) -> str:
        """Make an empty database and return its URL."""
        self._run("createdb", "-h", str(self._folder), "-U", "grader", name)
        return f"postgresql+psycopg://grader@/{name}?host={self._folder}"

    def start(self) -> None:
        options = f"{_SETTINGS} -c unix_socket_directories={self._folder}"
        log = self._folder / "log"
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-w", "-l", str(log), "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-w", "-m", how, "stop")

    def make(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self._folder, _SERVANT)
        self._run("initdb", "-D", str(self._folder / "data"), "-U", "grader", "-A", "trust", "-E", "UTF8", "--no-sync")

    def _run(self, program: str, *arguments: str) -> None:
        # the server refuses to run as root, and leaves nothing in a folder that it cannot read
        user: dict[str, Any] = {"user": _SERVANT, "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
        subprocess.run(
            [self._programs / program, *arguments],
            check=True,
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            **user,
        )


_SERVANT = "nobody"


@contextlib.contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Start a server for as long as the block lasts; skip the test where there is none."""
    pytest.importorskip("psycopg", reason="no PostgreSQL driver: pip install 'cnnedu[postgres]'")
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # the name of a socket may have 107 letters: pytest's are too long
    try:
        server = PostgresServer(programs, folder)
        server.make()
        server.start()
        try:
            yield server
        finally:
            with contextlib.suppress(subprocess.CalledProcessError):  # a test has stopped it
                server.stop("immediate")
    finally:
        shutil.rmtree(folder)


def _programs() -> Path | None:
    """Debian keeps the server's programs out of the PATH."""
    found = shutil.which("pg_ctl")
    if found and shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return folders[-1].parent if folders else None
