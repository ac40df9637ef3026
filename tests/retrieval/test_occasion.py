"""A date or a meeting in a question narrows the search, or is what is asked about."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import RecordSummary
from retrieval.occasion import occasion_of


def record(id_: str, title: str, date: str | None) -> RecordSummary:
    return RecordSummary(id_, title, date, None, None, None, None, None, 1, 1, 1, 0, "")


PIER = record("pier", "円卓会議「桟橋の将来」", "2020-10-07")
TOWN = record("town", "令和元年第3回定例会 本会議", "2019-09-03")
BOARD = record("board", "Harbour board", "2018")
ALL = [PIER, TOWN, BOARD]


@pytest.mark.parametrize(
    ("question", "since", "text"),
    [
        ("What did Keller say in 2019 about fish?", "2019", "What did Keller say about fish?"),
        ("In October 2020, what did Keller say about fish?", "2020-10", "what did Keller say about fish?"),
        ("2020年10月にケラーさんは魚について何と述べましたか", "2020-10", "ケラーさんは魚について何と述べましたか"),
        ("令和元年にケラーさんは何と言いましたか", "2019", "ケラーさんは何と言いましたか"),
        ("Что Келлер сказала в октябре 2020 года о рыбе?", "2020-10", "Что Келлер сказала о рыбе?"),
        ("7 октября 2020 года о чём говорила Келлер?", "2020-10-07", "о чём говорила Келлер?"),
    ],
)
def test_a_date_of_speaking_narrows(question: str, since: str, text: str) -> None:
    found = occasion_of(question, ALL)
    assert found is not None
    assert (found.occasion.since, found.text, found.year) == (since, text, None)


@pytest.mark.parametrize(
    ("question", "records", "text"),
    [
        ("What did Keller say at the round table about fish?", ("pier",), "What did Keller say about fish?"),
        ("what was said at the harbour board about fish", ("board",), "what was said about fish"),
        ("円卓会議でケラーさんは魚について何と述べましたか", ("pier",), "ケラーさんは魚について何と述べましたか"),
        ("2019年の本会議で市長は魚について何と述べましたか", ("town",), "市長は魚について何と述べましたか"),
        ("Что Келлер сказала на круглом столе о рыбе?", ("pier",), "Что Келлер сказала о рыбе?"),
    ],
)
def test_a_meeting_narrows(question: str, records: tuple[str, ...], text: str) -> None:
    found = occasion_of(question, ALL)
    assert found is not None
    assert (found.occasion.records, found.text) == (records, text)


@pytest.mark.parametrize("question", ["What happened in 2019?", "What did Keller say about the budget in 2019?"])
def test_a_date_that_may_be_what_is_asked_about_is_marked(question: str) -> None:
    found = occasion_of(question, ALL)
    assert found is not None
    assert found.year == "2019"


@pytest.mark.parametrize(
    "question",
    [
        "What happened in 2002?",
        "2002年に何が調印されましたか",
        "What is the strategy until 2025?",
        "2025年までの戦略は",
        "Where was the round table held?",
        "円卓会議はどこで開かれましたか",
        "What did Keller say on 31 February 2019 about fish?",
    ],
)
def test_what_no_record_fits_is_left_in_the_question(question: str) -> None:
    assert occasion_of(question, ALL) is None


@pytest.mark.parametrize(
    "question",
    [
        "What did Keller say before the end of 2019 about fish?",
        "What did Keller say by the summer of 2019 about fish?",
        "What did Keller say outside of 2019 about fish?",
        "What did Keller say in 2019 and 2020 about fish?",
        "What did Keller say in October 2020 or in November 2020 about fish?",
        "What did Keller say in 2019 or later about fish?",
        "Что Келлер сказала к 2020 году о рыбе?",
        "Что Келлер сказала к концу 2019 года о рыбе?",
        "Что Келлер сказала в 2019 году и в 2020 году о рыбе?",
        "Что Келлер сказала в сентябре и октябре 2020 года о рыбе?",
        "Что Келлер сказала не в 2019 году о рыбе?",
        "2019年末からケラーさんは魚について何と述べましたか",
        "2019年以外にケラーさんは魚について何と述べましたか",
        "2019年と2020年にケラーさんは魚について何と述べましたか",
        "2020年10月と11月にケラーさんは魚について何と述べましたか",
    ],
)
def test_a_time_of_vague_ends_or_of_several_dates_does_not_narrow(question: str) -> None:
    assert occasion_of(question, ALL) is None


@pytest.mark.parametrize(
    ("question", "since"),
    [
        ("Who did Keller speak to in 2019 about fish?", "2019"),
        ("What did Keller say before the committee in 2019 about fish?", "2019"),
        ("What did Keller say at the end of 2019 about fish?", "2019"),
        ("In 2019, what did Keller say about the budget for 2020?", "2019"),
        ("What did Keller say in 2019 and why?", "2019"),
        ("quotes by Keller from 2019 on fish", "2019"),
        ("Что Келлер сказала в конце 2019 года о рыбе?", "2019"),
        ("Что в заявлении от 7 октября 2020 года сказано о рыбе?", "2020-10-07"),
        ("今日、2019年の本会議についてケラーさんは何と述べましたか", "2019"),
        ("市長と2020年10月7日に魚について話したのは誰ですか", "2020-10-07"),
        ("2019年第3回の魚についてケラーさんは何と述べましたか", "2019"),
    ],
)
def test_a_date_beside_other_words_narrows_all_the_same(question: str, since: str) -> None:
    found = occasion_of(question, ALL)
    assert found is not None
    assert found.occasion.since == since


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("What did Keller say in 2018–2019 about fish?", "2018", "2019"),
        ("What did Keller say from 2019 to 2021 about fish?", "2019", "2021"),
        ("What did Keller say from 2019 onwards about fish?", "2019", None),
        ("From 2019 on, what did Keller say about fish?", "2019", None),
        ("Что Келлер сказала до 2019 года о рыбе?", None, "2018"),
        ("Что Келлер сказала после 2019 года о рыбе?", "2020", None),
        ("С 2019 года что Келлер сказала о рыбе?", "2019", None),
        ("Что Келлер сказала с 2018 по 2019 год о рыбе?", "2018", "2019"),
        ("Что Келлер сказала от 2019 года до 2021 года о рыбе?", "2019", "2021"),
        ("2019年9月以降、ケラーさんは魚について何と述べましたか", "2019-09", None),
        ("2020年10月7日までにケラーさんは魚について何と述べましたか", None, "2020-10-07"),
        ("令和元年9月以前にケラーさんは魚について何と述べましたか", None, "2019-09"),
        ("2018年から2019年にケラーさんは魚について何と述べましたか", "2018", "2019"),
        ("What has Keller said since October 2020 about fish?", "2020-10", None),
        ("Between 2018 and 2019, what did Keller say about fish?", "2018", "2019"),
        ("What did Keller say before October 2020 about fish?", None, "2020-09"),
        ("What did Keller say last year about fish?", "2020", "2020"),
        ("What did Keller say 2 years ago about fish?", "2019", "2019"),
        ("Что Келлер сказала в прошлом году о рыбе?", "2020", "2020"),
        ("去年、ケラーさんは魚について何と述べましたか", "2020", "2020"),
        ("ケラーさんは一昨年に魚について何と述べましたか", "2019", "2019"),
    ],
)
def test_a_longer_time_in_which_somebody_spoke_narrows(question: str, since: str | None, until: str | None) -> None:
    found = occasion_of(question, ALL, today=date(2021, 5, 1))
    assert found is not None
    assert (found.occasion.since, found.occasion.until) == (since, until)
    assert not any(sign.isdigit() for sign in found.text)


@pytest.mark.parametrize(
    "question",
    [
        "What did Keller say about the budget since 2019?",
        "How much has the budget grown since 2019?",
        "What did Keller say about the plan from 2019 to 2021?",
        "ケラーさんは2025年までの計画について何と述べましたか",
        "ケラーさんは去年の予算について何と述べましたか",
        "Что Келлер сказала о планах до 2025 года?",
        "What did Keller say about last year's budget?",
        "What did Keller say last year about fish?",
        "What did Keller say about the festival in October?",
        "ケラーさんは10月の祭りについて何と述べましたか",
    ],
)
def test_a_longer_time_that_is_spoken_of_or_in_which_nobody_spoke_does_not_narrow(question: str) -> None:
    assert occasion_of(question, ALL, today=date(2031, 5, 1)) is None


@pytest.mark.parametrize(
    "question",
    [
        "What did Keller say in October about fish?",
        "In October, what did Keller say about fish?",
        "В октябре Келлер что сказала о рыбе?",
        "10月にケラーさんは魚について何と述べましたか",
        "ケラーさんは10月の会議で魚について何と述べましたか",
    ],
)
def test_a_month_is_of_any_year(question: str) -> None:
    found = occasion_of(question, ALL)
    assert found is not None
    assert found.occasion.records == ("pier",)


def test_a_date_that_fits_everything_is_left_where_it_may_be_content() -> None:
    assert occasion_of("What happened in 2020?", [PIER]) is None


@pytest.mark.parametrize("said", ["And in October?", "10月は？", "А в октябре?"])
def test_a_follow_up_may_be_a_month_alone(said: str) -> None:
    found = occasion_of(said, ALL, alone=True)
    assert found is not None
    assert found.occasion.records == ("pier",)


def test_a_follow_up_may_be_a_date_alone() -> None:
    found = occasion_of("and in 2019?", ALL, alone=True)
    assert found is not None
    assert (found.occasion.since, found.text, found.fits) == ("2019", "and ?", True)
    missing = occasion_of("А в 2001 году?", ALL, alone=True)
    assert missing is not None
    assert not missing.fits


TITLES = (
    "円卓会議「桟橋の将来」",
    "本会議",
    "Harbour board",
    "Plenary session on fish",
    "Круглый стол о рыбе",
    "Fish\nand boards",
)
ASKED = (
    "What did Keller say at the round table about fish?",
    "what was said at the harbour board about fish",
    "what was said in the plenary session about fish",
    "本会議でケラーさんは魚について何と述べましたか",
    "桟橋の円卓会議でケラーさんは魚について何と述べましたか",
    "Что Келлер сказала на круглом столе о рыбе?",
)


@given(st.lists(st.sampled_from(TITLES), max_size=5), st.sampled_from(ASKED))
def test_all_titles_together_give_what_each_gives_by_itself(titles: list[str], question: str) -> None:
    records = [record(str(number), title, None) for number, title in enumerate(titles)]
    each = [found for one in records if (found := occasion_of(question, [one]))]
    together = occasion_of(question, records)
    assert (together.occasion.records if together else ()) == tuple(id_ for one in each for id_ in one.occasion.records)
