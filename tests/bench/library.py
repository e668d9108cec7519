"""`coach lint` over whole libraries against other tools and against itself, printed as ratios.

    python -m tests.bench.library [--runs 3] [--size 100000] [--only files,near,…]

What is compared runs in turn, A B A B …, and medians are taken. AutoCorrect and textlint come from npm into a temporary
folder; without npm those parts are skipped, and said to be.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from coach.lint.near import ALIKE, near_pairs

ROOT = Path(__file__).parent.parent.parent
COACH = (sys.executable, "-m", "coach", "lint", "--isolated", "--exit-zero")
PACKAGES = ("autocorrect-node@2.14.0", "textlint@15", "textlint-rule-prh@6")
GREETINGS = ("亲，", "您好，", "您好呀，", "", "尊敬的客户，", "王女士您好，")
SAID = (
    "您的{thing}已经从{place}发出", "{thing}的退款{money}元已经提交", "您反馈的{thing}问题我们已经登记", "{thing}目前有现货",
    "仓库正在核对{thing}的库存", "已经为您换了一件新的{thing}", "快递今天到了{place}", "发票已经开好，发到您的邮箱",
    "{thing}支持七天无理由退货", "师傅明天上午到{place}取件", "这批{thing}要等{place}的货", "我查到{thing}还在{place}中转",
)  # fmt: skip
ENDS = (
    "，我们会尽快处理。", "，请您耐心等待。", "，预计{days}天内到账。", "，今天{hour}点前给您答复。", "，单号稍后发您。",
    "，收到后您核对一下数量。", "，感谢您的理解与支持。", "，这是公司规定，没有办法。", "，尺码不合适可以换。", "，有问题直接回我。",
    "，洗的时候水温别超过30度。", "，记得开机前先充满电。",
)  # fmt: skip
THINGS = tuple(
    "耳机 充电宝 羽绒服 面霜 保温杯 电饭煲 跑鞋 奶粉 书包 台灯 手机壳 雨伞 床单 行李箱 键盘 毛巾 茶具 拼图".split()
)
PLACES = tuple("杭州 广州 成都 武汉 北京 西安 青岛 厦门 长沙 南京 苏州 昆明".split())


def reply(dice: random.Random, parts: int) -> str:
    """One reply of so many sentences."""
    said = dice.choice(GREETINGS)
    for _ in range(parts):
        said += dice.choice(SAID) + dice.choice(ENDS)
    values = {
        "thing": dice.choice(THINGS), "place": dice.choice(PLACES), "money": dice.randrange(1, 999),
        "days": dice.randrange(1, 15), "hour": dice.randrange(9, 21),
    }  # fmt: skip
    return said.format(**values)


def replies(count: int, seed: int = 1, longest: int = 3) -> Iterator[str]:
    dice = random.Random(seed)
    return (reply(dice, dice.randrange(1, longest + 1)) for _ in range(count))


def written(path: Path, count: int) -> Path:
    """A table of so many entries."""
    rows = (f"k{number},{text},售后" for number, text in enumerate(replies(count)))
    path.write_text("快捷短语编码,快捷短语,快捷短语分组\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


class Run:
    """Commands timed in turn."""

    def __init__(self, folder: Path, runs: int) -> None:
        self.folder, self.runs = folder, runs
        self.env = {**os.environ, "PYTHONPATH": str(ROOT), "COACH_CACHE_DIR": str(folder / "cache")}

    def once(self, command: tuple[str, ...], cwd: Path) -> float:
        """Wall seconds of a process."""
        start = time.perf_counter()
        child = subprocess.Popen(command, cwd=cwd, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert child.stdout
        size = 0
        while chunk := child.stdout.read(1 << 20):
            size += len(chunk)
        child.wait()
        child.stdout.close()
        if child.returncode not in (0, 1) or not size:
            raise SystemExit(f"failed ({child.returncode}): {' '.join(command[:6])}")
        return time.perf_counter() - start

    def peak(self, command: tuple[str, ...], cwd: Path) -> float:
        """Peak megabytes of a process started by a small one: a child of this one would begin with its memory."""
        code = (
            "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        done = subprocess.run([sys.executable, "-c", code, *command], cwd=cwd, env=self.env, capture_output=True)
        return int(done.stdout) / 1024

    def compared(
        self, commands: dict[str, tuple[str, ...]], cwd: Path, before: Callable[[str], None] = lambda _: None
    ) -> dict[str, float]:
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(self.runs):
            for name, command in commands.items():
                before(name)
                seconds[name].append(self.once(command, cwd))
        return {name: statistics.median(taken) for name, taken in seconds.items()}


def tell(what: str, ratio: float, limit: str, detail: str) -> None:
    print(f"{what:<44} {ratio:6.2f}   {limit:<18} {detail}", flush=True)


def shown(seconds: dict[str, float]) -> str:
    return ", ".join(f"{name} {taken:.2f} s" for name, taken in seconds.items())


def tools(folder: Path) -> Path | None:
    """Install the tools to compare with; None without npm or network."""
    if shutil.which("npm") is None:
        print("npm is absent: AutoCorrect and textlint are skipped")
        return None
    done = subprocess.run(
        ["npm", "install", "--silent", "--no-fund", "--no-audit", *PACKAGES], cwd=folder, capture_output=True
    )
    if done.returncode:
        print("npm could not install: AutoCorrect and textlint are skipped")
        return None
    return folder / "node_modules" / ".bin"


def many_files(run: Run, bin_: Path | None) -> None:
    """1,000 files of three short replies, against AutoCorrect with a few word rules."""
    folder = run.folder / "files"
    folder.mkdir()
    texts = list(replies(3000, longest=1))
    for number in range(1000):
        (folder / f"{number}.txt").write_text("\n\n".join(texts[3 * number : 3 * number + 3]) + "\n", encoding="utf-8")
    words = "".join(f"    {word} = {word}\n" for word in ("Wi-Fi", "iPhone", "GitHub", "SaaS"))
    (folder / ".autocorrectrc").write_text(
        f"rules:\n  space-word: 1\nspellcheck:\n  words: |\n{words}", encoding="utf-8"
    )
    commands = {"coach": (*COACH, "--no-cache", "--output-format", "json", ".")}
    if bin_:
        commands["AutoCorrect"] = (str(bin_ / "autocorrect"), "--lint", "--format", "json", ".")
    seconds = run.compared(commands, folder)
    if bin_:
        tell(
            "1,000 files, of AutoCorrect's time",
            seconds["coach"] / seconds["AutoCorrect"],
            "≤ 2.0 (goal 1.0)",
            shown(seconds),
        )
    run.once((*COACH, "--output-format", "json", "."), folder)  # fills the cache
    cached = run.compared({"cold": commands["coach"], "warm": (*COACH, "--output-format", "json", ".")}, folder)
    print(f"{'  the same from the cache':<44} {cached['warm'] / cached['cold']:6.2f}   {'':<18} {shown(cached)}")


def one_file(run: Run, bin_: Path | None) -> None:
    """1 MB of replies in one file, against textlint with 200 rules."""
    folder = run.folder / "one"
    folder.mkdir()
    text = ""
    for each in replies(20_000, seed=2):
        text += each + "\n\n"
        if len(text.encode()) > 1_000_000:
            break
    (folder / "a.md").write_text(text, encoding="utf-8")
    rules = [{"expected": f"词{number}", "patterns": [f"旧词{number}", f"老词{number}"]} for number in range(196)]
    rules += [{"expected": "预计今天", "pattern": word} for word in ("尽快处理", "耐心等待", "公司规定", "理解与支持")]
    (folder / "prh.yml").write_text(json.dumps({"version": 1, "rules": rules}, ensure_ascii=False), encoding="utf-8")
    (folder / ".textlintrc.json").write_text(json.dumps({"rules": {"prh": {"rulePaths": ["prh.yml"]}}}))
    if bin_:
        commands = {
            "coach": (*COACH, "--no-cache", "--output-format", "json", "a.md"),
            "textlint": (str(bin_ / "textlint"), "--format", "json", "a.md"),
            "AutoCorrect": (str(bin_ / "autocorrect"), "--lint", "--format", "json", "a.md"),
        }
        os.symlink(bin_.parent, folder / "node_modules")
        seconds = run.compared(commands, folder)
        tell("1 MB, of textlint's time with 200 rules", seconds["coach"] / seconds["textlint"], "≤ 0.7", shown(seconds))
        tell("1 MB, of AutoCorrect's time", seconds["coach"] / seconds["AutoCorrect"], "goal ≤ 1.0", "")


def cache(run: Run, size: int) -> None:
    """A library judged anew, and taken from the cache."""
    folder = run.folder / "cached"
    folder.mkdir()
    written(folder / "a.csv", size)
    command = (*COACH, "--output-format", "jsonl", "-j", "1", "a.csv")

    def before(name: str) -> None:
        if name == "cold":
            shutil.rmtree(run.folder / "cache", ignore_errors=True)
            subprocess.run([*COACH[:3], "check", "--text", "好"], env=run.env, capture_output=True, cwd=ROOT)

    seconds = run.compared({"cold": command, "warm": command}, folder, before)
    tell(f"warm cache, times faster ({size:,} entries)", seconds["cold"] / seconds["warm"], "≥ 5", shown(seconds))


def processes(run: Run, size: int) -> None:
    """One process and two."""
    folder = run.folder / "jobs"
    folder.mkdir()
    written(folder / "a.csv", size)
    commands = {
        f"{jobs} job": (*COACH, "--no-cache", "--output-format", "jsonl", "-j", str(jobs), "a.csv") for jobs in (1, 2)
    }
    seconds = run.compared(commands, folder)
    tell(f"two jobs, times faster ({size:,} entries)", seconds["1 job"] / seconds["2 job"], "≥ 1.6", shown(seconds))


def memory(run: Run) -> None:
    """Peak memory as the same entries lie in more files, and as the entries grow."""
    peaks = {}
    for files, entries in ((10, 3000), (1000, 3000), (1000, 30000)):
        folder = run.folder / f"memory-{files}-{entries}"
        folder.mkdir()
        texts = list(replies(entries))
        each = entries // files
        for number in range(files):
            (folder / f"{number}.txt").write_text(
                "\n\n".join(texts[each * number : each * (number + 1)]), encoding="utf-8"
            )
        peaks[files, entries] = run.peak((*COACH, "--no-cache", "-j", "1", "--output-format", "jsonl", "."), folder)
    detail = ", ".join(f"{files} files/{entries} entries {peak:.0f} MB" for (files, entries), peak in peaks.items())
    tell("peak memory, 1,000 files of 10's", peaks[1000, 3000] / peaks[10, 3000], "flat", detail)


def near(_: Run) -> None:
    """Near-duplicates in this process: time, and what is found of all there are."""
    for size, limit in ((10_000, 1.0), (100_000, 10.0)):
        texts = planted(size)
        start = time.process_time()
        pairs = near_pairs(texts)
        taken = time.process_time() - start
        tell(f"near-duplicates of {size:,}, seconds of one core", taken, f"≤ {limit:.0f}", f"{len(pairs)} pairs")
        if size == 10_000:
            found = {(one, other) for one, other, _ in pairs}
            every = all_pairs(texts)
            tell(
                "  found of all pairs",
                len(found & every) / len(every),
                "≥ 0.97",
                f"{len(every)} pairs, none false: {found <= every}",
            )


def planted(size: int) -> list[str]:
    """Replies of random words; one in ten is another one with up to a tenth of it changed."""
    dice = random.Random(7)
    signs = "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开"
    texts: list[str] = []
    for number in range(size):
        if number and dice.random() < 0.1:
            text = list(dice.choice(texts))
            for _ in range(max(1, len(text) // dice.choice((8, 12, 20)))):
                place, how = dice.randrange(len(text)), dice.randrange(3)
                text[place : place + (how != 1)] = "" if how == 2 else dice.choice(signs)
            texts.append("".join(text))
        else:
            texts.append("".join(dice.choice(signs) for _ in range(dice.randrange(15, 80))))
    return texts


def all_pairs(texts: list[str]) -> set[tuple[int, int]]:
    """Every pair that is alike, by comparing each with each of a length it can be alike to."""
    from rapidfuzz import fuzz

    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    pairs = set()
    for place, one in enumerate(order):
        longest = len(texts[one]) * (200 - ALIKE) / ALIKE + 1
        for other in order[place + 1 :]:
            if len(texts[other]) > longest:
                break
            if fuzz.ratio(texts[one], texts[other], score_cutoff=ALIKE):
                pairs.add((min(one, other), max(one, other)))
    return pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--size", type=int, default=100_000, help="entries of the library for the jobs")
    parser.add_argument("--only", default="near,files,one,cache,jobs,memory")
    asked = parser.parse_args()
    wanted = asked.only.split(",")
    with tempfile.TemporaryDirectory() as name:
        run = Run(Path(name), asked.runs)
        bin_ = tools(run.folder) if {"files", "one"} & set(wanted) else None
        subprocess.run([*COACH[:3], "check", "--text", "好"], env=run.env, capture_output=True, cwd=ROOT)
        parts: dict[str, Callable[[], None]] = {
            "near": lambda: near(run), "files": lambda: many_files(run, bin_), "one": lambda: one_file(run, bin_),
            "cache": lambda: cache(run, min(asked.size, 20_000)), "jobs": lambda: processes(run, asked.size),
            "memory": lambda: memory(run),
        }  # fmt: skip
        for part in wanted:
            parts[part]()


if __name__ == "__main__":
    main()
