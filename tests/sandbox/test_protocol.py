"""What crosses the boundary comes over unchanged, and nothing but plain values can cross."""

from __future__ import annotations

import contextlib
import json
import math
import os
import pickle
import socket

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder.sandbox.wire.channel import Channel, ChannelClosed
from autograder.sandbox.wire.outcome import Died, Played, Raised, Refused, Returned, TimedOut
from autograder.sandbox.wire.plain import NotPlainError
from autograder.sandbox.wire.protocol import (
    PREFIX,
    ProtocolError,
    decode,
    encode,
    frame_sizes,
    outcome_from_plain,
    outcome_to_plain,
    write_reply,
)
from autograder.sandbox.wire.questions import (
    Backward,
    Call,
    Do,
    Layer,
    Load,
    Mode,
    Noise,
    Put,
    Read,
    Refilled,
    Rng,
    Script,
    Shapes,
    State,
    Student,
    Tensor,
)

LIMIT = 1 << 20
DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
DTYPES += ["float16", "float32", "float64", "complex64", "complex128"]


def over(value):
    beginning, buffers = encode(value, LIMIT)
    body = b"".join(buffers)
    assert frame_sizes(beginning[: PREFIX.size], LIMIT) == (len(beginning) - PREFIX.size, len(body))
    return decode(beginning[PREFIX.size :], body)


def same(left, right) -> bool:
    if type(left) is not type(right):
        return False
    if isinstance(left, np.ndarray):
        return left.dtype == right.dtype and left.shape == right.shape and left.tobytes() == right.tobytes()
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    return left == right or (isinstance(left, float) and math.isnan(left) and math.isnan(right))


arrays = st.sampled_from(DTYPES).flatmap(lambda name: npst.arrays(name, npst.array_shapes(min_dims=0, min_side=0)))
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec="utf-8")) | arrays
plain_values = st.recursive(
    scalars,
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@pytest.mark.parametrize("name", DTYPES)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 4), (2, 3, 4)])
def test_array_of_every_dtype_comes_over_unchanged(name, shape):
    array = np.asarray(np.arange(math.prod(shape)).reshape(shape) % 2, dtype=name)
    assert same(over(array), array)


@settings(deadline=None)
@given(plain_values)
def test_every_plain_value_comes_over_unchanged(value):
    assert same(over(value), value)


def test_big_endian_array_arrives_in_native_order():
    array = over(np.array([1.5, -2.0], dtype=">f8"))
    assert array.dtype == np.float64
    assert array.dtype.isnative
    assert array.tolist() == [1.5, -2.0]


def test_array_arrives_writable_and_owns_its_numbers():
    array = over(np.arange(3))
    array[0] = 7
    assert array.base is None or array.base.flags.owndata


def test_transposed_array_arrives_in_its_own_order():
    assert over(np.arange(6).reshape(2, 3).T).tolist() == [[0, 3], [1, 4], [2, 5]]


@pytest.mark.parametrize(
    "outcome",
    [
        Returned((np.zeros(2), 3), ((1, "k", np.ones(1)),), ((0, 2),)),
        Played((Returned(None), Raised("ValueError", "got 3"), Returned(2.0))),
        Raised("ValueError", "got 3", ("Exception",), "x = 1"),
        Refused("an object array"),
    ],
)
def test_outcome_of_a_check_comes_over(outcome):
    assert repr(outcome_from_plain(over(outcome_to_plain(outcome)))) == repr(outcome)


@settings(deadline=None)
@given(plain_values, st.sampled_from([(), ((0, 2),)]), st.integers(0, 2**40))
def test_a_reply_is_what_encode_writes(value, shared, number):
    outcome = Returned(value, shared=shared)
    whole = {"number": number, "outcome": outcome_to_plain(outcome)}
    assert write_reply(number, outcome, LIMIT) == encode(whole, LIMIT)


def test_a_reply_that_is_too_large_is_refused_before_it_is_sent():
    with pytest.raises(NotPlainError, match="too large"):
        write_reply(1, Returned(np.zeros(1 << 18)), LIMIT)


@pytest.mark.parametrize("outcome", [TimedOut(3.0), Died("it exited")])
def test_only_the_launcher_says_that_a_check_timed_out_or_died(outcome):
    with pytest.raises(ProtocolError, match="no outcome that a check reports"):
        outcome_from_plain(over(outcome_to_plain(outcome)))


QUESTIONS = [
    Call((1, "a"), {"stride": (2, 1)}, seed=3, via="drive"),
    Script(Call((2,)), (Do("forward", (1.5,), {"p": None}), Read("gamma"), Put("training", False)), seed=4),
    Script(Call((2,)), (Call((3,), {"k": 1}), Do("forward", (1.5,)))),
    Script(None, (Do("", (Rng(7), Student("conv2d"), [Noise((2, 3), 5)])),)),
    Script(Call((Layer("Conv2d", (1, 2, 3)),)), (Load({"w": Noise((2,), 1)}), Mode(True), Shapes(), State())),
    Call(),
    Script(None, (Do(), Do("", (), {}, no_grad=True), Load({}))),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: type(question).__name__)
def test_question_comes_over(question):
    beginning, buffers = encode(question, LIMIT)
    assert decode(beginning[PREFIX.size :], b"".join(buffers), questions=True) == question


@pytest.mark.parametrize(
    "question",
    [
        Script(Call((Tensor(np.arange(3.0), True),)), (Backward(np.ones((2, 2))),)),
        Script(None, (Do("", (np.ones(2),), {"k": np.ones(1)}), Do("", (Refilled(1, 0, np.zeros(2)),)))),
        Call((np.ones((1, 1)),), {"bias": np.float32(0.5)}),
        Call(((),), {"args": ()}, seed=False),
    ],
    ids=["tensor", "refilled", "scalar", "nearly the defaults"],
)
def test_arrays_of_a_question_come_over(question):
    beginning, buffers = encode(question, LIMIT)
    assert repr(decode(beginning[PREFIX.size :], b"".join(buffers), questions=True)) == repr(question)


def test_a_question_that_fills_an_array_nobody_handed_out_is_a_protocol_error():
    question = Script(None, (Do("", (1,)), Do("", (2,))))
    object.__setattr__(question, "steps", (Do("", (1,)), Do("", (Refilled(1, 0, np.zeros(2)),))))
    beginning, buffers = encode(question, LIMIT)
    with pytest.raises(ProtocolError, match="no array handed out before"):
        decode(beginning[PREFIX.size :], b"".join(buffers), questions=True)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: type(question).__name__)
def test_a_student_asks_no_questions(question):
    with pytest.raises(ProtocolError, match="unknown tag 'q'"):
        over(question)


def test_a_student_answers_with_no_scalar_of_numpys():
    with pytest.raises(ProtocolError, match="unknown tag 's'"):
        over(np.float32(0.5))


REFUSED = {"outcome": "Refused", "reason": ""}


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": "Returned", "value": 1, "changed": ((0, 0),), "shared": ()},
        {"outcome": "Returned", "value": 1, "changed": (("0", 0, 1),), "shared": ()},
        {"outcome": "Returned", "value": 1, "changed": (), "shared": ((0, None),)},
        {"outcome": "Returned", "value": 1, "changed": (), "shared": ((-1, 0),)},
        {"outcome": "Played", "outcomes": ()},
        {"outcome": "Played", "outcomes": ({"outcome": "TimedOut", "seconds": 1.0},)},
        {
            "outcome": "Played",
            "outcomes": ({"outcome": "Played", "outcomes": ({"outcome": "Refused", "reason": ""},)},),
        },
        {"outcome": "Played", "outcomes": (1,)},
    ],
)
def test_malformed_outcome_is_a_protocol_error(fields):
    with pytest.raises(ProtocolError):
        outcome_from_plain(over(fields))


class Bomb:
    def __reduce__(self):
        return (print, ("pickled code ran",))


@pytest.mark.parametrize(
    ("value", "wording"),
    [
        (Bomb(), "of type Bomb"),
        (np.array([Bomb()], dtype=object), "dtype object"),
        (np.zeros(2, dtype="longdouble"), "dtype"),
        (np.zeros(2, dtype=[("a", "f8")]), "dtype"),
        (np.array(["text"]), "dtype"),
        ({1: 2}, "keys that are not strings"),
        pytest.param(10**5000, "cannot be written down", id="long int"),
        (np.zeros(LIMIT // 8 + 1), "too large"),
        ("x" * (LIMIT + 1), "too large"),
        ([0] * (LIMIT + 1), "too large"),
    ],
)
def test_value_that_is_not_plain_is_refused_before_sending(value, wording):
    with pytest.raises(NotPlainError, match=wording):
        encode(value, LIMIT)


def nested(depth: int) -> bytes:
    return b'{"l":[' * depth + b"]}" * depth


@pytest.mark.parametrize(
    ("header", "body"),
    [
        (pickle.dumps(Bomb()), b""),
        (b"", b""),
        (b"\xff\xfe", b""),
        (b"[1]", b""),
        (b'{"x":[]}', b""),
        (b'{"l":[],"t":[]}', b""),
        (b'{"l":{}}', b""),
        (b'{"d":[]}', b""),
        (b'{"a":["<f8",[2]]}', b"too few"),
        (b'{"a":["<f8",[1]]}', b"rather too many"),
        (b'{"a":["|O",[1]]}', b"\0" * 8),
        (b'{"a":["<f8",[-1]]}', b""),
        (b'{"a":["<f8",[true]]}', b"\0" * 8),
        (b'{"a":["<f8",[4294967296,4294967296]]}', b""),
        (b'{"a":["<f8",[0,2147483647,2147483647,2147483647]]}', b""),
        (b'{"a":["<f8",' + b"[" + b"1," * 70 + b"1]]}", b"\0" * 8),
        (b"1" * 5000, b""),
        (nested(22), b""),
        (nested(100_000), b""),
        (b"[" * 100_000, b""),
        (b"[" + b"[]," * (1 << 20) + b"[]]", b""),
        (b"3", b"left over"),
        (b'{"l":[' + b"[]," * (1 << 17) + b"[]]}", b""),
        (b'{"l":[' + b'"",' * (1 << 19) + b'""]}', b""),
        (b'{"d":{"\\\\":{"l":[' + b"1," * (1 << 17) + b"1]}}}", b""),
        (b'{"l":["\\"",' + b"1," * (1 << 17) + b"1]}", b""),
    ],
)
def test_hostile_frame_is_a_protocol_error(header, body):
    with pytest.raises(ProtocolError):
        decode(header, body)


@settings(deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=64))
def test_any_bytes_decode_or_are_a_protocol_error(header, body):
    with contextlib.suppress(ProtocolError):
        decode(header, body)


tags = st.sampled_from(["a", "l", "t", "d", "q", "x"])
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["<f8", "|b1", "a", "l"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(tags, inner, max_size=2),
    max_leaves=12,
)


@settings(deadline=None)
@given(json_values, st.binary(max_size=64))
def test_any_json_decodes_or_is_a_protocol_error(value, body):
    with contextlib.suppress(ProtocolError):
        decode(json.dumps(value).encode(), body)


@settings(deadline=None)
@given(plain_values, st.data())
def test_frame_with_one_byte_changed_decodes_or_is_a_protocol_error(value, data):
    beginning, buffers = encode(value, LIMIT)
    header, body = beginning[PREFIX.size :], b"".join(buffers)
    at = data.draw(st.integers(0, len(header) - 1))
    changed = header[:at] + bytes([data.draw(st.integers(0, 255))]) + header[at + 1 :]
    with contextlib.suppress(ProtocolError):
        decode(changed, body)


@pytest.mark.parametrize("text", ["1,[{" * 200_000, '\\",[' * 100_000, "\\" * 300_001, '"' * 300_000])
def test_a_text_may_hold_any_number_of_brackets(text):
    beginning, _ = encode((text, [1]), 16 << 20)
    assert decode(beginning[PREFIX.size :], b"") == (text, [1])


def test_boolean_array_holds_only_true_and_false():
    assert decode(b'{"a":["|b1",[3]]}', b"\x00\x01\x7f").view(np.uint8).tolist() == [0, 1, 1]


def test_lone_surrogate_cannot_break_whoever_writes_the_text():
    decode(rb'"\ud800 x"', b"").encode("utf-8")


@pytest.mark.parametrize("sizes", [(1 << 31, 0), (0, 1 << 62), (0, LIMIT + 1)])
def test_announced_size_is_refused_before_anything_is_allocated(sizes):
    with pytest.raises(ProtocolError, match="at most"):
        frame_sizes(PREFIX.pack(b"cnn1", *sizes), LIMIT)


def test_other_magic_is_refused():
    with pytest.raises(ProtocolError, match="begins with"):
        frame_sizes(PREFIX.pack(b"\x80\x04\x95.", 1, 1), LIMIT)


def test_channel_says_when_the_other_end_is_gone():
    channel, theirs = Channel.pair(LIMIT)
    theirs.sendall(b"cnn1")
    theirs.close()
    with pytest.raises(ChannelClosed):
        channel.receive(1.0)


def test_channel_does_not_wait_longer_than_asked_for_half_a_frame():
    channel, theirs = Channel.pair(LIMIT)
    with theirs:
        theirs.sendall(PREFIX.pack(b"cnn1", 10, 10))
        with pytest.raises(TimeoutError):
            channel.receive(0.05)


def test_what_has_been_read_ahead_is_at_hand_frame_by_frame():
    channel, theirs = Channel.pair(LIMIT, ahead=True)
    frames = [b"".join((beginning, *buffers)) for beginning, buffers in (encode(n, LIMIT) for n in range(4))]
    with theirs:
        theirs.sendall(b"".join(frames[:3]) + frames[3][:-1])
        assert channel.at_hand() is None  # nothing is read unless somebody waits for it
        assert channel.receive(1.0) == 0
        assert [decode(*channel.at_hand()) for _ in range(2)] == [1, 2]
        assert channel.at_hand() is None
        theirs.sendall(frames[3][-1:])
        assert channel.receive(1.0) == 3
        assert not channel.has_read_ahead
        theirs.sendall(frames[0] + b"no frame at all, whatever it is")
        channel.receive(1.0)
        with pytest.raises(ProtocolError):
            channel.at_hand()
    channel.close()


def test_a_frame_that_is_expected_is_taken_if_it_comes_next_and_whole():
    channel, theirs = Channel.pair(LIMIT, ahead=True)
    frames = [b"".join((beginning, *buffers)) for beginning, buffers in (encode(n, LIMIT) for n in range(4))]
    with theirs:
        theirs.sendall(b"".join(frames[:3]) + frames[3][:-1])
        assert not channel.comes(frames[0])  # nothing is read unless somebody waits for it
        assert channel.receive(1.0) == 0
        assert not channel.comes(frames[2])
        assert channel.comes(frames[1])
        assert channel.received == len(frames[1])
        assert channel.comes(frames[2])
        assert not channel.comes(frames[3])
        theirs.sendall(frames[3][-1:])
        assert channel.receive(1.0) == 3
    channel.close()


def test_descriptors_that_come_unasked_are_dropped():
    channel, theirs = Channel.pair(LIMIT)
    with theirs, open("/dev/null") as file:
        beginning, _ = encode(1, LIMIT)
        socket.send_fds(theirs, [beginning], [file.fileno()])
        before = set(open_descriptors())
        assert channel.receive(1.0) == 1
        assert set(open_descriptors()) == before


def open_descriptors() -> list[str]:
    return [fd for fd in os.listdir("/dev/fd") if os.path.exists(f"/dev/fd/{fd}")]
