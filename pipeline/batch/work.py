"""The work on one Item, in a process of its own or in a task of a cluster: bytes in, lines out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.batch.item import Failure, Item, Result, build_failure, pack
from pipeline.batch.sketch import sketch_article
from pipeline.errors import is_panic

if TYPE_CHECKING:
    from pipeline.schema import Article, Record

Work = Callable[[Item], Iterator[Result | Failure | None]]
"""Yields None between the articles of an item, as a sign of life, and at last the outcome."""


class Reading(NamedTuple):
    """How items are read: plain data, so that it can be sent to a process."""

    text_field: str = "text"
    id_field: str = "id"
    max_bytes: int = 20_000_000

    def load(self) -> Work:
        """The work, with the pipeline loaded: once a process. Raises: ModelError."""
        from pipeline.extract.nlp import load_nlp

        nlp = load_nlp()

        def work(item: Item) -> Iterator[Result | Failure | None]:
            yield from extract_item(item, self, nlp)

        return work


def extract_item(item: Item, reading: Reading, nlp: Any) -> Iterator[Result | Failure | None]:
    """The outcome of one item, after a None before each of its articles but the first.

    Nothing that goes wrong in an article is raised: MemoryError apart, after which a process is no good.
    """
    stage = "ingest"
    try:
        articles = list(read_item(item, reading))
        stage = "extract"
        records: list[_Lines] = []
        for article in articles:
            if records:
                yield None
            records.append(_render_record(_extract(article, nlp), item))
        yield _build_result(item, articles, records)
    except MemoryError:
        raise
    except BaseException as error:
        if not (isinstance(error, Exception) or is_panic(error)):
            raise
        yield build_failure(item.source, stage, error, item.sha256)


def read_item(item: Item, reading: Reading) -> Iterator[Article]:
    """The articles in an item, by the reader of its format.

    Raises: IngestError, and whatever a reader did not foresee.
    """
    from pipeline.ingest import read_contents
    from pipeline.ingest.jsonl import read_jsonl_line

    path = PurePosixPath(item.name)
    if item.is_line:
        yield read_jsonl_line(
            item.content, id=item.name, text_field=reading.text_field, id_field=reading.id_field
        )
        return
    id = str(path.with_suffix("")) if path.suffix else item.name
    for article in read_contents(
        item.content, id=id, suffix=path.suffix.lower(), max_bytes=reading.max_bytes
    ):
        yield article if item.url is None else article.model_copy(update={"url": item.url})


def _extract(article: Article, nlp: Any) -> Record:
    from pipeline.extract.record import read_records

    # What spaCy remembers of the words of an article goes with the article.
    with nlp.memory_zone():
        return next(read_records([article], nlp))


class _Lines(NamedTuple):
    article: bytes
    facts: list[bytes]
    words: int


def _render_record(record: Record, item: Item) -> _Lines:
    from pipeline.schema import fact_to_dict

    fields = record.model_dump(mode="json", exclude_none=True, exclude={"facts"})
    facts = [_render(fact_to_dict(fact) | {"article": record.article.id}) for fact in record.facts]
    line = _render(fields | {"path": item.source})
    return _Lines(line, facts, len(record.article.text.split()))


def _render(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _build_result(item: Item, articles: list[Article], lines: list[_Lines]) -> Result:
    facts = [fact for each in lines for fact in each.facts]
    id = articles[0].id if len(articles) == 1 else articles[0].id.rpartition("#")[0]
    return Result(
        id=id,
        articles=len(articles),
        facts=len(facts),
        words=sum(each.words for each in lines),
        article_lines=pack(b"".join(each.article for each in lines)),
        fact_lines=pack(b"".join(facts)),
        sketches=b"".join(map(sketch_article, articles)),
    )
