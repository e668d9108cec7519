"""Reviews → their findings, each with the fingerprint by which CI systems and baselines know it again. Floor 3.

No line number is in it, so edits elsewhere do not make old findings new; the count of equal ones in the file is, since
GitLab shows a repeated fingerprint once.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from coach.reading.fold import fold
from coach.report.place import path_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.errors import Failure
    from coach.model import Finding, Review

DIGITS = 16  # hex digits kept
FAILURE = "failure"  # stands for the rule's id where a source could not be judged


class Listed(NamedTuple):
    """A finding, whose it is, whether it is waived, and its fingerprint."""

    review: Review
    finding: Finding
    waived: bool
    fingerprint: str


def listed(reviews: Iterable[Review]) -> Iterator[Listed]:
    """Give every finding, waived ones too, in order of reviews and of place: waiving changes no fingerprint."""
    met: Counter[tuple[str, ...]] = Counter()
    for review in reviews:
        draft, path = review.draft, path_of(review.draft.source.name)
        pairs = [(each, False) for each in review.findings] + [(each, True) for each in review.waived]
        for finding, waived in sorted(pairs, key=lambda pair: (pair[0].span, pair[0].rule)):
            words = fold(draft.text[finding.span.start : finding.span.end]).text
            yield Listed(review, finding, waived, _fingerprint((finding.rule, path, draft.entry, words), met))


def failure_fingerprints(failures: Iterable[Failure]) -> tuple[str, ...]:
    """Give the fingerprints of sources that could not be judged."""
    met: Counter[tuple[str, ...]] = Counter()
    return tuple(_fingerprint((FAILURE, path_of(each.source), "", each.message), met) for each in failures)


def _fingerprint(parts: tuple[str, ...], met: Counter[tuple[str, ...]]) -> str:
    met[parts] += 1
    data = "\0".join((*parts, str(met[parts]))).encode("utf-8", "surrogatepass")
    return sha256(data).hexdigest()[:DIGITS]
