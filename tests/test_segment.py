"""The segmenter against jieba itself, which is its builder and its oracle, and the life of the file it reads."""

from __future__ import annotations

import json
import logging
import os
import random
import shutil
import stat
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach import cachedir
from coach.errors import CoachError
from coach.reading import dictionary, table_build
from coach.reading.own_words import Overlay
from coach.reading.segment import BLOCK, Segmenter

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT.parent / "shared" / "data" / "dev_raw"
LOOSE = list("，。！？、；：“”「」…—~ \r\n\t\u3000\u200b\u2028\x1c\x85\x00éßñ😀👍🏽𠀀𪚥㐀豈ＡＢｃ１Ⅳγ\ud800\udfff")
LATIN = list("abcxyzABTZ0123456789+#&._%-")
ODD = [
    *(
        "12.5%",
        "v2.3.1",
        "T恤",
        "AT&T",
        "A",
        "-1",
        "C++",
        "3G",
        "iPhone13",
        "1.2.3%%",
        "..",
        "K歌",
        "卡拉OK",
        "B超",
        "%",
        "_",
    ),
    *(
        "赞赞赞赞",
        "哈哈哈哈哈",
        "谢谢谢谢",
        "亲亲亲",
        "好的好的好的",
        "\r\n",
        "\r\r\n",
        "2023-01-05",
        "90%以上",
        "QQ群",
    ),
    *(
        "儘快處理",
        "回覆您",
        "宅配",
        "恕無法",
        "客訴",
        "尽快",
        "保证金",
        "步行不行驶",
        "杭研大厦",
        "[数字x]",
        "[时间x]小时内",
    ),
]


@pytest.fixture(scope="module")
def jieba(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Stock jieba: quiet, without pkg_resources (which old setuptools break), away from the shared temp directory."""
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        patch.setitem(sys.modules, "pkg_resources", None)
        import jieba

        jieba.setLogLevel(logging.CRITICAL)
        jieba.dt.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
        jieba.initialize()
        yield jieba


@pytest.fixture(scope="module")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Segmenter:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        return Segmenter(dictionary.open_table())


class Texts:
    """Strings of many kinds from one seed."""

    def __init__(self, jieba: Any, seed: int) -> None:
        self.random = random.Random(seed)
        self.words: list[str] = sorted(jieba.dt.FREQ)
        self.modelled = sorted(set().union(*jieba.finalseg.emit_P.values()))

    def word(self) -> str:
        return self.random.choice(self.words)

    def some(self, chars: list[str], most: int) -> str:
        return "".join(self.random.choices(chars, k=self.random.randint(1, most)))

    def han(self) -> str:
        return "".join(chr(self.random.randint(0x4E00, 0x9FD5)) for _ in range(self.random.randint(1, 4)))

    def piece(self) -> str:
        kinds: tuple[Callable[[], str], ...] = (
            *[self.word] * 9, self.han, self.han, lambda: self.some(self.modelled, 5), lambda: self.some(LOOSE, 4),
            lambda: self.some(LATIN, 6), lambda: self.word() * self.random.randint(2, 6), lambda: "，",
            lambda: self.random.choice(ODD), lambda: self.word()[: self.random.randint(1, 3)],
        )  # fmt: skip
        return self.random.choice(kinds)()

    def text(self) -> str:
        text = "".join(self.piece() for _ in range(self.random.randint(1, 12)))
        return text[self.random.randrange(len(text)) :] if self.random.random() < 0.3 else text

    def own_words(self, count: int) -> list[str]:
        kinds: tuple[Callable[[], str], ...] = (
            lambda: self.word() + self.word(), self.word, self.han, lambda: self.word()[: self.random.randint(1, 3)],
            lambda: self.some(LATIN, 5), lambda: self.some(LOOSE, 3), lambda: self.word() + self.han(),
            lambda: self.random.choice(ODD), lambda: self.word() + "\0", lambda: "订单号",
        )  # fmt: skip
        words = [self.random.choice(kinds)() for _ in range(count)]
        return words + words[: count // 10]  # some of them twice


def differing(segmenter: Segmenter, oracle: Any, texts: list[str]) -> list[str]:
    return [ascii(text) for text in texts if segmenter.cut(text) != oracle.lcut(text)]


def copy_of(jieba: Any) -> Any:
    """A second jieba tokenizer, so that words can be added without a trace."""
    other = jieba.Tokenizer()
    other.FREQ, other.total, other.initialized = dict(jieba.dt.FREQ), jieba.dt.total, True
    return other


# --- the same tokens


def test_tokens_are_jiebas(segmenter: Segmenter, jieba: Any) -> None:
    texts = Texts(jieba, 1)
    assert differing(segmenter, jieba, [texts.text() for _ in range(24_000)]) == []


def test_tokens_of_real_replies_are_jiebas(segmenter: Segmenter, jieba: Any) -> None:
    files = sorted(RAW.glob("*.jsonl"))
    if not files:
        pytest.skip("the real replies are not part of a clone")
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    texts = [value for row in rows for value in row.values() if isinstance(value, str)]
    assert len(texts) > 1000
    assert differing(segmenter, jieba, texts) == []


def test_every_frequency_and_emission_is_jiebas(segmenter: Segmenter, jieba: Any) -> None:
    table = segmenter._table
    overlay = Overlay(table, {})
    assert table.total == jieba.dt.total
    assert [word for word, frequency in jieba.dt.FREQ.items() if overlay.get(word) != frequency] == []
    firsts = {word[0] for word in jieba.dt.FREQ}
    pairs = [(first, second) for first in firsts for second in (table.first(first) or (0, ""))[1]]
    longer = sum(len((table.pair(*pair) or (0, {}))[1]) for pair in pairs)
    assert len(firsts) + len(pairs) + longer == len(jieba.dt.FREQ)  # and nothing more
    emissions = jieba.finalseg.emit_P
    for code in range(0x4E00, 0x9FD6):
        expected = tuple(emissions[state].get(chr(code), jieba.finalseg.MIN_FLOAT) for state in "BMES")
        assert table.emission(chr(code)) == expected


@pytest.mark.parametrize(
    "text",
    ["", "\r", "\r\n", "\n\r", "-", "A", "仫", "仫佬", "\ud800", "𠀀", "赞" * 500, "a" * 2000],
    ids=ascii,
)
def test_small_and_odd_texts(segmenter: Segmenter, jieba: Any, text: str) -> None:
    assert segmenter.cut(text) == jieba.lcut(text)


def test_blocks_are_cut_alone(segmenter: Segmenter, jieba: Any) -> None:
    texts = Texts(jieba, 5)
    for text in (texts.text() for _ in range(500)):
        parts = [segmenter.cut(part) for part in BLOCK.split(text)]
        assert segmenter.cut(text) == [token for part in parts for token in part]


def test_forgetting_changes_nothing(segmenter: Segmenter, jieba: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.reading.segment.REMEMBERED", 3)
    texts = Texts(jieba, 6)
    twice = [texts.text() for _ in range(300)] * 2
    assert differing(Segmenter(segmenter._table), jieba, twice) == []


ANY_TEXT = st.text(
    st.characters() | st.sampled_from([*LOOSE, *LATIN]) | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5)
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY_TEXT)
def test_any_text_is_cut_and_joins_back(segmenter: Segmenter, jieba: Any, text: str) -> None:
    tokens = segmenter.cut(text)
    assert "".join(tokens) == text
    assert all(tokens)
    assert tokens == jieba.lcut(text)


# --- places


def test_boundaries_are_the_ends_of_tokens(segmenter: Segmenter) -> None:
    assert segmenter.boundaries("保证金不能退") == {0, 3, 4, 5, 6} or segmenter.boundaries("保证金不能退") == {
        0,
        3,
        5,
        6,
    }
    assert {0, 3} <= segmenter.boundaries("保证金不能退")
    assert 2 not in segmenter.boundaries("保证金不能退")
    assert segmenter.boundaries("") == {0}
    assert segmenter.boundaries("好。\r\n好") == {0, 1, 2, 4, 5}


def test_crosses_says_whether_a_word_spans_the_seam(segmenter: Segmenter, jieba: Any) -> None:
    assert segmenter.crosses("请退保证", "金给我")
    assert not segmenter.crosses("请退保证金", "给我")
    assert segmenter.crosses("好\r", "\n好")
    assert 1 not in segmenter.boundaries("好会")  # the model hears a word
    assert not segmenter.crosses("好", "会给您查")
    texts = Texts(jieba, 7)
    for _ in range(3000):
        left, right = texts.text(), texts.text()
        tokens = jieba.lcut(left + right, HMM=False)
        assert segmenter.crosses(left, right) == (len(left) not in accumulate(map(len, tokens), initial=0)), tokens
    for left, right in (("", "好"), ("好", ""), ("", "")):
        assert not segmenter.crosses(left, right)


# --- own words


@pytest.mark.parametrize("seed", range(4))
def test_own_words_are_added_as_jieba_adds_them(segmenter: Segmenter, jieba: Any, seed: int) -> None:
    texts, oracle = Texts(jieba, 100 + seed), copy_of(jieba)
    words = texts.own_words(100)
    for word in words:
        oracle.add_word(word)
    extended = segmenter.with_words(words)
    assert extended.total == oracle.total
    assert extended.words == {word: oracle.FREQ[word] for word in words}
    in_turn = segmenter.with_words(words[:40]).with_words(words[40:])
    assert (in_turn.words, in_turn.total) == (extended.words, extended.total)
    kept = json.loads(json.dumps(extended.words))
    again = segmenter.with_freqs(kept, extended.total)
    strings = []
    for _ in range(1000):
        text, word = texts.text(), texts.random.choice(words)
        place = texts.random.randint(0, len(text))
        strings.append(text[:place] + word + texts.random.choice(words) + text[place:])
    assert differing(extended, oracle, strings) == []
    assert [text for text in strings if again.cut(text) != extended.cut(text)] == []


def test_adding_words_leaves_the_first_segmenter_alone(segmenter: Segmenter, jieba: Any) -> None:
    text = "请把七天无理由退换给我办一下"
    before = segmenter.cut(text)
    extended = segmenter.with_words(["七天无理由退换"])
    assert "七天无理由退换" in extended.cut(text)
    assert segmenter.cut(text) == before == jieba.lcut(text)
    assert extended.words
    extended.words.clear()
    assert extended.words
    assert segmenter.with_words([]) is segmenter
    assert extended.with_freqs(extended.words, extended.total) is extended


def test_a_frequency_of_nought_forbids_a_word(segmenter: Segmenter, jieba: Any) -> None:
    """del_word: out of the dictionary, and not put together by the model either."""
    oracle = copy_of(jieba)
    try:
        for word in ("杭研", "保证金"):
            oracle.del_word(word)
        without = segmenter.with_freqs({"杭研": 0, "保证金": 0}, segmenter.total)
        texts, plain = Texts(jieba, 8), "他来到了网易杭研大厦"
        strings = [plain, "保证金不能退", *(texts.text() + "杭研" + texts.word() for _ in range(300))]
        assert differing(without, oracle, strings) == []
        assert "杭研" in segmenter.cut(plain)
        assert "杭研" not in without.cut(plain)
    finally:
        jieba.finalseg.Force_Split_Words.clear()  # jieba keeps them for the whole process


# --- the file


@pytest.fixture
def small_jieba(jieba: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed jieba with a dictionary of four words, and a cache directory of its own."""
    source, target = Path(jieba.__file__).parent, tmp_path / "jieba"
    (target / "finalseg").mkdir(parents=True)
    for name in ("start", "trans", "emit"):
        shutil.copy(source / "finalseg" / f"prob_{name}.py", target / "finalseg")
    (target / "__init__.py").write_text("__version__ = '0.42.1'\n")
    (target / "dict.txt").write_text("我们 30 r\n会 20 v\n尽快 10 d\n尽快处理 3 v\n", "utf-8")
    monkeypatch.setattr(dictionary, "find_jieba", lambda: dictionary.Installed(str(target)))
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path / "cache"))
    return target


def cut_small() -> list[str]:
    return Segmenter(dictionary.open_table()).cut("我们会尽快处理")


SMALL = ["我们", "会", "尽快处理"]


def table_file(tmp_path: Path) -> Path:
    return next((tmp_path / "cache").glob("*.table"))


def test_the_table_is_built_once(small_jieba: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cut_small() == SMALL
    first = capsys.readouterr()
    assert first.out == ""
    assert first.err == dictionary.BUILDING + "\n"
    assert cut_small() == SMALL
    assert capsys.readouterr() == ("", "")
    assert "0.42.1" in table_file(tmp_path).name
    assert sorted(path.suffix for path in (tmp_path / "cache").iterdir()) == [".key", ".table"]  # no drafts left
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "cache").stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "cache").iterdir()} == {0o600}


def test_the_same_dictionary_installed_anew_is_not_built_anew(
    small_jieba: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cut_small()
    capsys.readouterr()
    os.utime(small_jieba / "dict.txt", ns=(1, 1))
    assert cut_small() == SMALL
    assert capsys.readouterr().err == ""


def test_another_dictionary_gets_another_table(small_jieba: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cut_small()
    capsys.readouterr()
    with (small_jieba / "dict.txt").open("a", encoding="utf-8") as file:
        file.write("会尽快处理 9 v\n")
    assert cut_small() == ["我们", "会尽快处理"]
    assert dictionary.BUILDING in capsys.readouterr().err


def spoil(kind: str, path: Path) -> None:
    data = bytearray(path.read_bytes())
    if kind == "empty":
        data.clear()
    elif kind == "cut short":
        del data[-100:]
    elif kind == "header only":
        del data[200:]
    elif kind == "another format":
        data[7] += 1
    elif kind == "flipped":
        data[120] ^= 0xFF
    elif kind == "noise":
        data[:] = os.urandom(len(data))
    path.write_bytes(data)


@pytest.mark.parametrize("kind", ["empty", "cut short", "header only", "another format", "flipped", "noise"])
def test_a_damaged_table_is_built_anew(
    small_jieba: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    cut_small()
    sound = table_file(tmp_path).read_bytes()
    capsys.readouterr()
    spoil(kind, table_file(tmp_path))
    assert cut_small() == SMALL
    assert capsys.readouterr().err == dictionary.BUILDING + "\n"
    assert table_file(tmp_path).read_bytes() == sound


@pytest.mark.parametrize(
    "content",
    [b"", b"../../etc/passwd", b"\xff\xfe", b"0" * 16, b"0" * 4096],
    ids=["empty", "path", "bom", "short", "long"],
)
def test_a_damaged_key_does_no_harm(
    small_jieba: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    cut_small()
    capsys.readouterr()
    key = next((tmp_path / "cache").glob("*.key"))
    sound = key.read_bytes()
    key.write_bytes(content)
    assert cut_small() == SMALL
    assert capsys.readouterr().err == ""  # the table itself is sound
    assert key.read_bytes() == sound


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_a_table_that_others_could_write_is_not_trusted(
    small_jieba: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cut_small()
    capsys.readouterr()
    table_file(tmp_path).chmod(0o666)
    assert cut_small() == SMALL
    assert capsys.readouterr().err == dictionary.BUILDING + "\n"
    assert stat.S_IMODE(table_file(tmp_path).stat().st_mode) == 0o600


def test_an_unwritable_cache_directory_is_done_without(
    small_jieba: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path / "file" / "below"))  # holds for root too
    assert cut_small() == SMALL
    assert cut_small() == SMALL
    assert capsys.readouterr().err == (dictionary.BUILDING + "\n") * 2


def test_a_disk_that_fills_leaves_no_draft(
    small_jieba: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coach.reading.dictionary.os.replace", full)
    assert cut_small() == SMALL
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_shipped_table_is_taken_first(
    small_jieba: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    jieba = dictionary.find_jieba()
    shipped = tmp_path / "shipped.table"
    shipped.write_bytes(table_build.build(jieba, table_build.digest_of(jieba)))
    monkeypatch.setattr(dictionary, "SHIPPED", str(shipped))
    assert cut_small() == SMALL
    assert not (tmp_path / "cache").exists()
    with (small_jieba / "dict.txt").open("a", encoding="utf-8") as file:
        file.write("会尽快处理 9 v\n")  # the shipped one is for another dictionary now
    assert cut_small() == ["我们", "会尽快处理"]
    assert capsys.readouterr().err == dictionary.BUILDING + "\n"


def test_a_missing_jieba_is_said_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "meta_path", [])
    with pytest.raises(CoachError, match="jieba"):
        dictionary.find_jieba()


def test_a_ready_table_wakes_neither_jieba_nor_the_builder(segmenter: Segmenter, tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from coach.reading.segment import open_segmenter\n"
        "tokens = open_segmenter().cut('您好，保证金不能退')\n"
        "assert open_segmenter() is open_segmenter() and '保证金' in tokens, tokens\n"
        "print(*sorted({'jieba', 'platformdirs', 'logging', 'coach.reading.table_build'} & set(sys.modules)))\n"
    )
    environment = {**os.environ, "COACH_CACHE_DIR": str(tmp_path), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    runs = [
        subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf-8", check=True)
        for _ in range(2)
    ]
    assert runs[0].stderr == dictionary.BUILDING + "\n"
    assert "jieba" not in runs[0].stdout.split()  # not even while building
    assert (runs[1].stdout.strip(), runs[1].stderr) == ("", "")


# --- the cache directory


def test_cache_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path))
    assert cachedir.cache_dir() == tmp_path
    monkeypatch.delenv("COACH_CACHE_DIR")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cachedir.cache_dir() == tmp_path / "xdg" / "reply-coach"
    for useless in ("", "relative"):
        monkeypatch.setenv("XDG_CACHE_HOME", useless)
        assert cachedir.cache_dir() == tmp_path / ".cache" / "reply-coach"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert cachedir.cache_dir() == tmp_path / "Library" / "Caches" / "reply-coach"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    assert cachedir.cache_dir() == tmp_path / "Local" / "reply-coach"
