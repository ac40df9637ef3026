"""Whether a request is one that the Bot API knows: by aiogram's models of its methods, nothing extra allowed."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

import aiogram.methods
from aiogram.methods import TelegramMethod
from pydantic import BaseModel, ValidationError

MODELS: dict[str, type[BaseModel]] = {
    model.__api_method__: model
    for model in vars(aiogram.methods).values()
    if isinstance(model, type) and issubclass(model, TelegramMethod) and model is not TelegramMethod
}


def violations(method: str, body: bytes) -> list[str]:
    """What is wrong with this request in form encoding; nothing where all is well."""
    model = MODELS.get(method)
    if model is None:
        return [f"{method}: no such method"]
    fields = {name: decoded(model, name, value) for name, value in parse_qsl(body.decode(), keep_blank_values=True)}
    try:
        return [f"{method}: unknown field {name}" for name in extras(model.model_validate(fields, strict=True))]
    except ValidationError as error:
        return [f"{method}: {error}"]


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
