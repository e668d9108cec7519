"""The reading: what is asked for is there, and nothing is worked out before."""

from __future__ import annotations

import subprocess
import sys

from coach.reading import Reading, Token, read
from coach.text import Draft, Span


class Letters:
    """A segmenter that cuts every character and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def cut(self, text: str) -> list[str]:
        self.asked.append(text)
        return list(text)

    def crosses(self, left: str, right: str) -> bool:
        return False


def reading(text: str) -> tuple[Reading, Letters]:
    letters = Letters()
    return read(Draft.of(text), lambda: letters), letters  # type: ignore[arg-type,return-value]


def texts(page: Reading, *spans: Span) -> list[str]:
    return [page.text[slice(*span)] for span in spans]


def test_opening_and_closing() -> None:
    page, _ = reading("您好！包裹查到了。明天送到。谢谢。")
    assert texts(page, page.opening, page.closing) == ["您好！包裹查到了。", "明天送到。谢谢。"]
    page, _ = reading("包裹已经查到了。")
    assert texts(page, page.opening, page.closing) == ["包裹已经查到了。", "包裹已经查到了。"]
    page, _ = reading("")
    assert (page.opening, page.closing, page.sentences, page.times) == (Span(0, 0), Span(0, 0), (), ())


def test_sentences_and_clauses_are_found_by_place() -> None:
    page, _ = reading("您好，在的。\n 查到了，明天到！好")
    assert texts(page, page.sentence_at(0), page.sentence_at(6), page.sentence_at(8)) == [
        "您好，在的。",
        "您好，在的。",
        "查到了，明天到！",
    ]
    assert texts(page, page.clause_at(1), page.clause_at(13), page.clause_at(99)) == ["您好，", "明天到！", "好"]
    first, second, third = page.sentences
    assert page.next_sentence(first) == second
    assert page.previous_sentence(third) == second
    assert page.next_sentence(third) is None
    assert page.previous_sentence(first) is None
    assert page.next_sentence(Span(first.start, second.end)) == third


def test_words_are_cut_once_and_only_where_asked() -> None:
    page, letters = reading("您好。盡快處理。")
    assert page.times == ()
    assert letters.asked == []
    assert page.boundaries(page.sentences[1]) == frozenset(range(3, 9))
    assert page.boundaries(page.sentences[1]) == frozenset(range(3, 9))
    assert letters.asked == ["尽快处理。"]
    assert page.tokens(Span(3, 5)) == (Token(Span(3, 4), "尽"), Token(Span(4, 5), "快"))


def test_spans_go_back_to_the_draft() -> None:
    page, _ = reading("您 好，盡\u200b快")
    assert page.draft_span(Span(3, 5)) == Span(4, 7)
    assert page.draft.text[4:7] == "盡\u200b快"


def test_reading_wakes_no_other_library() -> None:
    code = (
        "import sys; from coach.reading import read; from coach.text import Draft;"
        "page = read(Draft.of('您好，24小时内给您回复。'), lambda: None); assert page.times and page.masked;"
        "print([name for name in ('jieba', 're2', 'yaml', 'rich', 'typer', 'unicodedata') if name in sys.modules])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


class Pairs(Letters):
    """A segmenter that cuts two characters at a time."""

    def cut(self, text: str) -> list[str]:
        return [text[place : place + 2] for place in range(0, len(text), 2)]


def test_what_is_quoted_holds_whole_words_without_the_marks_around() -> None:
    page = read(Draft.of("查到了，明天到！！"), lambda: Pairs())  # type: ignore[arg-type,return-value]
    quoted = [texts(page, page.whole_words(Span(*span)))[0] for span in ((1, 3), (2, 6), (3, 9), (7, 9), (0, 0))]
    assert quoted == ["查到了", "了，明天", "了，明天到！！", "！！", ""]
    assert page.whole_words(Span(8, 9)) == Span(8, 9)
