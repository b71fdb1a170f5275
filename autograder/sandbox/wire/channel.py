"""Frames over a UNIX socket, with deadlines, and file descriptors beside them."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Sequence
from typing import Any

from .outcome import Outcome
from .protocol import PREFIX, decode, encode, frame_sizes, write_reply

__all__ = ["Channel", "ChannelClosed", "ready"]

_ONE_READ = 1 << 16
_ONE_SEND = 1 << 16  # bytes; copying so few is cheaper than a system call for each array


class ChannelClosed(EOFError):
    """The other end is gone."""


class Channel:
    """One end of a stream socket that carries whole frames.

    Args:
        sock: connected UNIX stream socket; the channel owns it.
        limit: the largest frame sent or accepted, in bytes.
        questions: whether the other end is the grader's, which asks.
        ahead: whether to read what has come of later frames along with the first. For a channel on which many frames
            are under way at once, that no descriptors pass, and that nobody polls.
    """

    def __init__(self, sock: socket.socket, limit: int, questions: bool = False, ahead: bool = False) -> None:
        self._ahead = bytearray() if ahead else None
        self._questions = questions
        self._socket = sock
        self._limit = limit
        self.received = 0
        """The size of the last frame that came, in bytes."""

    @classmethod
    def pair(cls, limit: int, ahead: bool = False) -> tuple[Channel, socket.socket]:
        """Return a channel and the socket of its other end, to be passed on."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        return cls(ours, limit, ahead=ahead), theirs

    @property
    def has_read_ahead(self) -> bool:
        """Whether something of the next frame is here already."""
        return bool(self._ahead)

    def fileno(self) -> int:
        return self._socket.fileno()

    def close(self) -> None:
        self._socket.close()

    def send(self, value: Any, fds: Sequence[int] = (), seconds: float | None = None) -> None:
        """Send one plain value, and descriptors with it.

        Raises:
            NotPlainError: the value is not plain or too large; nothing was sent.
            ChannelClosed: the other end is gone.
            TimeoutError: the other end did not take it within `seconds`.
        """
        self._send_frame(*encode(value, self._limit), fds, seconds)

    def send_reply(self, number: int, outcome: Outcome) -> None:
        """Send what a numbered question came to.

        Raises:
            NotPlainError, ChannelClosed: as `send` does.
        """
        self._send_frame(*write_reply(number, outcome, self._limit), (), None)

    def send_frames(self, frames: bytes, seconds: float | None = None) -> None:
        """Send frames that are written already.

        Raises:
            ChannelClosed, TimeoutError: as `send` does.
        """
        self._send((frames,), (), seconds)

    def _send_frame(
        self, beginning: bytes, buffers: Sequence[bytes], fds: Sequence[int], seconds: float | None
    ) -> None:
        small = sum(map(len, buffers)) < _ONE_SEND
        self._send((b"".join((beginning, *buffers)),) if small else (beginning, *buffers), fds, seconds)

    def _send(self, parts: Sequence[bytes], fds: Sequence[int], seconds: float | None) -> None:
        first, *rest = parts
        deadline = _deadline(seconds)
        try:
            self._socket.settimeout(seconds)
            if fds:
                socket.send_fds(self._socket, [first[:1]], list(fds))
                first = first[1:]
            for part in (first, *rest):
                self._socket.settimeout(_left(deadline))
                self._socket.sendall(part)
        except TimeoutError:
            raise
        except OSError as error:
            raise ChannelClosed(str(error)) from None

    def receive(self, seconds: float | None = None) -> Any:
        """Return the next value. Descriptors that a hostile sender adds are dropped by the kernel.

        Raises:
            ProtocolError: what came is not a frame.
            ChannelClosed: the other end is gone.
            TimeoutError: no whole frame came within `seconds`.
        """
        return decode(*self.receive_bytes(seconds), self._questions)

    def receive_bytes(self, seconds: float | None = None) -> tuple[bytes, bytes]:
        """Return the header and the body of the next frame, as `decode` takes them.

        Raises:
            ProtocolError, ChannelClosed, TimeoutError: as `receive` does.
        """
        return self.at_hand() or self._rest(b"", _deadline(seconds))

    def comes(self, frame: bytes) -> bool:
        """Say whether this very frame has been read ahead, and is the next one; then take it."""
        have = self._ahead
        if not have or not have.startswith(frame):
            return False
        del have[: len(frame)]
        self.received = len(frame)
        return True

    def at_hand(self) -> tuple[bytes, bytes] | None:
        """Return the header and the body of the next frame if all of it has been read ahead; never waits.

        Raises:
            ProtocolError: what came is not a frame.
        """
        have = self._ahead
        if not have or len(have) < PREFIX.size:
            return None
        header_size, body_size = frame_sizes(bytes(have[: PREFIX.size]), self._limit)
        size = PREFIX.size + header_size + body_size
        if len(have) < size:
            return None
        frame = bytes(have[PREFIX.size : size])
        del have[:size]
        self.received = size
        return frame[:header_size], frame[header_size:]

    def receive_with_fds(self, seconds: float | None = None, most: int = 4) -> tuple[Any, list[int]]:
        """Return the next value and the descriptors sent with it; only for channels whose other end is trusted."""
        deadline = _deadline(seconds)
        try:
            self._socket.settimeout(seconds)
            first, fds, _, _ = socket.recv_fds(self._socket, 1, most)
        except TimeoutError:
            raise
        except OSError as error:
            raise ChannelClosed(str(error)) from None
        if not first:
            raise ChannelClosed("end of file")
        return decode(*self._rest(first, deadline), self._questions), list(fds)

    def _rest(self, first: bytes, deadline: float | None) -> tuple[bytes, bytes]:
        prefix = first + self._read(PREFIX.size - len(first), deadline)
        header_size, body_size = frame_sizes(bytes(prefix), self._limit)
        self.received = PREFIX.size + header_size + body_size
        return bytes(self._read(header_size, deadline)), bytes(self._read(body_size, deadline))

    def _read(self, size: int, deadline: float | None) -> bytearray:
        if self._ahead is not None and size < _ONE_READ:
            return self._read_ahead(self._ahead, size, deadline)
        return self._read_exactly(size, deadline)

    def _read_ahead(self, have: bytearray, size: int, deadline: float | None) -> bytearray:
        while len(have) < size:
            try:
                self._socket.settimeout(_left(deadline))
                got = self._socket.recv(_ONE_READ)
            except TimeoutError:
                raise
            except OSError as error:
                raise ChannelClosed(str(error)) from None
            if not got:
                raise ChannelClosed("end of file")
            have += got
        taken = have[:size]
        del have[:size]
        return taken

    def _read_exactly(self, size: int, deadline: float | None) -> bytearray:
        if self._ahead:
            size_here = min(size, len(self._ahead))
            return self._read_ahead(self._ahead, size_here, deadline) + self._read_exactly(size - size_here, deadline)
        data = bytearray(size)
        view, have = memoryview(data), 0
        while have < size:
            try:
                self._socket.settimeout(_left(deadline))
                got = self._socket.recv_into(view[have:])
            except TimeoutError:
                raise
            except OSError as error:
                raise ChannelClosed(str(error)) from None
            if not got:
                raise ChannelClosed("end of file")
            have += got
        return data


def ready(ends: Sequence[Channel | int], seconds: float) -> list[Channel | int]:
    """Return those of some channels and descriptors that can be read, or have hung up, within `seconds`."""
    poll = select.poll()  # select() knows no descriptor beyond 1023
    known = {end if isinstance(end, int) else end.fileno(): end for end in ends}
    for descriptor in known:
        poll.register(descriptor, select.POLLIN)
    return [known[descriptor] for descriptor, _ in poll.poll(max(0.0, seconds) * 1000)]


def _deadline(seconds: float | None) -> float | None:
    return None if seconds is None else time.monotonic() + seconds


def _left(deadline: float | None) -> float | None:
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("out of time")
    return left
