"""The blocks that a library's source texts are kept in, cut anew when a former onrecord cut them larger."""

from sqlalchemy import Connection, delete, insert, select, update

from corpus import schema
from corpus.in_file import BLOCK, VERSION

_blocks, _settings = schema.blocks.c, schema.settings.c


def cut_blocks(text: str) -> list[str]:
    """`text` in blocks of BLOCK code points, the last one shorter."""
    return [text[start : start + BLOCK] for start in range(0, len(text), BLOCK)]


def bring_up_to_date(connection: Connection) -> None:
    """Cut the blocks of a library of version 1, in the transaction of `connection`, and note the present version."""
    if stored_version(connection) != 1:
        return  # another process was faster
    for record in connection.scalars(select(schema.records.c.id)).all():
        former = select(_blocks.text).where(_blocks.record == record).order_by(_blocks.block)
        texts = cut_blocks("".join(connection.scalars(former)))
        connection.execute(delete(schema.blocks).where(_blocks.record == record))
        if texts:
            rows = [{"record": record, "block": number, "text": text} for number, text in enumerate(texts)]
            connection.execute(insert(schema.blocks), rows)
    connection.execute(update(schema.settings).where(_settings.name == "version").values(value=VERSION))


def stored_version(connection: Connection) -> int | None:
    """The version that the library was written by; None where this is no library."""
    return connection.scalar(select(_settings.value).where(_settings.name == "version"))
