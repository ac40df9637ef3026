"""Prints how often `onrecord verify` is right, on quotations made from the Tokyo assembly's minutes.

    python tests/benchmarks/verify.py [FOLDER] [--library DIR] [--small]     FOLDER: default ../shared

True quotations in many disguises, the same altered by one word, number or negation, ascribed to somebody else,
and sentences of meetings that the library does not hold; then a smaller set in English and Russian, from the
folder's parallel sentences. Everything is drawn with a fixed seed. An altered quotation that a plain search
finds elsewhere in the minutes is drawn again. A sentence kept from the library that stands there all the same but for a
word or two has a twin, and is counted apart: to be told as altered is right for it.
"""

import argparse
import gzip
import json
import random
import re
import sys
import tempfile
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz.fuzz import partial_ratio

from corpus.composing import Composer, Metadata
from corpus.library import Library
from corpus.model import Record
from corpus.printed import speaker_of
from corpus.sentences import sentences
from corpus.sidecar import Sidecar
from retrieval.verify import Verdict
from retrieval.verify_places import Places, opened
from retrieval.verify_report import Report, verified

DEFAULT = Path(__file__).parents[3] / "shared"
SEED = 20201007
LEFT_OUT = 7  # every seventh meeting is kept from the library
COUNTS = {"true": 500, "altered": 500, "misattributed": 200, "absent": 200}
TWIN = 80.0  # rapidfuzz's partial_ratio from which a sentence that is not held is one that is, a little altered
SHOWN = 12  # failures printed of each kind


@dataclass
class Turn:
    """What one speaker says at one time, paragraph by paragraph."""

    speaker: str
    paragraphs: list[str]


@dataclass
class Case:
    """A text, who is claimed to have said it, who did, and text[start:end], where it was altered."""

    kind: str
    text: str
    how: str
    claimed: str | None = None
    speakers: set[str] = field(default_factory=set)
    altered: str = ""


def plain(text: str) -> str:
    """Letters and digits alone: the naïve way to look words up."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold().replace("ё", "е"))


# --- the minutes ---------------------------------------------------------------------------------------------


def meetings(folder: Path) -> Iterator[tuple[str, list[Turn]]]:
    for path in sorted(folder.glob("*.json")):
        for number, meeting in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            turns = [Turn(said["Speaker"], list(paragraphs(said["Utterance"]))) for said in meeting["Proceeding"]]
            yield f"{path.stem}-{number}", turns


def paragraphs(utterance: str) -> Iterator[str]:
    for line in utterance.split("\n"):
        if line.strip():
            yield line.strip()


def as_record(name: str, turns: list[Turn]) -> Record:
    composer = Composer(name, Sidecar(), Metadata(), name)
    for turn in turns:
        speaker, role = speaker_of(turn.speaker)
        composer.give_floor(speaker, role, turn.speaker)
        for paragraph in turn.paragraphs:
            if paragraph.startswith(("〔", "（")):
                composer.set_aside(paragraph, "stage direction")
            else:
                composer.say(paragraph)
    return composer.record()


class Minutes:
    """Every spoken passage, and a naïve search over them."""

    def __init__(self, records: list[Record]) -> None:
        self.turns: list[tuple[str, str, str]] = []  # the printed name, the text of the turn, the same made plain
        self.passages: list[tuple[str, str]] = []
        for record in records:
            names = {speaker.id: speaker.name for speaker in record.speakers}
            texts: dict[int, list[str]] = defaultdict(list)
            for passage in record.passages:
                texts[passage.turn].append(record.text[passage.start : passage.end])
            for turn in record.turns:
                name = names.get(turn.speaker or "", "")
                whole = "\n".join(texts[turn.number])
                self.turns.append((name, whole, plain(whole)))
                self.passages += [(name, text) for text in texts[turn.number] if name]

    def has_twin(self, text: str) -> bool:
        """Whether four fifths of `text` stand in one turn, by a plain comparison of characters."""
        return any(partial_ratio(plain(text), said, score_cutoff=TWIN) >= TWIN for _, _, said in self.turns)

    def who_says(self, *parts: str) -> set[str]:
        """Everybody in one of whose turns all of `parts` stand."""
        wanted = [plain(part) for part in parts]
        return {name for name, _, text in self.turns if all(part in text for part in wanted)}


# --- disguises: none of them changes a word --------------------------------------------------------------------


def half_width(text: str, _: random.Random) -> str:
    kana = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}
    return "".join(kana.get(char, char) for char in text)


def full_width(text: str, _: random.Random) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" < char <= "~" and char.isalnum() else char for char in text)


def wrapped(text: str, rng: random.Random) -> str:
    width = rng.randint(12, 40)
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def wrapped_words(text: str, rng: random.Random) -> str:
    return re.sub(r" ", lambda _: "\n" if rng.random() < 0.2 else " ", text)


def decomposed(text: str, _: random.Random) -> str:
    return unicodedata.normalize("NFD", text)


def without_end(text: str, _: random.Random) -> str:
    return text.rstrip("。．.、,")


def in_marks(text: str, rng: random.Random) -> str:
    opening, closing = rng.choice(["「」", "『』", "“”", '""', "«»", "„“", "‘’"])
    return opening + text.replace("「", "『").replace("」", "』") + closing


def other_marks(text: str, _: random.Random) -> str:
    return text.replace("「", "『").replace("」", "』").replace("（", "(").replace("）", ")").replace("—", "–")


def yo(text: str, _: random.Random) -> str:
    return text.replace("ё", "е")


def lower_first(text: str, _: random.Random) -> str:
    return text[:1].lower() + text[1:]


JA_DISGUISES = (half_width, full_width, wrapped, decomposed, without_end, in_marks, other_marks)
EN_DISGUISES = (full_width, wrapped_words, decomposed, without_end, in_marks, other_marks, yo, lower_first)


def disguised(text: str, rng: random.Random, ways: tuple[Callable[[str, random.Random], str], ...]) -> tuple[str, str]:
    chosen = rng.sample(ways, rng.randint(0, 2))
    chosen.sort(key=lambda way: (way is decomposed, way in (in_marks, wrapped, wrapped_words)))
    for way in chosen:
        text = way(text, rng)
    return text, "+".join(way.__name__ for way in chosen) or "as it is"


# --- quotations ------------------------------------------------------------------------------------------------


def quotation(text: str, rng: random.Random, shortest: int = 12) -> str:
    """A sentence of `text`, a few of them, or a part of one."""
    spans = sentences(text)
    first = rng.randrange(len(spans))
    last = min(len(spans) - 1, first + rng.choice([0, 0, 0, 1, 2]))
    start, end = spans[first][0], spans[last][1]
    if rng.random() < 0.35 and end - start > 3 * shortest:
        third = (end - start) // 3
        start = word_edge(text, start + rng.randrange(third))
        end = word_edge(text, end - rng.randrange(third))
    return text[start:end].strip("、。 \n\u3000")


def word_edge(text: str, at: int) -> int:
    """The next place from `at` where no word in kanji, katakana, letters or figures is cut."""
    while 0 < at < len(text) and script(text[at]) == script(text[at - 1]) != "hiragana":
        at += 1
    while (
        text[at - 1 : at + 2].find("ない") >= 0
        or text[at : at + 3] in ("ません", "なかっ")
        or text[at : at + 2] == "ない"
    ):
        at += 1
    return at


def script(char: str) -> str:
    wide = unicodedata.name(char, "").split()
    kinds = ("KATAKANA", "HIRAGANA", "CJK")
    return next((kind.lower() for kind in kinds if kind in "".join(wide[:2])), "other" if char.isalnum() else "mark")


def long_enough(text: str, shortest: int = 12) -> bool:
    return len(plain(text)) >= shortest


def true_case(minutes: Minutes, rng: random.Random) -> Case:
    while True:
        way = rng.random()
        if way < 0.12:
            name, whole, _ = rng.choice(minutes.turns)
            parts = whole.split("\n")
            if not name or len(parts) < 2:
                continue
            at = rng.randrange(len(parts) - 1)
            above, below = parts[at], parts[at + 1]
            above = above[word_edge(above, max(0, len(above) - 40)) :]
            text, how = f"{above}\n{below[: word_edge(below, min(40, len(below)))]}", "over two paragraphs"
            text = text.strip("、。 \u3000")
        else:
            name, passage = rng.choice(minutes.passages)
            text, how = quotation(passage, rng), "sentence"
        if not long_enough(text) or len(text) > 1000:
            continue
        pieces = [text]
        if way > 0.85 and len(text) > 50:
            cut = sorted(word_edge(text, at) for at in rng.sample(range(15, len(text) - 15), 2))
            pieces = [text[: cut[0]], text[cut[1] :]]
            text, how = rng.choice(["…", "...", "[...]", "（中略）", "〈…〉", "……"]).join(pieces), "shortened"
        elif way > 0.8 and "、" in text[10:-10]:
            at = text.index("、", 10) + 1
            pieces = [text[:at], text[at:]]
            text, how = f"{pieces[0]}[都の担当者は]{pieces[1]}", "editor's insertion"
        text, disguise = disguised(text, rng, JA_DISGUISES)
        case = Case("true", text, f"{how}, {disguise}", None, minutes.who_says(*pieces))
        if rng.random() < 0.3:
            return ascribed(case, name, rng)
        return case


def ascribed(case: Case, name: str, rng: random.Random) -> Case:
    bare = case.text.strip('「」『』“”"«»„‘’')
    bare = bare.replace("「", "『").replace("」", "』")
    text = rng.choice(
        [f"「{bare}」と{name}委員は述べた。", f"{name}氏は「{bare}」と語った。", f"「{bare}」（{name}氏）"]
    )
    case.text, case.claimed = text, name
    return case


# --- alterations -----------------------------------------------------------------------------------------------

NEGATED = (
    *(("ております", "ておりません"), ("しました", "しませんでした"), ("あります", "ありません"), ("ません", "ます")),
    *(("います", "いません"), ("できる", "できない"), ("します", "しません"), ("である", "ではない"), ("せず", "し")),
    *(("した", "しなかった"), ("なければ", "あれば"), ("ない", "る"), ("する", "せず"), ("れば", "なければ")),
)
NUMERALS = "一二三四五六七八九"
KANJI = re.compile(r"[一-龥]{2,}")


def negated(text: str, rng: random.Random, _: "Pool") -> tuple[str, str] | None:
    for old, new in rng.sample(NEGATED, len(NEGATED)):
        places = [match.start() for match in re.finditer(old, text)]
        if places:
            return replaced(text, rng.choice(places), old, new)
    return None


def renumbered(text: str, rng: random.Random, _: "Pool") -> tuple[str, str] | None:
    places = [at for at, char in enumerate(text) if char in NUMERALS or char.isdigit()]
    if not places:
        return None
    at = rng.choice(places)
    others = NUMERALS if text[at] in NUMERALS else "０１２３４５６７８９" if text[at] > "~" else "0123456789"
    return replaced(text, at, text[at], rng.choice([one for one in others if one != text[at]]))


def reworded(text: str, rng: random.Random, pool: "Pool") -> tuple[str, str] | None:
    found = [match for match in KANJI.finditer(text) if not set(match[0]) & set(NUMERALS)]
    if not found:
        return None
    match = rng.choice(found)
    return replaced(text, match.start(), match[0], rng.choice(pool.words))


def renamed(text: str, rng: random.Random, pool: "Pool") -> tuple[str, str] | None:
    found = [(text.find(name), name) for name in pool.names if name in text]
    if not found:
        return None
    at, name = rng.choice(found)
    return replaced(text, at, name, rng.choice([one for one in pool.names if one != name]))


def replaced(text: str, at: int, old: str, new: str) -> tuple[str, str]:
    return text[:at] + new + text[at + len(old) :], f"{old} → {new}"


@dataclass
class Pool:
    """Words and names to put in place of others."""

    words: list[str]
    names: list[str]


ALTERATIONS = (negated, renumbered, reworded, renamed)


def altered_case(
    minutes: Minutes, rng: random.Random, pool: Pool, alter: Callable[..., tuple[str, str] | None]
) -> Case:
    while True:
        _, passage = rng.choice(minutes.passages)
        text = quotation(passage, rng)
        changed = alter(text, rng, pool) if long_enough(text) and len(text) < 1000 else None
        if not changed or plain(changed[0]) == plain(text) or minutes.who_says(changed[0]):
            continue
        disguise, how = disguised(changed[0], rng, JA_DISGUISES)
        return Case("altered", disguise, f"{alter.__name__}: {how}", altered=changed[1])


def misattributed_case(minutes: Minutes, rng: random.Random, names: list[str]) -> Case:
    while True:
        _, passage = rng.choice(minutes.passages)
        text = quotation(passage, rng)
        if not long_enough(text) or len(text) > 1000:
            continue
        speakers = minutes.who_says(text)
        other = rng.choice([name for name in names if name not in speakers])
        disguise, how = disguised(text, rng, JA_DISGUISES)
        return ascribed(Case("misattributed", disguise, how, None, speakers), other, rng)


def absent_case(minutes: Minutes, others: Minutes, rng: random.Random) -> Case:
    while True:
        _, passage = rng.choice(others.passages)
        text = quotation(passage, rng)
        if long_enough(text, 20) and len(text) < 1000 and not minutes.who_says(text):
            disguise, how = disguised(text, rng, JA_DISGUISES)
            return Case("absent", disguise, how)


# --- judging ---------------------------------------------------------------------------------------------------


def judged(case: Case, report: Report) -> str:
    """ "right", or what is wrong."""
    worst = report.worst
    said = worst.verdict
    if case.kind == "true":
        return "right" if said is Verdict.EXACT and report.ok and _by(report) <= case.speakers else said.value
    if case.kind == "altered":
        if said is not Verdict.ALTERED:
            return said.value
        old, _, new = case.altered.partition(" → ")
        alterations = [one for one in worst.differences if one.change.alters]
        shown = plain("".join(report.text[one.start : one.end] for one in alterations))
        originals = plain("".join(part.text for one in alterations for part in one.original))
        seen = any(char in shown for char in plain(new)) or any(char in originals for char in plain(old))
        return "right" if seen else "difference not shown"
    if case.kind == "misattributed":
        right = said is Verdict.MISATTRIBUTED and _by(report) <= case.speakers
        return "right" if right else said.value
    return "right" if said is Verdict.NOT_FOUND else said.value


def _by(report: Report) -> set[str]:
    return {part.excerpt.speaker or "" for match in report.worst.matches for part in match.slices}


def judge(places: Places, cases: list[Case], title: str, minutes: Minutes | None = None) -> None:
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    times: list[float] = []
    failures: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        started = time.process_time()
        report = verified(places, case.text)
        times.append(time.process_time() - started)
        outcome = judged(case, report)
        if case.kind == "absent" and outcome == Verdict.ALTERED.value and minutes and minutes.has_twin(case.text):
            case.kind, outcome = "absent, with a twin", "right"
        outcomes[case.kind][outcome] += 1
        if outcome != "right":
            failures[case.kind].append(f"  {outcome:<14} {case.how} {case.altered}: {case.text!r}")
    times.sort()
    print(f"\n{title}\n{'':<20}{'cases':>6}{'right':>8}   otherwise")
    for kind, counted in outcomes.items():
        total = sum(counted.values())
        rest = ", ".join(f"{count} {what}" for what, count in counted.most_common() if what != "right")
        print(f"{kind:<20}{total:>6}{counted['right'] / total:>8.1%}   {rest}")
    median, most = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.95))
    print(f"milliseconds of CPU: median {median:.0f}, 95 % {most:.0f}")
    for kind, lines in failures.items():
        print(f"{kind}, not right:", *lines[:SHOWN], sep="\n")


# --- English and Russian -----------------------------------------------------------------------------------------

EN_NEGATED = (
    (" is ", " is not "), (" will ", " will never "), (" not ", " "), (" can ", " cannot "), (" was ", " was not "),
    (" are ", " are not "), (" has ", " has never "),
)  # fmt: skip
RU_NEGATED = (
    (" не ", " "),
    (" будет ", " не будет "),
    (" был ", " не был "),
    (" есть ", " нет "),
    (" это ", " это не "),
)
SPEAKERS = ("Anna Keller", "Павел Орлов", "Marta Lindqvist", "Игорь Зимин", "John Whitfield", "Вера Соколова")


def parallel(folder: Path, wanted: int) -> tuple[list[str], list[str]]:
    """English and Russian sentences of some length."""
    found: tuple[dict[str, None], dict[str, None]] = ({}, {})
    path = folder / "train" / "parallel-ru-en.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            for side in ("a", "b"):
                language = 0 if row[f"{side}_lang"] == "en" else 1
                text = row[side].strip()
                if 60 < len(text) < 300 and len(text.split()) > 8 and text[0].isalpha():
                    found[language][text] = None
            if min(map(len, found)) >= wanted:
                break
    return list(found[0])[:wanted], list(found[1])[:wanted]


def spaced_cases(texts: list[str], negations: tuple[tuple[str, str], ...], rng: random.Random) -> list[Case]:
    """Cases from the sentences of one language; those at odd places are kept from the library."""
    held, others = texts[::2], texts[1::2]
    everything = "|".join(map(plain, held))
    words = [word for text in others for word in re.findall(r"[^\W\d_]{5,}", text)]
    cases = []
    for number, text in enumerate(rng.sample(held, min(100, len(held)))):
        disguise, how = disguised(text, rng, EN_DISGUISES)
        cases.append(Case("true", disguise, how, None, set(SPEAKERS)))
        changed = next((text.replace(old, new, 1) for old, new in negations if old in text), None)
        if number % 2 or changed is None:
            old = rng.choice(re.findall(r"[^\W\d_]{5,}", text) or [text.split()[0]])
            changed = text.replace(old, rng.choice(words), 1)
        digits = re.search(r"\d", text)
        if digits:
            changed = text[: digits.start()] + str((int(digits[0]) + 3) % 10) + text[digits.end() :]
        if plain(changed) not in everything:
            disguise, how = disguised(changed, rng, EN_DISGUISES)
            cases.append(Case("altered", disguise, how, altered=f"{text} → {changed}"))
    cases += [Case("absent", text, "") for text in rng.sample(others, 50) if plain(text) not in everything]
    return cases


def spoken(texts: list[str], name: str) -> Record:
    composer = Composer(name, Sidecar(), Metadata(), name)
    for number, text in enumerate(texts[::2]):
        speaker, _ = speaker_of(SPEAKERS[number // 3 % len(SPEAKERS)])
        if number % 3 == 0:
            composer.give_floor(speaker)
        composer.say(text)
    return composer.record()


# --- the whole ---------------------------------------------------------------------------------------------------


def tokyo_cases(minutes: Minutes, others: Minutes, rng: random.Random, counts: dict[str, int]) -> list[Case]:
    names = sorted({name for name, _ in minutes.passages if re.fullmatch(r"[一-龥]{2,3}", name)})
    words = [match[0] for _, text in minutes.passages[::40] for match in KANJI.finditer(text) if len(match[0]) < 5]
    pool = Pool(sorted({word for word in words if not set(word) & set(NUMERALS)}), names)
    cases = [true_case(minutes, rng) for _ in range(counts["true"])]
    ways = (ALTERATIONS[number % len(ALTERATIONS)] for number in range(counts["altered"]))
    cases += [altered_case(minutes, rng, pool, way) for way in ways]
    cases += [misattributed_case(minutes, rng, names) for _ in range(counts["misattributed"])]
    return cases + [absent_case(minutes, others, rng) for _ in range(counts["absent"])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=DEFAULT)
    parser.add_argument("--small", action="store_true", help="a tenth of the cases")
    asked = parser.parse_args()
    if not (asked.folder / "records" / "tokyo").is_dir():
        sys.exit(f"there is no {asked.folder / 'records' / 'tokyo'}: name the folder that holds records/tokyo")
    held: list[Record] = []
    left_out: list[Record] = []
    for number, (name, turns) in enumerate(meetings(asked.folder / "records" / "tokyo")):
        (left_out if number % LEFT_OUT == 3 else held).append(as_record(name, turns))
    counts = {kind: count // 10 if asked.small else count for kind, count in COUNTS.items()}
    rng = random.Random(SEED)
    minutes = Minutes(held)
    cases = tokyo_cases(minutes, Minutes(left_out), rng, counts)
    with tempfile.TemporaryDirectory() as made:
        english, russian = parallel(asked.folder, 400)
        with Library.open(Path(made)) as library:
            library.add_all([*held, spoken(english, "english"), spoken(russian, "russian")])
        with opened(Path(made), lambda message: None) as places:
            print(f"{len(places.library)} passages")
            judge(places, cases, "Tokyo minutes", minutes)
            judge(places, spaced_cases(english, EN_NEGATED, rng), "English")
            judge(places, spaced_cases(russian, RU_NEGATED, rng), "Russian")


if __name__ == "__main__":
    main()
