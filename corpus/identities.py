"""Which names printed in one record are the same person."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from unicodedata import normalize

from corpus.common_words import JA_SURNAMES
from corpus.given_names import is_same_given_name
from corpus.model import Speaker
from corpus.name_parts import kanji_surnames
from corpus.people import is_full_name, sex_of
from corpus.roles import has_cjk, is_role

_KANJI = re.compile(r"[一-龥々]")
_JAPANESE = re.compile(r"[一-龥々ぁ-ん]")
_HIRAGANA = re.compile(r"[ぁ-ん]+$")
_PRESIDING = re.compile(r"(?P<name>[一-龥々]{2,4})(?:会長|座長|[局部課室]長)$")
_PARTS = re.compile(r"[\s.．・=＝･]+")
_INITIAL = re.compile(r"[^\W\d_]\.?$|(?:[^\W\d_]\.)+$")


@lru_cache(maxsize=65_536)  # a transcript repeats its names
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


def fullness(name: str) -> int:
    """How much of a name is printed: 0 a surname alone, 1 a surname and initials, 2 a given name too."""
    if not is_full_name(name):
        return 0
    given = _given(name)
    return 1 if given and all(map(_is_initial, given)) else 2


def initials(name: str) -> str | None:
    """The initials of a full name, in order: "Sergey Lavrov" → "sl"."""
    words = fold(name).split()
    return "".join(word[0] for word in words) if len(words) > 1 else None


_NONE: dict[str, frozenset[str]] = {}
_TOO_MANY = 40  # who bear one surname: none of them is guessed, nor looked through
_TOGETHER = re.compile(r"\s(?:and|&|и)\s|[、,/]")
_DISTINGUISHED = re.compile(r"(?P<surname>[^（()）]{1,6})[（(](?P<given>[^（()）]{1,4})[）)]$")  # 高橋（か）
_MEMBER = re.compile(r"(?:委員長?|議員|番|座長|議長|理事)(?:代理|代行)?$")
_OFFICIAL = re.compile(r"(?:[局部課室]長|参事|次長|知事|技監|総監|教育長|大臣|長官)(?:兼務)?$")


def _kind(role: str | None) -> str | None:
    """The bench on which the holder of an office sits; nobody sits on two of them in one meeting."""
    if role and _OFFICIAL.search(role):
        return "official"
    return "member" if role and _MEMBER.search(role) else None


def _kinds(role: str | None, courtesy: str | None = None) -> dict[str, str]:
    """What is said of the bearer of a name that can be said of nobody else of that name: bench, sex, country."""
    bench, sex = _kind(role), sex_of(courtesy or "")
    country = fold(role.removeprefix("the ")) if role and _is_country(role) else None
    return {what: value for what, value in (("bench", bench), ("sex", sex), ("country", country)) if value}


def _is_country(role: str) -> bool:
    """Whether what is printed as a role is where one is from: "Mr. Kim (Republic of Korea)"."""
    return role.removeprefix("the ")[:1].isupper() and not has_cjk(role) and not is_role(role)


def shared_names(
    named: Iterable[tuple[str, str | None] | tuple[str, str | None, str | None]],
) -> dict[str, frozenset[str]]:
    """The surnames (folded) that two bear, and what tells them apart: 高橋委員 and 高橋局長, Mr. and Mrs. BROWN.

    `named` are names with a role and perhaps a courtesy. Only what contradicts parts them: a BROWN may be either.
    """
    kinds: dict[str, dict[str, set[str]]] = {}
    for name, role, *courtesy in named:
        if not is_full_name(name):
            for what, value in _kinds(role, *courtesy).items():
                kinds.setdefault(fold(name), {}).setdefault(what, set()).add(value)
    apart = {name: frozenset(what for what, values in said.items() if len(values) > 1) for name, said in kinds.items()}
    return {name: whats for name, whats in apart.items() if whats}


class Identities:
    """The people of one record: those of the sidecar first, then those whom the text names.

    `shared` are surnames (folded) that two bear, who are told apart by what is given for each.
    """

    def __init__(self, known: Iterable[Speaker], shared: Mapping[str, frozenset[str]] = _NONE) -> None:
        self.speakers: list[Speaker] = []
        self._shared = shared
        self._kinds: dict[str, dict[str, str]] = {}  # by id
        self._found: dict[tuple[str, tuple[str, ...]], Speaker | None] = {}
        self._by_key: dict[str, Speaker] = {}
        self._by_surname: dict[str, set[str]] = {}
        self._by_initials: dict[str, set[str]] = {}
        self._by_beginning: dict[str, set[str]] = {}
        self._by_id: dict[str, Speaker] = {}
        self._called: dict[str, list[str]] = {}  # by id: the full names by which one was called
        for speaker in known:
            self._admit(speaker, (speaker.name, *speaker.aliases))

    def _admit(self, speaker: Speaker, names: Iterable[str]) -> None:
        self._found.clear()
        self.speakers.append(speaker)
        self._by_id[speaker.id] = speaker
        for name in names:
            self._by_key.setdefault(fold(name), speaker)
            self._by_key.setdefault(fold(name).replace(" ", ""), speaker)
            short = surname(name)
            if short:
                self._by_surname.setdefault(short, set()).add(speaker.id)
            if _JAPANESE.match(name):
                for beginning in _beginnings(name):
                    self._by_beginning.setdefault(fold(beginning), set()).add(speaker.id)
            letters = initials(name)
            if letters:
                self._by_initials.setdefault(letters, set()).add(speaker.id)

    def find(self, name: str, role: str | None = None, courtesy: str | None = None) -> Speaker | None:
        """The person who is called `name` here: by full name, by a surname that only one bears, or by initials."""
        kinds = self._telling(name, role, courtesy)
        key = (name, tuple(kinds.values()))
        if key not in self._found:
            self._found[key] = self._of_kind(name, kinds) if kinds else self._find(name)
        return self._found[key]

    def _telling(self, name: str, role: str | None, courtesy: str | None) -> dict[str, str]:
        """What tells the bearer of a shared surname from the others."""
        apart = self._shared.get(fold(name), frozenset())
        return {what: value for what, value in _kinds(role, courtesy).items() if what in apart} if apart else {}

    def bearers(self, name: str) -> int:
        """How many people of the record a label that is only a surname may mean."""
        key = fold(name)
        return max(len(self._by_surname.get(key, ())), len(self._by_beginning.get(key, ())), 2 * (key in self._shared))

    def _of_kind(self, surname_: str, kinds: dict[str, str]) -> Speaker | None:
        key = fold(surname_)
        if named := self._by_key.get(_key_of_kind(key, kinds)):
            return named
        bearers = self._by_surname.get(key, set()) | self._by_beginning.get(key, set())
        fitting = [bearer for bearer in bearers if _fits(self._kinds.get(bearer, {}), kinds)]
        return self._by_id[fitting[0]] if len(fitting) == 1 else None

    def _find(self, name: str) -> Speaker | None:
        key = fold(name)
        exact = self._by_key.get(key) or self._by_key.get(key.replace(" ", ""))
        if exact or _TOGETHER.search(name):
            return exact
        told_apart = _DISTINGUISHED.match(name)
        if told_apart:
            return self._beginning_with(told_apart["surname"], told_apart["given"])
        presiding = _PRESIDING.match(key)  # 木戸口会長: 会長 of 木戸口, were there no 木戸口英明
        if presiding and self._by_beginning.get(presiding["name"]):
            key = presiding["name"]
        bearers = self._by_surname.get(surname(name) or key, set())
        if len(bearers) > _TOO_MANY:
            return None
        if is_full_name(name):
            bearers = {bearer for bearer in bearers if self._may_bear(name, bearer)}
        bearers = bearers or self._by_beginning.get(key, set())
        bearers = bearers or self._by_initials.get(key.replace(" ", ""), set())
        return self._by_id[next(iter(bearers))] if len(bearers) == 1 else None

    def _may_bear(self, name: str, bearer: str) -> bool:
        """Whether `name` agrees with the fullest forms seen: J. Smith who proved to be John is not Jane."""
        speaker, last = self._by_id[bearer], surname(name)
        known = [one for one in (speaker.name, *speaker.aliases) if surname(one) == last]
        fullest = max(map(fullness, known), default=0)
        fits = any(_may_be(name, one) for one in known if fullness(one) == fullest)
        return fits and all(_may_be(name, one) for one in self._called.get(bearer, ()) if surname(one) == last)

    def _beginning_with(self, surname_: str, given: str) -> Speaker | None:
        whole = fold(surname_) + fold(given)
        bearers = self._by_beginning.get(fold(surname_), set())
        fitting = [one for one in bearers if fold(self._by_id[one].name).replace(" ", "").startswith(whole)]
        return self._by_id[fitting[0]] if len(fitting) == 1 else None

    def admit(self, name: str, role: str | None = None, courtesy: str | None = None) -> Speaker:
        """The person who is called `name`, made known if new."""
        found = self.find(name, role, courtesy)
        if found is None:
            telling = self._telling(name, role, courtesy)
            told_apart = _told_apart(name, role, courtesy, telling)
            found = self._new(told_apart, name if "country" in telling else told_apart)  # the role shows the country
            if telling:
                self._by_key.setdefault(_key_of_kind(fold(name), telling), found)
                self._by_surname.setdefault(fold(name), set()).add(found.id)
        self._kinds[found.id] = _kinds(role, courtesy) | self._kinds.get(found.id, {})
        self._call(found, name)
        return found

    def _call(self, speaker: Speaker, name: str) -> None:
        names = self._called.setdefault(speaker.id, [])
        if name not in names and is_full_name(name):
            names.append(name)
            self._found.clear()

    def _new(self, told_apart: str, name: str) -> Speaker:
        id_ = normalize("NFKC", re.sub(r"\s+", " ", told_apart)).strip()
        if id_ not in self._by_id:
            self._admit(Speaker(id_, name), (told_apart,))
        return self._by_id[id_]


def _told_apart(name: str, role: str | None, courtesy: str | None, telling: dict[str, str]) -> str:
    """A shared surname with what tells its bearer: 高橋局長, "Kim (Canada)", "Mrs. BROWN"."""
    if "bench" in telling:
        return f"{name}{role}"
    if "country" in telling:
        return f"{name} ({role})"
    return f"{courtesy} {name}" if telling else name


def _key_of_kind(surname_: str, kinds: dict[str, str]) -> str:
    return " ".join((surname_, *kinds.values()))


def _fits(known: dict[str, str], kinds: dict[str, str]) -> bool:
    """Whether two may be of one kind: they agree in something, and contradict each other in nothing."""
    common = known.keys() & kinds.keys()
    return bool(common) and all(known[what] == kinds[what] for what in common)


def _beginnings(name: str) -> Iterator[str]:
    """What of a Japanese name can be its surname, so that who is called by no more may be meant."""
    if _HIRAGANA.match(name):
        yield from (name[:length] for length in range(2, 5))
        return
    sure, perhaps = kanji_surnames(name)
    joined = not re.search(r"\s", name)
    for beginning in (*sure, *perhaps):
        if beginning == name or not (joined and _is_too_short(beginning, name)):
            yield beginning


def _is_too_short(beginning: str, name: str) -> bool:
    """Whether a beginning is hardly the surname in a name without a blank: 木戸 in 木戸口, 原 in 原嶋健作.

    It may be in 山田茂, 林芳正 and 林健太郎.
    """
    given = name[len(beginning) :]
    if name in JA_SURNAMES or len(name) == 2:
        return True
    if len(beginning) == 1:
        return len(given) > 2 and given[-1] not in "郎朗"
    return len(name) == 3 and beginning not in JA_SURNAMES


def _may_be(name: str, other: str) -> bool:
    """Whether two full names with one surname can be one person: their given names agree as far as they go."""
    return all(map(_agree, _given(name), _given(other)))


def _agree(given: str, other: str) -> bool:
    """Whether two given names, folded, are one: Jan is not Jana, but J. may be either."""
    if _is_initial(given) or _is_initial(other):
        return given[0] == other[0]
    return given == other or is_same_given_name(given, other)


def _is_initial(given: str) -> bool:
    return len(given) == 1 and not _JAPANESE.match(given)


def _given(name: str) -> list[str]:
    """The given names and initials of a full name, folded; a double one, Jean-Pierre, is one."""
    last = surname(name)
    words = [fold(word) for word in _PARTS.split(name) if fold(word) != last]
    return [word.replace(" ", "") for word in words if word]
