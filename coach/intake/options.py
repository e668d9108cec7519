"""How a library is to be read, settled once for a run. Floor 4; knows the names of kinds of files only."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from coach.errors import UsageError
from coach.wording import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

SPLITS = ("auto", "blank", "rule", "heading", "line", "whole")  # where a new entry begins in TXT and Markdown
ROLES = ("text", "title", "shortcut", "id", "group", "scene", "channel", "region", "tags")
PRODUCTS: Mapping[str, str] = MappingProxyType(
    {
        "qianniu": "千牛",
        "feige": "飞鸽",
        "zammad": "Zammad",
        "livehelperchat": "Live Helper Chat",
        "cskefu": "春松客服",
        "bytedesk": "微语",
        "mibew": "Mibew",
        "zendesk": "Zendesk",
        "freshdesk": "Freshdesk",
        "chatwoot": "Chatwoot",
        "intercom": "Intercom",
        "rocketchat": "Rocket.Chat",
        "front": "Front",
        "gorgias": "Gorgias",
        "text": "文本",
        "markdown": "Markdown",
        "csv": "CSV 表格",
        "tsv": "TSV 表格",
        "xlsx": "Excel 表格",
        "xls": "Excel 表格（旧）",
        "json": "JSON",
        "jsonl": "JSON Lines",
        "yaml": "YAML",
    }
)


@dataclass(frozen=True)
class Intake:
    """How to read: where entries begin, which column is what, in which encoding, from which product."""

    split: str = "auto"
    columns: tuple[tuple[str, str], ...] = ()  # (role, the column's name or its number from 1)
    encoding: str | None = None
    product: str | None = None  # instead of what the shape says
    stdin_name: str | None = None  # what standard input is called, and so what kind of file it is
    exclude: tuple[str, ...] = ()  # patterns as in .gitignore
    root: str = "."  # the folder `exclude` is relative to
    gitignore: bool = True

    def column(self, role: str) -> str | None:
        """Give the name of the column that the user says has a role."""
        return dict(self.columns).get(role)


def columns_of(words: str) -> tuple[tuple[str, str], ...]:
    """Read `text=内容,title=标题` as columns. Raises UsageError."""
    columns: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in words.split(","))):
        role, sign, name = (part.strip() for part in pair.partition("="))
        if not sign or not name:
            raise UsageError(f"列的对应关系要写成“text=列名”，“{pair}”不是")
        if role not in ROLES:
            hint = did_you_mean(role, ROLES) or f"，可写：{'、'.join(ROLES)}"
            raise UsageError(f"没有“{role}”这种列{hint}")
        if role in columns:
            raise UsageError(f"“{role}”写了两次")
        columns[role] = name
    return tuple(columns.items())


def checked(how: Intake) -> Intake:
    """Give `how` back when its words are known ones. Raises UsageError."""
    for topic, word, known in (("拆分方式", how.split, SPLITS), ("导出类型", how.product, tuple(PRODUCTS))):
        if word is not None and word not in known:
            hint = did_you_mean(word, known) or f"，可写：{'、'.join(known)}"
            raise UsageError(f"没有“{word}”这种{topic}{hint}")
    return how
