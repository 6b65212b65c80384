"""How much gold there is: facts by type and split, by genre, by article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.evaluate.breakdown import UNNAMED, short_genre
from pipeline.evaluate.gold import GoldEntry
from pipeline.evaluate.tables import Table
from pipeline.schema import FACT_CLASSES, AnyFact

_TOTAL = "all"


def count_gold(entries: Sequence[GoldEntry], gold: Mapping[str, Sequence[AnyFact]]) -> list[Table]:
    """The tables by type (a column a split), by genre and by article, each with its sum."""
    return [_by_type(entries, gold), _by_genre(entries, gold), _by_article(entries, gold)]


def build_json(tables: Sequence[Table]) -> dict[str, list[dict[str, Any]]]:
    """The tables of `count_gold` as plain data: table to its rows, each a column to a number, a word or None.

    Keys are in snake case: "facts_by_type", "by_genre", "by_article"; a column of facts without split is
    "none_named". None stands where the corpus names no split or genre.
    """
    return {_key(table.title): [_plain_row(table, row) for row in table.rows] for table in tables}


def _plain_row(table: Table, row: Sequence[str]) -> dict[str, Any]:
    words = [None if cell == UNNAMED else cell for cell in row[: table.text_columns]]
    figures = [int(cell) for cell in row[table.text_columns :]]
    return dict(zip(map(_key, table.header), [*words, *figures], strict=True))


def _key(title: str) -> str:
    return re.sub(r"\W+", "_", title).strip("_").lower()


def _by_type(entries: Sequence[GoldEntry], gold: Mapping[str, Sequence[AnyFact]]) -> Table:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for column in (entry.split or UNNAMED, _TOTAL):
            counts[column].update(fact.type for fact in gold[entry.id])
            counts[column][_TOTAL] += len(gold[entry.id])
    # Articles without facts make a column too.
    columns = [*sorted(counts.keys() - {_TOTAL}), _TOTAL]
    rows = [(row, *(str(counts[column][row]) for column in columns)) for row in (*FACT_CLASSES, _TOTAL)]
    return Table("Facts by type", ("type", *columns), rows)


def _by_genre(entries: Sequence[GoldEntry], gold: Mapping[str, Sequence[AnyFact]]) -> Table:
    articles, facts = Counter[str](), Counter[str]()
    for entry in entries:
        for row in (short_genre(entry.genre), _TOTAL):
            articles[row] += 1
            facts[row] += len(gold[entry.id])
    names = [*sorted(articles.keys() - {_TOTAL}), _TOTAL]
    return Table(
        "By genre", ("genre", "articles", "facts"), [(n, str(articles[n]), str(facts[n])) for n in names]
    )


def _by_article(entries: Sequence[GoldEntry], gold: Mapping[str, Sequence[AnyFact]]) -> Table:
    rows = [
        (
            e.id,
            e.split or UNNAMED,
            short_genre(e.genre),
            str(len(gold[e.id])),
            str(len({f.type for f in gold[e.id]})),
        )
        for e in entries
    ]
    return Table("By article", ("article", "split", "genre", "facts", "types"), rows, text_columns=3)
