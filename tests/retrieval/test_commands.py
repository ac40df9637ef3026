"""The other commands: add, embed, records, speakers, show, remove, export, eval, doctor, chat."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.prepare import ensure_ready
from tests.retrieval.conftest import Onrecord, add_shipped

MEETING = """Minutes of the harbour board

Ms. OKADA (Chair): The board meets to decide on the new ferry pier. We have two proposals before us.

Mr. LINDQVIST (Engineer): The northern pier costs four million and can be finished by spring. The soil there is firm.

Ms. OKADA (Chair): Thank you. The board adopts the northern pier.
"""


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(MEETING, encoding="utf-8")
    return path


def test_add_reports_and_the_record_can_be_asked_at_once(onrecord: Onrecord, harbour: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    done = onrecord("add", str(harbour), at=folder)
    assert done.returncode == 0
    assert "LINDQVIST" in done.stdout
    answer = json.loads(onrecord("ask", "What does the northern pier cost?", "--json", at=folder).stdout)
    assert "four million" in answer["quotes"][0]["text"]
    assert "LINDQVIST" in answer["quotes"][0]["speaker"].upper()
    again = onrecord("add", str(harbour), at=folder)
    assert "unchanged" in again.stdout


def test_add_tells_of_a_few_asides_and_of_all_when_asked(onrecord: Onrecord, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("\n\n".join(f"Ms. OKADA (Chair): Item {number}." for number in range(30)))
    short = onrecord("add", "--check", "long.txt", at=tmp_path / "library").stdout
    whole = onrecord("add", "--check", "--verbose", "long.txt", at=tmp_path / "library").stdout
    assert "heading: … and 27 more" in short
    assert (short.count("heading: Ms. OKADA"), whole.count("heading: Ms. OKADA")) == (3, 30)
    said = json.loads(onrecord("add", "--json", "long.txt", at=tmp_path / "library").stdout)
    assert (said["outcome"], said["turns"], said["set_aside"]["count"]) == ("added", 30, 30)
    assert said["speakers"] == [{"name": "OKADA", "role": "Chair"}]


def test_a_quote_from_subtitles_says_when(onrecord: Onrecord, tmp_path: Path) -> None:
    (tmp_path / "talk.vtt").write_text(
        "WEBVTT\n\n01:12:31.500 --> 01:12:34.000\n<v Jane Lindqvist>The northern pier costs four million.\n"
    )
    assert onrecord("add", "talk.vtt", at=tmp_path / "library").returncode == 0
    answer = onrecord("ask", "What does the northern pier cost?", at=tmp_path / "library").stdout
    assert "talk · 01:12:31 · talk/1" in answer


def test_one_bad_file_does_not_stop_the_others(onrecord: Onrecord, harbour: Path, tmp_path: Path) -> None:
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 10)
    done = onrecord("add", str(tmp_path / "noise.txt"), str(harbour), at=tmp_path / "library")
    assert done.returncode == 2
    assert "noise.txt" in done.stderr
    assert "harbour" in done.stdout
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_path_that_is_not_there_does_not_stop_the_others(onrecord: Onrecord, harbour: Path, tmp_path: Path) -> None:
    done = onrecord("add", str(harbour), "nowhere.txt", at=tmp_path / "library")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert onrecord("ask", "northern pier", at=tmp_path / "library").returncode == 0


def test_two_files_of_one_id_do_not_take_each_others_place(onrecord: Onrecord, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "minutes.txt").write_text(f"CHAIR: This is meeting {folder}.\n\nCLERK: Noted.\n")
    done = onrecord("add", str(tmp_path / "a"), str(tmp_path / "b"), at=tmp_path / "library")
    assert done.returncode == 2
    assert "already that of" in done.stderr
    assert "meeting a" in onrecord("export", at=tmp_path / "library").stdout


def test_a_first_command_that_adds_nothing_leaves_a_library_new(onrecord: Onrecord, tmp_path: Path) -> None:
    for arguments in (["embed"], ["add", "nowhere.txt"]):
        onrecord(*arguments, at=tmp_path / "library")
        assert not (tmp_path / "library" / "current.json").exists()
    assert onrecord("ask", "来年の議長国はどこですか", at=tmp_path / "library").returncode == 0


def test_a_closed_pipe_is_quiet(library: Path) -> None:
    command = f"{sys.executable} -m retrieval export --library {library} | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert (done.stderr, done.stdout.count("\n")) == ("", 1)


def test_a_closed_output_and_a_full_one_are_no_traceback(library: Path) -> None:
    for redirection, status in ((">&-", 0), ("> /dev/full", 2)):
        command = f"{sys.executable} -m retrieval records --library {library} {redirection}"
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr


def test_records_and_speakers_list_what_is_there(onrecord: Onrecord) -> None:
    assert "csto-2020-10-07 · 2020-10-07" in onrecord("records").stdout
    listed = onrecord("speakers").stdout
    for name in (
        "セルゲイ・ラヴロフ",
        "アレクサンドル・パンキン",
        "スタニスラフ・ザス",
        "アナトリー・シドロフ",
        "セルゲイ・ポスペロフ",
    ):
        assert name in listed
    assert json.loads(onrecord("records", "--json").stdout)["id"] == "csto-2020-10-07"
    assert len(onrecord("speakers", "--json").stdout.splitlines()) == 5


def test_show_gives_a_passage_with_its_neighbours(onrecord: Onrecord) -> None:
    alone = onrecord("show", "csto-2020-10-07/10").stdout
    around = onrecord("show", "csto-2020-10-07/10", "--context", "1").stdout
    assert "csto-2020-10-07/10" in alone
    assert "csto-2020-10-07/9" not in alone
    assert all(f"csto-2020-10-07/{number}" in around for number in (9, 10, 11))


def test_export_writes_every_passage_as_its_slice(onrecord: Onrecord, source: str) -> None:
    lines = [json.loads(line) for line in onrecord("export").stdout.splitlines()]
    assert len(lines) > 50
    for line in lines:
        assert source[line["start"] : line["end"]] == line["text"]
        assert set(line) == {"id", "text", "speaker", "role", "record", "title", "date", "url", "start", "end"}
    assert [line["start"] for line in lines] == sorted(line["start"] for line in lines)


def test_remove_takes_a_record_out_of_the_search(onrecord: Onrecord, harbour: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    ensure_ready(folder, lambda message: None)
    onrecord("add", str(harbour), at=folder)
    assert onrecord("remove", "harbour", at=folder).returncode == 0
    answer = json.loads(onrecord("ask", "What does the northern pier cost?", "--json", at=folder).stdout)
    assert not any(quote["record"] == "harbour" for quote in answer["quotes"])
    assert "harbour" not in onrecord("records", at=folder).stdout


def test_an_index_of_another_state_is_refused_with_the_command_that_mends_it(
    onrecord: Onrecord, tmp_path: Path, harbour: Path
) -> None:
    from corpus.library import Library
    from corpus.read import read_record

    folder = tmp_path / "library"
    ensure_ready(folder, lambda message: None)
    with Library.open(folder) as library:
        library.add(read_record(harbour))
    refused = onrecord("ask", "northern pier", at=folder)
    assert refused.returncode == 2
    assert "onrecord embed" in refused.stderr
    embedded = subprocess.run(
        [sys.executable, "-m", "embeddings", "--library", str(folder)], capture_output=True, text=True, check=True
    )
    assert "passages embedded with bundled" in embedded.stderr
    assert onrecord("ask", "northern pier", at=folder).returncode == 0


def test_a_library_without_an_index_is_refused_until_embedded(
    onrecord: Onrecord, harbour: Path, tmp_path: Path
) -> None:
    from corpus.library import Library
    from corpus.read import read_record

    folder = tmp_path / "library"
    with Library.open(folder) as library:
        library.add(read_record(harbour))
    assert "onrecord embed" in onrecord("ask", "northern pier", at=folder).stderr
    assert onrecord("doctor", at=folder).returncode == 1
    assert onrecord("embed", at=folder).returncode == 0
    assert onrecord("doctor", at=folder).returncode == 0


def test_a_new_library_stopped_half_way_is_completed(onrecord: Onrecord, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    add_shipped(folder)
    assert onrecord("ask", "CSTOの憲章はいつ、どこで調印されましたか？", at=folder).returncode == 0


def test_eval_of_a_beir_folder(onrecord: Onrecord, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    (folder / "qrels").mkdir(parents=True)
    passages = {"a": "The ferry leaves at nine.", "b": "市長は学校を建てると述べた。", "c": "Налоги не повысят."}
    (folder / "corpus.jsonl").write_text(
        "".join(
            json.dumps({"_id": name, "title": "", "text": text, "metadata": {"speaker": name.upper()}}) + "\n"
            for name, text in passages.items()
        )
    )
    questions = {"1": "When does the ferry leave?", "2": "学校について", "3": "налоги"}
    (folder / "queries.jsonl").write_text(
        "".join(json.dumps({"_id": name, "text": text}) + "\n" for name, text in questions.items())
    )
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n1\ta\t1\n2\tb\t1\n3\tc\t1\n")
    figures = json.loads(onrecord("eval", str(folder), "--json").stdout)
    assert (figures["queries"], figures["passages"]) == (3, 3)
    for leg in ("lexical", "dense", "final"):
        assert set(figures[leg]) >= {"ndcg@10", "recall@10", "mrr@10", "top1"}
    assert figures["final"]["top1"] == 1.0
    assert figures["speaker_top1"] == 1.0
    assert "final" in onrecord("eval", str(folder)).stdout


def test_eval_of_a_gold_file(onrecord: Onrecord, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    rows = [
        {
            "id": "1",
            "lang": "ja",
            "question": "来年の議長国はどこですか",
            "passages": ["タジキスタン"],
            "speaker": "アレクサンドル・パンキン",
            "kind": "fact",
        },
        {
            "id": "2",
            "lang": "en",
            "question": "Who won the football match?",
            "passages": [],
            "speaker": None,
            "kind": "unanswerable",
        },
    ]
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows))
    figures = json.loads(onrecord("eval", str(gold), "--json").stdout)
    assert figures["ja"]["final"]["top1"] == 1.0
    assert figures["ja"]["speaker_accuracy"] == 1.0
    assert figures["en"]["abstain"] == {"precision": 1.0, "recall": 1.0}


@pytest.mark.parametrize("line", ["not json", "[1]", '{"lang": "ja"}'])
def test_a_gold_file_that_cannot_be_read_is_named_by_line(onrecord: Onrecord, tmp_path: Path, line: str) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(line + "\n")
    done = onrecord("eval", str(gold))
    assert done.returncode == 2
    assert "gold.jsonl, line 1" in done.stderr


def test_chat_follows_up(onrecord: Onrecord) -> None:
    said = ["What did Lavrov say about the UN Charter?", "And Zas?", "/speaker Pankin", "ワクチン", "/more", "/context"]
    done = onrecord("chat", said="\n".join([*said, "/quit", ""]))
    assert done.returncode == 0, done.stderr
    after_zas = done.stdout.split("セルゲイ・ラヴロフ", 1)[1]
    assert "ザス" in after_zas
    assert "Only アレクサンドル・パンキン" in done.stdout
    assert "スプートニクV" in done.stdout


def test_chat_takes_the_number_of_an_ambiguous_speaker(onrecord: Onrecord, tmp_path: Path) -> None:
    (tmp_path / "debate.txt").write_text(
        "John Smith: The harbour fees must fall this year.\n\nJane Smith: The harbour fees must rise next year.\n\n"
        "John Smith: The ferry will sail on Sunday.\n\nJane Smith: The museum opens in May for all visitors.\n"
    )
    library = tmp_path / "library"
    onrecord("add", str(tmp_path / "debate.txt"), at=library)
    done = onrecord("chat", at=library, said="/speaker Smith\n/speaker 2\n/quit\n")
    assert "1. Jane Smith" in done.stdout
    assert "Only John Smith from now on." in done.stdout


def test_help_is_quick_to_reach_and_says_what_there_is(onrecord: Onrecord) -> None:
    listed = onrecord("--help").stdout
    for command in (
        "ask",
        "chat",
        "add",
        "embed",
        "records",
        "speakers",
        "show",
        "remove",
        "export",
        "eval",
        "bot",
        "doctor",
    ):
        assert command in listed
        assert "--library" in onrecord(command, "--help").stdout


def test_help_imports_nothing_heavy() -> None:
    look = (
        "import sys; import retrieval.cli\n"
        "print(sorted({'numpy', 'sqlalchemy', 'tantivy', 'rich', 'torch', 'telegram'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
