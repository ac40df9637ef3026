"""A record into rows."""

from collections.abc import Iterable, Iterator
from dataclasses import astuple
from hashlib import blake2b
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, select, update

from corpus import schema
from corpus.layout import cut_blocks
from corpus.model import Record, digest
from corpus.passage_ids import Former, kept_ids

_ROWS_AT_ONCE = 10_000


def reading_digest(record: Record) -> bytes:
    """16 bytes that change whenever anything about the record changes: text, metadata or how it was read."""
    whole = blake2b(digest_size=16)
    for part in _parts(record):
        whole.update(repr(part).encode())
        whole.update(b"\n")
    return whole.digest()


def _parts(record: Record) -> Iterator[object]:
    yield record.id, record.title, record.date, record.event, record.place, record.publisher, record.language
    yield record.url, record.sha256
    for parts in (record.speakers, record.turns, record.passages, record.asides):
        yield from map(astuple, parts)


def insert_record(connection: Connection, record: Record, reading: bytes, former: Former | None = None) -> None:
    """Writes every row of `record`; its passages get keys that no passage ever had, and the ids of `former` ones."""
    ids, next_number = kept_ids(record, former)
    setting = schema.settings.c
    first = connection.execute(select(setting.value).where(setting.name == "next_key")).scalar_one()
    count = len(record.passages)
    connection.execute(update(schema.settings).where(setting.name == "next_key").values(value=first + count))
    _insert(connection, schema.records, [_record_row(record, reading, first, next_number)])
    _insert(connection, schema.blocks, _block_rows(record))
    _insert(connection, schema.speakers, _speaker_rows(record))
    _insert(connection, schema.aliases, _alias_rows(record))
    _insert(connection, schema.turns, _turn_rows(record))
    _insert(connection, schema.passages, _passage_rows(record, first, ids))
    _insert(connection, schema.asides, _aside_rows(record))


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    remaining = iter(rows)
    while some := list(islice(remaining, _ROWS_AT_ONCE)):
        connection.execute(table.insert(), some)


def _record_row(record: Record, reading: bytes, first_key: int, next_number: int) -> dict[str, Any]:
    return {
        "id": record.id,
        "title": record.title,
        "date": record.date,
        "event": record.event,
        "place": record.place,
        "publisher": record.publisher,
        "language": record.language,
        "url": record.url,
        "sha256": record.sha256,
        "reading": reading,
        "length": len(record.text),
        "first_key": first_key,
        "next_number": next_number,
    }


def _block_rows(record: Record) -> Iterator[dict[str, Any]]:
    for block, text in enumerate(cut_blocks(record.text)):
        yield {"record": record.id, "block": block, "text": text}


def _speaker_rows(record: Record) -> Iterator[dict[str, Any]]:
    for position, speaker in enumerate(record.speakers):
        yield {"record": record.id, "id": speaker.id, "position": position, "name": speaker.name}


def _alias_rows(record: Record) -> Iterator[dict[str, Any]]:
    for speaker in record.speakers:
        for position, alias in enumerate(speaker.aliases):
            yield {"record": record.id, "speaker": speaker.id, "position": position, "alias": alias}


def _turn_rows(record: Record) -> Iterator[dict[str, Any]]:
    for turn in record.turns:
        yield {
            "record": record.id,
            "number": turn.number,
            "speaker": turn.speaker,
            "role": turn.role,
            "heading": turn.heading,
            "start": turn.start,
            "end": turn.end,
            "url": turn.url,
        }


def _passage_rows(record: Record, first_key: int, ids: list[str]) -> Iterator[dict[str, Any]]:
    for key, (passage, id_) in enumerate(zip(record.passages, ids, strict=True), first_key):
        yield {
            "key": key,
            "id": id_,
            "record": record.id,
            "turn": passage.turn,
            "start": passage.start,
            "end": passage.end,
            "digest": digest(record.text[passage.start : passage.end]),
            "locator": passage.locator,
        }


def _aside_rows(record: Record) -> Iterator[dict[str, Any]]:
    for position, aside in enumerate(record.asides):
        yield {
            "record": record.id,
            "position": position,
            "start": aside.start,
            "end": aside.end,
            "reason": aside.reason,
        }
