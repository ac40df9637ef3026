"""Whether a request is one that the Bot API knows: by aiogram's models of its methods, nothing extra allowed."""

import json
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

import aiogram.methods
from aiogram.methods import TelegramMethod
from aiogram.types import BufferedInputFile
from pydantic import BaseModel, ValidationError

MODELS: dict[str, type[BaseModel]] = {
    model.__api_method__: model
    for model in vars(aiogram.methods).values()
    if isinstance(model, type) and issubclass(model, TelegramMethod) and model is not TelegramMethod
}


def violations(method: str, body: bytes, content_type: str = "application/x-www-form-urlencoded") -> list[str]:
    """What is wrong with this request in form encoding, with files or without; nothing where all is well."""
    model = MODELS.get(method)
    if model is None:
        return [f"{method}: no such method"]
    texts, files = sent(body, content_type)
    fields = {name: decoded(model, name, value) for name, value in texts} | files
    try:
        return [f"{method}: unknown field {name}" for name in extras(model.model_validate(fields, strict=True))]
    except ValidationError as error:
        return [f"{method}: {error}"]


def sent(body: bytes, content_type: str) -> tuple[list[tuple[str, str]], dict[str, BufferedInputFile]]:
    """The texts of a request, and its files, each under the name of its field."""
    if not content_type.startswith("multipart/form-data"):
        return parse_qsl(body.decode(), keep_blank_values=True), {}
    message = message_from_bytes(b"Content-Type: %s\r\n\r\n%s" % (content_type.encode(), body), policy=HTTP)
    texts: list[tuple[str, str]] = []
    files: dict[str, BufferedInputFile] = {}
    for part in message.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        if filename := part.get_filename():
            files[name] = BufferedInputFile(content, filename)
        else:
            texts.append((name, content.decode()))
    return texts, files


def decoded(model: type[BaseModel], name: str, value: str) -> Any:
    """The value as the server reads it: text where the field is text, JSON elsewhere."""
    field = model.model_fields.get(name)
    if field is None or field.annotation in (str, str | None):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def extras(value: object, path: str = "") -> Iterator[str]:
    """The names of fields that the models do not know, however deep."""
    if isinstance(value, BaseModel):
        yield from (f"{path}{name}" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from extras(getattr(value, name), f"{path}{name}.")
    elif isinstance(value, list):
        for item in value:
            yield from extras(item, path)
