"""What is worth keeping from one run to the next: drawn exams with the reference's answers, the course's pictures.

The files lie in ``.autograder_cache`` in the course's folder, readable by its owner only, for they hold the exam's
inputs. Each is signed with the course's secret, and read only if the signature is right: whoever could write one
without knowing the secret would be ignored. Nothing is lost with them; they are made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import pickle
import tempfile
from pathlib import Path
from typing import Any

__all__ = ["Cache"]

_FOLDER = ".autograder_cache"
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
            self._folder.parent.mkdir(mode=0o700, exist_ok=True)
            self._folder.mkdir(mode=0o700, exist_ok=True)
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

    def _path(self, kind: str, name: str, version: str) -> Path:
        digest = hmac.new(self._secret, "\0".join((kind, name, version)).encode(), "sha256").hexdigest()[:24]
        return self._folder / f"{kind}-{name}-{digest}"

    def _signature(self, content: bytes, kind: str, name: str, version: str) -> bytes:
        described = "\0".join((kind, name, version)).encode()
        return hmac.digest(self._secret, hashlib.sha256(described).digest() + content, "sha256")
