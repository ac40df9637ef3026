"""People whom a follow-up means by what they are to the last speaker ("her deputy"), or by a name that nobody bears."""

import re
from collections.abc import Sequence

from corpus.countries import countries_in
from corpus.frequent_surnames import is_frequent_surname
from corpus.given_names import is_given_name
from corpus.model import Speaker
from corpus.names import Roster
from corpus.roles import has_cjk, is_role_word

_RELATION = re.compile(
    r"(?i)\b(?:his|her|their|its)\s+(?:own\s+)?(?P<en>(?:[a-z-]+\s)?[a-z-]+)\W*$"
    r"|(?<![а-яё])(?:его|е[её]|их)\s+(?P<ru>(?:[а-яё-]+\s)?[а-яё-]+)\W*$|(?:彼|彼女|その人|同氏)の(?P<ja>[一-龥]{1,8})(?:は|も)?\W*$"
)
_DEPUTY = re.compile(r"(?i)^(?:deputy|vice|заместител[а-яё]*|зам|副.*|次.*|代理)$")
_PEOPLE = re.compile(
    r"(?i)(?:deputy|predecessor|successor|boss|assistant|colleagues?|wife|husband|opponent|aide|secretary|spokes\w+|friend"
    r"|заместител|предшественник|преемник|помощник|коллег|начальник|оппонент|副|次官|代理|前任|後任|上司|秘書|部下|同僚)"
)
UNSAID = re.compile(r"(?i)\s*(?:(?:and|but|so)\s+)?(?:what|how) about\s")
_TITLED = re.compile(
    r"(?:氏|さん|君|様|先生|議員|委員|知事|大臣|首相|外相|大統領|議長|局長|部長|長官|総長|大使|会長|委員長)$"
)
_PROPER = re.compile(r"[A-ZА-ЯЁ][a-zа-яё’'-]+(?:\s+[A-ZА-ЯЁ][a-zа-яё’'-]+){0,2}")
_OF_COUNTRIES = re.compile(
    r"(?i)north|south|united|kingdom|states|africa|saudi|arabia|(?:северн|южн|саудовск)[а-яё]+|арави[яиюей]+"
)
_SURNAME_END = re.compile(r"(?i)(?:ov|ev|ney|er|ton|[^c]o|i|ов|ев|ко|[^иш]и)$")  # Turkov, Italo, Росси


def relation_in(said: str, opening: re.Pattern[str]) -> str | None:
    """What somebody is to the last speaker, where `said` names only that: "deputy", of "What about her deputy?".

    `opening` is what may stand before it: in "What did he say about his deputy?" nobody else is asked.
    """
    found = _RELATION.search(said)
    if not found or not opening.fullmatch(said[: found.start()]):
        return None
    word = found["en"] or found["ru"] or found["ja"]
    return word if _PEOPLE.search(word) or any(map(is_role_word, word.split())) else None


def holder_of(relation: str, speakers: Sequence[Speaker], roster: Roster) -> Speaker | None:
    """The one speaker who is `relation` to the one of `speakers`, as far as their roles tell; else None."""
    if len(speakers) != 1 or not _DEPUTY.match(relation):
        return None
    return roster.deputy_of(speakers[0])


def is_unknown_name(words: str) -> bool:
    """Whether `words`, of which no speaker is known, look like a person's name: capitalised, or with a title.

    A country is none: "And Syria?".
    """
    if has_cjk(words):
        return bool(_TITLED.search(words))
    return bool(_PROPER.fullmatch(words.strip())) and not _is_country(words)


def _is_country(words: str) -> bool:
    return bool(countries_in(words)) and all(map(_is_in_a_country, words.split()))


def _is_in_a_country(word: str) -> bool:
    if _OF_COUNTRIES.fullmatch(word):
        return True
    is_surname = is_given_name(word) or is_frequent_surname(word) or _SURNAME_END.search(word)
    return bool(countries_in(word)) and not is_surname
