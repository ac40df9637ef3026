"""What a button carries, in 64 bytes: who may press it, and what for. Its message tells under which question."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from bot.references import token
from retrieval.language import Language

DATA_LIMIT = 64  # bytes that Telegram lets a button carry
ANYBODY = "...."
_INITIALS: dict[str, Language] = {"j": "ja", "e": "en", "r": "ru"}


class Action(StrEnum):
    """What pressing does."""

    BACK = "<"
    ON = ">"
    AROUND = "a"  # what stands around a passage, below the message
    ONLY = "s"  # only this speaker
    MORE = "m"
    GOOD = "u"
    BAD = "d"
    CHOICE = "c"  # of those whom a name may mean
    OFFER = "o"  # another speaker, who does speak to it
    KEEP_TO = "k"  # this speaker from now on
    CANCEL = "x"
    LANGUAGE = "l"
    SPEAKERS = "S"
    RECORDS = "R"


_DATA = re.compile(rf"([{''.join(Action)}])([jer])([\w.-]{{4}}):(.*)", re.DOTALL | re.ASCII)


@dataclass(frozen=True, slots=True)
class Press:
    """One button. `asker` marks the user whose button it is."""

    action: Action
    language: Language
    asker: str = ANYBODY
    rest: str = ""

    @classmethod
    def read(cls, data: str) -> Self | None:
        """What `data` says; None where no button of ours carries it."""
        match = _DATA.fullmatch(data)
        if not match or len(data.encode(errors="replace")) > DATA_LIMIT:
            return None
        action, initial, asker, rest = match.groups()
        return cls(Action(action), _INITIALS[initial], asker, rest)

    @property
    def data(self) -> str:
        """What the button carries."""
        return f"{self.action}{self.language[0]}{self.asker}:{self.rest}"

    @property
    def fits(self) -> bool:
        """Whether a button can carry it."""
        return len(self.data.encode()) <= DATA_LIMIT

    def is_for(self, user: int) -> bool:
        """Whether `user` (a Telegram id) may press it."""
        return self.asker in (ANYBODY, mark_of(user))


def mark_of(sender: int) -> str:
    """Four letters that tell one user's buttons from another's. Who wrote in a chat's name presses in his own."""
    return ANYBODY if sender < 0 else token(str(sender))
