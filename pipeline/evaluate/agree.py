"""Agreement of two annotators: F1 of the one against the other, the same whichever is called gold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.evaluate.score import PlainFact, Scores, score_articles
from pipeline.schema import FACT_CLASSES, AnyFact, fact_to_dict


def score_agreement(one: Mapping[str, Sequence[AnyFact]], other: Mapping[str, Sequence[AnyFact]]) -> Scores:
    """Scores of `other` against `one` over the articles that both have.

    At level full drugs must be the same set or left out by both: scoring asks for them only where the gold
    states them, which would make the figure depend on who is called gold.
    """
    both = sorted(one.keys() & other.keys())
    return score_articles(
        *({id_: [_state_drugs(fact) for fact in side[id_]] for id_ in both} for side in (one, other))
    )


def _state_drugs(fact: AnyFact) -> PlainFact:
    """The fact with its drugs stated, if only as none."""
    plain = fact_to_dict(fact)
    return plain | {"drugs": plain.get("drugs") or []} if FACT_CLASSES[fact.type].asks_drugs else plain
