"""Who may ask: this machine's own browser, with the token of the address that was printed at the start.

The page changes files, so a page elsewhere must not be able to press its buttons, nor a name that somebody
points at this machine (DNS rebinding) to read it. Hence the token, the Host, the Origin, and a policy that
lets no script run but the page's own.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

MAX_BODY = 100_000
"""Bytes of a request; notes are the longest."""
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": with that, a browser sends a form with the origin "null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Refuses what does not come from the page itself."""

    def __init__(self, token: str, port: int) -> None:
        self.token = token
        self.cookie = f"mednews-review-{port}"
        self.hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})

    async def __call__(self, request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        """The answer, with the headers that every answer has; or a refusal."""
        from starlette.responses import PlainTextResponse

        refusal = self._refuse(request)
        answer = PlainTextResponse(refusal[1], refusal[0]) if refusal else await self._enter(request, go_on)
        answer.headers.update(_HEADERS)
        return answer

    def _refuse(self, request: Request) -> tuple[int, str] | None:
        """Status and words of a refusal."""
        headers = request.headers
        if headers.get("host") not in self.hosts:
            return 421, "This is not the address that the page was opened at."
        origin = headers.get("origin")
        if origin is not None and origin.removeprefix("http://") not in self.hosts:
            return 403, "The request comes from another page."
        if request.method == "POST" and origin is None and headers.get("sec-fetch-site") != "same-origin":
            return 403, "The request does not say where it comes from."
        if int(headers.get("content-length") or 0) > MAX_BODY or "transfer-encoding" in headers:
            return 413, f"More than {MAX_BODY} bytes."
        if not (self._knows(request.cookies.get(self.cookie)) or self._brings_token(request)):
            return 401, "Open the address that mednews review has printed: it holds a token."
        return None

    def _knows(self, token: str | None) -> bool:
        return token is not None and hmac.compare_digest(token.encode(), self.token.encode())

    def _brings_token(self, request: Request) -> bool:
        return request.method == "GET" and self._knows(request.query_params.get("token"))

    async def _enter(self, request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        """The token moves from the address to a cookie, so that it does not stay where it can be seen."""
        if not self._brings_token(request):
            return await go_on(request)
        from starlette.responses import RedirectResponse

        answer = RedirectResponse(request.url.path, 303)
        answer.set_cookie(self.cookie, self.token, httponly=True, samesite="strict")
        return answer
