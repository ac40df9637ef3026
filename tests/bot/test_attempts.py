"""How often, and for how long, a database that broke off is asked again."""

import pytest

from bot import attempts
from bot.attempts import PATIENCE, PAUSES, persistently
from corpus.errors import ConnectionLost, LibraryError


class Work:
    """Fails with `errors`, one after the other, each after so many seconds of a clock of its own; then it is done."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *errors: LibraryError, seconds: float = 0.0) -> None:
        self.errors, self.seconds, self.now, self.times = list(errors), seconds, 0.0, 0
        monkeypatch.setattr(attempts, "monotonic", lambda: self.now)
        monkeypatch.setattr(attempts, "sleep", self.passes)

    def passes(self, seconds: float) -> None:
        self.now += seconds

    def __call__(self) -> str:
        self.times += 1
        self.passes(self.seconds)
        if self.errors:
            raise self.errors.pop(0)
        return "done"


@pytest.mark.parametrize("failures", range(len(PAUSES) + 1))
def test_a_line_that_breaks_is_tried_again(monkeypatch: pytest.MonkeyPatch, failures: int) -> None:
    work = Work(monkeypatch, *[ConnectionLost("cut")] * failures)
    assert persistently(work) == "done"
    assert (work.times, work.now) == (failures + 1, sum(PAUSES[:failures]))


def test_a_server_that_stays_away_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work(monkeypatch, *[ConnectionLost("away")] * 10)
    with pytest.raises(ConnectionLost, match="away"):
        persistently(work)
    assert work.times == len(PAUSES) + 1


def test_one_that_is_slow_to_refuse_is_not_waited_for_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work(monkeypatch, *[ConnectionLost("away")] * 10, seconds=PATIENCE)
    with pytest.raises(ConnectionLost):
        persistently(work)
    assert work.times == 2


def test_any_other_failure_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work(monkeypatch, LibraryError("disk full"))
    with pytest.raises(LibraryError, match="disk full"):
        persistently(work)
    assert work.times == 1
