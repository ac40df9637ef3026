"""The conversation in a terminal."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.errors import OnrecordError
from retrieval.answer import DEFAULT_QUOTES, answer_understood
from retrieval.choosing import choose
from retrieval.conversation import Conversation, next_question, with_offer
from retrieval.language import language_of
from retrieval.model import Answer, Candidate, Form, Scope
from retrieval.question import Understood, meant, record_of
from retrieval.search import Searcher
from retrieval.terminal import Line, answer_lines, excerpt_lines, quote_lines, show
from retrieval.wording import no_more_text, offer_text

if TYPE_CHECKING:
    from rich.console import Console

HELP = """Ask in your own words, in any language. A question that names a speaker gets only that speaker's words.
  /speaker NAME   only this speaker from now on; /speaker alone: everybody again
  yes, or a number takes up what was offered
  /more           further passages on the last question
  /context        what stands around the first quote
  /quit           leave"""


class Chat:
    """One conversation: reads what the user types, prints what the record says."""

    def __init__(self, searcher: Searcher, console: "Console | None") -> None:
        """Talk about `searcher`'s library on `console`; None is standard output, plain."""
        self._searcher = searcher
        self._console = console
        self._conversation = Conversation()
        self._question: str | None = None
        self._understood: Understood | None = None
        self._shown: Answer | None = None
        self._offered: tuple[Candidate, ...] = ()  # whom the last /speaker could mean
        self._commands: dict[str, Callable[[str], None]] = {
            "/speaker": self._speaker,
            "/more": self._more,
            "/context": self._context,
            "/help": self._help,
        }

    def run(self, read: Callable[[], str]) -> None:
        """Talk until `read` raises EOFError or returns /quit."""
        self._help("")
        while True:
            try:
                said = read().strip()
            except EOFError:
                return
            if said in ("/quit", "/exit"):
                return
            self.say(said)

    def say(self, said: str) -> None:
        """Answer one line."""
        command, _, rest = said.partition(" ")
        try:
            if command.startswith("/"):
                self._commands.get(command, self._unknown)(rest.strip())
            elif said:
                self._ask(said)
        except OnrecordError as error:
            self._say(str(error))

    def _ask(self, said: str) -> None:
        roster = self._searcher.roster
        read = self._searcher.in_script(said)
        asked, self._conversation = next_question(self._conversation, read, roster, lambda: self._searcher.records)
        if asked.goes_on and self._understood is not None:
            self._more("")
            return
        has_words = any(char.isalpha() for char in said)
        self._question, self._understood = said if has_words else self._question or said, asked
        self._shown = answer_understood(self._searcher, self._question, asked, self._conversation.scope)
        self._conversation = with_offer(self._conversation, self._shown, roster)
        show(answer_lines(self._shown), self._console)
        if offer := offer_text(self._shown, language_of(self._question)):
            self._say(offer)

    def _speaker(self, name: str) -> None:
        if not name:
            self._limit(Scope())
            self._say("Everybody is heard again.")
            return
        roster = self._searcher.roster
        picked = choose(name, self._offered, roster) if self._offered else None
        found = (picked,) if picked else meant(roster.resolve(name), roster)
        self._offered = found if len(found) > 1 else ()
        if not found:
            self._say(f"{name!r} could be: nobody; `onrecord speakers` lists them")
            return
        if self._offered:
            among = "".join(f"\n  {number}. {one.label}" for number, one in enumerate(self._offered, 1))
            self._say(f"{name!r} could be:{among}\nChoose with /speaker and the number.")
            return
        one, record = found[0], record_of(found[0], roster)
        self._limit(Scope(speaker=one.speaker.id, record=record))
        self._say(f"Only {one.label if record else one.speaker.name} from now on.")

    def _limit(self, scope: Scope) -> None:
        """Ask within `scope` from now on; what was asked before was asked of others, and does not go on."""
        self._conversation = replace(self._conversation, scope=scope)
        self._understood = None

    def _more(self, _: str) -> None:
        if self._question is None or self._understood is None or self._shown is None:
            self._say("There is no question yet.")
            return
        seen = {quote.excerpt.id for quote in self._shown.quotes}
        limit = len(seen) + DEFAULT_QUOTES
        asked = replace(self._understood, form=Form.QUOTES, recalled=None)
        wider = answer_understood(self._searcher, self._question, asked, self._conversation.scope, limit)
        fresh = [quote for quote in wider.quotes if quote.excerpt.id not in seen]
        self._shown = wider
        for quote in fresh:
            show(quote_lines(quote, language_of(self._question)), self._console)
        if not fresh:
            self._say(no_more_text(language_of(self._question)))

    def _context(self, _: str) -> None:
        if self._shown is None or not self._shown.quotes:
            self._say("There is no quote yet.")
            return
        first = self._shown.quotes[0].excerpt
        for excerpt in self._searcher.library.around(first.id, 2, 2):
            whole = [(0, len(excerpt.text))] if excerpt.id == first.id else []
            show(excerpt_lines(excerpt, whole, language_of(self._shown.question)), self._console)

    def _unknown(self, _: str) -> None:
        self._say("There is no such command.")
        self._help("")

    def _help(self, _: str) -> None:
        self._say(HELP)

    def _say(self, words: str) -> None:
        show(map(Line, words.splitlines()), self._console)
