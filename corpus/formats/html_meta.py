"""What a web page says of itself in its head: title, date, site, language, address."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from corpus.composing import Metadata
from corpus.formats.iso_date import iso_date

if TYPE_CHECKING:
    from lxml.etree import _Element

_TITLES = ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title")
_SITES = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "application-name")
_DATES = (
    *("article:published_time", "og:published_time", "date", "dc.date", "dcterms.date", "dcterms.created"),
    *("dc.date.issued", "dcterms.issued", "pubdate", "publishdate", "publish-date", "parsely-pub-date"),
    *("sailthru.date", "citation_publication_date", "datepublished"),
)
_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|Report|WebPage|Interview|Conversation|Event)$")
_LARGEST_DATA = 1_000_000  # characters of JSON-LD that are looked at
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][A-Za-z0-9-]+)?$")
_FOREIGN = re.compile(r"[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def page_metadata(root: "_Element") -> Metadata:
    """The metadata of the page `root`, before anything is taken out of it. What is not plausible is left out."""
    meta = _meta(root)
    data = next(_linked_data(root), {})
    site = _first(meta, _SITES) or _name(data.get("publisher"))
    return Metadata(
        title=_title(root, meta, data, site),
        date=_date(root, meta, data),
        publisher=site,
        language=_language(root, meta, data),
        url=_url(root, meta, data),
    )


def _meta(root: "_Element") -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name, content)
    return found


def _first(meta: dict[str, str], names: Iterable[str]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _linked_data(root: "_Element") -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article."""
    for element in root.iter("script"):
        if "ld+json" not in (element.get("type") or "") or len(element.text or "") > _LARGEST_DATA:
            continue
        try:
            data = json.loads(element.text or "")
        except (ValueError, RecursionError):
            continue
        graph = data.get("@graph") if isinstance(data, dict) else data
        items = graph if isinstance(graph, list) else [data]
        for item in items:
            kind = item.get("@type") if isinstance(item, dict) else None
            kinds = kind if isinstance(kind, list) else [kind]
            if any(isinstance(one, str) and _ARTICLE.match(one) for one in kinds):
                yield item


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _title(root: "_Element", meta: dict[str, str], data: dict[str, Any], site: str | None) -> str | None:
    headings = [" ".join("".join(one.itertext()).split()) for one in root.iter("h1")]
    element = root.find(".//head/title")
    named = " ".join((element.text or "").split()) if element is not None else ""
    given = [title for title in (_first(meta, _TITLES), _text(data.get("headline")), named) if title]
    for heading in headings:
        if heading and any(heading in title for title in given):
            return heading
    title = given[0] if given else next((heading for heading in headings if heading), None)
    return _without_site(title, site) if title else None


def _without_site(title: str, site: str | None) -> str:
    """The title without the name of the site that is put before or after it."""
    for mark in (" | ", "｜", " - ", " – ", " — ", " :: ", " « ", " / "):
        first, found, last = title.rpartition(mark)
        if found and (last.strip() == site or (site is None and mark in (" | ", "｜", " :: ", " « "))):
            return first.strip() or title
        first, found, last = title.partition(mark)
        if found and first.strip() == site:
            return last.strip() or title
    return title


def _date(root: "_Element", meta: dict[str, str], data: dict[str, Any]) -> str | None:
    printed = [_first(meta, _DATES), _text(data.get("datePublished")), _text(data.get("startDate"))]
    times = [element.get("datetime") for element in root.iter("time") if element.get("datetime")]
    marked = root.xpath(".//time[@itemprop='datePublished' or @pubdate]/@datetime")
    printed += [marked[0] if marked else None, times[0] if len(set(times)) == 1 else None]
    for text in printed:
        date = iso_date(text) if text else None
        if date and "1500" < date < "2100":
            return date
    return None


def _language(root: "_Element", meta: dict[str, str], data: dict[str, Any]) -> str | None:
    given = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or meta.get("og:locale")
    match = _LANGUAGE.match((given or _text(data.get("inLanguage")) or "").strip().lower())
    body = root.find("body")
    if not match or body is None:
        return None
    words = "".join(body.itertext())[:20_000]
    letters = sum(char.isalpha() for char in words) or 1
    if match[1] in ("en", "de", "fr", "es") and len(_FOREIGN.findall(words)) * 2 > letters:
        return None  # a template's default, not the language of this page
    return match[1]


def _url(root: "_Element", meta: dict[str, str], data: dict[str, Any]) -> str | None:
    links = root.xpath(".//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href")
    main = data.get("mainEntityOfPage")
    main = main.get("@id") if isinstance(main, dict) else main
    for url in (*links[:1], meta.get("og:url"), _text(data.get("url")), _text(main)):
        if url and re.match(r"https?://[^\s/]+\S*$", url.strip()):
            return str(url.strip())
    return None
