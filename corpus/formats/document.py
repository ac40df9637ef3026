"""From the blocks of a document to its record, or a refusal: no text in it, or too much."""

from itertools import islice
from typing import TYPE_CHECKING

from corpus.composing import Metadata
from corpus.errors import RecordError
from corpus.formats.blocks import Block, Kind, written
from corpus.formats.prose import prose_record
from corpus.model import Record
from corpus.source_file import SourceFile

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BLOCKS = 200_000  # paragraphs of one document, which are a hundred novels
OCR_FIRST = "if its pages are images, recognise them (OCR) first"


def document_record(source: SourceFile, blocks: list[Block], metadata: Metadata, empty: str = OCR_FIRST) -> Record:
    """The record in `blocks`. Raises RecordError for too many, and for no text, with the way out that `empty` tells."""
    if len(blocks) > MOST_BLOCKS:
        raise _too_large(source)
    if all(block.kind is Kind.ASIDE for block in blocks):
        raise RecordError(f"{source.path} holds no text: {empty}")
    return prose_record(source, written(blocks), metadata)


def check_size(source: SourceFile, root: "_Element", *tags: str) -> None:
    """Raises RecordError where there are more elements in `root` (of `tags`, where given) than a document has."""
    if next(islice(root.iter(*tags), MOST_BLOCKS, None), None) is not None:
        raise _too_large(source)


def _too_large(source: SourceFile) -> RecordError:
    return RecordError(f"{source.path} has more than {MOST_BLOCKS} paragraphs: split it, or save it as plain text")
