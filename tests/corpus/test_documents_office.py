"""DOCX and ODT as people type minutes and interviews."""

import zipfile
from pathlib import Path

import pytest

from corpus.errors import RecordError
from corpus.formats import archive
from tests.corpus.documents import (
    check,
    docx,
    odt,
    record_of,
    said,
    set_aside,
    w_notes,
    w_paragraph,
    w_run,
    w_table,
    zipped,
)

BOLD = "<w:b/>"
MINUTES = "".join(
    (
        w_paragraph("Contents ..... 1", style="toc"),
        w_paragraph("Sitting of the Harbour Board", style="a1"),
        w_paragraph(
            ("Mira ", BOLD), ("Kovac:", BOLD), " We open the ports", ("1", '<w:vertAlign w:val="superscript"/>'), "."
        ),
        w_paragraph("All of them, I may add.", ("secret", "<w:vanish/>")),
        w_paragraph("Jon Berg, Minister of Finance", style="a2"),
        w_paragraph("There is money for:"),
        w_paragraph("the first pier", properties="<w:numPr/>"),
        w_paragraph("the second pier", properties="<w:numPr/>"),
        "<w:p><w:del>" + w_run("Nobody: deleted.") + "</w:del><w:ins>" + w_run("That is all.") + "</w:ins></w:p>",
        w_paragraph(("Mira Kovac", BOLD), " Thank you."),
        w_table(
            [
                ("Ms. Vera Lind", "And what of the schools in the north?"),
                ("Mr. Olaf Dahl", "They are open."),
                ("Ms. Vera Lind", "Good."),
            ]
        ),
    )
)
SPOKEN = [
    ("Mira Kovac", "We open the ports."),
    ("Mira Kovac", "All of them, I may add."),
    ("Jon Berg", "There is money for:\nthe first pier\nthe second pier"),
    ("Jon Berg", "That is all."),
    ("Mira Kovac", "Thank you."),
    ("Vera Lind", "And what of the schools in the north?"),
    ("Olaf Dahl", "They are open."),
    ("Vera Lind", "Good."),
]
CORE = (
    '<p:coreProperties xmlns:p="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
    "<dc:title>{}</dc:title><t:created>{}</t:created></p:coreProperties>"
)


def test_a_word_document(tmp_path: Path) -> None:
    record = record_of(tmp_path, "a.docx", docx(MINUTES, word__footnotes_xml=w_notes("See the plan.")))
    check(record)
    assert said(record) == SPOKEN
    assert set_aside(record)["See the plan."] == "note"
    assert set_aside(record)["Contents ..... 1"] == "contents"
    assert {turn.speaker: turn.role for turn in record.turns}["Jon Berg"] == "Minister of Finance"
    assert "**" not in record.text
    assert "secret" not in record.text


@pytest.mark.parametrize(
    ("title", "created", "expected"),
    [
        ("Minutes of the Harbour Board", "2020-03-04T10:00:00Z", ("Minutes of the Harbour Board", "2020-03-04")),
        ("Document1", "2013-12-23T23:15:00Z", ("Sitting of the Harbour Board", None)),
        ("minutes.docx", "1601-01-01T00:00:00Z", ("Sitting of the Harbour Board", None)),
    ],
)
def test_properties_only_where_they_say_something(
    tmp_path: Path, title: str, created: str, expected: tuple[str, str | None]
) -> None:
    body = MINUTES[MINUTES.index("<w:p>", 5) :]
    record = record_of(tmp_path, "a.docx", docx(body, docProps__core_xml=CORE.format(title, created)))
    assert (record.title, record.date) == expected


OPEN = (
    '<text:h text:outline-level="1">Sitting of the Harbour Board</text:h>'
    '<text:p><text:span text:style-name="B">Mira Kovac:</text:span> We open the ports<text:note>'
    "<text:note-citation>1</text:note-citation><text:note-body><text:p>See the plan.</text:p></text:note-body>"
    "</text:note>.</text:p>"
    '<text:p>All of<text:s text:c="3"/>them, I may add.<text:span text:style-name="H">secret</text:span></text:p>'
    '<text:p><text:span text:style-name="B">Jon Berg, Minister of Finance</text:span></text:p>'
    "<text:p>There is money for:</text:p><text:list><text:list-item><text:p>the first pier</text:p></text:list-item>"
    "<text:list-item><text:p>the second pier</text:p></text:list-item></text:list>"
    "<text:tracked-changes><text:p>Nobody: deleted.</text:p></text:tracked-changes><text:p>That is all.</text:p>"
    '<text:p><text:span text:style-name="B">Mira Kovac</text:span> Thank you'
    '<text:span text:style-name="S">2</text:span>.</text:p><table:table>'
    + "".join(
        f"<table:table-row><table:table-cell><text:p>{name}</text:p></table:table-cell>"
        f"<table:table-cell><text:p>{words}</text:p></table:table-cell></table:table-row>"
        for name, words in [
            ("Ms. Vera Lind", SPOKEN[5][1]),
            ("Mr. Olaf Dahl", "They are open."),
            ("Ms. Vera Lind", "Good."),
        ]
    )
    + "</table:table>"
)


def test_an_opendocument_text(tmp_path: Path) -> None:
    record = record_of(tmp_path, "a.odt", odt(OPEN))
    check(record)
    assert said(record) == SPOKEN
    assert set_aside(record)["See the plan."] == "note"
    assert "secret" not in record.text


PROTECTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("name", "data", "way_out"),
    [
        ("a.docx", b"", "is empty"),
        ("a.docx", b"hello", "not a DOCX file"),
        ("a.docx", docx(MINUTES)[:900], "cut off"),
        ("a.docx", PROTECTED, "protected by a password"),
        ("a.docx", PROTECTED.replace(b"E\x00n", b"e\x00n"), "older format"),
        ("a.docx", zipped({"x": "y"}), "holds no document"),
        ("a.docx", docx(""), "OCR"),
        ("a.docx", docx(MINUTES, word__vbaProject_bin=b"x"), "without them"),
        ("a.docx", zipped({"word/document.xml": ENTITIES + "<a>&b;&f;</a>"}), "entities"),
        ("a.docx", zipped({"word/document.xml": "<a><b></a>"}), "not XML"),
        ("a.odt", b"PK\x03\x04hello", "not a ODT file"),
        ("a.odt", odt(""), "OCR"),
        ("a.odt", odt(OPEN, **{"META-INF__manifest_xml": "<m><encryption-data/></m>"}), "protected by a password"),
        ("a.odt", odt(OPEN, Basic__x_xml="x"), "without them"),
        ("a.odt", zipped({"content.xml": ENTITIES + "<a>&b;</a>"}), "entities"),
        ("a.odt", zipped({"content.xml": "<a/>"}), "no text document"),
    ],
)
def test_bad_documents(tmp_path: Path, name: str, data: bytes, way_out: str) -> None:
    with pytest.raises(RecordError) as caught:
        record_of(tmp_path, name, data)
    assert way_out in str(caught.value)
    assert str(tmp_path / name) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("size", [None, 10])
def test_a_zip_bomb_is_counted_while_it_is_unpacked(
    tmp_path: Path, size: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "LARGEST_PART", 1_000_000)
    data = zipped({"word/document.xml": b" " * 3_000_000})
    if size is not None:  # an archive that does not tell the truth about itself
        with zipfile.ZipFile(tmp_path / "true.zip", "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("word/document.xml", b" " * 3_000_000)
        data = (
            (tmp_path / "true.zip").read_bytes().replace((3_000_000).to_bytes(4, "little"), size.to_bytes(4, "little"))
        )
    with pytest.raises(RecordError, match=r"unpacks to more than|damaged"):
        record_of(tmp_path, "bomb.docx", data)


def test_elements_nested_without_end(tmp_path: Path) -> None:
    deep = "<w:sdt>" * 5000 + w_paragraph("Mira Kovac: hello") + "</w:sdt>" * 5000
    with pytest.raises(RecordError):
        record_of(tmp_path, "a.docx", docx(deep))


def test_a_text_box_is_nobodys_unless_there_is_nothing_else(tmp_path: Path) -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{w_paragraph('Harbour Board, 1880')}</w:txbxContent></w:pict></w:r></w:p>"
    record = record_of(tmp_path, "box.docx", docx(w_paragraph("The cat slept.") + box))
    assert [words for _, words in said(record)] == ["The cat slept."]
    assert set_aside(record)["Harbour Board, 1880"] == "text box"
    alone = record_of(tmp_path, "alone.docx", docx(box))
    assert [words for _, words in said(alone)] == ["Harbour Board, 1880"]


def test_a_text_box_in_a_paragraph_of_an_opendocument_text_takes_no_words_from_it(tmp_path: Path) -> None:
    box = "<draw:frame><draw:text-box><text:p>Karl Meier: We do not.</text:p></draw:text-box></draw:frame>"
    drawn = '<text:p xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">'
    turns = f"<text:p>Anna Weber: We agree.</text:p>{drawn}And {box}we go on.</text:p>"
    turns += "<text:p>Karl Meier: I see.</text:p>"
    record = record_of(tmp_path, "a.odt", odt(f"{turns}<text:p>Anna Weber: Good.</text:p>"))
    check(record)
    names = ["Anna Weber", "Anna Weber", "Karl Meier", "Anna Weber"]
    assert said(record) == list(zip(names, ["We agree.", "And we go on.", "I see.", "Good."], strict=True))
    assert set_aside(record)["Karl Meier: We do not."] == "text box"
    alone = record_of(tmp_path, "b.odt", odt(f"{drawn}{box}</text:p>"))
    assert said(alone) == [("Karl Meier", "We do not.")]


def test_signs_and_formulas_of_a_word_document_are_words_too(tmp_path: Path) -> None:
    sign = '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    formula = f'<m:oMath xmlns:m="{math}"><m:r><m:t>x=5</m:t></m:r></m:oMath>'
    body = f"<w:p>{w_run('Anna Weber: By 5')}{sign}{w_run('C, so ')}{formula}{w_run(' in all.')}</w:p>"
    record = record_of(tmp_path, "a.docx", docx(body + w_paragraph("Karl Meier: Good.")))
    assert said(record) == [("Anna Weber", "By 5°C, so x=5 in all."), ("Karl Meier", "Good.")]
