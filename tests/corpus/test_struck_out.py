"""What is struck out or deleted in a document that shows its changes is not said, in whatever format."""

from pathlib import Path

import pytest

from tests.corpus.documents import check, docx, odt, record_of, said, w_paragraph

MADE_OF = "We shall act."
AKN = (
    "<akomaNtoso><debate><meta><references><TLCPerson eId='a' href='/p/a' showAs='Jane Roe'/></references></meta>"
    "<debateBody><speech by='#a'><p>We <del>will<authorialNote><p>Was: must.</p></authorialNote></del>"
    "<ins>shall</ins> act.</p></speech></debateBody></debate></akomaNtoso>"
)
HANSARD = "<publicwhip><speech speakername='Jane Roe'><p>We {} act.</p></speech></publicwhip>"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xml", AKN),
        ("b.xml", HANSARD.format("<del>will</del><ins>shall</ins>")),
        ("c.xml", HANSARD.format("shall<s> not</s><strike><p>ever</p></strike>")),
        (
            "a.html",
            "<p><b>Jane Roe:</b> We <span style='text-decoration: line-through'>will</span>shall act.",
        ),
        ("a.docx", docx(w_paragraph(("Jane Roe: ", "<w:b/>"), "We ", ("will", "<w:strike/>"), "shall act."))),
        ("b.docx", docx(w_paragraph(("Jane Roe: ", "<w:b/>"), "We ", ("will", "<w:dstrike/>"), "shall act."))),
    ],
)
def test_what_is_struck_out_is_not_said(tmp_path: Path, name: str, data: str | bytes) -> None:
    record = record_of(tmp_path, name, data)
    check(record)
    assert said(record) == [("Jane Roe", MADE_OF)]


def test_what_is_struck_out_in_an_opendocument_text_is_not_said(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="X" style:family="text">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="Y" style:family="text">'
        '<style:text-properties style:text-line-through-style="none"/></style:style>'
    )
    body = '<text:p>Jane Roe: We <text:span text:style-name="X">will </text:span>'
    data = odt(f'{body}<text:span text:style-name="Y">shall</text:span> act.</text:p><text:p>John Low: No.</text:p>')
    marked = data_with(data, styles)
    assert said(record_of(tmp_path, "a.odt", marked)) == [("Jane Roe", MADE_OF), ("John Low", "No.")]


def data_with(data: bytes, styles: str) -> bytes:
    """An OpenDocument text with further automatic styles."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as file:
        content = file.read("content.xml").decode()
    return odt("", content_xml=content.replace("</office:automatic-styles>", f"{styles}</office:automatic-styles>"))


def test_a_paragraph_whose_end_was_deleted_goes_on_with_the_next(tmp_path: Path) -> None:
    deleted = "<w:rPr><w:del w:id='1'/></w:rPr>"
    body = w_paragraph(("Jane Roe: ", "<w:b/>"), "We open the ports ", properties=deleted) + w_paragraph("in May.")
    body += w_paragraph(("John Low: ", "<w:b/>"), "And then?") + w_paragraph("The last.", properties=deleted)
    record = record_of(tmp_path, "a.docx", docx(body))
    check(record)
    assert said(record) == [
        ("Jane Roe", "We open the ports in May."),
        ("John Low", "And then?"),
        ("John Low", "The last."),
    ]
