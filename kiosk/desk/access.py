"""Access to the desk: who may ask, from where, how often and how much. Pure ASGI, before anything else sees a request.

Refused are: another host name (DNS rebinding), another page's requests (Origin, Sec-Fetch-Site), requests without a
session or, where they change something, without its token, too many and too large ones.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PROOF_HEADER = "x-desk-token"
MOST_BYTES = 1_000_000
MOST_UPLOAD = 300_000_000
ENTRANCE_SECONDS = 600.0
IDLE_SECONDS = 12 * 3600.0
UPLOADS = ("/replace", "/add", "/translation")
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
Clock = Callable[[], float]
Refusal = tuple[int, str]
"""A status, and what it says."""


class Bucket:
    """Allows `burst` requests at once, and then `rate` a second."""

    def __init__(self, rate: float, burst: float, clock: Clock) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._left, self._at = burst, clock()

    def take(self) -> bool:
        """Return whether one more is allowed now."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


@dataclass
class Session:
    """One browser that came in by the entrance. `token` proves that a change was asked for on our own pages."""

    who: str
    token: str
    reads: Bucket
    writes: Bucket
    uploads: Bucket
    language: str = ""
    seen: float = 0.0


class Access:
    """The sessions of one desk, and its entrance: a token that opens one session, once, within ten minutes."""

    def __init__(self, who: str, language: str, clock: Clock = time.monotonic) -> None:
        self.language = language
        self._who, self._clock = who, clock
        self._sessions: dict[str, Session] = {}
        self._entrance = ""
        self._until = 0.0
        self._tries = Bucket(0.2, 10, clock)

    def new_entrance(self) -> str:
        """Return a new token; the one before it opens nothing any more."""
        self._entrance = secrets.token_urlsafe(32)
        self._until = self._clock() + ENTRANCE_SECONDS
        return self._entrance

    def enter(self, token: str) -> str | None:
        """Return the id of a new session for the entrance's token; None for any other."""
        if not self._tries.take():
            return None
        is_right = bool(self._entrance) and hmac.compare_digest(
            token.encode("utf-8", "replace"), self._entrance.encode()
        )
        if not is_right or self._clock() > self._until:
            return None
        self._entrance = ""
        identifier = secrets.token_urlsafe(32)
        buckets = Bucket(50, 400, self._clock), Bucket(5, 60, self._clock), Bucket(2, 120, self._clock)
        self._sessions[identifier] = Session(
            self._who, secrets.token_urlsafe(32), *buckets, language=self.language, seen=self._clock()
        )
        return identifier

    def session(self, identifier: str) -> Session | None:
        """Return the session with this id, unless it was idle for too long."""
        session = self._sessions.get(identifier)
        if session is None or self._clock() - session.seen > IDLE_SECONDS:
            self._sessions.pop(identifier, None)
            return None
        session.seen = self._clock()
        return session


class AccessMiddleware:
    """The middleware. `hosts` are the allowed values of Host; requests come from pages of `origins` alone."""

    def __init__(self, app: ASGIApp, access: Access, hosts: Sequence[str], cookie: str) -> None:
        self._app, self._access, self._cookie = app, access, cookie
        self._hosts = frozenset(hosts)
        self._origins = frozenset(f"http://{host}" for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it. Web sockets are refused."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        refused = self._refusal(scope)
        if refused is not None:
            code, words = refused
            await PlainTextResponse(words, code)(scope, receive, send_guarded)
            return
        await self._app(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> Refusal | None:
        headers = Headers(scope=scope)
        path, method = str(scope["path"]), str(scope["method"])
        is_entrance = path == "/enter" and method in {"GET", "HEAD"}
        refused = self._origin_refusal(headers, method, is_entrance=is_entrance) or _size_refusal(headers, path)
        if refused is not None or is_entrance or path.startswith("/static/"):
            return refused
        return self._session_refusal(scope, headers, path, method)

    def _origin_refusal(self, headers: Headers, method: str, *, is_entrance: bool) -> Refusal | None:
        if headers.getlist("host") != [headers.get("host", "")] or headers.get("host", "") not in self._hosts:
            return 421, "This host is not served here."
        if method not in {"GET", "HEAD", "POST"}:
            return 405, "This method is not served here."
        site = headers.get("sec-fetch-site", "same-origin")
        is_foreign = site not in ({"same-origin"} if method == "POST" else {"same-origin", "none"})
        if (is_foreign and not is_entrance) or (method == "POST" and headers.get("origin") not in self._origins):
            return 403, "Requests of other pages are not answered."
        return None

    def _session_refusal(self, scope: Scope, headers: Mapping[str, str], path: str, method: str) -> Refusal | None:
        cookies = cookie_parser(headers.get("cookie", ""))
        session = self._access.session(cookies.get(self._cookie, ""))
        if session is None:
            return 401, "Open the desk by its own command or icon.\n请用“宜展编辑台”的图标或命令打开。"
        scope["desk_session"] = session
        if method != "POST":
            return None if session.reads.take() else (429, "Too many requests.\n请求太多，请稍等。")
        given = headers.get(PROOF_HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), session.token.encode()):
            return 403, "The page is too old: load it again.\n页面太旧，请重新打开。"
        bucket = session.uploads if path.endswith(UPLOADS) else session.writes
        return None if bucket.take() else (429, "Too many requests.\n请求太多，请稍等。")


def _size_refusal(headers: Mapping[str, str], path: str) -> Refusal | None:
    if "transfer-encoding" in headers:
        return 411, "The length of the body must be said."
    length = headers.get("content-length", "0")
    if not length.isdecimal() or len(length) > 15:
        return 400, "The length of the body must be a number."
    most = MOST_UPLOAD if path.endswith(UPLOADS) else MOST_BYTES
    return (413, "This is too large.\n太大了。") if int(length) > most else None
