"""The report in a browser: filters, sorting, marks that answer to their facts, and no barriers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from spacy.language import Language

import pipeline
from pipeline.ingest import read_article
from pipeline.output.report.site import build_site
from pipeline.output.stored import Stored
from pipeline.schema import Article

if TYPE_CHECKING:
    from playwright.sync_api import Page

CORPUS = Path(__file__).parents[2] / "corpus"
ARTICLE = "ribociclib-monaleesa7-asco"
NAMES = (ARTICLE, "polo-olaparib-pancreas", "belzutifan-vhl-fda")
HOSTILE = "<img src=x onerror=document.title='owned'> Olaparib \u202eshrank\u202c tumors in 61%. "
OpenPage = Callable[..., "Page"]


@pytest.fixture(scope="module")
def site(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report") / "site"
    articles = [read_article(CORPUS / f"{name}.txt") for name in NAMES]
    articles.append(Article(id="hostile", text=HOSTILE * 20_000, sha256="0" * 64))
    records = pipeline.extract(articles, nlp=nlp)
    build_site((Stored(record, False) for record in records), folder, title="Tried", plots=2)
    return folder


def shown(page: Page) -> list[str]:
    return [row.inner_text() for row in page.locator("#articles tbody tr:not([hidden]) td:first-child").all()]


def test_the_index_filters_and_sorts(site: Path, open_page: OpenPage) -> None:
    page = open_page((site / "index.html").as_uri(), offline=True)
    assert len(shown(page)) == len(NAMES) + 1
    page.locator("select[name=drug]").select_option("olaparib")
    assert len(shown(page)) == 2
    assert page.locator("#shown").inner_text() == "2 shown"
    page.get_by_role("button", name="Clear").click()
    page.get_by_label("Search").fill("belzutifan")
    assert len(shown(page)) == 1
    page.get_by_role("button", name="Clear").click()
    page.locator("select[name=type]").select_option("APPROVAL")
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("button", name="Article").click()
    assert shown(page) == sorted(shown(page), key=str.casefold)
    assert page.problems == []  # type: ignore[attr-defined]


def test_a_fact_and_its_words_show_each_other(site: Path, open_page: OpenPage) -> None:
    page = open_page((site / "articles" / f"{ARTICLE}.html").as_uri(), offline=True)
    page.locator("tr#f3 td").nth(2).hover()
    assert page.locator("#w3.on").count() == 1
    page.mouse.move(0, 0)
    assert page.locator(".on").count() == 0
    page.locator(".text a").first.focus()
    assert page.locator("tr.on").count() >= 1
    page.keyboard.press("Enter")
    assert page.url.rpartition("#")[2].startswith("f")
    assert page.problems == []  # type: ignore[attr-defined]


def test_hostile_text_of_a_megabyte_is_text(site: Path, open_page: OpenPage) -> None:
    page = open_page((site / "articles" / "hostile.html").as_uri(), offline=True)
    assert page.title() != "owned"
    assert page.locator(".text img").count() == 0
    assert page.locator(".text").inner_text().startswith("<img src=x onerror=")
    assert page.problems == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [(390, 844), (1280, 900)], ids=["phone", "desktop"])
@pytest.mark.parametrize("name", ["index", f"articles/{ARTICLE}", "topics/drug-olaparib"])
def test_no_page_shuts_anybody_out(
    site: Path,
    open_page: OpenPage,
    find_barriers: Callable[[Page], list[str]],
    take_picture: Callable[[Page, str], Path],
    name: str,
    size: tuple[int, int],
    dark: bool,
) -> None:
    page = open_page((site / f"{name}.html").as_uri(), size=size, dark=dark)
    assert find_barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture = take_picture(page, f"{name.replace('/', '-')}-{size[0]}-{'dark' if dark else 'light'}")
    assert picture.stat().st_size > 0
