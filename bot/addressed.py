"""Whether a message in a group speaks to the bot, and what it says to it. Pure."""

from dataclasses import dataclass

from telegram import Message, MessageEntity, Update
from telegram.constants import ChatType, MessageEntityType


@dataclass(frozen=True, slots=True)
class Me:
    """The bot as others see it: its id and its user name, without @."""

    id: int
    name: str


def is_private(message: Message) -> bool:
    """Whether only one user and the bot are in the chat."""
    return message.chat.type == ChatType.PRIVATE


def is_addressed(message: Message, me: Me) -> bool:
    """Whether the bot is spoken to: in private always, in a group where it is mentioned or replied to."""
    return is_private(message) or _is_reply_to(message, me) or any(_names(message, one, me) for one in _marks(message))


def said_to(message: Message, me: Me) -> str:
    """The words of the message without the mentions of the bot."""
    words = (message.text or message.caption or "").encode("utf-16-le")
    mentions = [entity for entity in _marks(message) if _names(message, entity, me)]
    for entity in sorted(mentions, key=lambda one: one.offset, reverse=True):
        end = 2 * (entity.offset + entity.length)
        words = words[: 2 * entity.offset] + " ".encode("utf-16-le") + words[end:]
    text = words.decode("utf-16-le", errors="replace")
    return text.strip().strip(",:、，").strip() if mentions else text.strip()


def sender_of(update: Update) -> int | None:
    """The id of who sent `update`: a user, or the chat in whose name a user writes. None where nobody did.

    An anonymous administrator writes in the group's name; the user given beside it is the same for those of all groups.
    """
    return update.effective_sender.id if update.effective_sender else None


def thread_of(message: Message) -> int | None:
    """The topic of a forum that the message stands in; None elsewhere: a thread of replies is no topic."""
    return message.message_thread_id if message.is_topic_message else None


def _marks(message: Message) -> tuple[MessageEntity, ...]:
    return tuple(message.entities if message.text else message.caption_entities)


def _names(message: Message, entity: MessageEntity, me: Me) -> bool:
    """Whether this mark of the message means the bot."""
    if entity.type == MessageEntityType.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    if entity.type != MessageEntityType.MENTION:
        return False
    words = (message.text or message.caption or "").encode("utf-16-le")
    named = words[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le", errors="replace")
    return named.casefold() == f"@{me.name}".casefold()


def _is_reply_to(message: Message, me: Me) -> bool:
    other = message.reply_to_message
    return other is not None and other.from_user is not None and other.from_user.id == me.id
