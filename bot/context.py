"""What a follow-up needs, as JSON: a conversation, and the passages that were last shown in it."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from corpus.model import Speaker
from corpus.names import Roster
from retrieval.conversation import Choice, Conversation, Pending
from retrieval.model import Candidate, Form, Occasion, Scope

Json = dict[str, Any]
CandidateJson = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Context:
    """A conversation after its last `question`, and the ids of the passages that answered it."""

    conversation: Conversation = field(default_factory=Conversation)
    question: str = ""
    passages: tuple[str, ...] = ()

    def dumps(self) -> str:
        """All of it as JSON; of speakers the ids alone."""
        talk = self.conversation
        scope = {name: getattr(talk.scope, name) for name in Scope.__slots__}
        content = {
            "question": self.question,
            "passages": self.passages,
            "subject": talk.subject,
            "speakers": None if talk.speakers is None else [speaker.id for speaker in talk.speakers],
            "record": talk.record,
            "scope": scope,
            "pending": talk.pending and _pending_json(talk.pending),
            "form": talk.form.value,
            "occasion": talk.occasion and asdict(talk.occasion),
            "but": [speaker.id for speaker in talk.but],
            "offered": [speaker.id for speaker in talk.offered],
            "choices": [[_candidates_json(one.among), _candidate_json(one.taken)] for one in talk.choices],
        }
        return json.dumps(content, ensure_ascii=False)

    @classmethod
    def loads(cls, text: str, roster: Roster) -> Self:
        """What `dumps` wrote, its speakers as `roster` knows them now.

        Where one of them is gone, or another version wrote what this one does not know, only the question and the
        passages are left: a follow-up must not be asked of everybody instead.
        """
        content = json.loads(text)
        try:
            conversation = _conversation(content, roster)
        except (KeyError, TypeError, ValueError):
            conversation = Conversation()
        return cls(conversation, content["question"], tuple(content["passages"]))


def _conversation(content: Json, roster: Roster) -> Conversation:
    ids = content["speakers"]
    return Conversation(
        subject=content["subject"],
        speakers=None if ids is None else tuple(_speaker(id_, roster) for id_ in ids),
        record=content["record"],
        scope=Scope(**content["scope"]),
        pending=_pending(content["pending"], roster) if content["pending"] else None,
        form=Form(content.get("form", Form.QUOTES)),
        occasion=_occasion(content.get("occasion")),
        but=tuple(_speaker(id_, roster) for id_ in content.get("but", ())),
        offered=tuple(_speaker(id_, roster) for id_ in content.get("offered", ())),
        choices=tuple(
            Choice(_candidates(among, roster), _candidate(taken, roster)) for among, taken in content.get("choices", ())
        ),
    )


def _occasion(content: Json | None) -> Occasion | None:
    return Occasion(tuple(content["records"]), content["since"], content["until"]) if content else None


def _pending_json(pending: Pending) -> Json:
    return {
        "said": pending.said,
        "candidates": _candidates_json(pending.candidates),
        "chosen": _candidates_json(pending.chosen),
    }


def _candidates_json(found: tuple[Candidate, ...]) -> list[CandidateJson]:
    return [_candidate_json(one) for one in found]


def _candidate_json(one: Candidate) -> CandidateJson:
    return (one.speaker.id, one.role, one.record)


def _pending(content: Json, roster: Roster) -> Pending:
    return Pending(content["said"], _candidates(content["candidates"], roster), _candidates(content["chosen"], roster))


def _candidates(rows: list[CandidateJson], roster: Roster) -> tuple[Candidate, ...]:
    return tuple(_candidate(row, roster) for row in rows)


def _candidate(row: CandidateJson, roster: Roster) -> Candidate:
    id_, role, record = row
    return Candidate(_speaker(id_, roster), role, record)


def _speaker(id_: str, roster: Roster) -> Speaker:
    """The speaker of this id; raises KeyError."""
    return roster.summary(Speaker(id_, id_)).speaker
