"""What the styles of an OpenDocument text say: which are bold, hidden, raised or headings."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_BOLD = frozenset(("bold", "600", "700", "800", "900"))
_HEADINGS = ("Heading", "Title", "Subtitle")
_DEEPEST = 12  # styles based on one another


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says; None: nothing, ask its parent."""

    parent: str | None
    bold: bool | None
    hidden: bool | None
    raised: bool | None


@dataclass(slots=True)
class Styles:
    """The styles of a document by family and name."""

    by_name: dict[tuple[str, str], Style] = field(default_factory=dict)
    hidden_sections: set[str] = field(default_factory=set)

    def _chain(self, family: str, name: str | None) -> list[tuple[str, Style]]:
        found: list[tuple[str, Style]] = []
        while name is not None and (family, name) in self.by_name and len(found) < _DEEPEST:
            found.append((name, self.by_name[family, name]))
            name = found[-1][1].parent
        return found

    def is_bold(self, family: str, name: str | None) -> bool | None:
        """Whether text in this style is bold; None: as what stands around it."""
        return next((style.bold for _, style in self._chain(family, name) if style.bold is not None), None)

    def is_hidden(self, family: str, name: str | None) -> bool:
        """Whether text in this style is not shown."""
        return any(style.hidden for _, style in self._chain(family, name))

    def is_raised(self, name: str | None) -> bool:
        """Whether characters in this style stand above the line."""
        return any(style.raised for _, style in self._chain("text", name))

    def is_heading(self, name: str | None) -> bool:
        """Whether a paragraph in this style is a heading."""
        names = [name or "", *(one for one, _ in self._chain("paragraph", name))]
        names += [style.parent or "" for _, style in self._chain("paragraph", name)]
        return any(one in _HEADINGS or one.startswith(("Heading_20_", "Heading ")) for one in names)

    def is_caption(self, name: str | None) -> bool:
        """Whether a paragraph in this style is the caption of a picture or a table."""
        chain = self._chain("paragraph", name)
        names = [name, *(one for one, _ in chain), *(style.parent for _, style in chain)]
        return bool({"Caption", "Illustration", "Figure"} & set(names))


def read_styles(*roots: "_Element | None") -> Styles:
    """The styles in `roots`: styles.xml and content.xml."""
    styles = Styles()
    for root in roots:
        for element in root.iter(f"{STYLE}style") if root is not None else ():
            name, family = element.get(f"{STYLE}name"), element.get(f"{STYLE}family")
            if name and family:
                styles.by_name[family, name] = _style(element)
    return styles


def _style(element: "_Element") -> Style:
    properties = element.find(f"{STYLE}text-properties")
    section = element.find(f"{STYLE}section-properties")
    weight = properties.get(f"{_FO}font-weight") if properties is not None else None
    display = properties.get(f"{_TEXT}display") if properties is not None else None
    position = properties.get(f"{STYLE}text-position") if properties is not None else None
    if properties is not None and display is None and _is_struck(properties):
        display = "none"
    if section is not None and display is None:
        display = section.get(f"{_TEXT}display")
    return Style(
        parent=element.get(f"{STYLE}parent-style-name"),
        bold=None if weight is None else weight in _BOLD,
        hidden=None if display is None else display == "none",
        raised=None if position is None else position.startswith("super") or _is_percentage_up(position),
    )


def _is_struck(properties: "_Element") -> bool:
    """Whether characters are struck out, which nobody has said."""
    return any((properties.get(f"{STYLE}text-line-through-{name}") or "none") != "none" for name in ("style", "type"))


def _is_percentage_up(position: str) -> bool:
    number = position.split("%")[0]
    return number.isdigit() and int(number) > 0
