import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.buttons import Action
from bot.keyboards import Setting, list_keyboard, presses
from bot.lists import LINES_A_PAGE, records_page, speakers_page
from bot.pieces import units
from bot.wording import LANGUAGES, WORDS
from corpus.model import RecordSummary, Speaker, SpeakerSummary
from retrieval.language import Language

NAME = st.text(min_size=1, max_size=30) | st.sampled_from(["🙂" * 500, "長" * 500])


@given(st.lists(st.tuples(NAME, NAME, st.integers(0, 99)), max_size=40), st.sampled_from(LANGUAGES))
def test_every_speaker_stands_on_one_page_and_every_page_is_a_message(
    named: list[tuple[str, str, int]], language: Language
) -> None:
    speakers = [
        SpeakerSummary(Speaker(str(number), f"{number}:{name}"), (role,), (), 1, passages)
        for number, (name, role, passages) in enumerate(named)
    ]
    pages = []
    while page := speakers_page(speakers, len(pages), language):
        pages.append(page)
    assert [page.number for page in pages] == list(range(pages[0].count))
    assert all(units(page.text) <= 4096 for page in pages)
    lines = [line for page in pages for line in page.text.splitlines()[1:]]
    if speakers:
        assert sorted(int(line[2:].split(":")[0]) for line in lines if line[2:].split(":")[0].isdecimal()) == list(
            range(len(speakers))
        )
    else:
        assert lines == [WORDS[language].holds_nothing]


@pytest.mark.parametrize(("number", "leads_to"), [(0, ["1"]), (1, ["0", "2"]), (2, ["1"])])
def test_buttons_lead_to_the_pages_beside(number: int, leads_to: list[str]) -> None:
    markup = list_keyboard(Action.RECORDS, number, 3, Setting("ru"))
    assert [press.rest for press in presses(markup)] == leads_to


def test_one_page_has_no_buttons() -> None:
    assert list_keyboard(Action.RECORDS, 0, 1, Setting("ru")) is None


def test_records_are_listed_newest_first_and_no_page_lies_beyond_the_last() -> None:
    def record(year: int) -> RecordSummary:
        return RecordSummary(f"r{year}", f"T{year}", str(year), None, None, "Paris", None, None, 1, 1, 1, 0, "")

    records = [record(year) for year in range(2000, 2000 + LINES_A_PAGE + 1)]
    page = records_page(records, 0, "en")
    assert page
    assert page.count == 2
    assert page.text.splitlines()[1].startswith(f"• T{2000 + LINES_A_PAGE} · {2000 + LINES_A_PAGE} · Paris · r")
    assert records_page(records, 2, "en") is None
    assert records_page(records, -1, "en") is None
