"""The site: what its pages hold, what they escape, what folder it writes to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import MednewsError
from pipeline.output.report.entry import build_entry
from pipeline.output.report.figures import list_figures, wilson
from pipeline.output.report.site import build_site
from pipeline.output.report.text import LANES, assign_lanes, mark_text
from pipeline.output.stored import Stored
from pipeline.schema import FACT_ADAPTER, Article, Record

HOSTILE = (
    "<script>alert(1)</script> Olaparib \u202eevil\u202c <img src=x onerror=alert(2)> shrank tumors in "
    "61% & <b>12 of 20</b> {{ 7 * 7 }} \x1b[31m\x00"
)


def build(text: str, *facts: tuple[str, dict[str, Any]], id: str = "a") -> Record:
    """A record of facts, each given by its words (the first place where they stand) and its fields."""
    found = [
        {"start": text.index(words), "end": text.index(words) + len(words), "text": words, **fields}
        for words, fields in facts
    ]
    return Record(
        article=Article(id=id, text=text, title=text.split("\n")[0], sha256="0" * 64),
        facts=[FACT_ADAPTER.validate_python(fact) for fact in found],
    )


@pytest.fixture
def record() -> Record:
    return build(
        HOSTILE,
        ("Olaparib", {"type": "DRUG", "name": "olaparib"}),
        ("61%", {"type": "RESPONSE", "category": "OR", "percent": 61, "drugs": ["olaparib"]}),
        ("12 of 20", {"type": "RESPONSE", "category": "CR", "n": 12, "total": 20, "drugs": ["olaparib"]}),
    )


class Tags(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def write(folder: Path, *records: Record, plots: int = 0) -> Path:
    build_site((Stored(each, False) for each in records), folder, title="Tried", plots=plots)
    return folder


def test_article_text_is_never_markup(tmp_path: Path, record: Record) -> None:
    page = Tags((write(tmp_path / "site", record) / "articles" / "a.html").read_text(encoding="utf-8"))
    assert [attributes for tag, attributes in page.tags if tag == "script"] == [
        {"src": "../static/site.js", "defer": None}
    ]
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7 * 7 }}" in page.text
    assert not re.search("[\u202e\x1b\x00]", page.text)


def test_every_fact_has_its_words_and_its_row(tmp_path: Path, record: Record) -> None:
    page = Tags((write(tmp_path / "site", record) / "articles" / "a.html").read_text(encoding="utf-8"))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert {f"w{n}" for n in range(3)} | {f"f{n}" for n in range(3)} <= set(ids)
    assert len(ids) == len(set(ids))


def test_links_between_pages_lead_somewhere(tmp_path: Path, record: Record) -> None:
    site = write(tmp_path / "site", record, record.model_copy(update={"article": record.article}))
    for page in site.rglob("*.html"):
        for _, attributes in Tags(page.read_text(encoding="utf-8")).tags:
            for target in (attributes.get("href"), attributes.get("src")):
                if target and not target.startswith("#"):
                    assert (page.parent / target.partition("#")[0]).is_file(), (page, target)


def test_the_index_tells_what_it_can_be_filtered_by(tmp_path: Path, record: Record) -> None:
    page = Tags((write(tmp_path / "site", record) / "index.html").read_text(encoding="utf-8"))
    (row,) = [attributes for tag, attributes in page.tags if tag == "tr" and "data-drugs" in attributes]
    assert (row["data-drugs"], row["data-types"], row["data-failed"]) == ("olaparib", "DRUG|RESPONSE", "0")


def test_two_articles_of_one_id_have_a_page_each(tmp_path: Path, record: Record) -> None:
    site = write(tmp_path / "site", record, record)
    assert sorted(page.name for page in (site / "articles").iterdir()) == ["a-2.html", "a.html"]


def test_an_older_report_is_replaced_and_other_folders_are_left_alone(tmp_path: Path, record: Record) -> None:
    site = write(tmp_path / "site", record, record)
    write(site, record)
    assert [page.name for page in (site / "articles").iterdir()] == ["a.html"]
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(MednewsError, match="no report"):
        write(mine, record)
    assert [file.name for file in mine.iterdir()] == ["thesis.txt"]


def test_a_run_that_fails_leaves_no_index(tmp_path: Path, record: Record) -> None:
    def break_off() -> Iterator[Stored]:
        yield Stored(record, False)
        raise MednewsError("torn")

    site = write(tmp_path / "site", record)
    with pytest.raises(MednewsError, match="torn"):
        build_site(break_off(), site, title="Tried", plots=0)
    assert not (site / "index.html").exists()


def test_a_story_told_twice_is_drawn_once(tmp_path: Path, record: Record) -> None:
    site = tmp_path / "site"
    build_site([Stored(record, False), Stored(record, True)], site, title="Tried", plots=0)
    topic = (site / "topics" / "drug-olaparib.html").read_text(encoding="utf-8")
    assert topic.count("<td>12 of 20</td>") == 1


def test_plots_are_the_same_to_the_byte(tmp_path: Path, record: Record) -> None:
    pytest.importorskip("matplotlib")
    first, second = write(tmp_path / "a", record, plots=1), write(tmp_path / "b", record, plots=1)
    plots = sorted(path.name for path in first.rglob("*.svg"))
    assert plots == ["drug-olaparib-rate.svg"]
    svg = (first / "topics" / plots[0]).read_bytes()
    assert svg == (second / "topics" / plots[0]).read_bytes()
    assert b"olaparib: CR" in svg
    assert b"<script" not in svg


def test_wilson_is_that_of_the_paper() -> None:
    # Newcombe, Stat Med 1998; 17:857-72, table I: 81/263 and 15/148.
    assert wilson(81, 263) == pytest.approx((25.53, 36.62), abs=0.005)
    assert wilson(15, 148) == pytest.approx((6.24, 16.05), abs=0.005)
    assert wilson(0, 20)[0] == 0


@pytest.mark.parametrize(
    ("words", "fields", "numbers"),
    [
        (
            "23 to 53+ months",
            {"statistic": "range", "value": [23, 53], "unit": "mo", "bound": "min"},
            (23, None, 53, True),
        ),
        ("2 years", {"statistic": "median", "value": 2, "unit": "a"}, (24, 24, 24, False)),
        ("8.6 months", {"statistic": "median", "value": 8.6, "unit": "mo"}, (8.6, 8.6, 8.6, False)),
    ],
)
def test_times_are_drawn_in_months(words: str, fields: dict[str, Any], numbers: tuple[Any, ...]) -> None:
    record = build(f"PFS was {words}.", (words, {"type": "SURVIVAL", "endpoint": "PFS", **fields}))
    ((_, figure),) = list_figures(record, build_entry(record, "a", retold=False))
    assert (figure.low, figure.value, figure.high, figure.open) == pytest.approx(numbers)


def test_facts_that_overlap_lie_in_lanes_of_their_own() -> None:
    assert assign_lanes([(0, 10), (2, 4), (5, 8), (3, 12), (20, 22)]) == [0, 1, 1, 2, 0]
    assert max(assign_lanes([(0, n) for n in range(10, 20)])) == LANES - 1


def test_marks_join_to_the_text(record: Record) -> None:
    assert Tags(str(mark_text(record))).text == HOSTILE.replace("\u202e", "\ufffd").replace(
        "\u202c", "\ufffd"
    ).replace("\x1b", "\ufffd").replace("\x00", "\ufffd")
