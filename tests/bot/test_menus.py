"""Which commands stand in which menu."""

from collections import Counter

import pytest

from bot.listening import ADD, COMMANDS, IN_GROUPS, descriptions, menus, menus_of
from bot.wording import LANGUAGES
from retrieval.language import Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_described_and_every_description_is_of_a_command(language: Language) -> None:
    assert set(descriptions(language)) == set(COMMANDS)
    assert all(3 <= len(what) <= 256 for what in descriptions(language).values())
    assert set(IN_GROUPS) <= set(COMMANDS)


def test_each_scope_has_one_menu_in_each_language_and_one_for_all_others() -> None:
    found = [(scope.type, code) for scope, code, _ in (*menus(), *menus_of(7))]
    assert set(Counter(found).values()) == {1}
    assert {code for _, code in found} == {None, *LANGUAGES}
    assert {scope for scope, _ in found} == {"default", "all_private_chats", "all_group_chats", "chat"}


def test_only_owners_are_told_how_to_add() -> None:
    assert all(ADD in [command.command for command in menu] for _, _, menu in menus_of(7))
    assert not any(ADD in [command.command for command in menu] for _, _, menu in menus())
