"""Draws the charts and writes the README's tables from the figures kept: `python -m tests.benchmarks.figures`.

`speed.py --record` and `scale.py --record` keep them.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks.scale_tables import markdown as scale_markdown
from tests.benchmarks.scale_tables import scale_chart
from tests.benchmarks.speed_chart import speed_chart
from tests.benchmarks.speed_tables import markdown as speed_markdown

HERE = Path(__file__).parent
README = HERE.parents[1] / "README.md"


def between(text: str, name: str, lines: Iterable[str]) -> str:
    """`text` with `lines` between its comments `<!-- name -->` and `<!-- end of name -->`."""
    written = f"<!-- {name} -->\n" + "\n".join(lines).strip() + f"\n<!-- end of {name} -->"
    return re.sub(rf"<!-- {name} -->.*<!-- end of {name} -->", lambda _: written, text, flags=re.DOTALL)


def main() -> None:
    speed = json.loads((HERE / "speed.json").read_text(encoding="utf-8"))
    scale = json.loads((HERE / "scale.json").read_text(encoding="utf-8"))
    (HERE / "speed.svg").write_text(speed_chart(speed[-1]), encoding="utf-8")
    (HERE / "scale.svg").write_text(scale_chart(scale), encoding="utf-8")
    text = README.read_text(encoding="utf-8")
    text = between(text, "speed", speed_markdown(speed))
    README.write_text(between(text, "scale", scale_markdown(scale)), encoding="utf-8")


if __name__ == "__main__":
    main()
