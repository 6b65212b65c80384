"""The review in a browser: every action, by mouse and by keys, and the gold that it leaves."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from spacy.language import Language

import pipeline
from pipeline.evaluate.gold import check_gold
from pipeline.ingest import read_article
from pipeline.review.queue import build_queue
from pipeline.review.security import Guard
from pipeline.review.store import Store
from pipeline.schema import Article, Record

if TYPE_CHECKING:
    from playwright.sync_api import Page

uvicorn = pytest.importorskip("uvicorn", reason="no uvicorn: pip install 'mednews[review]'")

CORPUS = Path(__file__).parents[2] / "corpus"
TEXT = (
    "Hope\r\n\r\nOlaparib \U0001f642 300 mg twice daily shrank tumors in 61% of 30 patients.\r\n\r\n"
    "Eleven of the e\u0301lite had nothing left at all. <img src=x onerror=document.title='owned'>\r\n"
)
OpenPage = Callable[..., "Page"]


class Running(NamedTuple):
    """A server with its gold folder, and the address that opens it."""

    gold: Path
    address: str

    def read(self, id_: str = "hope") -> list[dict[str, object]]:
        """The facts of the gold so far."""
        path = self.gold / f"{id_}.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [json.loads(line) for line in lines]

    def words(self) -> list[object]:
        """The words of each, in order."""
        return [fact["text"] for fact in self.read()]


@pytest.fixture(scope="module")
def records(nlp: Language) -> list[Record]:
    articles = [
        Article(id="hope", text=TEXT, title="Hope", sha256="0" * 64),
        read_article(CORPUS / "belzutifan-vhl-fda.txt"),
    ]
    return list(pipeline.extract(articles, nlp=nlp))


@pytest.fixture
def running(records: list[Record], tmp_path: Path) -> Iterator[Running]:
    from pipeline.review.app import build_app

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    gold = tmp_path / "gold"
    queue = sorted(build_queue(records), key=lambda record: record.article.id != "hope")
    app = build_app(queue, Store(gold), Guard("secret", port), annotator="ada", second=gold)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    yield Running(gold, f"http://127.0.0.1:{port}/?token=secret")
    server.should_exit = True
    thread.join()


def select(page: Page, words: str) -> None:
    """Select words of the text as a hand would, wherever the marks cut it."""
    page.evaluate(
        """words => {
            const text = document.getElementById("text");
            const nodes = [], walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) nodes.push(walker.currentNode);
            const at = nodes.map(node => node.data).join("").indexOf(words);
            const place = offset => {
                for (const node of nodes) {
                    if (offset <= node.data.length) return [node, offset];
                    offset -= node.data.length;
                }
            };
            const range = document.createRange();
            range.setStart(...place(at));
            range.setEnd(...place(at + words.length));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        words,
    )


def follow(page: Page, name: str) -> None:
    """Click a link and wait until the page that it leads to is there."""
    with page.expect_navigation():
        page.get_by_role("link", name=name).click()


def test_from_the_queue_to_gold_by_mouse(running: Running, open_page: OpenPage) -> None:
    page = open_page(running.address)
    assert "token" not in page.url
    follow(page, "Hope")
    assert page.title().startswith("Hope")
    entry = page.locator(".entry", has_text="61%")
    entry.get_by_role("button", name="Accept").click()
    assert running.words() == ["61% of 30"]
    page.locator(".entry", has_text="300 mg").get_by_role("button", name="Reject").click()
    page.locator(".entry", has_text="61%").get_by_role("link", name="Change").click()
    page.get_by_label("category").select_option("PR")
    page.get_by_role("button", name="Save").click()
    assert [(fact["text"], fact["category"]) for fact in running.read()] == [("61% of 30", "PR")]
    page.get_by_role("button", name="Undo").click()
    assert [fact["category"] for fact in running.read()] == ["OR"]
    page.get_by_label("Notes").fill("look again")
    page.get_by_role("button", name="Save the notes").click()
    assert page.get_by_label("Notes").input_value() == "look again"
    with page.expect_navigation():
        page.get_by_role("button", name="finish").click()
    assert page.url.endswith("/article/1")  # the next one that is not done
    assert "300 mg" not in running.words()
    assert check_gold(running.gold / "hope.jsonl", running.gold / "hope.txt") == []
    follow(page, "All articles")
    assert "1 of 2 done" in page.locator(".lead").inner_text()
    assert page.problems == []  # type: ignore[attr-defined]


def test_a_fact_is_drawn_where_offsets_are_hard(running: Running, open_page: OpenPage) -> None:
    page = open_page(running.address)
    follow(page, "Hope")
    draw = page.locator("#draw")
    assert page.problems == []  # type: ignore[attr-defined]
    assert draw.is_disabled()
    select(page, "Eleven of the e\u0301lite")
    draw.click()
    assert page.locator("mark").inner_text() == "Eleven of the e\u0301lite"
    page.wait_for_load_state()
    with page.expect_navigation():
        page.get_by_label("Type").select_option("RESPONSE")
    page.get_by_label("category").select_option("CR")
    page.locator("input[name=n]").fill("eleven")
    page.get_by_role("button", name="Save").click()
    assert "Not saved yet" in page.locator("[role=alert]").inner_text()
    page.locator("input[name=n]").fill("11")
    page.get_by_role("button", name="Save").click()
    (fact,) = running.read()
    start = TEXT.index("Eleven")
    assert (fact["start"], fact["end"]) == (start, start + len("Eleven of the e\u0301lite"))
    assert (fact["category"], fact["n"]) == ("CR", 11)


def test_from_proposed_to_gold_by_keys(running: Running, open_page: OpenPage) -> None:
    page = open_page(running.address)
    follow(page, "Hope")
    first = page.locator(".entry .mark + a").first.inner_text()
    for key, words in (("a", [first]), ("r", [first]), ("u", [first]), ("u", [])):
        with page.expect_navigation():
            page.keyboard.press(key)
        assert running.words() == words
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("e")
    assert "/fact/" in page.url
    with page.expect_navigation():
        page.locator("h1").click()
        page.keyboard.press("Escape")
    assert "/fact/" not in page.url
    assert page.problems == []  # type: ignore[attr-defined]


def test_two_people_at_once(running: Running, open_page: OpenPage) -> None:
    ada, grace = open_page(running.address), open_page(running.address)
    for page in (ada, grace):
        follow(page, "Hope")
    ada.locator(".entry", has_text="61%").get_by_role("button", name="Accept").click()
    grace.locator(".entry", has_text="61%").get_by_role("button", name="Reject").click()
    assert "Somebody else has changed this article" in grace.locator("main").inner_text()
    assert running.words() == ["61% of 30"]
    follow(grace, "Open the article again")
    assert "accepted by ada" in grace.locator(".entry", has_text="61%").inner_text()


def test_article_text_is_never_markup(running: Running, open_page: OpenPage) -> None:
    page = open_page(running.address)
    follow(page, "Hope")
    assert page.locator("#text img").count() == 0
    assert "<img src=x" in page.locator("#text").inner_text()
    assert not page.title().startswith("owned")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [(390, 844), (1280, 900)], ids=["phone", "desktop"])
@pytest.mark.parametrize(
    ("name", "path"),
    [("queue", "/"), ("article", "/article/1"), ("fact", "/article/1/fact/3"), ("agreement", "/agreement")],
)
def test_no_page_shuts_anybody_out(
    running: Running,
    open_page: OpenPage,
    find_barriers: Callable[[Page], list[str]],
    take_picture: Callable[[Page, str], Path],
    name: str,
    path: str,
    size: tuple[int, int],
    dark: bool,
) -> None:
    page = open_page(running.address, size=size, dark=dark)
    page.goto(running.address.partition("/?")[0] + path)
    assert find_barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture = take_picture(page, f"review-{name}-{size[0]}-{'dark' if dark else 'light'}")
    assert picture.stat().st_size > 0
