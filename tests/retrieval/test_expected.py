import pytest

from retrieval.expected import asks_number, holds_number


@pytest.mark.parametrize(
    "question",
    [
        "How many model laws has the Parliamentary Assembly adopted?",
        "how much money was spent",
        "What percentage of the budget goes to schools?",
        "Сколько модельных законов принято?",
        "Каково количество участников?",
        "モデルとなる法令はいくつ採択されましたか",
        "出席者は何人ですか",
        "予算はいくらですか",
        "来場者の人数は",
    ],
)
def test_a_number_is_asked_for(question: str) -> None:
    assert asks_number(question)


@pytest.mark.parametrize(
    "question",
    [
        "How does the minister see the talks?",
        "What was said about the number of schools?",
        "Как он относится к переговорам?",
        "何が議論されましたか",
        "いくらかの懸念について",
        "人数制限について",
        "",
    ],
)
def test_no_number_is_asked_for(question: str) -> None:
    assert not asks_number(question)


@pytest.mark.parametrize(
    "text",
    [
        "議会会議では65のモデルとなる法令",
        "六十五の法令",
        "三人が出席した",
        "Sixty-five laws",
        "half of them",
        "пятнадцать стран",
        "３年間",
    ],
)
def test_a_number_stands_there(text: str) -> None:
    assert holds_number(text)


DATES = [
    "2021年から25年までのモデル立法案",
    "平成二十三年度",
    "二〇二〇年",
    "第75回総会",
    "5月26日",
    "COVID-19",
    "in 2020",
]


@pytest.mark.parametrize("text", ["一層の努力", "統一システム", "Someone spoke.", "Один из нас", "семья", "", *DATES])
def test_no_number_stands_there(text: str) -> None:
    assert not holds_number(text)
