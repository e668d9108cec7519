"""The speed and memory of the coach against its budgets, side by side in one run, printed as ratios.

    python -m tests.bench.speed [--runs 15]

Whole processes are run in turn, A B C A B C …, and medians compared: on a busy machine only the ratios mean much. The
naive way is written out in naive.py. Findings of both ways are compared first: a faster wrong answer is no answer.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
DRAFT = (
    "您好，非常抱歉给您带来不便。您8号拍下的外套目前还在仓库排队，由于近期单量太大，系统这边一直没有更新，我们也没办法。"
    "按照公司规定，这种情况不能提前退款，具体您可以自行联系快递公司问一下。我们会尽快帮您核实处理，有结果会第一时间通知您，"
    "请您耐心等待。给您造成的困扰还请您谅解，感谢您的理解与支持，还有什么可以帮您的吗？另外，您反馈的尺码问题我们已经记录，后续会持续改进。"
)
SHORT = [
    "亲，订单我看到了，仓库排着呢，抓紧给您发走哈。",
    "您好，退款已于今天14点原路退回，一般1-3个工作日到账，到账后您核对一下金额，有任何不对直接回我。",
    "这款是纯棉的，可以机洗，水温别超过30度哦。",
    "抱歉让您久等了，查到包裹在武汉中转站，预计明天下午送达，我明晚再帮您看一次。",
    "这个按规定是不能退的呢。",
    "您可以在“我的—订单”里点申请售后，选择换货，填好原因提交就行。",
    "请稍等，我帮您看一下。",
    "已经帮您登记加急，今晚8点前给您回复处理结果。",
]


def process(command: Sequence[str], text: str) -> tuple[float, int]:
    """Run one process: wall seconds and peak memory in KB."""
    start = time.perf_counter()
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT
    )
    assert child.stdin and child.stdout
    child.stdin.write(text.encode())
    child.stdin.close()
    child.stdout.read()
    _, _, usage = os.wait4(child.pid, 0)
    child.returncode = 0
    child.stdout.close()
    return time.perf_counter() - start, usage.ru_maxrss


def interleaved(commands: dict[str, Sequence[str]], text: str, runs: int) -> dict[str, tuple[float, int]]:
    """Run all commands in turn; give each one's median seconds and peak memory."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    memory: dict[str, int] = dict.fromkeys(commands, 0)
    for turn in range(runs + 1):
        for name, command in commands.items():
            taken, peak = process(command, text)
            if turn:  # the first is to warm up
                seconds[name].append(taken)
                memory[name] = max(memory[name], peak)
    return {name: (statistics.median(seconds[name]), memory[name]) for name in commands}


def timed(work: Callable[[], object], runs: int = 5) -> float:
    """Median seconds of a call."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def replies() -> list[str]:
    """Replies of about 70 characters: the samples above, varied by number so that no cache can answer for all."""
    texts = []
    for number in range(250):
        one, other = SHORT[number % len(SHORT)], SHORT[(number * 3 + 1) % len(SHORT)]
        texts.append(f"{one}{other}（{number}）"[:78])
    return texts


def row(name: str, value: str, must: str, goal: str) -> None:
    print(f"{name:<46}{value:>14}   must {must:<10} goal {goal}")


def cold(runs: int) -> None:
    """Whole processes, cold."""
    python = sys.executable
    check = [python, "-m", "coach", "check", "--isolated"]
    naive = [python, "-m", "tests.bench.naive"]
    commands: dict[str, Sequence[str]] = {
        "base": [python, "-c", "import typer, rich.console"],
        "full": [*check, "--output-format", "full", "--color", "always", "-"],
        "piped": [*check, "-"],
        "json": [*check, "--output-format", "json", "-"],
    }
    slow: dict[str, Sequence[str]] = {
        "naive full": [*naive, "full"],
        "naive json": [*naive, "json"],
        "full": commands["full"],
        "json": commands["json"],
    }
    fast = interleaved(commands, DRAFT, runs)
    base = fast["base"][0]
    print(f"base: python -c 'import typer, rich.console' = {base * 1000:.0f} ms; {runs} runs, medians")
    row("cold check, Rich view / base", f"{fast['full'][0] / base:.2f}x", "<= 2.2x", "<= 1.3x")
    row("cold check, piped / base", f"{fast['piped'][0] / base:.2f}x", "<= 1.6x", "<= 1.0x")
    row("cold check, json / base", f"{fast['json'][0] / base:.2f}x", "<= 1.6x", "<= 1.0x")
    against = interleaved(slow, DRAFT, max(3, runs // 3))
    row("naive / cold check, Rich view", f"{against['naive full'][0] / against['full'][0]:.1f}x", ">= 8x", ">= 15x")
    row("naive / cold check, json", f"{against['naive json'][0] / against['json'][0]:.1f}x", ">= 12x", ">= 40x")
    row("peak memory, Rich view", f"{fast['full'][1] / 1024:.0f} MB", "<= 60 MB", "<= 35 MB")
    row("peak memory, json", f"{fast['json'][1] / 1024:.0f} MB", "<= 60 MB", "<= 35 MB")


def warm() -> None:
    """Inside one process."""
    from coach.review import review_many
    from coach.rulebook.loader import load_rulebook
    from coach.rulebook.situation import Situation
    from coach.text import Draft

    book, situation, texts = load_rulebook(), Situation(), replies()
    draft = [Draft.of(DRAFT)]
    next(review_many(draft, book, situation))
    one = timed(lambda: next(review_many(draft, book, situation)), 31)  # as `coach.check` does
    row(f"warm check of {len(DRAFT)} characters, every fault in it", f"{one * 1000:.2f} ms", "<= 3 ms", "<= 1 ms")
    drafts = [Draft.of(text) for text in texts] * 4
    list(review_many(drafts, book, situation))
    many = len(drafts) / timed(lambda: list(review_many(drafts, book, situation)))
    mean = sum(map(len, texts)) / len(texts)
    row(f"replies of {mean:.0f} characters, one core", f"{many / 1000:.1f} k/s", ">= 5 k/s", ">= 40 k/s")


def equal_findings() -> None:
    """Both ways must say the same; the naive one runs in a process of its own, since it changes the house's doors."""
    from coach.review import review
    from coach.rulebook.loader import load_rulebook
    from coach.rulebook.situation import Situation
    from coach.text import Draft

    texts = [DRAFT, *replies()]
    script = (
        "import sys, json, time; from tests.bench import naive; texts = json.load(sys.stdin);"
        "all_ = naive.reviews(texts); first = next(all_); start = time.perf_counter();"
        "rest = list(all_); taken = time.perf_counter() - start;"
        "print(json.dumps([taken, [[[f.rule, *f.span, f.message] for f in r.findings] for r in [first, *rest]]]))"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, input=json.dumps(texts).encode(), capture_output=True, check=True, cwd=ROOT)
    taken, theirs = json.loads(done.stdout)
    ours = [
        [[f.rule, *f.span, f.message] for f in review(Draft.of(text), load_rulebook(), Situation()).findings]
        for text in texts
    ]
    differing = sum(one != other for one, other in zip(ours, theirs, strict=True))
    print(f"findings equal on {len(texts) - differing} of {len(texts)} replies")
    row("naive loop, replies of the same kind", f"{(len(texts) - 1) / taken / 1000:.2f} k/s", "-", "-")
    if differing:
        raise SystemExit("the two ways differ: no figure counts")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    cold(runs)  # first, while this process is small: a child's peak counts its parent's size before exec
    equal_findings()
    warm()
    print(f"(this process peaked at {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB)")


if __name__ == "__main__":
    main()
