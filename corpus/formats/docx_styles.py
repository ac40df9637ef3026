"""What the styles of a Word document say: which are headings, which are bold, hidden or struck out."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_HEADING = re.compile(
    r"(?:heading|title|subtitle|見出し|表題|заголовок|название|überschrift|titre)\s?\d*$", re.IGNORECASE
)
_CONTENTS = re.compile(r"(?:toc|table of (?:contents|figures)|index|目次|оглавление)\b", re.IGNORECASE)
_CAPTION = re.compile(r"(?:caption|図表番号|название объекта)$", re.IGNORECASE)
_NOTE = re.compile(r"(?:footnote|endnote) text$", re.IGNORECASE)
_DEEPEST = 12  # styles based on one another


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says; None: nothing, ask the one that it is based on."""

    name: str
    based_on: str | None
    bold: bool | None
    hidden: bool | None
    heading: bool | None
    listed: bool


@dataclass(slots=True)
class Styles:
    """The styles of a document by id."""

    by_id: dict[str, Style] = field(default_factory=dict)

    def _chain(self, id_: str | None) -> list[Style]:
        found: list[Style] = []
        while id_ in self.by_id and len(found) < _DEEPEST:
            found.append(self.by_id[id_])
            id_ = found[-1].based_on
        return found

    def is_bold(self, id_: str | None) -> bool:
        """Whether text in this style is bold."""
        return next((bool(style.bold) for style in self._chain(id_) if style.bold is not None), False)

    def is_hidden(self, id_: str | None) -> bool:
        """Whether text in this style is not shown."""
        return next((bool(style.hidden) for style in self._chain(id_) if style.hidden is not None), False)

    def is_heading(self, id_: str | None) -> bool:
        """Whether a paragraph in this style is a heading."""
        chain = self._chain(id_)
        by_level = next((bool(style.heading) for style in chain if style.heading is not None), False)
        return by_level or any(_HEADING.match(style.name) for style in chain)

    def is_listed(self, id_: str | None) -> bool:
        """Whether a paragraph in this style is an item of a list."""
        return any(style.listed for style in self._chain(id_))

    def aside_reason(self, id_: str | None) -> str | None:
        """Why a paragraph in this style is nobody's, if it is."""
        for style in self._chain(id_):
            for pattern, reason in ((_CONTENTS, "contents"), (_CAPTION, "caption"), (_NOTE, "note")):
                if pattern.match(style.name):
                    return reason
        return None


def is_on(properties: "_Element | None", name: str) -> bool | None:
    """Whether a property that is on or off is on; None where it is not given."""
    element = properties.find(f"{W}{name}") if properties is not None else None
    if element is None:
        return None
    return element.get(f"{W}val") not in ("0", "false", "off", "none")


def is_unseen(properties: "_Element | None") -> bool | None:
    """Whether characters are hidden, or struck out, which nobody has said; None where neither is given."""
    given = [on for name in ("vanish", "strike", "dstrike") if (on := is_on(properties, name)) is not None]
    return any(given) if given else None


def read_styles(root: "_Element | None") -> Styles:
    """The styles in styles.xml."""
    styles = Styles()
    for element in root.iter(f"{W}style") if root is not None else ():
        id_ = element.get(f"{W}styleId")
        if not id_:
            continue
        characters, paragraph = element.find(f"{W}rPr"), element.find(f"{W}pPr")
        level = paragraph.find(f"{W}outlineLvl") if paragraph is not None else None
        styles.by_id[id_] = Style(
            name=_value(element, "name") or "",
            based_on=_value(element, "basedOn"),
            bold=is_on(characters, "b"),
            hidden=is_unseen(characters),
            heading=None if level is None else (level.get(f"{W}val") or "9") < "9",
            listed=paragraph is not None and paragraph.find(f"{W}numPr") is not None,
        )
    return styles


def _value(element: "_Element", name: str) -> str | None:
    child = element.find(f"{W}{name}")
    value = child.get(f"{W}val") if child is not None else None
    return str(value) if value else None
