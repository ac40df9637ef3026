"""The bot's own words, in Japanese, English and Russian."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus.model import Excerpt
from retrieval.language import Language, language_of

LANGUAGES: tuple[Language, ...] = ("ja", "en", "ru")
TITLES_SHOWN = 5


class Words(NamedTuple):
    """Everything the bot says that is not a quote."""

    start: str
    holds: str
    holds_nothing: str
    more_records: str
    help: str
    only_text: str
    unknown_command: str
    failed: str
    unsure: str
    narration: str
    no_answer: str
    previous: str
    next: str
    first_passage: str
    last_passage: str
    gone: str
    continued: str
    start_command: str
    help_command: str
    verify_command: str
    verify_how: str
    verify_too_long: str


WORDS: dict[Language, Words] = {
    "ja": Words(
        start=(
            "こんにちは。発言の記録について、知りたいことをふだんの言葉でお尋ねください。\n\n"
            "答えになる発言を、一字一句そのまま、誰の言葉かを添えてお見せします。"
            "記録に答えがなければ、ないとお伝えします。"
        ),
        holds="収録している記録：",
        holds_nothing="いまは記録がひとつも入っていません。",
        more_records="ほか {count} 件",
        help=(
            "質問を文章で送ってください。日本語でも英語でもロシア語でもかまいません。\n\n"
            "・返ってくるのは記録からの引用だけです。要約や意見は加えません。\n"
            "・太字は、質問にいちばん近い一文です。\n"
            "・質問に発言者の名前を入れると、その人の言葉だけから探します。\n"
            "・「◀ 前へ」「次へ ▶」で、引用の前後を続けて読めます。\n"
            "・「ザスは？」のように続けて聞けます。引用に返信すれば、その発言について聞けます。\n"
            "・1時間以内に質問を書き直すと、もう一度お答えします。\n"
            "・/verify に続けて引用を送るか、メッセージを転送すると、記録どおりか、誰の言葉かを確かめます。"
        ),
        only_text="読めるのは文字だけです。知りたいことを文章で送ってください。",
        unknown_command="そのコマンドはありません。質問をそのまま送るか、/help をご覧ください。",
        failed="申し訳ありません。こちらの不具合でお答えできませんでした。少し待って、もう一度お試しください。",
        unsure="送信の途中で接続が切れました。お答えが届いていなければ、もう一度お尋ねください。",
        narration="地の文（発言者なし）",
        no_answer="答えではなく、近い箇所です",
        previous="◀ 前へ",
        next="次へ ▶",
        first_passage="ここが記録の始まりです。",
        last_passage="ここが記録の終わりです。",
        gone="この記録は、その後変わったか、取り除かれました。もう一度お尋ねください。",
        continued="続きがあります",
        start_command="このボットについて",
        help_command="使い方",
        verify_command="引用が記録どおりか確かめる",
        verify_how="確かめたい引用を /verify のあとに書くか、引用のあるメッセージに返信して /verify と送ってください。",
        verify_too_long="一度に確かめるには長すぎます。いくつかに分けて送ってください。",
    ),
    "en": Words(
        start=(
            "Hello. Ask what you would like to know from the record, in your own words.\n\n"
            "I answer with the passages that answer, word for word, and say who said them. "
            "When the record holds no answer, I say so."
        ),
        holds="On record here:",
        holds_nothing="There is no record here yet.",
        more_records="and {count} more",
        help=(
            "Send a question as a message, in English, Japanese or Russian.\n\n"
            "• You get quotes from the record and nothing else: no summary, no opinion.\n"
            "• The sentence in bold is the one nearest to your question.\n"
            "• Name a speaker in the question, and only that speaker's words are searched.\n"
            "• “◀ Previous” and “Next ▶” read on around a quote.\n"
            "• “And Zas?” takes up your last question. Reply to a quote to ask about it.\n"
            "• Edit a question within the hour, and I answer it again.\n"
            "• /verify and a quotation, or a forwarded message: I check whether it is on record in these words, and "
            "whose they are."
        ),
        only_text="I only read text. Please send your question as a written message.",
        unknown_command="I do not know that command. Just send your question, or see /help.",
        failed="Sorry, something went wrong on my side and I could not answer. Please try again in a moment.",
        unsure="The line broke while I was sending. If my answer is not here, please ask again.",
        narration="Narration, nobody's words",
        no_answer="Not an answer, but close",
        previous="◀ Previous",
        next="Next ▶",
        first_passage="This is where the record begins.",
        last_passage="This is where the record ends.",
        gone="This record has changed or been taken out since. Please ask again.",
        continued="continued in the next part",
        start_command="what this bot does",
        help_command="how to ask",
        verify_command="check a quotation against the record",
        verify_how="Write the quotation after /verify, or reply with /verify to a message that holds it.",
        verify_too_long="That is too much to check at once. Please send it in parts.",
    ),
    "ru": Words(
        start=(
            "Здравствуйте. Спросите своими словами о том, что вы хотите узнать из записи выступлений.\n\n"
            "Я отвечаю дословными цитатами и говорю, кому они принадлежат. "
            "Если ответа в записи нет, я так и скажу."
        ),
        holds="Здесь собраны:",
        holds_nothing="Пока здесь нет ни одной записи.",
        more_records="и ещё {count}",
        help=(
            "Пришлите вопрос обычным сообщением: по-русски, по-японски или по-английски.\n\n"
            "• В ответ приходят только цитаты из записи, без пересказа и без оценок.\n"
            "• Жирным выделено предложение, которое ближе всего к вопросу.\n"
            "• Назовите в вопросе выступавшего — и поиск пойдёт только по его словам.\n"
            "• Кнопки «◀ Назад» и «Дальше ▶» листают запись вокруг цитаты.\n"
            "• «А Зась?» — отвечу на тот же вопрос его словами. Ответьте на цитату, чтобы спросить о ней.\n"
            "• Исправьте вопрос в течение часа — отвечу заново.\n"
            "• /verify и цитата или пересланное сообщение — проверю, есть ли в записи именно эти слова и чьи они."
        ),
        only_text="Я понимаю только текст. Пришлите, пожалуйста, вопрос обычным сообщением.",
        unknown_command="Такой команды нет. Просто пришлите вопрос или загляните в /help.",
        failed="Извините, у меня что-то сломалось, и ответить не получилось. Попробуйте, пожалуйста, чуть позже.",
        unsure="Связь прервалась, пока я отправлял ответ. Если его здесь нет, спросите, пожалуйста, ещё раз.",
        narration="Текст от редакции, ничьи слова",
        no_answer="Это не ответ, а близкое место",
        previous="◀ Назад",
        next="Дальше ▶",
        first_passage="Это начало записи.",
        last_passage="Это конец записи.",
        gone="С тех пор запись изменили или убрали. Спросите, пожалуйста, ещё раз.",
        continued="продолжение в следующей части",
        start_command="что умеет этот бот",
        help_command="как спрашивать",
        verify_command="сверить цитату с записью",
        verify_how="Напишите цитату после /verify или ответьте командой /verify на сообщение, в котором она есть.",
        verify_too_long="Это слишком много для одной проверки. Пришлите, пожалуйста, по частям.",
    ),
}

_MONTHS: dict[Language, str] = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}


def interface_language(code: str | None) -> Language:
    """The language for a Telegram `language_code` (IETF, "ja-JP"); English where it is none of ours."""
    tag = (code or "").lower().split("-")[0].split("_")[0]
    return next((language for language in LANGUAGES if language == tag), "en")


def reply_language(text: str, code: str | None) -> Language:
    """The language of `text`; of the user's Telegram where its script says nothing (emoji, numbers)."""
    language = language_of(text)
    written_in_latin = any(char.isascii() and char.isalpha() for char in text)
    return language if language != "en" or written_in_latin else interface_language(code)


def greeting(titles: Sequence[str], language: Language) -> str:
    """The answer to /start: what the bot does, and the first of the records that it holds."""
    words = WORDS[language]
    if not titles:
        return f"{words.start}\n\n{words.holds_nothing}"
    lines = [words.holds, *(f"— {clipped(title, 200)}" for title in titles[:TITLES_SHOWN])]
    if len(titles) > TITLES_SHOWN:
        lines.append(words.more_records.format(count=len(titles) - TITLES_SHOWN))
    return f"{words.start}\n\n" + "\n".join(lines)


def attribution(excerpt: Excerpt, language: Language) -> str:
    """Who speaks, and in what role; narration is said to be narration. Unknown values are left out."""
    if excerpt.speaker is None:
        return WORDS[language].narration
    role = f"（{excerpt.role}）" if language == "ja" else f", {excerpt.role}"
    return excerpt.speaker + (role if excerpt.role else "")


def date_text(date: str, language: Language) -> str:
    """An ISO day, month or year as people write it; anything else as it stands."""
    parts = date.split("-")
    if len(parts) != 3 or not all(part.isdecimal() and part.isascii() for part in parts):
        return date
    year, month, day = (int(part) for part in parts)
    if not 1 <= month <= 12:
        return date
    if language == "ja":
        return f"{year}年{month}月{day}日"
    return f"{day} {_MONTHS[language].split()[month - 1]} {year}" + (" г." if language == "ru" else "")


def clipped(text: str, length: int) -> str:
    """`text` in at most `length` code points, with an ellipsis where it was cut. Never for a quote."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
