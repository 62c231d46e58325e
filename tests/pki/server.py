"""OCSP, CRL, RFC 3161 and the issuers' certificates over HTTP, on a free loopback port."""

from __future__ import annotations

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

Answer = Callable[[str, bytes], tuple[str, bytes]]          # what comes after /service/, the request's body → media type, bytes
_PIECE = bytes(1024 * 1024)
_LONG_S = 60                                                # longer than any client of ours waits


class Server:
    """Serves `/service/name`; every service can be told to behave otherwise."""

    def __init__(self, services: dict[str, Answer]) -> None:
        self.behaviour: dict[str, str] = {}
        self.asked: list[tuple[str, bytes]] = []
        self.released = Event()                             # ends what is slow
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self, services))
        self._http.daemon_threads = True
        self._thread = Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    def close(self) -> None:
        self.released.set()
        self._http.shutdown()
        self._http.server_close()


def _handler(server: Server, services: dict[str, Answer]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._serve(b"")

        def do_POST(self) -> None:
            self._serve(self.rfile.read(int(self.headers.get("Content-Length", 0))))

        def _serve(self, body: bytes) -> None:
            _, service, *rest = self.path.split("/", 2)
            server.asked.append((service, body))
            if service not in services:
                self.send_error(404)
                return
            match server.behaviour.get(service, "normal"):
                case "down":
                    self.close_connection = True
                case "error":
                    self.send_error(500)
                case "slow":
                    server.released.wait(_LONG_S)
                    self.close_connection = True
                case "garbage":
                    self._send("application/octet-stream", "Xin chào".encode())
                case "huge":
                    self._send_huge()
                case _:
                    self._send(*services[service](rest[0] if rest else "", body))

        def _send(self, media_type: str, data: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def _send_huge(self) -> None:
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(64):
                    self.wfile.write(_PIECE)
            except OSError:                                 # the client has had enough, which is what is tested
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Silent: pytest shows what a test prints."""

    return Handler
