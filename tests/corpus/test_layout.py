"""A library whose source texts lie in larger blocks, as version 1 kept them, is cut anew when it is opened."""

import sqlite3
from pathlib import Path

from corpus.in_file import VERSION
from corpus.layout import cut_blocks
from corpus.library import Library
from corpus.model import Record
from tests.corpus.test_library import record_of

FORMER = 65_536
LONG = "".join(f"Speaker {number % 7}: We met {number} 隣国 on the pier.\n\n" for number in range(4_000))


def as_version_1(path: Path) -> None:
    with sqlite3.connect(path) as rows:
        for (record,) in rows.execute("SELECT id FROM records").fetchall():
            found = rows.execute("SELECT text FROM blocks WHERE record = ? ORDER BY block", (record,)).fetchall()
            text = "".join(part for (part,) in found)
            rows.execute("DELETE FROM blocks WHERE record = ?", (record,))
            parts = [text[start : start + FORMER] for start in range(0, len(text), FORMER)]
            rows.executemany("INSERT INTO blocks VALUES (?, ?, ?)", [(record, *part) for part in enumerate(parts)])
        rows.execute("UPDATE settings SET value = 1 WHERE name = 'version'")


def test_larger_blocks_are_cut_and_nothing_else_changes(tmp_path: Path) -> None:
    records = [record_of(LONG, "long"), record_of("Ann: A short one.\n", "short"), Record("empty", "Empty", "")]
    with Library.open(tmp_path) as library:
        library.add_all(records[:1])
        for record in records[1:]:
            library.add(record)
        keys, fingerprint = library.keys(), library.fingerprint()
        shown = library.excerpts(keys)
    as_version_1(tmp_path / "records.db")
    with Library.open(tmp_path) as library:
        assert [library.record(record.id) for record in records] == records
        assert (library.keys(), library.fingerprint(), library.excerpts(keys)) == (keys, fingerprint, shown)
    assert None not in shown
    with sqlite3.connect(tmp_path / "records.db") as rows:
        blocks = rows.execute("SELECT text FROM blocks WHERE record = 'long' ORDER BY block").fetchall()
        version = rows.execute("SELECT value FROM settings WHERE name = 'version'").fetchone()
    assert [text for (text,) in blocks] == cut_blocks(LONG)
    assert len(blocks) > len(LONG) // FORMER + 1
    assert version == (VERSION,)
