"""The command from outside and in: exit codes, streams, bad input, the fast path against Typer."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import coach
from coach import cli
from coach.cli import app, checking
from coach.cli.argv import OPTIONS, parse_check
from coach.cli.streams import colours_for, width_of
from coach.cli.wish import CheckWish
from coach.errors import UsageError
from coach.report import FORMATS

HERE = Path(__file__).parent
TEAM = str(HERE / "cases" / "team")
ONLY = ("--isolated", "--rules", TEAM, "--select", "team", "--scene", "general")
FLAGGED = "您好，我们改天再回复您。"


class Ran(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process."""
    for name in ("COACH_OUTPUT_FORMAT", "COACH_CONFIG", "COACH_DEBUG", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)

    def go(*arguments: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = cli.main(arguments)
        out, err = capfdbinary.readouterr()
        return Ran(status, out.decode("utf-8"), err.decode("utf-8").replace("首次使用：正在建立词典，约 1 秒……\n", ""))

    return go


def child(*arguments: str, stdin: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "coach", *arguments],
        input=stdin,
        capture_output=True,
        env=os.environ | more,
        cwd=HERE.parent,
    )


# -- exit codes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "stdin", "status"),
    [
        ((), "好的，已为您登记。", 0),
        ((), FLAGGED, 1),
        (("--fail-on", "fatal"), FLAGGED, 0),
        (("--fail-on", "hint"), FLAGGED, 1),
        (("--fail-on", "never"), FLAGGED, 0),
        (("--exit-zero",), FLAGGED, 0),
        ((), "", 2),
        (("--exit-zero",), "", 2),
        (("没有.txt", "-"), FLAGGED, 2),
    ],
)
@pytest.mark.parametrize("form", list(FORMATS))
def test_exit_codes_are_the_same_in_every_format(
    run: Run, more: tuple[str, ...], stdin: str, status: int, form: str
) -> None:
    assert run("check", *ONLY, *more, "--output-format", form, stdin=stdin.encode()).status == status


def test_a_failure_never_hides_the_other_results(run: Run) -> None:
    ran = run("check", *ONLY, "没有.txt", "-", ".", "--output-format", "json", stdin=FLAGGED.encode())
    document = json.loads(ran.out)
    assert [len(one["findings"]) for one in document["reviews"]] == [1]
    assert [one["source"] for one in document["failures"]] == ["没有.txt", "."]
    assert ran.err.count("没能批阅") == 2


def test_a_rule_that_breaks_is_a_failure_and_the_rest_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = checking.review
    monkeypatch.setattr(
        checking,
        "review",
        lambda *given: judge(*given).__class__(**{**vars(judge(*given)), "crashed": ("bad: KeyError",)}),
    )
    ran = run("check", *ONLY, stdin=FLAGGED.encode())
    assert (ran.status, "team-soon" in ran.out, "规则 bad: KeyError 出错" in ran.err) == (2, True, True)


def test_a_review_that_breaks_is_a_failure_without_words_of_the_draft(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*given: object) -> None:
        raise KeyError(FLAGGED)

    monkeypatch.setattr(checking, "review", breaks)
    ran = run("check", *ONLY, stdin=FLAGGED.encode())
    assert (ran.status, ran.out) == (2, "")
    assert "KeyError" in ran.err and "改天" not in ran.err


@pytest.mark.parametrize("debug", ["", "1"])
def test_our_own_defect_is_70_and_tells_type_and_place_only(
    run: Run, monkeypatch: pytest.MonkeyPatch, debug: str
) -> None:
    secret = "草稿里的话"

    def breaks(*given: object) -> int:
        raise ValueError(secret)

    monkeypatch.setenv("COACH_DEBUG", debug)
    monkeypatch.setattr(checking, "settle", breaks)
    ran = run("check", *ONLY, "-t", secret)
    assert ran.status == 70
    assert "内部错误：ValueError（test_cli.py:" in ran.err
    assert secret not in ran.err
    assert ("in breaks" in ran.err) == bool(debug)


def test_an_interrupt_is_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stops(*given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "review", stops)
    ran = run("check", *ONLY, stdin=FLAGGED.encode())
    assert (ran.status, ran.err) == (130, "\n已中断\n")


def test_ctrl_c_while_waiting_for_a_pipe_is_130() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "coach", "check", *ONLY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


# -- bad input -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", list(FORMATS))
@pytest.mark.parametrize(
    "draft",
    [
        "😀👍🏽🇨🇳",
        "\x00",
        "\x00" * 3,
        "a\x00b",
        "\x07\x1b[2J\x1b]0;x\x07",
        "[red]x[/b]",
        "[/b]",
        ":smile:",
        "‮abc",
        "​​",
        "\r\n\r",
        "。",
    ],
)
def test_strange_drafts_are_judged_or_refused_without_noise(run: Run, draft: str, form: str) -> None:
    ran = run("check", *ONLY, "--output-format", form, "--text", draft)
    assert ran.status in (0, 2)
    assert "Traceback" not in ran.err and "内部" not in ran.err
    assert not set(ran.out + ran.err) & set("\x00\x07\x1b‮\r")


def test_a_lone_surrogate_is_written_as_json_allows(run: Run) -> None:
    ran = run("check", *ONLY, "--output-format", "json", "--text", "改天再\ud83d回复您")
    assert json.loads(ran.out)["reviews"][0]["findings"][0]["text"] == "改天再\ud83d回复"
    ran = run("check", *ONLY, "--text", "改天再\ud83d回复您")
    assert "改天再�回复" in ran.out


def test_an_argument_in_gbk_is_read(run: Run) -> None:
    ran = run("check", *ONLY, "--text", os.fsdecode(FLAGGED.encode("gbk")))
    assert "「改天再回复」" in ran.out


def test_a_draft_of_a_megabyte(run: Run) -> None:
    ran = run("check", *ONLY, stdin=("您好，已为您登记。" * 40_000 + FLAGGED).encode())
    assert (ran.status, ran.out.count("team-soon")) == (1, 1)
    ran = run("check", *ONLY, "--output-format", "full", stdin=("您好，已为您登记。" * 40_000 + FLAGGED).encode())
    assert len(ran.out) < 3000 and "【改天再回复】①" in ran.out


def test_a_source_too_large_to_be_a_reply_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "disk.img"
    with path.open("wb") as file:
        file.truncate(40 * 1024 * 1024)
    ran = run("check", *ONLY, str(path))
    assert ran.status == 2 and "超过 32 MB" in ran.err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("好的")
    path.chmod(0)
    assert "没有读取权限" in run("check", *ONLY, str(path)).err


def test_an_impossible_name(run: Run) -> None:
    ran = run("check", *ONLY, "a\x00b")
    assert ran.status == 2 and "文件名有误" in ran.err


def test_closed_streams(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m coach check {" ".join(ONLY)}'
    done = subprocess.run(f"{command} <&-", shell=True, capture_output=True, cwd=HERE.parent)
    assert done.returncode == 2 and "没有标准输入" in done.stderr.decode()
    done = subprocess.run(f"{command} --text {FLAGGED} >&-", shell=True, capture_output=True, cwd=HERE.parent)
    assert done.returncode == 2 and "标准输出是关着的" in done.stderr.decode()
    done = subprocess.run(f'"{sys.executable}" -m coach check -h >&-', shell=True, capture_output=True, cwd=HERE.parent)
    assert done.returncode == 2 and "标准输出是关着的" in done.stderr.decode()
    done = subprocess.run(f"{command} --text {FLAGGED} 2>&-", shell=True, capture_output=True, cwd=HERE.parent)
    assert done.returncode == 1 and "team-soon" in done.stdout.decode()


def test_a_reader_who_leaves_is_no_defect() -> None:
    """The status of the run stands, and nothing is said of the pipe."""
    read, write = os.pipe()
    os.close(read)
    long = (FLAGGED + "\n") * 5000
    process = subprocess.Popen(
        [sys.executable, "-m", "coach", "check", *ONLY, "-q"],
        stdin=subprocess.PIPE,
        stdout=write,
        stderr=subprocess.PIPE,
    )
    os.close(write)
    _, err = process.communicate(long.encode(), timeout=60)
    assert (process.returncode, err.decode().replace("首次使用：正在建立词典，约 1 秒……\n", "")) == (1, "")


def test_help_into_a_closed_pipe() -> None:
    read, write = os.pipe()
    os.close(read)
    process = subprocess.Popen([sys.executable, "-m", "coach", "--help"], stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    _, err = process.communicate(timeout=60)
    assert b"Traceback" not in err and b"Error" not in err


def test_output_is_utf8_whatever_the_locale() -> None:
    done = child("check", *ONLY, "--text", FLAGGED, PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert "改天再回复" in done.stdout.decode("utf-8")


def test_a_broken_rule_is_told_with_every_fault(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("pack: bad\nrules: [\n", encoding="utf-8")
    (tmp_path / "worse.yaml").write_text("rules: 3\n", encoding="utf-8")
    ran = run("check", "--rules", str(tmp_path), "--text", FLAGGED)
    assert ran.status == 2 and "bad.yaml:" in ran.err and "worse.yaml:" in ran.err and "Traceback" not in ran.err


# -- options -----------------------------------------------------------------------------------------------------------


def test_the_format_may_come_from_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_OUTPUT_FORMAT", "json")
    assert json.loads(run("check", *ONLY, "-t", FLAGGED).out)["version"] == 1
    monkeypatch.setenv("COACH_OUTPUT_FORMAT", "yaml")
    assert run("check", *ONLY, "-t", FLAGGED).status == 2


def test_chinese_titles_are_ids_too(run: Run) -> None:
    ran = run(
        "check", "--isolated", "--scene", "退款退换", "--channel", "邮件", "--output-format", "json", "-t", "好的"
    )
    assert json.loads(ran.out)["reviews"][0]["scene"] == {
        "id": "refund",
        "title": "退款退换",
        "inferred": False,
        "confidence": 1.0,
    }


def test_select_takes_families_and_commas(run: Run) -> None:
    assert run("check", "--isolated", "--rules", TEAM, "--select", "opaque-wait，team", "-t", FLAGGED).status == 1
    assert (
        run("check", "--isolated", "--rules", TEAM, "--ignore", "team-soon", "--select", "team", "-t", FLAGGED).status
        == 0
    )


def test_a_customer_who_begins_with_an_at_sign(run: Run) -> None:
    assert run("check", *ONLY, "--customer", "@@客服 在吗", "-t", "好的").status == 0
    assert run("check", *ONLY, "--customer", "@没有.txt", "-t", "好的").status == 2


@pytest.mark.parametrize(
    ("environment", "when", "colours"),
    [
        ({}, "auto", ""),
        ({"FORCE_COLOR": "1", "TERM": "xterm-256color"}, "auto", "256"),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "auto", ""),
        ({"FORCE_COLOR": "", "NO_COLOR": ""}, "auto", ""),
        ({"NO_COLOR": "1", "COLORTERM": "truecolor"}, "always", "truecolor"),
        ({"FORCE_COLOR": "1", "TERM": "xterm"}, "auto", "standard"),
        ({"TTY_COMPATIBLE": "1", "TERM": "xterm"}, "auto", "standard"),
        ({"FORCE_COLOR": "1"}, "never", ""),
    ],
)
def test_colour(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], when: str, colours: str) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TERM", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert colours_for(io.StringIO(), when) == colours


def test_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert width_of(io.StringIO()) == 80
    monkeypatch.setenv("COLUMNS", "132")
    assert width_of(io.StringIO()) == 132


# -- the other commands ------------------------------------------------------------------------------------------------


def test_rules_and_rule(run: Run) -> None:
    table = run("rules", "--isolated")
    assert table.status == 0 and "vague-promise" in table.out and "承诺与时效" in table.out
    page = run("rule", "--isolated", "vague-promise")
    assert page.status == 0 and "为什么" in page.out and "会标出" in page.out and "不会标" in page.out
    assert run("rule", "--isolated", "vague-promis").err.startswith(
        "错误：没有“vague-promis”这条规则，是不是“vague-promise"
    )


def test_phrases(run: Run) -> None:
    ran = run("phrases", "--isolated", "退款", "到账", "-n", "3")
    assert ran.status == 0 and 1 <= ran.out.count(" • ") <= 3
    assert run("phrases", "--isolated", "zzqqxx").status == 1
    assert run("phrases", "--isolated", "退款", "--scene", "refnd").status == 2


def test_schema(run: Run) -> None:
    assert json.loads(run("schema").out)["title"].startswith("reply-coach report")
    assert "properties" in json.loads(run("schema", "pack").out)
    assert run("schema", "packs").status == 2


def test_test_proves_a_folder(run: Run, tmp_path: Path) -> None:
    text = Path(TEAM, "team.yaml").read_text(encoding="utf-8")
    (tmp_path / "team.yaml").write_text(text.replace("好的。]", "我们改天回复您。]"), encoding="utf-8")
    ran = run("test", "--isolated", str(tmp_path))
    assert ran.status == 1
    assert "team-soon：本该放行，却标出了“改天回复”" in ran.out


# -- the library -------------------------------------------------------------------------------------------------------


def test_the_library_finds_what_the_command_finds() -> None:
    review = coach.check("我们会尽快处理您的问题。", customer="怎么还没退款", scene="退款退换")
    (found,) = [each for each in review.findings if each.rule.startswith("vague-promise")]
    text = review.draft.text[found.span.start : found.span.end]
    assert "尽快" in text and found.severity.name == "major" and found.message and found.rewrites
    with pytest.raises(UsageError, match="refund"):
        coach.check("好的", scene="refnud")


# -- the fast path and Typer mean the same -----------------------------------------------------------------------------


WORDS = st.sampled_from(
    [*OPTIONS, "-", "--", "-x", "-qe", "-eq", "-tx", "--help", "-h", "--nope", "--text=a", "--text=", "--scene=b=c", "--quiet=1",
     "--no-quiet", "a.txt", "我们", "", " ", "=", "-1", "a,b", "--isolate", "--output-format=json", "check"]
)  # fmt: skip


@pytest.fixture(scope="module")
def typed() -> Callable[[list[str]], object]:
    wishes: list[CheckWish] = []

    def remember(wish: CheckWish) -> int:
        wishes.append(wish)
        return 0

    def go(arguments: list[str]) -> object:
        wishes.clear()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(checking, "run_check", remember)
            patch.setattr(app, "say", lambda line: None)
            app.run_typer(arguments)
        return wishes[0] if wishes else None

    return go


@settings(max_examples=300, deadline=None)
@given(words=st.lists(WORDS, max_size=6))
@example(words=["-t", "-"])
@example(words=["--select", "a", "--select=b"])
@example(words=["a", "-q", "-"])
def test_what_the_fast_path_understands_typer_understands_alike(
    typed: Callable[[list[str]], object], words: list[str]
) -> None:
    wish = parse_check(["check", *words])
    if wish is not None:
        assert wish == typed(["check", *words])


@pytest.mark.parametrize(
    "words", [["-t", "甲", "--text", "乙"], ["--customer=甲", "--customer", "乙"], ["-t", "甲", "a.txt", "-t", "甲"]]
)
@pytest.mark.parametrize("command", ["check", "fix"])
def test_words_are_taken_once_and_never_dropped(run: Run, words: list[str], command: str) -> None:
    assert parse_check(["check", *words]) is None
    ran = run(command, *words)
    assert (ran.status, ran.out) == (2, "") and "只能写一次" in ran.err


@pytest.mark.parametrize("command", ["check", "fix"])
def test_standard_input_is_read_once(run: Run, command: str) -> None:
    ran = run(command, *ONLY, "-", "-", stdin=FLAGGED.encode())
    assert (ran.status, ran.out) == (2, "") and "标准输入只能读一次" in ran.err


@pytest.mark.skipif(os.name != "posix", reason="arguments are no bytes")
def test_a_bad_byte_in_an_argument_is_no_matter_of_files(run: Run) -> None:
    ran = run("check", *ONLY, "--text", os.fsdecode(b"\xe5\xb0\xff\xff"))
    assert ran.status == 2 and "UTF-8 的终端" in ran.err and "--encoding" not in ran.err


@pytest.mark.parametrize(("given", "told"), [((None,), "NoneType"), ((b"\xe5",), "bytes")])
def test_the_library_says_what_it_wants(given: tuple[object], told: str) -> None:
    with pytest.raises(TypeError, match=f"text 应当是一段文字.*{told}"):
        coach.check(*given)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="customer 应当是一段文字"):
        coach.check("好的", customer=3)  # type: ignore[arg-type]


def test_every_option_of_check_is_known_to_the_fast_path() -> None:
    from typer.main import get_command

    command = get_command(app.app).commands["check"]  # type: ignore[attr-defined]
    names = {name for param in command.params if param.param_type_name == "option" for name in param.opts}
    assert names == set(OPTIONS)
    assert {field for field, _ in OPTIONS.values()} | {"paths"} == set(CheckWish._fields)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device here is always full")
def test_a_full_disk_is_trouble_and_never_a_green() -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "coach", "check", *ONLY, "--text", FLAGGED], stdout=full, stderr=subprocess.PIPE
        )
        told = subprocess.run([sys.executable, "-m", "coach", "check", "-h"], stdout=full, stderr=subprocess.PIPE)
    for one in (ran, told):
        assert (one.returncode, one.stderr.decode()) == (2, "错误：结果没能写出去：磁盘已满\n")
