"""Which of several people of one name is meant, by what stands beside the name: "Smith from Canada", 高橋財務局長."""

from collections.abc import Sequence

from corpus.name_context import with_titles
from corpus.office_words import offices_in
from corpus.pattern import Pattern
from corpus.roles import has_cjk

_AFTER = Pattern(
    r"\s*[(（](?P<in>[^)）]{1,40})[)）]|,?\s+(?:from|of|for|representing|из|от)\s+(?:the\s+)?(?P<of>[\w-]+(?:\s+[A-ZА-Я][\w-]+)?)"
)
_JA_BEFORE = Pattern(r"(?P<of>[一-龥々ァ-ヺーA-Za-z]{2,20})(?:代表)?の$")
_JA_TITLE = Pattern(r"[一-龥々ァ-ヺー・]{2,24}")
_WORD = Pattern(r"[^\W\d_]{4,}")
_STEM = 5


def told_apart(text: str, span: tuple[int, int], roles: Sequence[tuple[int, Sequence[str]]]) -> list[int]:
    """Of the speakers in `roles` (place, roles held), those whom the words around text[span] fit best; all if none."""
    beside = _beside(text, *span)
    scores = {place: sum(_fit(words, role) for words in beside for role in held) for place, held in roles}
    best = max(scores.values(), default=0)
    return [place for place, score in scores.items() if score == best] if best else list(scores)


def _beside(text: str, start: int, end: int) -> list[str]:
    first, _, titled = with_titles(text, start, end)
    found = [text[first:start]] if titled else []
    if after := _AFTER.match(text, end):
        found.append(after["in"] or after["of"])
    if before := _JA_BEFORE.search(text[max(0, start - 24) : start]):
        found.append(before["of"])
    if title := _JA_TITLE.match(text, end):
        found.append(title[0])
    return [words for words in found if words.strip()]


def _fit(words: str, role: str) -> int:
    """How many words or offices of `words` are in `role`."""
    if has_cjk(words) and has_cjk(role) and (words in role or words.startswith(role)):
        return 2
    held = {word.casefold()[:_STEM] for word in _WORD.findall(role)}
    shared = sum(word.casefold()[:_STEM] in held for word in _WORD.findall(words))
    asked = [office for _, _, office in offices_in(words)]
    return shared + any(office.may_be(one) for one in asked for _, _, office in offices_in(role))
