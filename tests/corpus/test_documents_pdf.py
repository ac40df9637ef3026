"""PDF with text: lines into paragraphs, pages as places, and what is no part of the text."""

import zlib
from pathlib import Path

import pytest

from corpus.errors import RecordError
from corpus.formats.pdf_bounds import LARGEST_STREAM
from tests.corpus.documents import check, record_of, said
from tests.corpus.pdf_samples import BOLD, GOTHIC, Words, pdf_of, prose


def _framed(number: int, words: list[Words]) -> list[Words]:
    head = [Words(72, 810, "Harbour Board   Sitting of 3 March 2020", size=8), Words(290, 30, str(number), size=8)]
    return head + words


SITTING = [
    _framed(
        1,
        [
            Words(72, 780, "Sitting of the Harbour Board", BOLD, 16),
            Words(72, 740, "Mira Kovac:", BOLD),
            Words(140, 740, "We open the ports today and we will not close them a-"),
            *prose(
                [
                    "gain in the coming years, whatever anybody may say about the inter-",
                    "national trade that passes through them. This is the long-",
                    "term plan of the board.",
                    "",
                    "Jon Berg: There is money for all of it, and we have found it where no-",
                    "body had looked before, in the fees. It was there all the time, and all of",
                ],
                top=726,
            ),
        ],
    ),
    _framed(
        2,
        prose(
            [
                "us knew it, and the board may now vote.",
                "",
                "Mira Kovac: We do not close them again.",
                "",
                "Jon Berg:",
                "Thank you.",
            ]
        ),
    ),
    _framed(3, prose(["Jon Berg: Good night."])),
]


def test_lines_become_paragraphs_and_pages_are_places(tmp_path: Path) -> None:
    record = record_of(tmp_path, "a.pdf", pdf_of(SITTING))
    check(record)
    assert [
        (name, record.text[one.start : one.end], one.locator)
        for (name, _), one in zip(said(record), record.passages, strict=True)
    ] == [
        (
            "Mira Kovac",
            "We open the ports today and we will not close them again in the coming years, whatever anybody may say"
            " about the international trade that passes through them. This is the long-term plan of the board.",
            "p. 1",
        ),
        (
            "Jon Berg",
            "There is money for all of it, and we have found it where nobody had looked before, in the fees. It was"
            " there all the time, and all of us knew it, and the board may now vote.",
            "p. 1",
        ),
        ("Mira Kovac", "We do not close them again.", "p. 2"),
        ("Jon Berg", "Thank you.", "p. 2"),
        ("Jon Berg", "Good night.", "p. 3"),
    ]
    assert record.title == "Sitting of the Harbour Board"
    assert "3 March" not in record.text


def test_a_passage_of_a_long_paragraph_has_its_own_page(tmp_path: Path) -> None:
    line = "and this is what I have to say about the harbour at this time of the year."
    first = prose(["Mira Kovac: " + line[: -len("of the year.")] + "at all"] + [line[:-1]] * 40)
    record = record_of(tmp_path, "a.pdf", pdf_of([first, prose([line[:-1]] * 40)]))
    check(record)
    assert {one.locator for one in record.passages} == {"p. 1", "p. 2"}
    middle = len(record.text) // 2
    assert all(one.locator == ("p. 1" if one.start < middle else "p. 2") for one in record.passages)


def test_japanese_in_a_font_that_is_not_embedded(tmp_path: Path) -> None:
    lines = [
        "○議長（鈴木一郎君）　これより会議を開きます。本日の日程は港の整備に関する件であ",
        "ります。国務大臣の答弁を求めます。",
        "○国務大臣（田中花子君）　お答えいたします。港は来年の春に開く予定であり、予算も確",
        "保しております。",
    ]
    expected = [
        ("鈴木一郎", "これより会議を開きます。本日の日程は港の整備に関する件であります。国務大臣の答弁を求めます。"),
        ("田中花子", "お答えいたします。港は来年の春に開く予定であり、予算も確保しております。"),
    ]
    across = pdf_of([prose(lines, font=GOTHIC, step=18)])
    record = record_of(tmp_path, "a.pdf", across)
    check(record)
    assert said(record) == expected
    columns = [Words(500 - 20 * number, 780, line, GOTHIC) for number, line in enumerate(lines)]
    down = pdf_of([columns]).replace(b"UniJIS-UTF16-H", b"UniJIS-UTF16-V")
    assert said(record_of(tmp_path, "b.pdf", down)) == expected


def test_a_column_of_names_beside_what_they_say(tmp_path: Path) -> None:
    page = [
        Words(72, 760, "Ms. Vera Lind"),
        Words(220, 760, "And what of the schools in the north of the"),
        Words(220, 746, "country, which are closed?"),
        Words(72, 726, "Mr. Olaf Dahl"),
        Words(220, 726, "They are open, and they have been for some"),
        Words(220, 712, "time now."),
        Words(72, 692, "Ms. Vera Lind"),
        Words(220, 692, "Good."),
    ]
    record = record_of(tmp_path, "a.pdf", pdf_of([page]))
    check(record)
    assert said(record) == [
        ("Vera Lind", "And what of the schools in the north of the country, which are closed?"),
        ("Olaf Dahl", "They are open, and they have been for some time now."),
        ("Vera Lind", "Good."),
    ]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [
        "Mira Kovac: This is the left",
        "column of a page that has two",
        "of them, and it is full of",
        "words, as columns are. It will",
    ]
    right = ["go on at the top of the right", "one, and end there.", "", "Jon Berg: I see. Thank you."]
    record = record_of(tmp_path, "a.pdf", pdf_of([prose(left) + prose(right, x=320)]))
    assert said(record) == [("Mira Kovac", " ".join([*left, *right[:2]])[12:]), ("Jon Berg", "I see. Thank you.")]


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Report on the Ports", "Report on the Ports"), ("Microsoft Word - x.doc", "a"), ("untitled", "a"), ("", "a")],
)
def test_the_title_only_where_it_says_something(tmp_path: Path, title: str, expected: str) -> None:
    assert record_of(tmp_path, "a.pdf", pdf_of([prose(["Hello, all."])], {"Title": title})).title == expected


WHOLE = pdf_of([prose(["Mira Kovac: Hello."])])
PROTECTION = b"<< /Filter /Standard /V 1 /R 2 /P -44 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>"


@pytest.mark.parametrize(
    ("data", "way_out"),
    [
        (b"", "is empty"),
        (b"hello", "not a PDF"),
        (WHOLE[:600], "damaged"),
        (b"%PDF-1.7\n" + bytes(range(256)), "damaged"),
        (pdf_of([[], []]), "OCR"),
        (WHOLE.replace(b"/Kids [9 0 R]", b"/Kids [2 0 R]"), "damaged"),
        (WHOLE.replace(b"/Info 8 0 R", b"/ID [<41> <41>] /Encrypt " + PROTECTION), "protected by a password"),
        (pdf_of([[Words(72, 700, "\ue001\ue002\ue003", GOTHIC)]]), "OCR"),
    ],
)
def test_bad_pdfs(tmp_path: Path, data: bytes, way_out: str) -> None:
    with pytest.raises(RecordError) as caught:
        record_of(tmp_path, "a.pdf", data)
    assert way_out in str(caught.value)
    assert str(tmp_path / "a.pdf") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_many_pages(tmp_path: Path) -> None:
    pages = [
        _framed(n, prose(["Mira Kovac: Good morning.", "", f"Jon Berg: This is sitting {n}."])) for n in range(300)
    ]
    record = record_of(tmp_path, "a.pdf", pdf_of(pages))
    assert len(record.passages) == 600
    assert record.passages[-1].locator == "p. 300"


def _with_stream(content: bytes, filters: str) -> bytes:
    """A PDF of one page, whose content is `content` as it is packed."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return b"\n".join(
        [
            b"%PDF-1.4",
            b"1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj",
            b"2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R] >> endobj",
            b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R",
            b"/Resources << /Font << /F1 " + font + b" >> >> >> endobj",
            f"4 0 obj << /Length {len(content)} /Filter [{filters}] >>\nstream".encode(),
            content,
            b"endstream endobj",
            b"trailer << /Root 1 0 R >>",
        ]
    )


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_stream_that_unpacks_without_end_is_refused_before_it_does(tmp_path: Path, times: int) -> None:
    content = b" " * (LARGEST_STREAM + 1)
    for _ in range(times):
        content = zlib.compress(content, 9)
    with pytest.raises(RecordError, match="unpacks to far more"):
        record_of(tmp_path, "bomb.pdf", _with_stream(content, "/FlateDecode " * times))


def test_a_packed_page_is_read(tmp_path: Path) -> None:
    page = zlib.compress(b"BT /F1 12 Tf 72 700 Td (The port is open.) Tj ET")
    assert "The port is open." in record_of(tmp_path, "packed.pdf", _with_stream(page, "/FlateDecode")).text
