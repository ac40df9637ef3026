import re
from string import Formatter

import pytest

from bot.privacy import Kept, privacy_text
from bot.replies import REPLIES, Replies
from bot.wording import (
    LANGUAGES,
    TITLES_SHOWN,
    WORDS,
    Words,
    attribution,
    clipped,
    date_text,
    greeting,
    interface_language,
    reply_language,
)
from corpus.model import Excerpt
from retrieval.language import Language, language_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_in_its_own_language(language: Language) -> None:
    for name, text in (WORDS[language]._asdict() | REPLIES[language]._asdict()).items():
        assert text.strip(), name
        blanks = [blank for _, blank, _, _ in Formatter().parse(text) if blank]
        assert language_of(text.format(**dict.fromkeys(blanks, ""))) == language, name


@pytest.mark.parametrize("table", [WORDS, REPLIES])
def test_placeholders_are_the_same_in_every_language(table: dict[Language, Words] | dict[Language, Replies]) -> None:
    for name in table["en"]._fields:
        fields = {
            language: sorted(field for _, field, _, _ in Formatter().parse(getattr(table[language], name)) if field)
            for language in LANGUAGES
        }
        assert fields["ja"] == fields["en"] == fields["ru"], name


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("ja", "ja"),
        ("ja-JP", "ja"),
        ("ru", "ru"),
        ("RU_ru", "ru"),
        ("en-GB", "en"),
        ("de", "en"),
        (None, "en"),
        ("", "en"),
    ],
)
def test_telegrams_language_code(code: str | None, language: Language) -> None:
    assert interface_language(code) == language


@pytest.mark.parametrize(
    ("text", "code", "language"),
    [
        ("誰が言った?", "en", "ja"),
        ("Кто это сказал?", "ja", "ru"),
        ("Who said so?", "ja", "en"),
        ("🙂", "ja", "ja"),
        ("2020?", "ru", "ru"),
        ("", None, "en"),
    ],
)
def test_the_reply_is_in_the_questions_language(text: str, code: str | None, language: Language) -> None:
    assert reply_language(text, code) == language


@pytest.mark.parametrize(
    ("date", "texts"),
    [
        ("2020-10-07", ["2020年10月7日", "7 October 2020", "7 октября 2020 г."]),
        ("2020-10", ["2020-10"] * 3),
        ("2020", ["2020"] * 3),
        ("2020-13-01", ["2020-13-01"] * 3),
        ("7-x-8", ["7-x-8"] * 3),
    ],
)
def test_dates_as_people_write_them(date: str, texts: list[str]) -> None:
    assert [date_text(date, language) for language in LANGUAGES] == texts


def test_a_role_follows_the_name_and_an_unknown_one_is_left_out() -> None:
    excerpt = Excerpt("a/1", "x", "ラヴロフ", "外務大臣", "a", "", None, None, None, None, 1, 0, 1)
    nameless = Excerpt("a/1", "x", "Lavrov", None, "a", "", None, None, None, None, 1, 0, 1)
    assert attribution(excerpt, "ja") == "ラヴロフ（外務大臣）"
    assert attribution(excerpt, "ru") == "ラヴロフ, 外務大臣"
    assert attribution(nameless, "en") == "Lavrov"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_greeting_names_the_first_records_and_counts_the_rest(language: Language) -> None:
    titles = [f"Title {number}" for number in range(TITLES_SHOWN + 37)]
    text = greeting(titles, language)
    assert [title for title in titles if re.search(rf"{title}$", text, re.MULTILINE)] == titles[:TITLES_SHOWN]
    assert "37" in text
    assert greeting([], language).endswith(WORDS[language].holds_nothing)
    assert len(greeting(["長" * 4000] * 9, language)) < 2000


@pytest.mark.parametrize("language", LANGUAGES)
def test_privacy_says_what_the_settings_say(language: Language) -> None:
    least = privacy_text(Kept(17, opinions=False, logged=False), language, is_owner=False)
    most = privacy_text(Kept(60, opinions=True, logged=True, counted=True), language, is_owner=True)
    assert re.findall(r"\d+", least) == ["17", "30", "3"]  # minutes, days of buttons, days of numbers
    assert re.findall(r"\d+", most) == ["60", "30", "3", "2"]  # days of an owner's file
    assert ("👎" in least, "👎" in most) == (False, True)
    assert REPLIES[language].privacy_logged in most
    assert REPLIES[language].privacy_tally in most
    assert language_of(most) == language


def test_clipping_shows_that_it_clipped() -> None:
    assert clipped("abcdef", 6) == "abcdef"
    assert clipped("abc def", 5) == "abc…"
