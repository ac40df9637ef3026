"""How often everybody has asked of late, counted by all workers together."""

from sqlalchemy import Engine, delete, func, insert, select

from bot import tables
from bot.server_clock import now
from corpus import postgresql
from corpus.database import writing

_asked = tables.asked.c


class Tally:
    """What each user asked within a while, on a PostgreSQL server."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def counted(self, user: int, *, is_light: bool, most: int, seconds: float) -> bool:
        """Whether there is room for one more within `seconds`, of which there may be `most`; if so it is counted.

        Raises LibraryError.
        """
        his = (_asked.who == user, _asked.light == is_light)
        with writing(self._engine) as connection:
            postgresql.wait_for_turn(connection, f"asked {user}")
            connection.execute(delete(tables.asked).where(*his, _asked.at <= now() - seconds))
            count = connection.scalar(select(func.count()).select_from(tables.asked).where(*his)) or 0
            if count >= most:
                return False
            values = {"who": user, "light": is_light, "at": now()}
            connection.execute(insert(tables.asked).values(values))
            return True
