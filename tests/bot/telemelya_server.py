"""Telemelya, a Bot API server of other people's making, in a process of its own.

It wants a Redis and an S3: fakeredis is the one, a server that keeps what it is given the other. Prints its port; ends
with its standard input.
"""

import json
import os
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import uvicorn
from fakeredis import TcpFakeServer
from wire_check import violations

KEY = "any-key"


class Bucket(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # whoever uploads asks first whether to go on
    kept: ClassVar[dict[str, bytes]] = {}

    def do_HEAD(self) -> None:
        self.reply(b"")

    def do_PUT(self) -> None:
        self.kept[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self.reply(b"")

    def do_GET(self) -> None:
        self.reply(self.kept[self.path])

    def reply(self, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Checked:
    """The server's application, with every request to the Bot API checked on its way in."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.requests: list[str] = []
        self.violations: list[str] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"] == "/checked":
            await self.report(send)
        elif scope["path"].startswith("/bot"):
            body = await whole(receive)
            method = scope["path"].rpartition("/")[2]
            self.requests.append(method)
            self.violations += violations(method, body, content_type_of(scope))
            await self.app(scope, replayed(body), send)
        else:
            await self.app(scope, receive, send)

    async def report(self, send: Any) -> None:
        body = json.dumps({"requests": self.requests, "violations": self.violations}).encode()
        headers = [(b"content-type", b"application/json")]
        self.requests, self.violations = [], []
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def content_type_of(scope: Any) -> str:
    return str(dict(scope["headers"]).get(b"content-type", b"").decode())


async def whole(receive: Any) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if not message.get("more_body"):
            return body


def replayed(body: bytes) -> Any:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def in_background(server: Any) -> int:
    """Serve from a thread; the port."""
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return int(server.server_address[1])


def end_with_parent() -> None:
    sys.stdin.read()
    os._exit(0)


def main() -> None:
    os.environ["REDIS_URL"] = f"redis://127.0.0.1:{in_background(TcpFakeServer(('127.0.0.1', 0)))}/0"
    os.environ["MINIO_ENDPOINT"] = f"127.0.0.1:{in_background(ThreadingHTTPServer(('127.0.0.1', 0), Bucket))}"
    os.environ["STRICT_EDIT"] = "true"
    from telemelya.server.app import app  # type: ignore[import-untyped]  # it ships no types; reads its settings here

    threading.Thread(target=end_with_parent, daemon=True).start()
    listening = socket.create_server(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)  # noqa: T201  # how the test learns the port
    server = uvicorn.Server(uvicorn.Config(Checked(app), log_level="warning", loop="asyncio"))
    server.run(sockets=[listening])


if __name__ == "__main__":
    main()
