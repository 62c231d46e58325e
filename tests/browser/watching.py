"""What must never happen on a page, watched in every tab of a browser: `Watch.heard` stays empty."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

# A page's own policy forbids nothing to a script that Playwright puts there before the page's.
_POLICY = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`);
});
"""
OWN = ("data", "blob", "about")


class Watch:
    """Console messages, errors of scripts, broken policies, requests to another host, answers of a broken server."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.heard: list[str] = []
        context.add_init_script(_POLICY)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("response", self._response)

    def forgive(self, text: str) -> None:
        """What a step meant to happen, and no more."""
        self.heard = [one for one in self.heard if text not in one]

    def _console(self, message: ConsoleMessage) -> None:
        self.heard.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _error(self, error: WebError) -> None:
        self.heard.append(f"script: {error.error}")

    def _request(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in OWN and url.netloc != self.host:
            self.heard.append(f"left the host: {request.method} {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.heard.append(f"HTTP {response.status}: {response.request.method} {response.url}")
