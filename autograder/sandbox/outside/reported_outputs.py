"""Outputs that a worker reports, taken apart and rebuilt: only well-formed nbformat v4 outputs of bounded size pass."""

from __future__ import annotations

from typing import Any

from ..wire.limits import Limits
from ..wire.protocol import ProtocolError

__all__ = ["checked_outputs"]

_MOST_OUTPUTS = 2000


def checked_outputs(reply: dict[str, Any], limits: Limits) -> list[dict[str, Any]]:
    """Return the outputs of a worker's reply.

    Raises:
        ProtocolError: one of them is no nbformat output, or they are larger than an honest worker would send.
    """
    outputs = reply.get("outputs")
    if type(outputs) is not list or len(outputs) > _MOST_OUTPUTS:
        raise ProtocolError(f"wanted a list of at most {_MOST_OUTPUTS} outputs")
    checked = [_checked(output) for output in outputs]
    most = 4 * (limits.output_bytes + limits.image_bytes)  # tracebacks are cut per line, metadata not at all
    if _size(checked) > most:
        raise ProtocolError(f"a cell shows at most {most} bytes")
    return checked


def _checked(output: Any) -> dict[str, Any]:
    kind = _get(output, "output_type", str)
    if kind == "stream":
        name = _get(output, "name", str)
        if name not in ("stdout", "stderr"):
            raise ProtocolError(f"unknown stream {name!r:.20}")
        return {"output_type": kind, "name": name, "text": _get(output, "text", str)}
    if kind == "error":
        lines = _get(output, "traceback", list)
        if not all(type(line) is str for line in lines):
            raise ProtocolError("a traceback is a list of lines")
        fields = {name: _get(output, name, str) for name in ("ename", "evalue")}
        return {"output_type": kind, **fields, "traceback": lines}
    if kind in ("display_data", "execute_result"):
        data = _get(output, "data", dict)
        for mime, value in data.items():
            if type(value) is not str and mime != "application/json":
                raise ProtocolError(f"{mime!r:.40} is text")
        fields = {"data": data, "metadata": _get(output, "metadata", dict)}
        if kind == "execute_result":
            fields["execution_count"] = _get(output, "execution_count", int)
        return {"output_type": kind, **fields}
    raise ProtocolError(f"unknown output type {kind!r:.20}")


def _get(output: Any, name: str, kind: type) -> Any:
    if type(output) is not dict or type(output.get(name)) is not kind:
        raise ProtocolError(f"an output has a field {name} of type {kind.__name__}")
    return output[name]


def _size(value: Any) -> int:
    """Count the characters of a JSON value; arrays and tuples have no place in one."""
    if type(value) is dict:
        return sum(len(key) + _size(item) for key, item in value.items())
    if type(value) is list:
        return sum(map(_size, value))
    if type(value) is str:
        return len(value)
    if value is None or type(value) in (bool, int, float):
        return 8
    raise ProtocolError(f"an output holds JSON, got {type(value).__name__}")
