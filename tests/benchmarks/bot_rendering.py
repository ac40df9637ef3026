"""Prints how many of N random answers break a limit of Telegram or show anything but the source's own words.

    python -m tests.benchmarks.bot_rendering [N] [SEED]     default 10000 1

Exit status 1 where one does.
"""

import random
import sys
import time

from tests.bot.random_answers import faults, random_answer, shown


def main() -> None:
    count, seed = [*map(int, sys.argv[1:]), *(10_000, 1)[len(sys.argv) - 1 :]]
    chance = random.Random(seed)
    begun, messages, longest, wrong = time.perf_counter(), 0, 0, 0
    for number in range(count):
        answer, source = random_answer(chance)
        pages = shown(answer, chance)
        messages += len(pages)
        longest = max(longest, *(len(page.text.encode("utf-16-le")) // 2 for page in pages))
        for fault in faults(answer, pages, source):
            wrong += 1
            print(f"answer {number}: {fault[:300]}")
    seconds = time.perf_counter() - begun
    print(f"{count} answers, {messages} messages, the longest of {longest} units, {wrong} faults, {seconds:.0f} s")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
