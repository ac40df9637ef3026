"""Inline mode: an answer as quotes to choose from and send into any chat. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions

from bot.references import deep_link
from bot.render import Page, excerpt_pages, linked, one_line
from bot.wording import attribution
from corpus.model import Excerpt
from retrieval.language import Language
from retrieval.model import Quote

QUOTES_OFFERED = 10
SHOWN_OF_A_TITLE = 100  # code points
SHOWN_OF_A_QUOTE = 160
REMEMBERED = 300  # seconds for which Telegram may give the same answer again


@dataclass(frozen=True, slots=True)
class Caching:
    """How long Telegram may keep an answer, in seconds, and whether for this user only."""

    seconds: int
    personal: bool


def caching(*, private: bool, by_user: bool) -> Caching:
    """How an answer is cached: never where the collection is private, for the user alone where it depends on the user.

    A private collection's answers are asked for anew each time, so that who is no longer allowed gets none.
    """
    return Caching(0 if private else REMEMBERED, private or by_user)


def quotes_offered(quotes: Sequence[Quote], language: Language, bot: str) -> list[InlineQueryResultArticle]:
    """`quotes` to choose from, at most ten, best first."""
    return [offered(quote.excerpt, language, bot, quote) for quote in quotes[:QUOTES_OFFERED]]


def offered(
    excerpt: Excerpt, language: Language, bot: str, quote: Quote | None = None, title: str | None = None
) -> InlineQueryResultArticle:
    """One quote under `title`, else its speaker and role; sent, it is the message that answers in a chat."""
    page = excerpt_pages(excerpt, language, quote.highlights if quote else ())[0]
    page = linked(page, lambda passage: deep_link(bot, passage))
    return InlineQueryResultArticle(
        id=_result_id(page, title),
        title=one_line(title or attribution(excerpt, language), SHOWN_OF_A_TITLE) or one_line(excerpt.id),
        description=one_line(excerpt.text, SHOWN_OF_A_QUOTE),
        input_message_content=InputTextMessageContent(
            page.text, entities=page.entities, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
    )


def _result_id(page: Page, title: str | None) -> str:
    """The same for the same message, within the 64 bytes that Telegram allows."""
    return blake2b(f"{title}\n{page.text}".encode(), digest_size=16).hexdigest()
