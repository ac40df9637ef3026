"""The time by the database server's clock: workers on several machines need not agree on theirs."""

from sqlalchemy import ColumnElement, Float, cast, func


def now() -> ColumnElement[float]:
    """Seconds since 1970, as the statement that holds it is executed on PostgreSQL."""
    return cast(func.extract("epoch", func.clock_timestamp()), Float)
