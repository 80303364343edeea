"""How the application is served: where, to whom, and within which limits."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from ipaddress import ip_address

# Names by which a machine calls itself.
_OWN_NAMES = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class WebOptions:
    """`names` are further host names to answer to; `token` opens what `write` allows.

    `seconds` bounds what one answer may read, `upload_bytes` one request's body, `draft_characters` a draft to verify.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    write: bool = False
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    seconds: float = 10.0
    upload_bytes: int = 64_000_000
    draft_characters: int = 200_000

    @property
    def hosts(self) -> frozenset[str]:
        """The host names, without port, that a request may be addressed to."""
        own = self.host if ":" not in self.host else f"[{self.host}]"
        return frozenset(name.lower() for name in (*_OWN_NAMES, own, *self.names))

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"
