"""Where an index may be: beside the library; in a folder of the Qdrant client; behind REST; on a server, if named.

ONRECORD_TEST_QDRANT_URL names a server that tests may use, with its key, if it has one, as
ONRECORD_TEST_QDRANT_KEY. What they make there they take away.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from embeddings.qdrant_collections import Collections
from embeddings.qdrant_place import QdrantPlace, own_alias
from embeddings.qdrant_server import API_KEY, connect
from tests.embeddings.qdrant_rest import KEY, rest_server

SERVER = os.environ.get("ONRECORD_TEST_QDRANT_URL")
ON_A_SERVER = [
    "folder",
    "rest",
    pytest.param("server", marks=pytest.mark.skipif(not SERVER, reason="ONRECORD_TEST_QDRANT_URL names no server")),
]
BACKENDS = ["embedded", *ON_A_SERVER]


@contextmanager
def place_on(backend: str, folder: Path) -> Iterator[QdrantPlace | None]:
    """A place of its own on `backend`, which may use `folder`; None for the embedded one."""
    with pytest.MonkeyPatch.context() as patch:
        if backend == "embedded":
            yield None
        elif backend == "folder":
            yield QdrantPlace(f"file://{folder}/qdrant", own_alias(folder))
        elif backend == "rest":
            patch.setenv(API_KEY, KEY)
            with rest_server(folder / "qdrant") as rest:
                yield QdrantPlace(rest.url, own_alias(folder))
        else:
            patch.setenv(API_KEY, os.environ.get("ONRECORD_TEST_QDRANT_KEY", ""))
            place = QdrantPlace(SERVER or "", own_alias(folder))
            yield place
            Collections(connect(place.url), place).drop_others([])
