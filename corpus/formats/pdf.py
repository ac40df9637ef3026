"""PDF files with text: paragraphs by page; running heads and page numbers are left out."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.composing import Metadata
from corpus.errors import RecordError
from corpus.formats.blocks import Block
from corpus.formats.document import document_record
from corpus.formats.office import plausible_title
from corpus.formats.pdf_lines import opened, page_lines
from corpus.formats.pdf_paragraphs import paragraph_blocks
from corpus.model import Record
from corpus.source_file import SourceFile

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_UNKNOWN = re.compile(r"[\ufffd\ue000-\uf8ff]")


def read_pdf(source: SourceFile) -> Iterator[Record]:
    """The record in a PDF, each passage with its page as the locator. Raises RecordError."""
    document = opened(source)
    try:
        blocks = paragraph_blocks(list(page_lines(source, document)))
        metadata = _metadata(document)
    finally:
        document.close()
    _check(source, blocks)
    yield document_record(source, blocks, metadata)


def _check(source: SourceFile, blocks: list[Block]) -> None:
    """Raises RecordError where the fonts do not say which characters they show."""
    text = "".join(block.text for block in blocks)
    if len(_UNKNOWN.findall(text)) * 5 > len(text):
        raise RecordError(
            f"{source.path} does not tell which characters its fonts show: recognise its pages (OCR) first"
        )


def _metadata(document: "PdfDocument") -> Metadata:
    return Metadata(title=plausible_title(document.get_metadata_value("Title")))
