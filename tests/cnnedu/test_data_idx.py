"""IDX files: read exactly, or refused with the file's name."""

import gzip
import hashlib
import struct
import tracemalloc

import numpy as np
import pytest

from cnnedu.data.errors import DataError
from cnnedu.data.idx import IdxFile, parse_idx, read_idx

IMAGES = np.arange(2 * 3 * 5, dtype=np.uint8).reshape(2, 3, 5)
CONTENT = struct.pack(">HBBIII", 0, 8, 3, 2, 3, 5) + IMAGES.tobytes()
WANTED = IdxFile("images.gz", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "images.gz"
    path.write_bytes(gzip.compress(CONTENT))
    return path


def test_the_array_of_the_file_is_returned(path):
    np.testing.assert_array_equal(read_idx(path, WANTED), IMAGES)


def test_the_same_content_packed_otherwise_is_accepted(path):
    path.write_bytes(gzip.compress(CONTENT[:9], compresslevel=1) + gzip.compress(CONTENT[9:]))
    np.testing.assert_array_equal(read_idx(path, WANTED), IMAGES)


def test_a_truncated_file_is_refused(path):
    path.write_bytes(path.read_bytes()[:-12])
    with pytest.raises(DataError, match=r"images\.gz is truncated"):
        read_idx(path, WANTED)


def test_a_file_truncated_before_packing_is_refused(path):
    path.write_bytes(gzip.compress(CONTENT[:-1]))
    with pytest.raises(DataError, match=r"images\.gz is a wrong file: unpacked it has 45 bytes where 46 were expected"):
        read_idx(path, WANTED)


def test_one_altered_pixel_is_noticed(path):
    path.write_bytes(gzip.compress(CONTENT[:-1] + b"\x00"))
    with pytest.raises(DataError, match=r"images\.gz is altered or a wrong file: .* SHA-256"):
        read_idx(path, WANTED)


def test_one_altered_byte_of_the_archive_is_noticed(path):
    packed = bytearray(path.read_bytes())
    packed[len(packed) // 2] ^= 0xFF
    path.write_bytes(bytes(packed))
    with pytest.raises(DataError, match=r"images\.gz is (damaged|truncated|altered)"):
        read_idx(path, WANTED)


def test_a_page_saved_instead_of_the_file_is_refused(path):
    path.write_bytes(b"<html>404</html>")
    with pytest.raises(DataError, match=r"images\.gz is damaged or is not a gzip file"):
        read_idx(path, WANTED)


def test_a_small_file_that_unpacks_to_much_is_stopped_early(path):
    path.write_bytes(gzip.compress(b"\0" * 10_000_000))
    tracemalloc.start()
    with pytest.raises(DataError, match="more than 46 bytes"):
        read_idx(path, WANTED)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


def test_a_folder_in_place_of_the_file_is_named(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        read_idx(tmp_path, WANTED)


@pytest.mark.parametrize("content", [b"", b"\0\0", b"\0\0\x0d\x01\0\0\0\x01\0", b"\x89PNG"])
def test_another_format_is_refused(content):
    with pytest.raises(ValueError, match="begins with the bytes 00 00 08"):
        parse_idx(content)


@pytest.mark.parametrize("change", [lambda c: c + b"\0", lambda c: c[:-1]])
def test_values_that_do_not_fill_the_shape_are_refused(change):
    with pytest.raises(ValueError, match="IDX header announces shape"):
        parse_idx(change(CONTENT))


def test_a_header_cut_short_is_refused():
    with pytest.raises(ValueError, match="IDX header of 3 dimensions has 16 bytes, got only 10"):
        parse_idx(CONTENT[:10])
