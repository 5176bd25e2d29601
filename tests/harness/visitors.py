"""A person at a running instance, without a browser: signs in by the form, sends forms and files."""

import secrets
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode, urlsplit

CSRF_COOKIE = "csrftoken"


@dataclass
class Visitor:
    """One session at the instance that listens on `port`."""

    port: int
    cookies: CookieJar = field(default_factory=CookieJar)

    def sign_in(self, username: str, password: str) -> None:
        """Fill in the form, as a person does."""
        self.get("/sign-in/")
        assert "/sign-in/" not in self.post("/sign-in/", username=username, password=password)

    def get(self, path: str) -> str:
        """Return a page; raise HTTPError for one that is refused."""
        return self._open(urllib.request.Request(f"http://127.0.0.1:{self.port}{path}"))[1]

    def post(self, path: str, **fields: str) -> str:
        """Send a form; return the path that the answer leads to."""
        return self._send(path, urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def upload(
        self, path: str, fields: Mapping[str, str], *, name: str, files: tuple[Path, ...]
    ) -> str:
        """Send a form with files in the field `name`; return the path that the answer leads to."""
        border = secrets.token_hex(16)
        head = f'--{border}\r\nContent-Disposition: form-data; name="'
        parts = [f'{head}{field}"\r\n\r\n{value}\r\n'.encode() for field, value in fields.items()]
        for file in files:
            parts.append(
                f'{head}{name}"; filename="{file.name}"\r\nContent-Type: application/octet-stream\r\n\r\n'.encode()
            )
            parts += [file.read_bytes(), b"\r\n"]
        body = b"".join([*parts, f"--{border}--\r\n".encode()])
        return self._send(path, body, f"multipart/form-data; boundary={border}")

    def _send(self, path: str, body: bytes, kind: str) -> str:
        token = next(cookie.value or "" for cookie in self.cookies if cookie.name == CSRF_COOKIE)
        headers = {"Content-Type": kind, "X-CSRFToken": token}
        address = f"http://127.0.0.1:{self.port}{path}"
        return self._open(urllib.request.Request(address, body, headers))[0]

    def _open(self, request: urllib.request.Request) -> tuple[str, str]:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        with opener.open(request, timeout=60) as answer:
            return urlsplit(answer.url).path, answer.read().decode()
