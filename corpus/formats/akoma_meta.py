"""What an Akoma Ntoso document says of itself: who is meant by its references, its title, date, language."""

import re
from collections import Counter
from dataclasses import dataclass, field
from unicodedata import normalize

from corpus.akoma_head import NO_COUNTRY
from corpus.akoma_languages import two_letters
from corpus.akoma_terms import OWN, unescaped
from corpus.composing import Metadata
from corpus.formats.iso_date import iso_date
from corpus.labels import parse_label
from corpus.model import Speaker
from corpus.printed import speaker_of
from corpus.xml_events import Start

_TOLD = {"docTitle", "docDate", "session", "location"}  # whose text is metadata
_LONGEST = 5000  # code points of a title
_NO_ADDRESS = re.compile(r"(?:#.*|/?(?:ontology/)?(?:person|role|organization|concept)?/?)$")


@dataclass(frozen=True, slots=True)
class _Reference:
    id: str
    address: str
    name: str | None


@dataclass(slots=True)
class AkomaMeta:
    """Filled while the document is read: `start` for every element of <meta> and <preface>, `text` for their words."""

    _values: dict[str, str] = field(default_factory=dict)
    _references: dict[str, _Reference] = field(default_factory=dict)
    _by_address: dict[str, _Reference] = field(default_factory=dict)
    _addresses: Counter[str] = field(default_factory=Counter)
    _names: Counter[str] = field(default_factory=Counter)
    _own: dict[str, Start] = field(default_factory=dict)  # the people of an export of ours
    _unexplained: dict[str, str] = field(default_factory=dict)
    _level: str = ""
    _from_around: frozenset[str] = frozenset()  # ids that a collection explains, and a document in it may anew

    def within(self) -> "AkomaMeta":
        """That of a document in this one, a collection: its ids are its own."""
        return AkomaMeta(
            _references=dict(self._references),
            _by_address=dict(self._by_address),
            _own=self._own,
            _unexplained=self._unexplained,
            _from_around=frozenset(self._references),
        )

    def take_from(self, inner: "AkomaMeta") -> None:
        """What a document in this collection says of itself, where the collection, and one before it, say nothing."""
        self._values = inner._values | self._values

    def start(self, element: Start) -> None:
        """An element begins."""
        name = element.name
        if element.space == OWN:
            if name == "speaker":
                self._own[unescaped(element.attributes.get("refersTo", "")).removeprefix("#")] = element
        elif name in ("FRBRWork", "FRBRExpression", "FRBRManifestation"):
            self._level = name
        elif name.startswith("TLC"):
            self._refer(element)
        elif name in ("FRBRdate", "docDate") and element.get("name") != "unknown":
            self._keep(f"{name if name == 'docDate' else self._level} date", iso_date(element.get("date") or ""))
        elif name in ("FRBRlanguage", "FRBRcountry", "FRBRalias"):
            value = element.get("language") or element.get("value")
            self._keep(name, value if value != NO_COUNTRY else None)
        elif name == "FRBRauthor" and self._level == "FRBRWork":
            self._keep(name, element.get("href"))
        elif name in ("FRBRuri", "FRBRthis", "link"):
            address = element.get("value") or element.get("href") or ""
            self._keep("url", address if re.match(r"https?://", address) else None)

    def text(self, path: list[str], text: str) -> None:
        """Words inside the elements `path`."""
        for name in _TOLD.intersection(path):
            self._values[name] = (self._values.get(name, "") + text)[:_LONGEST]

    def _keep(self, name: str, value: str | None) -> None:
        if value:
            self._values.setdefault(name, value)

    def _refer(self, element: Start) -> None:
        id_ = element.get("eId") or element.get("id")
        if id_ and (id_ not in self._references or id_ in self._from_around):
            self._from_around -= {id_}
            reference = _Reference(id_, element.get("href") or "", element.get("showAs") or element.get("shortForm"))
            self._references[id_] = reference
            self._addresses[reference.address] += 1
            self._by_address.setdefault(reference.address, reference)
            self._names[reference.name or ""] += 1

    def metadata(self) -> Metadata:
        """What has been read so far."""
        said = {name: " ".join(value.split()) or None for name, value in self._values.items()}
        dates = [said.get(f"{name} date") for name in ("FRBRWork", "docDate", "FRBRExpression")]
        dates.insert(2, iso_date(said.get("docDate") or ""))
        author = said.get("FRBRauthor")
        publisher = self._found(author).name if author else None
        return Metadata(
            title=said.get("docTitle") or said.get("FRBRalias"),
            date=next(filter(None, dates), None),
            event=said.get("session"),
            place=said.get("location") or said.get("FRBRcountry"),
            publisher=publisher if speaker_of(publisher)[0] else None,  # not "unknown"
            language=two_letters(said.get("FRBRlanguage")),
            url=said.get("url"),
        )

    def _found(self, pointer: str) -> _Reference:
        """What `pointer` ("#id", or an address) refers to."""
        id_ = pointer.removeprefix("#")
        known = self._references.get(id_)
        if known is None:
            known = self._by_address.get(pointer)
        return known or _Reference(id_, "" if pointer.startswith("#") else pointer, None)

    def speaker(self, pointers: str | None, label: str | None) -> tuple[Speaker | None, str | None]:
        """Who is meant by `by` (it may name several) or, without it, by the printed `label`; and the label's role."""
        found = [self._found(pointer) for pointer in (pointers or "").split()]
        if not found:
            return labelled(label)
        name, role = labelled(label)
        if len(found) > 1:
            names = ", ".join(some.name or _last(some) for some in found)
            return speaker_of(names, identity=" ".join(self._identity(some) for some in found))[0], None
        meant = found[0]
        printed = meant.name or (name.name if name else _last(meant))
        identity = self._identity(meant) if meant.id in self._references or not name else self._unknown(meant.id, name)
        speaker, told = speaker_of(printed, identity=identity)
        return speaker, told or role

    def _unknown(self, id_: str, labelled: Speaker) -> str:
        """An identity for an id that the document does not explain: the printed name, unless another id has it."""
        other = self._unexplained.setdefault(labelled.id, id_)
        return labelled.id if other == id_ else f"{labelled.id}#{id_}"

    def role(self, pointer: str | None) -> str | None:
        """The role that `as` refers to."""
        if not pointer or not pointer.strip("# "):
            return None
        found = [self._found(some) for some in pointer.split()]
        return ", ".join(some.name or _last(some) for some in found)

    def _identity(self, reference: _Reference) -> str:
        """An id that means the same person in other documents too: an address, or else the name."""
        if own := self._own.get(reference.id):
            return unescaped(own.attributes.get("id", "")) or reference.id
        if not _NO_ADDRESS.match(reference.address) and self._addresses[reference.address] <= 1:
            return reference.address
        name = normalize("NFKC", reference.name or _last(reference))
        return name if self._names[reference.name or ""] <= 1 else f"{name}#{reference.id}"


def _last(reference: _Reference) -> str:
    return (
        (reference.address if not _NO_ADDRESS.match(reference.address) else reference.id).rstrip("/").rpartition("/")[2]
    )


def labelled(label: str | None) -> tuple[Speaker | None, str | None]:
    """Whom a printed label names, and in what role; nobody where it is missing or is no label."""
    text = (label or "").strip().rstrip(":：—–- ").strip()
    if not text or len(text) > 150:
        return None, None
    parsed = parse_label(text)
    if parsed and parsed.name:
        return Speaker(normalize("NFKC", parsed.name), parsed.name), parsed.role
    return speaker_of(text)
