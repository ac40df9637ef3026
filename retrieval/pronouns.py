"""Whom a pronoun of a follow-up stands for: of whom it is asked what others say ("Who criticised her?")."""

import re

from corpus.pattern import Pattern

_SUBJECT = Pattern(
    r"(?i)^\W*(?:(?:and|but|so) )*(?:what|how|why|when|where)? ?(?:else )?(?:did|does|do|has|have|had|is|was|are"
    r"|were) (?:he|she)\b"
    r"|^\W*(?:and |but |so )*(?:what|how) about\b|^\W*(?:а|и|но) (?:об?|про)\b"
    r"|(?<![а-яё])(?:он|она)(?![а-яё])|^(?:では、?)?(?:彼|彼女|その人|同氏|この人)(?:は|が)"
)
_OF_HER = Pattern(
    r"(?i)\b(?:about|of|against|with|(?<!important )(?<!matters )"
    r"(?<!mattered )(?<!matter )(?<!dear )(?<!clear )to"
    r"|mention(?:ed|s)?|criticis(?:e|ed|es)|criticiz(?:e|ed|es)|thank(?:ed|s)?"
    r"|quot(?:e|ed|es)"
    r"|cit(?:e|ed|es)|prais(?:e|ed|es)|ask(?:ed|s)?|answer(?:ed|s)?|support(?:ed|s)?|oppos(?:e|ed|es)|attack(?:ed|s)?"
    r"|defend(?:ed|s)?|interrupt(?:ed|s)?|contradict(?:ed|s)?|blam(?:e|ed|es)|accus(?:e|ed|es)|nam(?:e|ed|es)"
    r"|call(?:ed|s)?"
    r"|agree(?:d|s)? with|disagree(?:d|s)? with|repl(?:y|ied|ies) to) (?P<en>him|her)(?=\W*$| (?:about|on|for|of"
    r"|to|in|a|an|the)\b)"
    r"|(?<![а-яё])(?:об?|с|к|против|на|в адрес) (?P<ru_n>н[её]й|н[её]м|ней|нему|него|не[её])(?![а-яё])"
    r"|(?:критик|упом|цитир|благодар|поддерж|обвин|спроси|спраш|назва|хвали|осуди|осужда|перебил|возраз|ответи)[а-яё]* "
    r"(?P<ru>е[её]|его|ему|ей)(?![а-яё])"
    r"|(?<![а-яё])(?P<ru_first>е[её]|его|ему|ей) (?![а-яё]+(?:ли|лись|[юуя]т|ат)(?![а-яё]))"
    r"(?=(?:критик|упом|цитир|благодар|поблагодар|поддерж|обвин|спроси"
    r"|спраш|назва"
    r"|хвали|осуди|осужда|перебил|возраз|ответи)[а-яё]*)"
    r"|(?P<ja>彼女|彼|その人|同氏)(?=について|を|に(?!よ)|への|に対する)"
)


def of_whom(said: str, name: str) -> str | None:
    """`said` with `name` for a pronoun, where it asks what is said of that person; None where it does not."""
    if _SUBJECT.search(said):
        return None
    found = _OF_HER.search(said)
    if not found:
        return None
    start, end = found.span(next(one for one, words in found.groupdict().items() if words))
    return re.sub(r"\s+", " ", f"{said[:start]}{name}{said[end:]}")
