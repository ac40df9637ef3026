"""What pressing a button does. A button that is not the presser's, or no longer means anything, says so."""

from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Message, Update

from bot import asking, connection, sending
from bot.asking import Asker, Reply
from bot.buttons import ANYBODY, Action, Press
from bot.commands import keep_to, list_page, send_more, shown_under, speak
from bot.context import Context as Shown
from bot.handlers import asker_of, remember, send_passages, send_reply, setting_for, worked
from bot.keyboards import Setting, list_keyboard, turned_keyboard
from bot.paging import Notice, PageTurn
from bot.render import Page
from bot.replies import REPLIES
from bot.service import Context, service
from bot.wording import LANGUAGES, WORDS, interface_language
from corpus.model import Speaker
from retrieval.language import Language
from retrieval.search import Searcher
from retrieval.wording import no_more_text


class Pressed:
    """A button that was pressed, by whom, under which message."""

    def __init__(self, update: Update, context: Context, query: CallbackQuery, press: Press, asker: Asker) -> None:
        self.update, self.context, self.query, self.press, self.asker = update, context, query, press, asker
        self.setting: Setting = setting_for(context, asker, press.language)

    @property
    def message(self) -> Message | None:
        """The message that it stands under; None where it is too old for Telegram to let it be touched."""
        message = self.query.message
        return message if isinstance(message, Message) and message.is_accessible else None

    async def shown(self) -> Shown | None:
        """What its message answers, as far as it is remembered."""
        message = self.message
        found = await shown_under(self.context, self.asker, message.message_id) if message else None
        return found if found and found.question else None


async def pressed(update: Update, context: Context) -> None:
    """A button: done where it is the presser's and still means something, else refused in words."""
    query, asker = update.callback_query, asker_of(update)
    if query is None:
        return
    press = Press.read(query.data or "")
    if press is None or asker is None:
        await sending.tell(query, WORDS[interface_language(query.from_user.language_code)].gone)
    elif not press.is_for(query.from_user.id):
        await sending.tell(query, REPLIES[press.language].not_yours)
    else:
        await _WORK[press.action](Pressed(update, context, query, press, asker))


async def _turn(one: Pressed) -> None:
    """The passage beside takes the place of the one shown."""
    turn, language = PageTurn.read(one.press.data), one.press.language
    found = await service(one.context).desk.turn(turn) if turn and one.message else Notice.GONE
    await sending.tell(one.query, notice_text(found, language) if isinstance(found, Notice) else None)
    if isinstance(found, Page) and one.message:
        shown = await one.shown()
        setting = Setting(language, one.press.asker, answers=shown is not None)
        keyboard = turned_keyboard(found, setting, one.message.reply_markup)
        sent = await sending.replace_page(one.query, found, keyboard)
        if sent is not None and shown is not None:
            await remember(service(one.context), one.asker, [sent], shown)


async def _around(one: Pressed) -> None:
    """The passage between those beside it, as messages of their own."""
    language = one.press.language
    read = service(one.context).desk.read
    pages = await read(lambda searcher: asking.around(searcher.library, one.press.rest, language))
    if pages and one.message:
        await sending.tell(one.query, None)
        await send_passages(one.update, one.context, one.message, pages, language)
    else:
        await sending.tell(one.query, WORDS[language].gone)


def notice_text(notice: Notice, language: Language) -> str:
    """What a user is told when a page cannot be turned."""
    words = WORDS[language]
    return {Notice.FIRST: words.first_passage, Notice.LAST: words.last_passage, Notice.GONE: words.gone}[notice]


async def _only(one: Pressed) -> None:
    """The same question, in the words of the speaker of this passage."""

    def speaker(searcher: Searcher) -> Speaker | None:
        excerpt = asking.passage(searcher.library, one.press.rest)
        return asking.speaker_of(searcher.library, searcher.roster, excerpt) if excerpt else None

    await _ask_only(one, speaker)


async def _offer(one: Pressed) -> None:
    """The same question, in the words of another speaker."""
    await _ask_only(one, lambda searcher: asking.speaker_marked(searcher.library, one.press.rest))


async def _ask_only(one: Pressed, speaker: Callable[[Searcher], Speaker | None]) -> None:
    def answered(searcher: Searcher, shown: Shown) -> Reply | None:
        found = speaker(searcher)
        return asking.only(searcher, shown, found, one.press.language) if found else None

    await _answer(one, answered)


async def _choice(one: Pressed) -> None:
    """The answer once it is said whom an ambiguous name means."""
    number = int(one.press.rest) if one.press.rest.isdecimal() else -1
    await _answer(one, lambda searcher, shown: asking.chosen(searcher, shown, number, one.press.language))


async def _answer(one: Pressed, answered: Callable[[Searcher, Shown], Reply | None]) -> None:
    """Send what `answered` makes of the question that the button stands under."""
    shown, message, desk = await one.shown(), one.message, service(one.context).desk
    if shown is None or message is None:
        await sending.tell(one.query, REPLIES[one.press.language].asked_anew)
        return
    await sending.tell(one.query, None)
    work = worked(
        one.update,
        one.context,
        one.press.language,
        lambda: desk.read(lambda searcher: [answered(searcher, shown)]),
    )
    for reply in await work or ():  # nothing where it was given up, as the user knows
        if reply:
            await send_reply(one.update, one.context, message, reply, one.press.language)
        else:
            await sending.say(message, WORDS[one.press.language].gone)


async def _more(one: Pressed) -> None:
    """Further passages on the same question."""
    shown, message, replies = await one.shown(), one.message, REPLIES[one.press.language]
    if shown is None or message is None:
        await sending.tell(one.query, replies.asked_anew)
    elif await send_more(one.update, one.context, message, shown, one.press.language, message.message_id):
        await sending.tell(one.query, None)
    else:
        await sending.tell(one.query, no_more_text(one.press.language))


async def _opinion(one: Pressed) -> None:
    """An opinion on the answer, kept for the owner with question and passages."""
    shown, message, replies, found = await one.shown(), one.message, REPLIES[one.press.language], service(one.context)
    if shown is None or message is None or not found.kept.opinions:
        await sending.tell(one.query, replies.asked_anew)
        return
    good, who = one.press.action is Action.GOOD, one.asker
    asked = asking.words_of(shown.conversation, shown.question)
    await found.desk.read(
        lambda _: found.state.save_feedback(
            who.chat, message.message_id, who.user, good=good, question=asked, passages=shown.passages
        )
    )
    await sending.tell(one.query, replies.thanks)


async def _cancel(one: Pressed) -> None:
    """What is being searched for is given up."""
    sender = one.asker.chat if one.press.asker == ANYBODY else one.asker.user  # whoever wrote in the group's name
    cancelled = await connection.cancel(one.context, (sender, one.asker.chat))
    await sending.tell(one.query, None if cancelled else REPLIES[one.press.language].nothing_to_cancel)


async def _language(one: Pressed) -> None:
    """Another language of the bot's own words."""
    chosen = next((language for language in LANGUAGES if language == one.press.rest), None)
    await speak(one.context, one.asker, chosen)
    await sending.tell(one.query, REPLIES[chosen or one.press.language].language_set)


async def _keep_to(one: Pressed) -> None:
    """Only this speaker from now on."""
    desk, language = service(one.context).desk, one.press.language
    found = await desk.read(lambda searcher: asking.speaker_marked(searcher.library, one.press.rest))
    if found is None or one.message is None:
        await sending.tell(one.query, WORDS[language].gone)
        return
    await sending.tell(one.query, None)
    await sending.say(one.message, await keep_to(one.context, one.asker, found, language))


async def _list(one: Pressed) -> None:
    """Another page of a list."""
    press, number = one.press, int(one.press.rest) if one.press.rest.isdecimal() else -1
    desk = service(one.context).desk
    page = await desk.read(lambda searcher: list_page(searcher, press.action, number, press.language))
    if page is None or one.message is None:
        await sending.tell(one.query, WORDS[press.language].gone)
        return
    await sending.tell(one.query, None)
    keyboard = list_keyboard(press.action, page.number, page.count, one.setting)
    await sending.replace_page(one.query, Page(page.text), keyboard)


_WORK: dict[Action, Callable[[Pressed], Awaitable[None]]] = {
    Action.BACK: _turn,
    Action.ON: _turn,
    Action.AROUND: _around,
    Action.ONLY: _only,
    Action.OFFER: _offer,
    Action.CHOICE: _choice,
    Action.MORE: _more,
    Action.GOOD: _opinion,
    Action.BAD: _opinion,
    Action.CANCEL: _cancel,
    Action.LANGUAGE: _language,
    Action.KEEP_TO: _keep_to,
    Action.SPEAKERS: _list,
    Action.RECORDS: _list,
}
