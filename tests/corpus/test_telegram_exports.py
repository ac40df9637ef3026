"""Chats exported from Telegram, as HTML and as JSON: whose each message is, also where it was forwarded."""

import json
from pathlib import Path

from tests.corpus.documents import check, record_of, said

FRAME = (
    '<div class="pull_left userpic_wrap"><div class="userpic"><div class="initials">J</div></div></div>'
    '<div class="body"><div class="pull_right date details" title="12.03.2024 10:0{number}:11 UTC+01:00">10:0{number}'
    "</div>"
)


def _message(number: int, inside: str, joined: str = "") -> str:
    return f'<div class="message default clearfix{joined}">{FRAME.format(number=number)}{inside}</div></div>'


def _from(name: str, words: str) -> str:
    return f'<div class="from_name">\n{name} </div><div class="text">\n{words}\n</div>'


FORWARDED = (
    f'<div class="forwarded body">{_from("Karl Meier <span> 11.03.2024 09:00:00</span>", "There is none.")}</div>'
)
PAGE = (
    '<div class="page_header"><div class="text bold">Council chat</div></div><div class="history">'
    '<div class="message service"><div class="body details">12 March 2024</div></div>'
    + _message(1, _from("Jane Roe", "Who has the budget?<br>Quick."))
    + _message(2, '<div class="text">Anybody?</div>', " joined")
    + _message(3, '<div class="reply_to details">In reply to this</div>' + _from("alex_1990", "I have."))
    + _message(4, f'<div class="from_name">Jane Roe</div><div class="forwarded body">{FORWARDED}</div>')
    + _message(5, '<div class="text">So he says.</div>', " joined")
    + "</div>"
)


def test_messages_in_html(tmp_path: Path) -> None:
    record = record_of(tmp_path, "messages.html", f"<html><body>{PAGE}</body></html>")
    check(record)
    assert said(record) == [
        ("Jane Roe", "Who has the budget?"),
        ("Jane Roe", "Quick."),
        ("Jane Roe", "Anybody?"),
        ("alex_1990", "I have."),
        ("Karl Meier", "There is none."),
        ("Jane Roe", "So he says."),
    ]
    assert (record.title, record.date, record.passages[0].locator) == ("Council chat", "2024-03-12", "2024-03-12 10:01")


def test_messages_in_json(tmp_path: Path) -> None:
    pieces = ["I have, see ", {"type": "link", "text": "https://a.example"}, "."]
    messages = [
        {"type": "service", "actor": "Jane Roe", "actor_id": "user1", "action": "create_group", "text": ""},
        {"type": "message", "from": "Jane Roe", "from_id": "user1", "text": "Who has the budget?"},
        {"type": "message", "from": "alex_1990", "from_id": "user2", "text": pieces, "text_entities": []},
        {"type": "message", "from": "Jane Roe", "from_id": "user1", "forwarded_from": "Karl Meier", "text": "No."},
        {"type": "message", "from": None, "from_id": "user9", "text": "A deleted account."},
    ]
    data = json.dumps({"name": "Council chat", "type": "private_group", "id": 1, "messages": messages})
    record = record_of(tmp_path, "result.json", data)
    check(record)
    assert said(record) == [
        ("Jane Roe", "Who has the budget?"),
        ("alex_1990", "I have, see https://a.example."),
        ("Karl Meier", "No."),
        (None, "A deleted account."),
    ]


def test_a_segment_that_lasts_from_a_time_to_another_is_not_said_by_the_time(tmp_path: Path) -> None:
    segments = [{"from": "0.1", "to": "2.0", "who": "Jane Roe", "text": "Hello."}]
    assert said(record_of(tmp_path, "a.json", json.dumps(segments))) == [("Jane Roe", "Hello.")]


def test_words_beside_a_label_that_is_no_known_name_are_not_the_one_befores(tmp_path: Path) -> None:
    names = ["Jane Roe", "alex_1990", "Jane Roe", "John Low", "mom", "Jane Roe"]
    rows = [(name, f"This is what I, number {number}, have to say.") for number, name in enumerate(names)]
    cells = "".join(f"<tr><td>{name}</td><td>{words}</td></tr>" for name, words in rows)
    terms = "".join(f"<dt>{name}</dt><dd>{words}</dd>" for name, words in rows)
    for page in (f"<table>{cells}</table>", f"<dl>{terms}</dl>"):
        record = record_of(tmp_path, "a.html", f"<h1>Chat</h1>{page}")
        check(record)
        assert [name for name, _ in said(record)] == ["Jane Roe", None, "Jane Roe", "John Low", None, "Jane Roe"]


def test_messages_of_slack_go_by_the_name_of_whoever_writes(tmp_path: Path) -> None:
    profile = {"real_name": "Jane Roe", "display_name": "jane"}
    messages = [{"type": "message", "user": "U123", "text": "Good morning.", "user_profile": profile}]
    assert said(record_of(tmp_path, "2024-03-12.json", json.dumps(messages))) == [("Jane Roe", "Good morning.")]
