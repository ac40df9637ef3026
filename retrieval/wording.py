"""What is said when nothing is quoted, in the language of the question."""

from collections.abc import Sequence

from retrieval.language import Language
from retrieval.model import Answer, Reason

MOST_CANDIDATES = 20

_REASONS: dict[Language, dict[Reason, str]] = {
    "en": {
        Reason.EMPTY_QUESTION: "There is no question here. Ask in your own words, in any language.",
        Reason.EMPTY_LIBRARY: "There is nothing to search here: no passage lies within these limits.",
        Reason.NOT_ANSWERED: "The record does not answer this.",
        Reason.NOT_BY_SPEAKER: "{speaker} does not speak to this in the record.",
        Reason.UNKNOWN_SPEAKER: "Nobody of that name speaks in the record.",
        Reason.AMBIGUOUS_SPEAKER: "Several speakers go by that name. Which one do you mean?{candidates}",
        Reason.UNCLEAR_SPEAKER: "It is not clear whose words you mean. Give the name.",
    },
    "ja": {
        Reason.EMPTY_QUESTION: "ご質問が空のようです。どの言語でも、ふだんの言葉でお尋ねください。",
        Reason.EMPTY_LIBRARY: "この条件に当てはまる発言は、記録の中にありません。",
        Reason.NOT_ANSWERED: "記録の中に、この質問への答えは見つかりませんでした。",
        Reason.NOT_BY_SPEAKER: "記録の中で、{speaker}はこの点に触れていません。",
        Reason.UNKNOWN_SPEAKER: "その名前の発言者は、記録の中にいません。",
        Reason.AMBIGUOUS_SPEAKER: "その名前の発言者は複数います。どなたでしょうか。{candidates}",
        Reason.UNCLEAR_SPEAKER: "どなたの発言かが分かりません。お名前を添えてお尋ねください。",
    },
    "ru": {
        Reason.EMPTY_QUESTION: "Вопрос пуст. Спросите своими словами, на любом языке.",
        Reason.EMPTY_LIBRARY: "Искать негде: в этих пределах нет ни одного высказывания.",
        Reason.NOT_ANSWERED: "В записи нет ответа на этот вопрос.",
        Reason.NOT_BY_SPEAKER: "{speaker} в записи об этом не говорит.",
        Reason.UNKNOWN_SPEAKER: "Среди выступавших нет человека с таким именем.",
        Reason.AMBIGUOUS_SPEAKER: "Так зовут нескольких выступавших. Кого вы имеете в виду?{candidates}",
        Reason.UNCLEAR_SPEAKER: "Непонятно, о ком речь. Назовите имя.",
    },
}


def reason_text(answer: Answer, language: Language) -> str:
    """Why `answer` quotes nothing, in a sentence or two. Raises ValueError for an answer with quotes."""
    if answer.reason is None:
        raise ValueError(f"the answer to {answer.question!r} has quotes and needs no reason")
    return _REASONS[language][answer.reason].format(
        speaker=answer.speaker or "", candidates=_numbered(answer.candidates)
    )


def _numbered(candidates: Sequence[str]) -> str:
    """Those whom a name may mean, a line each; of many the first."""
    lines = [f"\n{number}. {candidate}" for number, candidate in enumerate(candidates[:MOST_CANDIDATES], 1)]
    return "".join(lines) + ("\n…" if len(candidates) > MOST_CANDIDATES else "")
