"""``python -m tests.bench``: Limner against a minimal pygls server, as ratios in one run.

Both servers take turns within each round, so that a busy machine slows both. No time is a test:
the table is for reading.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterable

from limner.lsp.documents.watch import PAUSE_SECONDS
from tests.bench import streams
from tests.bench.client import LIMNER, MINIMAL, Client

LINE = "Words about a red fox in the snow, at dusk.\n"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="interleaved starts (15)")
    rounds = parser.parse_args().rounds
    rows = [
        *start(rounds),
        small_document(rounds),
        *large_document(),
        *pictures(),
        *busy(),
        leaving(rounds),
    ]
    print("| measure | Limner | minimal pygls | ratio | bound |")
    print("|---|---|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


def start(rounds: int) -> Iterable[tuple[str, ...]]:
    seconds: list[tuple[float, float]] = []
    memory: list[tuple[float, float]] = []
    rest: list[tuple[float, float]] = []
    for _ in range(rounds + 1):
        clients = Client(LIMNER), Client(MINIMAL)
        seconds.append((clients[0].start_seconds, clients[1].start_seconds))
        memory.append((clients[0].start_memory, clients[1].start_memory))
        time.sleep(0.5)
        rest.append((clients[0].memory(), clients[1].memory()))
        for client in clients:
            client.stop()
    yield compared("spawn → initialize", seconds[1:], 1000, "ms", "≤ 1.05")
    yield compared("memory after initialize", memory[1:], 1, "MB", "≤ 1.1")
    yield compared("memory half a second later", rest[1:], 1, "MB", "")


def small_document(rounds: int) -> tuple[str, ...]:
    clients = Client(LIMNER), Client(MINIMAL)
    for client in clients:
        client.open(LINE * 50)
    pairs = []
    for _ in range(rounds * 10):
        batch = [median_of(lambda c=client: c.code_action(20), 10) for client in clients]
        pairs.append((batch[0], batch[1]))
    for client in clients:
        client.stop()
    return compared("code action, 50 lines, p50", pairs[5:], 1000, "ms", "≤ 1")


def large_document() -> Iterable[tuple[str, ...]]:
    sizes = {1_000: Client(LIMNER), 100_000: Client(LIMNER)}
    for lines, client in sizes.items():
        client.open(LINE * lines)
        client.code_action(lines // 2)

    def stroke(lines: int) -> float:
        client, line = sizes[lines], lines // 2

        def once() -> None:
            client.keystroke(line)
            client.code_action(line)

        return median_of(once, 10)

    pairs = [(stroke(100_000), stroke(1_000)) for _ in range(60)][5:]
    for client in sizes.values():
        client.stop()
    large, small = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    yield (
        "keystroke + code action, 100,000 against 1,000 lines",
        f"{large:.2f} ms",
        f"(1,000 lines: {small:.2f} ms)",
        f"{ratio(pairs):.2f}",
        "≤ 1.5",
    )


def pictures() -> Iterable[tuple[str, ...]]:
    """Time typing in a document of 2,000 image links, and how soon its findings come."""
    plain, linked = Client(LIMNER), Client(LIMNER)
    plain.open(LINE * 100_000)
    link = "![a red fox](img/fox-{}.png)\n"
    linked.open("".join(LINE * 49 + link.format(number) for number in range(2_000)))
    linked.wait_for("textDocument/publishDiagnostics")

    def stroke(client: Client) -> float:
        def once() -> None:
            client.keystroke(50_001)
            client.code_action(50_001)

        return median_of(once, 10)

    pairs = [(stroke(linked), stroke(plain)) for _ in range(60)][5:]
    late = []
    for _ in range(10):
        linked.wait_for("textDocument/publishDiagnostics")
        linked.keystroke(50_001)
        began = time.perf_counter()
        linked.wait_for("textDocument/publishDiagnostics")
        late.append(time.perf_counter() - began - PAUSE_SECONDS)
        linked.keystroke(50_001)
    for client in (plain, linked):
        client.stop()
    ours, theirs = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    yield (
        "keystroke + code action, 100,000 lines with 2,000 image links against none",
        f"{ours:.2f} ms",
        f"(no links: {theirs:.2f} ms)",
        f"{ratio(pairs):.2f}",
        "≤ 1.1",
    )
    took = statistics.median(late) * 1000
    yield ("findings in that document, after the pause", f"{took:.0f} ms", "", "", "≤ 300 ms")


def busy() -> Iterable[tuple[str, ...]]:
    """Time code actions while 64 expansions stream their words."""
    with streams.Service(seconds_between=0.02, tokens=600) as service:
        client = Client(LIMNER, service.environment())
        client.open(LINE * 200)
        for line in range(64):
            expand(client, line)
        while service.running < 64:
            client.code_action(150)
        times = sorted(spaced(client) for _ in range(400))
        running = service.running
        client.notify("exit", None)
        began = time.perf_counter()
        client.close()
        gone = time.perf_counter() - began
    yield (
        f"code action p99 while {running} expansions stream",
        f"{times[int(len(times) * 0.99)] * 1000:.1f} ms (p50 {times[200] * 1000:.1f})",
        "",
        "",
        "≤ 20 ms",
    )
    yield ("exit with 64 expansions in flight", f"{gone * 1000:.0f} ms", "", "", "≤ 200 ms")


def leaving(rounds: int) -> tuple[str, ...]:
    pairs = []
    for _ in range(rounds):
        clients = Client(LIMNER), Client(MINIMAL)
        pairs.append((timed(clients[0].stop), timed(clients[1].stop)))
    return compared("shutdown and exit, idle", pairs, 1000, "ms", "")


def spaced(client: Client) -> float:
    """Time one code action after a pause, as a person's would be."""
    time.sleep(0.005)
    return timed(lambda: client.code_action(150))


def expand(client: Client, line: int) -> None:
    from tests.bench.client import URI

    ends = {"start": {"line": line, "character": 12}, "end": {"line": line, "character": 33}}
    client.request(
        "workspace/executeCommand",
        {"command": "limner.expand", "arguments": [{"uri": URI, "range": ends}]},
    )


def timed(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def median_of(action: Callable[[], object], times: int) -> float:
    return statistics.median(timed(action) for _ in range(times))


def ratio(pairs: list[tuple[float, float]]) -> float:
    return statistics.median(ours / theirs for ours, theirs in pairs)


def compared(
    name: str, pairs: list[tuple[float, float]], scale: float, unit: str, bound: str
) -> tuple[str, ...]:
    ours, theirs = (statistics.median(side) * scale for side in zip(*pairs, strict=True))
    return name, f"{ours:.2f} {unit}", f"{theirs:.2f} {unit}", f"{ratio(pairs):.2f}", bound


if __name__ == "__main__":
    main()
