"""Which of several is picked, by a number, a name or what stands beside it."""

import re
from collections.abc import Sequence
from unicodedata import normalize

from corpus.model import SpeakerSummary
from corpus.names import Roster
from corpus.roles import has_cjk, is_role_word
from retrieval.follow_ups import VERBAL
from retrieval.model import Candidate
from retrieval.whose import without_mentions

_NUMBER = re.compile(r"\W*(?:no\.?|number|#|№)?\s*(\d{1,3})\s*(?:番目?|つ目)?\W*", re.IGNORECASE)
_ORDINALS = tuple(
    re.compile(rf"(?:(?:the )?{en}(?: one)?|{ru}(?: из них)?|{ja}(?:の(?:人|方))?)(?:,? (?:please|пожалуйста))?")
    for en, ru, ja in (
        ("first", "перв(?:ый|ая|ое|ого|ой|ую|ым)", "(?:最初|一番目)"),
        ("second", "втор(?:ой|ая|ое|ого|ую|ым)", "二番目?"),
        ("third", "трет(?:ий|ья|ье|ьего|ьей|ью|ьим)", "三番目?"),
    )
)
_SAYS_NOTHING = re.compile(
    r"the|an?|one|from|of|is|it|s|i|mean|meant|that|this|mrs?|ms|please|yes|ok|okay|and|show|me|only|just"
    r"|а|и|да|ну|из|от|это|я|имею|имел[аи]?|в|виду|пожалуйста|покажи(?:те)?|мне|только"
    r"|(?:です|お願いします|の?(?:ほう|方|発言|見解)|は|が|の|を|も|で|さん|氏|様)+"
)  # beside the name of who is picked
MOST_OF_OFFICE = 4  # words of an office that is no part of a question


def choose(said: str, candidates: Sequence[Candidate], roster: Roster) -> Candidate | None:
    """Which of `candidates` is picked by `said`: a number from 1, a name, given name, role or record; or None."""
    plain = normalize("NFKC", said).strip().casefold().rstrip(".?!。？！ ")
    if number := _NUMBER.fullmatch(plain):
        place = int(number[1]) - 1
        return candidates[place] if 0 <= place < len(candidates) else None
    for ordinal, candidate in zip(_ORDINALS, candidates, strict=False):
        if ordinal.fullmatch(plain):
            return candidate
    if not plain or len(plain) > 60:
        return None
    speakers = list(dict.fromkeys(one.speaker for one in candidates))
    among = Roster([roster.summary(speaker) for speaker in speakers])
    named = among.resolve(said) if not _asks_more(said, among) else ()
    fitting = [one for one in candidates if one.speaker in named]
    if len(fitting) != 1:
        fitting = [one for one in candidates if _is_beside(plain, one)]
    return fitting[0] if len(fitting) == 1 else None


def _is_beside(plain: str, candidate: Candidate) -> bool:
    """Whether `plain` is some of what stands beside the candidate's name, in whole words; or the whole id."""
    words = " ".join(_telling(plain))
    beside = [" ".join(_telling(one)) for one in (candidate.role, candidate.record) if one]
    if has_cjk(words):
        return len(words) > 1 and any(words in one for one in beside)
    return plain == candidate.speaker.id.casefold() or (
        len(words) > 2 and any(f" {words} " in f" {one} " for one in beside)
    )


def _telling(said: str) -> list[str]:
    return [word for word in re.findall(r"\w+", said.casefold()) if not _SAYS_NOTHING.fullmatch(word)]


def _asks_more(said: str, among: Roster) -> bool:
    """Whether `said` is more than a name, or an office: a question of its own."""
    mentions = among.mentions(said)
    words = _telling(without_mentions(said, mentions))
    known = {word for one in among.summaries for word in _telling(" ".join(_known_as(one)))}
    if mentions or known.issuperset(words):
        return not known.issuperset(words)
    is_office = any(map(is_role_word, words)) and len(words) <= MOST_OF_OFFICE and not VERBAL.search(said)
    return len(words) > 1 and not is_office


def _known_as(summary: SpeakerSummary) -> tuple[str, ...]:
    return (*summary.roles, *summary.records, summary.speaker.name, *summary.speaker.aliases)
