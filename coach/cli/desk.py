"""The desk at a terminal: drafts are pasted, reviewed, fixed by hand, copied, one after another. Floor 7.

`coach` alone opens it; `coach fix` uses it for one draft. It scrolls like any command, so it works over SSH and in
sixty columns. Ctrl-C anywhere leaves files as they were.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from coach.cli.answers import choices, fault
from coach.cli.ask import Asker
from coach.cli.copying import copy
from coach.cli.exits import CLEAN, FINDINGS, TROUBLE
from coach.cli.rewriting import Editor
from coach.cli.settle import look_for, settle
from coach.cli.sitting import Sitting
from coach.cli.streams import say, write_out
from coach.cli.views import deed_view, end_view, finding_view, offers_view
from coach.cli.wish import CheckWish
from coach.errors import Failure, UsageError
from coach.intake.plain import from_argument, from_text, read_file
from coach.reading import read
from coach.report.layout import BLANK, Block, Piece
from coach.report.terminal import paint
from coach.report.visible import visible
from coach.rewrite.spots import folded_span
from coach.rulebook.situation import CHANNELS, REGIONS, SCENES, TONES
from coach.rulebook.slots import known_slots
from coach.wording import known_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coach.cli.settle import Settled
    from coach.cli.wish import FixWish
    from coach.model import Finding
    from coach.rewrite.edits import Edit
    from coach.text import Draft

WELCOME = "粘贴草稿，Ctrl-D 批阅；? 看说明，:q 退出"
HELP = (
    "粘贴或写下草稿，Ctrl-D 批阅；↑ 找回这次写过的",
    "批阅后：数字选一种改法，e 自己改，s 跳过，u 撤销，a 都交给教练，q 到此为止",
    ":scene 退款退换   :channel chat   :region zh-TW   :tone 亲切   只写名字就清空",
    ":customer 客户说的话   再写 :customer 就清空",
    ":q 退出；Ctrl-C 随时中断，文件不会动",
)
SETTINGS = {
    "scene": ("场景", SCENES),
    "channel": ("渠道", CHANNELS),
    "region": ("地区", REGIONS),
    "tone": ("语气", TONES),
}

CHOOSE = "数字 选用 · e 改 · s 跳过 · u 撤销 · a 全改 · q 停 › "
WITHOUT = "e 改 · s 跳过 · u 撤销 · q 停 › "


class Desk:
    """A terminal, a rulebook and a situation."""

    def __init__(self, editor: Editor, settled: Settled) -> None:
        self.editor = editor
        self.settled = settled
        self.ask = Asker()
        self.today = date.today()

    def show(self, blocks: Iterable[Block]) -> None:
        """Print blocks at the width the terminal has now."""
        look = look_for(None, quiet=False)
        write_out(paint(blocks, look._replace(colours=self.settled.look.colours)))

    @property
    def coloured(self) -> bool:
        """Tell whether colours are shown."""
        return bool(self.settled.look.colours)

    # -- one draft ----------------------------------------------------------------------------------------------

    def work(self, draft: Draft) -> Sitting:
        """Go through a draft finding by finding until it is done or the user stops."""
        sitting = Sitting(draft.text, self.editor)
        while waiting := sitting.waiting():
            if not self._decide(sitting, waiting):
                break
        else:
            self._fill_open(sitting)
        return sitting

    def _decide(self, sitting: Sitting, waiting: tuple[Finding, ...]) -> bool:
        """Have one finding decided; tell whether to go on."""
        finding = waiting[0]
        offers = sitting.offers(finding)
        facts = self.settled.rulebook.facts
        self.show(finding_view(sitting.review, finding, len(waiting), facts.get(finding.rule), self.coloured))
        self.show(offers_view(offers, sitting.text))
        while True:
            word = self.ask.word(CHOOSE if offers else WITHOUT)
            if word is None or word == "q":
                return False
            if self._do(word, sitting, finding, offers):
                if sitting.waiting():  # the end has a view of its own
                    self.show(deed_view(sitting.review))
                return True
            say("没有这个选择")

    def _do(self, word: str, sitting: Sitting, finding: Finding, offers: tuple[Edit, ...]) -> bool:
        """Do what a word asks for; tell whether it was understood."""
        if word.isascii() and word.isdigit() and 1 <= int(word) <= len(offers):
            edit = offers[int(word) - 1]
            sitting.take(edit, self._answers(edit.slots, sitting))
        elif word == "e":
            self._edit(sitting, finding)
        elif word in ("s", ""):
            sitting.skip(finding)
        elif word == "u":
            if not sitting.undo():
                say("已经是最初的样子")
        elif word == "a":
            sitting.fix_all()
        else:
            return False
        return True

    def _edit(self, sitting: Sitting, finding: Finding) -> None:
        reading = read(sitting.review.draft, self.editor.rulebook.segmenter)
        place = folded_span(reading, finding.span)
        span = reading.draft_span(reading.sentence_at(max(place.start, place.end - 1)))
        say("改好后按 Ctrl-D：")
        words = self.ask.text("› ", sitting.text[span.start : span.end])
        if words is not None:
            sitting.write(span, words)

    def _answers(self, slots: Iterable[str], sitting: Sitting) -> Mapping[str, str]:
        """Ask for each slot in turn; what is left empty stays open."""
        known = known_slots(read(sitting.review.draft, self.editor.rulebook.segmenter))
        answers: dict[str, str] = {}
        for slot in slots:
            offered = choices(slot, self.today, known, self.editor.situation.compensations)
            if offered:
                numbered = " · ".join(f"{number} {visible(word)}" for number, word in enumerate(offered, 1))
                say(f"  {numbered}")

            def wrong(answer: str, slot: str = slot, offered: tuple[str, ...] = offered) -> str | None:
                return fault(slot, _picked(answer, offered), self.editor.rulebook)

            answer = self.ask.line(f"  {visible(slot)}（可留空）› ", fault=wrong)
            if answer is None:
                break
            if answer.strip():
                answers[slot] = _picked(answer, offered)
        return answers

    def _fill_open(self, sitting: Sitting) -> None:
        """Ask for what stands open in the text at the end."""
        slots = sitting.open_slots()
        if slots:
            say("还有空位要填：")
        for slot, answer in self._answers(slots, sitting).items():
            sitting.fill(slot, answer)

    # -- one after another --------------------------------------------------------------------------------------

    def run(self) -> int:
        """Take drafts until there are no more."""
        title = (Piece("客服回复教练", "bold"), Piece(f"  {WELCOME}", "dim"))
        self.show([BLANK, Block(title, (Piece(" "),), (Piece(" "),))])
        while True:
            words = self.ask.draft(f"{self._situation()}› ")
            if words is None or words.strip() in (":q", ":quit", "：q"):
                return CLEAN
            if not words.strip():
                continue
            if words.startswith((":", "：", "?", "？")) and "\n" not in words:
                self._command(words)
                continue
            draft = from_text(words)
            if isinstance(draft, Failure):
                say(draft.message)
                continue
            sitting = self.work(draft)
            self.finish(sitting)

    def finish(self, sitting: Sitting, asked: bool = False) -> None:
        """Show how it ended, and copy when asked."""
        self.show(end_view(sitting.begun, sitting.review, sitting.complete(), sitting.open_slots()))
        if asked or self.ask.word("c 复制 · 回车 下一份 › ") == "c":
            say("已复制" if copy(sitting.text) else "这里没有可用的剪贴板")

    def _situation(self) -> str:
        """Say in a few words what is set."""
        now = self.editor.situation
        words = [SCENES.get(now.scene or "", ""), now.tone or "", REGIONS.get(now.region or "", "")]
        words.append("有来信" if now.customer else "")
        told = " ".join(filter(None, words))
        return f"[{told}] " if told else ""

    def _command(self, words: str) -> None:
        name, _, value = words.strip().lstrip(":：").partition(" ")
        value = value.strip() or None  # type: ignore[assignment]
        try:
            if name in SETTINGS:
                topic, known = SETTINGS[name]
                self._set(**{name: known_word(topic, value, known)})
            elif name == "customer":
                self._set(customer=value)
            else:
                self.show([*(Block((Piece(line),), (Piece(" "),), (Piece("   "),)) for line in HELP)])
        except UsageError as error:
            say(str(error))

    def _set(self, **changed: str | None) -> None:
        self.editor = replace(self.editor, situation=replace(self.editor.situation, **changed))  # type: ignore[arg-type]


def _picked(answer: str, offered: tuple[str, ...]) -> str:
    """Give what a number stands for, else the answer itself."""
    word = answer.strip()
    return offered[int(word) - 1] if word.isascii() and word.isdigit() and 1 <= int(word) <= len(offered) else word


def open_desk() -> int:
    """Run the desk with the config that is found. Raises UsageError, ProblemsError."""
    settled = settle(CheckWish(output_format="full"))
    return Desk(Editor(settled.rulebook, settled.situation), settled).run()


def fix_by_hand(wish: FixWish, editor: Editor, settled: Settled) -> int:
    """Fix one draft at a terminal; without one named, it is pasted."""
    desk = Desk(editor, settled)
    draft = _draft(wish, desk)
    if draft is None:
        return CLEAN
    if isinstance(draft, Failure):
        say(f"没能改 {visible(draft.source)}：{visible(draft.message)}")
        return TROUBLE
    desk.editor = replace(editor, name=draft.source.name, encoding=draft.source.encoding)
    sitting = desk.work(draft)
    desk.finish(sitting, asked=wish.copy) if wish.copy or not wish.base.paths else desk.show(
        end_view(sitting.begun, sitting.review, sitting.complete(), sitting.open_slots())
    )
    if wish.base.paths and sitting.text != sitting.begun and desk.ask.word("写回文件吗？y 写回 · 回车 不写 › ") == "y":
        from coach.cli.writing import write_back

        wrong = write_back(draft.source, sitting.text)
        name = visible(draft.source.name)
        say(f"没能写回 {name}：{visible(wrong)}" if wrong else f"已写回 {name}")
        if wrong:
            return TROUBLE
    return CLEAN if sitting.complete() else FINDINGS


def _draft(wish: FixWish, desk: Desk) -> Draft | Failure | None:
    if wish.base.text is not None:
        return from_argument(wish.base.text)
    if wish.base.paths:
        return read_file(wish.base.paths[0], wish.base.encoding)
    say("粘贴草稿，Ctrl-D 开始改：")
    words = desk.ask.draft("› ")
    return from_text(words) if words and words.strip() else None
