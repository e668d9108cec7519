"""What in a library's reply a product fills in before it is sent, and which of its variables it does not know. Floor 4.

A variable in the product's own way of writing is never a placeholder left by accident; one whose name the product does
not know is sent as it stands. Where the product is not known, every machine's way of writing counts as filled.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coach.intake.variable_names import NAMES_OF, Names
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from coach.text import Draft

ALIKE = 0.6  # how close a known name must be to be offered
ALMOST = 0.85  # how close to a known name a team's own would not be by chance
DOUBLE = r"\{\{-?\s*(?P<double>[^{}\s][^{}\n]{0,300}?)\s*-?\}\}|(?P<code>\{%[^%\n]{0,300}%\})"
ATTRIBUTE = r"<attribute\s[^<>\n]{0,300}?>"
HASH = r"#\{\s*(?P<hash>[^{}\s][^{}\n]{0,200}?)\s*\}"
SINGLE = r"[$#%]?\{(?P<single>[^\W\d][\w .\[\]-]{0,40})\}"
SQUARE = r"\[(?P<square>(?:你|您|客户|客戶|买家|顾客|用户|我|本店|店铺)的?[^\W\d_]{1,8})\]"
WRITTEN: Mapping[str, str] = {  # how a product writes its variables; otherwise EVERY
    "zendesk": DOUBLE,
    "freshdesk": DOUBLE,
    "chatwoot": DOUBLE,
    "rocketchat": DOUBLE,
    "front": DOUBLE,
    "gorgias": DOUBLE,
    "intercom": f"{ATTRIBUTE}|{DOUBLE}",
    "zammad": HASH,
    "livehelperchat": SINGLE,
}
EVERY = "|".join((ATTRIBUTE, rf"\$?(?:{DOUBLE})", HASH, SINGLE, SQUARE))
NAME = re.compile(r"[A-Za-z_][\w.]*(?:\[-?\d+\][\w.]*)*")
NAMELIKE = re.compile(r"[^\W\d]")
KEY = re.compile(r"\skey\s*=\s*[\"']([^\"'<>]*)[\"']")
BOUND = re.compile(r"\{%-?\s*(?:for|assign|capture)\s+(\w+)")  # names a template gives itself


class Variable(NamedTuple):
    """A variable in a draft; `known` when the product fills it, `nearest` the known name that was meant."""

    span: Span
    name: str
    known: bool
    nearest: str | None


def variables(draft: Draft, also: Collection[str] = ()) -> tuple[Variable, ...]:
    """Find what the draft's product fills in; `also` are names of the team's own."""
    if not any(sign in draft.text for sign in "{<["):
        return ()
    return tuple(_variables(draft.text, draft.fields.get("product", ""), frozenset(also)))


def unknown_variables(draft: Draft, also: Collection[str] = ()) -> tuple[Variable, ...]:
    """Find the variables that would be sent as they stand."""
    return tuple(one for one in variables(draft, also) if not one.known)


def is_filled(span: Span, found: tuple[Variable, ...]) -> bool:
    """Tell whether what is at `span` is one of the variables found: nothing left over by accident."""
    return any(one.span.meets(span) for one in found)


def _variables(text: str, product: str, also: frozenset[str]) -> Iterator[Variable]:
    names = NAMES_OF.get(product)
    if names is None and also:
        names = Names(frozenset(), ())  # the team's list is the list
    bound = set(BOUND.findall(text)) | {"forloop"} if "{%" in text else set()
    for found in re.finditer(WRITTEN.get(product, EVERY), text):
        name = _name(found)
        known = names is None or name is None or name in also or name.partition(".")[0] in bound
        nearest = None
        if names is not None and name is not None and not known:
            known, nearest = _judged(name, names, also)
        yield Variable(Span(*found.span()), name or "", known, nearest)


def _name(found: re.Match[str]) -> str | None:
    """The name inside; None for code and for what is no name at all, a quoted text for one."""
    groups = found.groupdict()
    if groups.get("code"):
        return None
    inside = next((text for text in groups.values() if text is not None), None)
    if inside is None:
        key = KEY.search(found[0])
        return key[1] if key else None
    if not NAMELIKE.match(inside) or "(" in inside.partition("|")[0]:
        return None
    head = NAME.match(inside)
    rest = inside[head.end() :].lstrip() if head else ""
    return head[0] if head and (not rest or rest.startswith(("|", ","))) else inside


def _judged(name: str, names: Names, also: frozenset[str]) -> tuple[bool, str | None]:
    """Tell whether the product fills a name, and which known one is nearest if not."""
    from difflib import get_close_matches

    if name in names.known:
        return True, None
    of_a_team = any(name.startswith(start) and len(name) > len(start) for start in names.open)
    close = get_close_matches(name, sorted(names.known | also), n=1, cutoff=ALMOST if of_a_team else ALIKE)
    if of_a_team and not close:
        return True, None
    return False, close[0] if close else None
