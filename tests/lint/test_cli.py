"""`coach lint` and `coach baseline` as a user runs them, in folders made for each test."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.cli import main

HEAD = "快捷短语编码,快捷短语,快捷短语分组\n"
PROMISE = "您好，我们会尽快处理您的问题。"
CLEAN = "亲，今天18点前发出，单号发出后马上给您。"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("COACH_CONFIG", "COACH_OUTPUT_FORMAT"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def table(*rows: str, name: str = "话术.csv") -> None:
    Path(name).write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], str]:
    code = main(["lint", "--today", "2026-03-01", *arguments])
    out, err = capfd.readouterr()
    return code, out.splitlines(), err


def test_each_entry_and_the_library_are_judged(capfd: pytest.CaptureFixture[str]) -> None:
    table(f"wt,{PROMISE},售前", f"fh,{CLEAN},物流", "FH,活动截止2025-12-31。,活动")
    code, lines, err = run(capfd, "话术.csv")
    assert (code, [line.split(" ")[:3] for line in lines]) == (
        1,
        [
            ["话术.csv:2:7:", "重要", "vague-promise"],
            ["话术.csv:3:4:", "重要", "library.shortcut"],
            ["话术.csv:4:8:", "重要", "library.expired"],
        ],
    )
    assert "共 3 条话术，重要 3" in err


def test_a_clean_library_is_clean(capfd: pytest.CaptureFixture[str]) -> None:
    table(f"fh,{CLEAN},物流")
    assert run(capfd)[:2] == (0, [])


def test_show_entries_judges_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    table(f"wt,{PROMISE},售前")
    code, lines, err = run(capfd, "--show-entries")
    assert code == 0 and "共 1 条话术，来自 1 个文件" in err
    assert lines == [f"话术.csv:2:4: [千牛]  快捷码=wt  分组=售前  「{PROMISE}」"]


def test_a_map_names_the_columns(capfd: pytest.CaptureFixture[str]) -> None:
    Path("自己的.csv").write_text(f"甲,乙,丙\nwt,{PROMISE},短信\n", encoding="utf-8")
    assert run(capfd, "自己的.csv")[0] == 2
    code, lines, _ = run(capfd, "自己的.csv", "--map", "text=乙,shortcut=甲,channel=丙", "--show-entries")
    assert code == 0 and "快捷码=wt  渠道=短信" in lines[0]
    assert run(capfd, "自己的.csv", "--map", "txt=乙")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "rules"),
    [
        (["--select", "library"], {"library.shortcut"}),
        (["--select", "vague-promise"], {"vague-promise"}),
        (["--select", "library.shortcut,vague-promise"], {"library.shortcut", "vague-promise"}),
        (["--ignore", "library"], {"vague-promise"}),
        (["--ignore", "library.shortcut", "--ignore", "vague-promise"], set()),
    ],
)
def test_rules_on_libraries_are_chosen_like_the_others(
    capfd: pytest.CaptureFixture[str], arguments: list[str], rules: set[str]
) -> None:
    table(f"wt,{PROMISE},售前", f"WT,{CLEAN},物流")
    _, lines, _ = run(capfd, *arguments)
    assert {line.split(" ")[2] for line in lines} == rules


def test_an_unknown_library_rule_is_a_usage_error(capfd: pytest.CaptureFixture[str]) -> None:
    table(f"wt,{CLEAN},售前")
    code, _, err = run(capfd, "--ignore", "library.duplicate")
    assert code == 2 and "library.near-duplicate" in err


def test_check_passes_over_the_rules_on_libraries(capfd: pytest.CaptureFixture[str]) -> None:
    Path("coach.toml").write_text(
        'ignore = ["library.group"]\n[severity]\n"library.term" = "major"\n', encoding="utf-8"
    )
    assert main(["check", "--text", CLEAN]) == 0


def test_config_of_libraries(capfd: pytest.CaptureFixture[str]) -> None:
    Path("短信").mkdir()
    table(f"wt,{PROMISE},售前", name="短信/旧.csv")
    table(f"cd,{'好' * 80},售前", name="短信/新.csv")
    table("yh,请领取优惠卷。,售前", name="券.csv")
    Path("coach.toml").write_text(
        """
exclude = ["旧*.csv"]
ignore = ["readability"]
terms = [["优惠券", "优惠卷"]]
[severity]
"library.term" = "major"
[limits]
sms = 79
[per-path."短信/**"]
channel = "sms"
ignore = ["library.group"]
""",
        encoding="utf-8",
    )
    code, lines, _ = run(capfd)
    assert (code, [line.split(" ")[:3] for line in lines]) == (
        1,
        [["券.csv:2:7:", "重要", "library.term"], ["短信/新.csv:2:83:", "重要", "library.too-long"]],
    )


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('[per-path."a/*"]\nignor = []', "2:1: “a/*”里没有“ignor”这一项，是不是“ignore”？"),
        ('[per-path."a/*"]\nscene = "refnd"', "2:1: “scene”不能是“refnd”，是不是“refund”？"),
        ("[limits]\nsms = 0", "2:1: “sms”的上限应是一个正整数"),
        ("[limits]\nfax = 10", "2:1: “channel”不能是“fax”"),
        ('terms = [["券"]]', "1:10: 一组里至少要有两个词"),
        ('[[waivers]]\nreason = "x"', "1:3: 豁免缺少 rule"),
        ('[[waivers]]\nrule = "x"\nuntil = "2026-1-1"', "3:1: until 要写成 2026-12-31 这样的日期，不加引号"),
        ('[[waivers]]\nrule = "vague-promis"', "1:3: 豁免里没有“vague-promis”这条规则，是不是“vague-promise”？"),
    ],
)
def test_faults_of_the_config_are_told_at_their_place(
    capfd: pytest.CaptureFixture[str], toml: str, message: str
) -> None:
    table(f"wt,{CLEAN},售前")
    Path("coach.toml").write_text(toml, encoding="utf-8")
    code, lines, err = run(capfd)
    assert (code, lines) == (2, []) and f"coach.toml:{message}" in err


def test_the_entrys_own_channel_wins_over_the_config_and_the_command_line_over_it(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Path("a.csv").write_text(f"内容,渠道\n{'好' * 80},短信\n{'行' * 80},邮件\n", encoding="utf-8")
    arguments = ("--map", "text=内容,channel=渠道", "--select", "library.too-long")
    assert len(run(capfd, *arguments)[1]) == 1
    assert len(run(capfd, *arguments, "--channel", "sms")[1]) == 2
    assert len(run(capfd, *arguments, "--channel", "email")[1]) == 0


def test_a_word_in_the_scene_column_that_means_nothing_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.csv").write_text(f"内容,场景\n{CLEAN},退款退换\n{CLEAN[1:]},外太空\n", encoding="utf-8")
    _, _, err = run(capfd, "--map", "text=内容,scene=场景")
    assert "1 条的场景不认识（“外太空”）" in err


def test_a_baseline_sets_old_findings_aside_wherever_they_move(capfd: pytest.CaptureFixture[str]) -> None:
    rows = [f"wt,{PROMISE},售前", f"fh,{CLEAN},物流", "FH,活动截止2025-12-31。,活动"]
    table(*rows)
    assert main(["baseline", "--today", "2026-03-01"]) == 0
    kept = Path("coach-baseline.json").read_text(encoding="utf-8")
    assert "尽快" not in kept and len(json.loads(kept)["findings"]) == 3
    arguments = ("--baseline", "coach-baseline.json")
    assert run(capfd, *arguments)[:2] == (0, [])
    table(rows[2], "new,发票已经开好。,物流", rows[0].replace("您好，", "亲，您好，"), rows[1])
    assert run(capfd, *arguments)[:2] == (0, [])
    table(*rows, "zz,请您耐心等待。,售前")
    code, lines, _ = run(capfd, *arguments)
    assert code in (0, 1) and {line.split(":")[1] for line in lines} == {"5"}
    table(rows[1])
    assert "基线里有 3 处已经改好" in run(capfd, *arguments)[2]


def test_baseline_waivers_and_paths_hold_wherever_it_is_run(
    capfd: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("库").mkdir()
    table(f"wt,{PROMISE},售前", name="库/a.csv")
    Path("coach.toml").write_text(
        """baseline = "b [1].json"
[per-path."库/*.csv"]
ignore = ["library.link"]
[[waivers]]
rule = "library.expired"
path = "库/a.csv"
reason = "留着对账"
""",
        encoding="utf-8",
    )
    assert main(["baseline", "--today", "2026-03-01"]) == 0 and Path("b [1].json").exists()
    table(f"wt,{PROMISE},售前", "hd,活动截止2025-12-31，详见https：//shop.cn,活动", name="库/a.csv")
    assert run(capfd)[:2] == (0, [])
    monkeypatch.chdir(folder / "库")
    assert run(capfd, "a.csv")[:2] == (0, [])
    assert run(capfd, str(folder / "库"))[:2] == (0, [])


def test_two_equal_findings_need_two_places_in_the_baseline(capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(f"{PROMISE}\n", encoding="utf-8")
    arguments = ("--select", "vague-promise")
    assert main(["baseline", *arguments]) == 0
    Path("a.txt").write_text(f"{PROMISE}\n\n亲，{PROMISE}\n", encoding="utf-8")
    assert len(run(capfd, *arguments, "--baseline", "coach-baseline.json")[1]) == 1


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 2, "findings": []}', '{"version": 1, "findings": [{}]}'])
def test_a_broken_baseline_is_trouble(capfd: pytest.CaptureFixture[str], text: str) -> None:
    table(f"wt,{CLEAN},售前")
    Path("b.json").write_text(text, encoding="utf-8")
    code, lines, err = run(capfd, "--baseline", "b.json")
    assert (code, lines) == (2, []) and "b.json" in err


def test_no_baseline_is_made_of_what_could_not_be_read(capfd: pytest.CaptureFixture[str]) -> None:
    table(f"wt,{CLEAN},售前")
    Path("坏.txt").write_bytes(b"\xff\xfe\x00\xd8")
    assert main(["baseline"]) == 2
    assert not Path("coach-baseline.json").exists()


WAIVERS = """\
waivers:
  - rule: vague-promise
    entry: wt
    reason: 主管已确认
    until: {until}
"""


def test_a_waiver_holds_until_its_day(capfd: pytest.CaptureFixture[str]) -> None:
    table(f"wt,{PROMISE},售前")
    Path("coach-waivers.yaml").write_text(WAIVERS.format(until="2026-03-01"), encoding="utf-8")
    code, lines, err = run(capfd)
    assert (code, lines) == (0, []) and "1 处已豁免" in err
    Path("coach-waivers.yaml").write_text(WAIVERS.format(until="2026-02-28"), encoding="utf-8")
    code, lines, _ = run(capfd)
    assert code == 1
    assert [line.split(" ")[:3] for line in lines] == [
        ["话术.csv:2:7:", "重要", "vague-promise"],
        ["coach-waivers.yaml:2:3:", "重要", "waiver.expired"],
    ]


def test_waivers_that_are_no_good_are_findings(capfd: pytest.CaptureFixture[str]) -> None:
    table(f"wt,{CLEAN},售前")
    Path("coach.toml").write_text('[[waivers]]\nrule = "vague-promise"\npath = "*.csv"\n', encoding="utf-8")
    found = [line.split(" ")[2] for line in run(capfd, ".")[1]]
    assert found == ["waiver.no-reason", "waiver.unused"]
    assert [line.split(" ")[2] for line in run(capfd, "话术.csv")[1]] == ["waiver.no-reason"]  # not all was seen


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("waivers:\n  - rule: vague-promis\n", "w.yaml:2:11: 没有“vague-promis”这条规则，是不是“vague-promise”？"),
        ("waivers:\n  - rule: vague-promise\n    untill: 2026-01-01\n", "w.yaml:3:5: 没有“untill”这一项"),
        ("waivers:\n  - rule: vague-promise\n    until: 2026-02-30\n", "w.yaml:3:12: until 要写成"),
        ("waivers:\n  - reason: x\n", "w.yaml:2:5: 豁免缺少 rule"),
        ("waivers: 3\n", "w.yaml:1:10: 要写成 waivers: 下面的一个列表"),
    ],
)
def test_faults_of_the_waiver_file(capfd: pytest.CaptureFixture[str], text: str, message: str) -> None:
    table(f"wt,{CLEAN},售前")
    Path("w.yaml").write_text(text, encoding="utf-8")
    code, lines, err = run(capfd, "话术.csv", "--waivers", "w.yaml")
    assert (code, lines) == (2, []) and message in err


COMMENTED = {
    "a.yaml": f"""\
# coach-ignore vague-promise 至 2026-12-31：主管已确认
- {PROMISE}
- {PROMISE[:-1]}吧。
- {PROMISE[:-1]}啊。 # coach-ignore vague-promise: 客户同意
- "{PROMISE[:-1]}# coach-ignore vague-promise：这是正文"
""",
    "a.md": f"""\
## 甲
<!-- coach-ignore vague-promise 至 2026-12-31：主管已确认 -->
{PROMISE}

## 乙
{PROMISE[:-1]}吧。
<!-- coach-ignore vague-promise，opaque-wait
：客户同意 -->

## 丙
{PROMISE[:-1]}啊。
""",
}


@pytest.mark.parametrize(("name", "lines"), [("a.yaml", ["3", "5"]), ("a.md", ["6"])])
def test_comments_waive(capfd: pytest.CaptureFixture[str], name: str, lines: list[str]) -> None:
    Path(name).write_text(COMMENTED[name], encoding="utf-8")
    _, found, err = run(capfd, name, "--select", "vague-promise")
    assert [line.split(":")[1] for line in found] == lines, err
    assert "2 处已豁免" in err


@pytest.mark.parametrize(
    ("comment", "rule", "code"),
    [
        ("coach-ignore opaque-wait：没有等待", "waiver.unused", 0),
        ("coach-ignore vague-promise", "waiver.no-reason", 0),
        ("coach-ignore vague-promise 至 2026-01-01：旧", "waiver.expired", 1),
        ("coach-ignore vague-promis：错字", None, 2),
        ("coach-ignore：什么", None, 2),
        ("coach-ignore vague-promise 至 2026-02-30：日子", None, 2),
    ],
)
def test_comments_that_are_no_good(
    capfd: pytest.CaptureFixture[str], comment: str, rule: str | None, code: int
) -> None:
    Path("a.yaml").write_text(f"# {comment}\n- {PROMISE}\n", encoding="utf-8")
    done, found, err = run(capfd, "a.yaml", *(["--ignore", "vague-promise"] if rule == "waiver.unused" else []))
    assert done == code
    assert [line.split(" ")[2] for line in found if "waiver" in line] == ([rule] if rule else [])
    assert rule or "没能批阅 a.yaml：第 1 行的 coach-ignore" in err


def test_a_waiver_of_a_rule_that_is_off_is_not_useless(capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.yaml").write_text(f"# coach-ignore vague-promise：主管已确认\n- {PROMISE}\n", encoding="utf-8")
    assert run(capfd, ".", "--ignore", "vague-promise")[:2] == (0, [])


def git(*arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@t", *arguments], check=True, capture_output=True)


def test_since_judges_only_what_has_changed(capfd: pytest.CaptureFixture[str]) -> None:
    rows = [f"wt,{PROMISE},售前", f"fh,{CLEAN},物流"]
    git("init", "-q")
    table(*rows)
    git("add", ".")
    git("commit", "-qm", "a")
    assert run(capfd, "--since", "HEAD")[:2] == (0, [])
    table(rows[1], rows[0])  # moved, not changed
    assert run(capfd, "--since", "HEAD")[:2] == (0, [])
    table(*rows, "FH,您好，稍后尽快处理您的问题。,售前")
    Path("新.txt").write_text(PROMISE, encoding="utf-8")
    code, lines, _ = run(capfd, "--since", "HEAD")
    assert code == 1 and {line.split(":")[0] + line.split(":")[1] for line in lines} == {"话术.csv4", "新.txt1"}


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD:话术.csv", "a\nb", ""])
def test_since_takes_only_revisions(capfd: pytest.CaptureFixture[str], revision: str) -> None:
    git("init", "-q")
    table(f"wt,{CLEAN},售前")
    git("add", ".")
    git("commit", "-qm", "a")
    code, lines, _ = run(capfd, f"--since={revision}")
    assert (code, lines) == (2, [])
    assert sorted(path.name for path in Path().iterdir()) == [".git", "话术.csv"]


def test_since_outside_a_repository(capfd: pytest.CaptureFixture[str]) -> None:
    table(f"wt,{CLEAN},售前")
    code, lines, err = run(capfd, "--since", "HEAD")
    assert (code, lines) == (2, []) and "git" in err


def test_the_gravest_findings_are_shown_and_all_count(capfd: pytest.CaptureFixture[str]) -> None:
    table(*(f"a{number},{PROMISE[:-1]}{'了' * number}。,售前" for number in range(4)))
    code, lines, err = run(capfd, "--max-findings", "1", "--ignore", "library.near-duplicate")
    assert (code, len(lines)) == (1, 1) and "没有列出" in err


@pytest.mark.parametrize("name", ["空", "没有的.csv"])
def test_nothing_to_judge_is_no_green(capfd: pytest.CaptureFixture[str], name: str) -> None:
    Path("空").mkdir()
    code, lines, _ = run(capfd, name)
    assert (code, lines) == (2, [])


def test_what_cannot_be_read_is_told_and_the_rest_judged(capfd: pytest.CaptureFixture[str]) -> None:
    table(f"wt,{PROMISE},售前")
    Path("坏.txt").write_bytes(b"\xff\xfe\x00\xd8")
    Path("深.json").write_text("[" * 100_000, encoding="utf-8")
    Path("别名.yaml").write_text("a: &a [好, 好]\nb: [*a, *a]\n", encoding="utf-8")
    Path("圈").symlink_to("圈")
    os.symlink(".", "回")
    code, lines, err = run(capfd, ".", "坏.txt", "深.json", "别名.yaml", "圈")
    assert code == 2 and len(lines) == 1
    for name in ("坏.txt", "深.json", "别名.yaml", "圈"):
        assert f"没能批阅 {name}" in err


def test_standard_input_has_the_type_of_its_name(capfd: pytest.CaptureFixture[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coach", "lint", "-", "--stdin-filename", "库/话术.csv"],
        input=(HEAD + f"wt,{PROMISE},售前\n").encode(),
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent.parent)},
    )
    assert done.returncode == 1 and done.stdout.decode().startswith("库/话术.csv:2:7: 重要 vague-promise")


@pytest.mark.parametrize(
    "name",
    ["json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "rdjsonl", "html", "markdown"],
)
def test_every_format_speaks_of_the_library(capfd: pytest.CaptureFixture[str], name: str) -> None:
    table(f"wt,{PROMISE},售前", f"WT,{CLEAN},物流")
    code, lines, _ = run(capfd, "--output-format", name, "-o", "sarif:另.sarif")
    assert code == 1 and any("library.shortcut" in line for line in lines)
    assert "library.shortcut" in Path("另.sarif").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="no process groups")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_it_at_once_and_leaves_no_process(jobs: str, folder: Path) -> None:
    table(*(f"k{number},{PROMISE[:-1]}{number}。请您耐心等待，感谢您的理解与支持。,售前" for number in range(20_000)))
    command = [sys.executable, "-m", "coach", "lint", "--no-cache", "-j", jobs, "话术.csv"]
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent.parent)}
    child = subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    time.sleep(3)
    os.killpg(child.pid, signal.SIGINT)
    out, err = child.communicate(timeout=30)
    said = [line for line in err.decode().split("\n") if line and not line.startswith("首次使用")]  # a cold cache
    assert (child.returncode, out, said) == (130, b"", ["已中断"])
    with pytest.raises(ProcessLookupError):
        for _ in range(50):
            os.killpg(child.pid, 0)
            time.sleep(0.1)
