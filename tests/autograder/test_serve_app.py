"""The practice page asked as a browser asks it, and as others do: logins, bounds, headers, forms."""

from __future__ import annotations

import re

import anyio
import pytest

pytest.importorskip("starlette", reason="the practice page is not installed: pip install -e '.[serve]'")
from starlette.requests import Request
from starlette.testclient import TestClient

from autograder.serve.app import application
from autograder.serve.line import Line, RefusedError, Result
from autograder.serve.login import ByHeader, ByToken, hash_of
from autograder.serve.rules import Rules
from autograder.serve.uploading import receive

TOKEN = "t" * 43
PAGE = "<!DOCTYPE html><p>feedback"
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Served:
    """A practice page without workers: a test takes from the line and finishes itself."""

    def __init__(self, login=None, client=("127.0.0.1", 1), **bounds):
        self.rules = Rules(("01_small", "02_small"), **bounds)
        self.line = Line(self.rules)
        self.login = login or ByToken({hash_of(TOKEN): "ada", hash_of("other"): "bob"})
        self.home = f"/s/{TOKEN}/" if self.login.prefix else "/"
        app = application(self.rules, self.line, self.login, b"key")
        self.client = TestClient(app, client=client, follow_redirects=False, raise_server_exceptions=False)

    def proof(self, home=None, **asked):
        return re.search(r'name="proof" value="(\w+)"', self.client.get(home or self.home, **asked).text)[1]

    def upload(self, content=b"{}", name="01_small.ipynb", proof=None, **asked):
        data = {"proof": self.proof() if proof is None else proof}
        return self.client.post(f"{self.home}upload", files={"notebook": (name, content)}, data=data, **asked)

    def graded(self, result=None):
        upload = self.line.take(0)
        self.line.finish(upload, result or Result(upload.name, PAGE, "01_small", 1.0, 2.0))


@pytest.fixture
def served():
    return Served()


def test_before_an_upload_there_is_a_form_and_nothing_else(served):
    page = served.client.get(served.home)
    assert page.status_code == 200
    assert 'type="file"' in page.text
    assert "12 more notebooks" in page.text
    assert "Nothing is kept" in page.text
    assert "<noscript><meta" not in page.text


def test_an_upload_waits_is_examined_and_is_shown(served):
    answer = served.upload(b"content")
    assert (answer.status_code, answer.headers["location"]) == (303, "./")
    state = served.client.get(f"{served.home}state").json()
    assert state["stage"] == "waiting"
    assert "it is the next one" in state["text"]
    page = served.client.get(served.home).text
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "it is the next one" in page
    upload = served.line.take(0)
    assert (upload.student, upload.name, upload.content) == ("ada", "01_small.ipynb", b"content")
    assert served.client.get(f"{served.home}state").json()["stage"] == "grading"
    served.line.finish(upload, Result(upload.name, PAGE, "01_small", 1.0, 2.0))
    assert served.client.get(f"{served.home}state").json() == {"stage": "done", "text": "", "go": "feedback"}
    assert "of 2 points" in served.client.get(served.home).text
    assert served.client.get(f"{served.home}feedback").text == PAGE


def test_nobody_sees_what_another_one_sent(served):
    served.upload()
    served.graded()
    assert served.client.get("/s/other/state").json()["stage"] == "nothing"
    assert served.client.get("/s/other/feedback").status_code == 303


def test_what_cannot_be_graded_is_told_on_the_page(served):
    served.upload()
    served.graded(Result("a.ipynb", problem="The file is <empty>."))
    assert served.client.get(f"{served.home}state").json()["go"] == "./"
    assert "The file is &lt;empty&gt;." in served.client.get(served.home).text
    assert served.client.get(f"{served.home}feedback").status_code == 303


def test_every_answer_has_the_headers_and_none_a_cookie(served):
    served.upload()
    served.graded()
    home = served.home
    asked = {
        (200, served.client.get(home)),
        (200, served.client.get(f"{home}state")),
        (200, served.client.get(f"{home}feedback")),
        (200, served.client.get("/static/page.js")),
        (303, served.upload()),
        (307, served.client.get(home.rstrip("/"))),
        (403, served.client.get("/s/wrong/")),
        (403, served.upload(proof="")),
        (404, served.client.get("/nothing")),
        (404, served.client.get("/static/app.py")),
        (405, served.client.get(f"{home}upload")),
        (413, served.upload(b"x" * 5_000_001)),
    }
    for status, answer in asked:
        assert answer.status_code == status
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert "set-cookie" not in answer.headers
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-inline" not in policy.replace("style-src 'unsafe-inline'", "")
    feedback = served.client.get(f"{home}feedback").headers["content-security-policy"]
    assert "script-src" not in feedback
    assert "sandbox" in feedback


def test_an_error_of_ours_has_the_headers_too(served, monkeypatch):
    monkeypatch.setattr(served.line, "state", lambda student: 1 / 0)
    answer = served.client.get(served.home)
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "ZeroDivision" not in answer.text


@pytest.mark.parametrize("login", [None, ByHeader("X-Remote-User", ["127.0.0.1"])], ids=["token", "header"])
def test_pages_load_only_what_is_here_and_it_is_there(login):
    served = Served(login)
    served.client.headers["X-Remote-User"] = "ada"
    page = served.client.get(served.home)
    loaded = re.findall(r'(?:src|href|action)="([^"]*)"', page.text)
    assert len([each for each in loaded if "static/" in each]) == 2
    for each in loaded:
        assert not re.match(r"[a-z]+:|/", each.removeprefix("data:,")), each
        if "static/" in each:
            assert served.client.get(str(page.url.join(each))).status_code == 200


def test_nothing_written_by_a_student_is_html(served):
    served.upload(name='"><img src=x onerror=alert(1)>.ipynb')
    served.graded()
    page = served.client.get(served.home).text
    assert "alert(1)" in page
    assert "<img" not in page


def test_a_name_is_one_short_line_without_folders(served):
    served.upload(name="C:\\home\\../../a\x1b[2J" + "x" * 200 + "/01_small.ipynb")
    assert served.line.take(0).name == "01_small.ipynb"
    served.upload(name="x" * 5000 + ".ipynb")
    assert len(served.client.get(served.home).text) < 5000


# Bounds


@pytest.mark.parametrize("size", [1_000_001, 1_500_000, 6_000_000])
def test_too_large_is_refused_and_not_in_line(size):
    served = Served(largest=1_000_000)
    answer = served.upload(b"x" * size)
    assert answer.status_code == 413
    assert "more than 1 MB" in answer.text
    assert "Clear its outputs" in answer.text
    assert served.line.take(0) is None
    assert served.upload(b"x" * 1_000_000).status_code == 303


def test_a_length_that_is_a_lie_is_found_out_by_counting():
    served = Served(largest=1000)
    asked = []

    def endless():
        head = b'--b\r\nContent-Disposition: form-data; name="notebook"; filename="a.ipynb"\r\n\r\n'
        yield head
        for _ in range(1000):
            asked.append(1)
            yield b"x" * 1000

    answer = served.client.post(
        f"{served.home}upload", content=endless(), headers={"Content-Type": "multipart/form-data; boundary=b"}
    )
    assert answer.status_code == 413
    assert served.line.take(0) is None


def receiving(messages, rules, headers=()):
    """What `receive` makes of a request that comes in such messages; a number stands for seconds without any."""

    async def come():
        while isinstance(messages[0], (int, float)):
            await anyio.sleep(messages.pop(0))
        return messages.pop(0)

    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": list(headers)}
    return anyio.run(receive, Request(scope, come), rules)


FORM = [(b"content-type", b"multipart/form-data; boundary=b")]


def test_what_never_ends_stops_to_be_read():
    head = b'--b\r\nContent-Disposition: form-data; name="notebook"; filename="a.ipynb"\r\n\r\n'
    messages = [{"type": "http.request", "body": body, "more_body": True} for body in (head, *[b"x" * 1000] * 1000)]
    with pytest.raises(RefusedError) as refused:
        receiving(messages, Rules(("01_small",), largest=1000), FORM)
    assert refused.value.status == 413
    assert len(messages) > 900


def test_what_comes_too_slowly_is_given_up():
    came = {"type": "http.request", "body": b"--b\r\n", "more_body": True}
    with pytest.raises(RefusedError, match=r"longer than 0\.1 seconds") as refused:
        receiving([came, 5, came], Rules(("01_small",), upload_seconds=0.1), FORM)
    assert refused.value.status == 408


def test_what_is_broken_off_is_given_up():
    came = {"type": "http.request", "body": b"--b\r\n", "more_body": True}
    with pytest.raises(RefusedError, match="broken off"):
        receiving([came, {"type": "http.disconnect"}], Rules(("01_small",)), FORM)


def test_a_large_upload_makes_no_file(served, monkeypatch):
    def no_file(*args, **kwargs):
        raise AssertionError("a file of the system was made")

    monkeypatch.setattr("tempfile._TemporaryFileWrapper", no_file)
    monkeypatch.setattr("tempfile.TemporaryFile", no_file)
    assert served.upload(b"x" * 4_000_000).status_code == 303


@pytest.mark.parametrize(
    ("content", "type_"),
    [
        (b"notebook=1", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"no parts", "multipart/form-data; boundary=b"),
        (b"--b\r\n", "multipart/form-data"),
        (b"\xff\x00" * 100, "multipart/form-data; boundary=\xff".encode("latin-1")),
    ],
)
def test_what_is_no_form_is_refused(served, content, type_):
    answer = served.client.post(f"{served.home}upload", content=content, headers={"Content-Type": type_})
    assert answer.status_code == 400
    assert served.line.take(0) is None


def test_two_files_or_many_fields_are_refused(served):
    files = [("notebook", ("a.ipynb", b"{}")), ("notebook", ("b.ipynb", b"{}"))]
    many = {f"field{number}": "x" for number in range(5)}
    for more in ({"files": files}, {"files": files[:1], "data": many}, {"files": {"other": ("a.ipynb", b"{}")}}):
        assert served.client.post(f"{served.home}upload", **more).status_code == 400
    assert served.line.take(0) is None


def test_an_hour_has_so_many_uploads(served):
    served = Served(per_hour=2)
    proof = served.proof()
    assert [served.upload(proof=proof).status_code for _ in range(3)] == [303, 303, 429]
    answer = served.upload(proof=proof)
    assert 3590 <= int(answer.headers["retry-after"]) <= 3600
    assert 'type="file"' not in answer.text
    assert "The next one is taken in 60 minutes" in answer.text


def test_a_full_line_is_refused_with_a_word_on_when():
    served = Served(waiting=1)
    served.line.join("bob", "b.ipynb", b"")
    answer = served.upload()
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")


# Forms of other sites


def test_a_form_needs_the_proof_of_this_student(served):
    for proof in ("", "x", "\u00e4", served.proof("/s/other/")):
        answer = served.upload(proof=proof)
        assert answer.status_code == 403
        assert "too old" in answer.text
    assert served.line.take(0) is None
    assert served.upload().status_code == 303


@pytest.mark.parametrize(("site", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 303)])
def test_a_form_comes_from_our_page(served, site, status):
    assert served.upload(headers={"Sec-Fetch-Site": site}).status_code == status


# Logins


def test_a_token_is_known_by_its_hash_alone(served):
    for token in ("wrong", hash_of(TOKEN), "%00", TOKEN + "x"):
        assert served.client.get(f"/s/{token}/").status_code == 403
    assert served.client.get("/").status_code == 404


@pytest.mark.parametrize(
    ("client", "status"),
    [
        ("127.0.0.1", 200),
        ("10.1.0.7", 200),
        ("::ffff:10.1.0.7", 200),
        ("10.2.0.7", 403),
        ("::1", 403),
        ("testclient", 403),
    ],
)
def test_a_header_is_believed_from_the_proxy_alone(client, status):
    served = Served(ByHeader("X-Remote-User", ["127.0.0.1", "10.1.0.0/24"]), client=(client, 5))
    answer = served.client.get("/", headers={"X-Remote-User": "ada", "X-Forwarded-For": "127.0.0.1"})
    assert answer.status_code == status


@pytest.mark.parametrize(
    "headers",
    [[], [("X-Remote-User", "")], [("X-Remote-User", "ada"), ("X-Remote-User", "bob")], [("X-Remote-User", "../a")]],
)
def test_a_header_that_names_nobody_is_not_believed(headers):
    assert Served(ByHeader("X-Remote-User", ["127.0.0.1"])).client.get("/", headers=headers).status_code == 403


def test_through_a_socket_there_is_no_address_to_look_at():
    served = Served(ByHeader("X-Remote-User", [], through_socket=True), client=None)
    assert served.client.get("/", headers={"X-Remote-User": "ada"}).status_code == 200


def test_kept_notebooks_are_said_to_be_kept(tmp_path):
    served = Served(keep=tmp_path)
    assert "keeps the notebooks" in served.client.get(served.home).text
