"""To whom a pasted text ascribes its quotation: "…," said Sergey Lavrov; 「…」と小池知事は述べた. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.common_words import is_common_word
from corpus.model import Speaker, SpeakerSummary
from corpus.names import Mention, Roster
from corpus.office_words import offices_in
from corpus.roles import JA_TITLE_FOLLOWS, has_cjk, is_role_word
from retrieval.relations import with_others
from retrieval.whose import speaking

_SAID = (
    r"\b(?:said|says|say|told|tells|stated|states|stressed|noted|added|adds|warned|argued|declared|announced|replied"
    r"|answered|asked|insisted|explained|concluded|recalled|remarked|observed|emphasi[sz]ed|underlined|pointed out"
    r"|wrote|writes|according to|in the words of"
    r"|сказала?|сказали|заявила?|заявили|отметила?|подчеркнула?|добавила?|сообщила?|напомнила?|пояснила?|объяснила?"
    r"|ответила?|спросила?|предупредила?|заметила?|констатировала?|уточнила?|указала?|говорит|считает|по словам"
    r"|как (?:сказал|заявил|отметил|подчеркнул)а?)\b"
    r"|(?:と|と、)\s*(?:\S{0,20}?(?:は|が|も)、?)?\S{0,12}?(?:述べ|語[りっる]|話[しす]|発言|答[えべ]|答弁|指摘|強調"
    r"|説明|主張|表明|明言|訴え|言[いっう]|いう|コメント)"
)
SAYING = re.compile(_SAID, re.IGNORECASE)
_ADDRESSEE = re.compile(
    r"(?:\b(?:told|tells|to|asked|asks|thanked|with|of|about|by)|\b(?:с|к|о|об|для|от))\s+(?:[\w.]+\s+){0,2}$",
    re.IGNORECASE,
)
_JA_ADDRESSEE = re.compile(r"[^\s、。]{0,12}?(?:に|へ|との?|について|に対し)(?!は)")
_NAMED = re.compile(r"(?:[A-ZА-ЯЁ][\w’'-]*\.?[^\S\n]+){0,4}[A-ZА-ЯЁ][\w’'-]+")
_JA_NAMED = re.compile(
    r"([一-龥々ァ-ヺー・]{2,15}?)(?=氏|君|さん|様|(?:前|元|副)?[一-龥]{0,8}(?:長|臣|相|員|官|事|統領|理)[はがも、\s])"
)
_JA_IN_FULL = re.compile(
    r"(?<![一-龥々ァ-ヺー])([一-龥々]{1,3}[ \u3000][一-龥々]{1,3}|[一-龥々]{2,3}[ぁ-ん]{2,4})(?=氏|君|さん|様)"
)
_JA_BLANK = re.compile(r"(?<=[一-龥々])[ \u3000](?=[一-龥々])")
_JA_RUN = re.compile(r"[一-龥々ァ-ヺー・]+")
_SMALL = re.compile(r"\s+(?:the\s+)?(?:[a-zа-яё-]+\s+){1,4}(?=[A-ZА-ЯЁ])")


@dataclass(frozen=True, slots=True)
class Claim:
    """The name that is given for the words, as it is written, and whom it may mean (nobody: not known here)."""

    name: str
    speakers: tuple[Speaker, ...]


class Names:
    """The speakers of a library, as a text may name them."""

    def __init__(self, known: Sequence[SpeakerSummary]) -> None:
        speakers = [one.speaker for one in known]
        self.roster = Roster(speakers)
        self._known = known
        self._whole: dict[str, list[Speaker]] = {}
        for speaker in speakers:
            for name in {speaker.name, *speaker.aliases, *([speaker.id] if has_cjk(speaker.id) else [])}:
                if len(name) >= _WHOLE_NAME:
                    self._whole.setdefault(name, []).append(speaker)
        self._speakers = tuple(speakers)
        self._longest_first = sorted(self._whole, key=lambda name: (-len(name), name))

    def mentions(self, words: str) -> list[Mention]:
        """Who is named in `words`: by the whole name as the record prints it, or as `Roster` understands it."""
        found = self._in_full(words)
        others = [
            one for one in self.roster.mentions(words) if not any(_overlap(one.start, one.end, it) for it in found)
        ]
        return sorted(found + others, key=lambda one: one.start)

    def _in_full(self, words: str) -> list[Mention]:
        found: list[Mention] = []
        for name in self._longest_first:
            at = words.find(name)
            if at >= 0 and not any(_overlap(at, at + len(name), one) for one in found) and _is_apart(words, at, name):
                found.append(Mention(at, at + len(name), tuple(self._whole[name])))
        return found

    @cached_property
    def _holders(self) -> Roster:
        # Apart from `roster`: an office beside a surname is often a loose one, and must not tell namesakes apart.
        return Roster(self._known)

    def offices(self, words: str) -> list[Mention]:
        """The offices that `words` say said something, and all who held each: "said the governor", 知事は…と述べた."""
        found = self._holders.office_mentions(words, ())
        for verb in SAYING.finditer(words):
            after = _OFFICE_AFTER.match(words, verb.end())
            if after and (held := self._holders.office_mentions(f"{after['who']} {_verb_like(verb[0])}", ())):
                start = after.start("who")
                found.append(Mention(start + held[0].start, start + held[0].end, held[0].speakers))
        return found

    def called(self, name: str) -> tuple[Speaker, ...]:
        """Everybody whom `name` may mean: a surname alone, all who share it; an office beside it tells them apart."""
        found = self.roster.resolve(name)
        if len(found) > 1 and (in_full := self._in_full(name)):
            found = tuple(one for one in found if any(one in mention.speakers for mention in in_full)) or found
        bare = _HONORIFIC.sub("", name).strip()
        if not found or is_role_word(bare) or any(bare == one.id != one.name for one in found):
            return found
        return (*found, *(one for one in self._speakers if one not in found and _may_be(one, bare)))


def _may_be(speaker: Speaker, bare: str) -> bool:
    """Whether `bare` is the speaker's surname or whole name, and nothing besides."""
    printed = (speaker.name, *speaker.aliases)
    if not any(bare.casefold() in name.casefold() for name in printed):
        return False
    if bare in printed:
        return True
    mentions = Roster((speaker,)).mentions(bare)
    return bool(mentions) and (mentions[0].start, mentions[0].end) == (0, len(bare))


def _verb_like(verb: str) -> str:
    return "сказал" if _CYRILLIC.search(verb) else "said"


_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_OFFICE_AFTER = re.compile(r"[,\s]+(?P<who>[^,.;:!?\n“”\"«»「」]{3,60})")
_HONORIFIC = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr)\b\.?\s*|(?<=.)(?:氏|さん|君|くん|様|殿|先生)$")
_JOINS = re.compile(r"\s+(?:and|и)\s+(?:[A-ZА-ЯЁ][\w’'-]+\s+){0,3}|[・と、や]|及び")
_TELLS_OF = re.compile(  # "said Keller, according to Orlov": of whose words Orlov only tells
    r"(?i)(?:\baccording to|(?<![а-яё])(?:по словам|со слов|как сообщил[аи]?|как передал[аи]?))\s+(?:[^\s,.]+\s+){0,3}$"
)
_WHOLE_NAME = 4  # code points; a shorter name may be part of a word


def _is_apart(words: str, at: int, name: str) -> bool:
    """Whether a name in letters is not the beginning or end of a longer word."""
    if not name[0].isascii() and not "\u0400" <= name[0] <= "\u04ff":
        return True
    before, after = words[at - 1 : at], words[at + len(name) : at + len(name) + 1]
    return not (before.isalpha() or after.isalpha())


def _overlap(start: int, end: int, other: Mention) -> bool:
    return start < other.end and other.start < end


def claimed(words: str, names: Names) -> Claim | None:
    """Whom the words around a quotation name as the one who said it; None where they name nobody.

    Of several names the one who is not spoken to, nearest to the verb of saying.
    """
    named = names.mentions(words)
    mentions = with_others(words, named, names.roster)
    heard = [one for one in mentions if not _is_addressee(words, one)] or mentions
    heard = [one for one in heard if not _TELLS_OF.search(words, 0, one.start)] or heard
    if heard := speaking(words, heard) or heard:
        together = _together(words, mentions, min(heard, key=lambda mention: _distance(words, mention)))
        meant = [_meant(words, one, names) if one in named else one.speakers for one in together]
        who = dict.fromkeys(speaker for speakers in meant for speaker in speakers)
        return Claim(words[together[0].start : together[-1].end], tuple(who))
    name = _unknown(words)
    if name:
        return Claim(name, names.roster.resolve(name))
    held = [one for one in names.offices(words) if not _is_addressee(words, one)]
    return Claim(words[held[0].start : held[0].end], held[0].speakers) if held else None


def _together(words: str, named: Sequence[Mention], nearest: Mention) -> list[Mention]:
    """Those of `named` who are said to have said it with `nearest`: "Keller and Orlov said", ケラー・オルロフ両氏は."""
    place = named.index(nearest)
    first, last = place, place + 1
    while first and _joins(words, named[first - 1], named[first]):
        first -= 1
    while last < len(named) and _joins(words, named[last - 1], named[last]):
        last += 1
    return list(named[first:last])


def _joins(words: str, one: Mention, other: Mention) -> bool:
    title = JA_TITLE_FOLLOWS.match(words, one.end)
    return bool(_JOINS.fullmatch(words, title.end() if title else one.end, other.start))


def tellers(words: str, names: Names) -> list[Mention]:
    """Who is named in `words` and not spoken to."""
    return [mention for mention in names.mentions(words) if not _is_addressee(words, mention)]


def _meant(words: str, mention: Mention, names: Names) -> tuple[Speaker, ...]:
    """Whom a mention means: all who share a surname that stands without an office."""
    title = JA_TITLE_FOLLOWS.match(words, mention.end)
    if title and not _HONORIFIC.fullmatch("_" + title[0].strip(), 1):
        return mention.speakers
    others = names.called(words[mention.start : mention.end])
    return tuple(dict.fromkeys((*mention.speakers, *others)))


def _is_addressee(words: str, mention: Mention) -> bool:
    before = words[max(0, mention.start - 40) : mention.start]
    if re.search(r"\b(?:according to|in the words of|по словам)\s+(?:\S+\s+){0,4}$", before, re.IGNORECASE):
        return False
    title = JA_TITLE_FOLLOWS.match(words, mention.end)
    after = title.end() if title else mention.end
    is_kana_or_kanji = words[mention.end - 1] > "\u3000"
    return bool(_ADDRESSEE.search(before)) or (is_kana_or_kanji and bool(_JA_ADDRESSEE.match(words, after)))


def _distance(words: str, mention: Mention) -> int:
    verbs = [match.span() for match in SAYING.finditer(words)]
    return min((max(mention.start - end, start - mention.end, 0) for start, end in verbs), default=mention.start)


def _unknown(words: str) -> str | None:
    """A name beside a verb of saying that no speaker bears; an office alone, or "he", is no name."""
    if SAYING.search(_JA_BLANK.sub("", words)):
        if japanese := _JA_IN_FULL.search(words):
            return japanese[1]
        japanese = _JA_NAMED.search(words)
        if japanese and not _is_ja_office(words, japanese):
            return _before_office(words, japanese)
    for verb in SAYING.finditer(words):
        after = _NAMED.match(words, _behind_office(words, verb.end()))
        before = [one for one in _NAMED.finditer(words, 0, verb.start()) if not words[one.end() : verb.start()].strip()]
        for match in (after, *before):
            name = _without_office(match[0]) if match else ""
            if name:
                return name
    return None


def _before_office(words: str, found: re.Match[str]) -> str:
    """The name before an office: 河野洋平, of 河野洋平外相."""
    run = _JA_RUN.match(words, found.start())
    offices = list(offices_in(run[0])) if run else []
    return run[0][: offices[-1][0]] if run and offices and offices[-1][1] == len(run[0]) else found[1]


def _behind_office(words: str, start: int) -> int:
    """Where the name begins that an office in small letters stands before: «заявил министр обороны Смирнов»."""
    between = _SMALL.match(words, start)
    if between and any(map(is_role_word, between[0].split())):
        return between.end()
    return start + len(words[start:]) - len(words[start:].lstrip())


def _is_ja_office(words: str, found: re.Match[str]) -> bool:
    """Whether an office stands alone: 外務大臣は, 同外相は. A name in kana before an office is a name."""
    in_kanji = not any("\u30a0" < char < "\u30ff" for char in found[1])
    office = JA_TITLE_FOLLOWS.match(words, found.start() + found[1].startswith("同"))
    return in_kanji and office is not None and office.end() > found.end()


def _without_office(printed: str) -> str:
    kept = [word for word in printed.split() if not is_role_word(word.strip(".")) and not is_common_word(word)]
    return " ".join(kept)


def is_attribution(words: str, names: Names) -> bool:
    """Whether the words around a quotation say that somebody said it."""
    return bool(SAYING.search(words)) or bool(names.mentions(words))
