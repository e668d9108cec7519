"""A phrase and a spot → the edit that puts it there, or None when it may not stand there. Floor 5; pure.

A phrase says where it may stand (phrasebook.Place). Here is what that means in a draft: which words go, which stay,
what marks join old and new. An edit that would lose a fact or repeat what the draft says is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.model import Severity
from coach.rewrite.edits import Edit
from coach.rewrite.joins import end_of, ended, runs_on, with_marks
from coach.rewrite.sheet import INTERJECTION, PARTICLES, THANKS
from coach.rewrite.voice import spoken
from coach.rulebook.phrasebook import AS_FLAGGED, Place, Put
from coach.rulebook.slots import fill
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.rewrite.sheet import Sheet
    from coach.rewrite.spots import Spot
    from coach.rulebook.phrasebook import Phrase

SENTENCE_ENDS = "。？！?!."
ROOM = 12  # a clause so much longer than what is flagged in it is not replaced whole
WAITING = "等待"
ENOUGH = 200  # characters looked at to see whether enough remains
LEAST_LEFT = 4  # Han characters that must remain of a reply when something is taken out
ASKS = frozenset({"等待", "求谅解"})  # what is asked of the customer goes; what stands before it in the clause stays
POLITE = re.compile(
    "(?:还|也|那|这个|一下|就|先|再|都|请|烦请|敬请|恳请|麻烦|辛苦|劳烦|建议|希望|期望|望|盼|需要|可能|但|确实|您|你|妳|亲"
    "|后续|这边|只能|暂时|得到|获得|耐心|多|的|,|，| )*"
)
BLANK = re.compile("[xX]{2,}|[×＊*○〇]{2,}|[_＿]{2,}|某某")  # what stands for a value in a template
LENGTHS = ("时长〉", "時長〉")  # how long somebody waits stands at the end
PLEADING = "求谅解"
PLEA = re.compile("(?:还|敬|恳|烦)?请(?!问)|(?:还|敬)?望|希望|盼|期盼")
TROUBLE = re.compile(  # what is said before a plea and only with it
    "(?:若|如有?|如果|因此|由此)?(?:给您|给你|对您|为您)?(?:造成|带来|添)(?:了|的|您|您的)*"
    "(?:诸多|任何|些许)?(?:不便|麻烦|困扰)?(?:之处)?[，, ]*"
)
AFTER_TIME = frozenset("在于於有是不被已")  # a time put before these would not be Chinese


def fitted(phrase: Phrase, spot: Spot, sheet: Sheet, helped: bool) -> Edit | None:
    """Make the edit that puts a phrase at a spot; `helped`: the rest of the reply gives the customer something."""
    clause = sheet.reading.masked[spot.clauses.start : spot.clauses.end]
    if phrase.needs and not any(word in clause for word in phrase.needs):
        return None
    if any(word in clause for word in phrase.unless):
        return None
    if phrase.around and not any(word in sheet.text[slice(*spot.sentence)] for word in phrase.around):
        return None
    if phrase.about and not any(word in sheet.text for word in phrase.about):
        return None
    place = Place.closing if spot.missing and phrase.place is Place.after else phrase.place
    if place is Place.drop and not helped and not phrase.words:
        return None
    return FITS[place](phrase, spot, sheet)


def _edit(phrase: Phrase, spot: Spot, sheet: Sheet, span: Span, text: str) -> Edit | None:
    place = sheet.reading.draft_span(span)
    # what a template left behind states nothing, and what must not be said at all is no fact to keep
    gone = AS_FLAGGED in phrase.words or spot.findings[0].severity is Severity.fatal
    may_go = sheet.reading.draft_span(spot.extent) if gone else Span(0, 0)
    if sheet.loses(place, text, may_go):
        return None
    return Edit(place, text, phrase.place.value, spot.rules, spot.findings[0].message, phrase.id)


def _said(phrase: Phrase, sheet: Sheet) -> str:
    return spoken(fill(phrase.text, sheet.known)[0], sheet.voice)


# -- span: certain words of the clause --------------------------------------------------------------------------------


def _span(phrase: Phrase, spot: Spot, sheet: Sheet) -> Edit | None:
    if AS_FLAGGED in phrase.words and phrase.put is Put.before:
        return _edit(phrase, spot, sheet, Span(spot.extent.start, spot.extent.start), _said(phrase, sheet))
    if AS_FLAGGED in phrase.words:
        return None if spot.missing else _edit(phrase, spot, sheet, spot.extent, _as_slot(phrase, spot, sheet))
    for found in _places(phrase, spot, sheet):
        text = _said(phrase, sheet)
        at = {Put.instead: found, Put.before: Span(found.start, found.start), Put.behind: Span(found.end, found.end)}
        span = at[phrase.put]
        if phrase.put is not Put.before and sheet.text[span.end : span.end + 1] in AFTER_TIME and "〉" in text[-4:]:
            continue
        if text.endswith(LENGTHS) and runs_on(span.end, sheet):
            continue
        start = span.start
        if text[0] in "在於" and sheet.text[start - 1 : start] in ("在", "于", "於"):
            span = Span(start - 1, span.end) if phrase.put is Put.instead else span
        if text[0] in "在於" and start == sheet.bare_start(sheet.reading.clause_at(start)).start:
            text = text[1:]  # a clause that begins with a time needs no 在
        if text[-1] == "〉" and sheet.text[span.end : span.end + 1] == "的":  # 稍等一下的呢
            span = Span(span.start, span.end + 1)
        return _edit(phrase, spot, sheet, span, text)
    return None


def _places(phrase: Phrase, spot: Spot, sheet: Sheet) -> Iterator[Span]:
    """Find the words a phrase looks for, those that are flagged first."""
    masked, clauses = sheet.reading.masked, spot.clauses
    outside = []
    for word in phrase.words:
        start = masked.find(word, clauses.start, clauses.end)
        while start >= 0:
            found = Span(start, start + len(word))
            if len(word) > 2 or sheet.reading.is_word(found):
                if found.meets(spot.extent):
                    yield found
                else:
                    outside.append(found)
            start = masked.find(word, start + 1, clauses.end)
    yield from outside


def _as_slot(phrase: Phrase, spot: Spot, sheet: Sheet) -> str:
    """Turn what was left in a template into an open slot of the same name."""
    said = sheet.reading.draft.text[slice(*sheet.reading.draft_span(spot.extent))]
    blank = BLANK.search(said)
    if blank and blank[0] != said:
        return said[: blank.start()] + _said(phrase, sheet) + said[blank.end() :]
    name = "".join(re.findall(r"[㐀-鿿A-Za-z_]+", said))
    return f"〈{name}〉" if 1 < len(name) <= 12 and not blank else _said(phrase, sheet)


# -- clause, drop: the flagged clause ---------------------------------------------------------------------------------


def _clause(phrase: Phrase, spot: Spot, sheet: Sheet) -> Edit | None:
    text = _said(phrase, sheet)
    if spot.missing or sheet.repeats(text):
        return None
    span = _part(spot, sheet)
    if spot.intents[0] == WAITING and _left(span, sheet) < LEAST_LEFT:
        return None  # a reply that only asks to wait keeps its courtesy
    if "㐀" <= sheet.text[span.start - 1 : span.start] <= "鿿" and span.start > spot.clauses.start:
        if not INTERJECTION.search(sheet.text[spot.clauses.start : span.start] + "，"):
            text = spoken("，", sheet.voice) + text
    return _edit(phrase, spot, sheet, *ended(span, text, sheet))


def _part(spot: Spot, sheet: Sheet, gone: bool = False) -> Span:
    """Say what goes when a clause goes: the clause, or in a run without marks the flagged words and their particles."""
    clause = sheet.bare_start(sheet.core(spot.clauses))
    asked = PLEA.search(sheet.text, clause.start, spot.extent.end) if spot.intents[0] == PLEADING else None
    start = asked.start() if asked else max(spot.extent.start, clause.start)
    lead = sheet.text[clause.start : start]
    if spot.intents[0] in ASKS and not (POLITE.fullmatch(lead) or (gone and TROUBLE.fullmatch(lead))):
        clause = Span(start, clause.end)
    if clause.end - clause.start <= spot.extent.end - spot.extent.start + ROOM:
        return clause
    extent = sheet.core(spot.extent)
    end = extent.end
    while end < clause.end and sheet.text[end] in PARTICLES:
        end += 1
    return Span(max(extent.start, clause.start), end)


def _drop(phrase: Phrase, spot: Spot, sheet: Sheet) -> Edit | None:
    if spot.missing:
        return None
    span = spot.extent if AS_FLAGGED in phrase.words else _part(spot, sheet, gone=True)
    if phrase.words and AS_FLAGGED not in phrase.words:
        words = next(_places(phrase, spot, sheet), None)
        return _edit(phrase, spot, sheet, _alone(words, sheet), "") if words else None
    span = with_marks(span, sheet)
    if _left(span, sheet) < LEAST_LEFT:
        return None
    return _edit(phrase, spot, sheet, span, "")


def _alone(words: Span, sheet: Sheet) -> Span:
    """Take along the marks of words that are a clause by themselves: 亲，您好."""
    clause = sheet.core(sheet.reading.clause_at(words.start))
    return with_marks(words, sheet) if clause == words else words


def _left(span: Span, sheet: Sheet) -> int:
    """Count the Han characters that remain behind the greeting when a stretch is taken out; no further than needed."""
    kept = (*range(sheet.after_greeting(), span.start), *range(span.end, min(len(sheet.text), span.end + ENOUGH)))
    return sum("㐀" <= sheet.text[place] <= "鿿" for place in kept[-ENOUGH:])


# -- after, opening, closing: more words ------------------------------------------------------------------------------


def _after(phrase: Phrase, spot: Spot, sheet: Sheet) -> Edit | None:
    text = _said(phrase, sheet)
    if sheet.repeats(text):
        return None
    if text[-1] in SENTENCE_ENDS:
        return _insert(phrase, spot, sheet, end_of(spot, sheet), text)
    clause = sheet.core(spot.clauses)
    mark = sheet.text[clause.end : spot.clauses.end].strip()[:1]
    if mark in ("？", "?"):
        return None
    return _edit(phrase, spot, sheet, Span(clause.end, clause.end), spoken("，", sheet.voice) + text)


def _insert(phrase: Phrase, spot: Spot, sheet: Sheet, at: int, text: str) -> Edit | None:
    """Put a sentence in between two others."""
    stop = spoken("。", sheet.voice)
    while at > 0 and sheet.text[at - 1] in " \n":
        at -= 1
    follows = sheet.text[at:].strip(" ")
    if not sheet.voice.stops and text.endswith(stop):
        text = text[:-1]
    before = sheet.text[:at]
    if before and before[-1] in "，,、":
        lead = ""
    elif sheet.ended(at):
        lead = ""
    else:
        lead = stop if sheet.voice.stops and before[-1:] not in ("", "\n") else spoken("，", sheet.voice)
    if follows and follows[0] != "\n" and text[-1:] not in SENTENCE_ENDS:
        text += spoken("，", sheet.voice)
    return _edit(phrase, spot, sheet, Span(at, at), lead + text if before else text)


def _opening(phrase: Phrase, spot: Spot, sheet: Sheet) -> Edit | None:
    text = _said(phrase, sheet)
    at = sheet.after_greeting()
    if sheet.repeats(text) or THANKS.match(text):
        return None
    if not sheet.voice.stops and at < len(sheet.text):
        text = text.rstrip("。.") + spoken("，", sheet.voice)
    return _edit(phrase, spot, sheet, Span(at, at), text)


def _closing(phrase: Phrase, spot: Spot, sheet: Sheet) -> Edit | None:
    text = _said(phrase, sheet)
    return None if sheet.repeats(text) else _insert(phrase, spot, sheet, sheet.before_goodbye(), text)


# -- sentence: all of it ----------------------------------------------------------------------------------------------


def _sentence(phrase: Phrase, spot: Spot, sheet: Sheet) -> Edit | None:
    """Replace the sentence; when it holds facts, only the clauses from the first flagged to the last."""
    if spot.missing:
        return _closing(phrase, spot, sheet)
    text = _said(phrase, sheet)
    if sheet.repeats(text):
        return None
    whole = sheet.bare_start(sheet.core(spot.sentence))
    if not sheet.voice.stops:
        text = text.rstrip("。.")
    edit = _edit(phrase, spot, sheet, *ended(whole, text, sheet))
    if edit is None:
        clauses = sheet.bare_start(sheet.core(spot.clauses))
        edit = _edit(phrase, spot, sheet, *ended(clauses, text.rstrip("。."), sheet))
    return edit


FITS: dict[Place, Callable[[Phrase, Spot, Sheet], Edit | None]] = {
    Place.span: _span,
    Place.clause: _clause,
    Place.sentence: _sentence,
    Place.after: _after,
    Place.opening: _opening,
    Place.closing: _closing,
    Place.drop: _drop,
}
