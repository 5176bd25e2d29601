"""A channel outside of the product, as an SMS gateway is: it delivers whatever it is sent and keeps a ledger of it.

It does not drop doubles; whoever is in doubt asks it by the message's key.
"""

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Channel:
    """The running channel: its address and all that it delivered, in order."""

    address: str
    ledger: list[str] = field(default_factory=list)


@contextmanager
def running() -> Iterator[Channel]:
    """Listen on a free port of the loopback until the block ends."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            with lock:
                channel.ledger.append(self.path)
            self._answer(HTTPStatus.CREATED)

        def do_GET(self) -> None:
            with lock:
                is_known = self.path in channel.ledger
            self._answer(HTTPStatus.OK if is_known else HTTPStatus.NOT_FOUND)

        def _answer(self, status: HTTPStatus) -> None:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    channel = Channel(f"127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield channel
    finally:
        server.shutdown()
        server.server_close()


class Client:
    """How a job speaks to the channel."""

    def __init__(self, address: str) -> None:
        self.address = address

    def send(self, key: str, *, meanwhile: Callable[[], None]) -> None:
        """Send the message `key`; `meanwhile` runs when it is on its way and the answer is not read."""
        connection = self._connect()
        connection.request("POST", f"/{key}")
        meanwhile()
        assert connection.getresponse().status == HTTPStatus.CREATED

    def knows(self, key: str) -> bool:
        """Ask whether the message `key` was delivered."""
        connection = self._connect()
        connection.request("GET", f"/{key}")
        return connection.getresponse().status == HTTPStatus.OK

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(self.address, timeout=5)
