"""Links that cannot work as they are written. Floor 6; nothing is fetched, only the spelling is looked at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.lint.rules import finding
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.lint.library import Library
    from coach.model import Finding

# on the text as written: what folding makes equal is just what breaks a link
LINK = re.compile(
    r"(?<![A-Za-z])(?P<scheme>h?t{1,3}ps?|ftp)(?P<colon>\s?[:：;；]?)(?P<slashes>[/／\\]{1,3})"
    r"(?P<rest>[^\s<>“”\"'「」《》（）。，！？、；]*)",
    re.IGNORECASE,
)
VARIABLE = re.compile(r"\$?\{\{[^{}]*\}\}|[$#%]?\{[^{}]*\}|%s")
HOST = re.compile(r"(?:[^@/]*@)?(?P<host>\[[0-9a-fA-F:.]+\]|[^:/?#]*)(?::(?P<port>[^/?#]*))?")
LABEL = re.compile(r"[A-Za-z0-9_\u00a1-\uffff](?:[A-Za-z0-9_\u00a1-\uffff-]{0,61}[A-Za-z0-9_\u00a1-\uffff])?")
NOWHERE = re.compile(r"(?:.*\.)?(?:example\.(?:com|org|net)|x{2,}\.(?:com|cn)|localhost|test|invalid)", re.IGNORECASE)
PRIVATE = re.compile(r"(?:127|10)(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}")
BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
WIDE = re.compile(r"[．／：？＝＆％＃]")
HAN = re.compile(r"[\u3400-\u9fff]")


def broken(library: Library) -> Iterator[tuple[int, Finding]]:
    """Tell of each link that is misspelt, leads to a placeholder, or runs into the Chinese after it."""
    for number, entry in enumerate(library.entries):
        if "/" not in entry.text and "／" not in entry.text and "\\" not in entry.text:
            continue
        for hit in LINK.finditer(entry.text):
            fault = _fault(hit)
            if fault:
                yield number, finding("library.link", Span(*hit.span()), fault)


def _fault(hit: re.Match[str]) -> str | None:
    """Say what is wrong with a link, None when nothing is."""
    rest = VARIABLE.sub("x1x", hit["rest"])  # a variable may stand anywhere: the system fills it in
    if hit["scheme"].lower() not in ("http", "https", "ftp"):
        return f"链接开头写成了“{hit['scheme']}”。"
    if hit["colon"] != ":" or hit["slashes"] != "//":
        return "链接开头应写成“https://”，用半角符号。"
    if WIDE.search(rest):
        return "链接里有全角符号，客户点不开。"
    if LINK.match(rest):
        return "链接开头写了两遍。"
    return _host_fault(hit, rest) or _path_fault(rest)


def _host_fault(hit: re.Match[str], rest: str) -> str | None:
    if hit["rest"].startswith(("{", "$", "#{", "%")):
        return None  # the host itself is a variable
    address = HOST.match(rest)
    host, port = (address["host"], address["port"]) if address else ("", None)
    if not host:
        return "链接没有写网址。"
    if NOWHERE.fullmatch(host) or PRIVATE.fullmatch(host):
        return "这是占位或内网的地址，客户打不开。"
    if not host.startswith("["):
        labels = host.rstrip(".").split(".")
        if (
            len(labels) < 2
            or not all(LABEL.fullmatch(label) for label in labels)
            or labels[-1].isdigit() != _is_ip(host)
        ):
            return "链接的网址不完整。"
        if HAN.search(labels[-1]) and not HAN.fullmatch(labels[-1][0]):
            return "链接后面紧跟汉字，请空一格。"
    return "链接的端口写错了。" if port is not None and not (port.isdigit() and int(port) < 65536) else None


def _is_ip(host: str) -> bool:
    parts = host.split(".")
    return len(parts) == 4 and all(part.isdigit() and int(part) < 256 for part in parts)


def _path_fault(rest: str) -> str | None:
    if BAD_ESCAPE.search(rest):
        return "链接里的 % 写得不对。"
    return "链接后面紧跟汉字，请空一格。" if HAN.search(rest) else None
