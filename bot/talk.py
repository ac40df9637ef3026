"""What the bot remembers of a conversation, as JSON that can be kept and is never trusted to be of this index."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from bot.references import token
from corpus.model import Speaker
from corpus.names import Roster
from retrieval.conversation import Conversation, Pending
from retrieval.model import Candidate, Scope
from retrieval.question import Understood

ASKS_KEPT = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """One whom an ambiguous name may mean: a speaker's id, and what tells this one from the others."""

    speaker: str
    role: str | None = None
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What was said when an ambiguous name was asked back, whom it may mean, and what was chosen before."""

    said: str
    candidates: tuple[Choice, ...]
    chosen: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """One question and what was shown of the answer.

    `key` is what its buttons carry, `message` the message that asked it; `text`, `speakers` (ids) and `record` are
    what was searched, and where; `shown` are passage ids.
    """

    key: str
    said: str
    message: int
    text: str
    speakers: tuple[str, ...] | None = None
    record: str | None = None
    scope: Scope = field(default_factory=Scope)
    shown: tuple[str, ...] = ()
    waiting: Waiting | None = None
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation: its last subject and speakers (ids), what limits it, and the last questions, newest last."""

    subject: str | None = None
    speakers: tuple[str, ...] | None = None
    record: str | None = None
    scope: Scope = field(default_factory=Scope)
    waiting: Waiting | None = None
    asks: tuple[Ask, ...] = ()

    def ask(self, key: str) -> Ask | None:
        """The question of this key, while it is remembered."""
        return next((one for one in self.asks if one.key == key), None)

    def with_ask(self, ask: Ask) -> Self:
        """The same with `ask` as the newest question, in place of the one of its key."""
        others = [one for one in self.asks if one.key != ask.key]
        return replace(self, asks=(*others, ask)[-ASKS_KEPT:])

    def with_shown(self, ask: Ask) -> Self:
        """The same with what was shown of `ask`, in its place."""
        return replace(self, asks=tuple(ask if one.key == ask.key else one for one in self.asks))

    def after(self, conversation: Conversation) -> Self:
        """The same, gone on to `conversation`."""
        return replace(
            self,
            subject=conversation.subject,
            speakers=ids_of(conversation.speakers),
            record=conversation.record,
            scope=conversation.scope,
            waiting=waiting_of(conversation.pending),
        )


def key_of(chat: int, message: int) -> str:
    """The key of the question that a message asked."""
    return token(f"{chat}/{message}")


def conversation_of(talk: Talk, roster: Roster) -> Conversation:
    """`talk` as retrieval knows it, without the speakers who are no longer on record."""
    speakers = None if talk.speakers is None else tuple(known(talk.speakers, roster)) or None
    return Conversation(talk.subject, speakers, talk.record, talk.scope, pending_of(talk.waiting, roster))


def understood_of(ask: Ask, roster: Roster) -> Understood | None:
    """What `ask` searches for; None where a speaker whom it is limited to is no longer on record."""
    if ask.speakers is None:
        return Understood(ask.text, record=ask.record)
    speakers = tuple(known(ask.speakers, roster))
    return Understood(ask.text, speakers, record=ask.record) if len(speakers) == len(ask.speakers) else None


def pending_of(waiting: Waiting | None, roster: Roster) -> Pending | None:
    """The choice that was left open; None where one to choose is no longer on record."""
    if waiting is None:
        return None
    candidates, chosen = _candidates(waiting.candidates, roster), _candidates(waiting.chosen, roster)
    complete = len(candidates) == len(waiting.candidates) and len(chosen) == len(waiting.chosen)
    return Pending(waiting.said, candidates, chosen) if complete else None


def waiting_of(pending: Pending | None) -> Waiting | None:
    """The choice left open, as it is kept."""
    return pending and Waiting(pending.said, _choices(pending.candidates), _choices(pending.chosen))


def ids_of(speakers: Iterable[Speaker] | None) -> tuple[str, ...] | None:
    """The ids of `speakers`; None for None."""
    return None if speakers is None else tuple(one.id for one in speakers)


def known(ids: Iterable[str], roster: Roster) -> list[Speaker]:
    """Those of these ids who are on record."""
    return [speaker for wanted in ids for speaker in roster.resolve(wanted) if speaker.id == wanted]


def written(talk: Talk) -> str:
    """`talk` as JSON."""
    return json.dumps(asdict(talk), ensure_ascii=False, separators=(",", ":"))


def read(kept: str | None) -> Talk:
    """The conversation in `kept`; a new one where there is none, or none that this version understands."""
    if not kept:
        return Talk()
    try:
        return _talk(json.loads(kept))
    except (ValueError, TypeError, KeyError, AttributeError):
        return Talk()


def _choices(candidates: Iterable[Candidate]) -> tuple[Choice, ...]:
    return tuple(Choice(one.speaker.id, one.role, one.record) for one in candidates)


def _candidates(choices: Iterable[Choice], roster: Roster) -> tuple[Candidate, ...]:
    return tuple(Candidate(speaker, one.role, one.record) for one in choices for speaker in known([one.speaker], roster))


def _talk(said: dict[str, Any]) -> Talk:
    return Talk(
        said["subject"],
        _ids(said["speakers"]),
        said["record"],
        Scope(**said["scope"]),
        _waiting(said["waiting"]),
        tuple(map(_ask, said["asks"])),
    )


def _ask(said: dict[str, Any]) -> Ask:
    changed = {
        "speakers": _ids(said["speakers"]),
        "scope": Scope(**said["scope"]),
        "shown": tuple(said["shown"]),
        "waiting": _waiting(said["waiting"]),
        "offers": tuple(said["offers"]),
    }
    return Ask(**said | changed)


def _waiting(said: dict[str, Any] | None) -> Waiting | None:
    if said is None:
        return None
    candidates, chosen = (tuple(Choice(**one) for one in said[name]) for name in ("candidates", "chosen"))
    return Waiting(said["said"], candidates, chosen)


def _ids(said: list[str] | None) -> tuple[str, ...] | None:
    return None if said is None else tuple(said)
