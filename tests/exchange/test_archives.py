"""Whatever a zip file is: it is read within bounds, or refused with a reason."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from archives_made import link, zipped

from autograder.course import CourseError
from autograder.exchange import archives
from autograder.exchange.archives import RefusedError, opened_archive


def read_only_member(path: Path, most: int = 1000) -> bytes:
    with opened_archive(path) as archive:
        (member,) = archive.members
        return archive.read(member, most)


def test_a_file_is_read(tmp_path: Path) -> None:
    assert read_only_member(zipped(tmp_path / "a.zip", {"x/y.txt": b"hello"})) == b"hello"


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../up.ipynb", "a/../../b.ipynb", "C:\\x.ipynb", "..\\up.ipynb", "\\\\s\\x"]
)
def test_a_path_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedError, match="its path"):
        read_only_member(zipped(tmp_path / "a.zip", {name: b"x"}))


def test_a_link_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="a link"):
        read_only_member(link(tmp_path / "a.zip", "x.ipynb", "/etc/passwd"))


def test_what_is_encrypted_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"x": b"hello"})
    content = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + flags] |= 1
    path.write_bytes(content)
    with pytest.raises(RefusedError, match="encrypted"):
        read_only_member(path)


def test_a_bomb_is_not_let_off(tmp_path: Path) -> None:
    path = zipped(tmp_path / "bomb.zip", {"x.ipynb": bytes(100_000_000)})
    assert path.stat().st_size < 200_000
    with pytest.raises(RefusedError, match="more than 20 MB"):
        read_only_member(path, 20_000_000)


def test_a_size_that_lies_is_not_believed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"x.ipynb": b"0" * 5000})
    content = path.read_bytes()
    path.write_bytes(content.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with contextlib.suppress(RefusedError):
        assert len(read_only_member(path, 100)) <= 10


def test_many_files_together_cannot_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 2500)
    with opened_archive(zipped(tmp_path / "a.zip", {f"{i}": bytes(1000) for i in range(4)})) as archive:
        archive.read(archive.members[0], 1000)
        archive.read(archive.members[1], 1000)
        with pytest.raises(RefusedError, match="the archive holds more"):
            archive.read(archive.members[2], 1000)


def test_a_damaged_member_costs_that_member(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"x": b"hello" * 100, "y": b"fine"})
    content = bytearray(path.read_bytes())
    content[35:40] = b"\xff" * 5
    path.write_bytes(content)
    with opened_archive(path) as archive:
        with pytest.raises(RefusedError, match="damaged"):
            archive.read(archive.members[0], 1000)
        assert archive.read(archive.members[1], 1000) == b"fine"


def test_a_list_of_contents_without_end_is_not_loaded(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for i in range(130):
            info = zipfile.ZipInfo(str(i))
            info.comment = bytes(65_000)
            archive.writestr(info, b"")
    path = tmp_path / "long.zip"
    path.write_bytes(buffer.getvalue())
    with pytest.raises(CourseError, match="longer than that of any class"), opened_archive(path):
        pass


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_FILES", 3)
    path = zipped(tmp_path / "a.zip", {str(i): b"" for i in range(4)})
    with pytest.raises(CourseError, match="more than 3 files"), opened_archive(path):
        pass


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04" + bytes(50), b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_zip_file_is_said_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    with pytest.raises(CourseError, match="not a zip file"), opened_archive(path):
        pass


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="No such file"), opened_archive(tmp_path / "a.zip"):
        pass


def test_names_in_utf_8_that_do_not_say_so_are_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"m\u00fcller_1_2_x.ipynb": b""})
    content = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        content[content.index(signature) + flags] &= ~0x08
    path.write_bytes(content)
    with opened_archive(path) as archive:
        assert [member.path for member in archive.members] == ["m\u00fcller_1_2_x.ipynb"]
