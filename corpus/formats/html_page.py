"""A web page without what surrounds its article: navigation, scripts, what is hidden, appeals, comments."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.composing import clean
from corpus.formats.html_speakers import set_labels
from corpus.formats.notes import NOTE, is_note_mark
from corpus.wordlist import wordlist

if TYPE_CHECKING:
    from lxml.etree import _Element

SET_ASIDE = "onrecord-aside"  # the tag given to elements whose text is kept aside
CAPTION = "caption"
INSET = "inset"

_UNSEEN = wordlist(
    "script style noscript template svg math head iframe object embed canvas audio video button select option"
    " textarea input datalist dialog map area rt rp rtc del s strike"
)
_SURROUNDINGS = wordlist("nav footer menu")
_FORM = "form"  # a search box, or what a whole page stands in
_ROLES = wordlist("navigation banner contentinfo search complementary menu menubar dialog alertdialog toolbar")
_CONTAINERS = wordlist("div section aside ul ol table header span dl details article p")
_LISTS = wordlist("ul ol div table section p td")
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:(?:g|global|main|site|top|local|sub|primary|secondary)?-?_?(?:nav|navi|navbar|navigation|menu)"
    r"|gnav|lnav|breadcrumbs?|pankuzu|topic-?path|side-?bar|(?:site|page|global)-?(?:header|footer)|footer|masthead"
    r"|cookies?|cookie-?\w+|consent|gdpr|onetrust|share|sharing|share-?\w+|social|social-?\w+|sns|sns-?\w+"
    r"|related|related-?\w+|recommend\w*|recirc\w*|read-?(?:more|also|next)|see-?also|more-?(?:news|stories)"
    r"|promo|promo-?\w+|newsletter\w*|subscribe|subscription|paywall|advert\w*|ads?|ad-?(?:unit|slot|box|banner)"
    r"|comments?|comments?-?(?:list|area|section|form|thread|body)|disqus\w*|respond|pagination|pager|page-?top"
    r"|skip-?\w*|popup|overlay|modal|search-?\w*|login|toolbar|tag-?cloud|tags|(?:entry|post)-?(?:meta|utility|footer)|speech__meta|posted-?(?:on|in)|cat-?links|tags?-?links|outbrain|taboola|banners?)"
    r"(?=$|[\s_-])|(?:^|\s)widget(?=$|[\s_-])",  # a site's builder calls all its parts "builder-widget"
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE
)
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:hidden|is-hidden|d-none|hide|invisible|nodisplay|display-none)(?:\s|$)")
_READ_ALOUD = re.compile(  # of a link: "opens in a new window"
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|screen-reader-only|assistive-text)(?=$|\s)"
)
_INSET = re.compile(r"(?:^|[\s_-])(?:pull-?quotes?|pullout|callout)(?=$|[\s_-])", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:captions?|wp-caption-text|photo-?credit|image-?credit)(?=$|[\s_-])", re.IGNORECASE
)
_NOTES = re.compile(
    r"(?:^|[\s_-])(?:foot-?notes?|end-?notes?|references|reflist)(?=$|[\s_-])|(?:^|\s)Mso(?:Foot|End)noteText(?=$|\s)"
    r"|(?:^|\s)(?:_?(?:ftn|edn|fn)-?\d{1,4})$",
    re.IGNORECASE,
)
_AFTER_WHICH = tuple(".,;:!?…。、！？»”’\"'）)」』")
_SENTENCE = re.compile(r"[。.!?！？…](?:\s|$|[」”»\"])")
_ARTICLES = ".//article|.//main|.//*[@role='main']|.//*[@itemprop='articleBody']"


@dataclass(slots=True)
class _Measure:
    """What an element holds: characters, those in links, links, and the title of the page."""

    text: int = 0
    linked: int = 0
    links: int = 0
    titled: bool = False

    def add(self, other: "_Measure") -> None:
        self.text += other.text
        self.linked += other.linked
        self.links += other.links
        self.titled = self.titled or other.titled


_Measures = dict["_Element", _Measure]


def article(root: "_Element") -> "_Element":
    """What in `root` is the article; all else is taken out of the tree, or marked to be set aside."""
    body = root.find("body")
    page = root if body is None else body
    _visit(page, lambda element: element.tag in _UNSEEN or _is_hidden(element))
    set_labels(page)
    measures = _measured(page)
    whole = measures[page].text
    _visit(page, lambda element: _is_surrounding(element) and not _holds_article(element, measures, whole))
    measures = _measured(page)
    _visit(page, lambda element: _is_link_list(element, measures[element]))
    measures = _measured(page)
    whole = measures[page].text
    chosen = _chosen(page, measures)
    for element in list(chosen.iter()):
        reason = _aside_reason(element) if element is not chosen else None
        if reason and measures[element].text * 2 < whole:
            element.tag = SET_ASIDE
            element.set("reason", reason)
    return chosen


def _chosen(page: "_Element", measures: _Measures) -> "_Element":
    """The smallest element marked as the article that holds nearly all of what is marked so, and most of the page."""
    likely = [(measures[one].text, one) for one in page.xpath(_ARTICLES) if one is not page]
    large = [(size, one) for size, one in likely if size * 2 > measures[page].text]
    if not large:
        return page
    largest = max(size for size, _ in large)
    return min(((size, one) for size, one in large if size * 10 >= largest * 7), key=lambda pair: pair[0])[1]


def _visit(page: "_Element", is_out: Callable[["_Element"], bool]) -> None:
    """Takes every element out for which `is_out`, with all that is in it."""
    stack = [page]
    while stack:
        for child in list(stack.pop()):
            if is_out(child):
                _take_out(child)
            else:
                stack.append(child)


def _measured(page: "_Element") -> _Measures:
    from lxml.etree import iterwalk

    measures: _Measures = {}
    for _, element in iterwalk(page, events=("end",)):
        measure = _Measure(len((element.text or "").strip()))
        for child in element:
            measure.add(measures[child])
            measure.text += len((child.tail or "").strip())
        if element.tag == "a":
            measure.linked, measure.links = measure.text, 1
        measure.titled = measure.titled or element.tag in ("h1", "main")
        measures[element] = measure
    return measures


def _words(element: "_Element") -> str:
    return " ".join("".join(element.itertext()).split())


def _take_out(element: "_Element") -> None:
    parent = element.getparent()
    before, tail = element.getprevious(), element.tail or ""
    if tail and before is not None:
        before.tail = clean((before.tail or "") + tail)
    elif tail:
        parent.text = clean((parent.text or "") + tail)
    element.tail = None
    parent.remove(element)


def _names(element: "_Element") -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _is_hidden(element: "_Element") -> bool:
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    classes = element.get("class") or ""
    return bool(_HIDDEN_CLASS.search(classes)) or (_is_in_link(element) and bool(_READ_ALOUD.search(classes)))


def _is_in_link(element: "_Element") -> bool:
    return any(above.tag == "a" for above in _near(element))


def _is_surrounding(element: "_Element") -> bool:
    if element.tag in (*_SURROUNDINGS, _FORM) or (element.get("role") or "") in _ROLES:
        return True
    if element.tag == "header":
        return not any(above.tag in ("article", "main") for above in element.iterancestors())
    return element.tag in _CONTAINERS and bool(_NAMED.search(_names(element)))


def _holds_article(element: "_Element", measures: _Measures, whole: int) -> bool:
    """Whether the name of an element must be wrong: it holds the title, or most of the page."""
    if element.tag in _SURROUNDINGS:
        return False
    measure = measures[element]
    if element.tag in ("article", "main") or measure.titled:
        return bool(element.tag != "header")
    return measure.text * 5 > whole * 2


def _aside_reason(element: "_Element") -> str | None:
    if element.tag in ("figcaption", "caption") or _CAPTION.search(element.get("class") or ""):
        return CAPTION
    if element.tag == "aside" or _INSET.search(element.get("class") or ""):
        return INSET
    if (element.get("role") or "") in ("doc-endnotes", "doc-footnote") or _NOTES.search(_names(element)):
        return NOTE if element.tag in _CONTAINERS else None
    return None


def _is_link_list(element: "_Element", measure: _Measure) -> bool:
    if element.tag not in _LISTS or measure.links < 3 or measure.titled or measure.linked * 10 <= measure.text * 7:
        return False
    return not any(len(link) > 80 and _SENTENCE.search(link) for link in map(_words, element.iter("a")))


def is_mark(element: "_Element") -> bool:
    """Whether `element`, raised above the line, is the mark of a note."""
    linked = element.find(".//a") is not None or _is_in_link(element)
    return is_note_mark(_words(element), _before(element), linked=linked)


def is_linked_mark(element: "_Element") -> bool:
    """Whether a link to a place in the page is the mark of a note: glued to its word or in brackets; no "section 3"."""
    text, before = _words(element), _before(element)
    if not (element.get("href") or "").startswith("#") or not is_note_mark(text, before, linked=True):
        return False
    return text[0] in "[［" or (before[-1:].isalnum() or before[-1:] in _AFTER_WHICH)


def _near(element: "_Element") -> Iterator["_Element"]:
    parent = element.getparent()
    if parent is not None:
        yield parent


def _before(element: "_Element") -> str:
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        return before.tail or "".join(before.itertext())
    return (parent.text or "") if parent is not None else ""
