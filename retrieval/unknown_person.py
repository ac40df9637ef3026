"""A person who is asked to speak and is none of the speakers: 小池あきらは何と, "What did Boris Johnson say"."""

import re
from collections.abc import Iterator, Sequence

from corpus.common_words import is_common_word
from corpus.given_names import is_given_name
from corpus.kanji_given import is_in_full
from corpus.model import Speaker
from corpus.name_context import masked, speaker_slots, with_titles
from corpus.names import Mention, Roster
from corpus.office_likeness import is_in_same_letters
from corpus.ordinary_words import is_ordinary
from corpus.roles import is_role_word

_MOST = 5  # names of one question that are looked into
_IN_KANJI = re.compile(
    r"(?<![一-龥々ァ-ヺー])[一-龥々]{2,3}(?:[ \u3000]?[一-龥々]{1,3}?|[ \u3000]?[ぁ-ん]{2,5}?)"
    r"(?=[はがもの]|によ|(?:氏|さん|君|議員|委員|首相|総理|大臣|知事)[はがもの])"
)
_IN_LETTERS = re.compile(r"[A-ZА-ЯЁ][a-zа-яё’'-]+(?: [A-ZА-ЯЁ]\.)? [A-ZА-ЯЁ][a-zа-яё’'-]+(?![\w’'-])(?! [A-ZА-ЯЁ])")


def unknown_person(text: str, mentions: Sequence[Mention], roster: Roster) -> str | None:
    """Whom `text` asks to speak by a name in full that nobody of `roster` bears; None where it asks nobody such.

    `mentions` are the names of `roster` in `text`.
    """
    known = [with_titles(text, one.start, one.end)[:2] for one in mentions]
    for start, end in list(_named(text))[:_MOST]:
        if any(first < end and start < last for first, last in known):
            continue
        slots = speaker_slots(masked(text, [with_titles(text, start, end)[:2], *known]))
        if any(first <= start and end <= last for first, last in slots) and not roster.resolve(text[start:end]):
            return text[start:end]
    return None


def _named(text: str) -> Iterator[tuple[int, int]]:
    yield from (one.span() for one in _IN_KANJI.finditer(text) if is_in_full(one[0]))
    yield from (one.span() for one in _IN_LETTERS.finditer(text) if _is_name(one[0].split()))


def _is_name(words: Sequence[str]) -> bool:
    last = words[-1]
    return is_given_name(words[0]) and not any(known(last) for known in (is_common_word, is_ordinary, is_role_word))


class Unknown:
    """A person who is none of the speakers of `roster`."""

    def __init__(self, name: str, roster: Roster) -> None:
        """Look for `name`, in any script, where nobody of `roster` is named."""
        self._name = name
        self._alone = Roster([Speaker(name, name)])
        self._roster = roster

    def is_named_in(self, text: str) -> bool:
        """Whether `text` may name this person: 安倍総理 is 安倍晋三, but 小池知事, who is known, is not 小池あきら.

        In the letters of another language anything may: Bach is バッハ.
        """
        if not is_in_same_letters(self._name, text):
            return True
        found = self._alone.mentions(text)
        known = self._roster.mentions(text) if found else []
        return any(all(one.end <= other.start or other.end <= one.start for other in known) for one in found)
