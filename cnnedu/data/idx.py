"""IDX, the format of MNIST: a big-endian header with the dimensions, then unsigned bytes."""

from __future__ import annotations

import gzip
import hashlib
import math
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cnnedu.data.errors import DataError

__all__ = ["IdxFile", "parse_idx", "read_idx"]


@dataclass(frozen=True)
class IdxFile:
    """What one .gz file must hold once it is unpacked.

    Attributes:
        name: file name, such as "train-images-idx3-ubyte.gz".
        size: bytes of the unpacked content.
        sha256: of the unpacked content, because the same content is packed differently by different mirrors.

    >>> content = bytes([0, 0, 8, 1, 0, 0, 0, 2, 7, 3])
    >>> IdxFile("two-labels.gz", size=len(content), sha256=hashlib.sha256(content).hexdigest()).size
    10
    """

    name: str
    size: int
    sha256: str


def read_idx(path: Path, wanted: IdxFile) -> np.ndarray:
    """Unpack a file, check that it is the right one, and return its array.

    Args:
        path: the .gz file.
        wanted: what its unpacked bytes must be.

    Returns:
        read-only uint8 array of the dimensions in the file's header.

    Raises:
        DataError: the file cannot be read, is truncated, is damaged, or holds something else. The message names it.

    Source: Y. LeCun, C. Cortes, C. Burges, The MNIST database of handwritten digits (section "file formats").

    >>> from tempfile import TemporaryDirectory
    >>> content = bytes([0, 0, 8, 1, 0, 0, 0, 2, 7, 3])
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "two-labels.gz")
    ...     _ = path.write_bytes(gzip.compress(content))
    ...     read_idx(path, IdxFile(path.name, size=len(content), sha256=hashlib.sha256(content).hexdigest()))
    array([7, 3], dtype=uint8)
    """
    try:
        with gzip.open(path) as unpacked:
            content = unpacked.read(wanted.size + 1)  # never more than that: a small file can unpack to gigabytes
    except EOFError:
        raise DataError(f"{path} is truncated: its compressed data ends too early") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise DataError(f"{path} is damaged or is not a gzip file: {error}") from None
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror or error}") from None
    if len(content) != wanted.size:
        size = f"more than {wanted.size}" if len(content) > wanted.size else str(len(content))
        raise DataError(f"{path} is a wrong file: unpacked it has {size} bytes where {wanted.size} were expected")
    digest = hashlib.sha256(content).hexdigest()
    if digest != wanted.sha256:
        raise DataError(
            f"{path} is altered or a wrong file: its unpacked bytes have the SHA-256 {digest}, expected {wanted.sha256}"
        )
    return parse_idx(content)


def parse_idx(content: bytes) -> np.ndarray:
    """Turn unpacked IDX bytes into an array.

    Args:
        content: two zero bytes, 8 (the code of unsigned bytes), the number of dimensions, each dimension as a
            big-endian 32-bit integer, then the values, last axis fastest.

    Returns:
        read-only uint8 array of those dimensions.

    Raises:
        ValueError: the header says something else, or it is cut short, or the values are not as many as it says.

    Source: as for `read_idx`.

    >>> parse_idx(bytes([0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 3, 7, 8, 9]))
    array([[7, 8, 9]], dtype=uint8)
    """
    if len(content) < 4 or content[:3] != b"\0\0\x08":
        raise ValueError(f"IDX data of unsigned bytes begins with the bytes 00 00 08, got {content[:3].hex(' ')}")
    header = 4 + 4 * content[3]
    if len(content) < header:
        raise ValueError(f"IDX header of {content[3]} dimensions has {header} bytes, got only {len(content)}")
    shape = struct.unpack_from(f">{content[3]}I", content, offset=4)
    if len(content) - header != math.prod(shape):
        raise ValueError(f"IDX header announces shape {shape}, but {len(content) - header} values follow")
    return np.frombuffer(content, dtype=np.uint8, offset=header).reshape(shape)
