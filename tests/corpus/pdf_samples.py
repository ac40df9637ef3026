"""PDF files, written by hand: lines at given places, in Helvetica, or in a Japanese font that is not embedded."""

from dataclasses import dataclass

REGULAR, BOLD, GOTHIC = "F1", "F2", "F3"
_FONTS = f"/{REGULAR} 3 0 R /{BOLD} 4 0 R /{GOTHIC} 5 0 R"


@dataclass(frozen=True)
class Words:
    """Words at a place on the page, in points from its lower left corner."""

    x: float
    y: float
    text: str
    font: str = REGULAR
    size: float = 11


def pdf_of(pages: list[list[Words]], info: dict[str, str] | None = None) -> bytes:
    """A PDF with `pages`."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{9 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiKakuGo-W5 /Encoding /UniJIS-UTF16-H"
        " /DescendantFonts [6 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiKakuGo-W5 /FontDescriptor 7 0 R /DW 1000"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> >>",
        "<< /Type /FontDescriptor /FontName /HeiseiKakuGo-W5 /Flags 4 /ItalicAngle 0 /Ascent 880 /Descent -120"
        " /CapHeight 720 /StemV 80 /FontBBox [0 -120 1000 880] >>",
        f"<< {' '.join(f'/{key} {_string(value)}' for key, value in (info or {}).items())} >>",
    ]
    for number, page in enumerate(pages):
        content = "\n".join(_shown(words) for words in page)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {10 + 2 * number} 0 R"
            f" /Resources << /Font << {_FONTS} >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    return _file(objects)


def prose(lines: list[str], *, top: float = 780, x: float = 72, font: str = REGULAR, step: float = 14) -> list[Words]:
    """Lines below one another; an empty one leaves a gap."""
    return [Words(x, top - step * number, line, font) for number, line in enumerate(lines) if line]


def _string(text: str) -> str:
    return f"<{(chr(0xFEFF) + text).encode('utf-16-be').hex()}>"


def _shown(words: Words) -> str:
    if words.font == GOTHIC:
        shown = f"<{words.text.encode('utf-16-be').hex()}>"
    else:
        shown = "<" + words.text.encode("cp1252").hex() + ">"
    return f"BT /{words.font} {words.size} Tf {words.x} {words.y} Td {shown} Tj ET"


def _file(objects: list[str]) -> bytes:
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(body)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 8 0 R >>"
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n"
    return body + end.encode()
