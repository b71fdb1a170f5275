"""An upload as it arrives: one file, within bounds of size and time, in memory alone."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass

import anyio
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from autograder.harmless import harmless_line
from autograder.serve.line import RefusedError
from autograder.serve.rules import Rules

__all__ = ["Sent", "receive"]

_FORM_BYTES = 10_000  # what a form has around its file
_DISCARDED = 5  # times the largest: read to its end, so that the browser shows our answer


@dataclass(frozen=True)
class Sent:
    """A form: the file, its name, and the proof that the form is ours."""

    name: str
    content: bytes
    proof: str


async def receive(request: Request, rules: Rules) -> Sent:
    """Read the form of an upload.

    Raises:
        RefusedError: it is too large, too slow, or no form with one file.
    """
    try:
        with anyio.fail_after(rules.upload_seconds):
            return await _read(request, rules)
    except TimeoutError as error:
        raise RefusedError(
            f"The upload took longer than {rules.upload_seconds:g} seconds. Try again with a better connection.", 408
        ) from error
    except ClientDisconnect as error:
        raise RefusedError("The upload was broken off.", 400) from error
    except (MultiPartException, ValueError) as error:
        raise RefusedError(
            "This is no form of this page. Load the page again and choose your notebook.", 400
        ) from error


async def _read(request: Request, rules: Rules) -> Sent:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise ValueError("no form")
    bounds = {"max_files": 1, "max_fields": 2, "max_part_size": 1000}
    form = await _InMemory(request.headers, _bounded(request, rules), **bounds).parse()
    try:
        file, proof = form.get("notebook"), form.get("proof")
        if not isinstance(file, UploadFile) or not file.filename:
            raise RefusedError("No file was chosen. Choose your notebook, then send it.", 400)
        content = await file.read()
        if len(content) > rules.largest:
            raise _too_large(rules)
        name = harmless_line(file.filename.replace("\\", "/").rpartition("/")[2])[-100:]
        return Sent(name, content, proof if isinstance(proof, str) else "")
    finally:
        await form.close()


class _InMemory(MultiPartParser):
    spool_max_size = 1 << 40  # a file of the system is never made: the stream is bounded


async def _bounded(request: Request, rules: Rules) -> AsyncGenerator[bytes, None]:
    """Yield the body as long as it is within bounds. What is more is read and thrown away, up to a bound as well."""
    came, most = 0, rules.largest + _FORM_BYTES
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > most * _DISCARDED:
        raise _too_large(rules)
    async for chunk in request.stream():
        came += len(chunk)
        if came > most * _DISCARDED:
            break
        if came <= most:
            yield chunk
    if came > most:
        raise _too_large(rules)


def _too_large(rules: Rules) -> RefusedError:
    return RefusedError(
        f"The file has more than {rules.largest / 1e6:g} MB. Clear its outputs in JupyterLab (Edit, Clear Outputs of "
        "All Cells), save it, and send it again.",
        413,
    )
