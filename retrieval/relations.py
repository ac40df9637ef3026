"""People whom a follow-up means by what they are to the last speaker ("her deputy"), or by a name that nobody bears."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.common_words import is_common_word
from corpus.countries import countries_in
from corpus.frequent_surnames import is_frequent_surname
from corpus.given_names import is_given_name
from corpus.kanji_given import is_in_full
from corpus.model import Speaker
from corpus.name_context import with_titles
from corpus.names import Mention, Roster
from corpus.office_words import offices_in
from corpus.organisations import organisations_in
from corpus.pattern import Pattern
from corpus.roles import has_cjk, is_role_word
from retrieval.cases import OF, ending_of

_RELATION = Pattern(
    r"(?i)\b(?:his|her|their|its)\s+(?:own\s+)?(?P<en>(?:[a-z-]+\s)?[a-z-]+)\W*$"
    r"|(?<![а-яё])(?:его|е[её]|их)\s+(?P<ru>(?:[а-яё-]+\s)?[а-яё-]+)\W*$|(?:彼|彼女|その人|同氏)の(?P<ja>[一-龥]{1,8})(?:は|も)?\W*$"
)
_DEPUTY = Pattern(r"(?i)^(?:deputy|vice|заместител[а-яё]*|зам|副.*|次.*|代理)$")
_PEOPLE = Pattern(
    r"(?i)(?:deputy|predecessor|successor|boss|assistant|colleagues?|wife|husband|opponent|aide|secretary"
    r"|spokes\w+|friend"
    r"|заместител|предшественник|преемник|помощник|коллег|начальник|оппонент|副|次官|代理|前任|後任|上司|秘書|部下|同僚)"
)
_PERSON_EN = (
    r"(?:deputy|deputies|vice|predecessor|successor|boss|assistants?|colleagues?|wife|husband|son|daughter"
    r"|father|mother|brothers?|sisters?|parents|uncle|aunt|cousin|widow"
    r"|opponents?|aides?"
    r"|secretary|spokes(?:man|woman|person)|friends?|lawyers?|advis[eo]rs?|critics?|allies|ally|supporters?|staff|party"
    r"|counterparts?|superiors?|team)"
)
_PERSON_RU = (
    r"(?:заместител(?:ь|я|ю|ем|и)|зам|предшественни(?:к|ца)[а-яё]*|преемни(?:к|ца)[а-яё]*|помощни(?:к|ца)[а-яё]*"
    r"|коллег[аиу]?"
    r"|начальник|оппонент[ыа]?|советни(?:к|ца)|пресс-секретарь|сторонники|критики|соратники?)"
)
_KIN_RU = (
    r"(?:жен[аыеу]|муж[аеу]?|сын[аеу]?|доч(?:ь|ери)|от(?:ец|ца|цу)|мат(?:ь|ери)|брат[аеу]?|сестр[аыеу]|вдов[аыеу])"
)
_PERSON_JA = (
    r"(?:副官|次官|代理|前任者?|後任者?|上司|秘書官?|部下|同僚|補佐官|側近|報道官|妻|夫|息子|娘|弁護士|支持者"
    r"|父親?|母親?|両親|兄|弟|姉|妹|祖父|祖母|夫人|奥さん|長男|長女)(?:さん)?"
)
_NOT_A_GROUP = (
    r"(?!(?<=party|staff)\s+(?!(?:on|about|in|at|and|or|to|for|with|against|say|said|think|thought|want|did|do|does|has"
    r"|have|is|was|were|are)s?\b)[a-z]+)"
)  # "Keller's staff budget", "Keller's party line"
_AFTER = Pattern(
    rf"(?i)['’]s?\s+(?:[a-z-]+\s+)?{_PERSON_EN}(?![\w'’]){_NOT_A_GROUP}|の{_PERSON_JA}(?=[はがもの、？?\sァ-ヺ]|$)"
    r"|(?:派|陣営)(?:の(?:議員|委員|人々?|人たち|閣僚))?(?=[はがも、？?\s]|$)"
)
_BEFORE = Pattern(
    rf"(?i)\b(?:the\s+)?(?:[a-z-]+\s+)?{_PERSON_EN}\s+(?:of|to|for)\s+(?:the\s+)?$|(?<![а-яё])(?:(?P<ru>{_PERSON_RU})|{_KIN_RU})\s+$"
)
_IS_DEPUTY = Pattern(r"(?i)\b(?:deputy|vice)\b|заместител|(?<![а-яё])зам\b|の(?:副官|次官|代理)$")
_WHOSE = OF | {"ой", "ы", "и", "ей"}
UNSAID = Pattern(r"(?i)\s*(?:(?:and|but|so)\s+)?(?:what|how) about\s")
_TITLED = Pattern(
    r"(?:氏|さん|君|様|先生|議員|委員|知事|大臣|首相|外相|大統領|議長|局長|部長|長官|総長|大使|会長|委員長)$"
)
_ARTICLE = Pattern(r"(?i)^(?:the|our|this|that)\s+")
_OF_WHAT = Pattern(r"(?:\s+(?:of|from)\s+(?:the\s+)?[\w-]+(?:\s+[\w-]+)?|\s+[а-яё]{3,})?")
_PROPER = Pattern(r"(?:[A-ZА-ЯЁ]\.\s?){0,2}[A-ZА-ЯЁ][a-zа-яё’'-]+(?:\s+[A-ZА-ЯЁ][a-zа-яё’'-]+){0,2}")
_OF_COUNTRIES = Pattern(
    r"(?i)north|south|united|kingdom|states|africa|saudi|arabia|(?:северн|южн|саудовск)[а-яё]+|арави[яиюей]+"
)
_SURNAME_END = Pattern(r"(?i)(?:ov|ev|ney|er|ton|[^c]o|i|ов|ев|ко|[^иш]и)$")  # Turkov, Italo, Росси


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


def with_others(question: str, named: Sequence[Mention], roster: Roster) -> list[Mention]:
    """`named` with whom "Keller's deputy" means in place of Keller: who held it, is named beside, or nobody."""
    found: list[Mention] = []
    for one in named:
        last = found[-1] if found else None
        if last and last not in named and one.start <= last.end + 2:
            found[-1] = replace(one, start=last.start)
        else:
            found.append(_of_another(question, one, roster))
    return found


def _of_another(question: str, one: Mention, roster: Roster) -> Mention:
    titled = with_titles(question, one.start, one.end)[1]
    after = _AFTER.match(question, one.end) or _AFTER.match(question, titled)
    before = _BEFORE.search(question[: one.start])
    if before and before["ru"] and ending_of(question, one) not in _WHOSE:  # "заместитель Келлер" is Keller
        before = None
    if not after and not before:
        return one
    start, end = (one.start, after.end()) if after else (before.start() if before else one.start, one.end)
    words = question[one.end : end] if after else question[start : one.start]
    deputy = roster.deputy_of(one.speakers[0]) if len(one.speakers) == 1 and _IS_DEPUTY.search(words) else None
    return Mention(start, end, (deputy,) if deputy else ())


def is_unknown_name(words: str, *, surely: bool = False) -> bool:
    """Whether `words`, of which no speaker is known, look like a person's name, capitalised or with a title, or office.

    A country or a town is none: "And Syria?". With `surely` only what is known as a person's name, or ends as one:
    "What about Covid?" may ask of a thing.
    """
    if has_cjk(words):
        return bool(_TITLED.search(words)) or is_in_full(words)
    if _is_office(words):
        return True
    named = words.strip()
    if not _PROPER.fullmatch(named) or _is_country(named) or all(map(is_common_word, named.split())):
        return False
    return not surely or any(map(_is_of_a_person, named.split()))


def _is_office(words: str) -> bool:
    bare = _ARTICLE.sub("", words.strip())
    return any(_OF_WHAT.fullmatch(bare, end) and _is_whose(bare[:start]) for start, end, _ in offices_in(bare))


def _is_whose(before: str) -> bool:
    """Whether nothing stands before an office, or whose it is: "UN secretary-general"."""
    return not before or bool(countries_in(before) or organisations_in(before))


def _is_of_a_person(word: str) -> bool:
    return is_given_name(word) or is_frequent_surname(word) or bool(_SURNAME_END.search(word))


def _is_country(words: str) -> bool:
    return bool(countries_in(words)) and all(map(_is_in_a_country, words.split()))


def _is_in_a_country(word: str) -> bool:
    if _OF_COUNTRIES.fullmatch(word):
        return True
    return bool(countries_in(word)) and not _is_of_a_person(word)
