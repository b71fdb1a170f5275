"""A zip file that anybody may have made: what is in it, read within bounds, and never unpacked under its own names."""

from __future__ import annotations

import io
import lzma
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.course import CourseError

__all__ = ["MOST_BYTES", "MOST_FILES", "Archive", "Member", "RefusedError", "opened_archive"]

MOST_FILES = 20_000
MOST_BYTES = 2_000_000_000
"""Bytes that are read out of one archive altogether."""

_LONGEST_LIST = 8_000_000
"""Bytes of an archive's list of contents: what is longer would fill the memory before a name of it is seen."""

_CHUNK = 1 << 20

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


class RefusedError(ValueError):
    """This member is not read. The message says why, for an instructor."""


@dataclass(frozen=True)
class Member:
    """One file of an archive: its path as text, never to be used on a disk, and what is wrong with it, if anything."""

    path: str
    info: zipfile.ZipInfo
    wrong: str = ""

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name

    @property
    def folder(self) -> str:
        """The name of the folder that it lies in; the empty string at the top."""
        return PurePosixPath(self.path).parent.name


class Archive:
    """An open archive. All that is read from it counts towards `MOST_BYTES`, whatever its headers claim."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self._left = MOST_BYTES
        self.members = tuple(_member(info) for info in file.infolist() if not info.is_dir())

    def read(self, member: Member, most: int) -> bytes:
        """Read a member that has at most `most` bytes.

        Raises:
            RefusedError: it has more, is damaged, encrypted, a link, or has a path that leads out of its folder.
        """
        if member.wrong:
            raise RefusedError(member.wrong)
        parts: list[bytes] = []
        length = 0
        try:
            with self._file.open(member.info) as stream:
                while chunk := stream.read(min(_CHUNK, most + 1 - length)):
                    parts.append(chunk)
                    length += len(chunk)
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise RefusedError(f"the archive holds more than {MOST_BYTES // 1_000_000:,} MB")
                    if length > most:
                        raise RefusedError(f"it has more than {most // 1_000_000} MB")
        except RefusedError:
            raise
        except _DAMAGED as error:
            raise RefusedError(f"it is damaged: {error}") from error
        return b"".join(parts)


@contextmanager
def opened_archive(path: Path) -> Iterator[Archive]:
    """Open a zip file.

    Raises:
        CourseError: it is no zip file, damaged, or its list of contents is larger than any class's.
    """
    try:
        with path.open("rb") as file:
            try:
                archive = Archive(zipfile.ZipFile(_Bounded(file)))
            except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
                raise CourseError(f"{path} is not a zip file that can be read: {error}") from error
            if len(archive.members) > MOST_FILES:
                raise CourseError(f"{path} has more than {MOST_FILES:,} files: is it the download of one assignment?")
            yield archive
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}") from error


class _Bounded:
    """A file that gives no more than a few megabytes at once: zipfile asks for an archive's whole list in one go."""

    def __init__(self, file: io.BufferedReader) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if size > _LONGEST_LIST:
            raise zipfile.BadZipFile("its list of contents is longer than that of any class")
        content = self._file.read(_LONGEST_LIST + 1 if size < 0 else size)
        if len(content) > _LONGEST_LIST:
            raise zipfile.BadZipFile("its list of contents is longer than that of any class")
        return content

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def _member(info: zipfile.ZipInfo) -> Member:
    path = _path(info)
    return Member(path, info, _wrong(path, info))


def _path(info: zipfile.ZipInfo) -> str:
    """Return a member's path. Some write UTF-8 and do not say so: zipfile then reads it as an old code page."""
    path = info.orig_filename
    if not info.flag_bits & 0x800:
        try:
            path = path.encode("cp437").decode("utf-8")
        except UnicodeError:
            path = info.orig_filename
    return unicodedata.normalize("NFC", path)


def _wrong(path: str, info: zipfile.ZipInfo) -> str:
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "it is a link or a device, no file"
    if info.flag_bits & 0x1:
        return "it is encrypted"
    if path.startswith(("/", "\\")) or path[1:2] == ":" or "\0" in path:
        return "its path begins at the root of a disk"
    if any(part in ("..", ".") for part in path.replace("\\", "/").split("/")):
        return "its path leads out of its folder"
    return ""
