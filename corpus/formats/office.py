"""What office programs write into every document: titles and dates that say something, and those that do not."""

import re

from corpus.formats.iso_date import iso_date

_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint)\b.*|untitled.*|(?:new )?document ?\d*|doc ?\d*|title|template|normal(?:\.dotm?)?"
    r"|[(]?(?:anonymous|unspecified)[)]?"
    r"|無題.*|文書 ?\d*|タイトルなし|без (?:названия|имени).*|документ ?\d*"
    r"|.*\.(?:docx?|odt|rtf|pdf|indd|dotx?|qxp|tmp|wpd)"
    r"|powerpoint.*|slide \d+|print|scan\w*|.{1,3}|[\W\d_]+|[0-9a-f-]{16,})$",
    re.IGNORECASE,
)
_LONGEST = 200
_SHIPPED = ("2013-12-23", "2014-02-20", "2006-09-16", "1601-01-01", "1970-01-01", "1980-01-01", "1899-12-30")


def plausible_title(title: str | None) -> str | None:
    """`title`, unless it is what a program writes by itself: "Document1", a file's name."""
    text = " ".join((title or "").replace("\x00", "").split())
    return None if not text or len(text) > _LONGEST or _NO_TITLE.match(text) else text


def plausible_date(printed: str | None) -> str | None:
    """The day in `printed`, unless it is that of a template or of the start of a calendar."""
    date = iso_date(printed) if printed else None
    return date if date and date not in _SHIPPED and "1985" < date < "2100" else None
