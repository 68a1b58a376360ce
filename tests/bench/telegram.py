"""What the bot adds to a question's way over HTTP, how many it answers a second, and its memory.

    python tests/bench/telegram.py [QUESTIONS]

The bot runs as a process of its own over the five reports, the double of the Bot API in this
one; pacing is off, so that the program is measured and not Telegram's limits. The double's own
round trip is measured in the same run.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

# In place of this file's folder: this file bears the name of the library that the bot imports.
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
sys.path.insert(0, str(Path(__file__).parents[2]))

from botapi import Server, World

from bot.settings import load_settings
from retrieval.library import Library

ROOT = Path(__file__).parents[2]
QUESTION = "嘉祥街道2023年有多少件行政应诉案件"
ROUND_TRIPS, PEOPLE = 500, 500
STEPS = 5


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder, Server() as double:
        database = Path(folder) / "bench.db"
        with Library.open(database, create=True) as library:
            library.ingest([ROOT / "corpus"])
            show("the library by itself", own_answers(library))
        child = subprocess.Popen(
            [sys.executable, __file__, "--bot", str(database), double.address, double.world.token]
        )
        try:
            measure(double, child.pid, count)
        finally:
            child.terminate()
            child.wait()


def measure(double: Server, pid: int, count: int) -> None:
    """Print the measurements."""
    world = double.world
    people = [world.person(1000 + n) for n in range(PEOPLE)]
    people[0].ask(QUESTION)
    own = own_round_trips(double)
    trips = []
    for n in range(ROUND_TRIPS):
        began = time.perf_counter()
        people[n % PEOPLE].ask(QUESTION)
        trips.append(time.perf_counter() - began)
    show("the double by itself", own)
    show("question to answer", trips)
    print(f"{'memory at the start':24}{memory(pid):9.1f} MB")
    for step in range(1, STEPS + 1):
        before = processor_time(pid)
        rate = flood(world, people, count // STEPS)
        spent = (processor_time(pid) - before) * 1000 / (count // STEPS)
        asked = step * (count // STEPS)
        print(
            f"{f'after {asked:,} questions':24}{memory(pid):9.1f} MB  {rate:7.0f} questions/s"
            f" {spent:7.1f} ms of processor time each",
            flush=True,
        )


def flood(world: World, people: list, count: int) -> float:
    """Return how many questions a second were answered, asked all at once."""
    with world.changed:
        world.messages.clear()
        world.calls.clear()
        world.updates.clear()
    began = time.perf_counter()
    for n in range(count):
        people[n % PEOPLE].say(QUESTION)
    while (
        sum(call.code == 200 for call in list(world.calls) if call.method == "sendMessage") < count
    ):
        time.sleep(0.05)
    return count / (time.perf_counter() - began)


def own_round_trips(double: Server) -> list[float]:
    """Return the seconds that requests to the double take by themselves: a poll and a message."""
    world = double.world
    world.person(1)
    connection = http.client.HTTPConnection(urlsplit(double.address).netloc)
    body = json.dumps({"chat_id": 1, "text": "x"})
    trips = []
    for _ in range(ROUND_TRIPS):
        began = time.perf_counter()
        connection.request(
            "POST", f"/bot{world.token}/sendMessage", body, {"Content-Type": "application/json"}
        )
        connection.getresponse().read()
        trips.append(time.perf_counter() - began)
    return trips


def own_answers(library: Library) -> list[float]:
    """Return the seconds that the library takes for the question, called in this process."""
    trips = []
    for _ in range(ROUND_TRIPS):
        began = time.perf_counter()
        library.ask(QUESTION)
        trips.append(time.perf_counter() - began)
    return trips


def show(name: str, seconds: list[float]) -> None:
    """Print median and 99th percentile."""
    ordered = sorted(seconds)
    late = ordered[int(len(ordered) * 0.99)]
    print(f"{name:24}{statistics.median(ordered) * 1000:9.2f} ms median {late * 1000:9.2f} ms p99")


def memory(pid: int) -> float:
    """Return the resident memory of a process in MB."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return float("nan")


def processor_time(pid: int) -> float:
    """Return the seconds of processor time that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run_bot(database: str, address: str, token: str) -> None:
    """Run the bot without pacing until it is terminated."""
    from bot.database import open_library
    from bot.telegram.app import serve
    from bot.telegram.config import load_config
    from bot.telegram.quiet import set_up_logging

    settings = load_settings(
        {"db": database}, {"FAZHI_TELEGRAM_TOKEN": token, "FAZHI_TELEGRAM_API": address}
    )
    set_up_logging(token)
    sys.setswitchinterval(0.001)
    config = replace(load_config(settings, {}), paced=False)
    asyncio.run(serve(config, lambda: open_library(settings)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--bot"]:
        run_bot(*sys.argv[2:])
    else:
        main()
