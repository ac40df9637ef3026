"""/health and /metrics, for whoever watches over the bot: a small server in the bot's own loop."""

import json
from collections.abc import Callable
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.metrics import CONTENT_TYPE, Metrics
from bot.settings import Address


class HealthServer:
    """Serves at an address until it is closed."""

    def __init__(self, address: Address, metrics: Metrics, health: Callable[[], dict[str, Any]]) -> None:
        """`health` says how the bot is, as JSON; its "ok" decides between status 200 and 503.

        Raises OSError where the address is taken.
        """
        sockets = bind_sockets(address.port, address.host)
        self.address = Address(address.host, sockets[0].getsockname()[1])
        given = {"metrics": metrics, "health": health}
        self._server = HTTPServer(Application([("/health", _Health, given), ("/metrics", _Metrics, given)]))
        self._server.add_sockets(sockets)

    async def close(self) -> None:
        """Listen no longer, and end what is open."""
        self._server.stop()
        await self._server.close_all_connections()


class _Page(RequestHandler):
    def initialize(self, metrics: Metrics, health: Callable[[], dict[str, Any]]) -> None:
        self._metrics = metrics
        self._health = health


class _Health(_Page):
    def get(self) -> None:
        found = self._health()
        self.set_status(200 if found["ok"] else 503)
        self.set_header("Content-Type", "application/json")
        self.write(json.dumps(found, ensure_ascii=False) + "\n")


class _Metrics(_Page):
    def get(self) -> None:
        self.set_header("Content-Type", CONTENT_TYPE)
        self.write(self._metrics.page())
