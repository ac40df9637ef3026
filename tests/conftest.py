"""What every test shares."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from corpus.database_url import FILE
from tests.postgresql_server import Server, running

# The machines that run this are noisy: how long one example takes says nothing about the code. A run is the
# same for everybody; ONRECORD_SEARCH=1 looks for examples that nobody has tried, and longer.
_SEARCHES = bool(os.environ.get("ONRECORD_SEARCH"))
settings.register_profile("onrecord", deadline=None, derandomize=not _SEARCHES, max_examples=200 if _SEARCHES else 50)
settings.load_profile("onrecord")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server."""
    with running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder for a library, once with its rows in the folder, once with them in a new database of the server."""
    folder = tmp_path / "library"
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("postgresql")
        on_server(folder, server.new_database())
    return folder


def on_server(folder: Path, url: str) -> None:
    """Make `folder` one whose library's rows are in the database at `url`."""
    folder.mkdir(exist_ok=True)
    (folder / FILE).write_text(f'url = "{url}"\n')
