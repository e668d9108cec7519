"""How a draft speaks: its marks, its “you”, its region and tone; and a phrase said the same way. Floor 5; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coach.reading import Reading
    from coach.rulebook.situation import Situation

FORMAL = (
    "我局", "我司", "我行", "我院", "我办", "我处", "我中心", "本局", "来信", "收悉", "网友",
    "特此", "此复", "敬启", "贵单位",
)  # fmt: skip
HALF_WIDTH = str.maketrans({"，": ",", "。": ".", "；": ";", "：": ":", "？": "?", "！": "!"})


class Voice(NamedTuple):
    """The manner of a draft."""

    half_width: bool  # , and . stand for ，and 。
    stops: bool  # sentences are ended by marks
    you: str
    region: str
    tone: str


def voice_of(reading: Reading, situation: Situation) -> Voice:
    """Hear how a draft speaks; what the user asked for wins."""
    raw, text = reading.draft.text, reading.text
    half = len(re.findall("[㐀-鿿],|[㐀-鿿]\\.(?!\\d)", raw))
    full = raw.count("，") + raw.count("。")
    you = "閣下" if "閣下" in raw else "你" if "你" in raw and "您" not in raw else "您"
    region = situation.region or ("zh-TW" if reading.traditional else "zh-CN")
    return Voice(half > full, re.search("[。！？!?.]", raw) is not None, you, region, situation.tone or _tone(text))


def _tone(text: str) -> str:
    if any(word in text for word in FORMAL):
        return "正式"
    return "亲切"


def spoken(text: str, voice: Voice) -> str:
    """Say a phrase in the manner of the draft."""
    if voice.you != "您":
        text = text.replace("您", voice.you)
    return text.translate(HALF_WIDTH) if voice.half_width else text
