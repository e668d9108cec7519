"""A table's heading → which column is what, and whose export it is. Floor 4.

An export is one line of EXPORTS: its heading as the product writes it, where the reply is, what the other columns are.
Any other table is read by the names that columns go by, or as the user says with `--map`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from coach.intake.options import Intake

NAMES: Mapping[str, tuple[str, ...]] = {  # the likelier first; Traditional where it is written otherwise
    "text": tuple(
        "快捷短语 内容 内容/回复内容 回复内容 话术内容 话术 回复 回复话术 常用语 "
        "快捷短語 內容 回覆內容 話術內容 話術 回覆 "
        "message content content_html text body body_html body_text msg comment_value_html comment_value template_text "
        "substitution reply response".split()
    ),
    "title": tuple("标题 话术标题 名称 標題 話術標題 名稱 title name item_name subject".split()),
    "shortcut": tuple(
        "快捷短语编码 快捷编码 编码 快捷键 快捷短語編碼 快捷編碼 short_code shortcode shortcut code".split()
    ),
    "id": tuple("id _id 编号 編號 template_id unique_id".split()),
    "group": tuple(
        "快捷短语分组 分组 分类 类目 快捷短語分組 分組 分類 "
        "group group_name category folder folder_id cate_id group_id".split()
    ),
    "scene": ("场景", "場景", "scene"),
    "channel": ("渠道", "通道", "channel"),
    "region": ("地区", "地區", "region"),
    "tags": ("标签", "标签组", "關鍵字", "关键词", "關鍵詞", "標籤", "tags", "keywords"),
}
LOOK = 10  # rows in which a heading is sought: some tables have a title above it
EXTRA = re.compile(r"[*＊]|[（(][^（）()]*[）)]\Z")


class Layout(NamedTuple):
    """What the columns of a table are, by their places."""

    product: str | None  # None: a table of no product we know
    texts: tuple[tuple[int, str], ...]  # a column of replies, and what to add to the entry's name
    fields: tuple[tuple[str, int], ...]
    only: tuple[int, str] | None = None  # rows that are text at all: this column says so with this word
    width: int = 0  # columns in the heading
    references: bool = False  # &#13; and &#44; stand for a line break and a comma

    def skips(self, value: Callable[[int], str]) -> bool:
        """Tell whether a row, by its cells, says that it is no text: a picture, a file."""
        said = value(self.only[0]).strip().upper() if self.only else ""
        return self.only is not None and said not in ("", self.only[1])


class Export(NamedTuple):
    """A product's table."""

    product: str
    heading: tuple[str, ...]
    texts: Mapping[str, str]
    fields: Mapping[str, str]
    kinds: tuple[str, ...] = ("csv", "tsv", "xlsx", "xls")
    only: tuple[str, str] | None = None
    references: bool = False


LIVE_HELPER_CHAT = (
    "id title explain msg fallback_msg position delay department_id user_id auto_send attr_int_1 attr_int_2 attr_int_3 "
    "languages additional_data html_snippet unique_id created_at updated_at active_from active_to repetitiveness "
    "days_activity disabled delete_on_exp activate_responder subject tags_plain department_ids_front"
)
EXPORTS = (
    Export(
        "qianniu",
        ("快捷短语编码", "快捷短语", "快捷短语分组"),
        {"快捷短语": ""},
        {"shortcut": "快捷短语编码", "group": "快捷短语分组"},
    ),
    Export(
        "feige",
        ("快捷编码", "快捷短语", "快捷短语分组"),
        {"快捷短语": ""},
        {"shortcut": "快捷编码", "group": "快捷短语分组"},
        references=True,
    ),
    Export(
        "zammad",
        ("id", "name", "keywords", "content", "note", "active"),
        {"content": ""},
        {"id": "id", "title": "name", "tags": "keywords"},
    ),
    Export(
        "livehelperchat",
        tuple(LIVE_HELPER_CHAT.split()),
        {"msg": "", "fallback_msg": "（备用）"},  # the second is sent when the variables of the first are empty
        {"id": "id", "title": "title", "group": "department_id", "tags": "tags_plain"},
    ),
    Export("cskefu", ("标题", "内容"), {"内容": ""}, {"title": "标题"}, kinds=("xls", "xlsx")),
    Export(
        "bytedesk",
        ("分类", "类型", "标题", "内容"),
        {"内容": ""},
        {"title": "标题", "group": "分类"},
        only=("类型", "TEXT"),
    ),
)


def layout_of(heading: Sequence[str], how: Intake, kind: str) -> Layout | None:
    """Tell what the columns of a heading are; None when no column of replies is found."""
    names = tuple(name.strip().lower() for name in heading)
    names = names[: max((place for place, name in enumerate(names, 1) if name), default=0)]
    for export in EXPORTS:
        known = kind in export.kinds and how.product in (None, export.product) and not how.columns
        if known and names == export.heading:
            return _of_export(export)
    return _of_names(names, how)


def numbered(how: Intake) -> bool:
    """Tell whether the user counts columns instead of naming them: then the table has no heading."""
    return bool(how.columns) and all(name.isascii() and name.isdigit() and name != "0" for _, name in how.columns)


def layout_by_number(how: Intake) -> Layout | None:
    """Read `--map text=2,title=1` as places of columns."""
    places = {role: int(name) - 1 for role, name in how.columns}
    if "text" not in places:
        return None
    fields = tuple((role, place) for role, place in places.items() if role != "text")
    return Layout(None, ((places["text"], ""),), fields)


def _of_export(export: Export) -> Layout:
    place = export.heading.index
    return Layout(
        export.product,
        tuple((place(name), addition) for name, addition in export.texts.items()),
        tuple((role, place(name)) for role, name in export.fields.items()),
        (place(export.only[0]), export.only[1]) if export.only else None,
        len(export.heading),
        export.references,
    )


def _of_names(heading: Sequence[str], how: Intake) -> Layout | None:
    """Find each role's column: the one the user names, else the likeliest name there is."""
    names = tuple(map(_plain, heading))
    places: dict[str, int] = {}
    for role, likely in NAMES.items():
        said = how.column(role)
        wanted = (_plain(said),) if said else likely
        place = next((names.index(name) for name in wanted if name in names), None)
        if place is not None and (said or place not in places.values()):
            places[role] = place
    if "text" not in places:
        return None
    fields = tuple((role, place) for role, place in places.items() if role != "text")
    return Layout(None, ((places["text"], ""),), fields, width=len(names))


def _plain(name: str) -> str:
    """A column's name without what forms add to it: *内容, 内容（必填）."""
    return EXTRA.sub("", name.strip().lower()).strip() or name
