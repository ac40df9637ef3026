"""Counters of the bot, in Prometheus' text format. No label ever says who asked, or what."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

CONTENT_TYPE = CONTENT_TYPE_LATEST
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


class Metrics:
    """What is counted, for one bot."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.answers = Counter(
            "onrecord_answers", "Questions answered with quotes, or with none", ["outcome"], registry=self.registry
        )
        self.refusals = Counter(
            "onrecord_refusals", "What was refused before any work", ["reason"], registry=self.registry
        )
        self.seconds = Histogram(
            "onrecord_work_seconds",
            "From a request's arrival at the desk to its outcome",
            buckets=SECONDS,
            registry=self.registry,
        )
        self.errors = Counter("onrecord_errors", "Errors logged", registry=self.registry)
        self.in_flight = Gauge("onrecord_in_flight", "Requests at the desk now", registry=self.registry)
        self.stuck = Gauge("onrecord_stuck", "Pieces of work that may never end", registry=self.registry)
        self.passages = Gauge("onrecord_passages", "Passages that can be quoted", registry=self.registry)
        self.reopened = Counter("onrecord_reopened", "Times that a new index was taken up", registry=self.registry)
        for outcome in ("quoted", "silent"):
            self.answers.labels(outcome)

    def answered(self, *, quoted: bool) -> None:
        """Count an answer."""
        self.answers.labels("quoted" if quoted else "silent").inc()

    @contextmanager
    def working(self) -> Iterator[None]:
        """Time what is done within."""
        started = perf_counter()
        with self.in_flight.track_inprogress():
            yield
        self.seconds.observe(perf_counter() - started)

    def page(self) -> bytes:
        """All of it, as CONTENT_TYPE."""
        return generate_latest(self.registry)


class ErrorCounter(logging.Handler):
    """Counts what is logged as an error."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__(logging.ERROR)
        self._metrics = metrics

    def emit(self, record: logging.LogRecord) -> None:
        """Count `record`."""
        self._metrics.errors.inc()
