"""Facts that some tool found, from a file in gold form, so that anybody's output can be scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.evaluate.lines import check_span, dump_lines, parse_fact, parse_object, read_lines, show_path
from pipeline.schema import AnyFact, fact_to_dict


@dataclass(slots=True)
class Predictions:
    """What a file of found facts holds for the articles that are scored."""

    facts: dict[str, list[AnyFact]] = field(default_factory=dict)
    """By article id; every article that is scored has an entry."""
    left_out: dict[str, list[str]] = field(default_factory=dict)
    """Where the facts stand, as file:line, by id of articles that are not scored."""


def read_predictions(file: Path, texts: Mapping[str, str]) -> Predictions:
    """The found facts of the articles in `texts` (id: text), checked against schema and text.

    Each line is a fact in gold form with `"article": "<id>"`, which may be left out when only one article is
    scored. Lines may stand in any order.
    Raises: GoldError at the first line that does not fit.
    """
    predictions = Predictions(facts={id_: [] for id_ in texts})
    alone = next(iter(texts)) if len(texts) == 1 else None
    for where, line in read_lines(file):
        fields = parse_object(line, where)
        id_ = fields.pop("article", alone)
        fields.pop("story", None)  # of a batch: the article that told it first
        if not isinstance(id_, str):
            raise GoldError("no article id", where=where, hint='add "article": "<id>" to each line')
        if id_ not in texts:
            predictions.left_out.setdefault(id_, []).append(where)
            continue
        fact = parse_fact(fields, where)
        check_span(fact, texts[id_], where)
        predictions.facts[id_].append(fact)
    return predictions


def write_predictions(file: Path, facts: Mapping[str, Sequence[AnyFact]]) -> None:
    """The facts of all articles into one file that `read_predictions` reads, by article, in text order.

    Raises: GoldError if it cannot be written.
    """
    lines = [
        {"article": id_} | fact_to_dict(fact)
        for id_, of_article in sorted(facts.items())
        for fact in sorted(of_article, key=lambda fact: (fact.start, fact.end))
    ]
    try:
        file.write_text(dump_lines(lines), encoding="utf-8", newline="")
    except OSError as error:
        raise GoldError(f"cannot be written: {error.strerror}", where=show_path(file)) from error
