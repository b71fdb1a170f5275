"""Bring one file from the first mirror that serves it rightly: checked, resumed, and safe beside other processes.

pooch downloads a file and checks the hash of what came. Here the hash is that of the unpacked content, an interrupted
transfer goes on where it stopped, and several mirrors are tried, so the transfer itself is written out.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from cnnedu.data.errors import DataError

__all__ = ["download"]

_CHUNK = 64 * 1024  # bytes
_TRIES = 3  # transfers from one mirror, each going on where the one before broke off

Check = Callable[[Path], object]


def download(urls: Sequence[str], target: Path, check: Check, *, limit: int, timeout: float = 30.0) -> None:
    """Put a file at `target` unless it is there, taking it from the first address that serves it rightly.

    What has arrived stays in ``target.*.part`` when the transfer breaks off, and the next call goes on from there if
    the server allows it (HTTP Range). The file appears at `target` in one step, after the check. A lock makes a
    second process wait for the first and then use its file. A progress bar shows on a terminal.

    Args:
        urls: addresses of the same content, in the order to try them.
        target: where the file shall be; its folder is made if need be.
        check: called with the path of the complete file; raises DataError when it is not the right one.
        limit: bytes; a longer answer is refused before it fills the disk.
        timeout: seconds without any byte after which a transfer counts as broken.

    Raises:
        DataError: no address gave the right file (the message says why for each), or the folder cannot be written.

    Source: RFC 9110, section 14 (range requests).

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:  # a local address: the interface is the same
    ...     source = Path(folder, "served.txt")
    ...     _ = source.write_text("content")
    ...     target = Path(folder, "cache", "brought.txt")
    ...     download([source.as_uri()], target, check=lambda path: None, limit=100)
    ...     target.read_text()
    'content'
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _alone(target):
            if not target.exists():
                _download(urls, target, check, limit, timeout)
    except OSError as error:  # of the disk: those of the network are dealt with mirror by mirror
        raise DataError(f"{target} cannot be written: {error.strerror or error}") from error


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Wait until no other process downloads the same file. The lock of a process that dies is free at once."""
    lock = FileLock(target.with_name(target.name + ".lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if sys.stderr.isatty():
            print(f"another process is downloading {target.name}; waiting for it", file=sys.stderr)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _download(urls: Sequence[str], target: Path, check: Check, limit: int, timeout: float) -> None:
    problems = []
    for url in urls:
        # One part per address: two mirrors may pack the same content into different bytes.
        part = target.with_name(f"{target.name}.{hashlib.sha256(url.encode()).hexdigest()[:8]}.part")
        problem = _bring(url, part, check, limit, timeout)
        if problem is None:
            os.replace(part, target)
            return
        problems.append(f"  {url}: {problem}")
    raise DataError(f"{target.name} could not be downloaded:\n" + "\n".join(problems))


def _bring(url: str, part: Path, check: Check, limit: int, timeout: float) -> str | None:
    """Complete and check `part`; say what went wrong, or None."""
    problem: str | None = None
    for _ in range(_TRIES):
        resumed = part.exists() and part.stat().st_size > 0
        try:
            _transfer(url, part, limit, timeout)
            check(part)
        except _Broken as error:  # what came is kept: go on from there
            problem = str(error)
        except _Unavailable as error:
            return str(error)
        except DataError as error:
            part.unlink(missing_ok=True)
            problem = f"serves a wrong file ({error})"
            if not resumed:  # a file brought in one piece will not be better the second time
                return problem
        else:
            return None
    return problem


class _Broken(Exception):
    """The transfer broke off; trying again makes sense."""


class _Unavailable(Exception):
    """This address does not give the file; trying it again makes no sense."""


def _transfer(url: str, part: Path, limit: int, timeout: float) -> None:
    """Append to `part` what is missing, or write it anew when the server does not serve ranges."""
    have = part.stat().st_size if part.exists() else 0
    with _asked(url, part, have, timeout) as answer:
        if not answer.headers.get("Content-Range", "").startswith(f"bytes {have}-"):
            have = 0  # the whole file comes: the server serves no ranges, or there was nothing to go on with
        length = answer.headers.get("Content-Length")
        total = have + int(length) if length else None
        with part.open("ab" if have else "wb") as file, _progress(url.rsplit("/", 1)[-1], have, total) as advance:
            for chunk in _chunks(answer):
                have += len(chunk)
                if have > limit:
                    file.close()
                    part.unlink()
                    raise _Unavailable(f"serves a wrong file (more than {limit} bytes)")
                file.write(chunk)
                advance(len(chunk))
    if total is not None and have < total:  # http.client does not say so when it reads by chunks
        raise _Broken(f"broke off after {have} of {total} bytes")


def _asked(url: str, part: Path, have: int, timeout: float) -> http.client.HTTPResponse:
    request = urllib.request.Request(url, headers={"Accept-Encoding": "identity"})
    if have:
        request.add_header("Range", f"bytes={have}-")
    try:
        return urllib.request.urlopen(request, timeout=timeout)
    except urllib.error.HTTPError as error:
        if error.code == 416:  # nothing lies behind what we have: the part is of another file
            part.unlink()
            raise _Broken("does not have the rest of the file") from None
        if error.code >= 500:
            raise _Broken(f"answers {error.code} {error.reason}") from None
        raise _Unavailable(f"answers {error.code} {error.reason}") from None
    except urllib.error.URLError as error:
        raise _Unavailable(f"cannot be reached ({error.reason})") from None
    except (OSError, http.client.HTTPException) as error:
        raise _Broken(f"does not answer ({error or type(error).__name__})") from None


def _chunks(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    while True:
        try:
            chunk = answer.read(_CHUNK)
        except (OSError, http.client.HTTPException) as error:  # of the network; writing to disk is outside
            raise _Broken(f"broke off ({error or type(error).__name__})") from None
        if not chunk:
            return
        yield chunk


@contextmanager
def _progress(name: str, have: int, total: int | None) -> Iterator[Callable[[int], None]]:
    """Show a bar on a terminal, and nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda count: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(name, total=total, completed=have)
        yield lambda count: progress.advance(task, count)
