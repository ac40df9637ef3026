"""The commands: what each does."""

import logging
from collections.abc import Callable
from dataclasses import replace

from telegram import Message, Update

from bot import asking, connection, sending
from bot.additions import formats
from bot.asking import Asker
from bot.buttons import Action, mark_of
from bot.context import Context as Shown
from bot.handlers import (
    asker_of,
    language_for,
    replied_passage,
    send_passages,
    send_reply,
    worked,
)
from bot.keyboards import Setting, language_keyboard, list_keyboard, named_keyboard
from bot.lists import ListPage, records_page, speakers_page
from bot.privacy import privacy_text
from bot.references import passage_of, speaker_mark
from bot.render import Page
from bot.replies import REPLIES
from bot.service import Context, me, service
from bot.state import ChatSettings
from bot.wording import WORDS, greeting
from corpus.model import Speaker
from retrieval.language import Language
from retrieval.model import Candidate
from retrieval.question import meant
from retrieval.search import Searcher
from retrieval.wording import no_more_text

log = logging.getLogger(__name__)


async def start(update: Update, context: Context) -> None:
    """/start: what the bot does, and what it holds; behind a link to a passage, that passage."""
    message = update.effective_message
    if message is None:
        return
    language = await language_for(update, context)
    payload = context.args[0] if context.args else ""
    if name := passage_of(payload):
        desk = service(context).desk
        pages = await desk.read(lambda searcher: asking.passage_pages(searcher.library, name, language))
        if pages:
            await send_passages(update, context, message, pages, language)
        else:
            await sending.say(message, REPLIES[language].link_gone)
    elif payload:  # from the button above inline results
        await show_help(update, context)
    else:
        await sending.say(message, greeting(await service(context).desk.titles(), language))


async def show_help(update: Update, context: Context) -> None:
    """/help: how to ask, in private and in groups."""
    if message := update.effective_message:
        language = await language_for(update, context)
        in_groups = REPLIES[language].group_help.format(bot=me(context).name)
        await sending.say(message, f"{WORDS[language].help}\n{in_groups}")


async def group_moved(update: Update, context: Context) -> None:
    """A group has become a supergroup, a chat of another id: what was chosen in it goes along."""
    message = update.effective_message
    if message is None:
        return
    old, new = message.migrate_from_chat_id or message.chat_id, message.migrate_to_chat_id or message.chat_id
    found = service(context)
    await found.desk.read(lambda _: found.state.move(old, new))
    if found.private and old in found.allowed:
        log.warning("the group %d, which is allowed, is %d now: put that into `allowed`", old, new)


async def unknown_command(update: Update, context: Context) -> None:
    """Any other command."""
    if message := update.effective_message:
        await sending.say(message, WORDS[await language_for(update, context)].unknown_command)


async def speakers(update: Update, context: Context) -> None:
    """/speakers: who speaks in the record, a page at a time."""
    await _first_page(update, context, Action.SPEAKERS)


async def records(update: Update, context: Context) -> None:
    """/records: what is on record, a page at a time."""
    await _first_page(update, context, Action.RECORDS)


def list_page(searcher: Searcher, action: Action, number: int, language: Language) -> ListPage | None:
    """Page `number` of the speakers or the records; None where there is no such page."""
    if action is Action.SPEAKERS:
        return speakers_page(searcher.library.speakers(), number, language)
    return records_page(searcher.library.records(), number, language)


async def speaker(update: Update, context: Context) -> None:
    """/speaker NAME: only that speaker's words from now on; /speaker alone: everybody's."""
    message, asker = update.effective_message, asker_of(update)
    if message is None or asker is None:
        return
    name = " ".join(context.args or [])
    language = await language_for(update, context, name)
    found = await service(context).desk.read(lambda searcher: _called(searcher, name)) if name else ()
    if name and not found:
        await sending.say(message, REPLIES[language].nobody_called)
    elif len({one.speaker.id for one in found}) > 1:
        setting = Setting(language, mark_of(asker.user))
        choices = [(one.label, speaker_mark(one.speaker.id)) for one in found]
        await sending.say(message, REPLIES[language].which_one, named_keyboard(choices, setting, Action.KEEP_TO))
    else:
        await sending.say(message, await keep_to(context, asker, found[0].speaker if found else None, language))


async def keep_to(context: Context, asker: Asker, kept: Speaker | None, language: Language) -> str:
    """Limit what `asker` asks from now on to the words of `kept`, or of nobody; what to say to that."""
    await _choose(context, asker, lambda before: replace(before, speaker=kept.id if kept else None))
    replies = REPLIES[language]
    return replies.only_from_now.format(speaker=kept.name) if kept else replies.everybody


async def language(update: Update, context: Context) -> None:
    """/language: which language the bot speaks."""
    message, asker = update.effective_message, asker_of(update)
    if message and asker:
        spoken = await language_for(update, context)
        keyboard = language_keyboard(Setting(spoken, mark_of(asker.user)))
        await sending.say(message, REPLIES[spoken].which_language, keyboard)


async def speak(context: Context, asker: Asker, chosen: Language | None) -> None:
    """Speak `chosen` to `asker` from now on; None: the language of each question."""
    await _choose(context, asker, lambda before: replace(before, language=chosen))


async def privacy(update: Update, context: Context) -> None:
    """/privacy: what is kept."""
    message, asker = update.effective_message, asker_of(update)
    if message and asker:
        found, spoken = service(context), await language_for(update, context)
        await sending.say(message, privacy_text(found.kept, spoken, is_owner=asker.user in found.owners))


async def forget(update: Update, context: Context) -> None:
    """/forget: all that is kept about the user is deleted."""
    message, asker = update.effective_message, asker_of(update)
    if message and asker:
        spoken = await language_for(update, context)
        state = service(context).state
        await service(context).desk.read(lambda _: state.forget(asker.user))
        await sending.say(message, REPLIES[spoken].forgotten)


async def how_to_add(update: Update, context: Context) -> None:
    """/add, an owner's: how to add a record."""
    if message := update.effective_message:
        replies = REPLIES[await language_for(update, context)]
        await sending.say(message, replies.add_how.format(formats=", ".join(formats())))


async def cancel(update: Update, context: Context) -> None:
    """/cancel: what is being searched for is given up; its own handler says so."""
    message, asker = update.effective_message, asker_of(update)
    if message and asker and not await connection.cancel(context, (asker.user, asker.chat)):
        await sending.say(message, REPLIES[await language_for(update, context)].nothing_to_cancel)


async def more(update: Update, context: Context) -> None:
    """/more: further passages on the last question."""
    message, asker = update.effective_message, asker_of(update)
    if message is None or asker is None:
        return
    spoken = await language_for(update, context)
    shown = await shown_under(context, asker, asking.last_answer_to(asker))
    if shown is None or not shown.question:
        await sending.say(message, REPLIES[spoken].no_question)
    elif not await send_more(update, context, message, shown, spoken):
        await sending.say(message, no_more_text(spoken))


async def shown_under(context: Context, asker: Asker, message: int) -> Shown | None:
    """What the bot's `message` answers, as far as it is remembered."""
    found = service(context)
    return await found.desk.read(lambda searcher: found.state.shown(asker.chat, message, searcher.roster))


async def send_more(
    update: Update, context: Context, message: Message, shown: Shown, spoken: Language, under: int | None = None
) -> bool:
    """Send further passages on the question of `shown`; whether there are any."""
    desk = service(context).desk
    reply = await worked(
        update, context, spoken, lambda: desk.read(lambda searcher: asking.more(searcher, shown, spoken))
    )
    if reply is None:  # given up, as the user knows
        return True
    if not reply.pages:
        return False
    await send_reply(update, context, message, reply, spoken, () if under is None else (under,))
    return True


async def surroundings(update: Update, context: Context) -> None:
    """/context: what stands around the quote replied to, or the first of the last answer."""
    message, asker = update.effective_message, asker_of(update)
    if message is None or asker is None:
        return
    spoken = await language_for(update, context)
    found, replied = service(context), replied_passage(message, me(context))

    def around(searcher: Searcher) -> list[Page]:
        last = found.state.shown(asker.chat, asking.last_answer_to(asker), searcher.roster)
        name = replied or (last.passages[0] if last and last.passages else None)
        return asking.around(searcher.library, name, spoken) if name else []

    pages = await found.desk.read(around)
    if pages:
        await send_passages(update, context, message, pages, spoken)
    else:
        await sending.say(message, REPLIES[spoken].no_quote)


def _called(searcher: Searcher, name: str) -> tuple[Candidate, ...]:
    """Those whom `name` may mean."""
    return meant(searcher.roster.resolve(name), searcher.roster)


async def _first_page(update: Update, context: Context, action: Action) -> None:
    message, asker = update.effective_message, asker_of(update)
    if message is None or asker is None:
        return
    spoken = await language_for(update, context)
    page = await service(context).desk.read(lambda searcher: list_page(searcher, action, 0, spoken))
    if page:
        setting = Setting(spoken, mark_of(asker.user))
        await sending.say(message, page.text, list_keyboard(action, page.number, page.count, setting))


async def _choose(context: Context, asker: Asker, change: Callable[[ChatSettings], ChatSettings]) -> None:
    state = service(context).state

    def changed(_: Searcher) -> None:
        state.save_settings(asker.chat, asker.user, change(state.settings(asker.chat, asker.user)))

    await service(context).desk.read(changed)
