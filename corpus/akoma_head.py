"""The <meta> of an exported record: its identification, who is referred to, and what the standard has no word for."""

from collections.abc import Iterator
from urllib.parse import quote

from corpus.akoma_languages import three_letters
from corpus.akoma_markup import tag
from corpus.formats.iso_date import iso_date
from corpus.model import Aside, Record

_US = "#onrecord"
_FIELDS = ("id", "title", "date", "event", "place", "publisher", "language", "url")
NO_DATE = "0001-01-01"  # the standard asks for a day
NO_COUNTRY = "zz"


def roles_of(record: Record) -> dict[str, str]:
    """The id of the reference of each role, in the order of its first turn."""
    roles = dict.fromkeys(turn.role for turn in record.turns if turn.role is not None)
    return {role: f"role-{number}" for number, role in enumerate(roles, 1)}


def people_of(record: Record) -> dict[str, str]:
    """The id of the reference of each speaker, by `Speaker.id`."""
    return {speaker.id: f"person-{number}" for number, speaker in enumerate(record.speakers, 1)}


def head(record: Record, apart: list[tuple[int, Aside]]) -> Iterator[str]:
    """The lines of <meta>; `apart` are the asides that get no element in the text."""
    yield "<meta>"
    yield from _identification(record)
    yield from _references(record)
    yield from _proprietary(record, apart)
    yield "</meta>"


def _identification(record: Record) -> Iterator[str]:
    day = f"{iso_date(record.date) or ''}-01-01"[:10] if record.date else NO_DATE
    day = iso_date(day) or NO_DATE
    work = f"/akn/{NO_COUNTRY}/debate/{day}/{quote(record.id, safe='')}"
    language = three_letters(record.language)
    title = tag("FRBRalias", {"value": " ".join(record.title.split()) or record.id, "name": "title"}, empty=True)
    country = tag("FRBRcountry", {"value": NO_COUNTRY}, empty=True)
    expression = f"{work}/{language}@"
    yield tag("identification", {"source": _US})
    yield from _level("FRBRWork", f"{work}/!main", work, day, [title], [country])
    spoken = tag("FRBRlanguage", {"language": language}, empty=True)
    yield from _level("FRBRExpression", f"{expression}/!main", expression, day, [], [spoken])
    yield from _level("FRBRManifestation", f"{expression}/!main.xml", f"{expression}.xml", day, [], [])
    yield "</identification>"


def _level(name: str, this: str, uri: str, day: str, alias: list[str], last: list[str]) -> Iterator[str]:
    author = "#publisher" if name == "FRBRWork" else _US
    yield tag(name, {})
    yield tag("FRBRthis", {"value": this}, empty=True)
    yield tag("FRBRuri", {"value": uri}, empty=True)
    yield from alias
    yield tag("FRBRdate", {"date": day, "name": "unknown" if day == NO_DATE else "sitting"}, empty=True)
    yield tag("FRBRauthor", {"href": author}, empty=True)
    yield from last
    yield f"</{name}>"


def _references(record: Record) -> Iterator[str]:
    yield tag("references", {"source": _US})
    yield _reference("TLCOrganization", "onrecord", "organization", "onrecord", "onrecord")
    publisher = record.publisher or "unknown"
    yield _reference("TLCOrganization", "publisher", "organization", publisher, publisher)
    for speaker, (id_, reference) in zip(record.speakers, people_of(record).items(), strict=True):
        yield _reference("TLCPerson", reference, "person", id_, speaker.name)
    for role, reference in roles_of(record).items():
        yield _reference("TLCRole", reference, "role", role, role, own=role)
    yield "</references>"


def _reference(name: str, id_: str, kind: str, identity: str, shown: str, own: str | None = None) -> str:
    address = f"/ontology/{kind}/{quote(identity, safe='')}"
    shown = " ".join(shown.split()) or identity
    return tag(name, {"eId": id_, "href": address, "showAs": shown, "rec:value": own}, empty=True)


def _proprietary(record: Record, apart: list[tuple[int, Aside]]) -> Iterator[str]:
    fields: dict[str, str | int | None] = {name: getattr(record, name) for name in _FIELDS}
    yield tag("proprietary", {"source": _US})
    yield tag("rec:record", {**fields, "sha256": record.sha256, "length": len(record.text)})
    people = people_of(record)
    for speaker in record.speakers:
        yield tag("rec:speaker", {"refersTo": f"#{people[speaker.id]}", "id": speaker.id, "name": speaker.name})
        yield from (tag("rec:alias", {"value": alias}, empty=True) for alias in speaker.aliases)
        yield "</rec:speaker>"
    for position, aside in apart:
        place: dict[str, str | int | None] = {"position": position, "start": aside.start, "end": aside.end}
        yield tag("rec:aside", {**place, "reason": aside.reason}, empty=True)
    yield "</rec:record>"
    yield "</proprietary>"
