"""Whether a role, as a record prints it, may be an office that is asked for: 事務局長 may be a director.

Told as widely as may be: that nobody held an office is said only where this leaves nobody.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from corpus.countries import countries_in
from corpus.office_words import Office, is_over, offices_in
from corpus.organisations import organisations_in
from corpus.pattern import Pattern
from corpus.roles import has_cjk

_RUSSIAN = re.compile(r"[а-яё]", re.IGNORECASE)
_ALSO = {  # what an office may be called too, in a record or a translation of it
    "secretary-general": "事務局長|総書記|幹事長|書記|executive secretary|general secretary|секретар|director",
    "director-general": "局長|長官|総裁|総長|executive (?:director|secretary)|secretary|head|chief|директор|секретар",
    "prime minister": "首班|首席|head of (?:the )?government|chancellor|chief minister|правительств|канцлер",
    "president": "主席|総統|元首|[会社議座学]長|理事長|総裁|head of state|chair|speaker|rector|глав|председател|ректор",
    "chair": "[議座会社]長|理事長|主席|president|speaker|moderator|head|conven|спикер|президент|ведущ|глав|司会|進行",
    "speaker of the house": "議長|chair|president|speaker|председател|спикер",
    "governor": "総裁|長官|総督|head|глав|governor",
    "mayor": "[市区町村]長|知事|head|глав|lord mayor",
    "ambassador": "代表|公使|使節|representative|envoy|представител|посланник",
    "spokesperson": "報道|広報|press|spokes|представител|пресс",
    "moderator": "[議座]長|chair|host|president|председател|司会|進行",
    "chancellor": "首相|総理|財務|学長|(?<!事務)総長|prime minister|exchequer|rector|премьер|канцлер|ректор",
    "commissioner": "長官|総監|委員|弁務官|commissioner|уполномоченн",
    "superintendent": "総監|[教育局]長|superintendent",
    "director": "[局部課室園校所館]長|センター長|director|head|chief|manager|начальник|руководител|управляющ|завед",
    "rector": "学長|総長|校長|president|principal|chancellor|ректор",
    "foreign secretary": "外務|外相|国務|外交部長|foreign|external|иностранных дел|МИД",
    "minister": "長官|外交部長|secretary|глав|секретар|нарком",
}


@cache
def _also() -> dict[str, Pattern]:
    return {head: Pattern(f"(?i){words}") for head, words in _ALSO.items()}


def is_called(head: str, role: str) -> bool:
    """Whether `role` has words that the office `head` is called by beside its own."""
    words = _also().get(head)
    return words is not None and words.search(role) is not None


def is_in_same_letters(words: str, others: str) -> bool:
    """Whether two texts are both Japanese, both Russian, or neither."""
    return has_cjk(words) == has_cjk(others) and bool(_RUSSIAN.search(words)) == bool(_RUSSIAN.search(others))


def is_bare(role: str) -> bool:
    """Whether a role does not say of what it is: "Secretary-General", who may be the UN's."""
    return any((start, end) == (0, len(role)) for start, end, _ in offices_in(role))


def may_be(role: str, offices: Sequence[Office], asked: Office, sayings: Sequence[str]) -> bool:
    """Whether `role`, which names `offices`, may be the office `asked`, of which the words `sayings` say whose it is.

    A role that does not say so itself may be anybody's; in another script than theirs nothing tells them apart.
    """
    whose = [word for word in sayings if countries_in(word) or organisations_in(word)]
    what = [word for word in sayings if word not in whose]
    if is_called(asked.head, role):
        return all(map(countries_in, whose)) and (is_bare(role) or _is_of_all(role, whose, what))
    held = next((one for one in offices if _is_or_may_be(one, asked)), None)
    if held is None or (held.over and not all(is_over(word, role) for word in what)):
        return False
    if is_bare(role):
        return True
    return _is_of_all(role, whose, what)


def _is_of_all(role: str, whose: Sequence[str], what: Sequence[str]) -> bool:
    return all(_is_of(role, word) for word in whose) and not any(_tells_apart(word, role) for word in what)


def _is_of(role: str, word: str) -> bool:
    """Whether `role` is of the country or organisation `word`, or names none: "Federal Chancellor" may be Germany's."""
    named, asked = countries_in(role) | organisations_in(role), countries_in(word) | organisations_in(word)
    return not named or not named.isdisjoint(asked)


def _is_or_may_be(held: Office, asked: Office) -> bool:
    return held.may_be(asked) or (held.over is None and held == replace(asked, over=None))


def _tells_apart(word: str, role: str) -> bool:
    """Whether `role` is no office that `word` says more of, as both are in the same script."""
    if not is_in_same_letters(word, role):
        return False
    return word.casefold()[:5] not in role.casefold() and not is_over(word, role)
