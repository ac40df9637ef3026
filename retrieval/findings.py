"""What `onrecord doctor` looks at: each check is a finding, good or bad, with the way out."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import OnrecordError
from retrieval.calibration import FILE, calibration_of


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `way_out` says what to run when it is not well."""

    ok: bool
    what: str
    way_out: str | None = None


def examine(folder: Path) -> Iterator[Finding]:
    """Look at the library, its index and model, what is kept of a refit, and whether a bot token is set."""
    yield _tried("library", lambda: _library(folder), "onrecord add FILE, or ask anything to load the bundled record")
    yield _tried("index", lambda: _index(folder), "onrecord embed")
    if (folder / FILE).is_file():
        yield _tried(
            "when to be silent", lambda: _calibration(folder), f"onrecord calibrate GOLD, or delete {folder / FILE}"
        )
    yield _token()


def _tried(name: str, look: Callable[[], str], way_out: str) -> Finding:
    try:
        return Finding(True, f"{name}: {look()}")
    except OnrecordError as error:
        return Finding(False, f"{name}: {error}", way_out)


def _library(folder: Path) -> str:
    from corpus.library import Library

    with Library.open(folder, create=False) as library:
        for passage in library.passages():
            library.excerpt(passage.id)
            break
        return f"{folder}, {len(library.records())} records, {len(library)} passages"


def _index(folder: Path) -> str:
    from retrieval.search import Searcher

    searcher = Searcher.open(folder)
    searcher.close()
    indexed, carried = len(searcher.index), searcher.index.manifest.rows - len(searcher.index)
    removed = f"; {carried} removed ones are dropped by `onrecord embed` once they are a tenth" if carried > 0 else ""
    return f"{indexed} passages by the model {searcher.encoder.name}, up to date{removed}"


def _calibration(folder: Path) -> str:
    from embeddings.backend import model_in_use
    from embeddings.load import load_encoder

    if calibration_of(folder, load_encoder(model_in_use(folder)).fingerprint) is None:
        return f"what {FILE} keeps is of another model, and not used: `onrecord calibrate GOLD` refits it"
    return f"refitted to questions of yours ({FILE})"


def _token() -> Finding:
    names = ("TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_TOKEN_FILE")
    if found := [name for name in names if os.environ.get(name)]:
        return Finding(True, f"bot token: in {found[0]}")
    return Finding(True, "bot token: none set, which only the Telegram bot needs (TELEGRAM_BOT_TOKEN)")
