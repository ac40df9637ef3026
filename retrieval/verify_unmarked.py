"""Quotations without marks, each with a name: "NAME: …", "… — NAME", "…, said NAME."; one of them, or several. Pure."""

import re
from collections.abc import Iterator

from corpus.frequent_surnames import is_frequent_surname
from corpus.given_names import is_given_name
from retrieval.verify_claim import SAYING, Claim, Names, claimed
from retrieval.verify_pasted import Span

_TITLE = 40  # code points that a label may have beside the name
_INITIALS = r"(?:(?:[A-ZА-ЯЁ]|Mr|Mrs|Ms|Dr|Prof|Sen|Gov)\.[ \u00a0]?)*"
_LABEL = re.compile(
    r"(?:\A|(?P<line>\n)|(?<=[.!?…”»\"])[^\S\n]+|(?<=[。！？」』]))\s*+(?:[-—–*#>]\s*+)?"
    rf"(?P<name>{_INITIALS}(?=\S)[^\n:：「」『』“”\"«».。!?！？]{{2,60}}?)[ \t]*+[:：]\s*(?=\S)"
)
_SIGNED = re.compile(
    r"(?:\n\s*|\s+)[—–―-]{1,2}\s*(?P<name>[^\n—–―]{2,80}?)\s*$|[(（](?P<within>[^()（）\n]{2,60})[)）]\s*$"
)
_SAID_AFTER = re.compile(r",[’”»\"']?\s*(?:[—–-]\s*)?(?=(?P<tail>[^,.\n]{3,100}\.?\s*)$)")
_BLOCK = re.compile(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)
_PROPER = re.compile(r"[A-ZА-ЯЁ][\w’'-]+(?: [A-ZА-ЯЁ][\w’'-]+){0,2}|[一-龥々ァ-ヺー・]{2,10}")
_SAID_BEFORE = re.compile(
    r"\s*(?P<lead>[^「」『』“”\"«»\n]{2,90}?(?:によれば|によると|いわく|曰く|は(?:次|以下)のように\S{1,8}た|は(?:こう|かく)\S{1,6}た)[、。,:：]?"
    r"|(?:according to|in the words of|as)\s[^,:“”\"«»\n]{2,80}[,:]|[^,:“”\"«»\n]{2,80}\s(?:said|says|stated"
    r"|declared|noted) that\b"
    r"|(?:по словам|как (?:сказала?|заявила?|отметила?))\s[^,:“”\"«»\n]{2,80}[,:])\s*",
    re.IGNORECASE,
)


def unmarked(text: str, names: Names) -> list[tuple[Span, Claim]]:
    """The quotations of `text`, which has no marks, and whom it names for each; none where it names nobody."""
    labelled = list(_labelled(text, names))
    if len(labelled) > 1:
        return labelled
    blocks = [found.span() for found in _BLOCK.finditer(text)]
    signed = [one for span in blocks[1:] and blocks if (one := _one(text, span, names))]
    if len(signed) > 1 and len(signed) == len(blocks):
        return signed
    one = _one(text, (0, len(text)), names)
    return [one] if one else []


def _labelled(text: str, names: Names) -> Iterator[tuple[Span, Claim]]:
    """What stands after each label, up to the next."""
    labels = [(found, who) for found in _LABEL.finditer(text) if (who := _label(found, names))]
    if not any(who.speakers for _, who in labels) or (labels and labels[0][0].start()):
        return
    ends = [found.start() for found, _ in labels[1:]] + [len(text)]
    for (found, who), end in zip(labels, ends, strict=True):
        yield (found.end(), end), who


def _label(found: re.Match[str], names: Names) -> Claim | None:
    """Whom a label names; one who is not known only where it is sure to be a name: on a line of its own, or as one."""
    if known := _named(found["name"], names):
        return known
    name = found["name"].strip()
    sure = (
        found["line"]
        or not found.start()
        or any(is_given_name(word) or is_frequent_surname(word) for word in name.split())
    )
    return Claim(name, ()) if sure and _PROPER.fullmatch(name) else None


def _one(text: str, span: Span, names: Names) -> tuple[Span, Claim] | None:
    """The quotation in text[start:end], and whom it names."""
    start, end = span
    part = text[start:end]
    label = _LABEL.match(part)
    if label and (who := _named(label["name"], names)):
        return (start + label.end(), end), who
    before = _SAID_BEFORE.match(part)
    if before and (who := claimed(before["lead"], names)):
        return (start + before.end(), end), who
    signed = _SIGNED.search(part)
    if signed and (who := _named(signed["name"] or signed["within"], names)):
        return (start, start + signed.start()), who
    for match in _SAID_AFTER.finditer(part):
        tail = match["tail"]
        if SAYING.search(tail) and (who := claimed(tail, names)):
            return (start, start + match.start()), who
    return None


def _named(words: str, names: Names) -> Claim | None:
    """Whom a label or signature names, where a name is most of what it says."""
    mentions = names.mentions(words)
    if not mentions:
        return None
    first = mentions[0]
    is_short = len(words) < 4 * (first.end - first.start) + _TITLE
    return Claim(words[first.start : first.end], first.speakers) if is_short else None
