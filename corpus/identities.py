"""Which names printed in one record are the same person."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from corpus.model import Speaker
from corpus.people import is_full_name
from corpus.roles import has_cjk

_KANJI = re.compile(r"[一-龥々]")
_JAPANESE = re.compile(r"[一-龥々ぁ-ん]")
_PRESIDING = re.compile(r"(?P<name>[一-龥々]{2,4})(?:会長|座長|[局部課室]長)$")
_INITIAL = re.compile(r"[^\W\d_]\.?$|(?:[^\W\d_]\.)+$")


def fold(name: str) -> str:
    """A key under which two printings of one name are equal: NFKC, case, ё, spaces and points aside."""
    return re.sub(r"[\s.\u00ad・=＝･,'’-]+", " ", normalize("NFKC", name).casefold().replace("ё", "е")).strip()


def surname(name: str) -> str | None:
    """The folded surname in a full name, or None where it cannot be told apart."""
    if has_cjk(name):
        parts = re.split(r"[・=＝･\s\u3000.．]+", name.strip())
        if len(parts) < 2:
            return None
        return fold(parts[0] if _KANJI.search(parts[0]) else parts[-1])
    words = re.sub(r"(?<=\.)(?=[^\W\d_]{2})", " ", name).split()
    long = [word for word in words if not _INITIAL.match(word)]
    if not long or len(words) < 2:
        return None
    return fold(long[0] if _INITIAL.match(words[-1]) else long[-1])


def initials(name: str) -> str | None:
    """The initials of a full name, in order: "Sergey Lavrov" → "sl"."""
    words = fold(name).split()
    return "".join(word[0] for word in words) if len(words) > 1 else None


class Identities:
    """The people of one record: those of the sidecar first, then those whom the text names."""

    def __init__(self, known: Iterable[Speaker]) -> None:
        self.speakers: list[Speaker] = []
        self._found: dict[str, Speaker | None] = {}
        self._by_key: dict[str, Speaker] = {}
        self._by_surname: dict[str, set[str]] = {}
        self._by_initials: dict[str, set[str]] = {}
        self._by_beginning: dict[str, set[str]] = {}
        self._by_id: dict[str, Speaker] = {}
        for speaker in known:
            self._admit(speaker)

    def _admit(self, speaker: Speaker) -> None:
        self._found.clear()
        self.speakers.append(speaker)
        self._by_id[speaker.id] = speaker
        for name in (speaker.name, *speaker.aliases):
            self._by_key.setdefault(fold(name), speaker)
            self._by_key.setdefault(fold(name).replace(" ", ""), speaker)
            short = surname(name)
            if short:
                self._by_surname.setdefault(short, set()).add(speaker.id)
            if _JAPANESE.match(name):
                for length in range(1, 5):
                    self._by_beginning.setdefault(fold(name)[:length], set()).add(speaker.id)
            letters = initials(name)
            if letters:
                self._by_initials.setdefault(letters, set()).add(speaker.id)

    def find(self, name: str, role: str | None = None) -> Speaker | None:
        """The person who is called `name` here: by full name, by a surname that only one bears, or by initials."""
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def _find(self, name: str) -> Speaker | None:
        key = fold(name)
        exact = self._by_key.get(key) or self._by_key.get(key.replace(" ", ""))
        if exact:
            return exact
        presiding = _PRESIDING.match(key)  # 木戸口会長: 会長 of 木戸口, were there no 木戸口英明
        if presiding and self._by_beginning.get(presiding["name"]):
            key = presiding["name"]
        bearers = self._by_surname.get(surname(name) or key, set())
        if is_full_name(name):
            bearers = {bearer for bearer in bearers if _may_be(name, self._by_id[bearer].name)}
        bearers = bearers or self._by_beginning.get(key, set())
        bearers = bearers or self._by_initials.get(key.replace(" ", ""), set())
        return self._by_id[next(iter(bearers))] if len(bearers) == 1 else None

    def admit(self, name: str, role: str | None = None) -> Speaker:
        """The person who is called `name`, made known if new."""
        found = self.find(name, role)
        if found:
            return found
        id_ = normalize("NFKC", re.sub(r"\s+", " ", name)).strip()
        if id_ not in self._by_id:
            self._admit(Speaker(id_, name))
        return self._by_id[id_]


def _may_be(name: str, other: str) -> bool:
    """Whether two full names with one surname can be one person: their given names agree as far as they go."""
    first, second = _given(name), _given(other)
    pairs = zip(first, second, strict=False)
    return all(a.startswith(b) or b.startswith(a) for a, b in pairs)


def _given(name: str) -> list[str]:
    words, last = fold(name).split(), surname(name)
    return [word for word in words if word != last]
