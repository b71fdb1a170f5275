"""Anything at all, and valid messages spoilt, into what reads from students: only the declared errors come out."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
import time
import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder.notebook.read import SubmittedCell, UnreadableError, read_cells
from autograder.notebook.rebuild import rebuild
from autograder.sandbox.outside.reported_outputs import checked_outputs
from autograder.sandbox.wire.channel import Channel, ChannelClosed
from autograder.sandbox.wire.limits import Limits
from autograder.sandbox.wire.outcome import Played, Raised, Refused, Returned
from autograder.sandbox.wire.plain import NotPlainError
from autograder.sandbox.wire.protocol import (
    PREFIX,
    ProtocolError,
    decode,
    encode,
    frame_sizes,
    outcome_from_plain,
    outcome_to_plain,
)

from .course import SOURCE, handed_in, notebook

LIMIT = 1 << 20
SECONDS = 5.0
"""Within which one message is read or refused, on a machine that has much else to do."""

FUZZ = settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

dtypes = st.sampled_from(["bool", "int8", "uint16", "int64", "float16", "float32", "float64", "complex128"])
arrays = dtypes.flatmap(lambda name: npst.arrays(name, npst.array_shapes(min_dims=0, min_side=0, max_side=3)))
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | arrays
plain_values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)
places = st.tuples(st.integers(0, 3), st.integers(0, 3) | st.text(max_size=3))
settled = st.one_of(
    st.builds(
        Returned,
        plain_values,
        st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), plain_values), max_size=2).map(tuple),
        st.lists(places, max_size=2).map(tuple),
    ),
    st.builds(Raised, st.text(max_size=9), st.text(max_size=9), st.lists(st.text(max_size=5), max_size=2).map(tuple)),
    st.builds(Refused, st.text(max_size=9)),
)
outcomes = settled | st.builds(Played, st.lists(settled, min_size=1, max_size=3).map(tuple))
replies = outcomes.map(lambda outcome: {"number": 1, "outcome": outcome_to_plain(outcome)}) | st.fixed_dictionaries(
    {"number": st.integers(), "outputs": st.lists(st.dictionaries(st.text(max_size=9), plain_values, max_size=4))}
)


def frame(value: Any) -> bytes:
    beginning, buffers = encode(value, LIMIT)
    return b"".join((beginning, *buffers))


@st.composite
def spoilt(draw: st.DrawFn, whole: bytes) -> bytes:
    """A message with bytes changed, cut out, doubled, put in, or with its end gone."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        size = draw(st.integers(0, 12))
        match draw(st.sampled_from(["change", "cut", "double", "insert", "end", "number"])):
            case "change" if data:
                data[at] = draw(st.integers(0, 255))
            case "cut":
                del data[at : at + size]
            case "double":
                data[at:at] = data[at : at + size] * draw(st.integers(1, 50))
            case "insert":
                data[at:at] = draw(st.binary(max_size=12) | st.sampled_from(_PIECES))
            case "end":
                del data[at:]
            case "number":
                data[at : at + 4] = struct.pack("<I", draw(st.integers(0, 2**32 - 1)))
    return bytes(data)


_PIECES = (
    b'{"l":[', b'{"a":["<f8",[9999999]]}', b'{"d":{"":', b'{"q":["Call",{}]}', b"]" * 99, b"[" * 99, b"1e999", b"NaN",
    b"-", b'"\\ud800"', b"9" * 5000, b"\xff\xfe", b"\0", b"cnn1",
)  # fmt: skip


def read_frame(data: bytes) -> Any:
    header, body = frame_sizes(data[: PREFIX.size], LIMIT)
    rest = data[PREFIX.size :]
    return decode(rest[:header], rest[header : header + body])


def is_plain(value: Any) -> bool:
    """Whether it is numbers, texts, arrays and containers of them, in their own classes, and can be written down."""
    if type(value) in (list, tuple):
        return all(map(is_plain, value))
    if type(value) is dict:
        return all(map(is_plain, value)) and all(map(is_plain, value.values()))
    if type(value) is str:
        return value.encode().decode() == value
    if type(value) is np.ndarray:
        return value.dtype.kind in "biufc" and value.dtype.isnative and value.flags.writeable
    return value is None or type(value) in (bool, int, float)


@FUZZ
@given(st.data(), replies | plain_values)
def test_a_spoilt_message_is_a_value_or_a_protocol_error(data: st.DataObject, value: Any):
    message = data.draw(spoilt(frame(value)))
    with contextlib.suppress(ProtocolError):
        assert is_plain(read_frame(message))


@FUZZ
@given(st.data(), outcomes)
def test_a_spoilt_outcome_is_an_outcome_or_a_protocol_error(data: st.DataObject, outcome: Any):
    message = data.draw(spoilt(frame({"number": 1, "outcome": outcome_to_plain(outcome)})))
    with contextlib.suppress(ProtocolError):
        reply = read_frame(message)
        if type(reply) is dict:
            assert isinstance(outcome_from_plain(reply.get("outcome")), (Returned, Raised, Refused, Played))


@FUZZ
@given(plain_values)
def test_any_value_is_an_outcome_or_a_protocol_error(value: Any):
    with contextlib.suppress(ProtocolError):
        outcome_from_plain(value)


_keys = st.sampled_from(
    ["output_type", "name", "text", "data", "metadata", "execution_count", "ename", "evalue", "traceback"]
)
_words = st.sampled_from(["stream", "stdout", "error", "display_data", "execute_result", "text/plain", "image/png"])


@FUZZ
@given(st.dictionaries(st.just("outputs"), st.lists(st.dictionaries(_keys, _words | plain_values, max_size=6))))
def test_any_outputs_are_well_formed_or_a_protocol_error(reply: dict[str, Any]):
    from nbformat import NotebookNode, from_dict, validate

    from autograder.harmless import harmless_outputs

    with contextlib.suppress(ProtocolError):
        outputs = harmless_outputs(checked_outputs(reply, Limits()))
        for output in outputs:
            assert isinstance(from_dict(output), NotebookNode)
            validate(from_dict(output), ref=output["output_type"], version=4)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.binary(max_size=200), max_size=4), st.data(), replies)
def test_a_channel_ends_in_time_whatever_is_written_to_it(noise: list[bytes], data: st.DataObject, value: Any):
    pieces = [*noise, data.draw(spoilt(frame(value)))]
    channel, theirs = Channel.pair(LIMIT)
    started = time.monotonic()
    with contextlib.closing(channel), theirs:
        for piece in pieces:
            theirs.sendall(piece)
        if data.draw(st.booleans()):
            theirs.shutdown(socket.SHUT_WR)
        for _ in range(3):
            with contextlib.suppress(ProtocolError, ChannelClosed, TimeoutError):
                channel.receive(0.02)
    assert time.monotonic() - started < SECONDS


def test_who_sends_a_byte_at_a_time_gets_no_more_time():
    channel, theirs = Channel.pair(LIMIT)
    over = threading.Event()

    def drip() -> None:
        while not over.wait(0.02):
            theirs.sendall(b"c")

    dripping = threading.Thread(target=drip)
    theirs.sendall(PREFIX.pack(b"cnn1", LIMIT, 0))
    dripping.start()
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        channel.receive(0.3)
    took = time.monotonic() - started
    over.set()
    dripping.join()
    theirs.close()
    channel.close()
    assert took < 0.3 + SECONDS


COSTLY = {
    "a dict of lists": lambda n: {str(i): [i, [i]] for i in range(n)},
    "lists in lists": lambda n: [[[[]]] for _ in range(n)],
    "tuples of texts": lambda n: tuple(("x", "y") for _ in range(n)),
    "many arrays": lambda n: [np.zeros(1) for _ in range(n)],
    "many empty arrays": lambda n: [np.zeros(0) for _ in range(n)],
    "numbers": lambda n: list(range(n)),
    "a long text": lambda n: "\x00" * (20 * n),
}


@pytest.mark.slow
@pytest.mark.parametrize("story", COSTLY)
def test_the_costliest_message_that_is_accepted_costs_a_few_loops(story: str):
    """The largest that passes, found by halving: with the limits of a class, not of these tests.

    A loop of ten million steps takes half a second or so. It is run beside, for machines differ, and so do their hours.
    """
    limit = Limits().message_bytes
    count = 1 << 18
    while True:
        try:
            beginning, buffers = encode(COSTLY[story](count), limit)
            break
        except NotPlainError:
            count //= 2
    header, body = beginning[PREFIX.size :], b"".join(buffers)
    started = time.process_time()
    decode(header, body)
    took = time.process_time() - started
    started = time.process_time()
    sum(number * number for number in range(10**7))
    loop = time.process_time() - started
    tracemalloc.start()
    decode(header, body)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert took < 3 * loop, f"{count} pieces, {len(header)} bytes: {took:.1f} s, a loop {loop:.1f} s"
    assert most < 8 * limit


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=15,
)
_IDS = [cell["id"] for cell in SOURCE["cells"]]
claimed = st.sampled_from([*_IDS, "double-exam"]) | json_values
cells = json_values | st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw", "heading", "html"]) | json_values,
        "source": st.text(max_size=40) | st.lists(st.text(max_size=9) | json_values, max_size=3) | json_values,
        "input": json_values,
        "level": json_values,
        "id": claimed,
        "metadata": st.fixed_dictionaries({}, optional={"nbgrader": st.dictionaries(st.just("grade_id"), claimed)})
        | json_values,
        "outputs": json_values,
    },
)
sheets = st.fixed_dictionaries({}, optional={"cells": st.lists(cells, max_size=3)})
notebooks = json_values | st.fixed_dictionaries(
    {},
    optional={
        "cells": st.lists(cells, max_size=8) | json_values,
        "worksheets": st.lists(
            st.fixed_dictionaries({}, optional={"cells": st.lists(cells, max_size=3)}) | json_values
        ),
        "metadata": json_values,
        "nbformat": json_values,
    },
)


def as_bytes(value: Any) -> bytes:
    return json.dumps(value).encode("utf-8", "surrogatepass")


@FUZZ
@given(st.binary(max_size=400) | notebooks.map(as_bytes) | spoilt(handed_in(notebook())))
def test_whatever_is_handed_in_is_cells_or_a_sentence(content: bytes):
    read: list[SubmittedCell] = []
    with contextlib.suppress(UnreadableError):
        read = read_cells(content)
    for cell in read:
        assert isinstance(cell, SubmittedCell)
        assert cell.kind in ("code", "markdown", "raw")
        cell.source.encode()


@FUZZ
@given(notebooks.map(as_bytes) | spoilt(handed_in(notebook())))
def test_whatever_is_handed_in_becomes_a_notebook_with_all_exams(content: bytes):
    rebuilt = rebuild(content, SOURCE)
    ids = [cell["id"] for cell in rebuilt.notebook["cells"]]
    assert [i for i in ids if i in _IDS] == _IDS
    json.dumps(rebuilt.notebook, ensure_ascii=False).encode()
    assert all(problem.isprintable() for problem in rebuilt.problems)


LARGE = {
    "brackets": lambda: b"[" * 10_000_000,
    "objects": lambda: b'{"cells":' * 1_000_000,
    "a long number": lambda: b'{"cells": [' + b"9" * 10_000_000 + b"]}",
    "very many cells": lambda: b'{"cells": [' + b'{"cell_type":"code"},' * 800_000 + b"{}]}",
    "very many lines": lambda: b'{"cells": [{"cell_type":"code","source":[' + b'"\\n",' * 3_000_000 + b'""]}]}',
    "very many keys": lambda: b'{"cells": [], ' + b",".join(b'"%d":0' % i for i in range(1_000_000)) + b"}",
    "equal claims": lambda: handed_in({"cells": notebook()["cells"][1:2] * 30_000}),
    "one long line": lambda: handed_in(notebook("def row_sums" + "(" * 5_000_000)),
    "definitions": lambda: handed_in(notebook("def row_sums():\n" * 300_000)),
    "zero bytes": lambda: b"\0" * 19_000_000,
    "spaces": lambda: b" " * 19_000_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("story", LARGE)
def test_the_largest_file_is_read_or_refused_in_seconds(story: str):
    content = LARGE[story]()
    started = time.process_time()
    rebuilt = rebuild(content, SOURCE)
    took = time.process_time() - started
    assert rebuilt.notebook["cells"]
    assert took < 15.0, f"{len(content):,} bytes: {took:.1f} s"
