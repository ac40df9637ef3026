"""What the tests of document readers share: files written by hand, and what is read from them."""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from corpus.model import Record
from corpus.read import read_record

Said = list[tuple[str | None, str]]

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "meta": "meta",
    }.items()
)
_STYLES = f"""<w:styles {_W}>
<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="Speaker"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>
</w:styles>"""


def record_of(folder: Path, name: str, data: bytes | str, encoding: str = "utf-8") -> Record:
    """The record in a file of this name and content."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
    return read_record(path)


def said(record: Record) -> Said:
    """Speaker's name and words, passage by passage."""
    names = {speaker.id: speaker.name for speaker in record.speakers}
    speakers = {turn.number: names.get(turn.speaker) for turn in record.turns}
    return [(speakers[passage.turn], record.text[passage.start : passage.end]) for passage in record.passages]


def set_aside(record: Record) -> dict[str, str]:
    """Why each slice was set aside, by its words."""
    return {record.text[aside.start : aside.end]: aside.reason for aside in record.asides}


def check(record: Record) -> None:
    """Raises AssertionError unless every visible character stands in one passage or aside, in rising order."""
    spans = sorted([(one.start, one.end) for one in (*record.passages, *record.asides)])
    reached = 0
    for start, end in spans:
        assert start >= reached
        assert record.text[start:end].strip() == record.text[start:end] != ""
        assert not record.text[reached:start].strip()
        reached = end
    assert not record.text[reached:].strip()
    starts = [passage.start for passage in record.passages]
    assert starts == sorted(starts)
    turns = {turn.number: turn for turn in record.turns}
    for passage in record.passages:
        turn = turns[passage.turn]
        assert turn.start <= passage.start < passage.end <= turn.end
    assert {turn.speaker for turn in record.turns} - {None} == {speaker.id for speaker in record.speakers}


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, **parts: str | bytes) -> bytes:
    """A Word document; `parts` are further ones, "__" for "/" and "_" for "." in their names."""
    named = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    document = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    return zipped({"word/document.xml": document, "word/styles.xml": _STYLES, **named})


def w_paragraph(*runs: str | tuple[str, str], style: str = "", properties: str = "") -> str:
    """A Word paragraph; a run is its text, or its text and its properties: "<w:b/>"."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    whole = "".join(w_run(run) for run in runs)
    return f"<w:p><w:pPr>{styled}{properties}</w:pPr>{whole}</w:p>"


def w_run(run: str | tuple[str, str]) -> str:
    """A Word run."""
    text, properties = (run, "") if isinstance(run, str) else run
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def w_table(rows: Iterable[Iterable[str]]) -> str:
    """A Word table of plain cells."""
    cells = ("".join(f"<w:tc>{w_paragraph(text)}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def w_notes(*texts: str) -> str:
    """The part that holds a Word document's footnotes."""
    notes = "".join(f'<w:footnote w:id="{n}">{w_paragraph(text)}</w:footnote>' for n, text in enumerate(texts, 1))
    return f"<w:footnotes {_W}>{notes}</w:footnotes>"


def odt(body: str, **parts: str | bytes) -> bytes:
    """An OpenDocument text with the character style B, bold, and H, hidden."""
    styles = (
        '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="S" style:family="text">'
        '<style:text-properties style:text-position="super 58%"/></style:style>'
    )
    named = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    content = (
        f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **named})
