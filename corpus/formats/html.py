"""Web pages: the article, with who speaks in it, and not what surrounds it."""

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.composing import clean
from corpus.decode import decode
from corpus.errors import RecordError
from corpus.formats.blocks import Block, Kind, Run
from corpus.formats.document import check_size, document_record
from corpus.formats.html_chat import chat_of
from corpus.formats.html_meta import page_metadata
from corpus.formats.html_page import article
from corpus.formats.html_text import HtmlBlocks
from corpus.formats.prose import prose_record
from corpus.formats.speeches import records_of
from corpus.model import Record
from corpus.source_file import SourceFile

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 16_000_000  # bytes of a page; its tree takes many times as much
PAGE = "page"
_IN_A_BROWSER = "if its words appear only in a browser, save the page from there, or as text"
_LONGEST_FRONT = 300  # characters above the title
_BEGINNING = 4096  # bytes in which a page must say its encoding
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHARSET = re.compile(rb"<meta[^>]{1,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"\s*<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_MEANT = {  # what browsers take these names for
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "ms_kanji": "cp932",
    "x-euc-jp": "euc_jp",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "x-mac-cyrillic": "mac_cyrillic",
    "big5": "big5hkscs",
    "utf-16": "utf-8",  # what says so in ASCII is not UTF-16
    "utf-16le": "utf-8",
}


def read_html(source: SourceFile) -> Iterator[Record]:
    """The record in a web page: its article as read, its metadata from the head. Raises RecordError."""
    root = _parsed(source)
    check_size(source, root, "p", "div", "li", "br", "td", "dd")
    messages = chat_of(root)
    if messages:
        yield from records_of(source, messages, several=False)
        return
    metadata = page_metadata(root)
    text = _preformatted(root)
    if text:
        yield prose_record(source, text, metadata)
        return
    printed = any(metadata.title == " ".join("".join(one.itertext()).split()) for one in root.iter("h1"))
    blocks = _without_front(HtmlBlocks().read(article(root)))
    if printed and metadata.title and not any(block.kind is Kind.HEADING for block in blocks[:3]):
        blocks.insert(0, Block(Kind.HEADING, (Run(metadata.title),)))
    record = document_record(source, blocks, metadata, _IN_A_BROWSER)
    if not record.passages:
        raise RecordError(f"{source.path} holds no text below its title: {_IN_A_BROWSER}")
    yield record


def _preformatted(root: "_Element") -> str | None:
    """The text of a page that is a plain text in a frame, in which blanks and line breaks count; None: of any other."""
    body = root.find("body")
    whole = "".join(body.itertext()) if body is not None else ""
    texts = ["".join(one.itertext()) for one in root.iter("pre")]
    longest = max(texts, key=len, default="")
    return clean(longest) if longest.strip() and len(longest) * 5 > len(whole) * 4 else None


def _parsed(source: SourceFile) -> "_Element":
    from lxml.etree import HTMLParser, ParserError, XMLSyntaxError, fromstring

    text = _decoded(source)
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (XMLSyntaxError, ParserError, ValueError) as error:
        raise RecordError(f"{source.path} cannot be read as HTML: save the page again, or as text") from error
    if root is None:
        raise RecordError(f"{source.path} is empty: there is nothing to read in it")
    if any("depth" in error.message for error in parser.error_log):
        raise RecordError(f"{source.path} has elements nested too deeply to be read: save it as text")
    return root


def _decoded(source: SourceFile) -> str:
    """The page's text, by what the user says, its byte order mark, what it declares, or what its bytes can only be."""
    data = source.whole()
    name = str(source.path)
    if len(data) > LARGEST:
        raise RecordError(f"{name} is larger than {LARGEST // 1_000_000} MB: split it, or save it as text")
    if source.encoding is None and not data.startswith(_BOMS):
        declared = _declared(data)
        if declared is not None:
            return declared
    return decode(data, name, source.encoding)


def _declared(data: bytes) -> str | None:
    """The text in the encoding that the page declares, where it does and is right."""
    match = _CHARSET.search(data[:_BEGINNING]) or _DECLARED.match(data[:_BEGINNING])
    if not match:
        return None
    name = match[1].decode("ascii", "replace").lower()
    for encoding in (["utf-8"] if max(data) > 0x7F else []) + [_MEANT.get(name, name)]:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        return None if "\x00" in text else text
    return None


def _without_front(blocks: list[Block]) -> list[Block]:
    """`blocks`, with the few that stand before the title (the site's name, where one is in it) set aside."""
    first = next((index for index, block in enumerate(blocks) if block.kind is Kind.HEADING), 0)
    before = sum(len(block.text) for block in blocks[:first])
    if first == 0 or before * 5 > sum(len(block.text) for block in blocks) or before > _LONGEST_FRONT:
        return blocks
    front = (Block(Kind.ASIDE, block.runs, block.reason or PAGE) for block in blocks[:first])
    return [*front, *blocks[first:]]
