"""Checkpoints: written whole or not at all, checked by a hash when read, the one before kept."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
from pathlib import Path
from typing import Any

import torch

from cnnedu.atomic import sync_folder, write_whole
from cnnedu.training.errors import TrainingError

__all__ = ["Checkpoint"]

_MAGIC = b"cnnedu checkpoint 1\n"
_HEADER = len(_MAGIC) + 64 + 1  # the magic line, SHA-256 of the rest in hexadecimal, end of line


class Checkpoint:
    """The newest state of a run at `path`, and the one before it at `path` + ".previous".

    The state is a dictionary of tensors and plain values. It is read with ``weights_only``, which refuses to unpickle
    anything else: a checkpoint from a stranger can be wrong, but it cannot run code.

    Args:
        path: of the file; its folder is made if need be.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.previous = path.with_name(path.name + ".previous")

    def save(self, state: dict[str, Any]) -> None:
        """Write a state. A process killed at any moment leaves the old state or the new one.

        Raises:
            TrainingError: the disk is full or the folder cannot be written; the last good checkpoint stays.
        """
        buffer = io.BytesIO()
        torch.save(state, buffer)
        content = buffer.getbuffer()
        header = _MAGIC + hashlib.sha256(content).hexdigest().encode() + b"\n"
        new = self.path.with_name(self.path.name + ".new")
        try:
            write_whole(new, header + bytes(content))
            if self.path.exists():
                os.replace(self.path, self.previous)
            os.replace(new, self.path)
            sync_folder(self.path.parent)
        except OSError as error:
            new.unlink(missing_ok=True)
            kept = next((path for path in (self.path, self.previous) if path.exists()), None)
            raise TrainingError(
                f"{self.path} cannot be written: {error.strerror or error}. It takes {len(content) / 2**20:.1f} MiB: "
                "make room or give another --out"
                + (f". {kept} is the last good one: the same command goes on from it" if kept else "")
            ) from error

    def load(self) -> dict[str, Any] | None:
        """Read the newest state; None when there is none.

        Raises:
            TrainingError: the file is damaged. The message says whether the one before is good.
        """
        # The only moment without a newest file is between the two renames of `save`.
        path = self.path if self.path.exists() or not self.previous.exists() else self.previous
        if not path.exists():
            return None
        try:
            return _read(path)
        except _Damaged as error:
            raise TrainingError(f"{path} {error}. {self._remedy(path)}") from error

    def remove(self) -> None:
        """Delete both, when the training is over."""
        for path in (self.path, self.previous):
            path.unlink(missing_ok=True)

    def _remedy(self, damaged: Path) -> str:
        if damaged != self.previous and self.previous.exists():
            try:
                _read(self.previous)
            except _Damaged:
                pass
            else:
                return (
                    f"The one before it is good: put it in place with `mv {self.previous} {self.path}` "
                    "and give the same command again; the result will be the same"
                )
        return "Delete it to train from the beginning"


class _Damaged(Exception):
    """What is wrong with a file, to follow its name."""


def _read(path: Path) -> dict[str, Any]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _Damaged(f"cannot be read: {error.strerror or error}") from error
    if not content.startswith(_MAGIC):
        raise _Damaged("is not a checkpoint of this version")
    header, body = content[:_HEADER], memoryview(content)[_HEADER:]
    if header != _MAGIC + hashlib.sha256(body).hexdigest().encode() + b"\n":
        raise _Damaged("is damaged: its content does not have the SHA-256 written in it")
    try:
        state: dict[str, Any] = torch.load(io.BytesIO(body), map_location="cpu", weights_only=True)
    except (RuntimeError, pickle.UnpicklingError, EOFError, ValueError) as error:
        raise _Damaged(f"does not hold plain tensors and values: {str(error).splitlines()[0]}") from error
    return state
