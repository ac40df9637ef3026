"""Word documents (DOCX): paragraphs, headings and tables in reading order, notes set aside."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.composing import Metadata
from corpus.errors import RecordError
from corpus.formats.archive import Archive, opened_archive
from corpus.formats.blocks import Block, Blocks, Kind, Run
from corpus.formats.document import check_size, document_record
from corpus.formats.docx_styles import Styles, read_styles
from corpus.formats.docx_text import DocxBlocks, W
from corpus.formats.notes import NOTE
from corpus.formats.office import plausible_date, plausible_title
from corpus.model import Record
from corpus.source_file import SourceFile

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCUMENT = "word/document.xml"
_RELATED = "_rels/.rels"
_MAIN = "/officeDocument"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"


def read_docx(source: SourceFile) -> Iterator[Record]:
    """The record in a Word document. Raises RecordError."""
    with opened_archive(source, "DOCX") as archive:
        if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
            raise RecordError(f"{source.path} holds macros: save it as DOCX without them")
        name = _main_part(archive)
        document = archive.xml(name)
        body = document.find(f"{W}body") if document is not None else None
        if body is None:
            raise RecordError(f"{source.path} is not a DOCX file: it holds no document; save it again")
        check_size(source, body, f"{W}p")
        folder = name.rpartition("/")[0]
        styles = read_styles(archive.xml(f"{folder}/styles.xml"))
        blocks = DocxBlocks(styles).read(body)
        blocks += [
            block for part in ("footnotes", "endnotes") for block in _notes(archive, f"{folder}/{part}.xml", styles)
        ]
        metadata = _metadata(archive)
    yield document_record(source, blocks, metadata)


def _main_part(archive: Archive) -> str:
    """The part that holds the document, as the archive names it."""
    related = archive.xml(_RELATED)
    for element in related if related is not None else ():
        target = (element.get("Target") or "").lstrip("/")
        if (element.get("Type") or "").endswith(_MAIN) and target in archive.names:
            return target
    return _DOCUMENT


def _notes(archive: Archive, name: str, styles: Styles) -> Iterator[Block]:
    root = archive.xml(name)
    for note in root if root is not None else ():
        if note.get(f"{W}type") in (None, "normal"):
            page = Blocks()
            for block in DocxBlocks(styles).read(note):
                page.add(Kind.ASIDE, [Run(block.text)], NOTE)
            yield from page.found


def _metadata(archive: Archive) -> Metadata:
    core: _Element | None = archive.xml("docProps/core.xml")
    if core is None:
        return Metadata()
    return Metadata(
        title=plausible_title(core.findtext(f"{_DC}title")),
        date=plausible_date(core.findtext(f"{_TERMS}created")),
    )
