"""The web application: the page with the form, its state, the upload, the feedback. The same for any login."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from autograder.serve.headers import FEEDBACK_POLICY, SafeHeaders
from autograder.serve.line import Line, RefusedError
from autograder.serve.login import ByHeader, ByToken
from autograder.serve.pages import STATIC, message_page, practice_page, said
from autograder.serve.rules import Rules
from autograder.serve.uploading import receive

__all__ = ["application"]

_View = Callable[[Request, str], Awaitable[Response]]


def application(rules: Rules, line: Line, login: ByHeader | ByToken, key: bytes) -> ASGIApp:
    """Make the application.

    Args:
        rules: the bounds.
        line: where uploads go and results are found.
        login: who asks.
        key: a secret, from which the forms' proofs derive.
    """
    pages = _Pages(rules, line, key)
    views: dict[str, tuple[_View, str]] = {
        "/": (pages.page, "GET"),
        "/state": (pages.state, "GET"),
        "/feedback": (pages.feedback, "GET"),
        "/upload": (pages.upload, "POST"),
    }
    routes = [
        Route(login.prefix + path, _for_students(view, login), methods=[method])
        for path, (view, method) in views.items()
    ]
    if login.prefix:
        routes.append(Route(login.prefix, lambda request: RedirectResponse(f"{request.path_params['token']}/", 307)))
    app = Starlette(
        routes=[Route("/static/{name}", _static), Route("/alive", _alive), *routes],
        exception_handlers={HTTPException: _problem, Exception: _our_fault},
    )
    app.router.redirect_slashes = False  # it would name a host, which behind a proxy is another one
    return SafeHeaders(app)  # around all of it: Starlette answers its own errors outside of any middleware


class _Pages:
    def __init__(self, rules: Rules, line: Line, key: bytes) -> None:
        self._rules, self._line, self._key = rules, line, key
        self._arriving: set[str] = set()

    async def page(self, request: Request, student: str) -> Response:
        return self._shown(request, student)

    async def state(self, request: Request, student: str) -> Response:
        state = self._line.state(student)
        there = state.stage not in ("waiting", "grading")
        go = ("feedback" if state.result and state.result.page else "./") if there else ""
        return JSONResponse({"stage": state.stage, "text": said(state), "go": go})

    async def feedback(self, request: Request, student: str) -> Response:
        result = self._line.state(student).result
        if result is None or not result.page:
            return RedirectResponse("./", HTTPStatus.SEE_OTHER)
        return HTMLResponse(result.page, headers={"Content-Security-Policy": FEEDBACK_POLICY})

    async def upload(self, request: Request, student: str) -> Response:
        try:
            await self._take(request, student)
        except RefusedError as refused:
            shown = self._shown(request, student, str(refused), refused.status)
            if refused.wait:
                shown.headers["Retry-After"] = str(max(1, round(refused.wait)))
            return shown
        return RedirectResponse("./", HTTPStatus.SEE_OTHER)

    async def _take(self, request: Request, student: str) -> None:
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            raise RefusedError("This came from another site. Choose your notebook here.", 403)
        if student in self._arriving:
            raise RefusedError("Another upload of yours is still arriving. Wait for it to end.", 429, 5)
        if len(self._arriving) >= self._rules.arriving:
            raise RefusedError("Too many uploads arrive at this moment. Try again in a few seconds.", 503, 5)
        self._line.may_join(student)
        self._arriving.add(student)
        try:
            sent = await receive(request, self._rules)
        finally:
            self._arriving.discard(student)
        if not hmac.compare_digest(sent.proof.encode(), self._proof(student).encode()):
            raise RefusedError("The page was too old. Choose your notebook again.", 403)
        self._line.join(student, sent.name, sent.content)

    def _shown(self, request: Request, student: str, problem: str = "", status: int = 200) -> Response:
        up = "../../" if "token" in request.path_params else ""
        state = self._line.state(student)
        return HTMLResponse(practice_page(self._rules, state, student, self._proof(student), up, problem), status)

    def _proof(self, student: str) -> str:
        """What only our own page knows: another site cannot make a student's browser upload anything."""
        return hmac.new(self._key, b"form\0" + student.encode(), "sha256").hexdigest()


def _for_students(view: _View, login: ByHeader | ByToken) -> Callable[[Request], Awaitable[Response]]:
    async def guarded(request: Request) -> Response:
        student = login.student(request)
        if student is None:
            raise HTTPException(HTTPStatus.FORBIDDEN)
        return await view(request, student)

    return guarded


async def _static(request: Request) -> Response:
    found = STATIC.get(request.path_params["name"])
    if found is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return Response(found[1], media_type=found[0])


async def _alive(request: Request) -> Response:
    return Response("alive", media_type="text/plain")


async def _problem(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return HTMLResponse(message_page(status), status, getattr(error, "headers", None))


async def _our_fault(request: Request, error: Exception) -> Response:
    return HTMLResponse(message_page(500), 500)
