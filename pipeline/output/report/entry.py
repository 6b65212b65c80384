"""What the index tells of an article: one row, with all that it can be searched and filtered by."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from pipeline.output.card import rank_names
from pipeline.output.visible import make_visible
from pipeline.schema import FACT_CLASSES, Record


class Entry(NamedTuple):
    """A row of the index."""

    slug: str
    """Names the article's page, articles/<slug>.html."""
    id: str
    title: str
    source: str
    published: str
    drugs: tuple[str, ...]
    """Normal names, the most often named first; so too the conditions."""
    conditions: tuple[str, ...]
    types: dict[str, int]
    """How many facts of each type, in the order of the schema."""
    failed: int
    """Checks that found an error or a warning."""
    unexplained: int
    retold: bool
    """Whether another article tells the same story before it."""

    @property
    def facts(self) -> int:
        """How many in all."""
        return sum(self.types.values())


def build_entry(record: Record, slug: str, *, retold: bool) -> Entry:
    """The row of a record; text from the article is made visible, not yet escaped."""
    article = record.article
    counts: Counter[str] = Counter(fact.type for fact in record.facts)
    return Entry(
        slug,
        make_visible(article.id),
        make_visible(article.title or article.id),
        make_visible(article.source or ""),
        make_visible(article.published or ""),
        tuple(map(make_visible, rank_names(record, "DRUG"))),
        tuple(map(make_visible, rank_names(record, "CONDITION"))),
        {type_: counts[type_] for type_ in FACT_CLASSES if counts[type_]},
        sum(check.severity != "note" for check in record.checks),
        len(record.unexplained),
        retold,
    )
