"""Who speaks in subtitles, where a line says so itself: "NAME: …", ">> NAME: …", ">>", "- …"."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.common_words import JA_SURNAMES, is_common_word
from corpus.given_names import is_given_name
from corpus.identities import Identities, fold, fullness, shared_names
from corpus.labels import Label, Shape, parse_label, printed_label
from corpus.model import Speaker
from corpus.roles import has_cjk
from corpus.turned_names import is_turned, turned_label

_CHANGE = re.compile(r"(?:>>+|＞＞+|≫|≪)\s*")
_DASH = re.compile(r"[-‐‑–—]\s*(?=\S)")
_COLON = re.compile(r"(?P<label>[^:：\n]{1,80}?)\s?(?::(?=\s|$|[^\x00-\x7f])|：)\s*")
_BRACKETS = re.compile(r"[\[(（【](?P<label>[^\[\]()（）【】\n]{1,60})[\])）】]\s*[:：]?\s*")
_SURE = (Shape.NAME_AND_ROLE, Shape.NAME_AND_MORE, Shape.FULL_NAME, Shape.FLOOR)
_OFTEN = 3
_MANNER = 5  # labels that make it the manner of a file to have them
_READING = re.compile(r"(?<=[一-龥々])[(（][ぁ-ゖァ-ヺー・]{1,12}[)）]")  # 佐々木(ささき): how a name is read
_SOUND = re.compile(r"音|声|笑|鳴|拍手|[息曲咳]|奏|ノック|チャイム|ブザー|サイレン|ベル|アラーム|クラクション|エンジン")
_LEAST_CAPITALS = 3  # letters; two may be initials, or an abbreviation
_LOOSE = re.compile(r"[^\W_][\w .,'’()/&@-]{0,39}$")  # "jsmith", "iPhone (2)": as people call themselves


@dataclass(frozen=True, slots=True)
class Opening:
    """How a line opens: `changes` tells that another speaks from here; `printed` is the label that may say who.

    `signed`: the sign of the change is ">>", which nobody writes before a mere word; `bracketed`: the label is.
    """

    changes: bool
    printed: str | None
    label: Label | None
    plain: str  # the line without the sign of a change
    rest: str  # and without the label
    signed: bool = False
    bracketed: bool = False


def opening(line: str) -> Opening:
    """The opening of `line`, whether or not its label is one."""
    changed = _CHANGE.match(line)
    sign = changed or _DASH.match(line)
    plain = line[sign.end() :] if sign else line
    read = _without_readings(plain)
    bracketed = _BRACKETS.match(read)
    if bracketed and _is_bracketed_name(bracketed):
        label = _label(bracketed["label"])
        rest = read[bracketed.end() :]
        return Opening(sign is not None, bracketed["label"].strip(), label, plain, rest, bool(changed), bracketed=True)
    colon = _COLON.match(plain)
    label = _label(colon["label"]) if colon else None
    if colon is None or label is None:
        return Opening(sign is not None, None, None, plain, plain, bool(changed))
    return Opening(sign is not None, colon["label"].strip(), label, plain, plain[colon.end() :], bool(changed))


def _without_readings(line: str) -> str:
    """ "（佐々木(ささき)）はい" → "（佐々木）はい": the label without how its name is read; the words as they are."""
    if not line.startswith(("（", "(")):
        return line
    match = re.match(r"[(（](?:[^()（）\n]{1,20}[(（][ぁ-ゖァ-ヺー・]{1,12}[)）]){1,3}[^()（）\n]{0,20}[)）]", line)
    return _READING.sub("", match[0]) + line[match.end() :] if match else line


def _label(text: str) -> Label | None:
    return parse_label(text) or turned_label(text) or printed_label(text) or _loose_label(text)


def _loose_label(text: str) -> Label | None:
    """A label only where a file puts one before nearly every line: whose speaker may be called anything."""
    named = _LOOSE.match(text) and len(text.split()) <= 4 and not is_common_word(text.split()[0])
    return Label(text.strip(), None, Shape.PRINTED) if named else None


def _named(text: str) -> bool:
    return bool(parse_label(text) or turned_label(text) or printed_label(text))


def _is_bracketed_name(match: re.Match[str]) -> bool:
    """ "[JANE ROE]: …", "（田中）はい", "[Anna] Yes": what may be a name; most of what stands in brackets is none."""
    label = parse_label(match["label"])
    if label is None:
        return False
    if match[0].rstrip().endswith((":", "：")) or label.shape is Shape.NAME_AND_ROLE:
        return True
    if has_cjk(match["label"]):
        return match[0].startswith(("（", "(")) and not _SOUND.search(match["label"])
    return is_given_name(match["label"])


class Labels:
    """Which labels of a file are those of speakers: names beyond doubt, and what recurs beside another.

    `lines` are all that no tag gives to anybody; `firsts` those at the beginning of a cue.
    `everywhere` tells whether most lines have one, so that one which is no speaker's may be all the same.
    """

    def __init__(self, lines: Sequence[str], known: Sequence[Speaker], firsts: Sequence[str] = ()) -> None:
        found = [one for one in map(opening, lines) if one.label]
        self.everywhere = len(found) >= _MANNER and len(found) * 2 > len(lines)
        counts = Counter(_key(one) for one in found)
        shapes = {_key(one): one.label.shape for one in found if one.label}
        given = {fold(name) for speaker in known for name in (speaker.name, *speaker.aliases)}
        sure = {_key(one) for one in found if one.label and _is_sure(one, one.label)}
        sure |= given & set(counts)
        capitals = {_key(one) for one in found if (one.printed or "").isupper()}
        brackets = {_key(one) for one in found if one.bracketed}
        likely = {key for key, shape in shapes.items() if shape is not Shape.PRINTED} | capitals
        again = {key for key in likely if counts[key] > 1}
        loose = {_key(one) for one in found if not _named(one.printed or "")}
        often = {key for key, count in counts.items() if count >= _OFTEN and (self.everywhere or key not in loose)}
        self._accepted = sure | (again if len(sure | again) > 1 else set())
        self._accepted |= often if len(self._accepted | often) > 1 and self._accepted else set()
        self._accepted |= _beside_others(found, self._accepted, brackets, lines) | _before_each(firsts)
        self._people = self._admitted(found, known)
        self._accept_initials(found)
        signed = sum(one.signed for one in found if self.accepts(one))
        self._signed = signed > 1 and signed * 3 > 2 * sum(map(self.accepts, found))

    def _admitted(self, found: Sequence[Opening], known: Sequence[Speaker]) -> Identities:
        whole = [one.label for one in found if one.label and _key(one) in self._accepted]
        people = Identities(known, shared_names((one.name, None, one.courtesy) for one in whole if one.name))
        for label in sorted(whole, key=lambda one: -fullness(one.name or "")):  # a surname may stand for one of these
            people.admit(label.name or label.role or "", None, label.courtesy)
        return people

    def _accept_initials(self, found: Sequence[Opening]) -> None:
        for one in found:  # "CA:", where Chris Anders has been named
            if self._people.find(one.printed or "") and (one.printed or "").isupper():
                self._accepted.add(_key(one))

    def may_be_name(self, one: Opening) -> bool:
        """Whether a label that gives nobody the floor may be a name all the same, of one who speaks but once."""
        if one.label is None or (self._signed and not one.signed):
            return False
        return self.everywhere or one.bracketed or (one.printed or "").isupper()

    def accepts(self, one: Opening) -> bool:
        """Whether the label in `one` gives somebody the floor."""
        return one.label is not None and _key(one) in self._accepted

    def who(self, one: Opening) -> tuple[Speaker, str | None]:
        """The speaker whom an accepted label names, and the role in it."""
        label = one.label or Label(one.printed, None, Shape.PRINTED)
        return self._people.admit(label.name or label.role or "", None, label.courtesy), label.role


def _key(one: Opening) -> str:
    return fold(one.printed or "")


def _is_sure(one: Opening, label: Label) -> bool:
    """Whether the label in `one` is a speaker's wherever it stands."""
    if one.bracketed and not has_cjk(one.printed or ""):
        return True
    if is_turned(label.name or "", one.printed or ""):  # "Listen, Tom: …"
        return False
    if one.bracketed:
        return label.shape is Shape.NAME_AND_ROLE or _is_surname(one)
    after_sign = one.signed and (_is_in_capitals(one) or label.shape is Shape.OFFICE)
    return label.shape in _SURE or after_sign


def _is_surname(one: Opening) -> bool:
    return (one.printed or "") in JA_SURNAMES


def _is_in_capitals(one: Opening) -> bool:
    """Whether the label is a name in capitals: "OTIENO", and neither "CA" nor "WEEK 2"."""
    printed = one.printed or ""
    words = printed.split()
    letters = "".join(words).replace(".", "").replace("'", "").replace("-", "")
    named = one.label is not None and one.label.shape is not Shape.PRINTED
    return named and printed.isupper() and letters.isalpha() and len(letters) >= _LEAST_CAPITALS and len(words) <= 3


def _beside_others(found: Sequence[Opening], accepted: set[str], brackets: set[str], lines: Sequence[str]) -> set[str]:
    """The labels that are a speaker's since the file has others of their kind."""
    beside: set[str] = set()
    if accepted & brackets and len(brackets) > 1:
        beside |= {_key(one) for one in found if one.bracketed and one.rest}
    capitals = {_key(one) for one in found if _is_in_capitals(one)}
    if accepted and len(accepted | capitals) > 1 and not _is_all_capitals(lines):
        beside |= capitals
    return beside


def _is_all_capitals(lines: Sequence[str]) -> bool:
    return sum(line.isupper() for line in lines) * 2 > len(lines)


def _before_each(firsts: Sequence[str]) -> set[str]:
    """All labels, where every cue begins with one, as programs for calls write them."""
    found = [opening(line) for line in firsts]
    every = len(found) >= _MANNER and all(one.label for one in found)
    return {_key(one) for one in found} if every else set()
