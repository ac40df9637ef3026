"""The parts of a long file among the records: which there are, and that they take no other record's place."""

from collections.abc import Collection

from sqlalchemy import Connection, delete, select

from corpus import schema
from corpus.errors import RecordError

_MARK = "part:"  # a setting "part:ID" says that the record ID was read from the file whose first record it numbers
_setting, _record = schema.settings.c, schema.records.c


def is_part(connection: Connection, record_id: str) -> bool:
    """Whether the record was read as a further part of a file."""
    return connection.scalar(select(_setting.value).where(_setting.name == _MARK + record_id)) is not None


def claim(connection: Connection, record_id: str, first: str) -> None:
    """Makes `record_id` a part of the file whose first record is `first`, or that first record itself.

    Raises RecordError where another file's record has the id.
    """
    as_part = record_id != first and record_id == f"{first}-{record_id.rpartition('-')[2]}"
    known = is_part(connection, record_id)
    stored = connection.scalar(select(_record.id).where(_record.id == record_id)) is not None
    if as_part and stored and not known:
        raise RecordError(
            f"part {record_id!r} of {first!r} would take the place of another record: give {first!r} another `id` in"
            " its .toml file"
        )
    if known and stored and not as_part:
        raise RecordError(
            f"the id {record_id!r} is that of a part of another file: give this one an `id` in its .toml file"
        )
    if as_part and not known:
        connection.execute(schema.settings.insert(), [{"name": _MARK + record_id, "value": 1}])


def drop_others(connection: Connection, first: str, kept: Collection[str]) -> None:
    """Takes out the parts of the file of `first` that are not among `kept`: it has become shorter."""
    beginning = f"{_MARK}{first}-"
    names = connection.scalars(select(_setting.name).where(_setting.name.startswith(beginning, autoescape=True)))
    for name in names.all():
        part = name.removeprefix(_MARK)
        if name.removeprefix(beginning).isdecimal() and part not in kept:
            connection.execute(delete(schema.records).where(_record.id == part))
            forget(connection, part)


def forget(connection: Connection, record_id: str) -> None:
    """The record is no part any more."""
    connection.execute(delete(schema.settings).where(_setting.name == _MARK + record_id))
