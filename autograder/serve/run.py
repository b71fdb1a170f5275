"""The server: workers first, then the page, and the end of both."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from pathlib import Path

import uvicorn

from autograder.course import CourseError, course_secret, practice_secret
from autograder.serve.app import application
from autograder.serve.line import Line
from autograder.serve.login import ByHeader, ByToken
from autograder.serve.rules import Rules
from autograder.serve.workers import Workers

__all__ = ["serve"]


def serve(
    root: Path,
    rules: Rules,
    login: ByHeader | ByToken,
    host: str = "127.0.0.1",
    port: int = 8642,
    socket: Path | None = None,
    started: Callable[[], object] = lambda: None,
) -> None:
    """Serve the practice page until the process is told to end.

    Args:
        root: the course's folder.
        rules: the bounds.
        login: who may ask.
        host, port: where to listen.
        socket: listen on this Unix socket instead; its folder says who may open it.
        started: called once notebooks can be graded.

    Raises:
        CourseError: the workers cannot start, there is no sandbox, or nobody can listen there.
        KeyboardInterrupt: it was told to end, by a key or a signal.
    """
    line = Line(rules)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: the workers are ended in either case
    with Workers(root, rules, line):
        started()
        config = uvicorn.Config(
            application(rules, line, login, practice_secret(course_secret(root))),
            host=host,
            port=port,
            uds=None if socket is None else str(socket),
            proxy_headers=False,  # who asks is whoever opened the connection, whatever a header says
            server_header=False,
            access_log=False,  # a secret link is in the path
            log_level="warning",
            limit_concurrency=500,
            timeout_graceful_shutdown=5,
            ws="none",
            lifespan="off",
        )
        logging.getLogger("autograder").setLevel(logging.INFO)
        try:
            uvicorn.Server(config).run()
        except SystemExit as error:  # uvicorn has said why on stderr
            raise CourseError(
                f"nobody can listen on {socket or f'{host}:{port}'}: is another server running?"
            ) from error
