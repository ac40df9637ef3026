"""Reading on around a quote: what a button carries, and where pressing it leads."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Self

from bot.buttons import ANYBODY, Action, Press
from bot.references import full_id, shortened
from bot.render import Page, excerpt_pages
from corpus.errors import DriftedPassage, UnknownPassage
from corpus.library import Library
from corpus.model import Excerpt, digest
from retrieval.language import Language

_REST = re.compile(r"([0-9]{1,4}):([0-9a-f]{8}):(.+)", re.DOTALL | re.ASCII)


class Notice(Enum):
    """Why a page could not be turned."""

    FIRST = "the record begins here"
    LAST = "the record ends here"
    GONE = "the passage is no longer what was shown"


@dataclass(frozen=True, slots=True)
class PageTurn:
    """One step from a part of a passage. `digest` is of the words shown, `passage` an id or its short form.

    `asker` is as in `Press`: whose button it is.
    """

    forward: bool
    language: Language
    part: int
    digest: str
    passage: str
    asker: str = ANYBODY

    @classmethod
    def of(cls, page: Page, language: Language, *, forward: bool, asker: str = ANYBODY) -> Self | None:
        """The step from `page`; None where it shows no passage, or one that a button cannot name."""
        if page.excerpt is None or page.part > 9999:
            return None
        shown = short_digest(page.excerpt)
        names = (page.excerpt.id, shortened(page.excerpt.id))
        turns = (cls(forward, language, page.part, shown, name, asker) for name in names)
        return next((turn for turn in turns if turn.press.fits), None)

    @classmethod
    def read(cls, data: str) -> Self | None:
        """What `data` says; None where no button of ours carries it."""
        press = Press.read(data)
        match = _REST.fullmatch(press.rest) if press and press.action in (Action.BACK, Action.ON) else None
        if not press or not match:
            return None
        part, found, passage = match.groups()
        return cls(press.action is Action.ON, press.language, int(part), found, passage, press.asker)

    @property
    def press(self) -> Press:
        """The button."""
        action = Action.ON if self.forward else Action.BACK
        rest = f"{self.part}:{self.digest}:{self.passage}"
        return Press(action, self.language, self.asker, rest)

    @property
    def data(self) -> str:
        """What the button carries."""
        return self.press.data


def turned(library: Library, turn: PageTurn) -> Page | Notice:
    """The page that `turn` leads to, read from the library now; or why there is none."""
    try:
        excerpt = library.excerpt(full_id(library, turn.passage))
        if short_digest(excerpt) != turn.digest:
            return Notice.GONE
        part = turn.part + (1 if turn.forward else -1)
        pages = excerpt_pages(excerpt, turn.language)
        return pages[part] if 0 <= part < len(pages) else _neighbour(library, excerpt, turn)
    except (UnknownPassage, DriftedPassage):
        return Notice.GONE


def _neighbour(library: Library, excerpt: Excerpt, turn: PageTurn) -> Page | Notice:
    before, after = (0, 1) if turn.forward else (1, 0)
    beside = [found for found in library.around(excerpt.id, before, after) if found.id != excerpt.id]
    if not beside:
        return Notice.LAST if turn.forward else Notice.FIRST
    return excerpt_pages(beside[0], turn.language)[0 if turn.forward else -1]


def short_digest(excerpt: Excerpt) -> str:
    """Eight hexadecimal digits by which a button notices that the passage is no longer the one it stood under."""
    return digest(excerpt.text).hex()[:8]
