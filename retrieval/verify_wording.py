"""What is said about a verified quotation, in the language of the text."""

from collections.abc import Sequence

from corpus.model import Excerpt, Speaker
from retrieval.language import Language
from retrieval.verify import Attribution, Finding, Verdict
from retrieval.verify_kinds import Change
from retrieval.verify_match import Match
from retrieval.verify_places import COMMON
from retrieval.verify_report import Aside

_VERDICTS: dict[Language, dict[Verdict, str]] = {
    "en": {
        Verdict.EXACT: "Found, in exactly these words.",
        Verdict.DIFFERENT: "Found, with small differences.",
        Verdict.MISATTRIBUTED: "Misattributed: these are not {claimed}'s words. They were said by {speaker}.",
        Verdict.ALTERED: "Altered: the record does not have these words. Below is the nearest that it has.",
        Verdict.NOT_FOUND: "Not found in the record.",
    },
    "ja": {
        Verdict.EXACT: "記録にあります。一字一句このとおりです。",
        Verdict.DIFFERENT: "記録にあります。ただし、細かな違いがあります。",
        Verdict.MISATTRIBUTED: "発言者が違います。{claimed}の発言ではなく、{speaker}の発言です。",
        Verdict.ALTERED: "言葉が変えられています。このとおりの発言は記録になく、最も近いのは下の発言です。",
        Verdict.NOT_FOUND: "記録の中に見つかりません。",
    },
    "ru": {
        Verdict.EXACT: "Найдено, слово в слово.",
        Verdict.DIFFERENT: "Найдено, с мелкими расхождениями.",
        Verdict.MISATTRIBUTED: "Приписано не тому: это не слова «{claimed}». Это сказано: {speaker}.",
        Verdict.ALTERED: "Слова изменены: в записи таких слов нет. Ниже — самые близкие к ним.",
        Verdict.NOT_FOUND: "В записи этого нет.",
    },
}
_NEAREST: dict[Language, str] = {
    "en": "The nearest passage, which says something else:",
    "ja": "最も近い箇所（別の発言です）：",
    "ru": "Ближайшее место — это другие слова:",
}
_NOBODY: dict[Language, str] = {
    "en": "nobody (narration)",
    "ja": "特定の発言者ではない地の文",
    "ru": "никем (текст от редакции)",
}
_UNKNOWN: dict[Language, str] = {
    "en": "Nobody called {claimed} speaks in the record, so the attribution cannot be confirmed.",
    "ja": "「{claimed}」という発言者は記録の中にいないため、誰の発言かは確かめられません。",
    "ru": "Среди выступавших нет «{claimed}», поэтому авторство подтвердить нельзя.",
}
_SEVERAL: dict[Language, str] = {
    "en": "“{claimed}” may be any of {candidates}.",
    "ja": "「{claimed}」に当たる発言者は複数います（{candidates}）。",
    "ru": "«{claimed}» может быть любым из них: {candidates}.",
}
_WRONG: dict[Language, str] = {
    "en": "The nearest words are not {claimed}'s but {speaker}'s.",
    "ja": "最も近い発言も、{claimed}ではなく{speaker}のものです。",
    "ru": "И самые близкие слова сказаны не «{claimed}», а так: {speaker}.",
}
_SPLICED: dict[Language, str] = {
    "en": "These pieces do not follow one another in one turn: they are not one quotation.",
    "ja": "これらは一つの発言の中で順に並んでいません。一つの引用ではありません。",
    "ru": "Эти части не следуют друг за другом в одном выступлении: это не одна цитата.",
}
_PLACES: dict[Language, str] = {
    "en": "These words stand in {count} places, among them: {others}",
    "ja": "同じ言葉は {count} か所にあります。ほかに：{others}",
    "ru": "Мест с этими словами: {count}, в том числе {others}",
}
_ASIDE: dict[Language, str] = {
    "en": "The words stand in {record}, but nobody says them: they were set aside ({reason}).",
    "ja": "この言葉は {record} にありますが、発言ではありません（{reason}）。",
    "ru": "Эти слова есть в {record}, но их никто не произносит ({reason}).",
}
PASTED: dict[Language, str] = {"en": "pasted", "ja": "引用", "ru": "у вас"}
RECORDED: dict[Language, str] = {"en": "record", "ja": "記録", "ru": "в записи"}
NOTHING: dict[Language, str] = {"en": "(nothing)", "ja": "（なし）", "ru": "(ничего)"}
_CHANGES: dict[Language, tuple[str, ...]] = {
    "en": (
        *(
            "punctuation",
            "capitals",
            "spacing",
            "spelling",
            "the same number",
            "article",
            "word ending",
            "interjection",
        ),
        *("word order", "cut within a word", "editor's brackets", "NUMBER", "NEGATION", "NAME", "WORD ORDER", "WORD"),
    ),
    "ja": (
        *("句読点", "大文字・小文字", "空白", "表記", "数の表記", "冠詞", "語尾・助詞", "場内の様子"),
        *(
            "語順",
            "語の途中で切れている",
            "編者の補足",
            "数が違う",
            "肯定・否定が違う",
            "名前が違う",
            "語順が違う",
            "言葉が違う",
        ),
    ),
    "ru": (
        *("пунктуация", "регистр", "пробелы", "написание", "запись числа", "артикль", "форма слова", "ремарка"),
        *("порядок слов", "обрыв слова", "вставка редактора", "ЧИСЛО", "ОТРИЦАНИЕ", "ИМЯ", "ПОРЯДОК СЛОВ", "СЛОВО"),
    ),
}
OTHERS_SHOWN = 5


def verdict_text(finding: Finding, language: Language) -> str:
    """The verdict in a line."""
    return _VERDICTS[language][finding.verdict].format(
        claimed=claimed_name(finding), speaker=speaker_name(finding, language)
    )


def remarks(finding: Finding, aside: Aside | None, language: Language) -> list[str]:
    """What else there is to say, a line each."""
    names = {"claimed": claimed_name(finding), "speaker": speaker_name(finding, language)}
    said: list[str] = []
    if finding.attribution is Attribution.UNKNOWN:
        said.append(_UNKNOWN[language].format(**names))
    elif finding.attribution is Attribution.WRONG and finding.verdict is Verdict.ALTERED:
        said.append(_WRONG[language].format(**names))
    if finding.claim and len(finding.claim.speakers) > 1:
        said.append(_SEVERAL[language].format(candidates=_candidates(finding.claim.speakers), **names))
    if finding.spliced:
        said.append(_SPLICED[language])
    if finding.count > 1:
        others = ", ".join(_place(match.slices[0].excerpt) for match in others_shown(finding))
        said.append(_PLACES[language].format(count=_at_least(finding.count), others=others))
    if finding.verdict is Verdict.NOT_FOUND:
        if aside:
            said.append(_ASIDE[language].format(record=aside.record, reason=aside.reason))
        if finding.matches:
            said.append(_NEAREST[language])
    return said


def others_shown(finding: Finding) -> list[Match]:
    """At most OTHERS_SHOWN more places with the words, first one of each other speaker."""
    named: dict[str | None, Match] = {}
    for match in finding.others:
        named.setdefault(match.slices[0].excerpt.speaker, match)
    first = list(named.values())
    return [*first, *(match for match in finding.others if match not in first)][:OTHERS_SHOWN]


def _place(excerpt: Excerpt) -> str:
    return " ".join(filter(None, (excerpt.speaker, excerpt.id)))


def _candidates(speakers: Sequence[Speaker]) -> str:
    names = list(dict.fromkeys(one.name for one in speakers))
    if len(names) < len(speakers):  # they share the whole name: the id has what sets them apart
        names = [one.id for one in speakers]
    return ", ".join([*names[:OTHERS_SHOWN], *["…"][: len(names) > OTHERS_SHOWN]])


def _at_least(count: int) -> str:
    """No more places than COMMON are looked at."""
    return f"{count}+" if count >= COMMON else str(count)


def claimed_name(finding: Finding) -> str:
    """Who is said to have said it, as the library writes the name; else as it was given."""
    if finding.claim is None:
        return ""
    speakers = finding.claim.speakers
    return speakers[0].name if len(speakers) == 1 else finding.claim.name


def speaker_name(finding: Finding, language: Language) -> str:
    """Who said it in the record."""
    if not finding.matches:
        return ""
    return finding.matches[0].slices[0].excerpt.speaker or _NOBODY[language]


def change_text(change: Change, language: Language) -> str:
    """What kind of difference it is, in a word or two."""
    return _CHANGES[language][list(Change).index(change)]
