"""What a conversation remembers: enough to understand a follow-up."""

import re
from dataclasses import dataclass, field, replace

from corpus.names import Roster
from retrieval.model import Scope
from retrieval.question import understand, without_names

_ONLY_A_NAME = re.compile(
    r"(?:and|then|so|what|how|about|does|did|say|says|said|а|и|что|как|насч[её]т|же|ну|тогда|сказал[аи]?"
    r"|では|じゃあ|それでは|それなら|なら|さん|氏|は|も|どう|ですか|でしょうか|か|[\W_])*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Conversation:
    """The last subject asked about (without the names in it) and the scope that the user has set."""

    subject: str | None = None
    scope: Scope = field(default_factory=Scope)


def next_question(conversation: Conversation, said: str, roster: Roster) -> tuple[str, Conversation]:
    """The question that `said` stands for, and the conversation after it.

    A message that only names a speaker takes up the last subject: "And Zas?" after "What did Lavrov
    say about the UN?" asks what Zas said about the UN.
    """
    mentions = roster.mentions(said)
    if mentions and conversation.subject and _ONLY_A_NAME.fullmatch(without_names(said, mentions)):
        return f"{said} {conversation.subject}", conversation
    understood = understand(said, roster, Scope())
    return said, conversation if understood.reason else replace(conversation, subject=understood.text)
