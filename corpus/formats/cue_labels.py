"""Who speaks in subtitles, where a line says so itself: "NAME: …", ">> NAME: …", ">>", "- …"."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.common_words import JA_SURNAMES, is_common_word
from corpus.identities import Identities, fold
from corpus.labels import Label, Shape, parse_label, printed_label
from corpus.model import Speaker
from corpus.roles import has_cjk

_CHANGE = re.compile(r"(?:>>+|＞＞+|≫)\s*")
_DASH = re.compile(r"[-‐‑–—]\s*(?=\S)")
_COLON = re.compile(r"(?P<label>[^:：\n]{1,80}?)\s?(?::(?=\s|$|[^\x00-\x7f])|：)\s*")
_BRACKETS = re.compile(r"[\[(（【](?P<label>[^\[\]()（）【】\n]{1,60})[\])）】]\s*[:：]?\s*")
_SURE = (Shape.NAME_AND_ROLE, Shape.NAME_AND_MORE, Shape.FULL_NAME, Shape.FLOOR)
_OFTEN = 3
_MANNER = 5  # labels that make it the manner of a file to have them
_LOOSE = re.compile(r"[^\W_][\w .,'’()/&@-]{0,39}$")  # "jsmith", "iPhone (2)": as people call themselves


@dataclass(frozen=True, slots=True)
class Opening:
    """How a line opens: `changes` tells that another speaks from here; `printed` is the label that may say who."""

    changes: bool
    printed: str | None
    label: Label | None
    plain: str  # the line without the sign of a change
    rest: str  # and without the label


def opening(line: str) -> Opening:
    """The opening of `line`, whether or not its label is one."""
    sign = _CHANGE.match(line) or _DASH.match(line)
    plain = line[sign.end() :] if sign else line
    bracketed = _BRACKETS.match(plain)
    colon = _COLON.match(plain)
    if bracketed and _is_bracketed_name(bracketed, plain):
        match: re.Match[str] | None = bracketed
    else:
        match = colon
    label = _label(match["label"]) if match else None
    if match is None or label is None:
        return Opening(sign is not None, None, None, plain, plain)
    return Opening(sign is not None, match["label"].strip(), label, plain, plain[match.end() :])


def _label(text: str) -> Label | None:
    return parse_label(text) or printed_label(text) or _loose_label(text)


def _loose_label(text: str) -> Label | None:
    """A label only where a file puts one before nearly every line: whose speaker may be called anything."""
    named = _LOOSE.match(text) and len(text.split()) <= 4 and not is_common_word(text.split()[0])
    return Label(text.strip(), None, Shape.PRINTED) if named else None


def _named(text: str) -> bool:
    return bool(parse_label(text) or printed_label(text))


def _is_bracketed_name(match: re.Match[str], line: str) -> bool:
    """ "[JANE ROE]: …", "（田中）はい": a name beyond doubt, since most of what stands in brackets is no name."""
    label = parse_label(match["label"])
    if label is None:
        return False
    if match[0].rstrip().endswith((":", "：")):
        return True
    surname = has_cjk(match["label"]) and (label.name or "") in JA_SURNAMES
    return (label.shape is Shape.NAME_AND_ROLE or surname) and match.end() <= len(line)


class Labels:
    """Which labels of a file are those of speakers: names beyond doubt, and what recurs beside another.

    `everywhere` tells whether most lines have one, so that one which is no speaker's may be all the same.
    """

    def __init__(self, lines: Sequence[str], known: Sequence[Speaker]) -> None:
        found = [one for one in map(opening, lines) if one.label]
        self.everywhere = len(found) >= _MANNER and len(found) * 2 > len(lines)
        counts = Counter(fold(one.printed or "") for one in found)
        shapes = {fold(one.printed or ""): one.label.shape for one in found if one.label}
        self._people = Identities(known)
        given = {fold(name) for speaker in known for name in (speaker.name, *speaker.aliases)}
        sure = {key for key, shape in shapes.items() if shape in _SURE or key in given}
        capitals = {fold(one.printed or "") for one in found if (one.printed or "").isupper()}
        likely = {key for key, shape in shapes.items() if shape is not Shape.PRINTED} | capitals
        again = {key for key in likely if counts[key] > 1}
        loose = {fold(one.printed or "") for one in found if not _named(one.printed or "")}
        often = {key for key, count in counts.items() if count >= _OFTEN and (self.everywhere or key not in loose)}
        self._accepted = sure | (again if len(sure | again) > 1 else set())
        self._accepted |= often if len(self._accepted | often) > 1 and self._accepted else set()
        whole = [one.label for one in found if one.label and fold(one.printed or "") in self._accepted]
        for label in sorted(whole, key=lambda one: one.shape is Shape.ONE_WORD):  # a surname may stand for one of these
            self._people.admit(label.name or label.role or "")

    def accepts(self, one: Opening) -> bool:
        """Whether the label in `one` gives somebody the floor."""
        return one.label is not None and fold(one.printed or "") in self._accepted

    def who(self, one: Opening) -> tuple[Speaker, str | None]:
        """The speaker whom an accepted label names, and the role in it."""
        label = one.label or Label(one.printed, None, Shape.PRINTED)
        return self._people.admit(label.name or label.role or ""), label.role
