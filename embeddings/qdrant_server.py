"""Requests to a Qdrant server: tried again where that may help, and what fails told in one line."""

import atexit
import json
import logging
import os
import time
import warnings
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote, urlsplit

from corpus.errors import IndexServerError, MissingIndex, SearchIndexError, SettingsError

if TYPE_CHECKING:
    from qdrant_client import QdrantClient

API_KEY = "ONRECORD_QDRANT_API_KEY"
SECONDS = 60  # that an answer may take
READ_WAITS = (0.2, 1.0)  # seconds before a question is put again
WRITE_WAITS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
LONGEST_WAIT = 60.0  # even where the server asks for more
BUSY = 429
REFUSED = (401, 403)
GONE = 404
T = TypeVar("T")
log = logging.getLogger(__name__)


class Server:
    """A Qdrant server. Safe to use from several threads. `retried` counts the requests that were made again."""

    def __init__(self, url: str, client: "QdrantClient") -> None:
        """`url` is how messages name it."""
        self.url = url
        self.retried = 0
        self._client = client

    def read(self, request: Callable[["QdrantClient"], T]) -> T:
        """The answer to a question. Raises MissingIndex where what is asked is gone, else IndexServerError."""
        return self._tried(request, READ_WAITS)

    def write(self, request: Callable[["QdrantClient"], T]) -> T:
        """As `read`, more patiently: `request` must be one that may be made twice."""
        return self._tried(request, WRITE_WAITS)

    def _tried(self, request: Callable[["QdrantClient"], T], waits: Sequence[float]) -> T:
        from qdrant_client.common.client_exceptions import ResourceExhaustedResponse
        from qdrant_client.http.exceptions import ApiException

        for wait in (*waits, None):
            try:
                return request(self._client)
            # ValueError and RuntimeError are what the client raises for a folder in place of a server.
            except (ApiException, ResourceExhaustedResponse, ValueError, RuntimeError) as error:
                if wait is None or not _may_pass(error):
                    raise self._told(error) from error
                log.debug("%s is asked again: %s", self.url, type(error).__name__)
                self.retried += 1
                time.sleep(min(LONGEST_WAIT, max(wait, getattr(error, "retry_after_s", 0))))
        raise AssertionError("the last try returns or raises")

    def _told(self, error: Exception) -> SearchIndexError:
        """What a user is told of `error`."""
        status = getattr(error, "status_code", None)
        if status in REFUSED:
            return IndexServerError(f"{self.url} refuses the key ({status}): set {API_KEY} to one that it knows")
        if status == GONE or "not found" in str(error):
            return MissingIndex(f"the index is gone from {self.url}: run `onrecord embed`")
        if _may_pass(error):
            return IndexServerError(
                f"{self.url} cannot be reached or is too busy ({_cause(error)}): start the server, or go back by "
                "`onrecord embed --backend embedded --model NAME`"
            )
        return IndexServerError(f"{self.url} does not do what was asked ({_cause(error)}): is it a Qdrant server?")


def connect(url: str) -> Server:
    """The server at `url`, an http, https or file address; the key is that of the environment.

    A folder stands for a server where something is to be tried: one process at a time can use it. Raises
    SettingsError where the client is not installed, and IndexServerError where another process uses the folder.
    """
    return _connected(url, os.environ.get(API_KEY) or None)


@lru_cache(maxsize=8)
def _connected(url: str, key: str | None) -> Server:
    try:
        from qdrant_client import QdrantClient
    except ImportError as error:
        raise SettingsError(
            "an index on a Qdrant server needs qdrant-client: run `python -m pip install 'onrecord[qdrant]'`"
        ) from error
    parts = urlsplit(url)
    if parts.scheme == "file":
        return Server(url, _of_folder(unquote(parts.path)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a key over http: `onrecord embed` says so once, in words of ours
        return Server(url, QdrantClient(url=url, api_key=key, timeout=SECONDS, check_compatibility=False))


def _of_folder(folder: str) -> "QdrantClient":
    from qdrant_client import QdrantClient

    # That a folder keeps no payload indexes and searches exactly is nothing to tell a user.
    warnings.filterwarnings("ignore", message="Payload indexes have no effect|Local mode performs")
    try:
        client = QdrantClient(path=folder, force_disable_check_same_thread=True)
    except (RuntimeError, OSError) as error:
        raise IndexServerError(f"{folder} cannot be used ({_cause(error)}): run a Qdrant server instead") from error
    atexit.register(client.close)
    return client


def _may_pass(error: Exception) -> bool:
    """Whether the same request may be answered a little later."""
    import httpx
    from qdrant_client.common.client_exceptions import ResourceExhaustedResponse
    from qdrant_client.http.exceptions import ResponseHandlingException, UnexpectedResponse

    if isinstance(error, UnexpectedResponse):
        return error.status_code is not None and (error.status_code == BUSY or error.status_code >= 500)
    if isinstance(error, ResponseHandlingException):
        return isinstance(error.source, httpx.TransportError)
    return isinstance(error, ResourceExhaustedResponse)


def _cause(error: Exception) -> str:
    """What went wrong, in a few words: the server's own, where it gives any."""
    source = getattr(error, "source", error)
    status, content = getattr(source, "status_code", None), getattr(source, "content", b"")
    said = _said(content) or (str(source).splitlines() or [""])[0]
    return f"{status}: {said[:200]}" if status else said[:200] or type(source).__name__


def _said(content: bytes) -> str:
    try:
        answer: Any = json.loads(content)
        return str(answer["status"]["error"])
    except (ValueError, KeyError, TypeError):
        return ""
