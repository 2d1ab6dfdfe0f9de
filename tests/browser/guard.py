"""Watches every page of a browser test: no error in the console, no request outside this machine.

It listens and stops nothing (a browser whose requests are intercepted keeps no file from one page to the next):
what is outside has no address, see ``ALONE``.
"""

from urllib.parse import urlsplit

HERE = {"localhost", "127.0.0.1", "[::1]", "::1"}
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE ::1"


class Guard:
    def __init__(self):
        self.complaints = []
        self._allowed = []

    def allow(self, words):
        """Accept the console errors that hold these words, as a page that must answer 404 gives one."""
        self._allowed.append(words)

    def watch(self, context):
        context.on("console", self._console)
        context.on("weberror", lambda error: self._complain(f"script: {error.error}"))
        context.on("request", self._request)

    def _console(self, message):
        if message.type == "error":
            self._complain(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request):
        if not is_local(request.url):
            self._complain(f"outside: {request.url}")

    def _complain(self, words):
        self.complaints.append(words)

    def verdict(self):
        return [c for c in self.complaints if not any(words in c for words in self._allowed)]


def is_local(url):
    parts = urlsplit(url)
    return parts.scheme in {"data", "blob", "about"} or parts.hostname in HERE
