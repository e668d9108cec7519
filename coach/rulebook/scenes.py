"""Which scene a reply is said in, told by the customer's words first and the draft's own second. Floor 4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.model import Scene
from coach.rulebook.situation import GENERAL, SCENES

if TYPE_CHECKING:
    from coach.reading import Reading
    from coach.rulebook.rule import Rulebook

CUSTOMER_WEIGHT = 2  # the customer knows what it is about; a draft may only brush against it
LEAST = 2


def scene_of(draft: Reading, customer: Reading | None, rulebook: Rulebook) -> Scene:
    """Infer the scene by cue words; of equals the one written first wins, and `general` when none is clear."""
    best, most = GENERAL, LEAST - 1
    for scene, of_customer, of_draft in rulebook.scene_cues:
        score = sum(word in draft.text for word in of_draft)
        if customer is not None:
            score += CUSTOMER_WEIGHT * sum(word in customer.text for word in of_customer)
        if score > most:
            best, most = scene, score
    return Scene(best, SCENES[best], True)
