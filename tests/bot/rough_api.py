"""A thin Bot API server for what no other covers: limits, lost replies, dead lines, updates twice or out of order.

It does what the real one is known to do: an update is handed over until a later offset confirms it, a
message over the limits is refused, and so is a request that the Bot API does not know. `shown` is what
the users see.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from time import monotonic
from typing import Any, Literal
from urllib.parse import parse_qsl

from aiohttp import web

from tests.bot.wire_check import violations

Json = dict[str, Any]
Kind = Literal[
    "limit",
    "refuse",
    "refuse late",
    "bad gateway",
    "unauthorised",
    "gateway",
    "gateway after",
    "drop",
    "drop after",
    "hang",
    "hang after",
    "garble",
    "forbid",
    "read only",
    "no edit",
]

BOT_ID = 123456789
TOKEN = f"{BOT_ID}:a-token-of-nobody-at-all-0123456789"
BOT = {"id": BOT_ID, "is_bot": True, "first_name": "On record", "username": "onrecord_bot"}
BOT |= {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True}
_update_ids = count(1_000_000)  # a bot that has seen an update answers no other of the same number
HANDED_OVER = 100  # updates at once, at most

REFUSALS: dict[str, tuple[int, str]] = {
    "refuse": (500, "Internal Server Error: restart"),
    "refuse late": (504, "Gateway Timeout"),
    "bad gateway": (502, "Bad Gateway"),
    "unauthorised": (401, "Unauthorized"),
    "forbid": (403, "Forbidden: bot was blocked by the user"),
    "read only": (400, "Bad Request: not enough rights to send text messages to the chat"),
    "no edit": (400, "Bad Request: message can't be edited"),
}


@dataclass
class Trouble:
    """What goes wrong with `times` requests by `method` after the next `spared`, in one chat or in all."""

    kind: Kind
    method: str = "sendMessage"
    chat: int | None = None
    times: int = 1
    seconds: float = 1.0  # for which a limit lasts
    spared: int = 0

    def strikes(self, method: str, fields: Json) -> bool:
        """Whether it befalls this request, which then counts."""
        if self.times < 1 or method != self.method or self.chat not in (None, fields.get("chat_id")):
            return False
        self.spared -= 1
        self.times -= self.spared < 0
        return self.spared < 0


@dataclass
class Call:
    """One request, as it came."""

    method: str
    fields: Json
    body: bytes
    at: float


class Refused(Exception):
    """What the server answers instead of a result."""

    def __init__(self, code: int, description: str, **parameters: object) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


@dataclass
class RoughApi:
    """The server and all it has seen."""

    check: bool = True
    updates: list[Json] = field(default_factory=list)  # not confirmed yet
    calls: list[Call] = field(default_factory=list)
    shown: dict[int, dict[int, Json]] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    too_early: int = 0  # requests that did not wait for the end of a limit
    url: str = ""

    def __post_init__(self) -> None:
        self._message_ids = count(1)
        self._closed_until: dict[int, float] = {}
        self._news = asyncio.Event()
        self._change = asyncio.Event()
        self._queries: set[str] = set()
        self.over = asyncio.Event()

    # What happens to the users

    def say(self, chat: int, text: str, **more: object) -> int:
        """A message of a user in a private chat; its id."""
        number = next(self._message_ids)
        entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}] if text[:1] == "/" else []
        message = {"message_id": number, "date": 1, "chat": private(chat), "from": user(chat)}
        message |= {"text": text, "entities": entities, **more}
        self.shown.setdefault(chat, {})[number] = message
        self.happens("message", message)
        return number

    def press(self, chat: int, data: str, message_id: int, *, by: int | None = None) -> str:
        """A button pressed under a message; the id of the press."""
        under = self.shown.get(chat, {}).get(message_id) or {"message_id": message_id, "date": 0, "chat": private(chat)}
        query = f"q{next(self._message_ids)}"
        self._queries.add(query)
        pressed = {"id": query, "from": user(by or chat), "chat_instance": "1", "data": data, "message": under}
        self.happens("callback_query", pressed)
        return query

    def happens(self, kind: str, what: Json) -> None:
        """A new update."""
        self.hand_over({"update_id": next(_update_ids), kind: what})

    def hand_over(self, *updates: Json) -> None:
        """These updates, as they are: again, or in another order."""
        self.updates += updates
        self._news.set()

    def replies(self, chat: int, message_id: int) -> list[Json]:
        """What the bot has said to this message, in order."""
        return [one for one in self.said(chat) if one.get("reply_to_message", {}).get("message_id") == message_id]

    def said(self, chat: int) -> list[Json]:
        """What the bot has said in this chat, in order."""
        return [one for one in self.shown.get(chat, {}).values() if one["from"]["id"] == BOT_ID]

    def called(self, method: str) -> list[Call]:
        """The requests by one method."""
        return [call for call in self.calls if call.method == method]

    def reopen(self) -> None:
        """Lift all limits."""
        self._closed_until.clear()

    async def until(self, *conditions: Callable[[], object], patience: float = 60.0) -> None:
        """Return when all this holds. Raises TimeoutError where it takes longer than `patience` seconds."""
        async with asyncio.timeout(patience):
            while not all(condition() for condition in conditions):
                await self.changed()

    async def changed(self) -> None:
        """Return when the bot has made another request."""
        self._change.clear()
        await self._change.wait()

    # What the bot asks for

    async def handle(self, request: web.Request) -> web.StreamResponse:
        try:
            body = await request.read()
        except ConnectionResetError:  # the bot has broken off
            return web.Response()
        _, token, method = request.path.split("/")
        call = Call(method, parsed(body), body, monotonic())
        self.calls.append(call)
        if self.check:
            self.wrong += violations(method, body, request.headers.get("Content-Type", ""))
        self._change.set()
        if token != f"bot{TOKEN}":
            return error(Refused(401, "Unauthorized"))
        try:
            return await self._answer(request, call)
        except Refused as refused:
            return error(refused)
        finally:
            self._change.set()

    async def _answer(self, request: web.Request, call: Call) -> web.StreamResponse:
        trouble = next((one for one in self.troubles if one.strikes(call.method, call.fields)), None)
        if trouble is not None:
            if trouble.kind.endswith("after"):
                self._do(call)
            return await self._spoil(request, call, trouble)
        if call.method == "getUpdates":
            return result(await self._get_updates(call.fields))
        return result(self._do(call))

    async def _spoil(self, request: web.Request, call: Call, trouble: Trouble) -> web.StreamResponse:
        match trouble.kind:
            case "limit":
                self._closed_until[call.fields.get("chat_id", 0)] = monotonic() + trouble.seconds
                raise Refused(429, "Too Many Requests: retry later", retry_after=round(trouble.seconds))
            case "gateway" | "gateway after":
                return web.Response(status=502, text="<html>502 Bad Gateway</html>", content_type="text/html")
            case "refuse" | "refuse late" | "bad gateway" | "unauthorised" | "forbid" | "read only" | "no edit":
                raise Refused(*REFUSALS[trouble.kind])
            case "garble":
                return web.Response(text="{", content_type="application/json")
            case "hang" | "hang after":
                await self.over.wait()
            case "drop after" if request.transport:
                request.transport.write(b'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"ok":true,"resu')
                await asyncio.sleep(0.02)
        if request.transport:
            request.transport.abort()
        return web.Response()

    async def _get_updates(self, fields: Json) -> list[Json]:
        self.updates = [one for one in self.updates if one["update_id"] >= fields.get("offset", 0)]
        if not self.updates:
            self._news.clear()
            try:
                async with asyncio.timeout(min(float(fields.get("timeout", 0)), 0.5)):
                    await self._news.wait()
            except TimeoutError:
                pass
        return self.updates[:HANDED_OVER]

    def _do(self, call: Call) -> object:
        fields = call.fields
        if "chat_id" in fields:
            self._refuse_while_closed(fields["chat_id"])
        match call.method:
            case "getMe":
                return BOT
            case "sendMessage":
                return self._show(fields)
            case "editMessageText":
                return self._edit(fields)
            case "answerCallbackQuery":
                if fields["callback_query_id"] not in self._queries:
                    raise Refused(400, "Bad Request: query is too old or query ID is invalid")
            case "deleteMessage":
                if self.shown.get(fields["chat_id"], {}).pop(fields["message_id"], None) is None:
                    raise Refused(400, "Bad Request: message to delete not found")
        return True

    def _refuse_while_closed(self, chat: int) -> None:
        left = self._closed_until.get(chat, 0.0) - monotonic()
        if left > 0:
            self.too_early += 1
            raise Refused(429, "Too Many Requests: retry later", retry_after=max(1, round(left)))

    def _show(self, fields: Json) -> Json:
        chat, number = fields["chat_id"], next(self._message_ids)
        within_limits(fields)
        message = {"message_id": number, "date": 1, "chat": private(chat), "from": BOT, "text": fields["text"]}
        message |= {name: fields[name] for name in ("entities", "reply_markup") if name in fields}
        if reply := fields.get("reply_parameters"):
            replied = self.shown.get(chat, {}).get(reply["message_id"])
            if replied is None and not reply.get("allow_sending_without_reply"):
                raise Refused(400, "Bad Request: message to be replied not found")
            message |= {"reply_to_message": replied} if replied else {}
        self.shown.setdefault(chat, {})[number] = message
        return message

    def _edit(self, fields: Json) -> Json:
        within_limits(fields)
        message = self.shown.get(fields["chat_id"], {}).get(fields["message_id"])
        if message is None:
            raise Refused(400, "Bad Request: message to edit not found")
        change = {name: fields.get(name) for name in ("text", "entities", "reply_markup")}
        if all(message.get(name) == value for name, value in change.items()):
            raise Refused(400, "Bad Request: message is not modified: it is exactly the same")
        message |= {name: value for name, value in change.items() if value is not None}
        return message


def parsed(body: bytes) -> Json:
    """The fields of a request in form encoding; texts stay texts."""
    return {name: read(name, value) for name, value in parse_qsl(body.decode(), keep_blank_values=True)}


def read(name: str, value: str) -> Any:
    """The value of a field."""
    try:
        return value if name in ("text", "callback_query_id", "inline_query_id") else json.loads(value)
    except ValueError:
        return value


def units(text: str) -> int:
    """How long `text` is for Telegram."""
    return len(text.encode("utf-16-le")) // 2


def within_limits(fields: Json) -> None:
    """Raises Refused for a message that Telegram would not take."""
    length = units(fields["text"])
    if not 0 < length <= 4096 or not fields["text"].strip():
        raise Refused(400, "Bad Request: message is too long" if length else "Bad Request: message text is empty")
    entities = fields.get("entities") or []
    if len(entities) > 100:
        raise Refused(400, "Bad Request: too many entities")
    if any(one["offset"] < 0 or one["length"] <= 0 or one["offset"] + one["length"] > length for one in entities):
        raise Refused(400, "Bad Request: entity out of bounds")
    for data in callback_data(fields.get("reply_markup") or {}):
        if not 1 <= len(data.encode()) <= 64:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")


def callback_data(markup: Json) -> Iterator[str]:
    """What the buttons of a keyboard carry."""
    for row in markup.get("inline_keyboard", ()):
        yield from (button["callback_data"] for button in row if "callback_data" in button)


def private(chat: int) -> Json:
    """The chat of a user with the bot."""
    return {"id": chat, "type": "private", "first_name": "Анна"}


def user(number: int) -> Json:
    """A user whose Telegram is in English."""
    return {"id": number, "is_bot": False, "first_name": "Анна", "language_code": "en"}


def result(value: object) -> web.Response:
    return web.json_response({"ok": True, "result": value})


def error(refused: Refused) -> web.Response:
    said: Json = {"ok": False, "error_code": refused.code, "description": refused.description}
    return web.json_response(
        said | ({"parameters": refused.parameters} if refused.parameters else {}), status=refused.code
    )


@asynccontextmanager
async def serving(api: RoughApi) -> AsyncIterator[RoughApi]:
    """`api` listening on a port of its own; its `url` says which."""
    application = web.Application()
    application.router.add_post("/{token}/{method}", api.handle)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield api
    finally:
        api.over.set()
        await runner.cleanup()
