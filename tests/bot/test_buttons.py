"""What buttons and links carry."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from bot.buttons import ANYBODY, DATA_LIMIT, Action, Press, mark_of
from bot.citation import CITATION_LIMIT, citation
from bot.keyboards import Setting, answer_keyboards, presses, turned_keyboard
from bot.pieces import units
from bot.references import PAYLOAD_LIMIT, deep_link, full_id, linked_passage, passage_of, payload, speaker_mark
from bot.render import answer_pages, excerpt_pages, linked
from bot.wording import LANGUAGES, WORDS
from corpus.library import Library
from corpus.model import Excerpt
from retrieval.language import Language
from retrieval.model import Answer, OtherSpeaker, Quote, Reason
from tests.bot.test_render import quotes, utf_16

LANGUAGE = st.sampled_from(LANGUAGES)
USER = st.integers(1, 2**52)


@given(st.sampled_from(Action), LANGUAGE, USER, st.text(max_size=12))
def test_a_press_is_read_as_it_was_written(action: Action, language: Language, user: int, rest: str) -> None:
    press = Press(action, language, mark_of(user), rest)
    assert press.fits == (len(press.data.encode()) <= DATA_LIMIT)
    assert Press.read(press.data) == (press if press.fits else None)
    assert press.is_for(user)


@given(st.text(max_size=70))
def test_what_no_button_of_ours_carries_is_no_press(data: str) -> None:
    press = Press.read(data)
    assert press is None or press.data == data


@given(USER, USER)
def test_nobody_presses_anothers_button(one: int, other: int) -> None:
    assert Press(Action.MORE, "en", mark_of(one)).is_for(other) == (mark_of(one) == mark_of(other))
    assert Press(Action.MORE, "en", ANYBODY).is_for(other)


def test_marks_tell_many_users_apart() -> None:
    marks = [mark_of(user) for user in range(1000)]
    assert len(set(marks)) == 1000
    assert ANYBODY not in marks


@given(quotes(), LANGUAGE, USER)
def test_every_button_under_an_answer_is_one_that_telegram_takes(quote: Quote, language: Language, user: int) -> None:
    answer = Answer("?", (quote, quote))
    pages = answer_pages(answer, language)
    markups = answer_keyboards(answer, pages, Setting(language, mark_of(user), feedback=True))
    assert len(markups) == len(pages)
    buttons = [button for markup in markups if markup for row in markup.inline_keyboard for button in row]
    for button in buttons:
        assert button.text
        if button.copy_text:
            assert 1 <= units(button.copy_text.text) <= CITATION_LIMIT
        else:
            assert 1 <= len(str(button.callback_data).encode()) <= DATA_LIMIT
    assert [press.action for press in presses(markups[-1])][-3:] == [Action.MORE, Action.GOOD, Action.BAD]
    assert all(press.is_for(user) for markup in markups for press in presses(markup))


def test_what_is_said_of_the_answer_stays_when_a_page_is_turned(library: Library) -> None:
    first, second = (library.excerpt(f"csto-2020-10-07/{number}") for number in (10, 11))
    answer, setting = Answer("?", (Quote(first, (), 1.0),)), Setting("en", mark_of(7), feedback=True)
    (before,) = answer_keyboards(answer, answer_pages(answer, "en"), setting)
    turned = turned_keyboard(excerpt_pages(second, "en")[0], Setting("en", mark_of(7), answers=True), before)
    assert [press.action for press in presses(turned)] == [press.action for press in presses(before)]
    assert not {press.data for press in presses(turned)[:3]} & {press.data for press in presses(before)[:3]}


def test_an_ambiguous_name_becomes_buttons() -> None:
    answer = Answer("?", reason=Reason.AMBIGUOUS_SPEAKER, candidates=("Ann (Chair)", "Ann (Clerk)"))
    (markup,) = answer_keyboards(answer, answer_pages(answer, "en"), Setting("en", mark_of(7)))
    assert [(press.action, press.rest) for press in presses(markup)] == [(Action.CHOICE, "0"), (Action.CHOICE, "1")]


def test_what_only_comes_near_is_marked_and_no_opinion_on_it_is_asked(library: Library) -> None:
    near = Quote(library.excerpt("csto-2020-10-07/10"), (), 0.2)
    answer = Answer("?", reason=Reason.NOT_ANSWERED, near=(near,))
    pages = answer_pages(answer, "en")
    assert pages[1].text.startswith(WORDS["en"].no_answer)
    why, shown = answer_keyboards(answer, pages, Setting("en", mark_of(7), feedback=True))
    assert why is None
    assert [press.action for press in presses(shown)] == [Action.BACK, Action.ON]


def test_those_who_do_speak_to_it_become_buttons() -> None:
    others = (OtherSpeaker("長" * 300, "🙂" * 300, "Chair", 0.5), OtherSpeaker("zas", "Zas", None, 0.4))
    answer = Answer("?", reason=Reason.NOT_BY_SPEAKER, speaker="Ann", others=others)
    (markup,) = answer_keyboards(answer, answer_pages(answer, "ru"), Setting("ru", mark_of(7)))
    assert [(press.action, press.rest) for press in presses(markup)] == [
        (Action.OFFER, speaker_mark(one.id)) for one in others
    ]


RECORD_ID = st.text(st.characters(blacklist_characters="\n"), min_size=1, max_size=90) | st.from_regex(
    r"[A-Za-z0-9_-]{1,80}", fullmatch=True
)


@given(RECORD_ID, st.integers(1, 10**7))
@example("h_0123456789abcdef", 3)
@example("p_a-1", 1)
@example("a" * 59, 1)
def test_a_link_carries_what_telegram_allows_and_leads_back(record: str, number: int) -> None:
    passage = f"{record}/{number}"
    carried = payload(passage)
    assert carried is not None
    assert re.fullmatch(rf"[A-Za-z0-9_-]{{1,{PAYLOAD_LIMIT}}}", carried)
    link = deep_link("bot", passage)
    assert link == f"https://t.me/bot?start={carried}"
    found = linked_passage("bot", link)
    assert found == passage_of(carried)
    assert found == passage or (found is not None and found.startswith("#"))
    assert linked_passage("other", link) is None


@given(st.text(max_size=70))
def test_any_start_payload_is_ours_or_nothing(written: str) -> None:
    found = passage_of(written)
    assert found is None or written[:2] in ("p_", "h_")


def test_every_passage_of_the_record_can_be_linked_to(library: Library) -> None:
    for stored in library.passages():
        carried = payload(stored.id)
        assert carried
        assert full_id(library, passage_of(carried) or "") == stored.id


@given(quotes(), LANGUAGE)
def test_a_citation_can_be_copied(quote: Quote, language: Language) -> None:
    said = citation(quote.excerpt, language)
    assert 1 <= units(said) <= CITATION_LIMIT
    assert "\n" not in said


def test_a_citation_says_who_what_where_when() -> None:
    excerpt = Excerpt("a/1", "Yes.", "Ann", "Chair", "a", "Title", "2020-10-07", "Paris", None, None, 1, 0, 4, "p. 3")
    assert citation(excerpt, "en") == "Ann, Chair, Title, 7 October 2020, Paris, p. 3, [a/1]"


@given(quotes(), LANGUAGE)
def test_the_link_lies_on_the_id(quote: Quote, language: Language) -> None:
    for page in answer_pages(Answer("?", (quote,)), language):
        shown = linked(page, lambda _: "https://t.me/bot?start=x")
        assert len(shown.entities) <= 100
        assert utf_16(shown.text, shown.entities[-1]).removesuffix("…") in quote.excerpt.id
