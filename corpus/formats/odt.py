"""OpenDocument texts (ODT): paragraphs, headings and tables in reading order, notes set aside."""

from collections.abc import Iterator

from corpus.composing import Metadata
from corpus.errors import RecordError
from corpus.formats.archive import Archive, opened_archive
from corpus.formats.document import check_size, document_record
from corpus.formats.odt_styles import read_styles
from corpus.formats.odt_text import OFFICE, OdtBlocks
from corpus.formats.office import plausible_date, plausible_title
from corpus.model import Record
from corpus.source_file import SourceFile

_MACROS = ("Basic/", "Scripts/")
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"


def read_odt(source: SourceFile) -> Iterator[Record]:
    """The record in an OpenDocument text. Raises RecordError."""
    with opened_archive(source, "ODT") as archive:
        _check(source, archive)
        content = archive.xml("content.xml")
        body = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
        if content is None or body is None:
            raise RecordError(f"{source.path} is not an ODT file: it holds no text document; save it again")
        check_size(source, body, "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p")
        styles = read_styles(archive.xml("styles.xml"), content)
        blocks = OdtBlocks(styles).read(body)
        metadata = _metadata(archive)
    yield document_record(source, blocks, metadata)


def _check(source: SourceFile, archive: Archive) -> None:
    """Raises RecordError for a document that is protected or holds macros."""
    manifest = archive.part("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest or "encrypted-package" in archive.names:
        raise RecordError(f"{source.path} is protected by a password: save it without one")
    if any(name.startswith(_MACROS) and not name.endswith("/") for name in archive.names):
        raise RecordError(f"{source.path} holds macros: save it as ODT without them")


def _metadata(archive: Archive) -> Metadata:
    root = archive.xml("meta.xml")
    if root is None:
        return Metadata()
    return Metadata(
        title=plausible_title(root.findtext(f".//{_DC}title")),
        date=plausible_date(root.findtext(f".//{_META}creation-date")),
    )
