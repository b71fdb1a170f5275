"""Plain values as bytes and back: a JSON header and raw little-endian buffers. Never pickle.

A frame is ``magic, header length, body length, header, body``. The header is JSON; containers are tagged so that
tuples stay tuples, and an array stands in it as dtype and shape while its numbers lie in the body::

    (1, np.zeros(2))  ->  {"t": [1, {"a": ["<f8", [2]]}]}  +  16 bytes

A question stands in it by the names of its class and of those fields that are not as they are by default, ``{"q":
["Rng", {"seed": 7}]}``, and only the sandbox reads questions. `decode` is fed by hostile processes. It checks sizes
before it allocates, and whatever is wrong with its input, it raises `ProtocolError` and nothing else.
"""

from __future__ import annotations

import json
import math
import struct
from dataclasses import fields
from typing import Any

import numpy as np

from .outcome import Outcome, Played, Raised, Refused, Returned
from .plain import NotPlainError
from .questions import INPUTS, STEPS, Script

__all__ = [
    "PREFIX",
    "ProtocolError",
    "decode",
    "encode",
    "frame_sizes",
    "numbered_question",
    "outcome_from_plain",
    "outcome_to_plain",
    "whole_frame",
    "write_question",
    "write_reply",
]

PREFIX = struct.Struct("<4sIQ")
_MAGIC = b"cnn1"
_to_json = json.JSONEncoder(separators=(",", ":")).encode
_from_json = json.JSONDecoder().decode
_HEADER_BYTES = 16 << 20
_ARRAY_CAME_BACK = (
    '{"d":{"number":%d,"outcome":{"d":{"outcome":"Returned","value":{"a":["%s",[%s]]},'
    '"changed":{"t":[]},"shared":{"t":[]}}}}}'
)
_NODES = 1 << 17  # a value of two characters costs some sixty bytes, and two microseconds of whoever reads it
_NUMBERED = 100  # bytes of a header at most that say which question it is
_DEPTH = 20  # values are at most 8 levels deep, and a message, a script and its steps wrap them in a few more
_QUESTIONS = {kind.__name__: kind for kind in (Script, *STEPS, *INPUTS)}
_DEFAULTS: dict[type, dict[str, Any]] = {
    kind: {field.name: {} if field.default_factory is dict else field.default for field in fields(kind)}
    for kind in _QUESTIONS.values()
}
_COMPARED = (bool, int, str, tuple, dict)  # with a default; of the last two only the empty one is
_DTYPES = {
    np.dtype(name).newbyteorder("<").str: np.dtype(name).newbyteorder("<")
    for name in (
        *("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
        *("float16", "float32", "float64", "complex64", "complex128"),
    )
}

_PLAIN = frozenset((type(None), bool, int, float))
_NATIVE = {name: dtype.newbyteorder("=") for name, dtype in _DTYPES.items()}


class ProtocolError(ValueError):
    """Bytes that are not a frame of this protocol, or a value of another shape than was asked for."""


def encode(value: Any, limit: int) -> tuple[bytes, list[bytes]]:
    """Return the frame of a plain value: its beginning, and the array buffers that follow.

    Raises:
        NotPlainError: the value is not plain, or its frame would exceed `limit` bytes.
    """
    header, buffers = encode_part(value, limit)
    return PREFIX.pack(_MAGIC, len(header), sum(map(len, buffers))) + header, buffers


def encode_part(value: Any, limit: int, depth: int = 0) -> tuple[bytes, list[bytes]]:
    """Return what stands for a plain value in a header, and the buffers of its arrays.

    Args:
        value: what is to be sent.
        limit: bytes of the frame.
        depth: how many containers there are around it.

    Raises:
        NotPlainError: as `encode` does.
    """
    buffers: list[bytes] = []
    try:
        header = _to_json(_pack(value, buffers, depth)).encode("ascii")
    except NotPlainError:
        raise
    except (ValueError, RecursionError, OverflowError) as error:  # e.g. an int of more than 4300 digits
        raise NotPlainError(f"the result cannot be written down: {error}") from None
    body = sum(map(len, buffers))
    if body > limit or len(header) > min(limit, _HEADER_BYTES) or _has_too_many_values(header):
        size = (body + len(header)) / 2**20
        raise NotPlainError(
            f"the result is too large: {size:.1f} MB where at most {limit / 2**20:.0f} MB of numbers can be read; "
            "return an array of the size that was asked for"
        )
    return header, buffers


def write_question(question: Any, limit: int) -> tuple[bytes, bytes]:
    """Write a question down for `numbered_question`.

    Raises:
        NotPlainError: it cannot be sent, or its frame would exceed `limit` bytes.
    """
    header, buffers = encode_part(question, limit - _NUMBERED, depth=1)
    return header, b"".join(buffers)


def numbered_question(number: int, written: tuple[bytes, bytes]) -> bytes:
    """Return the frame of ``{"number": number, "question": question}``.

    >>> from autograder.sandbox.wire.questions import Call
    >>> beginning, buffers = encode({"number": 7, "question": Call((2.5,))}, limit=1000)
    >>> numbered_question(7, write_question(Call((2.5,)), limit=1000)) == b"".join((beginning, *buffers))
    True
    """
    question, body = written
    header = b'{"d":{"number":%d,"question":%b}}' % (number, question)
    return whole_frame(header, body)


def whole_frame(header: bytes, body: bytes) -> bytes:
    """Return a frame as it came, of the two parts that `decode` takes."""
    return b"".join((PREFIX.pack(_MAGIC, len(header), len(body)), header, body))


def write_reply(number: int, outcome: Outcome, limit: int) -> tuple[bytes, list[bytes]]:
    """Return the frame of ``{"number": number, "outcome": outcome_to_plain(outcome)}``, as `encode` does.

    Raises:
        NotPlainError: as `encode` does.
    """
    if type(outcome) is Returned and type(outcome.value) is np.ndarray and not outcome.changed and not outcome.shared:
        array = outcome.value  # as nearly every outcome is
        if array.dtype.str in _DTYPES and array.nbytes <= limit:
            shape = ",".join(map(str, array.shape))
            header = (_ARRAY_CAME_BACK % (number, array.dtype.str, shape)).encode("ascii")
            return PREFIX.pack(_MAGIC, len(header), array.nbytes) + header, [array.tobytes()]
    return encode({"number": number, "outcome": outcome_to_plain(outcome)}, limit)


def frame_sizes(prefix: bytes, limit: int) -> tuple[int, int]:
    """Return the lengths of header and body that a frame's first bytes announce.

    Raises:
        ProtocolError: these are not the first bytes of a frame, or it exceeds `limit` bytes.
    """
    try:
        magic, header, body = PREFIX.unpack(prefix)
    except struct.error:
        raise ProtocolError(f"a frame begins with {PREFIX.size} bytes, got {len(prefix)}") from None
    if magic != _MAGIC:
        raise ProtocolError(f"a frame begins with {_MAGIC!r}, got {magic!r}")
    if header > min(limit, _HEADER_BYTES) or body > limit:
        raise ProtocolError(f"a frame has at most {limit} bytes, got one of {header} + {body}")
    return header, body


def decode(header: bytes, body: bytes, questions: bool = False) -> Any:
    """Return the plain value of a frame. Arrays are new, writable and in native byte order.

    Args:
        header, body: the two parts of the frame.
        questions: whether questions may stand in it.

    Raises:
        ProtocolError: whatever is wrong with the bytes.

    >>> beginning, buffers = encode((1, np.array([2.5])), limit=1000)
    >>> decode(beginning[PREFIX.size:], b"".join(buffers))
    (1, array([2.5]))
    """
    if _has_too_many_values(header):
        raise ProtocolError(f"a header has at most {_NODES} values, got {_nodes(header)}")
    reader = _Reader(body, questions)
    try:
        value = reader.unpack(_from_json(header.decode("ascii")), 0)
    except ProtocolError:
        raise
    except (ValueError, TypeError, RecursionError, OverflowError, MemoryError) as error:
        raise ProtocolError(f"not a frame: {type(error).__name__}: {error}") from None
    if reader.at != len(body):
        raise ProtocolError(f"the header speaks of {reader.at} bytes of numbers, got {len(body)}")
    return value


def outcome_to_plain(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Played):
        return {"outcome": "Played", "outcomes": tuple(map(outcome_to_plain, outcome.outcomes))}
    return {"outcome": type(outcome).__name__, **vars(outcome)}


def outcome_from_plain(value: Any) -> Outcome:
    """Rebuild an outcome; only those a check may report of itself.

    Raises:
        ProtocolError: the value is none.
    """
    kind = value.get("outcome") if type(value) is dict else None
    if kind == "Played":
        parts = [outcome_from_plain(part) for part in _fields(value, {"outcomes": tuple})["outcomes"]]
        steps = tuple(part for part in parts if isinstance(part, (Returned, Raised, Refused)))
        if not steps or len(steps) != len(parts):
            raise ProtocolError("a script comes to one outcome for each of its steps")
        return Played(steps)
    if kind == "Returned":
        fields = _fields(value, {"value": object, "changed": tuple, "shared": tuple})
        if not all(type(entry) is tuple and len(entry) == 3 and _is_place(*entry[:2]) for entry in fields["changed"]):
            raise ProtocolError("a changed argument is its step, its name and its value")
        if not all(type(entry) is tuple and len(entry) == 2 and _is_place(*entry) for entry in fields["shared"]):
            raise ProtocolError("a shared argument is its step and its name")
        return Returned(fields["value"], fields["changed"], fields["shared"])
    if kind == "Raised":
        fields = _fields(value, {"kind": str, "message": str, "bases": tuple, "where": str})
        bases = fields["bases"]
        if not all(type(base) is str for base in bases):
            raise ProtocolError("the bases of an exception are names")
        return Raised(fields["kind"], fields["message"], bases, fields["where"])
    if kind == "Refused":
        return Refused(_fields(value, {"reason": str})["reason"])
    raise ProtocolError(f"no outcome that a check reports: {kind!r:.80}")


def _fields(value: Any, kinds: dict[str, type]) -> dict[str, Any]:
    if type(value) is not dict:
        raise ProtocolError(f"wanted the fields {', '.join(kinds)}, got {type(value).__name__}")
    for name, kind in kinds.items():
        if name not in value or (kind is not object and type(value[name]) is not kind):
            raise ProtocolError(f"wanted a field {name} of type {kind.__name__}")
    return value


def _is_place(step: Any, name: Any) -> bool:
    return type(step) is int and step >= 0 and type(name) in (int, str)


def _has_too_many_values(header: bytes) -> bool:
    return len(header) > _NODES and _nodes(header) > _NODES  # a value takes a byte at least


def _nodes(header: bytes) -> int:
    """Count the values of a header before it is parsed, up to its first error; what stands in a text is none."""
    header = header.replace(rb"\\", b"").replace(rb"\"", b"")
    most = 4 * _NODES  # quotes that so many values and their names can have
    if header.count(b'"') > most:
        return header.count(b'"') // 4
    bare = b"".join(header.split(b'"')[::2])
    return bare.count(b",") + bare.count(b"[") + bare.count(b"{")


def _pack(value: Any, buffers: list[bytes], depth: int) -> Any:
    if depth > _DEPTH:
        raise NotPlainError(f"the result is nested more than {_DEPTH} levels deep: return numbers or arrays")
    if value is None or type(value) in (bool, int, float, str):
        return value
    if type(value) is tuple:
        return {"t": [_pack(item, buffers, depth + 1) for item in value]}
    if type(value) is list:
        return {"l": [_pack(item, buffers, depth + 1) for item in value]}
    if type(value) is dict:
        if not all(type(key) is str for key in value):
            raise NotPlainError("the result is a dict with keys that are not strings: use strings as keys")
        return {"d": {key: _pack(item, buffers, depth + 1) for key, item in value.items()}}
    if type(value) is np.ndarray:
        dtype = value.dtype.newbyteorder("<")
        if dtype.str not in _DTYPES:
            raise NotPlainError(
                f"the result is an array of dtype {value.dtype}: return one of numbers, such as float64"
            )
        buffers.append(value.astype(dtype, copy=False).tobytes())
        return {"a": [dtype.str, list(value.shape)]}
    if isinstance(value, np.generic):  # only of a question: what comes back is plain by then
        return {"s": _pack(np.asarray(value), buffers, depth)["a"]}
    if type(value) in _DEFAULTS:
        return {"q": [type(value).__name__, {k: _pack(item, buffers, depth + 1) for k, item in _told(value).items()}]}
    raise NotPlainError(f"the result is of type {type(value).__name__}: return numbers or a NumPy array")


def _told(question: Any) -> dict[str, Any]:
    """Return the fields of a question that are not as they are by default."""
    defaults = _DEFAULTS[type(question)]
    return {name: item for name, item in vars(question).items() if not _equal(item, defaults[name])}


def _equal(item: Any, default: Any) -> bool:
    return type(item) in _COMPARED and type(item) is type(default) and bool(item == default)


class _Reader:
    """Turns a parsed header into values, taking the arrays from the body one after another."""

    def __init__(self, body: bytes, questions: bool) -> None:
        self.body = body
        self.questions = questions
        self.at = 0

    def unpack(self, node: Any, depth: int) -> Any:
        if depth > _DEPTH:
            raise ProtocolError(f"a value is at most {_DEPTH} levels deep")
        kind = type(node)
        if kind in _PLAIN:
            return node
        if kind is str:
            return _whole(node)
        if kind is not dict or len(node) != 1:
            raise ProtocolError("a container is an object with one tag")
        ((tag, inner),) = node.items()
        if tag == "a" and type(inner) is list and len(inner) == 2:
            return self._array(*inner)
        if tag in ("t", "l") and type(inner) is list:
            items = [self.unpack(item, depth + 1) for item in inner]
            return tuple(items) if tag == "t" else items
        if tag == "d" and type(inner) is dict:
            return {_whole(key): self.unpack(item, depth + 1) for key, item in inner.items()}
        if tag == "s" and self.questions and type(inner) is list and len(inner) == 2 and inner[1] == []:
            return self._array(*inner)[()]
        if tag == "q" and self.questions and type(inner) is list and len(inner) == 2 and inner[0] in _QUESTIONS:
            fields = {name: self.unpack(item, depth + 1) for name, item in inner[1].items()}
            question: Any = _QUESTIONS[inner[0]](**fields)
            return question
        raise ProtocolError(f"unknown tag {tag!r:.20}")

    def _array(self, dtype_name: Any, shape: Any) -> np.ndarray:
        if type(dtype_name) is not str or dtype_name not in _DTYPES:
            raise ProtocolError(f"unknown dtype {dtype_name!r:.40}")
        if type(shape) is not list or len(shape) > 32:
            raise ProtocolError(f"no shape: {shape!r:.80}")
        for length in shape:
            if type(length) is not int or not 0 <= length < 2**31:
                raise ProtocolError(f"no shape: {shape!r:.80}")
        dtype = _DTYPES[dtype_name]
        count = math.prod(shape)
        end = self.at + count * dtype.itemsize
        if end > len(self.body):
            raise ProtocolError(f"an array of shape {shape} needs more bytes than came")
        flat = np.frombuffer(self.body, dtype, count, self.at) if count else np.empty(0, dtype)
        self.at = end
        if dtype.kind == "b":  # any other byte in a boolean is undefined behaviour in C
            flat = flat.view(np.uint8) != 0
        return flat.astype(_NATIVE[dtype_name]).reshape(shape)


def _whole(text: str) -> str:
    """Return a text without lone surrogates, which would raise far from here."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
