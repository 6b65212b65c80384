"""The pages: the queue, an article with its facts, the form of a fact, agreement with a second annotator.

Pages are drawn on the server; each change is a form that is sent, saved, and answered with the page anew.
Articles are known by their number in the queue: no part of an address becomes a path.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from pipeline.errors import MednewsError
from pipeline.output.card import say
from pipeline.output.checks import quote_words
from pipeline.output.families import FAMILIES, FAMILY_OF, name_type
from pipeline.output.report.text import mark_text
from pipeline.output.table import clean_line
from pipeline.review.agreement import compare_folders
from pipeline.review.forms import build_form, fields_of, read_form
from pipeline.review.queue import measure_need
from pipeline.review.review import Review
from pipeline.review.security import Guard
from pipeline.review.selection import find_span
from pipeline.review.store import Conflict, Store
from pipeline.schema import FACT_CLASSES, AnyFact, Record

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

_STATIC = {
    "marks.css": ("pipeline.output.report", "text/css"),
    "site.css": ("pipeline.output.report", "text/css"),
    "review.css": ("pipeline.review", "text/css"),
    "review.js": ("pipeline.review", "text/javascript"),
}
MOST_NOTES = 20_000
"""Characters of the notes on an article."""


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("pipeline.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["type_name"] = name_type
    return environment


def _page(template: str, status: int = 200, **values: Any) -> HTMLResponse:
    return HTMLResponse(_environment().get_template(template).render(**values), status)


def build_app(
    queue: Sequence[Record], store: Store, guard: Guard, *, annotator: str, second: Path | None = None
) -> FastAPI:
    """The application. `second`: a second annotator's folder, to compare with."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.middleware("http")(guard)
    pages = _Pages(queue, store, annotator, second)
    for path, endpoint in (
        ("/", pages.show_queue),
        ("/static/{name}", pages.send_static),
        ("/favicon.ico", pages.send_no_icon),
        ("/agreement", pages.show_agreement),
        ("/article/{number}", pages.show_article),
        ("/article/{number}/fact/{entry}", pages.show_fact),
        ("/article/{number}/new", pages.show_new),
    ):
        app.get(path)(endpoint)
    app.post("/article/{number}")(pages.act)
    app.post("/article/{number}/fact/{entry}")(pages.save_fact)
    app.post("/article/{number}/new")(pages.save_new)
    app.exception_handler(MednewsError)(_tell_error)
    app.exception_handler(Conflict)(_tell_conflict)
    return app


async def _tell_error(request: Request, error: Exception) -> Response:
    return _page(
        "message.html", 500, title="That did not work", words=[str(error), getattr(error, "hint", "")]
    )


async def _tell_conflict(request: Request, error: Exception) -> Response:
    words = [
        "Somebody else has changed this article since you opened it, so your change was not saved.",
        "Open the article again, look at what they did, and make your change once more.",
    ]
    return _page("message.html", 409, title="Somebody was faster", words=words, back=request.url.path)


async def _read_body(request: Request) -> dict[str, str]:
    """The fields of a form; of one that is sent twice, the last.

    Raises: HTTPException if it is no text.
    """
    try:
        return dict(
            parse_qsl((await request.body()).decode("utf-8"), keep_blank_values=True, max_num_fields=60)
        )
    except ValueError as error:
        raise HTTPException(400, "no form") from error


class _Pages:
    def __init__(self, queue: Sequence[Record], store: Store, annotator: str, second: Path | None) -> None:
        self.queue, self.store, self.annotator, self.second = queue, store, annotator, second

    def _open(self, number: int) -> tuple[Record, Review]:
        if not 0 <= number < len(self.queue):
            raise HTTPException(404, "no such article")
        record = self.queue[number]
        return record, self.store.load(record)

    def show_queue(self) -> Response:
        rows = []
        for number, record in enumerate(self.queue):
            review = self.store.load(record)
            rows.append((number, record, review, measure_need(record)))
        done = sum(review.done for _, _, review, _ in rows)
        return _page("queue.html", rows=rows, done=done, annotator=self.annotator, second=self.second)

    def send_static(self, name: str) -> Response:
        if name not in _STATIC:
            raise HTTPException(404, "no such file")
        package, kind = _STATIC[name]
        return Response(files(package).joinpath("static", name).read_bytes(), media_type=kind)

    def send_no_icon(self) -> Response:
        """A browser asks for one unasked."""
        return Response(status_code=204)

    def show_agreement(self) -> Response:
        if self.second is None:
            raise HTTPException(404, "start with --second FOLDER to compare")
        compared = compare_folders(self.store.folder, self.second)
        return _page("agreement.html", compared=compared, second=self.second, gold=self.store.folder)

    def show_article(self, number: int) -> Response:
        record, review = self._open(number)
        shown = [n for n, entry in enumerate(review.entries) if entry.state != "rejected"]
        marked = record.model_copy(update={"facts": [review.entries[n].fact for n in shown]})
        return _page(
            "article.html",
            number=number,
            last=len(self.queue) - 1,
            record=record,
            review=review,
            text=mark_text(marked),
            rows=_list_rows(review, shown),
            checks=[(each, clean_line(quote_words(record.article.text, each))) for each in record.checks],
            omissions=record.omissions,
            families=FAMILIES,
            need=measure_need(record),
        )

    async def act(self, request: Request, number: int) -> Response:
        """Accept, reject, undo, note or finish; then the article anew, at the next fact to look at."""
        record, review = self._open(number)
        form = await _read_body(request)
        _check_revision(review, form)
        after, place = self._apply(review, form)
        if after is not review:
            self.store.save(record, after)
        if form.get("action") == "finish":
            return RedirectResponse(self._find_next(number), 303)
        return RedirectResponse(f"/article/{number}{place}", 303)

    def _find_next(self, number: int) -> str:
        """The next article that is not done, from this one on and around; the queue if all are."""
        rest = [*range(number + 1, len(self.queue)), *range(number)]
        undone = (n for n in rest if not self.store.load(self.queue[n]).done)
        place = next(undone, None)
        return "/" if place is None else f"/article/{place}"

    def _apply(self, review: Review, form: dict[str, str]) -> tuple[Review, str]:
        action, by = form.get("action", ""), self.annotator
        if action in ("accepted", "rejected"):
            entry = _number(form.get("entry", ""), len(review.entries))
            return review.decide(entry, action, by), f"#e{entry}"  # type: ignore[arg-type]
        if action == "undo":
            return review.undo(), ""
        if action == "finish":
            return review.finish(by), ""
        if action == "note":
            return review.note(form.get("notes", "")[:MOST_NOTES]), "#notes"
        raise HTTPException(400, "no such action")

    def show_fact(self, number: int, entry: int, type: str | None = None) -> Response:
        record, review = self._open(number)
        fact = review.entries[_number(str(entry), len(review.entries))].fact
        values = fields_of(fact)
        return self._form(number, record, review, fact.start, fact.end, type or fact.type, values, [], entry)

    async def save_fact(self, request: Request, number: int, entry: int) -> Response:
        record, review = self._open(number)
        form = await _read_body(request)
        _check_revision(review, form)
        before = review.entries[_number(str(entry), len(review.entries))].fact
        type_ = _type(form.get("type", ""))
        span = _read_span(record, form, before)
        fact, wrong = read_form(type_, span, form)
        if fact is None:
            start, end = span["start"], span["end"]
            return self._form(number, record, review, start, end, type_, form, wrong, entry)
        self.store.save(record, review.decide(entry, "changed", self.annotator, fact))
        return RedirectResponse(f"/article/{number}#e{entry}", 303)

    def show_new(
        self, number: int, start: int, end: int, type: str | None = None, shown: bool = False
    ) -> Response:
        """The form of a new fact. `shown`: the span counts in the text as it is shown, not as it is."""
        record, review = self._open(number)
        text = record.article.text
        span = find_span(text, start, end) if shown else (start, end)
        if span is None or not 0 <= span[0] < span[1] <= len(text):
            raise HTTPException(400, "no words are selected")
        return self._form(number, record, review, *span, type or "DRUG", {}, [], None)

    async def save_new(self, request: Request, number: int) -> Response:
        record, review = self._open(number)
        form = await _read_body(request)
        _check_revision(review, form)
        type_, span = _type(form.get("type", "")), _read_span(record, form, None)
        fact, wrong = read_form(type_, span, form)
        if fact is None:
            return self._form(number, record, review, span["start"], span["end"], type_, form, wrong, None)
        self.store.save(record, review.add(fact, self.annotator))
        return RedirectResponse(f"/article/{number}#e{len(review.entries)}", 303)

    def _form(
        self,
        number: int,
        record: Record,
        review: Review,
        start: int,
        end: int,
        type_: str,
        values: dict[str, Any],
        wrong: list[str],
        entry: int | None,
    ) -> Response:
        """The form of a fact, with the words around it; 422 if it was sent with mistakes."""
        text = record.article.text
        return _page(
            "fact.html",
            422 if wrong else 200,
            number=number,
            review=review,
            entry=entry,
            start=start,
            end=end,
            before=clean_line(text[max(0, start - 200) : start]),
            words=clean_line(text[start:end]),
            after=clean_line(text[end : end + 200]),
            type=_type(type_),
            types=list(FACT_CLASSES),
            fields=build_form(_type(type_), values),
            wrong=wrong,
        )


def _list_rows(review: Review, shown: list[int]) -> list[dict[str, Any]]:
    """What the list of facts tells of each, the rejected ones last."""
    marks = {n: place for place, n in enumerate(shown)}
    rejected = [n for n, entry in enumerate(review.entries) if entry.state == "rejected"]
    in_order = sorted(shown, key=lambda n: _place(review.entries[n].fact)) + rejected
    return [
        {
            "entry": n,
            "mark": marks.get(n),
            "state": review.entries[n].state,
            "type": review.entries[n].fact.type,
            "family": FAMILY_OF[review.entries[n].fact.type].key,
            "words": clean_line(review.entries[n].fact.text),
            "says": say(review.entries[n].fact),
            "drugs": clean_line(", ".join(getattr(review.entries[n].fact, "drugs", None) or ())),
            "by": review.entries[n].by,
        }
        for n in in_order
    ]


def _place(fact: AnyFact) -> tuple[int, int]:
    return fact.start, fact.end


def _number(text: str, count: int) -> int:
    """Raises: HTTPException unless it numbers one of `count` entries."""
    if not (text.isascii() and text.isdigit() and int(text[:9]) < count):
        raise HTTPException(404, "no such fact")
    return int(text)


def _type(text: str) -> str:
    if text not in FACT_CLASSES:
        raise HTTPException(400, "no such type of fact")
    return text


def _check_revision(review: Review, form: dict[str, str]) -> None:
    """Raises: Conflict if the page was drawn before somebody else's change."""
    if form.get("revision") != str(review.revision):
        raise Conflict


def _read_span(record: Record, form: dict[str, str], before: AnyFact | None) -> dict[str, Any]:
    """Start, end and words: those of the form if it has some, else those of the fact.

    Raises: HTTPException if they are no span of the text.
    """
    text = record.article.text
    try:
        start = int(form.get("start") or (before.start if before else ""))
        end = int(form.get("end") or (before.end if before else ""))
    except ValueError as error:
        raise HTTPException(400, "no span") from error
    if not 0 <= start < end <= len(text):
        raise HTTPException(400, "no span of the text")
    return {"start": start, "end": end, "text": text[start:end]}
