"""XML: parliaments' own, told apart by the root element."""

from collections.abc import Callable, Iterator
from io import SEEK_END
from itertools import chain

from corpus.akoma_terms import OWN
from corpus.errors import CompanionFile, RecordError
from corpus.formats.akoma_exact import exact_record, under
from corpus.formats.akoma_ntoso import read_akoma_ntoso
from corpus.formats.diet_xml import read_diet
from corpus.formats.hansard import read_hansard
from corpus.formats.tei import read_tei
from corpus.model import Record
from corpus.source_file import LARGEST_WHOLE, SourceFile
from corpus.xml_events import Event, Start, read_events

_HEAD = 4096  # bytes; our namespace is declared on the root element
_COMPANIONS = {"listPerson", "listOrg", "listPlace", "listRelation", "taxonomy", "particDesc", "teiHeader"}
_READERS: dict[str, Callable[[SourceFile, Iterator[Event]], Iterator[Record]]] = {
    "akomaNtoso": read_akoma_ntoso,
    "publicwhip": read_hansard,
    "debates": read_hansard,
    "data": read_diet,
    "TEI": read_tei,
    "teiCorpus": read_tei,
}


def read_xml(source: SourceFile) -> Iterator[Record]:
    """The records in an XML file, read block by block. Raises RecordError, also for XML of another kind."""
    exact = _exported(source)
    if exact:
        yield exact
        return
    with source.opened() as file:
        events = read_events(file, str(source.path), source.encoding)
        root = next((event for event in events if isinstance(event, Start)), None)
        if root is None:
            raise RecordError(f"{source.path} holds no element: it is not XML")
        if root.name in _COMPANIONS:
            raise CompanionFile(f"{source.path} is a part of a TEI corpus (<{root.name}>): add the sittings beside it")
        reader = _READERS.get(root.name)
        if reader is None:
            known = (
                "Akoma Ntoso (<akomaNtoso>), ParlaMint TEI (<TEI>), TheyWorkForYou's <publicwhip>, the Diet's <data>"
            )
            raise RecordError(f"{source.path} is XML of another kind (<{root.name[:80]}>): it reads {known}")
        yield from reader(source, chain([root], events))


def _exported(source: SourceFile) -> Record | None:
    """The record that onrecord itself wrote as Akoma Ntoso; None for every other file, and for one changed since."""
    with source.opened() as file:
        ours = OWN.encode() in file.read(_HEAD) and file.seek(0, SEEK_END) <= LARGEST_WHOLE
        file.seek(0)
        record = exact_record(read_events(file, str(source.path))) if ours else None
    return under(record, source.sidecar) if record else None
