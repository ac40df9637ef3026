"""Inline mode over Telegram: @bot and a question, in any chat."""

from collections.abc import Sequence

from telegram import InlineQuery, InlineQueryResultArticle, InlineQueryResultsButton, Update
from telegram.error import BadRequest

from bot import asking
from bot.desk import faithful
from bot.inline import QUOTES_OFFERED, Caching, caching, offered, quotes_offered
from bot.jobs import GivenUp
from bot.replies import REPLIES
from bot.sending import log
from bot.service import Context, me, service
from bot.threads import asked_by
from bot.wording import interface_language, reply_language
from corpus.errors import OnrecordError
from retrieval.answer import answer
from retrieval.language import Language, language_of
from retrieval.search import Searcher

EXAMPLES = 3
NO_CHAT = 0
TYPED_AT_ONCE = 8  # of one user; those that another has overtaken are still being looked for
PATIENCE_SECONDS = 10.0  # Telegram drops an inline query that waits longer
HOW = "inline"  # what /start is told by the button above the results


async def inline_query(update: Update, context: Context) -> None:
    """Quotes to choose from; for an empty query examples; nothing for a query that another has overtaken."""
    query = update.inline_query
    if query is None:
        return
    found, who = service(context), -query.from_user.id  # not the same as who asks in a chat
    if found.desk.threads.are_full or found.desk.threads.taken_by(who) >= TYPED_AT_ONCE:
        log.info("an inline query was not answered: too busy")
        return
    chosen = await found.desk.read(lambda _: found.state.settings(query.from_user.id, query.from_user.id).language)
    own = interface_language(query.from_user.language_code)
    said = query.query.strip()
    language = chosen or (reply_language(said, query.from_user.language_code) if said else own)
    by_user = language != language_of(said) or not said
    bot = me(context).name

    async def searched() -> list[InlineQueryResultArticle]:
        with asked_by(who):
            if said:
                return await found.desk.read(lambda searcher: quotes_for(searcher, said, language, bot))
            return await found.desk.read(lambda searcher: examples(searcher, language, bot))

    typed = (who, NO_CHAT)
    found.jobs.cancel(typed)  # what was typed before is no longer waited for
    try:
        results = await found.jobs.run(typed, searched(), PATIENCE_SECONDS)
    except (GivenUp, OnrecordError) as error:
        log.info("an inline query was not answered: %s", type(error).__qualname__)
        return
    await _give(query, results, language, caching(private=found.private, by_user=by_user or chosen is not None))


def quotes_for(searcher: Searcher, said: str, language: Language, bot: str) -> list[InlineQueryResultArticle]:
    """The quotes that answer `said`, each read again from the source. What only comes near is never offered."""
    found = faithful(searcher.library, answer(searcher, said, limit=QUOTES_OFFERED))
    return quotes_offered(found.quotes, language, bot)


def examples(searcher: Searcher, language: Language, bot: str) -> list[InlineQueryResultArticle]:
    """Questions that may be asked, each with what it would give."""
    asked = REPLIES[language].inline_question
    return [
        offered(quote.excerpt, language, bot, quote, asked.format(speaker=speaker.name))
        for speaker, quote in asking.first_words(searcher, EXAMPLES)
    ]


async def _give(
    query: InlineQuery, results: Sequence[InlineQueryResultArticle], language: Language, cached: Caching
) -> None:
    replies = REPLIES[language]
    label = None if query.query.strip() and results else replies.how_inline
    label = replies.nothing_inline if query.query.strip() and not results else label
    try:
        await query.answer(
            results,
            cache_time=cached.seconds,
            is_personal=cached.personal,
            button=InlineQueryResultsButton(label, start_parameter=HOW) if label else None,
        )
    except BadRequest as error:
        log.debug("an inline query could not be answered: %s", error)  # it waited too long
