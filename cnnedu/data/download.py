"""Bring one file from the first mirror that serves it rightly.

pooch transfers. What it would check is the hash of the bytes that came, and mirrors pack the same content into
different bytes, so it is the caller who looks into the file, before that takes its name.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from cnnedu.data.errors import DataError

__all__ = ["download"]

_CHUNK = 64 * 1024  # bytes

Check = Callable[[Path], object]


def download(urls: Sequence[str], target: Path, check: Check, *, timeout: float = 30.0) -> None:
    """Put a file at `target` unless it is there, taking it from the first address that serves it rightly.

    The file appears at `target` in one step, after the check: two processes at once both bring it, and neither sees
    half of it. A terminal is told that a download goes on.

    Args:
        urls: addresses of the same content, in the order to try them.
        target: where the file shall be; its folder is made if need be.
        check: called with the path of the complete file; raises DataError when it is not the right one.
        timeout: seconds without any byte after which the next address is tried.

    Raises:
        DataError: no address gave the right file (the message says why for each), or the folder cannot be written.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     target = Path(folder, "brought.txt")
    ...     _ = target.write_text("content")
    ...     download(["https://example.org/brought.txt"], target, check=lambda path: None)  # there: nobody is asked
    ...     target.read_text()
    'content'
    """
    if target.exists():
        return
    problems = []
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f"{target.name}.", dir=target.parent) as folder:
            part = Path(folder, target.name)
            for url in urls:
                problem = _bring(url, part, check, timeout)
                if problem is None:
                    os.replace(part, target)
                    return
                problems.append(f"  {url}: {problem}")
    except OSError as error:  # of the disk: those of the network are dealt with mirror by mirror
        raise DataError(f"{target} cannot be written: {error.strerror or error}") from error
    raise DataError(f"{target.name} could not be downloaded:\n" + "\n".join(problems))


def _bring(url: str, part: Path, check: Check, timeout: float) -> str | None:
    """Write what an address serves to `part`, and check it; say what went wrong, or None."""
    from pooch import HTTPDownloader  # brings requests along, which a machine with local files does not need
    from rich.console import Console

    # As it is: an answer that the server packs for the way, a .gz file as well, would be unpacked on arrival.
    transfer = HTTPDownloader(chunk_size=_CHUNK, timeout=timeout, headers={"Accept-Encoding": "identity"})
    try:
        with Console(stderr=True).status(f"downloading {url}"):
            transfer(url, str(part), None)
        check(part)
    except DataError as error:
        return f"serves a wrong file ({error})"
    except OSError as error:
        if error.errno is not None:  # the system's own; those of requests have no number
            raise
        answer = getattr(error, "response", None)
        if answer is not None:
            return f"answers {answer.status_code} {answer.reason}"
        return f"cannot be reached, or broke off ({_first_cause(error)})"
    return None


def _first_cause(error: BaseException) -> str:
    """What the system said, under the three layers of words that requests and urllib3 put around it."""
    while (cause := error.__cause__ or error.__context__) is not None:
        error = cause
    return str(error)
