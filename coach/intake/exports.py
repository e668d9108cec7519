"""Objects of a JSON or YAML tree → replies and whose export they are. Floor 4.

A product is one function that knows its object by its shape, and one line in PRODUCTS_OF_TREES. Lists, pages and
wrappers around the objects need no knowledge: the tree is searched. Anything else is read by the names of its keys.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from coach.intake.columns import NAMES
from coach.intake.tree import Leaf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.intake.options import Intake
    from coach.intake.tree import Tree

HAN = re.compile("[\u3400-\u9fff]")


class Found(NamedTuple):
    """One reply in a tree."""

    product: str | None  # None: of no product we know
    reply: Leaf
    fields: Mapping[str, str]


def zendesk(item: Mapping[str, Tree]) -> Iterator[Found]:
    """A macro; the reply is what it sets the comment to. developer.zendesk.com/api-reference/ticketing, Macros."""
    fields = {"id": _text(item, "id"), "title": _text(item, "title")}
    group, mark, _ = fields["title"].rpartition("::")  # Zendesk's own way to nest macros
    if mark:
        fields["group"] = group
    for action in _mappings(item.get("actions")):
        if _text(action, "field") in ("comment_value", "comment_value_html") and "title" in item:
            value = action.get("value")
            reply = value[-1] if isinstance(value, tuple) and value else value  # ["channel:all", "…"]
            if isinstance(reply, Leaf):
                yield Found("zendesk", reply, fields)


def gorgias(item: Mapping[str, Tree]) -> Iterator[Found]:
    """A macro; the reply is what it sets the response to. developers.gorgias.com/reference/the-macro-object."""
    for action in _mappings(item.get("actions")):
        arguments = action.get("arguments")
        if _text(action, "name") == "setResponseText" and isinstance(arguments, Mapping):
            reply = _first(arguments, "body_html", "body_text")
            if reply:
                yield Found("gorgias", reply, {"id": _text(item, "id"), "title": _text(item, "name")})


def freshdesk(item: Mapping[str, Tree]) -> Iterator[Found]:
    """A canned response of Freshdesk or Freshservice. developers.freshdesk.com/api/#canned-responses."""
    reply = _first(item, "content_html", "content")
    if reply and "title" in item and "folder_id" in item:
        fields = {"id": _text(item, "id"), "title": _text(item, "title"), "group": _text(item, "folder_id")}
        yield Found("freshdesk", reply, fields)


def chatwoot(item: Mapping[str, Tree]) -> Iterator[Found]:
    """A canned response, known by its short code. app/models/canned_response.rb."""
    reply = _first(item, "content")
    if reply and "short_code" in item:
        yield Found("chatwoot", reply, {"id": _text(item, "id"), "shortcut": _text(item, "short_code")})


def intercom(item: Mapping[str, Tree]) -> Iterator[Found]:
    """A macro. developers.intercom.com/docs/references/rest-api/api.intercom.io/macros."""
    reply = _first(item, "body", "body_text")
    if reply and _text(item, "type") == "macro":
        yield Found("intercom", reply, {"id": _text(item, "id"), "title": _text(item, "name")})


def rocketchat(item: Mapping[str, Tree]) -> Iterator[Found]:
    """A canned response of Omnichannel."""
    reply = _first(item, "text")
    if reply and "shortcut" in item and "scope" in item:
        tags = item.get("tags")
        names = [tag.text for tag in tags if isinstance(tag, Leaf)] if isinstance(tags, tuple) else []
        fields = {"id": _text(item, "_id"), "shortcut": _text(item, "shortcut"), "tags": "、".join(names)}
        yield Found("rocketchat", reply, fields | {"group": _text(item, "departmentId")})


def front(item: Mapping[str, Tree]) -> Iterator[Found]:
    """A message template. dev.frontapp.com/reference/message-templates."""
    reply = _first(item, "body")
    if reply and _text(item, "id").startswith("rsp_") and "name" in item:
        yield Found("front", reply, {"id": _text(item, "id"), "title": _text(item, "name")})


def zammad(item: Mapping[str, Tree]) -> Iterator[Found]:
    """A text module as the API gives it."""
    reply = _first(item, "content")
    if reply and "keywords" in item and "name" in item:
        fields = {"id": _text(item, "id"), "title": _text(item, "name"), "tags": _text(item, "keywords")}
        yield Found("zammad", reply, fields)


PRODUCTS_OF_TREES: Mapping[str, Callable[[Mapping[str, Tree]], Iterator[Found]]] = {
    "zendesk": zendesk,
    "gorgias": gorgias,
    "freshdesk": freshdesk,
    "chatwoot": chatwoot,
    "intercom": intercom,
    "rocketchat": rocketchat,
    "front": front,
    "zammad": zammad,
}


def replies(tree: Tree, how: Intake, kind: str, group: str = "") -> Iterator[Found]:
    """Find every reply in a tree, in order."""
    if isinstance(tree, Leaf):
        return
    if not isinstance(tree, Mapping):
        for item in tree:
            if isinstance(item, Leaf):  # a bare list of replies; as YAML it is Mibew's
                if item.style != "bare" and HAN.search(item.text):
                    yield Found("mibew" if kind == "yaml" else None, item, {"group": group})
            else:
                yield from replies(item, how, kind, group)
        return
    found = tuple(_of_object(tree, how))
    if found:
        for one in found:
            yield one._replace(fields={"group": group} | {name: text for name, text in one.fields.items() if text})
        if found[0].product is None:  # an entry of a kind we do not know may hold others
            yield from (one for value in tree.values() for one in replies(value, how, kind, group))
    elif _is_phrases(tree):
        for name, reply in tree.items():
            assert isinstance(reply, Leaf)
            yield Found(None, reply, {"title": name, "group": group})
    else:
        for name, value in tree.items():
            yield from replies(value, how, kind, name if HAN.search(name) else group)


def _of_object(item: Mapping[str, Tree], how: Intake) -> Iterator[Found]:
    if how.column("text") is None:
        for product, read in PRODUCTS_OF_TREES.items():
            found = tuple(read(item)) if how.product in (None, product) else ()
            if found:
                yield from found
                return
    yield from _by_names(item, how)


def _by_names(item: Mapping[str, Tree], how: Intake) -> Iterator[Found]:
    """Read an object by what its keys are called, or as the user says."""
    named = {name.strip().lower(): value for name, value in item.items() if isinstance(value, Leaf)}
    said = how.column("text")
    wanted = (said.strip().lower(),) if said else NAMES["text"]
    reply = next((named[name] for name in wanted if name in named and named[name].style != "bare"), None)
    if reply is None:
        return
    fields: dict[str, str] = {}
    for role, likely in NAMES.items():
        column = how.column(role)
        names = (column.strip().lower(),) if column else likely
        fields[role] = next((named[name].text for name in names if name in named), "")
    yield Found(None, reply, {role: text for role, text in fields.items() if role != "text"})


def _is_phrases(item: Mapping[str, Tree]) -> bool:
    """Tell whether a mapping is nothing but names and their replies, most of them Chinese."""
    texts = [value.text for value in item.values() if isinstance(value, Leaf) and value.style != "bare"]
    return len(texts) == len(item) and sum(map(bool, map(HAN.search, texts))) * 2 > len(texts)


def is_ours(tree: Tree) -> bool:
    """Tell whether a tree is one of coach's own files: a pack, a phrasebook, waivers."""
    if not isinstance(tree, Mapping):
        return False
    return ("pack" in tree and "rules" in tree) or ("book" in tree and "phrases" in tree) or "waivers" in tree


def has_han(tree: Tree) -> bool:
    """Tell whether anything in a tree is Chinese."""
    if isinstance(tree, Leaf):
        return HAN.search(tree.text) is not None
    return any(has_han(value) for value in (tree.values() if isinstance(tree, Mapping) else tree))


def _text(item: Mapping[str, Tree], name: str) -> str:
    value = item.get(name)
    return value.text if isinstance(value, Leaf) else ""


def _first(item: Mapping[str, Tree], *names: str) -> Leaf | None:
    """Give the first of some strings that says anything; an empty one rather than none."""
    leaves = [value for name in names if isinstance(value := item.get(name), Leaf) and value.style != "bare"]
    return next((leaf for leaf in leaves if leaf.text.strip()), leaves[0] if leaves else None)


def _mappings(tree: Tree | None) -> Iterator[Mapping[str, Tree]]:
    if isinstance(tree, tuple):
        yield from (item for item in tree if isinstance(item, Mapping))
