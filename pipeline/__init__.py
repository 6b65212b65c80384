"""mednews: medical news in, typed facts out.

>>> import pipeline
>>> from pipeline.ingest import read_article
>>> for record in pipeline.extract([read_article("article.txt")]):  # doctest: +SKIP
...     for fact in record.facts:
...         print(fact.type, fact.text)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

# The package of the stage, before the function of the same name: loaded later, it would take the name over.
import pipeline.extract  # noqa: F401

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from pipeline.output.notebook import Displayed
    from pipeline.schema import AnyFact, Article, Record

__version__ = "0.1.0"
__all__ = ["AnyFact", "Article", "Record", "__version__", "display", "extract", "load"]

_LAZY = {"Article", "Record", "AnyFact"}


def load(*, ner: bool = False) -> Language:
    """The spaCy pipeline. `load()(text)._.facts` are the facts of a text as dicts.

    Args: ner: also ask a trained model for names that the tables lack (slower; see models/ner/MODEL_CARD.md).
    Raises: errors.ModelError if a table under models/ is missing or broken.
    """
    from pipeline.extract.nlp import load_nlp

    return load_nlp(ner=ner)


def extract(articles: Iterable[Article], *, nlp: Language | None = None) -> Iterator[Record]:
    """One Record for each article, in order, as a stream.

    Args: articles: from `pipeline.ingest.read_article`, or built by hand. nlp: from `load()`, to load once.
    """
    from pipeline.extract.record import read_records

    return read_records(articles, nlp if nlp is not None else load())


def display(shown: Doc | Record) -> Displayed:
    """The facts of a Doc that `load()` has read, or of a Record, marked in their text, for a notebook."""
    from pipeline.output.notebook import Displayed, draw_record
    from pipeline.schema import Record

    if not isinstance(shown, Record):
        from pipeline.extract.record import record_of_doc

        shown = record_of_doc(shown)
    return Displayed(draw_record(shown))


def __getattr__(name: str) -> Any:
    # The schema needs pydantic, which `mednews --help` does not.
    if name in _LAZY:
        from pipeline import schema

        return getattr(schema, name)
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
