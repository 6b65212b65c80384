"""The pages of the site, from templates that escape all that comes from articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.output.card import build_card, say
from pipeline.output.checks import quote_words
from pipeline.output.families import FAMILIES, FAMILY_OF, name_type
from pipeline.output.report.entry import Entry
from pipeline.output.report.figures import Figure
from pipeline.output.report.text import mark_text
from pipeline.output.table import clean_line
from pipeline.schema import FACT_CLASSES, Record

if TYPE_CHECKING:
    from jinja2 import Environment

_WEB = ("https://", "http://")


class Topic:
    """A drug or a condition, the articles that speak of it, and what they found."""

    def __init__(self, kind: str, name: str, slug: str) -> None:
        self.kind, self.name, self.slug = kind, name, slug
        self.entries: list[Entry] = []
        self.figures: dict[str, list[Figure]] = {"rate": [], "time": [], "effect": []}


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("pipeline.output.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["type_name"] = name_type
    environment.globals["families"] = FAMILIES
    return environment


def _render(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(**values)


def render_article(record: Record, entry: Entry) -> str:
    """The page of an article: its text with the facts marked, the study card, the facts, what was checked."""
    url = record.article.url or ""
    return _render(
        "article.html",
        root="../",
        entry=entry,
        url=url if url.startswith(_WEB) else "",
        text=mark_text(record),
        card=build_card(record),
        rows=_list_rows(record),
        checks=[(check, clean_line(quote_words(record.article.text, check))) for check in record.checks],
        omissions=record.omissions,
        unexplained=[clean_line(each.text) for each in record.unexplained],
        shown={FAMILY_OF[fact.type].key for fact in record.facts},
    )


def _list_rows(record: Record) -> list[tuple[int, str, str, str, str, str]]:
    """(number, type, family, words, what is said, drugs) of each fact."""
    return [
        (
            number,
            name_type(fact.type),
            FAMILY_OF[fact.type].key,
            clean_line(fact.text),
            say(fact),
            clean_line(", ".join(getattr(fact, "drugs", None) or ())),
        )
        for number, fact in enumerate(record.facts)
    ]


def render_topic(topic: Topic, plots: Mapping[str, str]) -> str:
    """The page of a drug or condition. `plots`: kind of figure -> file name of its SVG, of those drawn."""
    return _render("topic.html", root="../", topic=topic, plots=plots)


def render_index(entries: Sequence[Entry], topics: Sequence[Topic], title: str) -> str:
    """The first page: a row an article, and the topics that have a page."""
    return _render(
        "index.html",
        root="",
        title=title,
        entries=entries,
        topics=topics,
        drugs=sorted({name for entry in entries for name in entry.drugs}),
        conditions=sorted({name for entry in entries for name in entry.conditions}),
        types=[type_ for type_ in FACT_CLASSES if any(type_ in entry.types for entry in entries)],
    )
