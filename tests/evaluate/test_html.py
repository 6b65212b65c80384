"""The HTML report: whole, escaped, and loading nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.evaluation import Evaluation
from pipeline.evaluate.html import mark_text, render_html
from pipeline.evaluate.score import score_articles

EVIL = '<script>alert(1)</script> & "quoted" </pre>'
VOID = {"meta"}


class Page(HTMLParser):
    """Checks that every tag is closed in turn; keeps the tags, their attributes and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def fact(start: int, end: int, text: str = EVIL, type_: str = "DRUG", **fields: Any) -> dict[str, Any]:
    return {"type": type_, "start": start, "end": end, "text": text[start:end], **fields}


def evaluation() -> Evaluation:
    gold = [fact(0, 8, name="<b>x"), fact(9, 14, name="y"), fact(20, 30, name="z")]
    found = [fact(0, 8, name="<b>x"), fact(9, 14, name="q"), fact(33, 40, type_="TRIAL", name="t")]
    scores = score_articles({'e"<vil>': gold}, {'e"<vil>': found})
    return Evaluation(scores, {'e"<vil>': EVIL}, {'e"<vil>': "dev"}, genres={'e"<vil>': "<i>wire"})


def test_the_page_is_whole_and_nothing_of_the_article_is_markup() -> None:
    page = Page(render_html(evaluation()))
    tags = [tag for tag, _ in page.tags]
    assert tags.count("script") == 1
    assert not {"b", "i", "vil"} & set(tags)
    assert page.text.count(EVIL) == 2  # the gold side and the found side


def test_it_loads_nothing() -> None:
    html = render_html(evaluation())
    page = Page(html)
    assert not {"link", "img", "iframe", "object"} & {tag for tag, _ in page.tags}
    assert not [attributes for _, attributes in page.tags if {"src", "href", "action"} & attributes.keys()]
    assert not re.search(r"url\(|@import|fetch\(", html)
    policy = next(a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy
    assert policy.startswith("default-src 'none'")


def test_each_fact_is_marked_by_what_became_of_it() -> None:
    page = Page(render_html(evaluation()))
    marks = [attributes["class"] for tag, attributes in page.tags if tag == "mark" and "title" in attributes]
    assert marks == ["right", "value", "missed", "right", "value", "spurious"]


def test_overlapping_facts_take_the_colour_of_the_worst() -> None:
    html = mark_text(
        "abcdef", [(fact(0, 4, "abcdef"), "right", "one"), (fact(2, 6, "abcdef"), "missed", "two")]
    )
    assert re.findall(r'class="(\w+)" title="([^"]+)">(\w+)', html) == [
        ("right", "one", "ab"),
        ("missed", "one\ntwo", "cd"),
        ("missed", "two", "ef"),
    ]


@given(
    st.text(alphabet="<>&\"'a \n😀", max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)))
)
def test_marks_change_no_character_of_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [
        ({"start": start, "end": end}, "right", "<said>") for start, end in spans if start < end <= len(text)
    ]
    assert Page(mark_text(text, marks)).text == text
