from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.paging import Notice, PageTurn, short_digest, turned
from bot.references import full_id
from bot.render import Page, excerpt_pages
from bot.wording import LANGUAGES
from corpus.library import Library
from corpus.model import Excerpt, Passage, Record, Turn
from retrieval.language import Language

RECORD = "csto-2020-10-07"


def turn_from(library: Library, number: int, *, forward: bool) -> PageTurn:
    page = excerpt_pages(library.excerpt(f"{RECORD}/{number}"), "ja")[0]
    turn = PageTurn.of(page, "ja", forward=forward)
    assert turn
    return turn


def shown(found: Page | Notice) -> str:
    assert isinstance(found, Page)
    assert found.excerpt
    return found.excerpt.id


@given(st.booleans(), st.sampled_from(LANGUAGES), st.text(min_size=1, max_size=80), st.integers(0, 9999))
def test_a_button_says_what_it_was_given_in_64_bytes(forward: bool, language: Language, record: str, part: int) -> None:
    excerpt = Excerpt(f"{record}/12", "x", "Ann", None, record, "", None, None, None, None, 1, 0, 1)
    turn = PageTurn.of(Page("text", excerpt=excerpt, part=part), language, forward=forward)
    assert turn
    assert len(turn.data.encode()) <= 64
    assert PageTurn.read(turn.data) == turn


@given(st.text(max_size=64))
def test_what_no_button_of_ours_carries_is_not_read(data: str) -> None:
    turn = PageTurn.read(data)
    assert turn is None or turn.data == data


def test_turning_on_walks_through_the_whole_record(library: Library) -> None:
    walked = ["csto-2020-10-07/1"]
    page = excerpt_pages(library.excerpt(walked[0]), "ru")[0]
    while isinstance(found := turned(library, button(page, forward=True)), Page):
        page = found
        walked.append(shown(page))
    assert found is Notice.LAST
    assert walked == [passage.id for passage in library.passages()]


@pytest.mark.parametrize("number", [2, 3, 40, 79])
def test_turning_back_undoes_turning_on(library: Library, number: int) -> None:
    before = turned(library, turn_from(library, number, forward=False))
    assert shown(before) == f"{RECORD}/{number - 1}"
    assert shown(turned(library, turn_from(library, number - 1, forward=True))) == f"{RECORD}/{number}"


def test_both_ends_of_the_record_say_so(library: Library) -> None:
    assert turned(library, turn_from(library, 1, forward=False)) is Notice.FIRST
    assert turned(library, turn_from(library, len(library), forward=True)) is Notice.LAST


@pytest.mark.parametrize("passage", ["nobody/1", f"{RECORD}/9999", "#0123456789abcdef/1", "no number"])
def test_an_unknown_passage_is_gone(library: Library, passage: str) -> None:
    turn = replace(turn_from(library, 3, forward=True), passage=passage)
    assert turned(library, turn) is Notice.GONE


def test_a_passage_that_changed_since_is_gone(library: Library) -> None:
    turn = replace(turn_from(library, 3, forward=True), digest="00000000")
    assert turned(library, turn) is Notice.GONE


def test_long_passages_turn_part_by_part_and_long_ids_are_found_again(tmp_path: Path) -> None:
    long, short = "Слово за словом. " * 400, "Конец."
    text = long.strip() + "\n" + short
    middle = len(text) - len(short)
    record_id = "протокол-" * 12
    record = Record(
        record_id,
        "Протокол",
        text,
        turns=(Turn(1, None, None, None, 0, len(text)),),
        passages=(
            Passage(f"{record_id}/1", record_id, 1, 0, middle - 1),
            Passage(f"{record_id}/2", record_id, 1, middle, len(text)),
        ),
    )
    with Library.open(tmp_path / "library") as library:
        library.add(record)
        pages = excerpt_pages(library.excerpt(f"{record_id}/1"), "ru")
        seen = [pages[0]]
        while isinstance(found := turned(library, button(seen[-1], forward=True)), Page):
            seen.append(found)
        assert found is Notice.LAST
        assert [(page.excerpt.id, page.part) for page in seen if page.excerpt] == [
            (f"{record_id}/1", 0),
            (f"{record_id}/1", 1),
            (f"{record_id}/2", 0),
        ]
        assert turned(library, button(seen[2], forward=False)) == seen[1]
        assert turned(library, button(seen[1], forward=False)) == seen[0]


def button(page: Page, *, forward: bool) -> PageTurn:
    """The turn as it comes back from Telegram."""
    turn = PageTurn.of(page, "ru", forward=forward)
    assert turn
    read = PageTurn.read(turn.data)
    assert read
    return read


def test_ids_and_digests_are_of_the_passage(library: Library) -> None:
    one, other = library.excerpt(f"{RECORD}/1"), library.excerpt(f"{RECORD}/2")
    assert short_digest(one) != short_digest(other)
    assert full_id(library, f"{RECORD}/1") == f"{RECORD}/1"
