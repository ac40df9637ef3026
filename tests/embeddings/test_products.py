"""What answers questions leaves the other cores alone."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from retrieval.prepare import ensure_ready

COUNT = "from tests.embeddings.test_products import threads; print(threads())"
OPEN = "import sys; from pathlib import Path; from retrieval.search import Searcher; Searcher.open(Path(sys.argv[1])); "


def threads() -> list[int]:
    """The threads of each BLAS that is loaded."""
    assert np.ones(1) @ np.ones(1) == 1
    return [one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"]


def test_products_take_one_thread_once_a_library_is_opened(tmp_path: Path) -> None:
    ensure_ready(tmp_path / "library", lambda message: None)
    given = os.environ | {"OPENBLAS_NUM_THREADS": "2", "OMP_NUM_THREADS": "2"}
    printed = [_printed(code, tmp_path / "library", given) for code in (COUNT, OPEN + COUNT)]
    if printed[0] != "[2]":
        pytest.skip(f"this BLAS takes no other number of threads: {printed[0]}")
    assert printed[1] == "[1]"


def _printed(code: str, library: Path, environment: dict[str, str]) -> str:
    run = subprocess.run(
        [sys.executable, "-c", code, str(library)], capture_output=True, text=True, check=True, env=environment
    )
    return run.stdout.strip()
