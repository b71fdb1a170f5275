"""What is worth keeping from one run to the next: drawn exams with the reference's answers, the course's pictures.

The files lie in ``.autograder_cache`` in the course's folder, readable by its owner only, for they hold the exam's
inputs. Each is signed with the course's secret, and read only if the signature is right: whoever could write one
without knowing the secret would be ignored. Nothing is lost with them; they are made again.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import hmac
import os
import pickle
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

__all__ = ["Cache"]

T = TypeVar("T")
_FOLDER = ".autograder_cache"
_LOCKS = "locks"
_SIGNATURE = hashlib.sha256().digest_size


class Cache:
    """Values by kind, name and version. A value of another version is forgotten when a new one is kept.

    Args:
        root: the course's folder.
        secret: the course's secret.
        room: a folder of its own for what another secret makes, so that neither displaces the other.
    """

    def __init__(self, root: Path, secret: bytes, room: str = "") -> None:
        self._folder = root / _FOLDER / room
        self._secret = hmac.digest(secret, b"cache", "sha256")

    def once(self, kind: str, name: str, version: str, make: Callable[[], T]) -> T:
        """Return what was kept, or make it and keep it. Of several processes one makes it; the others wait for that."""
        kept: T | None = self.get(kind, name, version)
        if kept is None:
            with self._alone(kind, name):
                kept = self.get(kind, name, version)
                if kept is None:
                    kept = make()
                    self.put(kind, name, version, kept)
        return kept

    def is_being_made(self, kind: str, name: str) -> bool:
        """Say whether another process is making a value just now."""
        try:
            with self._alone(kind, name, waits=False):
                return False
        except BlockingIOError:
            return True

    def get(self, kind: str, name: str, version: str) -> Any:
        """Return what was kept, or None. Never raises for anything that is in a file."""
        try:
            content = self._path(kind, name, version).read_bytes()
            if not hmac.compare_digest(
                content[:_SIGNATURE], self._signature(content[_SIGNATURE:], kind, name, version)
            ):
                return None
            return pickle.loads(content[_SIGNATURE:])
        except Exception:  # not there, not readable, of a class that has changed
            return None

    def put(self, kind: str, name: str, version: str, value: Any) -> None:
        """Keep a value, if it can be kept; where the folder cannot be written nothing happens."""
        try:
            content = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        except Exception:  # a value with a function in it
            return
        path = self._path(kind, name, version)
        with contextlib.suppress(OSError):
            self._make(self._folder)
            for old in self._folder.glob(f"{kind}-{name}-*"):
                old.unlink(missing_ok=True)
            descriptor, temporary = tempfile.mkstemp(dir=self._folder)  # mode 0600
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(self._signature(content, kind, name, version) + content)
                os.replace(temporary, path)
            except OSError:
                os.unlink(temporary)
                raise

    @contextlib.contextmanager
    def _alone(self, kind: str, name: str, waits: bool = True) -> Iterator[None]:
        """Hold a lock, which ends with this process at the latest; none where there can be no locks.

        Raises:
            BlockingIOError: another process holds it, and it was not to be waited for.
        """
        with contextlib.ExitStack() as stack:
            try:
                self._make(self._folder / _LOCKS)
                lock = stack.enter_context(open(self._folder / _LOCKS / f"{kind}-{name}", "ab"))
                fcntl.flock(lock, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise
            except OSError:  # a folder that cannot be written, a file system without locks
                pass
            yield

    def _make(self, folder: Path) -> None:
        for each in (self._folder.parent, self._folder, folder):
            each.mkdir(mode=0o700, exist_ok=True)

    def _path(self, kind: str, name: str, version: str) -> Path:
        digest = hmac.new(self._secret, "\0".join((kind, name, version)).encode(), "sha256").hexdigest()[:24]
        return self._folder / f"{kind}-{name}-{digest}"

    def _signature(self, content: bytes, kind: str, name: str, version: str) -> bytes:
        described = "\0".join((kind, name, version)).encode()
        return hmac.digest(self._secret, hashlib.sha256(described).digest() + content, "sha256")
