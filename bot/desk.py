"""The reading desk: all that blocks, done in threads so that the bot goes on listening."""

import asyncio
import logging
from collections.abc import Callable, Collection
from dataclasses import replace
from time import monotonic
from typing import TypeVar

from bot.attempts import persistently
from bot.garbage import settle
from bot.metrics import Metrics
from bot.paging import Notice, PageTurn, turned
from bot.render import Page
from bot.threads import OF_ONE_USER, Threads
from bot.verdict import report_pages
from bot.wording import WORDS
from corpus.errors import LibraryError, NothingToVerify, SearchIndexError, TooMuchToVerify
from corpus.library import Library
from corpus.model import Excerpt
from embeddings.backend import index_name
from retrieval.language import Language
from retrieval.model import Answer, Reason
from retrieval.search import Searcher
from retrieval.verify_places import Places
from retrieval.verify_report import verified

AT_ONCE = 2  # pieces of work that keep the processor busy together: more only wait for each other
SLOW_SECONDS = 1.5  # work that takes longer no longer counts among those
BEHIND_SECONDS = 600.0  # of answers from an old index after which whoever runs the bot should know why
T = TypeVar("T")
log = logging.getLogger(__name__)


class Desk:
    """Answers questions and turns pages for many users at once."""

    def __init__(self, searcher: Searcher, metrics: Metrics | None = None) -> None:
        """Serve from `searcher`, which is closed with the desk."""
        self.metrics = metrics or Metrics()
        self.threads = Threads()
        self.metrics.stuck.set_function(lambda: self.threads.stuck)
        self._free = asyncio.Semaphore(AT_ONCE)
        self._places: Places | None = None
        self._behind_since: float | None = None
        self._take_up(searcher)

    def current(self) -> Searcher:
        """The searcher to use for what is asked now; another one once a new index has been taken up."""
        return self._searcher

    def is_too_busy_for(self, user: int) -> bool:
        """Whether a question of this user must wait until others, or this user's own, have come to an end."""
        return self.threads.are_full or self.threads.taken_by(user) >= OF_ONE_USER

    async def verify(self, text: str, language: Language) -> list[Page]:
        """The messages that tell what is found of the quotations in `text`."""
        return await self._in_thread(lambda: checked(self.places(), text, language))

    def places(self) -> Places:
        """Where quotations are looked up now."""
        searcher = self.current()
        if self._places is None or self._places.library is not searcher.readable:
            self._places = Places(searcher.readable, searcher.terms)
        return self._places

    async def turn(self, page_turn: PageTurn) -> Page | Notice:
        """The page that a button leads to, or why there is none."""
        return await self._in_thread(lambda: turned(self.current().library, page_turn))

    async def read(self, work: Callable[[Searcher], T]) -> T:
        """What `work` makes of the library as it is now, done in a thread; again where the database broke off."""
        return await self._in_thread(lambda: work(self.current()))

    async def titles(self) -> list[str]:
        """The titles of the records held."""
        return await self._in_thread(lambda: [record.title for record in self.current().library.records()])

    def refresh(self) -> bool:
        """Take up a new index where one was built, by whatever process; whether there was one. Blocks.

        What is being answered goes on with the old one. An index that is not of the records as they
        are now is left alone: whoever changed them is about to build another. Raises OnrecordError where it cannot be
        opened for long, or never will be.
        """
        folder = self._searcher.readable.folder
        try:
            if index_name(folder) == self._generation:
                self._behind_since = None
                return False
            fresh = type(self._searcher).open(folder)
        except (SearchIndexError, LibraryError) as error:
            log.debug("the index is not taken up yet: %s", error)
            self._behind_since = self._behind_since or monotonic()
            if monotonic() - self._behind_since > BEHIND_SECONDS:
                raise
            return False
        former = self._searcher
        self._take_up(fresh)
        former.close()  # connections in use are closed when they are given back
        settle()
        self.metrics.reopened.inc()
        log.info("a new index was taken up: %d passages", len(fresh.index))
        return True

    def close(self) -> None:
        """Finish what is being worked on, drop what is waiting or stuck, and close the library."""
        self.threads.close()
        self._searcher.close()

    def _take_up(self, searcher: Searcher) -> None:
        prepare(searcher)
        self._generation = searcher.index.name
        self._behind_since = None
        self._places = None
        self._searcher = searcher
        self.metrics.passages.set(len(searcher.index))

    async def _in_thread(self, work: Callable[[], T]) -> T:
        with self.metrics.working():
            async with self._free:  # which work that is slow, or was given up, leaves to others
                working = self.threads.begin(lambda: persistently(work))
                await asyncio.wait({working}, timeout=SLOW_SECONDS)
            return await working


def prepare(searcher: Searcher) -> None:
    """Read now what `searcher` would read from the library when first asked: by then another index may be built."""
    _ = searcher.roster, searcher.pieces


def checked(places: Places, text: str, language: Language) -> list[Page]:
    """The messages that tell what is found of `text`, every passage in them read once more."""
    try:
        report = verified(places, text)
    except NothingToVerify:
        return [Page(WORDS[language].verify_how)]
    except TooMuchToVerify:
        return [Page(WORDS[language].verify_too_long)]
    shown = {part.excerpt for finding in report.findings for match in finding.matches for part in match.slices}
    if standing(places.library.whole, shown) != shown:
        return [Page(WORDS[language].gone)]
    return report_pages(report, language)


def faithful(library: Library, found: Answer) -> Answer:
    """`found` without the quotes, and the passages that come near, that are no longer exactly what the source says."""
    stands = standing(library, [quote.excerpt for quote in (*found.quotes, *found.near)])
    quotes = tuple(quote for quote in found.quotes if quote.excerpt in stands)
    near = tuple(quote for quote in found.near if quote.excerpt in stands)
    if found.quotes and not quotes:
        return replace(found, quotes=(), near=(), silent=(), unheard=0, reason=Reason.NOT_ANSWERED)
    return replace(found, quotes=quotes, near=near)


def standing(library: Library, excerpts: Collection[Excerpt]) -> set[Excerpt]:
    """Those of which the source, read again, says exactly this, by this speaker, in this place."""
    return set(excerpts) & set(library.named({excerpt.id for excerpt in excerpts}).values())
