"""What is said beside the quotes, or when nothing is quoted, in the language of the question."""

from collections.abc import Sequence

from retrieval.language import Language
from retrieval.model import Answer, Form, Reason

MOST_CANDIDATES = 20
MOST_SILENT = 10

_REASONS: dict[Language, dict[Reason, str]] = {
    "en": {
        Reason.EMPTY_QUESTION: "There is no question here. Ask in your own words, in any language.",
        Reason.EMPTY_LIBRARY: "There is nothing to search here: no passage lies within these limits.",
        Reason.OFF_TOPIC: "Nothing about this was found in the record.",
        Reason.NOT_ANSWERED: "The record touches on this, but does not answer it.",
        Reason.NOT_BY_SPEAKER: "{speaker} does not speak to this in the record{others}.",
        Reason.NOT_BY_OTHERS: "Nobody else speaks to this in the record.",
        Reason.UNKNOWN_SPEAKER: "Nobody of that name speaks in the record.",
        Reason.UNKNOWN_OFFICE: "Nobody who held that office speaks in the record.",
        Reason.AMBIGUOUS_SPEAKER: "Several speakers go by that name. Which one do you mean?{candidates}",
        Reason.UNCLEAR_SPEAKER: "It is not clear whose words you mean. Give the name.",
    },
    "ja": {
        Reason.EMPTY_QUESTION: "ご質問が空のようです。どの言語でも、ふだんの言葉でお尋ねください。",
        Reason.EMPTY_LIBRARY: "この条件に当てはまる発言は、記録の中にありません。",
        Reason.OFF_TOPIC: "この話題についての発言は、記録の中に見つかりませんでした。",
        Reason.NOT_ANSWERED: "記録はこの話題に触れていますが、質問への答えは見つかりませんでした。",
        Reason.NOT_BY_SPEAKER: "記録の中で、{speaker}はこの点に触れていません。{others}",
        Reason.NOT_BY_OTHERS: "記録の中で、ほかの発言者はこの点に触れていません。",
        Reason.UNKNOWN_SPEAKER: "その名前の発言者は、記録の中にいません。",
        Reason.UNKNOWN_OFFICE: "その役職の発言者は、記録の中にいません。",
        Reason.AMBIGUOUS_SPEAKER: "その名前の発言者は複数います。どなたでしょうか。{candidates}",
        Reason.UNCLEAR_SPEAKER: "どなたの発言かが分かりません。お名前を添えてお尋ねください。",
    },
    "ru": {
        Reason.EMPTY_QUESTION: "Вопрос пуст. Спросите своими словами, на любом языке.",
        Reason.EMPTY_LIBRARY: "Искать негде: в этих пределах нет ни одного высказывания.",
        Reason.OFF_TOPIC: "Об этом в записи ничего не нашлось.",
        Reason.NOT_ANSWERED: "В записи об этом идёт речь, но ответа на вопрос нет.",
        Reason.NOT_BY_SPEAKER: "{speaker} в записи об этом не говорит{others}.",
        Reason.NOT_BY_OTHERS: "Больше никто в записи об этом не говорит.",
        Reason.UNKNOWN_SPEAKER: "Среди выступавших нет человека с таким именем.",
        Reason.UNKNOWN_OFFICE: "Среди выступавших никто не занимал этой должности.",
        Reason.AMBIGUOUS_SPEAKER: "Так зовут нескольких выступавших. Кого вы имеете в виду?{candidates}",
        Reason.UNCLEAR_SPEAKER: "Непонятно, о ком речь. Назовите имя.",
    },
}
_OTHERS: dict[Language, tuple[str, str]] = {
    "en": ("; {names} does", "; {names} do"),
    "ja": ("触れているのは{names}です。",) * 2,
    "ru": ("; говорит {names}", "; говорят {names}"),
}
_AND: dict[Language, tuple[str, str]] = {"en": (", ", " and "), "ja": ("、", "、"), "ru": (", ", " и ")}
_NEAR: dict[Language, str] = {
    "en": "Close passages, but not an answer:",
    "ja": "近い箇所（答えではありません）：",
    "ru": "Близкие по теме места (это не ответ):",
}
_NO_MORE: dict[Language, str] = {
    "en": "The record has no more on this.",
    "ja": "この点について、記録にこれ以上の発言はありません。",
    "ru": "Больше об этом в записи ничего нет.",
}
_OFFER: dict[Language, tuple[str, str]] = {
    "en": ("Answer “yes” to see it.", "Answer “yes” to see all, or a number to see one:{numbered}"),
    "ja": ("「はい」と答えると表示します。", "「はい」で全員、番号で一人の発言を表示します：{numbered}"),
    "ru": ("Ответьте «да», и я покажу.", "Ответьте «да», чтобы увидеть всех, или номером — одного:{numbered}"),
}
_SILENT: dict[Language, tuple[str, str]] = {
    "en": ("{names} does not speak to this.", "{names} do not speak to this."),
    "ja": ("{names}はこの点に触れていません。",) * 2,
    "ru": ("{names} об этом не говорит.", "{names} об этом не говорят."),
}
_MORE: dict[Language, str] = {"en": "{count} more", "ja": "ほか{count}人", "ru": "ещё {count}"}
_UNHEARD: dict[Language, str] = {
    "en": "{count} further speakers were not looked at one by one.",
    "ja": "ほかの発言者{count}人については、個別には調べていません。",
    "ru": "Остальные выступавшие ({count}) по отдельности не проверялись.",
}


def reason_text(answer: Answer, language: Language) -> str:
    """Why `answer` quotes nothing, in a sentence or two. Raises ValueError for an answer with quotes."""
    if answer.reason is None:
        raise ValueError(f"the answer to {answer.question!r} has quotes and needs no reason")
    return _REASONS[language][answer.reason].format(
        speaker=answer.speaker or "", candidates=_numbered(answer.candidates), others=_others(answer, language)
    )


def no_more_text(language: Language) -> str:
    """What is said when everything on a question was shown."""
    return _NO_MORE[language]


def near_text(language: Language) -> str:
    """What stands above close passages, so that nobody takes them for an answer."""
    return _NEAR[language]


def offer_text(answer: Answer, language: Language) -> str | None:
    """How to see what others say to it, in a conversation; None where `answer` offers nothing."""
    if not answer.others:
        return None
    one, several = _OFFER[language]
    return several.format(numbered=_numbered([who.name for who in answer.others])) if answer.others[1:] else one


def who_text(answer: Answer) -> str | None:
    """The names that lead the answer to a who-question; None where its first quote's own name does."""
    names = answer.names if answer.form is Form.WHO else ()
    return " · ".join(names) if len(names) > 1 else None


def silent_text(answer: Answer, language: Language) -> str | None:
    """Who of all that were asked about does not speak to it; None where everybody does."""
    sentences = []
    if answer.silent:
        one, several = _SILENT[language]
        shown = list(answer.silent[:MOST_SILENT])
        if further := len(answer.silent) - len(shown):
            shown.append(_MORE[language].format(count=further))
        sentences.append((one if len(shown) == 1 else several).format(names=listed(shown, language)))
    if answer.unheard:
        sentences.append(_UNHEARD[language].format(count=answer.unheard))
    return ("" if language == "ja" else " ").join(sentences) or None


def listed(names: Sequence[str], language: Language) -> str:
    """`names` as a list in a sentence."""
    comma, last = _AND[language]
    return last.join(filter(None, (comma.join(names[:-1]), names[-1]))) if names else ""


def _others(answer: Answer, language: Language) -> str:
    names = [one.name for one in answer.others]
    if not names:
        return ""
    return _OTHERS[language][len(names) > 1].format(names=listed(names, language))


def _numbered(candidates: Sequence[str]) -> str:
    """Those whom a name may mean, a line each; of many the first."""
    lines = [f"\n{number}. {candidate}" for number, candidate in enumerate(candidates[:MOST_CANDIDATES], 1)]
    return "".join(lines) + ("\n…" if len(candidates) > MOST_CANDIDATES else "")
