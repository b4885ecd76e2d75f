"""The desk's server, for one person on this machine: it hands out the page, asks the engine, and refuses all else.

Whoever may ask has the cookie that the launch link sets. A page of another origin can't ask: its requests are refused
by Host, Origin and Sec-Fetch-Site, and by the kind of their body. No name of a file comes out of an address.
"""

from __future__ import annotations

import hmac
import json
import secrets
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import NoReturn

from flask import Flask, Response, abort, redirect, request
from werkzeug.exceptions import HTTPException

from handouts.desk.asked import Answer, Asked, part, text
from handouts.desk.drafts import Drafts
from handouts.desk.engine import FUNCTIONS, answer
from handouts.files.problems import ContentError, order_problem
from handouts.files.workspace import Workspace, library_folder

HOST = "127.0.0.1"  # this machine alone
LARGEST_BODY, LARGEST_LOGO = 1_000_000, 7_000_000  # bytes; a logo of 5 MB in base64
IN_MEMORY = 1 << 30  # bytes: no request or answer, which may be about a patient, is laid by in a temporary file
PAGE = Path(__file__).parent / "page"
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FONT = "HandoutsHyperlegible_400Regular.ttf", "HandoutsHyperlegible_700Bold.ttf"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; frame-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ENTRY = ("/", "/open")  # addresses that are typed or called by a link of this machine


@dataclass(slots=True)
class Desk:
    """A workspace on a port. `key` is in the link that people are told, `once` in the one that opens the browser: that
    one is seen in lists of processes, and works one time."""

    workspace: Workspace
    port: int
    today: Callable[[], date] = date.today
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    once: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    drafts: Drafts = field(default_factory=Drafts, repr=False)
    lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def origin(self) -> str:
        """Where it answers."""
        return f"http://{HOST}:{self.port}"

    @property
    def cookie(self) -> str:
        """What its cookie is called: the ports of a machine share theirs."""
        return f"desk-{self.port}"

    def link(self, key: str) -> str:
        """The address that lets a browser in."""
        return f"{self.origin}/open?key={key}"

    def lets_in(self, key: str) -> bool:
        """Whether it is a key to the desk; one that works once is used up."""
        if self.once and hmac.compare_digest(key.encode(), self.once.encode()):
            self.once = ""
            return True
        return hmac.compare_digest(key.encode(), self.key.encode())


@lru_cache(1)
def page_files() -> dict[str, tuple[bytes, str]]:
    """The files of the page by their names, with what they are."""
    files = {path.name: (path.read_bytes(), KINDS[path.suffix]) for path in PAGE.iterdir() if path.suffix in KINDS}
    fonts = library_folder() / "fonts" / "atkinson-hyperlegible-next"
    return files | {name: ((fonts / name).read_bytes(), "font/ttf") for name in FONT}


def application(desk: Desk) -> Flask:
    """The addresses of the desk, and what each request has to show first."""
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.logger.disabled = True

    @app.before_request
    def only_from_here() -> None:
        _refuse_others(desk)

    @app.after_request
    def with_headers(response: Response) -> Response:
        response.headers.update(HEADERS)
        return response

    @app.errorhandler(Exception)
    def refused(error: Exception) -> Response:
        return _refusal(error)

    @app.get("/open", provide_automatic_options=False)
    def let_in() -> Response:
        if not desk.lets_in(request.args.get("key", "")):
            abort(403)
        response = redirect("/", 303)
        response.set_cookie(desk.cookie, desk.session, httponly=True, samesite="Strict", path="/")
        return response  # type: ignore[return-value]  # Werkzeug's is Flask's here

    @app.get("/", provide_automatic_options=False)
    def index() -> Response:
        return _file("index.html")

    @app.get("/page/<name>", provide_automatic_options=False)
    def page(name: str) -> Response:
        return _file(name)

    @app.post("/api/<name>", provide_automatic_options=False)
    def api(name: str) -> Response:
        return _json(_answer(name, _asked(name), desk))

    return app


def _refuse_others(desk: Desk) -> None:
    """End a request that does not come from the desk's own page, or from whoever has its link."""
    if request.headers.getlist("Host") != [f"{HOST}:{desk.port}"]:
        abort(403)
    came_from = request.headers.get("Sec-Fetch-Site", "same-origin")
    if came_from != "same-origin" and not (came_from == "none" and request.path in ENTRY):
        abort(403)
    if request.method not in ("GET", "HEAD") and request.headers.get("Origin") != desk.origin:
        abort(403)
    cookie = request.cookies.get(desk.cookie, "")
    if request.path != "/open" and not hmac.compare_digest(cookie.encode(), desk.session.encode()):
        abort(403)


def _file(name: str) -> Response:
    """A file of the page: looked up by its name, never joined to a path."""
    if name not in page_files():
        abort(404)
    data, kind = page_files()[name]
    return Response(data, content_type=kind if kind == "font/ttf" else f"{kind}; charset=utf-8")


def _asked(name: str) -> Asked:
    """The body of a request. Ends one that is no JSON object, or too large."""
    if request.content_type != "application/json":
        abort(415)
    request.max_content_length = LARGEST_LOGO if name in ("logo", "own_picture") else LARGEST_BODY
    try:
        found = json.loads(request.get_data(cache=False), parse_constant=_no_number)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        abort(400)
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _answer(name: str, asked: Asked, desk: Desk) -> Answer:
    """What the engine says, one question after the other; drafts are the server's."""
    with desk.lock:
        key, tab = text(asked, "id"), text(asked, "tab")
        if name == "draft":
            return {"draft": desk.drafts.take(key, tab), "problems": []}
        if name not in FUNCTIONS:
            abort(404)
        if name == "preview" and desk.drafts.keep(key, tab, part(asked, "kept") or part(asked, "draft")):
            return {"elsewhere": True, "problems": []}
        return answer(name, asked, desk.workspace, desk.today())


def _json(found: Answer, status: int = 200) -> Response:
    return Response(json.dumps(found), status, content_type="application/json")


WORDS = {
    403: ("is not open to this page.", "Use the link that the command printed."),
    404: ("has no such page.", ""),
    413: ("takes no more than 1 MB at a time, and a logo of 5 MB.", "Choose a smaller file."),
}


def _refusal(error: Exception) -> Response:
    """What went wrong, without anything of what was asked: not on the screen of the terminal either."""
    status = error.code or 500 if isinstance(error, HTTPException) else 500
    if status == 500:
        place = error.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else ""
        sys.stderr.write(f"The desk could not answer: {type(error).__name__} at {where}\n")
    message, hint = WORDS.get(status, ("could not do this.", "Please report it."))
    return _json({"problems": [{"field": "", "file": "The desk", "line": 0, "message": message, "hint": hint}]}, status)


def serve(workspace: Workspace, port: int, today: Callable[[], date], ready: Callable[[Desk], None]) -> None:
    """Answer until somebody stops it; `ready` is told when it does, before the first request. Port 0 is any that is
    free. Raises ContentError for one that is taken."""
    import logging

    from waitress import create_server

    logging.getLogger("waitress").setLevel(logging.ERROR)
    desk = Desk(workspace, port, today)
    app = application(desk)
    try:
        server = create_server(
            app,
            host=HOST,
            port=port,
            threads=4,
            ident="",
            max_request_body_size=LARGEST_LOGO,
            inbuf_overflow=IN_MEMORY,
            outbuf_overflow=IN_MEMORY,
            clear_untrusted_proxy_headers=True,
        )
    except OSError as error:
        message = f"can't be used: {error.strerror}."
        raise ContentError([order_problem("port", message, "Leave it out for one that is free.")]) from None
    desk.port = int(server.effective_port)
    page_files()
    try:
        with suppress(KeyboardInterrupt):  # this is how it is closed
            ready(desk)
            server.run()
    finally:
        server.close()
