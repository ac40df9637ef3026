"""Which commands stand in which menu."""

from collections import Counter

import pytest
from telegram import BotCommandScopeChat

from bot.listening import COMMANDS, IN_GROUPS, descriptions, menus
from bot.wording import LANGUAGES
from retrieval.language import Language

OWNERS_COMMANDS: dict[Language, dict[str, str]] = {language: {"index": "x"} for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_described_and_every_description_is_of_a_command(language: Language) -> None:
    assert set(descriptions(language)) == set(COMMANDS)
    assert all(3 <= len(what) <= 256 for what in descriptions(language).values())
    assert set(IN_GROUPS) <= set(COMMANDS)


def test_each_scope_has_one_menu_in_each_language_and_one_for_all_others() -> None:
    found = [(scope.type, code) for scope, code, _ in menus([7], OWNERS_COMMANDS)]
    assert set(Counter(found).values()) == {1}
    assert {code for _, code in found} == {None, *LANGUAGES}
    assert {scope for scope, _ in found} == {"default", "all_private_chats", "all_group_chats", "chat"}


def test_owners_have_commands_of_their_own_that_nobody_else_sees() -> None:
    for scope, _, menu in menus([7], OWNERS_COMMANDS):
        names = [command.command for command in menu]
        assert ("index" in names) == isinstance(scope, BotCommandScopeChat)
