"""The page of a review: who may ask, what is saved, what two people do to each other."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.evaluate.gold import check_gold
from pipeline.review.queue import build_queue
from pipeline.review.security import MAX_BODY, Guard
from pipeline.review.store import Store
from pipeline.schema import FACT_ADAPTER, Article, Record, Unexplained

fastapi = pytest.importorskip("fastapi", reason="no fastapi: pip install 'mednews[review]'")
from fastapi.testclient import TestClient  # noqa: E402

from pipeline.review.app import build_app  # noqa: E402

PORT = 8123
HOST = f"127.0.0.1:{PORT}"
ORIGIN = {"origin": f"http://{HOST}"}
TEXT = (
    "Hope\r\n\r\n<script>x()</script> Olaparib \U0001f642 shrank tumors in 61% of 30 patients, "
    "12 of them whole.\r\n"
)


def find(text: str, words: str, **fields: object) -> dict[str, object]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words, **fields}


def build_record(id_: str = "one", text: str = TEXT) -> Record:
    facts = [
        find(text, "Olaparib", type="DRUG", name="olaparib"),
        find(text, "61%", type="RESPONSE", category="OR", percent=61, drugs=["olaparib"]),
        find(text, "30 patients", type="ENROLLMENT", n=30, scope="total"),
    ]
    return Record(
        article=Article(id=id_, text=text, title="Hope", sha256="0" * 64),
        facts=[FACT_ADAPTER.validate_python(fact) for fact in facts],
    )


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return tmp_path / "gold"


def open_client(gold: Path, *, second: Path | None = None, annotator: str = "ada") -> TestClient:
    app = build_app(
        build_queue([build_record()]), Store(gold), Guard("secret", PORT), annotator=annotator, second=second
    )
    client = TestClient(app, base_url=f"http://{HOST}", follow_redirects=True)
    assert client.get("/?token=secret").status_code == 200
    return client


@pytest.fixture
def client(gold: Path) -> TestClient:
    return open_client(gold)


def act(client: TestClient, revision: int, action: str, **fields: object) -> int:
    data = {"revision": revision, "action": action, **fields}
    return client.post("/article/0", data=data, headers=ORIGIN).status_code


def read(gold: Path) -> list[dict[str, object]]:
    lines = (gold / "one.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


class TestWhoMayAsk:
    def test_without_the_token_nothing_is_told(self, gold: Path) -> None:
        app = build_app([build_record()], Store(gold), Guard("secret", PORT), annotator="ada")
        stranger = TestClient(app, base_url=f"http://{HOST}")
        for address in ("/", "/?token=guess", "/article/0", "/static/site.css", "/agreement"):
            answer = stranger.get(address)
            assert answer.status_code == 401
            assert "Olaparib" not in answer.text
        assert stranger.post("/article/0?token=secret", headers=ORIGIN).status_code == 401

    def test_the_token_leaves_the_address(self, gold: Path) -> None:
        app = build_app([build_record()], Store(gold), Guard("secret", PORT), annotator="ada")
        answer = TestClient(app, base_url=f"http://{HOST}", follow_redirects=False).get("/?token=secret")
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert {"HttpOnly", "SameSite=strict"} <= set(answer.headers["set-cookie"].split("; "))

    @pytest.mark.parametrize(
        ("headers", "status"),
        [
            ({"host": "evil.example"}, 421),
            ({"host": f"evil.example:{PORT}"}, 421),
            ({"origin": "http://evil.example"}, 403),
            ({"origin": "null"}, 403),
            ({"origin": f"https://{HOST}"}, 403),
        ],
    )
    def test_other_pages_are_refused(self, client: TestClient, headers: dict[str, str], status: int) -> None:
        assert client.get("/", headers=headers).status_code == status
        data = {"revision": 0, "action": "finish"}
        assert client.post("/article/0", data=data, headers=headers).status_code == status

    def test_a_change_must_say_where_it_comes_from(self, client: TestClient, gold: Path) -> None:
        assert client.post("/article/0", data={"revision": 0, "action": "finish"}).status_code == 403
        assert not (gold / "one.jsonl").exists()

    @pytest.mark.parametrize(
        "address",
        [
            "/static/../app.py",
            "/static/..%2fapp.py",
            "/static/%2e%2e/app.py",
            "/../../etc/passwd",
            "/article/-1",
            "/article/1",
            "/article/one",
            "/article/0/fact/99",
            "/docs",
            "/openapi.json",
        ],
    )
    def test_no_other_path_is_served(self, client: TestClient, address: str) -> None:
        assert client.get(address).status_code in (404, 422)

    def test_too_large_a_request_is_refused(self, client: TestClient) -> None:
        assert act(client, 0, "note", notes="x" * MAX_BODY) == 413

    def test_every_answer_has_its_policy(self, client: TestClient) -> None:
        for answer in (client.get("/"), client.get("/none"), client.get("/", headers={"host": "evil"})):
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy


class TestDecisions:
    def test_nothing_is_gold_before_it_is_decided(self, client: TestClient, gold: Path) -> None:
        assert client.get("/article/0").status_code == 200
        assert list(gold.glob("one*")) == []

    def test_accept_reject_and_undo_are_saved_at_once(self, client: TestClient, gold: Path) -> None:
        assert act(client, 0, "accepted", entry=1) == 200
        assert [fact["text"] for fact in read(gold)] == ["61%"]
        assert act(client, 1, "rejected", entry=0) == 200
        assert act(client, 2, "accepted", entry=0) == 200
        assert [fact["text"] for fact in read(gold)] == ["Olaparib", "61%"]
        assert act(client, 3, "undo") == 200
        assert [fact["text"] for fact in read(gold)] == ["61%"]

    def test_what_is_written_is_gold_of_the_very_text(self, client: TestClient, gold: Path) -> None:
        assert act(client, 0, "finish") == 200
        assert (gold / "one.txt").read_bytes() == TEXT.encode("utf-8")
        assert check_gold(gold / "one.jsonl", gold / "one.txt") == []
        review = json.loads((gold / "one.review.json").read_text(encoding="utf-8"))
        assert review["done"] is True
        assert {entry["by"] for entry in review["entries"]} == {"ada"}
        assert all(re.match(r"\d{4}-\d\d-\d\dT", entry["at"]) for entry in review["entries"])

    def test_a_fact_is_changed(self, client: TestClient, gold: Path) -> None:
        form = client.get("/article/0/fact/1")
        assert 'name="percent" value="61"' in form.text
        data = {"revision": 0, "type": "RESPONSE", "category": "PR", "percent": "61 to 63", "drugs": "B, a"}
        assert client.post("/article/0/fact/1", data=data, headers=ORIGIN).status_code == 200
        (fact,) = read(gold)
        assert (fact["category"], fact["percent"], fact["drugs"]) == ("PR", [61, 63], ["a", "b"])

    def test_its_type_can_be_changed(self, client: TestClient, gold: Path) -> None:
        assert 'name="term"' in client.get("/article/0/fact/1?type=ADVERSE_EVENT").text
        data = {"revision": 0, "type": "ADVERSE_EVENT", "term": "nausea", "percent": "61"}
        assert client.post("/article/0/fact/1", data=data, headers=ORIGIN).status_code == 200
        assert [fact["type"] for fact in read(gold)] == ["ADVERSE_EVENT"]

    def test_a_mistake_is_told_and_what_was_typed_stays(self, client: TestClient, gold: Path) -> None:
        data = {"revision": 0, "type": "RESPONSE", "category": "PR", "percent": "many"}
        answer = client.post("/article/0/fact/1", data=data, headers=ORIGIN)
        assert answer.status_code == 422
        assert "percent: a number, or low to high, not &#39;many&#39;" in answer.text
        assert 'value="many"' in answer.text
        assert not (gold / "one.jsonl").exists()

    def test_a_new_fact_is_drawn_from_what_is_shown(self, client: TestClient, gold: Path) -> None:
        # As shown, "\r\n" is one character; the emoji is one code point.
        shown = TEXT.replace("\r\n", "\n")
        start = shown.index(" 12 of them")
        form = client.get(f"/article/0/new?shown=1&start={start}&end={start + 11}&type=RESPONSE")
        assert "<mark>12 of them</mark>" in form.text
        span = {"start": TEXT.index("12 of them"), "end": TEXT.index("12 of them") + 10}
        data = {"revision": 0, "type": "RESPONSE", "category": "CR", "n": "12", **span}
        assert client.post("/article/0/new", data=data, headers=ORIGIN).status_code == 200
        (fact,) = read(gold)
        assert (fact["text"], fact["n"], fact["category"]) == ("12 of them", 12, "CR")

    def test_notes_are_kept(self, client: TestClient) -> None:
        assert act(client, 0, "note", notes="a <b> & c") == 200
        assert "a &lt;b&gt; &amp; c</textarea>" in client.get("/article/0").text

    def test_work_goes_on_where_it_ended(self, client: TestClient, gold: Path) -> None:
        act(client, 0, "accepted", entry=1)
        again = open_client(gold, annotator="grace")
        assert "2 to decide" in again.get("/article/0").text
        assert act(again, 1, "finish") == 200
        assert len(read(gold)) == 3

    @pytest.mark.parametrize(
        "fields",
        [{"action": "destroy"}, {"action": "accepted", "entry": "9"}, {"action": "accepted", "entry": "-1"}],
    )
    def test_what_makes_no_sense_changes_nothing(
        self, client: TestClient, gold: Path, fields: dict[str, str]
    ) -> None:
        answer = client.post("/article/0", data={"revision": "0", **fields}, headers=ORIGIN)
        assert answer.status_code in (400, 404)
        assert list(gold.glob("one*")) == []


class TestTwoPeople:
    def test_the_second_does_not_overwrite_the_first(self, gold: Path) -> None:
        ada, grace = open_client(gold), open_client(gold, annotator="grace")
        assert act(ada, 0, "accepted", entry=1) == 200
        answer = grace.post("/article/0", data={"revision": 0, "action": "finish"}, headers=ORIGIN)
        assert answer.status_code == 409
        assert "Somebody else has changed this article" in answer.text
        assert [fact["text"] for fact in read(gold)] == ["61%"]
        data = {"revision": 0, "type": "DRUG", "name": "x"}
        assert grace.post("/article/0/fact/0", data=data, headers=ORIGIN).status_code == 409

    def test_their_agreement_is_on_a_page(self, gold: Path, tmp_path: Path) -> None:
        act(open_client(gold), 0, "finish")
        other = tmp_path / "other"
        grace = open_client(other, annotator="grace")
        act(grace, 0, "rejected", entry=0)
        act(grace, 1, "finish")
        page = open_client(gold, second=other).get("/agreement").text
        cells = re.findall(r"<td[^>]*>([^<]*)</td>", page)
        assert cells[cells.index("response") :][:6] == ["response", "1", "1", "1.000", "1.000", "1.000"]
        assert cells[cells.index("all") :][:4] == ["all", "3", "2", "0.800"]


def test_article_text_is_never_markup(client: TestClient) -> None:
    page = client.get("/article/0").text
    assert "<script>x()" not in page
    assert "&lt;script&gt;x()&lt;/script&gt;" in page


def test_gold_from_elsewhere_is_where_a_review_begins(gold: Path) -> None:
    act(open_client(gold), 0, "accepted", entry=1)
    (gold / "one.review.json").unlink()
    page = open_client(gold).get("/article/0").text
    assert "2 to decide" in page
    assert "1 in the gold" in page


def test_a_review_of_another_text_is_refused(client: TestClient, gold: Path) -> None:
    act(client, 0, "accepted", entry=1)
    app = build_app([build_record(text=TEXT + "More.")], Store(gold), Guard("secret", PORT), annotator="ada")
    other = TestClient(app, base_url=f"http://{HOST}")
    answer = other.get("/?token=secret")
    assert answer.status_code == 500
    assert "a review of another text" in answer.text


def test_what_most_needs_eyes_comes_first() -> None:
    odd = [Unexplained(start=0, end=4, text="Hope", kind="count")]
    records = [
        build_record("a"),
        build_record("b").model_copy(update={"unexplained": odd}),
        build_record("c"),
    ]
    assert [record.article.id for record in build_queue(records)] == ["b", "a", "c"]
