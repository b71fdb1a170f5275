"""What `autograder serve` does: make links from a roster, or find out who may log in and serve."""

from __future__ import annotations

import contextlib
import logging
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course import CourseError, source_path
from autograder.exams import assignment_names
from autograder.serve.rules import Rules

__all__ = ["Listening", "Students", "serve_course"]


@dataclass(frozen=True)
class Students:
    """How students are known: by a header from a proxy, or by tokens, which a roster gives them."""

    header: str | None
    proxies: tuple[str, ...]
    tokens: Path | None
    roster: Path | None


@dataclass(frozen=True)
class Listening:
    """Where the server listens, and where students reach it."""

    host: str
    port: int
    socket: Path | None
    url: str | None

    @property
    def address(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.url or f"http://{host}:{self.port}"


def serve_course(
    root: Path,
    assignments: tuple[str, ...],
    students: Students,
    listening: Listening,
    echo: Callable[[str], object],
    **bounds: Any,
) -> None:
    """Print the links of a roster's students, or serve until the process is told to end.

    Args:
        root: the course's folder.
        assignments: which to offer; none means all that have been built.
        students: who they are. Neither header nor tokens: one link, for whoever reads the terminal.
        listening: where.
        echo: prints a line.
        bounds: of `Rules`.

    Raises:
        CourseError: the web framework is not installed, options contradict each other, or serving cannot begin.
    """
    try:
        from autograder.serve.login import ByHeader, ByToken, hash_of
        from autograder.serve.run import serve
        from autograder.serve.tokens import link, make_links, new_token, read_tokens
    except ImportError as error:
        raise CourseError(
            f"autograder serve needs {error.name}, which is not installed: pip install 'cnnedu[serve]'"
        ) from error
    if students.roster is not None:
        if students.tokens is None or listening.url is None:
            raise CourseError(
                "--roster makes links: say with --tokens where their hashes go, with --url where they lead"
            )
        echo(make_links(students.roster, students.tokens, listening.url).rstrip("\n"))
        return
    if students.header is not None and students.tokens is not None:
        raise CourseError("--user-header and --tokens are two ways to log in: give one of them")
    offered = assignments or tuple(name for name in assignment_names() if source_path(root, name).exists())
    if not offered:
        raise CourseError(f"there is no built assignment in {root / 'solutions'}: run `autograder build`")
    login: ByHeader | ByToken
    where = f"serving {', '.join(offered)} at {listening.socket or listening.address}"
    if students.header is not None:
        login = ByHeader(students.header, students.proxies, through_socket=listening.socket is not None)
    elif students.tokens is not None:
        login = ByToken(read_tokens(students.tokens))
    else:
        token = new_token()
        login = ByToken({hash_of(token): "you"})
        where = f"serving {', '.join(offered)}, for you alone, at {link(listening.address, token)}"
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    warnings.simplefilter("default", UserWarning)  # says why there is no sandbox
    echo("getting ready: the practice exams are drawn on the first start, which takes minutes")
    with contextlib.suppress(KeyboardInterrupt):
        serve(
            root,
            Rules(offered, **bounds),
            login,
            listening.host,
            listening.port,
            listening.socket,
            started=lambda: echo(where),
        )
