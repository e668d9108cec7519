"""What in a reply is not the agent's own wording. Floor 2.

In: the folded text. Out: `Mask`s in order, none inside another: quotations, the customer's words, links, long numbers,
template slots, code. `masked` blanks them, so that no rule on wording fires inside; rules that look for numbers or
links read the text itself. A quotation is masked without its marks, everything else whole.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

BLANK = "\ufffc"
LONG_QUOTE = 40  # longer ones are masked only where the reply says that the customer said it


class Kind(Enum):
    """Why a stretch is masked."""

    quote = "quote"
    customer = "customer"
    url = "url"
    number = "number"
    variable = "variable"
    code = "code"


class Mask(NamedTuple):
    """A stretch of folded text that is not the agent's wording."""

    span: Span
    kind: Kind


# A cheap test, in a text that has none of the characters a pattern needs, saves the pattern.
PATTERNS: tuple[tuple[Kind, str, str], ...] = (
    (Kind.code, "`", r"```[^`]*(?:`{1,2}[^`]+)*```|`([^`\n]+)`"),
    (
        Kind.variable,
        "{[<〈%",
        r"\$?\{\{[^{}\n]{1,300}\}\}|\{%[^%\n]{1,300}%\}|[$#%]?\{[^{}\n]{1,60}\}"
        r"|<attribute[^<>\n]{0,300}>|</?[^\W\d][\w ./=“”\"'-]{0,39}>|〈[^〈〉\n]{1,30}〉"
        r"|\[(?:[^\[\]\s]{1,8}x|姓名|电话|地址|(?:[你您]的|客户)[^\[\]\s]{1,8}|[a-z]{2,12}_\d{1,20})\]|%(?:\([a-z_]{1,30}\))?[sd](?![a-z])",
    ),
    (
        Kind.url,
        "./@",
        r"(?<![a-z0-9])(?:https?|ftp)：//(?:[!-~＆]|[：？；](?=[a-z0-9%]))+(?<![.)])|(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}@[a-z0-9.-]{3,80}(?<![.-])"
        r"|@(?:[\w-]{1,10}(?=[ ：\n])|[^\W我您你的]{0,10}?(?:客服|官方|官微|官博|小助手|旗舰店)|[a-z0-9_-]{2,30})"
        r"|(?<![a-z0-9.-])[a-z0-9.-]{1,80}\.(?:com|cn|net|org|tw|hk|gov|edu|io|top|vip|cc|me|app)(?![a-z0-9])"
        r"(?:/(?:[!-~＆]|[：？；](?=[a-z0-9%]))*)?",
    ),
)
SAID = re.compile(
    "(?:您|你|客户|顾客|亲)(?:[^，。！？；：“”\n]{0,10})(?:说|讲|提到|提及|反馈|反映|问|表示|写|留言|所述|来信|咨询)"
)
LONG_NUMBER = re.compile("[0-9]{3}|[单编]号")
SAYING = ("说：", "到：", "问：", "道：", "是：", "言：")
SOLID = frozenset({Kind.url, Kind.variable, Kind.code, Kind.number})  # a full stop in these ends nothing


def masks(text: str) -> tuple[Mask, ...]:
    """Find all masks of a folded text; of two that overlap the earlier, then the longer, stays."""
    found: list[Mask] = []
    for kind, signs, _ in PATTERNS:
        for sign in signs:
            if sign in text:
                found += [Mask(Span(*hit.span(hit.lastindex or 0)), kind) for hit in _pattern(kind).finditer(text)]
                break
    if LONG_NUMBER.search(text):
        found += [Mask(Span(*hit.span(hit.lastindex or 0)), Kind.number) for hit in _number().finditer(text)]
    found += _quotations(text)
    if ">" in text:
        found += [Mask(Span(*hit.span()), Kind.customer) for hit in _quoted_line().finditer(text)]
    if len(found) < 2:
        return tuple(found)
    found.sort(key=lambda mask: (mask.span.start, -mask.span.end))
    kept: list[Mask] = []
    for mask in found:
        if not kept or mask.span.start >= kept[-1].span.end:
            kept.append(mask)
    return tuple(kept)


def masked(text: str, found: tuple[Mask, ...]) -> str:
    """Blank the masks; the text keeps its length and its line breaks."""
    if not found:
        return text
    pieces, last = [], 0
    for (start, end), _ in found:
        blank = BLANK * (end - start)
        if "\n" in text[start:end]:
            blank = "".join("\n" if char == "\n" else BLANK for char in text[start:end])
        pieces += [text[last:start], blank]
        last = end
    return "".join([*pieces, text[last:]])


def _quotations(text: str) -> Iterator[Mask]:
    if "“" in text or '"' in text or "《" in text or "【" in text:
        for hit in _quotation().finditer(text):
            start, end = hit.span(hit.lastindex or 0)
            said = SAID.search(text, max(0, start - 20), start - 1) is not None
            alone = len(text) - (end - start) < 6 and not any(map(str.isalnum, text[: start - 1] + text[end + 1 :]))
            if said or (end - start <= LONG_QUOTE and not alone):
                yield Mask(Span(start, end), Kind.customer if said else Kind.quote)
    if "：" in text and any(word in text for word in SAYING):
        for hit in _after_colon().finditer(text):
            yield Mask(Span(*hit.span(1)), Kind.customer)


@cache
def _pattern(kind: Kind) -> re.Pattern[str]:
    return re.compile(next(pattern for each, _, pattern in PATTERNS if each is kind))


@cache
def _number() -> re.Pattern[str]:
    return re.compile(
        r"(?<![a-z0-9-])(?:[a-z]{1,6}\d{5,30}[a-z0-9]{0,20}|\d{8,30}[a-z]{0,4}|1\d{2}[ -]\d{4}[ -]\d{4}"
        r"|0\d{2,3}-\d{7,8}(?:-\d{1,5})?|[48]00-?\d{3,4}-?\d{3,4})(?![a-z0-9]|[.，]\d)"
        r"|(?<=[单编]号)(?:是|为|：|#| ){0,3}([a-z0-9-]{4,40})(?![a-z0-9])"
    )


@cache
def _quotation() -> re.Pattern[str]:
    return re.compile('“([^“”\n]{1,400})”|"([^"\n]{1,200})"|《([^《》\n]{1,60})》')


@cache
def _quoted_line() -> re.Pattern[str]:
    return re.compile("^ *>[^\n]*", re.MULTILINE)


@cache
def _after_colon() -> re.Pattern[str]:
    """The customer's words without quotation marks: 您说：…, up to the end of the sentence."""
    return re.compile(
        "(?:您|你|客户)(?:刚才|刚刚|之前|上次|在[^，。！？；：\n]{1,8}里?)?(?:说|提到|问|写道|留言)(?:的是|道)?："
        '([^“"。！？；…\n]{1,60})'
    )
