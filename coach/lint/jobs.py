"""Texts, each to be judged in a manner → reviews in order: kept ones, and the rest here or in processes. Floor 6.

A worker gets texts, not drafts, and loads the rulebook once. It answers with the bytes that the cache keeps, so that a
review is the same whether it was made here, there, or last week. A review that could not be written without the
draft's words comes back as it is and is not kept.
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import active_children, get_context
from typing import TYPE_CHECKING, Any, NamedTuple

from coach.errors import CoachError, Failure
from coach.lint.cache import Cache, key_of, manner_key
from coach.lint.wordless import Wordless, WordsError
from coach.model import Axis, Safety, Verdict
from coach.review import review_many
from coach.rulebook.loader import Choice, load_rulebook
from coach.rulebook.situation import SCENES, Situation
from coach.score import ADD, BASE, MEND
from coach.text import Draft, Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from types import TracebackType

    from coach.model import Review
    from coach.rulebook.rule import Rulebook

CHUNK = 400  # texts for a worker at a time
PAYS = 4000  # texts from which starting processes costs less than it saves
MOST_JOBS = 16
SOUGHT = ("words", "clauses", "lines")  # of a compiled rulebook: what is looked for and never printed
DEFECT = "批阅时出错（{}），这是 reply-coach 的缺陷"


class Manner(NamedTuple):
    """A way of judging: which rules, and where the reply is said."""

    choice: Choice
    situation: Situation


NO_DRAFT = Draft(Source("", ""), "", Span(0, 0), fields={})


class Answer(NamedTuple):
    """What came of a text: its review as bytes, or as it is, or the name of the error there was."""

    kept: bytes | None = None
    review: Review | None = None
    fault: str = ""


class Reviewing:
    """Reviews under way. Leaving it ends its processes."""

    def __init__(
        self, drafts: Sequence[Draft], manners: Sequence[Manner], jobs: int | None, kept: Cache | None
    ) -> None:
        self.drafts, self.manners, self.kept = drafts, manners, kept
        stamps = {manner: _stamp(manner) for manner in dict.fromkeys(manners)}
        self.keys = [key_of(draft.text, stamps[manner]) for draft, manner in zip(drafts, manners, strict=True)]
        self.repeated = {key for key, count in Counter(self.keys).items() if count > 1}
        self.ready = kept.take(list(dict.fromkeys(self.keys))) if kept else {}
        missing: dict[bytes, tuple[str, Manner]] = {}
        for key, draft, manner in zip(self.keys, drafts, manners, strict=True):
            if key not in self.ready:
                missing.setdefault(key, (draft.text, manner))
        self.jobs = usable_jobs(jobs, len(missing))
        self.pool = _Pool(missing, self.jobs) if self.jobs > 1 else None

    def __enter__(self) -> Reviewing:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.pool:
            self.pool.end(at_once=kind is not None)

    def results(self, done: Callable[[int], None]) -> Iterator[Review | Failure]:
        """Give each draft's review, in order; `done` hears how many there are. Raises CoachError if a process dies."""
        fresh: dict[bytes, bytes] = {}
        met: dict[bytes, Answer] = {}
        for number, (key, draft, manner) in enumerate(zip(self.keys, self.drafts, self.manners, strict=True), 1):
            yield self._result(key, draft, manner, met, fresh)
            if number % CHUNK == 0:
                self._keep(fresh)
                done(number)
        self._keep(fresh)
        done(len(self.drafts))

    def _keep(self, fresh: dict[bytes, bytes]) -> None:
        if self.kept:
            self.kept.keep(fresh)
        fresh.clear()

    def _result(
        self, key: bytes, draft: Draft, manner: Manner, met: dict[bytes, Answer], fresh: dict[bytes, bytes]
    ) -> Review | Failure:
        if key in self.ready:
            try:
                data = self.ready[key] if key in self.repeated else self.ready.pop(key)
                return _wordless(manner.choice).read(data, draft)
            except ValueError:  # kept by something else than us
                self.ready.pop(key, None)
        if self.pool and key in self.pool.places:
            answer = self.pool.answer(key)
        elif key in met:
            answer = met[key]
        else:
            answer = _judged(draft, manner, write=self.kept is not None)
            if key in self.repeated and answer.kept is not None:  # copies of an entry are judged once
                met[key] = answer
        if answer.kept is not None and self.kept is not None:
            fresh[key] = answer.kept
        return _opened(answer, draft, manner)


class _Pool:
    """Worker processes and the chunks given to them, all at once: the order of answers is that of the questions."""

    def __init__(self, tasks: dict[bytes, tuple[str, Manner]], jobs: int) -> None:
        self.executor = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_leave_ctrl_c)
        self.places: dict[bytes, tuple[int, int]] = {}
        self.chunks: list[Future[list[Answer]]] = []
        keys = list(tasks)
        for start in range(0, len(keys), CHUNK):
            some = keys[start : start + CHUNK]
            self.places.update((key, (len(self.chunks), place)) for place, key in enumerate(some))
            self.chunks.append(self.executor.submit(_judge_chunk, [tasks[key] for key in some]))

    def answer(self, key: bytes) -> Answer:
        """Wait for an answer."""
        chunk, place = self.places[key]
        try:
            return self.chunks[chunk].result()[place]
        except BrokenProcessPool:
            raise CoachError("一个子进程意外结束了（可能内存不够），请加 --jobs 1 再试") from None

    def end(self, at_once: bool) -> None:
        """Stop what is still to do; `at_once`, what is being done as well: an interrupted run must not linger."""
        if at_once:
            for worker in active_children():
                worker.terminate()
        self.executor.shutdown(wait=True, cancel_futures=True)


def _leave_ctrl_c() -> None:
    """Let Ctrl-C end the run in the main process alone; a worker would answer with a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def judge_one(draft: Draft, manner: Manner) -> Review | Failure:
    """Judge one draft here and now."""
    return _opened(_judged(draft, manner, write=False), draft, manner)


def usable_jobs(asked: int | None, texts: int) -> int:
    """Say how many processes to use: what was asked, else one for each core if there is enough to do."""
    if asked is not None:
        return max(1, min(asked, -(-texts // CHUNK)))
    if texts < PAYS:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST_JOBS, cores)


def _judge_chunk(tasks: list[tuple[str, Manner]]) -> list[Answer]:
    """Judge texts in a worker."""
    return [_judged(Draft.of(text), manner, write=True) for text, manner in tasks]


def _judged(draft: Draft, manner: Manner, write: bool) -> Answer:
    """Judge one draft; an error of ours must not take the others down, nor pass for a clean result."""
    try:
        review = next(review_many([draft], _rulebook(manner.choice), manner.situation))
    except CoachError as error:
        return Answer(fault=str(error))
    except Exception as error:
        if os.environ.get("COACH_DEBUG"):
            raise
        return Answer(fault=DEFECT.format(type(error).__name__))
    if write:
        try:
            return Answer(kept=_wordless(manner.choice).write(review))
        except WordsError:
            pass
        return Answer(review=_of(review, NO_DRAFT))  # the draft is at the other end already
    return Answer(review=review)


def _opened(answer: Answer, draft: Draft, manner: Manner) -> Review | Failure:
    if answer.kept is not None:
        return _wordless(manner.choice).read(answer.kept, draft)
    if answer.review is not None:
        return _of(answer.review, draft)
    return Failure(draft.source.name, f"{draft.entry}：{answer.fault}" if draft.entry else answer.fault)


def _of(review: Review, draft: Draft) -> Review:
    from dataclasses import replace

    return replace(review, draft=draft)


def _stamp(manner: Manner) -> bytes:
    choice = manner.choice
    folders = [os.fspath(folder) for folder in (*choice.rule_dirs, *choice.phrase_dirs)]
    return manner_key((choice, manner.situation), [path for folder in folders for path in _files(folder)])


def _files(folder: str) -> list[str]:
    if not os.path.isdir(folder):
        return [folder]
    names = sorted(name for name in os.listdir(folder) if name.endswith((".yaml", ".yml")))
    return [os.path.join(folder, name) for name in names]


@cache
def _rulebook(choice: Choice) -> Rulebook:
    return load_rulebook(choice)


@cache
def _wordless(choice: Choice) -> Wordless:
    rulebook = _rulebook(choice)
    phrases = {phrase.id: phrase.text for topic in rulebook.phrasebook.topics.values() for phrase in topic}
    strengths = (word for rule in rulebook.strengths for word in (rule.id, rule.title))
    own = (word.value for words in (Axis, Safety, Verdict) for word in words)
    printed = (word for key, data in rulebook.compiled.items() if key not in SOUGHT for word in _strings(data))
    titles = (*_strings(rulebook.compiled.get("scoring", {})), *(facts.title for facts in rulebook.facts.values()))
    steps = (step.format(title) for title in titles for step in (MEND, ADD))
    return Wordless(rulebook.facts, phrases, (*strengths, *own, *printed, *steps, BASE, *SCENES, *SCENES.values()))


def _strings(data: Any) -> Iterator[str]:
    """Give every string in plain data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from (key, *_strings(value))
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _strings(value)
