"""Which printed names are one person, and which are not."""

from itertools import permutations

import pytest

from corpus.evidence import Evidence
from corpus.identities import Identities, shared_names
from corpus.labels import Label, Shape, parse_label


@pytest.mark.parametrize(
    ("known", "printed"),
    [
        ("Sergey Lavrov", "LAVROV"),
        ("Sergey Lavrov", "S. Lavrov"),
        ("Иван Громов", "Громов"),
        ("Иван Громов", "И.Громов"),
        ("山口　拓", "山口"),
        ("高橋かずみ", "高橋（か）"),
        ("Jane Dole", "JD"),
        ("森田健作", "森田"),
        ("山田茂", "山田"),
        ("林健太郎", "林"),
        ("木戸口英明", "木戸口"),
    ],
)
def test_a_short_name_stands_for_the_one_who_bears_it(known: str, printed: str) -> None:
    people = Identities(())
    speaker = people.admit(known)
    assert people.find(printed) == speaker


@pytest.mark.parametrize(
    ("known", "printed"),
    [
        (("John Smith", "Mary Smith"), "Smith"),
        (("高橋かずみ", "高橋信博"), "高橋"),
        (("John Smith",), "Mary Smith"),
        (("John Smith",), "SMITH and ROE"),
        (("Громов И.А.",), "Громов П.С."),
        (("高橋信博",), "高橋（か）"),
        (("森田",), "森"),
        (("森田健作",), "森"),
        (("原田次郎",), "原"),
        (("原嶋健作",), "原"),
        (("木戸口",), "木戸"),
        (("Paul Meyer",), "Paula Meyer"),
        (("Jana Kowalski",), "Jan Kowalski"),
        (("Виктор Шевченко",), "Виктория Шевченко"),
        (("Jean Dupont",), "Jean-Pierre Dupont"),
        (("John Smith", "Jane Smith"), "J. Smith"),
        (("J. Smith", "John Smith"), "Jane Smith"),
    ],
)
def test_a_name_that_may_mean_another_is_not_guessed(known: tuple[str, ...], printed: str) -> None:
    people = Identities(())
    for name in known:
        people.admit(name)
    assert people.find(printed) is None
    assert people.admit(printed).name == printed


def test_offices_tell_two_of_one_surname_apart() -> None:
    named = [("高橋", "委員"), ("高橋", "港湾局長"), ("鈴木", "委員"), ("鈴木", "委員長")]
    people = Identities((), shared_names(named))
    member, official = people.admit("高橋", "委員"), people.admit("高橋", "港湾局長")
    assert member != official
    assert people.admit("高橋", "委員長") == member
    assert people.admit("高橋", "財務部長") == official
    assert people.admit("鈴木", "委員") == people.admit("鈴木", "委員長")
    assert people.find("高橋") is None
    assert people.bearers("高橋") > 1


@pytest.mark.parametrize("order", list(permutations(("J. Smith", "John Smith", "Jane Smith"))))
def test_an_initial_that_two_may_bear_is_neither_whichever_stands_first(order: tuple[str, ...]) -> None:
    evidence = Evidence()
    evidence.start_again([Label(name, None, Shape.FULL_NAME) for name in order])
    assert len({evidence.people.admit(name).id for name in order}) == 3


@pytest.mark.parametrize(
    ("one", "other", "plain"),
    [
        ("Mr. BROWN", "Mrs. BROWN", "BROWN"),
        ("M. DUPONT", "Mme DUPONT", "DUPONT"),
        ("Г-н Шевченко", "Г-жа Шевченко", "Шевченко"),
        ("Mr. Kim (Republic of Korea)", "Mr. Kim (Democratic People's Republic of Korea)", "Mr. Kim"),
        ("Mr. Kim (the Republic of Korea)", "Kim (Canada)", "Kim"),
        ("H.E. Mr. Brown (Canada)", "Mrs. Brown (Canada)", "Brown"),
    ],
)
def test_courtesy_and_country_tell_two_of_one_surname_apart(one: str, other: str, plain: str) -> None:
    people, labels = _people_of(plain, one, other)
    assert len({people.admit(*label).id for label in labels}) == 3
    assert people.bearers(labels[0][0]) > 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mr. Brown", "Brown"),
        ("Brown (Canada)", "Mr. Brown"),
        ("Mr. Brown (Canada)", "Mr. Brown (Rapporteur)"),
        ("Ms. Day", "Miss Day"),
        ("H.E. Mrs. Roe (Canada)", "Mrs. Roe"),
        ("Mr. Kim (Canada)", "Mr. Kim (the Canada)"),
    ],
)
def test_only_what_contradicts_parts_two_labels(one: str, other: str) -> None:
    people, labels = _people_of(one, other)
    assert len({people.admit(*label).id for label in labels}) == 1


def test_two_of_different_countries_keep_their_name_and_not_their_id() -> None:
    people, labels = _people_of("Mr. Kim (Canada)", "Mr. Kim (Japan)")
    speakers = [people.admit(*label) for label in labels]
    assert [(one.id, one.name) for one in speakers] == [("Kim (Canada)", "Kim"), ("Kim (Japan)", "Kim")]


def _people_of(*printed: str) -> tuple[Identities, list[tuple[str, str | None, str | None]]]:
    labels = [label for label in map(parse_label, printed) if label]
    evidence = Evidence()
    evidence.start_again(labels)
    return evidence.people, [(label.name or "", label.role, label.courtesy) for label in labels]
