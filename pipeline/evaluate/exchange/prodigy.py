"""Prodigy: prodigy.jsonl, one task an article, with tokens that fit its spans.

Format: https://prodi.gy/docs/api-interfaces#spans_manual. A span keeps keys that Prodigy does not know: the
fields of a fact stand in its `fact`. Offsets are code points.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import GoldError
from pipeline.evaluate.exchange.article import (
    AnnotatedArticle,
    build_article,
    build_fact,
    check_offsets,
    fields_of,
    write_exact,
)
from pipeline.evaluate.lines import dump_lines, parse_object, read_lines
from pipeline.evaluate.score import PlainFact

_WORD = re.compile(r"\S+")


def write_prodigy(articles: Sequence[AnnotatedArticle], folder: Path) -> None:
    """prodigy.jsonl, for `prodigy spans.manual`."""
    lines = []
    for article in articles:
        tokens = build_tokens(article.text, article.facts)
        spans = [_build_span(fact, tokens) for fact in article.facts]
        lines.append(
            {"text": article.text, "meta": {"article": article.id}, "tokens": tokens, "spans": spans}
        )
    write_exact(folder / "prodigy.jsonl", dump_lines(lines))


def read_prodigy(file: Path) -> Iterator[AnnotatedArticle]:
    """Each accepted article of `prodigy db-out`. Raises: GoldError at the first line that is none."""
    for where, line in read_lines(file):
        fields = parse_object(line, where)
        if fields.get("answer", "accept") != "accept":
            continue
        try:
            text, id_ = fields["text"], fields["meta"]["article"]
            facts = []
            for span in fields.get("spans") or ():
                start, end = check_offsets(span["start"], span["end"], text, where)
                facts.append(build_fact(span["label"], start, end, text, dict(span.get("fact") or {})))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise GoldError(f"no task of Prodigy: {error!r}", where=where) from error
        yield build_article(id_, text, facts, where)


def build_tokens(text: str, facts: Sequence[PlainFact]) -> list[dict[str, Any]]:
    """Words, cut again where a fact starts or ends: Prodigy refuses a span that ends within a token."""
    edges = {edge for match in _WORD.finditer(text) for edge in match.span()}
    edges |= {fact[edge] for fact in facts for edge in ("start", "end")}
    spans = [(start, end) for start, end in itertools.pairwise(sorted(edges)) if text[start:end].strip()]
    return [
        {"text": text[start:end], "start": start, "end": end, "id": number, "ws": text[end : end + 1] == " "}
        for number, (start, end) in enumerate(spans)
    ]


def _build_span(fact: PlainFact, tokens: Sequence[dict[str, Any]]) -> dict[str, Any]:
    inside = [t["id"] for t in tokens if fact["start"] <= t["start"] and t["end"] <= fact["end"]]
    span = {"start": fact["start"], "end": fact["end"], "label": fact["type"]}
    span |= {"token_start": inside[0], "token_end": inside[-1]} if inside else {}
    return span | ({"fact": fields_of(fact)} if fields_of(fact) else {})
