"""reply-coach: a coach for Chinese customer-support replies. Floor 7: `check` for those who use it as a library.

Importing this is cheap; rules, jieba's table and the rest wake when `check` is first called.
"""

from __future__ import annotations

from functools import cache

__version__ = "0.1.0"
__all__ = ["__version__", "check"]

TYPE_CHECKING = False  # typing is an import too
if TYPE_CHECKING:
    from coach.model import Review
    from coach.rulebook.rule import Rulebook


def check(
    text: str,
    *,
    customer: str | None = None,
    scene: str | None = None,
    channel: str | None = None,
    region: str | None = None,
) -> Review:
    """Review one reply with the rules that come with the program, whatever config files lie around.

    Findings carry `rule`, `severity`, `span.start` and `span.end` (code points of `text`), `message` and `rewrites`.
    Raises TypeError when `text` or `customer` is no text, UsageError when `scene`, `channel` or `region` is not a known
    one, ProblemsError when the rules are broken.
    """
    for name, value in (("text", text), ("customer", customer or "")):
        if not isinstance(value, str):
            raise TypeError(f"{name} 应当是一段文字（str），不能是 {type(value).__name__}")
    from coach.review import review_many
    from coach.rulebook.situation import CHANNELS, REGIONS, SCENES, Situation
    from coach.text import Draft
    from coach.wording import known_word

    situation = Situation(
        customer=customer,
        scene=known_word("场景", scene, SCENES),
        channel=known_word("渠道", channel, CHANNELS),
        region=known_word("地区", region, REGIONS),
    )
    # as one of many: whoever calls a library function once will call it again
    return next(review_many([Draft.of(text)], _default_rulebook(), situation))


@cache
def _default_rulebook() -> Rulebook:
    from coach.rulebook.loader import load_rulebook

    return load_rulebook()
