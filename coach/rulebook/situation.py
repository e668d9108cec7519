"""Where a reply is said: scene, channel, region, tone, the customer's words. Floor 4.

The words here are those of the command line and of `scenes:` in rules; the cues that tell a scene live in
`rules/scenes.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

GENERAL = "general"

SCENES: Mapping[str, str] = MappingProxyType(
    {
        GENERAL: "通用",
        "consult": "咨询",
        "presale": "售前",
        "logistics-delay": "物流延误",
        "refund": "退款退换",
        "complaint": "投诉",
        "refusal": "拒绝请求",
        "waiting": "等待查询",
        "comfort": "安抚",
        "info-collect": "信息采集",
        "tech-support": "技术排障",
        "outage": "故障公告",
        "follow-up": "二次来访",
        "closing": "收尾",
        "notice": "系统通知",
        "public-reply": "公开评价回复",
    }
)
CHANNELS: Mapping[str, str] = MappingProxyType(
    {"chat": "即时聊天", "email": "邮件", "sms": "短信", "public": "公开评价", "phone": "电话话术稿"}
)
REGIONS: Mapping[str, str] = MappingProxyType({"zh-CN": "大陆", "zh-TW": "台湾", "zh-HK": "香港"})
TONES: Mapping[str, str] = MappingProxyType({"正式": "正式", "亲切": "亲切", "活泼": "活泼"})
AUTHORITIES = ("一线", "组长", "主管")


@dataclass(frozen=True)
class Situation:
    """What is known of the reply besides its words; None where nothing was said."""

    customer: str | None = None
    scene: str | None = None
    channel: str | None = None
    region: str | None = None
    tone: str | None = None
    compensations: tuple[str, ...] = ()  # those that `authority` may offer
    authority: str = AUTHORITIES[0]
