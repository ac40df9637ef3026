"""The packages stand one on the other: corpus ← embeddings ← retrieval ← bot."""

import ast
from pathlib import Path

import pytest

FLOORS = ("corpus", "embeddings", "retrieval", "bot")
ROOT = Path(__file__).parent.parent


def imported(source: str) -> set[str]:
    """The top-level packages that a module imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute, so that this test sees where they lead"
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("floor", FLOORS)
def test_imports_lead_down_only(floor: str) -> None:
    above = set(FLOORS[FLOORS.index(floor) + 1 :])
    modules = list((ROOT / floor).rglob("*.py"))
    assert modules
    wrong = {str(module.relative_to(ROOT)): imported(module.read_text(encoding="utf-8")) & above for module in modules}
    assert {module: floors for module, floors in wrong.items() if floors} == {}


def test_an_upward_import_would_be_seen() -> None:
    assert "bot" in imported("def late():\n    from bot.app import run\n")
    assert "retrieval" in imported("import retrieval.answer as answer")
