"""What goes out comes back: every format, with all that articles and facts can hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import GoldError
from pipeline.evaluate.exchange.article import HEAD, AnnotatedArticle, build_article
from pipeline.evaluate.exchange.formats import FORMATS, read_articles, tell_limits

ALL_FORMATS = pytest.mark.parametrize("name", sorted(FORMATS))

TEXT = (
    "Pillimab 💊 in AML & “MDS”\r\n\r\nThey took 20 mg\nof it: "
    'HR 0.54 (95% CI, <0.3\tto 0.9), "P < .001"\u2028End.\n'
)


def fact(type_: str, words: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"type": type_, "start": start, "end": start + len(words), "text": words, **fields}


FACTS = [
    fact("DRUG", "Pillimab", name="pillimab + \u2028dropumab\t\n#"),
    fact("CONDITION", "AML", name="true"),
    fact("TRIAL", "AML & “MDS”", name="3"),
    fact("DOSE", "20 mg\nof it", value=[20, 20.5], unit="mg", bound="max", drugs=["pillimab", 'a "b" <c>']),
    fact("EFFECT", "0.54", measure="HR", value=0.54, ci=[0.3, None], endpoint="PFS"),
    fact("P_VALUE", '"P < .001"', op="<", value=0.001),
    fact("P_VALUE", '"P < .001"', op="<", value=0.002),
    fact("SURVIVAL", "End", endpoint="OS", statistic="median", not_reached=True),
    fact("PHASE", "End.", phase="1/2"),
]
ARTICLE = AnnotatedArticle("an article-1", TEXT, FACTS)
EMPTY = AnnotatedArticle("empty", "No facts.\n", [])


def by_place(facts: Any) -> list[dict[str, Any]]:
    return sorted(facts, key=lambda fact: (fact["start"], fact["end"], str(fact)))


def round_trip(name: str, articles: list[AnnotatedArticle], folder: Path) -> list[AnnotatedArticle]:
    FORMATS[name].write(articles, folder)
    return sorted(read_articles(name, folder), key=lambda article: article.id)


@ALL_FORMATS
def test_nothing_is_lost(name: str, tmp_path: Path) -> None:
    one, empty = round_trip(name, [ARTICLE, EMPTY], tmp_path / "new")
    assert (one.id, one.text) == (ARTICLE.id, TEXT)
    assert by_place(one.facts) == by_place(FACTS)
    assert empty == EMPTY


@st.composite
def articles(draw: st.DrawFn) -> AnnotatedArticle:
    # What XML can hold, and no line end at a span's edge: that BioC and brat refuse those is tested apart.
    text = draw(st.text(alphabet='ab <>&"\t\r\n💊é\u2028]', min_size=1, max_size=30))
    spans = draw(st.lists(st.tuples(st.integers(0, 29), st.integers(1, 30)), max_size=5))
    facts = [
        {
            "type": "DRUG",
            "start": start,
            "end": end,
            "text": text[start:end],
            "name": draw(st.text("x\"'#<\n{}")),
        }
        for start, end in spans
        if start < end <= len(text)
        and text[start:end].strip()
        and text[start:end].strip("\n") == text[start:end]
    ]
    return AnnotatedArticle("a", text, sorted(facts, key=lambda fact: (fact["start"], fact["end"])))


@ALL_FORMATS
@given(article=articles())
@settings(max_examples=60)
def test_nothing_is_lost_whatever_the_text(
    name: str, article: AnnotatedArticle, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (back,) = round_trip(name, [article], tmp_path_factory.mktemp(name))
    assert back.text == article.text
    assert by_place(back.facts) == by_place(article.facts)


@ALL_FORMATS
def test_the_fields_without_a_place_are_named(name: str) -> None:
    said = tell_limits(name, [ARTICLE, EMPTY]) or ""
    assert "bound, ci, drugs, endpoint" in said
    assert "{fields}" not in said
    assert not set(HEAD) & set(said.replace(",", "").split()) - {"type", "text"}
    assert tell_limits(name, [EMPTY]) is None


@ALL_FORMATS
def test_a_folder_without_files_of_the_format(name: str, tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="in this folder"):
        list(read_articles(name, tmp_path))


@ALL_FORMATS
def test_garbage_is_a_bad_input(name: str, tmp_path: Path) -> None:
    file = tmp_path / FORMATS[name].pattern.replace("*", "x")
    for garbage in (
        "T1 nonsense",
        "[1, 2]",
        '[{"data": 3}]',
        '{"text": 3}',
        '{"text": "a", "label": [[0, 9, 1]]}',
        "<a>",
    ):
        (tmp_path / "x.txt").write_text("short")
        file.write_text(garbage)
        if name == "brat" and not garbage.startswith("T"):
            continue  # lines of other kinds are none of ours
        with pytest.raises(GoldError):
            list(read_articles(name, file))


@pytest.mark.parametrize("id_", ["", "..", "../up", "a/b", "a\\b", "/etc/x", "a\0", None, 3])
def test_an_id_that_leads_out_of_the_folder_is_refused(id_: object) -> None:
    with pytest.raises(GoldError, match="is no article id"):
        build_article(id_, "text", [], "x")
