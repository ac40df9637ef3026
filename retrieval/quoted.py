"""How a question is typed: in capitals, and with words that are looked for as they were said."""

import re

from corpus.pattern import Pattern

_QUOTED = Pattern(
    r"「(?P<a>[^「」]{4,})」|『(?P<b>[^『』]{4,})』|“(?P<c>[^“”]{4,})”|«(?P<d>[^«»]{4,})»|„(?P<e>[^„“”]{4,})[“”]"
    r"|\"(?P<f>[^\"]{4,})\"|(?<!\w)'(?P<g>[^']{8,})'(?!\w)"
)
_ABOUT_WORDS = Pattern(
    r"(?i)\b(?:did|does|do|has|have|had|was|were|is|are|who|whose|what|when|where|which|it|the|this|that|these"
    r"|those|there|a|an|ever"
    r"|say|says|said|spoke|speak|use|used|uses|mention|mentioned|words?|quote|quotes|quoted|quotation|phrase"
    r"|sentence|passage|line|from|by"
    r"|in|of|find|found|full|exactly|exact|speaker|speakers?|someone|somebody|anyone|anybody|something|like"
    r"|about|please|show|me|record|saying|and|or"
    r"|кто|что|где|когда|чьи|чья|чьё|чье|чей|это|эта|эти|эту|был[аио]?|ли|такое|так|слова|слов|фраза|фразу"
    r"|фраз[ыа]|цитата|цитату|мысль|сказал[аи]?|говорил[аи]?|сказано"
    r"|сказала|произн[её]с(?:ла)?|найди(?:те)?|найти|покажи(?:те)?|из|в|о|об|про|записи|выступавших"
    r"|принадлеж[аи]т|упоминал[аи]?)\b"
    r"|誰|だれ|どなた|どこ|いつ|何|言葉|発言|引用|文句|箇所|一節|くだり|述べ|言っ|言い|言わ|話し|語っ|語ら|使っ|使わ|触れ|主張|[ぁ-ん]|[\W_\d]"
)
_ASKING = Pattern(
    r"(?i)\b(?:who|what|when|where|why|how|which|whose|did|does|is|are|was|were|can|could|should|кто|что|где"
    r"|когда|почему|зачем|как|сколько|какой|какая|какие"
    r"|какие|каков|ли)\b|[?？]|(?:か|の|は|って)[。]?$|誰|だれ|何|いつ|どこ|なぜ|どう|どの|いくつ|いくら|について"
)
LONGEST = 300  # code points; nobody remembers more
LONG = 18  # signs of Japanese
LONG_IN_WORDS = 6
_KANA_OR_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SHOUTED = re.compile(r"[^\W\d_]{5,}")  # what is shorter may be an acronym


def calmed(text: str) -> str:
    """`text` with small letters where it is all in capitals; short words may be acronyms and stay."""
    if text != text.upper() or text == text.lower() or _KANA_OR_HAN.search(text):
        return text
    return _SHOUTED.sub(lambda word: word[0].capitalize(), text)


def words_recalled(question: str, subject: str) -> str | None:
    """The words in `question` that are looked for as they were said; None where it asks about something.

    Words in quotation marks where there is little else; or the whole `subject`, if it is no question and long.
    """
    quoted = _QUOTED.search(question)
    if quoted:
        words = next(filter(None, quoted.groupdict().values()))
        around = question[: quoted.start()] + question[quoted.end() :]
        recalled = words if _is_long(words) or not _ABOUT_WORDS.sub("", around) else None
    else:
        recalled = subject.strip(" .。!！") if _is_long(subject) and not _ASKING.search(subject) else None
    return recalled[:LONGEST] if recalled else None


def _is_long(words: str) -> bool:
    return len(_KANA_OR_HAN.findall(words)) >= LONG or len(words.split()) >= LONG_IN_WORDS
