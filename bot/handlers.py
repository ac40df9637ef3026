"""What the bot does when spoken to. Thin: `asking` finds, `render` and `keyboards` show, `sending` sends."""

import asyncio
import logging
import re
import traceback
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from telegram import InlineKeyboardMarkup, Message, MessageOriginUser, Update
from telegram.constants import MessageEntityType
from telegram.error import NetworkError, TelegramError
from telegram.ext import ApplicationHandlerStop

from bot import asking, sending
from bot.addressed import Me, is_addressed, is_private, said_to, sender_of
from bot.asking import Asker, Reply
from bot.buttons import Press, mark_of
from bot.context import Context as Shown
from bot.jobs import GivenUp
from bot.keyboards import Setting, answer_keyboards, cancel_keyboard, presses, quote_keyboard, report_keyboard
from bot.paging import PageTurn
from bot.references import linked_passage
from bot.render import Page
from bot.replies import REPLIES
from bot.retries import OutcomeUnknown
from bot.service import Context, Service, me, service
from bot.threads import asked_by
from bot.wording import WORDS, interface_language, reply_language
from corpus.errors import LibraryError, OnrecordError
from corpus.model import digest
from retrieval.answer import DEFAULT_QUOTES
from retrieval.conversation import Conversation
from retrieval.forms import form_of
from retrieval.language import Language
from retrieval.model import Form
from retrieval.search import Searcher

QUOTES_IN_A_GROUP = 2
PATIENCE_SECONDS = 60.0  # for one question; then it is given up
EDITS_ANSWERED = timedelta(hours=1)
_COMMAND = re.compile(r"\s*/\w+(?:@\w+)?")
T = TypeVar("T")
log = logging.getLogger(__name__)


async def question(update: Update, context: Context) -> None:
    """A question: the passages that answer, each a message that can be read on from. In groups only when spoken to."""
    message, asker = update.effective_message, asker_of(update)
    if message is None or asker is None or not is_addressed(message, me(context)):
        return
    said = asked_in(message, me(context))
    language = await language_for(update, context, said)
    reply = await worked(update, context, language, lambda: _reply(message, asker, context, said, language))
    if reply is not None:
        await send_reply(update, context, message, reply, language)
    await remember(service(context), asker, [message.message_id], Shown(question=words_mark(said)))


async def edited_question(update: Update, context: Context) -> None:
    """An edited question is answered again, within the hour and where its words have changed; any other edit is not."""
    message = update.edited_message
    asker = asker_of(update)
    if message is None or asker is None or not is_addressed(message, me(context)):
        return
    is_old = datetime.now(UTC) - message.date > EDITS_ANSWERED
    if is_old or message.forward_origin or message.via_bot or (message.text or "").startswith("/"):
        return
    state, chat, words = service(context).state, asker.chat, words_mark(asked_in(message, me(context)))
    before = await service(context).desk.read(lambda searcher: state.shown(chat, message.message_id, searcher.roster))
    if before is None or before.question != words:
        await question(update, context)


def asked_in(message: Message, bot: Me) -> str:
    """What the message asks; where it only calls the bot, what the message replied to says."""
    return said_to(message, bot) or _words_of(message.reply_to_message)


def words_mark(said: str) -> str:
    """What stands for a question's words under the message that asked it, by which an edit is told from none."""
    return digest(said).hex()


async def not_text(update: Update, context: Context) -> None:
    """A picture, a voice message, a sticker…: a friendly word on what is understood, one for a whole album."""
    message = update.effective_message
    if message and is_addressed(message, me(context)) and not service(context).albums.has_begun(message):
        language = await language_for(update, context, message.caption or "")
        await sending.say(message, WORDS[language].only_text)


async def verify(update: Update, context: Context) -> None:
    """/verify TEXT, /verify in reply to a message, or a message forwarded: whether it is on record, and whose it is."""
    message = update.effective_message
    if message is None:
        return
    service(context).albums.has_begun(message)  # so that nothing is said of the pictures beside it
    text = quotation_of(message, me(context))
    language = await language_for(update, context, text)
    if not text:
        await sending.say(message, WORDS[language].verify_how)
        return
    pages = await worked(update, context, language, lambda: service(context).desk.verify(text, language))
    asker = asker_of(update)
    if pages is not None and asker is not None:
        setting = setting_for(context, asker, language)
        await sending.send_pages(message, pages, [report_keyboard(page, setting) for page in pages])


def quotation_of(message: Message, bot: Me | None = None) -> str:
    """What is to be verified: of a forwarded message its words; else the text behind /verify, or that replied to.

    Of what the bot itself has said, inline or forwarded too, only the quotes.
    """
    if message.forward_origin:
        return _said_in(message, bot)
    own_words = _COMMAND.sub("", message.text or "", count=1).strip()
    marked = message.quote.text if message.quote else ""
    return own_words or marked or (_said_in(message.reply_to_message, bot) if message.reply_to_message else "")


def replied_passage(message: Message, bot: Me) -> str | None:
    """The passage shown by the message replied to, where that is the bot's; an id, or its short form."""
    other = message.reply_to_message
    makers = [other.from_user, other.via_bot] if other else []
    if other is None or all(maker is None or maker.id != bot.id for maker in makers):
        return None
    for entity in reversed(other.entities):
        if entity.url and (passage := linked_passage(bot.name, entity.url)):
            return passage
    turns = [PageTurn.read(press.data) for press in presses(other.reply_markup)]
    return next((turn.passage for turn in turns if turn), None)


async def worked(update: Update, context: Context, language: Language, work: Callable[[], Awaitable[T]]) -> T | None:
    """What `work` comes to, with "typing" while it lasts; None where it was given up, which the user has been told."""
    message, asker = update.effective_message, asker_of(update)
    if message is None or asker is None:
        return None
    replies, found = REPLIES[language], service(context)
    if found.desk.is_too_busy_for(asker.user):
        found.desk.metrics.refusals.labels("too busy").inc()
        await sending.say(message, replies.too_busy)
        return None
    keyboard = cancel_keyboard(Setting(language, mark_of(asker.user)))

    async def begun() -> T:
        with asked_by(asker.user):
            return await work()

    running = asyncio.ensure_future(found.jobs.run((asker.user, asker.chat), begun(), PATIENCE_SECONDS))
    try:
        async with sending.typing(message), sending.said_when_slow(message, replies.still_searching, keyboard):
            return await running
    except GivenUp as given_up:
        said = replies.cancelled if given_up.by_user else replies.too_slow
    except OnrecordError as error:
        log.info("a question could not be answered: %s", type(error).__qualname__)
        said = WORDS[language].gone
    finally:
        running.cancel()
    await sending.say(message, said)
    return None


async def send_reply(
    update: Update, context: Context, message: Message, reply: Reply, language: Language, under: Sequence[int] = ()
) -> None:
    """Send an answer where `message` stands; its buttons, and those `under` older messages, go on from it."""
    asker = asker_of(update)
    if asker is None:
        return
    service(context).desk.metrics.answered(quoted=bool(reply.answer.quotes))
    setting = setting_for(context, asker, language)
    sent: list[int] = []
    try:
        await sending.send_pages(message, reply.pages, answer_keyboards(reply.answer, reply.pages, setting), sent)
    finally:  # the buttons of what is out mean something even where the rest cannot be sent
        if sent:
            shown = shown_so_far(reply, len(sent))
            messages = [*under, *sent, asking.last_answer_to(asker)]
            await remember(service(context), asker, messages, shown, reply.after)


def shown_so_far(reply: Reply, count: int) -> Shown:
    """What the first `count` pages of the answer show: further ones go on from there."""
    missing = {page.excerpt.id for page in reply.pages[count:] if page.excerpt}
    return replace(reply.shown, passages=tuple(one for one in reply.shown.passages if one not in missing))


async def remember(
    found: Service, asker: Asker, messages: Sequence[int], shown: Shown, after: Conversation | None = None
) -> None:
    """Keep that `messages` of the bot's answer `asker` as `shown` says, for buttons and replies; the talk is `after`.

    Where it cannot be kept the answer is out all the same, and nothing is said of a failure.
    """

    def kept(_: Searcher) -> None:
        found.state.save_shown(asker.chat, messages, asker.user, shown)
        if after:
            found.state.save_context(asker.chat, asker.user, replace(shown, conversation=after))

    try:
        await found.desk.read(kept)
    except LibraryError as error:
        log.warning("what was answered is not remembered: %s", error)


async def send_passages(
    update: Update, context: Context, message: Message, pages: Sequence[Page], language: Language
) -> None:
    """Send passages that nobody asked a question for: they can be read on from, and asked about in reply."""
    if asker := asker_of(update):
        setting = setting_for(context, asker, language)
        keyboards: list[InlineKeyboardMarkup | None] = [
            quote_keyboard(page, setting, ends_answer=False) if page.is_last_part else None for page in pages
        ]
        await sending.send_pages(message, pages, keyboards)


def setting_for(context: Context, asker: Asker, language: Language) -> Setting:
    """What the buttons for `asker` carry."""
    return Setting(language, mark_of(asker.user), feedback=service(context).kept.opinions)


def asker_of(update: Update) -> Asker | None:
    """Who sent `update`, and where."""
    chat, sender = update.effective_chat, sender_of(update)
    return Asker(chat.id, sender) if chat and sender is not None else None


async def language_for(update: Update, context: Context, text: str = "") -> Language:
    """The language that the user has chosen; else that of `text`; else that of the user's Telegram."""
    asker = asker_of(update)
    state = service(context).state
    if asker:
        chosen = await service(context).desk.read(lambda _: state.settings(asker.chat, asker.user).language)
        if chosen:
            return chosen
    return reply_language(text, _language_code(update)) if text else interface_language(_language_code(update))


async def on_error(update: object, context: Context) -> None:
    """Log what failed, without what was asked, and tell the user something human.

    Raises ApplicationHandlerStop: python-telegram-bot would hand the update on to the handlers of the next group,
    behind one that was to keep it from them.
    """
    try:
        if context.error is not None:
            await _report(update, context, context.error)
    except Exception as error:  # noqa: BLE001  # the one behind which nobody catches
        log.error("a failure could not be told: %s", type(error).__qualname__)  # noqa: TRY400  # it may quote the question
    raise ApplicationHandlerStop


async def _report(update: object, context: Context, error: Exception) -> None:
    what = f"update {update.update_id}" if isinstance(update, Update) else "asking for updates"
    if sending.is_unwelcome(error):
        log.info("%s: the bot may not write there: %s", what, error)
        return
    said = f": {error}" if isinstance(error, TelegramError) else ""  # others may quote the question
    frames = "" if isinstance(error, NetworkError) else "\n" + "".join(traceback.format_tb(error.__traceback__))
    log.error("%s failed: %s%s%s", what, type(error).__qualname__, said, frames.rstrip())
    log.debug("%s failed", what, exc_info=error)
    if isinstance(update, Update):
        await _apologise(update, context, is_unsure=isinstance(error, OutcomeUnknown))


async def _reply(message: Message, asker: Asker, context: Context, said: str, language: Language) -> Reply:
    """The answer to a message: about the passage that it replies to, or after what was said before."""
    found, other, bot = service(context), message.reply_to_message, me(context)
    in_full = is_private(message) or form_of(said) is not Form.QUOTES  # of those who said it none is left out
    limit = DEFAULT_QUOTES if in_full else QUOTES_IN_A_GROUP
    name = replied_passage(message, bot)

    def answered(searcher: Searcher) -> Reply:
        excerpt = asking.passage(searcher.library, name) if name else None
        if excerpt is None:
            return asking.question(searcher, found.state, asker, said, language, limit)
        shown = found.state.shown(asker.chat, other.message_id, searcher.roster) if other else None
        return asking.question_about(searcher, found.state, asker, said, language, excerpt, shown, limit)

    return await found.desk.read(answered)


def _said_in(message: Message, bot: Me | None) -> str:
    return (_quotes_in(message) if bot and _is_ours(message, bot) else "") or _words_of(message)


def _is_ours(message: Message, bot: Me) -> bool:
    """Whether the bot wrote the message, whoever sent or forwarded it."""
    origin = message.forward_origin
    first = origin.sender_user if isinstance(origin, MessageOriginUser) else None
    return any(maker is not None and maker.id == bot.id for maker in (message.from_user, message.via_bot, first))


def _quotes_in(message: Message) -> str:
    kinds: list[str | None] = [MessageEntityType.BLOCKQUOTE, MessageEntityType.EXPANDABLE_BLOCKQUOTE]
    return "\n".join(message.parse_entities(kinds).values())


def _words_of(message: Message | None) -> str:
    return (message.text or message.caption or "").strip() if message else ""


async def _apologise(update: Update, context: Context, *, is_unsure: bool) -> None:
    """Tell the user that it failed, or may have; where even that fails, let it be."""
    query, message = update.callback_query, update.effective_message
    try:
        if query and not is_unsure:
            press = Press.read(query.data or "")
            language = press.language if press else interface_language(query.from_user.language_code)
            await sending.tell(query, WORDS[language].failed)
        elif message:
            text = "" if query else message.text or message.caption or ""
            words = WORDS[reply_language(text, _language_code(update))]
            await sending.apologise(context.bot, message, words.unsure if is_unsure else words.failed)
    except (TelegramError, LibraryError) as error:
        log.warning("the user could not be told: %s", error)


def _language_code(update: Update) -> str | None:
    return update.effective_user.language_code if update.effective_user else None
