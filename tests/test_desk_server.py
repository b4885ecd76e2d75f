"""The desk's server answers its own page and nobody else: each guard is attacked here."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from handouts import Workspace
from handouts.desk.drafts import IDLE, MOST, Drafts
from handouts.desk.server import Desk, application
from tests.commands import hears_signals
from tests.conftest import CLINIC, TODAY

PORT = 8733
HOME = {"Host": f"127.0.0.1:{PORT}"}
OURS = {
    **HOME,
    "Origin": f"http://127.0.0.1:{PORT}",
    "Sec-Fetch-Site": "same-origin",
    "Content-Type": "application/json",
}


@pytest.fixture
def desk(clinic: Path) -> Desk:
    return Desk(Workspace.open(clinic), PORT, lambda: TODAY)


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    return application(desk).test_client()


@pytest.fixture
def page(client: FlaskClient, desk: Desk) -> FlaskClient:
    """A browser that was let in."""
    client.set_cookie(desk.cookie, desk.session, domain="127.0.0.1")
    return client


def ask(client: FlaskClient, name: str, headers: dict[str, str] | None = None, **asked: Any) -> TestResponse:
    return client.post(f"/api/{name}", data=json.dumps(asked), headers=headers or OURS, base_url=OURS["Origin"])


def test_the_page_asks_and_is_answered(page: FlaskClient) -> None:
    found = ask(page, "library")
    assert found.status_code == 200
    assert found.get_json()["clinic"]["name"] == "Riverside & Sons"
    assert page.get("/", headers=HOME).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {"Host": "evil.example"},
        {"Host": f"localhost:{PORT}"},
        {"Host": "127.0.0.1"},
        {"Host": f"127.0.0.1:{PORT + 1}"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": None},
        {"Origin": f"http://127.0.0.1:{PORT + 1}"},
        {"Origin": f"http://127.0.0.1:{PORT}.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_who_comes_from_elsewhere_is_refused(page: FlaskClient, change: dict[str, str | None]) -> None:
    headers = {name: value for name, value in (OURS | change).items() if value is not None}
    found = ask(page, "library", headers)
    assert found.status_code == 403
    assert "Riverside" not in found.text


@pytest.mark.parametrize("path", ["/", "/page/desk.js", "/page/nothing.js"])
@pytest.mark.parametrize("change", [{"Host": "evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_not_even_a_file_is_given_to_another_page(page: FlaskClient, path: str, change: dict[str, str]) -> None:
    assert page.get(path, headers=HOME | change).status_code == 403


@pytest.mark.parametrize("cookie", [None, "", "guess", "é"])
def test_without_the_cookie_nothing_is_answered(client: FlaskClient, desk: Desk, cookie: str | None) -> None:
    if cookie is not None:
        client.set_cookie(desk.cookie, cookie, domain="127.0.0.1")
    for path in ("/", "/page/desk.css"):
        assert client.get(path, headers=HOME).status_code == 403
    assert ask(client, "library").status_code == 403


def test_a_link_lets_in_and_the_one_of_the_browser_works_once(desk: Desk) -> None:
    for key, times in ((desk.once, [303, 403]), (desk.key, [303, 303])):
        for status in times:
            client = application(desk).test_client()
            found = client.get(f"/open?key={key}", headers=HOME | {"Sec-Fetch-Site": "none"})
            assert found.status_code == status
            assert client.get("/", headers=HOME).status_code == (200 if status == 303 else 403)
    cookie = client.get(f"/open?key={desk.key}", headers=HOME).headers["Set-Cookie"]
    assert cookie == f"desk-{PORT}={desk.session}; HttpOnly; Path=/; SameSite=Strict"
    assert desk.session not in (desk.key, desk.once)
    for wrong in ("", "x", desk.session):
        assert application(desk).test_client().get(f"/open?key={wrong}", headers=HOME).status_code == 403
    assert desk.key not in repr(desk)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=x", ""])
def test_only_json_is_read(page: FlaskClient, kind: str) -> None:
    assert ask(page, "library", OURS | {"Content-Type": kind}).status_code == 415


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'{"a": NaN}', b"[" * 100_000, b'"x"'])
def test_a_body_that_is_no_object_is_refused(page: FlaskClient, body: bytes) -> None:
    assert page.post("/api/preview", data=body, headers=OURS, base_url=OURS["Origin"]).status_code == 400


def test_large_bodies_are_refused(page: FlaskClient) -> None:
    assert ask(page, "preview", draft="x" * 1_000_001).status_code == 413
    assert ask(page, "logo", data="x" * 7_000_001).status_code == 413
    assert ask(page, "logo", data="x" * 1_000_001).status_code == 200
    notes = [{"exercise": f"ex-{number}", "note": "x" * 900} for number in range(300)]
    draft = {"prescription": {"condition": "stiff-ankle", "exercises": notes}}
    assert (
        ask(page, "save", draft=draft, file="1").get_json()["problems"][0]["message"] == "would be larger than 256 kB."
    )


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        *(("GET", "/api/library", 405), ("PUT", "/api/library", 405), ("OPTIONS", "/api/library", 405)),
        *(("DELETE", "/", 405), ("OPTIONS", "/", 405), ("POST", "/api/nothing", 404), ("POST", "/api/__class__", 404)),
        *(("GET", "/page/../server.py", 404), ("GET", "/page/%2e%2e%2fserver.py", 404), ("GET", "/static/x", 404)),
        *(("GET", "/page/..%5cserver.py", 404), ("GET", "/page/%00", 404), ("GET", "/page//etc/passwd", 404)),
    ],
)
def test_other_methods_and_addresses_are_refused(page: FlaskClient, method: str, path: str, status: int) -> None:
    data = "{}" if path.startswith("/api") and method == "POST" else None
    assert page.open(path, method=method, headers=OURS, data=data, base_url=OURS["Origin"]).status_code == status


@pytest.mark.parametrize("path", ["/", "/open?key=x", "/page/desk.css", "/page/none"])
def test_every_answer_says_what_may_be_done_with_it(page: FlaskClient, path: str) -> None:
    head = page.get(path, headers=HOME).headers
    policy = head["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"https?:|\*", policy)
    expected = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}
    assert {name: head[name] for name in expected} == expected
    assert "Access-Control-Allow-Origin" not in head


def test_the_page_has_nothing_of_elsewhere_and_no_text_as_markup() -> None:
    from handouts.desk.server import PAGE

    for path in PAGE.iterdir():
        text = path.read_text("utf-8")
        assert not re.search(r"https?://(?!www\.w3\.org/)|@import", text), path
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text), (
            path
        )
        assert not re.search(r"localStorage|sessionStorage|document\.cookie|document\.title\s*=", text), path
        assert "indexedDB" not in text or path.name == "storage.js", (
            path
        )  # the clinic's files, where there is no server
        assert not re.search(r"<script(?! type=\"module\" src=)|\sstyle=|\son\w+=", text), path


def test_a_draft_is_found_again_and_the_older_tab_is_told(page: FlaskClient) -> None:
    draft = {"prescription": {"patient": {"name": "Zelda"}}, "options": {}}
    name, one, two = "a" * 32, "1" * 32, "2" * 32
    assert "elsewhere" not in ask(page, "preview", id=name, tab=one, draft=draft).get_json()
    assert ask(page, "draft", id=name, tab=two).get_json()["draft"] == draft
    assert ask(page, "preview", id=name, tab=one, draft=draft).get_json()["elsewhere"] is True
    assert ask(page, "draft", id="b" * 32, tab=two).get_json()["draft"] is None
    assert ask(page, "draft", id="../clinic", tab=two).get_json()["draft"] is None


def test_drafts_are_forgotten() -> None:
    now = [0.0]
    drafts = Drafts(lambda: now[0])
    for number in range(MOST + 1):
        drafts.keep(f"{number:032x}", "1" * 32, {"number": number})
    assert drafts.take("0" * 32, "1" * 32) is None
    now[0] = IDLE - 1
    assert drafts.take(f"{MOST:032x}", "2" * 32) == {"number": MOST}
    now[0] = IDLE + 1
    assert drafts.take(f"{1:032x}", "1" * 32) is None
    assert drafts.take(f"{MOST:032x}", "2" * 32) == {"number": MOST}
    drafts.keep("no id", "1" * 32, {"number": 1})
    assert "number" not in repr(drafts)
    assert drafts.take("no id", "1" * 32) is None


def test_a_slip_of_the_program_says_nothing_of_what_was_asked(
    page: FlaskClient, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from handouts.desk import engine

    def slip(*asked: object) -> dict[str, object]:
        raise ValueError(f"no good: {asked}")

    monkeypatch.setitem(engine.FUNCTIONS, "preview", slip)
    found = ask(page, "preview", draft={"prescription": {"patient": {"name": "Zelda"}}})
    assert found.status_code == 500
    assert found.get_json()["problems"][0]["message"] == "could not do this."
    said = capfd.readouterr()
    assert "ValueError at test_desk_server.py" in said.err
    assert "Zelda" not in found.text + said.err + said.out


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[subprocess.Popen[str], int, str]]:
    command = [sys.executable, "generate.py", "serve", "--no-browser", "--workspace", str(CLINIC)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, preexec_fn=hears_signals, **pipes) as server:
        assert server.stdout
        line = server.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/open\?key=(\S+)", line)
        assert found, line
        yield server, int(found[1]), found[2]
        server.kill()


def raw(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        found = b""
        while more := connection.recv(65536):
            found += more
    return found


def test_on_the_wire(running: tuple[subprocess.Popen[str], int, str]) -> None:
    """What a client that keeps no rules can send: two hosts, none, a folded line, a body that says it is short."""
    _, port, key = running
    host = f"Host: 127.0.0.1:{port}\r\n".encode()
    opened = raw(port, b"GET /open?key=" + key.encode() + b" HTTP/1.1\r\n" + host + b"Connection: close\r\n\r\n")
    cookie = re.search(rb"Set-Cookie: ([^;]+);", opened)
    assert cookie, opened
    assert b"\r\nServer:" not in opened
    let_in = b"Cookie: " + cookie[1] + b"\r\nConnection: close\r\n"
    good = b"GET / HTTP/1.1\r\n" + host + let_in + b"\r\n"
    assert raw(port, good).startswith(b"HTTP/1.1 200")
    for bad in (
        b"GET / HTTP/1.1\r\n" + let_in + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n" + let_in + b"\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"Host: evil.example\r\n" + let_in + b"\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n" + let_in + b"\r\n",
        b"GET /page/../../server.py HTTP/1.1\r\n" + host + let_in + b"\r\n",
        b"POST /api/library HTTP/1.1\r\n" + host + let_in + b"Content-Length: 2\r\n\r\n{}",
    ):
        assert re.match(rb"HTTP/1\.[01] (400|403|404)", raw(port, bad)), bad
    origin = f"Origin: http://127.0.0.1:{port}\r\nContent-Type: application/json\r\n".encode()
    large = b"POST /api/library HTTP/1.1\r\n" + host + let_in + origin + b"Content-Length: 8000000\r\n\r\n{"
    assert b" 413 " in raw(port, large).partition(b"\r\n")[0]
    chunks = b"POST /api/preview HTTP/1.1\r\n" + host + let_in + origin + b"Transfer-Encoding: chunked\r\n\r\n"
    chunks += b"f4250\r\n" + b"x" * 0xF4250 + b"\r\n0\r\n\r\n"
    assert b" 413 " in raw(port, chunks).partition(b"\r\n")[0]


def test_it_answers_this_machine_alone(running: tuple[subprocess.Popen[str], int, str]) -> None:
    _, port, _ = running
    for address in ("127.0.0.2", "::1"):
        with pytest.raises(OSError, match=r"refused|assign|unreachable|support"):
            socket.create_connection((address, port), timeout=5).close()


def test_a_port_that_is_taken_is_told_in_one_line(running: tuple[subprocess.Popen[str], int, str]) -> None:
    _, port, _ = running
    command = [sys.executable, "generate.py", "serve", "--no-browser", "--port", str(port), "--workspace", str(CLINIC)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("--port: can't be used: ")
    assert done.stderr.count("\n") == 1


def test_ctrl_c_closes_it(running: tuple[subprocess.Popen[str], int, str]) -> None:
    server, _, _ = running
    server.send_signal(signal.SIGINT)
    assert server.wait(20) == 0
    assert server.stderr
    assert server.stderr.read().splitlines()[-1] == "The desk is closed."
