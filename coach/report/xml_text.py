"""Elements → XML 1.0, for the formats that are XML. Floor 3; the one door to xml.etree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from coach.report.visible import disarmed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # not even `&#0;` may stand in XML 1.0


def element(name: str, attributes: Mapping[str, str | int], *children: Element, text: str = "") -> Element:
    """Make an element; characters that XML cannot hold are left out."""
    made = ElementTree.Element(name, {key: FORBIDDEN.sub("", str(value)) for key, value in attributes.items()})
    made.text = FORBIDDEN.sub("", text) or None
    made.extend(children)
    return made


def xml_text(root: Element) -> str:
    """Write a document."""
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{disarmed(text, "&#91;")}\n'
