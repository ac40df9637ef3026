"""What the header of a TEI file says of the sitting."""

from dataclasses import dataclass, field

from corpus.composing import Metadata
from corpus.formats.iso_date import iso_date
from corpus.xml_events import XML_LANG, End, Event, Start

_LONGEST = 5000  # code points of a title
_MAIN, _SUB = "main", "sub"


@dataclass(slots=True)
class Header:
    """Filled from the events of <teiHeader>. `language` is that of the text."""

    language: str = ""
    _open: list[tuple[str, str, str]] = field(default_factory=list)  # elements, their types and languages
    _told: dict[str, dict[str, str]] = field(default_factory=dict)  # what is told, by language
    _dates: dict[str, str] = field(default_factory=dict)

    def read(self, event: Event) -> None:
        """Takes the next event."""
        if isinstance(event, Start):
            language = event.get(XML_LANG) or (self._open[-1][2] if self._open else self.language)
            self._open.append((event.name, event.get("type") or "", language))
            self._start(event)
        elif isinstance(event, End):
            self._open.pop()
        elif isinstance(event, str) and self._open:
            self._text(event)

    def _inside(self, name: str) -> bool:
        return any(some == name for some, _, _ in self._open)

    def _start(self, element: Start) -> None:
        if element.name == "date":
            day = iso_date(element.get("when") or element.get("from") or "")
            for place in ("setting", "bibl", "biblFull"):
                if day and self._inside(place):
                    self._dates.setdefault(place, day)

    def _text(self, text: str) -> None:
        name, type_, language = self._open[-1]
        key = None
        if name == "title" and self._inside("titleStmt") and not self._inside("sourceDesc"):
            key = f"title {type_ or _MAIN}"
        elif name == "meeting":
            key = "meeting"
        elif name in ("name", "placeName", "settlement") and self._inside("setting") and type_ != "country":
            key = f"place {type_}"
        elif self._inside("publisher") and self._inside("sourceDesc"):
            key = "publisher"
        elif name == "idno" and self._inside("sourceDesc") and text.strip().startswith(("http://", "https://")):
            key = "url"
        if key:
            told = self._told.setdefault(key, {})
            told[language] = (told.get(language, "") + text)[:_LONGEST]

    def _say(self, key: str) -> str | None:
        told = {language: " ".join(text.split()) for language, text in self._told.get(key, {}).items()}
        near = (text for language, text in told.items() if language[:2] == self.language[:2])
        return next(filter(None, near), None) or next(filter(None, told.values()), None)

    def metadata(self) -> Metadata:
        """What has been read so far."""
        place = next((key for key in self._told if key.startswith("place")), "")
        return Metadata(
            title=self._say(f"title {_SUB}") or self._say(f"title {_MAIN}"),
            date=next((self._dates[some] for some in ("setting", "bibl", "biblFull") if some in self._dates), None),
            event=self._say("meeting"),
            place=self._say("place city") or self._say(place),
            publisher=self._say("publisher"),
            language=self.language or None,
            url=self._say("url"),
        )
