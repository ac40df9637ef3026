"""Prints how long a roster of ten thousand speakers takes to build, and a question to be understood with it.

python tests/benchmarks/roster_speed.py [SPEAKERS]        SPEAKERS: default 10000
"""

import random
import statistics
import sys
import time

from corpus.model import Speaker, SpeakerSummary
from corpus.names import Roster
from retrieval.model import Scope
from retrieval.question import understand

QUESTIONS = (
    "What did {latin} say about the harbour?",
    "what did {latin} say about the harbour",
    "What did the governor say about the harbour and the new Bridge of the North?",
    "Что {cyrillic} сказал о гавани?",
    "Мнение {cyrillic}а о гавани",
    "{kana}外相は港について何と述べましたか",
    "{kanji}委員は港について何と述べましたか",
    "Who spoke about the Charter of the United Nations in Geneva?",
    "港の整備計画の進捗状況と予算の見通しについて教えてください",
)
_KANJI = "山川田中村木林森石松高小大上下原野藤井本"
_KANA = "アカサタナハマラキシチニミリクスツルケセテネメレコソトノモロ"


def person(place: int, chance: random.Random) -> SpeakerSummary:
    """An invented name in one of four scripts, with a role."""
    given = chance.choice(["Anna", "Ivan", "John", "Maria"])
    syllables = ["".join(pair) for pair in zip("bdgklmnprstvz" * 4, "aeiou" * 11, strict=False)]
    latin = "".join(chance.choices(syllables, k=3)).capitalize() + chance.choice(["", "r", "n", "l"])
    cyrillic = "".join(chance.choices([a + b for a in "бвгдклмнпрст" for b in "аеиоу"], k=2)).capitalize() + "нов"
    kana = "".join(chance.choices(_KANA, k=4))
    kanji = "".join(chance.choices(_KANJI, k=4))
    name = (f"{given} {latin}", f"Иван {cyrillic}", f"イワン・{kana}", kanji)[place % 4]
    role = chance.choice(["Minister of Finance", "губернатор", "委員", "Delegate", f"第{place}課長"])
    return SpeakerSummary(Speaker(str(place), name), (role,), ("r",), 1, 1)


def main(number: int) -> None:
    chance = random.Random(1)
    people = [person(place, chance) for place in range(number)]
    started = time.perf_counter()
    roster = Roster(people)
    print(f"{number} speakers: built in {time.perf_counter() - started:.2f} s")
    names = {key: people[place].speaker.name for place, key in enumerate(("latin", "cyrillic", "kana", "kanji"))}
    surnames = {key: name.replace("・", " ").split()[-1] for key, name in names.items()}
    for template in QUESTIONS:
        question = template.format(**surnames)
        started = time.perf_counter()
        understand(question, roster, Scope())
        first, times = time.perf_counter() - started, []
        for _ in range(20):
            started = time.perf_counter()
            understand(question, roster, Scope())
            times.append(time.perf_counter() - started)
        print(f"{statistics.median(times) * 1000:8.2f} ms  (first {first * 1000:7.2f})  {question}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
