"""The library on disk: `records.db`, the truth from which every index is derived.

Several processes may read while one writes. What `add` has returned from is never lost; a process
killed before that leaves the library as it was.
"""

import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, bindparam, exists, func, select

from corpus import parts, schema, whole
from corpus.database import prepare, reading, writing
from corpus.errors import UnknownPassage, UnknownRecord
from corpus.faithful import faithful, faithful_or_none
from corpus.in_file import BLOCK
from corpus.keeping import keep_summaries
from corpus.kept_summaries import kept_records, kept_speakers
from corpus.model import Added, Excerpt, Record, RecordSummary, SpeakerSummary, StoredPassage, digest
from corpus.passage_ids import former_passages
from corpus.quick_library import fingerprint_of
from corpus.scope import in_scope, records_in_scope
from corpus.source import SourceReader, slices
from corpus.writing import insert_record, reading_digest

logger = logging.getLogger(__name__)

_p, _t, _r, _s = schema.passages.c, schema.turns.c, schema.records.c, schema.speakers.c
_b = schema.blocks.c
_KEYS_AT_ONCE = 500
_FEW_RECORDS = 100


class Library:
    """The records in one folder. Use it as a context manager, or close it."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.folder = folder
        self._engine = engine

    @classmethod
    def open(cls, folder: Path, *, create: bool = True) -> Self:
        """The library in `folder`; a new one where there is none, unless `create` is false.

        Raises LibraryError, in one line with the way out, where the folder cannot hold or does not
        hold a library, cannot be written, or was written by a newer onrecord.
        """
        return cls(folder, prepare(folder, create=create))

    @property
    def whole(self) -> Self:
        """Itself: see `quick_library`."""
        return self

    def close(self) -> None:
        """Gives the database back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        with reading(self._engine) as connection:
            return int(connection.scalar(select(func.count()).select_from(schema.passages)) or 0)

    def add(self, record: Record) -> Added:
        """Writes `record` in one transaction, in place of the record of the same id if there is one.

        Nothing is written where the library already holds the same text, metadata and reading. A
        passage whose words the former reading had too keeps its id. Raises LibraryError.
        """
        digest_now = reading_digest(record)
        with reading(self._engine) as connection:
            if _stored_reading(connection, record.id) == digest_now:
                return Added.UNCHANGED
        with writing(self._engine) as connection:
            return _put(connection, record, digest_now)

    def add_all(self, records: Iterable[Record]) -> list[Added]:
        """Writes the `records` of one file as `add` does, all in one transaction: where one fails, none is written.

        Parts of the file that it no longer has are taken out. Raises LibraryError, RecordError where
        another file's record is in the way, and whatever iterating over `records` raises.
        """
        remaining = iter(records)
        first = next(remaining, None)  # read before anybody else has to wait for the library
        if first is None:
            return []
        with writing(self._engine) as connection:
            added: dict[str, Added] = {}
            for record in chain([first], remaining):
                parts.claim(connection, record.id, first.id)
                added[record.id] = _put(connection, record, reading_digest(record))
            parts.drop_others(connection, first.id, added)
        return list(added.values())

    def remove(self, record_id: str) -> None:
        """Takes a record out; with the first part of a file, all of its parts. Raises UnknownRecord, LibraryError."""
        with writing(self._engine) as connection:
            if not connection.execute(schema.records.delete().where(_r.id == record_id)).rowcount:
                raise _unknown_record(record_id)
            parts.forget(connection, record_id)
            parts.drop_others(connection, record_id, ())

    def records(self) -> list[RecordSummary]:
        """Every record without its text, in the order of adding."""
        if kept := kept_records(self.folder, self._is_now):
            return kept
        with reading(self._engine) as connection:
            return whole.record_summaries(connection)

    def record(self, record_id: str) -> Record:
        """The whole record, equal to what was added. Raises UnknownRecord."""
        with reading(self._engine) as connection:
            record = whole.load_record(connection, record_id)
        if record is None:
            raise _unknown_record(record_id)
        return record

    def speakers(self) -> list[SpeakerSummary]:
        """Every identity that is named in any record, by name."""
        if kept := kept_speakers(self.folder, self._is_now):
            return kept
        with reading(self._engine) as connection:
            return whole.speaker_summaries(connection)

    def _is_now(self, fingerprint: str) -> bool:
        return fingerprint == self.fingerprint()

    def keep_summaries(self) -> None:
        """Count what `records` and `speakers` give, and keep it. Raises OSError."""
        with reading(self._engine) as connection:
            keep_summaries(self.folder, _fingerprint(connection), connection)

    def excerpt(self, passage_id: str) -> Excerpt:
        """The passage where it stands.

        Raises UnknownPassage; DriftedPassage where its slice of the source no longer is what was read.
        """
        with reading(self._engine) as connection:
            rows = connection.execute(_excerpt_rows().where(_p.id == passage_id)).all()
            if not rows:
                raise _unknown_passage(passage_id)
            return faithful(_excerpt(rows[0], *_texts(connection, rows)), rows[0].digest)

    def named(self, passage_ids: Collection[str]) -> dict[str, Excerpt]:
        """The passages of these ids, by id; without those that are gone or no longer equal their slices."""
        with reading(self._engine) as connection:
            rows = connection.execute(_excerpt_rows().where(_p.id.in_(passage_ids))).all()
            texts = _texts(connection, rows)
        found = (_faithful_or_none(row, text) for row, text in zip(rows, texts, strict=True))
        return {excerpt.id: excerpt for excerpt in found if excerpt}

    def excerpts(self, keys: Sequence[int]) -> list[Excerpt | None]:
        """The passages of `keys`, in that order; None where one is gone or no longer equals its slice."""
        with reading(self._engine) as connection:
            rows = _rows_of(connection, _excerpt_rows_with_words(), keys)
            texts = _whole_words(connection, rows)
        found = {row.key: _faithful_or_none(row, text) for row, text in zip(rows, texts, strict=True)}
        return [found.get(key) for key in keys]

    def around(self, passage_id: str, before: int, after: int) -> list[Excerpt]:
        """The passage with up to `before` and `after` neighbours of the same record, in the record's order.

        Raises UnknownPassage; DriftedPassage for the passage itself, while drifted neighbours are left out.
        """
        self.excerpt(passage_id)
        with reading(self._engine) as connection:
            place = connection.execute(select(_p.key, _p.record).where(_p.id == passage_id)).one_or_none()
            if place is None:  # removed since a moment ago
                raise _unknown_passage(passage_id)
            key, record = place
            near = _p.key.between(key - max(before, 0), key + max(after, 0))
            rows = connection.execute(_excerpt_rows().where(_p.record == record, near).order_by(_p.key)).all()
            texts = _texts(connection, rows)
        found = [_faithful_or_none(row, text) for row, text in zip(rows, texts, strict=True)]
        return [excerpt for excerpt in found if excerpt]

    def keys(
        self,
        *,
        speaker_ids: Collection[str] | None = None,
        record: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> list[int]:
        """The keys of the passages in scope, rising.

        `since` and `until` are ISO 8601 days, months or years, both inclusive; a record dated less
        precisely is in scope where it may be. With either, records without a date are out.
        """
        query = in_scope(select(_p.key), speaker_ids, record, since, until)
        with reading(self._engine) as connection:
            return list(connection.scalars(query.order_by(_p.key)))

    def speaker_ids(self, keys: Sequence[int]) -> list[str | None]:
        """Who speaks in each of the passages `keys`, in that order; None for narration, and where one is gone."""
        with reading(self._engine) as connection:
            found = {row.key: row.speaker for row in _rows_of(connection, _speaker_rows(), keys)}
        return [found.get(key) for key in keys]

    def turns(self, keys: Sequence[int]) -> list[tuple[str, int] | None]:
        """The record and the turn of each of the passages `keys`, in that order; None where one is gone."""
        with reading(self._engine) as connection:
            found = {row.key: (row.record, row.turn) for row in _rows_of(connection, _turn_rows(), keys)}
        return [found.get(key) for key in keys]

    def record_keys(
        self, *, record: str | None = None, since: str | None = None, until: str | None = None
    ) -> list[int]:
        """The key of the first passage of each record in scope that has any, rising; see `keys`."""
        has_any = exists().where(_p.key == _r.first_key, _p.record == _r.id)
        query = records_in_scope(select(_r.first_key).where(has_any), record, since, until)
        with reading(self._engine) as connection:
            return list(connection.scalars(query.order_by(_r.first_key)))

    def readings(self) -> dict[str, str]:
        """By the key of the first passage of each record that has any, in digits, what changes with the record."""
        has_any = exists().where(_p.key == _r.first_key, _p.record == _r.id)
        with reading(self._engine) as connection:
            rows = connection.execute(select(_r.first_key, _r.reading).where(has_any)).all()
        return {str(key): digest.hex() for key, digest in rows}

    def spellings(self) -> dict[str, tuple[str, ...]]:
        """By the id of each speaker, the name and all aliases that any record gives."""
        with reading(self._engine) as connection:
            return whole.all_names(connection)

    def passages(
        self, *, after: int = 0, until: int | None = None, speaker_ids: Collection[str] | None = None
    ) -> Iterator[StoredPassage]:
        """Every passage in the order of keys, record by record, in one consistent state of the library.

        Only those with a key above `after`, up to `until`, and of these speakers. Memory stays bounded however
        long the records are. A passage that no longer equals its slice is logged and left out. Exhaust the
        iterator or close it: it holds a connection.
        """
        only = [_p.key > after]
        if until is not None:
            only.append(_p.key <= until)
        if speaker_ids is not None:
            only.append(_t.speaker.in_(list(speaker_ids)))
        with reading(self._engine) as connection:
            records = connection.execute(_records_after(after)).all()
            names = whole.all_names(connection, _speakers_of_few(connection, [record for record, _ in records]))
            for record, first_key in records:
                if until is None or first_key <= until:
                    yield from _stored(connection, record, first_key, names, only)

    def fingerprint(self) -> str:
        """32 hexadecimal digits that change exactly when what can be searched or shown changes."""
        with reading(self._engine) as connection:
            return _fingerprint(connection)


def _fingerprint(connection: Connection) -> str:
    rows = connection.execute(select(_r.id, _r.reading, _r.first_key).order_by(_r.first_key, _r.id)).all()
    return fingerprint_of([tuple(row) for row in rows])


def _stored_reading(connection: Connection, record_id: str) -> bytes | None:
    return connection.scalar(select(_r.reading).where(_r.id == record_id))


def _put(connection: Connection, record: Record, digest_now: bytes) -> Added:
    stored = _stored_reading(connection, record.id)
    if stored == digest_now:
        return Added.UNCHANGED
    former = former_passages(connection, record.id) if stored else None
    if stored:
        connection.execute(schema.records.delete().where(_r.id == record.id))
    insert_record(connection, record, digest_now, former)
    return Added.REPLACED if stored else Added.ADDED


def _unknown_passage(passage_id: str) -> UnknownPassage:
    return UnknownPassage(f"no passage has the id {passage_id!r}: `onrecord records` lists what there is")


def _unknown_record(record_id: str) -> UnknownRecord:
    return UnknownRecord(f"no record has the id {record_id!r}: `onrecord records` lists what there is")


def _rows_of(connection: Connection, query: Select[Any], keys: Sequence[int]) -> list[Row[Any]]:
    """What `query`, one with `_THESE` passages, finds for `keys`."""
    parts = (list(keys[first : first + _KEYS_AT_ONCE]) for first in range(0, len(keys), _KEYS_AT_ONCE))
    return [row for part in parts for row in connection.execute(query, {"keys": part})]


# Queries are made once: the time to make one anew, and to look its compiled form up, is that of reading ten rows.
_THESE = _p.key.in_(bindparam("keys", expanding=True))


@cache
def _turn_rows() -> Select[Any]:
    return select(_p.key, _p.record, _p.turn).where(_THESE)


@cache
def _speaker_rows() -> Select[Any]:
    turn = (_t.record == _p.record) & (_t.number == _p.turn)
    return select(_p.key, _t.speaker).select_from(schema.passages.join(schema.turns, turn)).where(_THESE)


def _placed(query: Select[Any]) -> Select[Any]:
    """`query` over passages joined to their turn, record and speaker."""
    turn = (_t.record == _p.record) & (_t.number == _p.turn)
    speaker = (_s.record == _t.record) & (_s.id == _t.speaker)
    joined = schema.passages.join(schema.turns, turn).join(schema.records, _r.id == _p.record)
    return query.select_from(joined.outerjoin(schema.speakers, speaker))


@cache
def _excerpt_rows() -> Select[Any]:
    passage = (_p.key, _p.id, _p.record, _p.turn, _p.start, _p.end, _p.digest, _p.locator)
    url = func.coalesce(_t.url, _r.url).label("url")
    return _placed(select(*passage, _s.name, _t.role, _r.title, _r.date, _r.place, _r.publisher, url))


@cache
def _excerpt_rows_with_words() -> Select[Any]:
    """As `_excerpt_rows`, of `_THESE` passages, with what of the passage stands in the block where it begins.

    The database cuts it out: to decode whole blocks takes several times as long.
    """
    block = (_b.record == _p.record) & (_b.block == _p.start // BLOCK)
    words = func.substr(_b.text, _p.start % BLOCK + 1, _p.end - _p.start).label("words")
    return _excerpt_rows().add_columns(words).outerjoin(schema.blocks, block).where(_THESE)


def _whole_words(connection: Connection, rows: Sequence[Row[Any]]) -> list[str]:
    """The words of each row, read from the blocks where the database did not cut them out right.

    It does not where they go on in the next block, or a NUL stands before them.
    """
    cut = [row for row in rows if digest(row.words or "") != row.digest]
    whole = dict(zip((row.key for row in cut), _texts(connection, cut), strict=True))
    return [whole.get(row.key, row.words or "") for row in rows]


def _texts(connection: Connection, rows: Sequence[Row[Any]]) -> list[str]:
    return slices(connection, [(row.record, row.start, row.end) for row in rows])


def _excerpt(row: Row[Any], text: str) -> Excerpt:
    return Excerpt(
        id=row.id,
        text=text,
        speaker=row.name,
        role=row.role,
        record=row.record,
        title=row.title,
        date=row.date,
        place=row.place,
        publisher=row.publisher,
        url=row.url,
        turn=row.turn,
        start=row.start,
        end=row.end,
        locator=row.locator,
    )


def _faithful_or_none(row: Row[Any], text: str) -> Excerpt | None:
    return faithful_or_none(_excerpt(row, text), row.digest)


def _speakers_of_few(connection: Connection, records: Sequence[str]) -> list[str] | None:
    """The ids of those who speak in these records; None where it is quicker to ask for everybody."""
    if len(records) > _FEW_RECORDS:
        return None
    ids = list(connection.scalars(select(_s.id).where(_s.record.in_(records)).distinct()))
    return ids if len(ids) <= whole.MOST_IN_A_QUERY else None


def _records_after(key: int) -> Select[Any]:
    """The id and first key of each record that may have a passage after `key`, in their order."""
    before = select(func.max(_r.first_key)).where(_r.first_key <= key).scalar_subquery()
    query = select(_r.id, _r.first_key).order_by(_r.first_key, _r.id)
    return query.where(_r.first_key >= func.coalesce(before, 0))


def _stored(
    connection: Connection,
    record: str,
    first_key: int,
    names: dict[str, tuple[str, ...]],
    only: Sequence[ColumnElement[bool]],
) -> Iterator[StoredPassage]:
    columns = (_p.key, _p.id, _p.start, _p.end, _p.digest, _t.speaker, _s.name, _t.role, _r.date)
    query = _placed(select(*columns)).where(_p.record == record, *only).order_by(_p.key)
    source = SourceReader(connection, record)
    for row in connection.execute(query, execution_options={"yield_per": 1000}):
        key, passage_id, start, end, words, speaker_id, speaker, role, date = row
        text = source.slice(start, end)
        if digest(text) != words:
            logger.warning("passage %s no longer equals its source and is left out: add the record again", passage_id)
            continue
        spellings = names[speaker_id] if speaker_id is not None else ()
        yield StoredPassage(key, passage_id, record, text, words, speaker, role, date, spellings, speaker_id, first_key)
