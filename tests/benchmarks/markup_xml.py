"""What parliamentary XML says of who speaks, read as plainly as can be: the reference for markup.py.

The XML is held whole and read with the standard library's ElementTree; nothing of corpus/formats is used.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, parse

from corpus.akoma_export import akoma_ntoso
from corpus.model import Record
from corpus.read import read_records

Spoken = list[tuple[str | None, str]]

_OURS = re.compile(r' (?:rec:\w+|xmlns:rec)="[^"]*"|<proprietary.*?</proprietary>|<from>.*?</from>', re.DOTALL)


def hansard(folder: Path) -> Iterator[tuple[Path, Spoken]]:
    """The samples of TheyWorkForYou's XML, each with its paragraphs and the `speakername` above them."""
    for path in sorted((folder / "formats" / "hansard-xml").glob("*.xml")):
        yield path, [said for part in parse(path).getroot() for said in _part(part)]


def _part(part: Element) -> Iterator[tuple[str | None, str]]:
    """A heading and a list of votes are said by nobody; so is what stands in italics, but for a motion read out."""
    named, noted = part.get("speakername"), False
    for paragraph in part.findall("p") or [part]:
        text = "".join(paragraph.itertext()).strip()
        noted = paragraph.get("class") == "italic" and (noted or not text.startswith("That "))
        yield None if noted else named, text


def _pieces(record: Record) -> Spoken:
    """The passages of `record` with who says them, and what is set aside, in order."""
    names = {speaker.id: speaker.name for speaker in record.speakers}
    turns = {turn.number: names.get(turn.speaker or "") for turn in record.turns}
    pieces = [(one.start, one.end, turns[one.turn]) for one in record.passages]
    pieces += [(one.start, one.end, None) for one in record.asides]
    return [(named, record.text[start:end]) for start, end, named in sorted(pieces, key=lambda piece: piece[:2])]


def akoma(folder: Path, scratch: Path, *, ours: bool) -> Iterator[tuple[Path, Spoken]]:
    """Each sample as Akoma Ntoso: as onrecord writes it, or without the marks that only onrecord writes."""
    for path, _ in hansard(folder):
        for record in read_records(path):
            document = "".join(akoma_ntoso(record))
            written = scratch / f"{record.id}.xml"
            written.write_text(document if ours else _OURS.sub("", document), encoding="utf-8")
            yield written, _pieces(record)
