"""Where the record asks what is asked, the answer is what was replied to it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from corpus.model import Excerpt, Speaker
from corpus.passages import sentences
from corpus.pattern import Pattern
from retrieval.expected import asks_number, holds_number
from retrieval.model import Quote
from retrieval.quoting import WITHOUT_NUMBER, Judged, best_quotes, decisive_sentence, judged
from retrieval.search import Ranking, Searcher

CALL = 40  # characters; a longer turn between a question and its reply does more than call who replies
FEW = 4  # sentences, of which the last asks
ASIDE = 3  # passages of a turn; one who says more before asking asks of several things
LOOKED_AT = 5  # passages of a ranking in which a question is looked for
BESIDE = 12  # passages before and after, among which those who speak next to a question and its reply are looked for
OF_IT = 0.35  # cosine of a passage to the question before it, from which it speaks of the same, whoever speaks next
SAME = 0.25  # cosine of two questions that ask the same
REMARK = 80  # characters; who presides says no more than that only to keep order
_CLOSED = r"[」』）)\]】》〉”’\"'»*_\s]*$"
_ASKS = Pattern(
    rf"(?:[?？؟;]|(?:です|ます|でした|ました|ません|でしょう|だろう|ましょう|[のたいんる]|いかが)か[。.]?){_CLOSED}"
    rf"|(?:伺います|伺いたい(?:と思います|です)?|お(?:聞かせ|示し|答え)(?:ください|いただきたい[^。]*)|お尋ね(?:し|いたし)ます"
    rf"|教えて(?:ください|いただ[^。]*))[。.]?{_CLOSED}"
)
_OF_WHAT_WAS_ASKED = Pattern(
    r"(?i)\bask(?:s|ed|ing)?\b|\bquestions?\b|\bспро(?:с|ш)|\bспраш|\bвопрос|質問|尋ね|問い|問う|問わ|(?<!お)聞(?:い|き|か)",
    needs=("ask", "question", "спр", "вопрос", "質問", "尋ね", "問", "聞"),
)
_SAYS_YES = Pattern(
    r"(?i)(?:\W*(?:yes|no|yeah|yep|nope|mm|hmm|uh|huh|okay|ok|right|sure|absolutely|correct|exactly|of course|indeed"
    r"|hear|はい|ええ|うん|いいえ|そうです(?:よ?ね|か)?|да|нет|угу|ага|конечно|верно|точно)(?!\w))+\W*"
)
_FOR_YES_OR_NO = Pattern(
    r"(?is)\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must|разве|неужели)\b"
    r"|.*\bли\b|(?!.*(?:何|誰|だれ|なぜ|どう|どこ|いつ|ど[のれん]|いく[つら])).*か[。?？]?$"
)
_PRESIDES = Pattern(
    r"(?i)(?:the |madam |mr\.? )?(?:acting |vice-?|deputy )?(?:chair(?:man|woman|person)?|president|speaker|moderator"
    r"|presiding officer)|(?:仮|臨時|副)?(?:議長|委員長|座長|会長)|司会者?|председател\w+|ведущ\w+"
)
_OF_A_REPLY = Pattern(
    r"(?i)\b(?:answer(?:s|ed)?|repl(?:y|ies|ied)|respond(?:s|ed)?)\b|\bотве(?:ти|ча)|答え|答弁|回答|返答"
)


def asks_to_the_end(text: str, decisive: tuple[int, int]) -> bool:
    """Whether the sentence of `text` in the slice `decisive` asks, and all that is said after it does."""
    rest = [text[start:end] for start, end in sentences(text) if start >= decisive[0]]
    return bool(rest) and all(_ASKS.search(one) for one in rest)


def is_of_what_was_asked(question: str) -> bool:
    """Whether `question` wants to know what was asked, and not what was replied: "What did Keller ask?"."""
    return _OF_WHAT_WAS_ASKED.search(question) is not None


def with_replies(searcher: Searcher, question: str, found: Iterable[Judged]) -> Iterator[Judged]:
    """The passages `found` in their order, before the first that asks what `question` does what was replied to it.

    The reply comes after where who asks tells more: the number that is asked for, or all of what is only affirmed.
    Those that follow ask something else, and what was replied to them answers that.
    """
    wants_number, reply = asks_number(question), None
    for one in found:
        if reply is not None:
            yield one
            continue
        reply = reply_to(searcher, question, one)
        if reply is None:
            yield one
            continue
        tells = (wants_number and holds_number(one.excerpt.text)) or _SAYS_YES.fullmatch(reply.excerpt.text)
        yield from (one, reply) if tells else (reply, one)


def replies_of(searcher: Searcher, question: str, ranking: Ranking, speakers: Collection[Speaker]) -> Iterator[Judged]:
    """What one of `speakers` replied to the best passages of `ranking`, in its order.

    Who only says yes has said nothing of a subject: that answers a question for yes or no alone.
    """
    names = {speaker.name for speaker in speakers}
    found = (reply_to(searcher, question, one, on_all=True) for one in judged(searcher, question, ranking, LOOKED_AT))
    by_them = (reply for reply in found if reply and reply.excerpt.speaker in names)
    return (one for one in by_them if _FOR_YES_OR_NO.match(question) or not _SAYS_YES.fullmatch(one.excerpt.text))


def who_replied(searcher: Searcher, question: str, ranking: Ranking, limit: int, wanted: float) -> tuple[Quote, ...]:
    """One quote of each who replied to what of `ranking` asks what `question` does, at most `limit`."""
    replies = (reply_to(searcher, question, one, on_all=True) for one in judged(searcher, question, ranking, LOOKED_AT))
    first = {reply.excerpt.speaker: reply for reply in reversed([one for one in replies if one])}
    return best_quotes(searcher, question, reversed(first.values()), wanted, limit)


def asks_who_replied(question: str) -> bool:
    """Whether `question`, which asks who it was, wants who answered and not who asked: "Who answered about …?"."""
    return _OF_A_REPLY.search(question) is not None


def reply_to(searcher: Searcher, question: str, asked: Judged, *, on_all: bool = False) -> Judged | None:
    """What somebody else replied where `asked` asks what `question` does, as surely as that; None where it does not.

    A short turn between them that calls who replies ("Minister Ito.") is passed over. What asks in its turn, lacks
    the number that is asked for, or only comes next in a debate is no reply. `on_all` is whether a reply is wanted on
    whatever is said before asking, in a few sentences: of one who is named, no other passage may speak of it.
    """
    text = asked.excerpt.text
    if not (searcher.in_order and asked.excerpt.speaker and _ASKS.search(text)):
        return None
    if not (on_all and len(sentences(text)) <= FEW) and not _decides_by_asking(searcher, question, asked):
        return None
    reply = _next_said(searcher, asked)
    if reply is None or asks_to_the_end(reply.excerpt.text, (0, 0)):
        return None
    return _with_number(asked, reply) if asks_number(question) else reply


def _decides_by_asking(searcher: Searcher, question: str, asked: Judged) -> bool:
    query = searcher.query(question)
    decisive = decisive_sentence(searcher, query, asked.row, asked.excerpt)
    if not decisive or not asks_to_the_end(asked.excerpt.text, decisive[0]):
        return False
    return float(searcher.index.sentence_cosines(query, np.array([asked.row]))[0].max()) >= SAME


def _with_number(asked: Judged, reply: Judged) -> Judged | None:
    """`reply` where a number is asked for and it holds one, which `asked` need not."""
    if not holds_number(reply.excerpt.text):
        return None
    return reply if holds_number(asked.excerpt.text) else replace(reply, sure=asked.sure / WITHOUT_NUMBER)


def _next_said(searcher: Searcher, asked: Judged) -> Judged | None:
    """The first passage of the turn that replies to `asked`, the last one of a turn of few passages."""
    around = _around(searcher, asked.row)
    if (first := around.get(-ASIDE)) and first.turn == asked.excerpt.turn:
        return None
    after, then = around.get(1), around.get(2)
    if after is None or after.turn == asked.excerpt.turn:
        return None
    place = 2 if then and then.turn != after.turn and _calls(searcher, after, then) else 1
    reply = _reply(asked, around[place], place)
    return reply if reply and _replies(searcher, asked, reply, around) else None


def _replies(searcher: Searcher, asked: Judged, reply: Judged, around: Mapping[int, Excerpt]) -> bool:
    """Whether what is said next is a reply: in a debate it is often of something else, or a remark of the chair.

    It is where it speaks of what was asked, or the two speak by turns.
    """
    if searcher.index.likeness(asked.row, reply.row) >= OF_IT:
        return True
    remark = len(reply.excerpt.text) <= REMARK and _PRESIDES.fullmatch(reply.excerpt.speaker or "")
    return not remark and _speak_by_turns(asked, reply, around)


def _speak_by_turns(asked: Judged, reply: Judged, around: Mapping[int, Excerpt]) -> bool:
    """Whether who asked speaks again after the reply, or who replied spoke before the question, or nobody else does."""
    pair = (asked.excerpt.speaker, reply.excerpt.speaker)
    rows = sorted(around)
    before = _speaks_next([around[place] for place in reversed(rows) if place < 0], asked.excerpt.turn, pair)
    later = [around[place] for place in rows if place > reply.row - asked.row]
    after = _speaks_next(later, reply.excerpt.turn, pair)
    return before == pair[1] or after == pair[0] or (before is None and after is None)


def _speaks_next(said: Iterable[Excerpt], turn: int, pair: Collection[str | None]) -> str | None:
    """The first of another turn who speaks, and does not only call one of `pair`; None where nobody does."""
    others = (one for one in said if one.turn != turn and one.speaker)
    return next((one.speaker for one in others if one.speaker in pair or len(one.text) > CALL), None)


def _around(searcher: Searcher, row: int) -> dict[int, Excerpt]:
    """The passages of the same record some places before and after that in `row`, by how many."""
    places = np.arange(-BESIDE, BESIDE + 1)
    records = searcher.index.records(row + places)
    there = places[records == records[BESIDE]]
    excerpts = searcher.readable.excerpts(searcher.index.keys(row + there).tolist())
    return {place: one for place, one in zip(there.tolist(), excerpts, strict=True) if one is not None}


def _calls(searcher: Searcher, call: Excerpt, called: Excerpt) -> bool:
    """Whether `call` only gives the floor to who speaks in `called`."""
    if len(call.text) > CALL or called.speaker in (None, call.speaker):
        return False
    named = (speaker.name for one in searcher.roster.mentions(call.text) for speaker in one.speakers)
    return called.speaker in named


def _reply(asked: Judged, said: Excerpt, places: int) -> Judged | None:
    own = said.speaker in (None, asked.excerpt.speaker) or said.start < asked.excerpt.end
    return None if own else Judged(asked.row + places, said, asked.sure)
