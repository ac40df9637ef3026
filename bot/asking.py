"""From what somebody says in a chat to messages, with what was said before in mind. Blocks: for the desk's threads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.context import Context
from bot.desk import faithful
from bot.references import full_id, speaker_mark
from bot.render import Page, answer_pages, excerpt_pages
from bot.state import State
from corpus.errors import DriftedPassage, UnknownPassage
from corpus.library import Library
from corpus.model import Excerpt, Speaker
from corpus.names import Roster
from retrieval.answer import DEFAULT_QUOTES, answer_understood
from retrieval.conversation import Conversation, next_question, with_offer
from retrieval.forms import form_of
from retrieval.language import Language
from retrieval.model import Answer, Form, Quote, Scope
from retrieval.question import Understood, named_in
from retrieval.search import Searcher
from retrieval.wording import no_more_text


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where: Telegram's ids."""

    chat: int
    user: int


@dataclass(frozen=True, slots=True)
class Reply:
    """The messages that answer, and `shown`, from which the buttons under them go on.

    `after` is the conversation once they are out; None: as before. A question that is asked again, because the bot
    stopped over it or the database broke off, must not be taken for its own follow-up.
    """

    answer: Answer
    pages: list[Page]
    shown: Context
    after: Conversation | None = None


def asked(
    searcher: Searcher,
    before: Conversation,
    said: str,
    language: Language,
    seen: Sequence[str] = (),
    limit: int = DEFAULT_QUOTES,
) -> tuple[Reply, Conversation]:
    """The answer to `said` after `before`, without the passages that were `seen`; and the conversation after it.

    Every quote was read again from the source. Raises UnknownRecord where the record asked about was taken out.
    """
    return _answered(searcher, before, said, _understood(searcher, before, said), language, seen, limit)


def _understood(searcher: Searcher, before: Conversation, said: str) -> tuple[Understood, Conversation]:
    """What `said` asks after `before`, and the conversation after it."""
    return next_question(before, searcher.as_asked(said), searcher.roster, lambda: searcher.records)


def _answered(
    searcher: Searcher,
    before: Conversation,
    said: str,
    next_one: tuple[Understood, Conversation],
    language: Language,
    seen: Sequence[str] = (),
    limit: int = DEFAULT_QUOTES,
) -> tuple[Reply, Conversation]:
    """As `asked`, where it is known what is asked."""
    words, (understood, after) = words_of(before, said), next_one
    if seen:
        understood = replace(understood, form=Form.QUOTES, recalled=None)
    found = answer_understood(searcher, words, understood, before.scope, limit + len(seen))
    found = faithful(searcher.library, found)
    fresh = replace(found, quotes=tuple(quote for quote in found.quotes if quote.excerpt.id not in seen))
    start = after if after.pending else before
    passages = (*seen, *(quote.excerpt.id for quote in fresh.quotes))
    pages = answer_pages(fresh, language) if fresh.quotes or not seen else []
    return Reply(fresh, pages, Context(start, said, passages)), with_offer(after, fresh, searcher.roster)


def words_of(before: Conversation, said: str) -> str:
    """What is asked in words, where `said` may be no more than the number of a choice."""
    if any(char.isalpha() for char in said):
        return said
    return before.pending.said if before.pending else before.subject or said


def question(
    searcher: Searcher, state: State, asker: Asker, said: str, language: Language, limit: int = DEFAULT_QUOTES
) -> Reply:
    """The answer to what `asker` says next in the chat. "What else?" goes on."""
    before = conversation(searcher, state, asker)
    next_one = _understood(searcher, before, said)
    last = state.shown(asker.chat, last_answer_to(asker), searcher.roster) if next_one[0].goes_on else None
    if last and last.question:
        further = more(searcher, last, language, limit)
        return further if further.pages else replace(further, pages=[Page(no_more_text(language))])
    reply, after = _answered(searcher, before, said, next_one, language, limit=limit)
    return replace(reply, after=after)


def question_about(
    searcher: Searcher,
    state: State,
    asker: Asker,
    said: str,
    language: Language,
    excerpt: Excerpt,
    shown: Context | None,
    limit: int = DEFAULT_QUOTES,
) -> Reply:
    """The answer to what `asker` says in reply to the message that shows `excerpt`, which answered `shown`.

    A question that names nobody is asked of that passage's speaker, in its record first, then in all.
    """
    now = conversation(searcher, state, asker)
    for before in conversations_about(searcher, now, said, excerpt, shown):
        reply, after = asked(searcher, before, said, language, limit=limit)
        if reply.answer.quotes:
            break
    return replace(reply, after=replace(after, scope=now.scope))


def conversations_about(
    searcher: Searcher, now: Conversation, said: str, excerpt: Excerpt, shown: Context | None
) -> list[Conversation]:
    """Where a question in reply to `excerpt` may be asked, the nearest first."""
    roster = searcher.roster
    asked_before = searcher.as_asked(shown.question) if shown and shown.question else None
    after = next_question(shown.conversation, asked_before, roster)[1] if shown and asked_before else now
    speaker = speaker_of(searcher.library, roster, excerpt)
    here = Conversation(after.subject, (speaker,) if speaker else None, excerpt.record, now.scope, choices=now.choices)
    said = searcher.as_asked(said)
    if named_in(said, roster) or form_of(said) is not Form.QUOTES:
        return [replace(here, record=None)]
    who = speaker.id if speaker else None
    return [
        replace(here, scope=replace(now.scope, speaker=who, record=excerpt.record)),
        replace(here, record=None, scope=replace(now.scope, speaker=who)),
    ]


def more(searcher: Searcher, shown: Context, language: Language, limit: int = DEFAULT_QUOTES) -> Reply:
    """Further passages on the question of `shown`; no pages where there are none."""
    return asked(searcher, shown.conversation, shown.question, language, shown.passages, limit)[0]


def only(searcher: Searcher, shown: Context, speaker: Speaker, language: Language) -> Reply:
    """The answer to the question of `shown` in the words of `speaker` alone."""
    scope = replace(shown.conversation.scope, speaker=speaker.id)
    reply, after = asked(searcher, replace(shown.conversation, scope=scope), shown.question, language)
    return replace(reply, after=replace(after, scope=shown.conversation.scope))


def chosen(searcher: Searcher, shown: Context, number: int, language: Language) -> Reply | None:
    """The answer once it is said whom an ambiguous name means; None where the choice is no longer open."""
    pending = shown.conversation.pending
    if pending is None or not 0 <= number < len(pending.candidates):
        return None
    reply, after = asked(searcher, shown.conversation, str(number + 1), language)
    return replace(reply, after=after)


def conversation(searcher: Searcher, state: State, asker: Asker) -> Conversation:
    """What was said before, within what `asker` has limited the search to."""
    kept = state.context(asker.chat, asker.user, searcher.roster)
    limits = state.settings(asker.chat, asker.user)
    scope = Scope(speaker=limits.speaker, record=limits.record)
    return replace(kept.conversation if kept else Conversation(), scope=scope)


def last_answer_to(asker: Asker) -> int:
    """In place of a message's id, under which the last answer to a user is remembered; Telegram's ids are positive."""
    return -asker.user


def speaker_of(library: Library, roster: Roster, excerpt: Excerpt) -> Speaker | None:
    """Who says `excerpt`, by identity, not by name; None for narration."""
    if excerpt.speaker is None:
        return None
    called = roster.resolve(excerpt.speaker)
    if len(called) == 1 and excerpt.record in roster.summary(called[0]).records:
        return called[0]
    turns = library.record(excerpt.record).turns
    wanted = next((turn.speaker for turn in turns if turn.number == excerpt.turn), None)
    return next((one.speaker for one in library.speakers() if one.speaker.id == wanted), None)


def speaker_marked(library: Library, mark: str) -> Speaker | None:
    """The speaker whom `speaker_mark` stands for, while on record."""
    return next((one.speaker for one in library.speakers() if speaker_mark(one.speaker.id) == mark), None)


def passage(library: Library, name: str) -> Excerpt | None:
    """The passage of this id, or short form of one, read now; None where there is none or it no longer stands."""
    try:
        return library.excerpt(full_id(library, name))
    except (UnknownPassage, DriftedPassage):
        return None


def passage_pages(library: Library, name: str, language: Language) -> list[Page]:
    """The passage as messages; none where there is none."""
    excerpt = passage(library, name)
    return excerpt_pages(excerpt, language) if excerpt else []


def around(library: Library, name: str, language: Language) -> list[Page]:
    """The passage between its neighbours; nothing where there is none."""
    excerpt = passage(library, name)
    if excerpt is None:
        return []
    return [page for one in library.around(excerpt.id, 1, 1) for page in excerpt_pages(one, language)]


def first_words(searcher: Searcher, count: int) -> list[tuple[Speaker, Quote]]:
    """Of those who say most, one quote each: what asking for them shows."""
    speakers = sorted(searcher.library.speakers(), key=lambda one: -one.passages)
    found: list[tuple[Speaker, Quote]] = []
    for one in speakers[:count]:
        reply, _ = asked(searcher, Conversation(scope=Scope(speaker=one.speaker.id)), one.speaker.name, "en", limit=1)
        found += [(one.speaker, quote) for quote in reply.answer.quotes[:1]]
    return found
