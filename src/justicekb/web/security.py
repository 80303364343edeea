"""What every request must pass and every answer carries: known hosts, own origin, bounded bodies, strict headers.

A page of another site can make a browser send requests here. The Host header tells a name that was bent to this
machine (DNS rebinding), Origin and Sec-Fetch-Site (W3C Fetch Metadata) tell who made the browser ask.
"""

from __future__ import annotations

import json
import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from justicekb.web.options import WebOptions

COOKIE = "justicekb-token"

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_SAFE = ("GET", "HEAD", "OPTIONS")


class Refused(Exception):
    """A request that is not let in, with the status that says why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class Guard:
    """Middleware that refuses what must not come in, bounds what does, and puts headers on what goes out."""

    def __init__(self, app: ASGIApp, options: WebOptions) -> None:
        self._app = app
        self._options = options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the ASGI specification."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send, fresh=not scope["path"].startswith("/static/"))
        try:
            self._check(scope)
            await self._app(scope, _bounded(receive, self._options.upload_bytes), answer.send)
        except Refused as refused:
            if answer.started:
                raise
            await _refuse(refused, answer.send)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        host = _name(f"//{headers.get('host', '')}")
        if host not in self._options.hosts:
            raise Refused(421, f"this server does not answer to the name {host or 'none'}")
        origin = headers.get("origin")
        if origin is not None and not _same(origin, headers.get("host", "")):
            raise Refused(403, "requests of other sites are refused")
        navigates = headers.get("sec-fetch-mode") == "navigate" and scope["method"] in _SAFE
        if headers.get("sec-fetch-site") in ("cross-site", "same-site") and not navigates:
            raise Refused(403, "requests of other sites are refused")
        if _length(headers) > self._options.upload_bytes:
            raise Refused(413, f"more than {self._options.upload_bytes:,} bytes at once")


def _name(address: str) -> str:
    """The host name of an address in small letters, IPv6 in brackets; empty for what is none."""
    try:
        name = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return f"[{name}]" if ":" in name else name


def _same(origin: str, host: str) -> bool:
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and parts.netloc == host


def _length(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isdigit() else 0


def _bounded(receive: Receive, most: int) -> Receive:
    """The body, however it is sent, up to `most` bytes."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise Refused(413, f"more than {most:,} bytes at once")
        return message

    return bounded


class _Answer:
    """Sends an answer with the headers that every answer carries."""

    def __init__(self, send: Send, *, fresh: bool) -> None:
        self._send = send
        self._fresh = fresh
        self.started = False

    async def send(self, message: Message) -> None:
        """One message of the answer."""
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store" if self._fresh else "max-age=3600")
        await self._send(message)


async def _refuse(refused: Refused, send: Send) -> None:
    body = json.dumps({"error": {"status": refused.status, "kind": "refused", "message": refused.message}}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def holds_token(request: Request, options: WebOptions) -> bool:
    """Whether the request carries the token, as a cookie or as `Authorization: Bearer`."""
    given = request.headers.get("authorization", "").removeprefix("Bearer ") or _cookie(request)
    return options.write and secrets.compare_digest(given.encode(), options.token.encode())


def _cookie(request: Request) -> str:
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(request.headers.get("cookie", ""))
    except CookieError:
        return ""
    return jar[COOKIE].value if COOKIE in jar else ""
