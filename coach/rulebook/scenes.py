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
    """Infer the scene by cue words; of equals the one written first wins, and `general` when none is clear.

    Its confidence is the scene's share of the cue points, with the runner-up's and one for doubt: two points alone give
    0.67, four against two 0.57. It orders guesses and is no probability.
    """
    best, most, second = GENERAL, LEAST - 1, 0
    for scene, of_customer, of_draft in rulebook.scene_cues:
        score = sum(word in draft.text for word in of_draft)
        if customer is not None:
            score += CUSTOMER_WEIGHT * sum(word in customer.text for word in of_customer)
        if score > most:
            best, most, second = scene, score, most if best != GENERAL else second
        else:
            second = max(second, score)
    if best == GENERAL:
        return Scene(GENERAL, SCENES[GENERAL], True, 0.0)
    return Scene(best, SCENES[best], True, round(most / (most + second + 1), 2))
