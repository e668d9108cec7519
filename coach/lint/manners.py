"""An entry → how it is judged: which rules, and where the reply is said. Floor 6; pure.

The command line wins over the entry's own fields, they over the settings of its path, those over the config.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from coach.lint.jobs import Manner
from coach.lint.paths import matches, relative
from coach.rulebook.situation import CHANNELS, REGIONS, SCENES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from coach.config_library import PathSettings
    from coach.rulebook.loader import Choice
    from coach.rulebook.situation import Situation
    from coach.text import Draft

TITLES = {"scene": "场景", "channel": "渠道", "region": "地区"}
WORDS: tuple[tuple[str, Mapping[str, str]], ...] = (("scene", SCENES), ("channel", CHANNELS), ("region", REGIONS))


@dataclass(frozen=True)
class Manners:
    """What a team and the command line say of how entries are judged."""

    choice: Callable[[tuple[str, ...]], Choice]  # the rules that are on, without these
    situation: Situation
    said: frozenset[str] = frozenset()  # what the command line fixes for every entry
    per_path: tuple[PathSettings, ...] = ()
    root: str = "."  # the folder that patterns are relative to
    _of_file: dict[str, tuple[PathSettings, ...]] = field(default_factory=dict, repr=False, compare=False)

    def ignored(self, draft: Draft) -> tuple[str, ...]:
        """Name the rules that are off for an entry's file."""
        return tuple(name for each in self._settings(draft) for name in each.ignore)

    def of(self, draft: Draft) -> Manner:
        """Say how an entry is judged."""
        changes: dict[str, str] = {}
        for each in self._settings(draft):
            changes |= {name: word for name in (*TITLES, "tone") if (word := getattr(each, name))}
        for name, table in WORDS:
            word = known(draft.fields.get(name, ""), table)
            if word:
                changes[name] = word
        changes = {name: word for name, word in changes.items() if name not in self.said}
        situation = replace(self.situation, **changes) if changes else self.situation  # type: ignore[arg-type]
        return Manner(self.choice(self.ignored(draft)), situation)

    def _settings(self, draft: Draft) -> tuple[PathSettings, ...]:
        if not self.per_path:
            return ()
        name = draft.source.name
        if name not in self._of_file:
            path = self.path(name)
            self._of_file[name] = tuple(each for each in self.per_path if matches(path, each.pattern))
        return self._of_file[name]

    def path(self, name: str) -> str:
        """Give a file's path from the config's folder, which patterns, waivers and baselines speak of."""
        return relative(name, self.root)

    def unknown_words(self, entries: Sequence[Draft]) -> Iterator[str]:
        """Tell of words in a scene, channel or region column that mean nothing to us."""
        for name, table in WORDS:
            words = Counter(entry.fields[name].strip() for entry in entries if entry.fields.get(name, "").strip())
            strange = Counter({word: count for word, count in words.items() if not known(word, table)})
            if strange and name not in self.said:
                examples = "、".join(f"“{word}”" for word, _ in strange.most_common(3))
                count, usable = sum(strange.values()), "、".join(table)
                yield f"{count} 条的{TITLES[name]}不认识（{examples}），没有按它批阅；可用：{usable}"


def known(word: str, table: Mapping[str, str]) -> str | None:
    """Give the id that a field's word means: an id or its Chinese title."""
    word = word.strip()
    if not word or word in table:
        return word or None
    return next((id_ for id_, title in table.items() if title == word), None)


def with_channel(draft: Draft, manner: Manner) -> Draft:
    """Let the checks of the library see the channel that an entry is judged for."""
    channel = manner.situation.channel
    if channel is None or draft.fields.get("channel") == channel:
        return draft
    return replace(draft, fields=MappingProxyType({**draft.fields, "channel": channel}))
