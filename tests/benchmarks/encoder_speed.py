"""How fast the bundled model is: `python tests/benchmarks/encoder_speed.py [PASSAGES]`. It makes its own text."""

import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np

from embeddings.static import StaticEncoder, load_static

CLAUSES = (
    "国連憲章をはじめとする国際法にのっとった解決策が必要であり、",
    "加盟各国の議会は二〇二〇年に新しい法律を採択しました。",
    "都としては、来年度の予算案において、",
    "避難所の整備と地域の防災訓練を着実に進めてまいります。",
    "ご質問の件につきましては、関係機関と協議のうえ、",
    "情報技術を犯罪に悪用する新しい脅威を早期に発見するため、",
    "専門家による分析作業を行う必要があると考えています。",
)
QUESTION = "大臣は国連憲章と新しい脅威について何と述べましたか？"
LOADING = (
    "import time, numpy; start = time.perf_counter();"
    "from embeddings.static import load_static; encoder = load_static();"
    "loaded = time.perf_counter(); encoder.encode_queries([{question!r}]);"
    "print(loaded - start, time.perf_counter() - loaded)"
)


def passages(count: int) -> list[str]:
    """Texts of about 200 Japanese characters, no two the same."""
    random = np.random.default_rng(0)
    return [f"{number}、" + "".join(random.choice(CLAUSES, size=8)) for number in range(count)]


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def rows(encoder: StaticEncoder, texts: list[str]) -> list[tuple[str, float, str]]:
    encoder.encode_passages(texts[:3000])
    ids = encoder.piece_ids(texts)
    fresh = load_static()
    fresh.encode_queries([QUESTION])
    count = len(texts)
    return [
        ("encode_passages", count / seconds(lambda: encoder.encode_passages(texts)), "passages/s"),
        ("piece_ids", count / seconds(lambda: encoder.piece_ids(texts)), "passages/s"),
        ("vectors of known pieces", count / seconds(lambda: encoder.vectors(ids)), "passages/s"),
        ("encode_queries, one question", 1000 * seconds(lambda: fresh.encode_queries([QUESTION])), "ms"),
    ]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    for name, figure, unit in rows(load_static(), passages(count)):
        print(f"{name:<46}{figure:>10.1f} {unit}")
    script = LOADING.format(question=QUESTION)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loading, first = (1000 * float(part) for part in done.stdout.split())
    print(
        f"{'load_static, after numpy':<46}{loading:>10.1f} ms\n{'the first question of a process':<46}{first:>10.1f} ms"
    )


if __name__ == "__main__":
    main()
