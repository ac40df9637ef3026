"""The people of a TEI corpus: listPerson, with the names and the offices that they had on a day."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from corpus.model import Speaker
from corpus.printed import identity_of
from corpus.xml_events import XML_ID, XML_LANG, End, Event, Start

_LONGEST = 1000  # code points of a name
_LONGEST_CODE = 3  # letters of an id that is no name
_SURNAME_FIRST = {"hu", "ja", "zh", "ko"}
_OFFICES = re.compile(r"(?:deputy|vice|prime|first)*(?:minister|president|secretary|chancellor)$", re.IGNORECASE)
_GIVEN_FIRST = ("forename", "patronym", "nameLink", "surname", "genName")
_FAMILY_FIRST = ("nameLink", "surname", "forename", "patronym", "genName")


@dataclass(slots=True)
class _Held:
    """A name or an office, from a day to a day (ISO 8601, as precisely as is known; "" where there is no bound).

    `words` are texts by element ("" for words in none) and language.
    """

    language: str
    since: str
    until: str
    role: str = ""
    words: dict[tuple[str, str], str] = field(default_factory=lambda: defaultdict(str))

    def on(self, day: str | None) -> bool:
        """Whether it was held on `day`; what is bounded is not where the day is unknown."""
        if not day:
            return not (self.since or self.until)
        return self.since[: len(day)] <= day and (not self.until or day[: len(self.until)] <= self.until)

    def text(self, element: str, language: str = "") -> str:
        """The words in `element`, in `language` where they are told in several."""
        told = {lang: " ".join(text.split()) for (name, lang), text in self.words.items() if name == element}
        near = (text for lang, text in told.items() if lang[:2] == language[:2])
        return next(near, None) or next(iter(told.values()), "")

    def name(self) -> str:
        """A person's name, in the order of its language."""
        if not (self.text("surname") or self.text("forename")):
            return self.text("")
        order = _FAMILY_FIRST if self.language[:2] in _SURNAME_FIRST else _GIVEN_FIRST
        return " ".join(filter(None, map(self.text, order)))


@dataclass(slots=True)
class Person:
    """Somebody in listPerson, or in none.

    `file`: the one that has the list for itself, so that another may mean somebody else; "" for a whole corpus.
    """

    id: str
    file: str = ""
    names: list[_Held] = field(default_factory=list)
    offices: list[_Held] = field(default_factory=list)

    def speaker(self, day: str | None, language: str) -> Speaker:
        """The identity, by the name borne on `day` in `language`; every other name is an alias."""
        ranked = sorted(self.names, key=lambda name: (not name.on(day), name.language[:2] != language[:2]))
        names = list(dict.fromkeys(filter(None, (name.name() for name in ranked))))
        return Speaker(self.identity(), names[0] if names else self.id, tuple(names[1:]))

    def identity(self) -> str:
        """The xml:id, by which all files of a corpus know them; with the name first listed where it says too little."""
        if not self.file:
            return self.id
        name = next(filter(None, (name.name() for name in self.names)), None)
        if name is None and self.id.isalpha() and len(self.id) > _LONGEST_CODE:  # perhaps a name itself: "RoeJane"
            return self.id
        return identity_of(self.id, name or self.file)

    def role(self, day: str | None, language: str) -> str | None:
        """The office held on `day`, told in `language` where it can be; None for a plain member."""
        held = sorted((office for office in self.offices if office.on(day)), key=_rank)
        named = (office.text("roleName", language) for office in held)
        return next(filter(None, named), None) or next((_told(one.role) for one in held if _is_office(one)), None)


def _is_office(held: _Held) -> bool:
    return bool(_OFFICES.match(held.role))


def _rank(held: _Held) -> tuple[bool, bool]:
    return not _is_office(held), held.role.casefold() in ("member", "mp")


def _told(role: str) -> str:
    """The value of an attribute ("primeMinister") in words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", role).lower()


class People:
    """Gathers the people from the events of a file, wherever its listPerson stands; `of`: as `Person.file`."""

    def __init__(self, of: str = "") -> None:
        self._file = of
        self.known: dict[str, Person] = {}
        self._person: Person | None = None
        self._held: _Held | None = None
        self._open: list[tuple[str, str]] = []  # elements and their languages

    def read(self, event: Event) -> None:
        """Takes the next event."""
        if isinstance(event, Start):
            language = event.get(XML_LANG) or (self._open[-1][1] if self._open else "")
            is_fathers = event.name == "surname" and event.get("type") == "patronym"
            self._open.append(("patronym" if is_fathers else event.name, language))
            self._start(event, language)
        elif isinstance(event, End):
            self._open.pop()
            if event.name == "person":
                self._person = None
            elif event.name in ("persName", "affiliation"):
                self._held = None
        elif isinstance(event, str) and self._held is not None:
            name, language = self._open[-1]
            inside = name not in ("persName", "affiliation")
            key = (name if inside else "", language)
            self._held.words[key] = (self._held.words[key] + event)[:_LONGEST]

    def _start(self, element: Start, language: str) -> None:
        if element.name == "person" and (id_ := element.get(XML_ID)):
            self._person = self.known.setdefault(id_, Person(id_, self._file))
        elif self._person is not None and element.name in ("persName", "affiliation"):
            since = element.get("from") or element.get("notBefore") or element.get("when") or ""
            until = element.get("to") or element.get("notAfter") or element.get("when") or ""
            self._held = _Held(language, since[:10], until[:10], element.get("role") or "")
            kept = self._person.names if element.name == "persName" else self._person.offices
            kept.append(self._held)
        elif self._held is not None:
            key = (self._open[-1][0], language)
            self._held.words[key] += " " if key in self._held.words else ""
