"""Qdrant's REST interface, as far as an index needs it, over a folder: for requests, keys and failures as on a server.

It is no Qdrant server: what it knows is what `QdrantClient(path=…)` does. The requests are read by the models of
the client, as they would be by a server.
"""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from qdrant_client import QdrantClient, models

KEY = "a key that is never written down"


class Rest:
    """A running server. `failures` are statuses to answer next with, `requests` what was asked."""

    def __init__(self, folder: Path) -> None:
        self.client = QdrantClient(path=str(folder), force_disable_check_same_thread=True)
        self.lock = threading.Lock()
        self.failures: list[int] = []
        self.requests: list[str] = []
        self.url = ""

    def answer(self, method: str, path: str, body: dict[str, Any]) -> Any:
        for way, pattern, give in ROUTES:
            if way == method and (found := re.fullmatch(pattern, path)):
                return give(self.client, body, *found.groups())
        raise LookupError(f"{method} {path}")


@contextmanager
def rest_server(folder: Path) -> Iterator[Rest]:
    """A server on a free port of this machine, which wants `KEY`."""
    rest = Rest(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Handler,), {"rest": rest}))
    server.daemon_threads = True
    rest.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield rest
    finally:
        server.shutdown()
        server.server_close()
        rest.client.close()


class _Handler(BaseHTTPRequestHandler):
    rest: Rest
    protocol_version = "HTTP/1.1"

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        path = self.path.partition("?")[0]
        with self.rest.lock:
            self.rest.requests.append(f"{self.command} {path}")
            status, answer = self._answered(path, json.loads(body or b"{}"))
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        if status == 429:
            self.send_header("retry-after", "0")
        self.end_headers()
        self.wfile.write(content)

    def _answered(self, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        if self.headers.get("api-key") != KEY:
            return 401, {"status": {"error": "Must provide an API key"}}
        if self.rest.failures:
            return self.rest.failures.pop(0), {"status": {"error": "busy"}}
        try:
            return 200, {"result": _plain(self.rest.answer(self.command, path, body)), "status": "ok", "time": 0.0}
        except ValueError as error:
            return (404 if "not found" in str(error) else 400), {"status": {"error": str(error)}}

    do_GET = do_PUT = do_POST = do_DELETE = _serve  # noqa: N815  # the names that http.server looks for

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # as it is called
        pass


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value


def _make(client: QdrantClient, body: dict[str, Any], name: str) -> bool:
    wanted = models.CreateCollection(**body)
    return client.create_collection(name, vectors_config=wanted.vectors, sparse_vectors_config=wanted.sparse_vectors)


def _query(client: QdrantClient, wanted: models.QueryRequest, name: str) -> Any:
    return client.query_points(
        name,
        query=wanted.query,
        using=wanted.using,
        query_filter=wanted.filter,
        limit=wanted.limit or 10,
        score_threshold=wanted.score_threshold,
        with_payload=wanted.with_payload or False,
    )


def _retrieve(client: QdrantClient, body: dict[str, Any], name: str) -> Any:
    wanted = models.PointRequest(**body)
    return client.retrieve(name, wanted.ids, with_payload=wanted.with_payload, with_vectors=wanted.with_vector or False)


def _scroll(client: QdrantClient, body: dict[str, Any], name: str) -> Any:
    wanted = models.ScrollRequest(**body)
    points, after = client.scroll(
        name, scroll_filter=wanted.filter, limit=wanted.limit or 10, offset=wanted.offset, with_payload=False
    )
    return {"points": [_plain(point) for point in points], "next_page_offset": after}


def _count(client: QdrantClient, body: dict[str, Any], name: str) -> Any:
    return client.count(name, count_filter=models.CountRequest(**body).filter)


def _facet(client: QdrantClient, body: dict[str, Any], name: str) -> Any:
    wanted = models.FacetRequest(**body)
    return client.facet(name, wanted.key, limit=wanted.limit or 10)


def _delete(client: QdrantClient, body: dict[str, Any], name: str) -> Any:
    wanted = models.FilterSelector(**body) if "filter" in body else models.PointIdsList(**body)
    return client.delete(name, wanted)


_NAME = "/collections/([^/]+)"
ROUTES: list[tuple[str, str, Callable[..., Any]]] = [
    ("GET", "/collections", lambda client, body: client.get_collections()),
    ("GET", f"{_NAME}/exists", lambda client, body, name: {"exists": client.collection_exists(name)}),
    ("GET", "/aliases", lambda client, body: client.get_aliases()),
    (
        "POST",
        "/collections/aliases",
        lambda client, body: client.update_collection_aliases(models.ChangeAliasesOperation(**body).actions),
    ),
    ("PUT", _NAME, _make),
    ("DELETE", _NAME, lambda client, body, name: client.delete_collection(name)),
    ("PUT", f"{_NAME}/index", lambda client, body, name: {"operation_id": 0, "status": "completed"}),
    ("POST", f"{_NAME}/points", _retrieve),
    (
        "PUT",
        f"{_NAME}/points",
        lambda client, body, name: client.upsert(name, models.PointsList(**body).points),
    ),
    (
        "PUT",
        f"{_NAME}/points/vectors",
        lambda client, body, name: client.update_vectors(name, models.UpdateVectors(**body).points),
    ),
    ("POST", f"{_NAME}/points/delete", _delete),
    ("POST", f"{_NAME}/points/count", _count),
    ("POST", f"{_NAME}/points/scroll", _scroll),
    (
        "POST",
        f"{_NAME}/points/query",
        lambda client, body, name: _query(client, models.QueryRequest(**body), name),
    ),
    (
        "POST",
        f"{_NAME}/points/query/batch",
        lambda client, body, name: [_query(client, one, name) for one in models.QueryRequestBatch(**body).searches],
    ),
    ("POST", f"{_NAME}/facet", _facet),
]
