"""What a cell shows, collected as nbformat outputs: streams, results, pictures, errors."""

from __future__ import annotations

import base64
import io
import json
import os
import subprocess
import sys
import tempfile
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import SList
from traitlets import Instance, Type
from traitlets.config import Config

from ..wire.limits import Limits
from .plain_python import Translation, may_await

__all__ = ["Outputs", "Shell", "new_shell"]

# What a browser would run, such as application/javascript, is left out: feedback is read beside other students' grades.
_MIME_TYPES = (
    "text/plain", "text/html", "text/markdown", "text/latex", "image/png", "image/jpeg", "image/svg+xml",
    "application/json",
)  # fmt: skip


_MOST_OUTPUTS = 1000


class Outputs:
    """The outputs of the running cell, cut when they grow too large or too many."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._raw_output: Any = None
        self.clear()

    def clear(self) -> None:
        self._outputs: list[dict[str, Any]] = []
        self._text_left = self._limits.output_bytes
        self._rich_left = self._limits.image_bytes
        self._cut = False
        self._by_id: dict[str, dict[str, Any]] = {}

    def begin(self) -> None:
        """Start a cell: nothing shown yet, and the standard streams lead here."""
        self.clear()
        sys.stdout, sys.stderr = _stream(self, "stdout", 1), _stream(self, "stderr", 2)

    def take(self) -> list[dict[str, Any]]:
        """Return the cell's outputs, each an nbformat v4 output."""
        self.drain()
        if self._cut:
            note = f"[output cut: a cell may show {self._limits.output_bytes >> 10} KB of text"
            note += f" and {self._limits.image_bytes >> 20} MB of pictures, in {_MOST_OUTPUTS} pieces]\n"
            self._outputs.append({"output_type": "stream", "name": "stderr", "text": note})
        return self._outputs

    def stream(self, name: str, text: str) -> None:
        text = self._fitting(text)
        if not text:
            return
        last = self._outputs[-1] if self._outputs else {}
        if last.get("output_type") == "stream" and last.get("name") == name:
            last["text"] += text
        else:
            self._append({"output_type": "stream", "name": name, "text": text})

    def rich(self, kind: str, data: dict[str, Any], metadata: dict[str, Any], **more: Any) -> None:
        """Add a display_data or an execute_result."""
        self._append({"output_type": kind, "data": self._bundle(data), "metadata": _json(metadata), **more})

    def error(self, name: str, message: str, traceback: list[str]) -> None:
        lines = [self._fitting(line) for line in traceback]
        output = {"output_type": "error", "ename": name, "evalue": message[:4000], "traceback": lines}
        self._outputs.append(output)

    def _append(self, output: dict[str, Any]) -> None:
        if len(self._outputs) < _MOST_OUTPUTS:
            self._outputs.append(output)
        else:
            self._cut = True

    def remember(self, display_id: str) -> None:
        self._by_id[display_id] = self._outputs[-1]

    def update(self, display_id: str, data: dict[str, Any], metadata: dict[str, Any]) -> None:
        shown = self._by_id.get(display_id)
        if shown is not None:
            shown.update(data=self._bundle(data), metadata=_json(metadata))

    def capture_descriptors(self) -> None:
        """Lead descriptors 1 and 2 into a file, for what C code and child processes print."""
        self._raw_output = tempfile.TemporaryFile(mode="ab+", buffering=0)  # noqa: SIM115  # as long as the worker
        os.dup2(self._raw_output.fileno(), 1)
        os.dup2(self._raw_output.fileno(), 2)

    def drain(self) -> None:
        """Show what has come through the descriptors since last time."""
        if self._raw_output is None:
            return
        try:
            self._raw_output.seek(0)
            text = self._raw_output.read(self._limits.output_bytes + 1).decode("utf-8", "replace")
            self._raw_output.truncate(0)
        except (OSError, ValueError):  # the cell closed it
            return
        self.stream("stdout", text)

    def _fitting(self, text: str) -> str:
        if len(text) > self._text_left:
            text, self._cut = text[: self._text_left], True
        self._text_left -= len(text)
        return text

    def _bundle(self, data: dict[str, Any]) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for mime in _MIME_TYPES:
            value = data.get(mime)
            if isinstance(value, bytes):
                value = base64.b64encode(value).decode("ascii")
            if mime == "application/json":
                value = _json(value)
            elif not isinstance(value, str):
                continue
            if not value:
                continue
            if mime == "text/plain":
                kept[mime] = self._fitting(str(value))
                continue
            size = len(value) if isinstance(value, str) else len(json.dumps(value))
            if size > self._rich_left:
                self._cut = True
                continue
            self._rich_left -= size
            kept[mime] = value
        return kept


class _Raw(io.RawIOBase):
    """Bytes written to a standard stream, on their way into the outputs."""

    def __init__(self, outputs: Outputs, name: str, descriptor: int) -> None:
        self._outputs, self._stream_name, self._descriptor = outputs, name, descriptor

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._outputs.stream(self._stream_name, bytes(data).decode("utf-8", "replace"))
        return len(data)

    def fileno(self) -> int:
        return self._descriptor


def _stream(outputs: Outputs, name: str, descriptor: int) -> io.TextIOWrapper:
    raw: Any = _Raw(outputs, name, descriptor)
    return io.TextIOWrapper(raw, encoding="utf-8", errors="replace", write_through=True)


class _ResultHook(DisplayHook):
    shell: Any

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        outputs = self.shell.outputs
        outputs.rich("execute_result", format_dict, md_dict or {}, execution_count=self.prompt_count)

    def finish_displayhook(self) -> None:
        pass


class _Publisher(DisplayPublisher):
    shell: Any

    def publish(
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        *args: Any,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **kwargs: Any,
    ) -> None:
        outputs = self.shell.outputs
        display_id = str((transient or {}).get("display_id", ""))
        if update:
            outputs.update(display_id, data, metadata or {})
            return
        outputs.rich("display_data", data, metadata or {})
        if display_id:
            outputs.remember(display_id)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.outputs.clear()


class Shell(InteractiveShell):
    """IPython without a terminal, a history or a kernel: a cell goes in, outputs are collected."""

    displayhook_class = Type(_ResultHook)
    display_pub_class = Type(_Publisher)
    input_transformer_manager = Instance(Translation, ())
    outputs: Outputs
    process = 0
    """The id of the process whose cells these are."""

    def init_io(self) -> None:
        pass

    def enable_gui(self, gui: str | None = None) -> None:
        """Accept ``%matplotlib inline`` and ``%gui``; there is no event loop to run."""

    def should_run_async(self, raw_cell: str, **about: Any) -> bool:
        """Say whether a cell waits for something at its top level."""
        translated = about.get("transformed_cell")
        if translated is not None and not may_await(translated):
            return False
        return bool(super().should_run_async(raw_cell, **about))

    def showtraceback(self, *args: Any, **kwargs: Any) -> None:
        if os.getpid() != self.process:  # the cell forked: thirty tracebacks, of what is no cell any more, take seconds
            os._exit(1)
        super().showtraceback(*args, **kwargs)

    def _showtraceback(self, etype: type[BaseException], evalue: BaseException, stb: list[str]) -> None:
        self.outputs.error(etype.__name__, _message(evalue), list(stb))

    def system(self, cmd: str) -> None:
        """Run a shell command (``!cmd``) and show what it prints. There is no terminal to lend it."""
        self.outputs.drain()
        done = subprocess.run(self.var_expand(cmd, depth=1), shell=True, stdin=subprocess.DEVNULL)
        self.user_ns["_exit_code"] = done.returncode
        self.outputs.drain()

    system_piped = system_raw = system

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:
        """Run a shell command (``x = !cmd``) and return what it prints."""
        done = subprocess.run(
            self.var_expand(cmd, depth=depth + 1), shell=True, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        return SList(done.stdout.splitlines()) if split else done.stdout


def new_shell(outputs: Outputs) -> Shell:
    """Make the one shell of this process, with figures shown inline; matplotlib and tracebacks are warmed up."""
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    Shell.outputs = outputs
    Shell.process = os.getpid()
    shell = Shell.instance(config=config)
    shell.enable_matplotlib("inline")
    shell.InteractiveTB.set_mode("Plain")  # the lines around each, in colours, take twenty times as long to write
    outputs.begin()
    for warming_up in ("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()", "1 / 0"):
        shell.run_cell(warming_up, store_history=False, silent=True)
    shell.reset(new_session=True)
    outputs.clear()
    return shell


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # a __str__ of the student's
        return "(no message)"


def _json(value: Any) -> Any:
    """Return `value` as plain JSON, or nothing."""
    try:
        return json.loads(json.dumps(value))
    except (TypeError, ValueError, RecursionError):
        return {}
