"""A reading → the region whose words it speaks, and the words that belong to one region only. Floor 4; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.reading import Reading

MAINLAND, TAIWAN, HONG_KONG = "zh-CN", "zh-TW", "zh-HK"
ONLY_HONG_KONG = (
    "閣下", "嘅", "唔", "畀", "咗", "喺", "嚟", "啲", "哋", "冇", "佢", "HK$", "港幣", "八達通", "本港", "月結單",
    "戶口", "速遞",
)  # fmt: skip
RATHER_HONG_KONG = ("致電", "跟進", "盡快", "個案", "職員", "現時", "查詢", "敬希", "覆核", "煩請", "是次", "辦妥")
ONLY_TAIWAN = (
    "簡訊", "宅配", "案號", "客訴", "統編", "鑑賞期", "回電", "櫃檯", "櫃台", "到府", "儘快", "信箱", "您的案件",
    "承辦", "回報", "複核",
    "專線", "刷退", "軟體", "資訊", "同仁", "物流中心", "喔", "囉", "宅急便", "超商", "新台幣", "NT$", "健保",
    "出貨", "入帳", "洽", "網路",
)  # fmt: skip


def region_of(reading: Reading, said: str | None) -> str:
    """Tell the region: as said; else by the script, and for Traditional drafts by the words only one region uses."""
    if said or not reading.traditional:
        return said or MAINLAND
    text = reading.draft.text
    if any(word in text for word in ONLY_HONG_KONG):
        return HONG_KONG
    rather = sum(word in text for word in RATHER_HONG_KONG)
    return HONG_KONG if rather > 1 and not any(word in text for word in ONLY_TAIWAN) else TAIWAN


def may_stand_in(text: str, of: str, region: str) -> bool:
    """Tell whether a phrase `of` one Traditional region reads as neutral in the other."""
    if MAINLAND in (of, region):
        return False
    foreign = ONLY_TAIWAN if region == HONG_KONG else (*ONLY_HONG_KONG, *RATHER_HONG_KONG)
    return not any(word in text for word in foreign)
