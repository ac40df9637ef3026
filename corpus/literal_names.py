"""Names in scripts of which no grammar is known here (Korean, Arabic, Greek…), or in two at once: found as printed."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from corpus.name_index import Bearer
from corpus.pattern import Pattern

_READ = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ\u1e00-\u1eff\u0400-\u04ffァ-ヺー一-龥々ぁ-ん\W\d_]*")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_HANGUL = Pattern(r"[\uac00-\ud7a3]$")
_SHORTEST = 2

Literals = Mapping[str, Sequence[tuple[str, Bearer]]]


def is_literal(name: str) -> bool:
    """Whether `name` can only be looked for as it is printed."""
    return not _READ.fullmatch(name) or bool(_LATIN.search(name) and _CYRILLIC.search(name))


def literal_names(names: Sequence[Sequence[str]]) -> Literals:
    """Those of each speaker's `names` that are literal, longest first, by their first two signs."""
    found: dict[str, list[tuple[str, Bearer]]] = defaultdict(list)
    for number, spellings in enumerate(names):
        for name in map(str.casefold, spellings):
            if len(name) >= _SHORTEST and is_literal(name):
                found[name[:2]].append((name, Bearer(number, name)))
    return {key: sorted(some, key=lambda one: -len(one[0])) for key, some in found.items()}


def literal_spans(text: str, names: Literals) -> Iterator[tuple[int, int, tuple[Bearer, ...]]]:
    """Where `text` has one of `names` as a word of its own; a Korean one may have a particle after it."""
    folded = "".join(small if len(small := char.casefold()) == 1 else char for char in text)
    for start in range(len(folded) if names else 0):
        if start and folded[start - 1].isalnum():
            continue
        for name, bearer in names.get(folded[start : start + 2], ()):
            end = start + len(name)
            if folded.startswith(name, start) and (_HANGUL.search(name) or not folded[end : end + 1].isalnum()):
                same = tuple(one for other, one in names[name[:2]] if other == name)
                yield start, end, same or (bearer,)
                break
