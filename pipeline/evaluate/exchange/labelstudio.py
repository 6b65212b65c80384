"""Label Studio: tasks.json with one task an article, and labels.xml, the labelling interface that shows it.

Format: https://labelstud.io/guide/export#Label-Studio-JSON-format-of-annotated-tasks. A region of text holds
labels; the fields of a fact stand in the region's note (`meta.text`) as JSON. Offsets are code points.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import GoldError
from pipeline.evaluate.exchange.article import (
    AnnotatedArticle,
    build_article,
    build_fact,
    check_offsets,
    dump_fields,
    fields_of,
    parse_fields,
    write_exact,
)
from pipeline.evaluate.lines import read_exact, show_path
from pipeline.evaluate.score import PlainFact
from pipeline.schema import FACT_CLASSES

_VIEW = """<View>
  <Labels name="label" toName="text">
{labels}
  </Labels>
  <Text name="text" value="$text"/>
</View>
"""


def write_labelstudio(articles: Sequence[AnnotatedArticle], folder: Path) -> None:
    """tasks.json, which Label Studio imports, and labels.xml for the project's labelling interface."""
    tasks = [
        {
            "data": {"text": article.text, "article": article.id},
            "annotations": [{"result": [_build_region(n, fact) for n, fact in enumerate(article.facts, 1)]}],
        }
        for article in articles
    ]
    write_exact(folder / "tasks.json", json.dumps(tasks, ensure_ascii=False, indent=1) + "\n")
    labels = "\n".join(f'    <Label value="{type_}"/>' for type_ in FACT_CLASSES)
    write_exact(folder / "labels.xml", _VIEW.format(labels=labels))


def read_labelstudio(file: Path) -> Iterator[AnnotatedArticle]:
    """Each task of an export in Label Studio's JSON; of several annotations the first that was not cancelled.

    Raises: GoldError if the file is no such export.
    """
    where = show_path(file)
    try:
        for task in json.loads(read_exact(file)):
            text = task["data"]["text"]
            kept = [each for each in task.get("annotations", ()) if not each.get("was_cancelled")]
            regions = [r for r in (kept[0]["result"] if kept else ()) if r.get("type") == "labels"]
            facts = [_read_region(region, text, where) for region in regions]
            yield build_article(task["data"].get("article"), text, facts, where)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise GoldError(
            f"no export of Label Studio: {error!r}", where=where, hint="export as JSON"
        ) from error


def _build_region(number: int, fact: PlainFact) -> dict[str, Any]:
    region = {
        "id": f"fact-{number}",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": fact["start"], "end": fact["end"], "text": fact["text"], "labels": [fact["type"]]},
    }
    return region | ({"meta": {"text": [dump_fields(fact)]}} if fields_of(fact) else {})


def _read_region(region: dict[str, Any], text: str, where: str) -> PlainFact:
    value = region["value"]
    start, end = check_offsets(value["start"], value["end"], text, where)
    fields: dict[str, Any] = {}
    for note in (region.get("meta") or {}).get("text", ()):
        fields |= parse_fields(note)
    return build_fact(value["labels"][0], start, end, text, fields)
