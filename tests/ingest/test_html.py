"""Web pages: the story comes out whole, the furniture stays behind."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from pipeline.errors import EmptyInput
from pipeline.ingest import read_article, read_html

PAGES = Path(__file__).parents[1] / "data" / "ingest"
CORPUS = Path(__file__).parents[2] / "corpus"
PROSE = "<p>The pill was given to people with gout, who had tried all else before.</p>"


def body(inner: str) -> str:
    """The text recovered from a page with `inner` between two paragraphs, without those two."""
    text = read_html(f"<html><body><main>{PROSE}{inner}{PROSE}</main></body></html>".encode()).text
    paragraph = re.sub("<.*?>", "", PROSE)
    assert text.startswith(paragraph)
    assert text.endswith(paragraph)
    return text[len(paragraph) : -len(paragraph)].strip()


@pytest.mark.parametrize("name", ["clinic_daily", "release_wire", "old_herald"])
def test_the_recovered_text_is_exact(name: str) -> None:
    article = read_article(PAGES / f"{name}.html")
    assert article.text == (PAGES / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")
    # Every number of the furniture is a 9 and two digits; none is in a story, outside the marked regions.
    story = article.text
    for region in reversed(article.boilerplate):
        story = story[: region.start] + story[region.end :]
    assert re.findall(r"\b9[0-3]\d\b", story) == []


def test_what_closes_a_release_stays_and_is_marked() -> None:
    article = read_article(PAGES / "release_wire.html")
    marked = [
        (region.kind, article.text[region.start :].partition("\n")[0]) for region in article.boilerplate
    ]
    assert marked == [
        ("about", "About Norvelle Bio"),
        ("legal", "Forward-Looking Statements"),
        ("contact", "Media Contact"),
    ]


def spaces(text: str) -> str:
    """`text` with every space alike, so that it can be compared offset by offset; line breaks stay."""
    return re.sub(r"[^\S\n]", " ", text)


@pytest.mark.parametrize("page", sorted(CORPUS.glob("*.html")), ids=lambda page: page.stem)
def test_a_page_of_the_corpus_gives_the_text_that_its_gold_points_into(page: Path) -> None:
    want = page.with_suffix(".txt").read_text(encoding="utf-8")
    assert spaces(read_article(page).text) == spaces(want.rstrip("\n"))


def test_the_corpus_has_its_pages() -> None:
    assert len(list(CORPUS.glob("*.html"))) >= 9


@pytest.mark.parametrize(
    "name, expected",
    [
        (
            "clinic_daily",
            ("Zanubrex Holds Rare Lymphoma in Check", "Imani Feldspar", "2024-02-29", "Clinic Daily",
             "https://clinicdaily.example/news/zanubrex-lymphoma?page=1"),
        ),
        (
            "release_wire",
            ("Norvelle Reports Phase 3 Results for Tamsolix", "Norvelle Bio Inc.", "2021-06-07", "ReleaseWire", None),  # noqa: E501
        ),
        ("old_herald", ("Weekly shot eases migraine, trial finds", None, "2019-03-14", "Reuters", None)),
    ],
)  # fmt: skip
def test_metadata(name: str, expected: tuple[str | None, ...]) -> None:
    article = read_article(PAGES / f"{name}.html")
    assert (article.title, article.byline, article.published, article.source, article.url) == expected
    assert (article.language, article.format, article.id) == ("en", "html", name)


@pytest.mark.parametrize(
    "inner, text",
    [
        pytest.param("<p>375 mg/m<sup>2</sup> each</p>", "375 mg/m2 each", id="square meter"),
        pytest.param("<p>4 cells/mm<sup>3</sup></p>", "4 cells/mm3", id="cubic millimeter"),
        pytest.param("<p>2 x 10<sup>6</sup> cells</p>", "2 x 10⁶ cells", id="power of ten"),
        pytest.param("<p>10<sup>-3</sup></p>", "10⁻³", id="negative power"),
        pytest.param("<p>12.3 months<sup>4</sup>.</p>", "12.3 months.", id="reference behind a unit"),
        pytest.param("<p>in 2010<sup>4</sup></p>", "in 2010", id="reference behind a year"),
        pytest.param("<p>gone.<sup>1,2-5</sup> Then</p>", "gone. Then", id="references"),
        pytest.param("<p>gone<sup>[3]</sup></p>", "gone", id="bracketed reference"),
        pytest.param("<p>rash<sup>†</sup> <sup>a</sup></p>", "rash a", id="footnote marks"),
        pytest.param("<p>Lutetium <sup>177</sup>Lu</p>", "Lutetium 177Lu", id="isotope"),
        pytest.param("<p>Goutrex<sup>®</sup>, CD4<sup>+</sup></p>", "Goutrex®, CD4+", id="marks that stay"),
        pytest.param("<p>CO<sub>2</sub> and HbA<sub>1c</sub></p>", "CO2 and HbA1c", id="subscripts"),
        pytest.param("<p>P&nbsp;&lt;&thinsp;.001&hellip;</p>", "P\u00a0<\u2009.001…", id="entities"),
        pytest.param("<ul><li>50 mg daily<li>100 mg weekly</ul>", "50 mg daily\n100 mg weekly", id="list"),
        pytest.param("<ul><li><a href=1>Old pill, 7 mg</a></ul>", "", id="list of links"),
        pytest.param("<p>Says <a href=1>the paper</a> of it</p>", "Says the paper of it", id="a link in a sentence"),  # noqa: E501
        pytest.param(
            "<table><tr><td>Rash<td><p>5%<tr><td>Cough<td>6%</table>", "Rash\t5%\nCough\t6%", id="table"
        ),
        pytest.param("<p hidden>7 mg</p><p style='display: none'>8 mg</p>", "", id="hidden"),
        pytest.param("<div class='overflow-hidden'><p>7 mg</p></div>", "7 mg", id="clipped is not hidden"),
        pytest.param("<script>x='</p><p>7 mg'</script><style>p{}</style>", "", id="script"),
        pytest.param("<div class='related-stories'><p>7 mg</p></div>", "", id="related"),
        pytest.param("<div class='RelatedStories'><p>7 mg</p></div>", "", id="related in camel case"),
        pytest.param("<section id='follow-up'><p>7 mg</p></section>", "7 mg", id="a section on follow-up"),
        pytest.param("<div class='gradient adverse'><p>7 mg</p></div>", "7 mg", id="ad inside a word"),
        pytest.param("<figcaption>Pills. Photo by A. Bee</figcaption>", "", id="credited photo"),
        pytest.param("<figcaption>Survival: 7 v 9 months</figcaption>", "Survival: 7 v 9 months", id="a figure's caption"),  # noqa: E501
        pytest.param("<p>Follow us on Twitter and Facebook.</p>", "", id="boilerplate in words"),
        pytest.param("<p>Dosâ€™s 5 Âµg</p>", "Dos’s 5 µg", id="mojibake"),
        pytest.param("<p>one<p>two <b>three</div></p>", "one\n\ntwo three", id="broken markup"),
        pytest.param("<p>pre&shy;treated,\u200b hepato<wbr>cellular, follow-up</p>", "pretreated, hepatocellular, follow-up", id="places to break a word"),  # noqa: E501
        pytest.param("<div>one 7 mg</div><div><b>two</b></div>", "one 7 mg\n\ntwo", id="paragraphs made of divs"),  # noqa: E501
        pytest.param("<dl><dt>Q. Who?<dd>A. Seven.<dt>Q. So?<dd><p>A. So.</dl>", "Q. Who?\n\nA. Seven.\n\nQ. So?\n\nA. So.", id="definition list"),  # noqa: E501
        pytest.param("<details><summary>Why 7?</summary><p>So.</p></details>", "Why 7?\n\nSo.", id="folded section"),  # noqa: E501
        pytest.param(
            "<h3><button aria-controls=p7>Why 7?</button></h3><div id=p7 hidden><p>So.</div>",
            "Why 7?\n\nSo.", id="accordion"
        ),
        pytest.param("<button aria-controls=p7>Menu</button><div id=p7 hidden><p>So.</div>", "", id="a menu's button is no heading"),  # noqa: E501
        pytest.param("<p>Seen <span class=tooltip>rarely<span role=tooltip>7%</span></span> so.</p>", "Seen rarely so.", id="tooltip"),  # noqa: E501
        pytest.param("<p>The maker's shares (NYSE: <a class=ticker-link href=1>GTX</a>) rose by 7 cents.</p>", "The maker's shares (NYSE: GTX) rose by 7 cents.", id="a link in a sentence, whatever its class"),  # noqa: E501
        pytest.param("<div><span>Sponsored</span><div>Earn 7 credits at our webinar.</div></div>", "", id="box under a label"),  # noqa: E501
        pytest.param("<div><span>Advertisement</span><p>Seven of 9 had a rash.</p></div>", "Seven of 9 had a rash.", id="the story goes on under an advertisement"),  # noqa: E501
        pytest.param("<div><p>Sponsored by Abbline, the trial ran for 7 weeks.</p></div>", "Sponsored by Abbline, the trial ran for 7 weeks.", id="a sponsor in a sentence"),  # noqa: E501
        pytest.param("<section><h3>Related events</h3><p>Rash in 7%.</p></section>", "Related events\n\nRash in 7%.", id="a heading like a label"),  # noqa: E501
        pytest.param("<section class=drug-related-events><p>Rash in 7%.</p></section>", "Rash in 7%.", id="drug-related"),  # noqa: E501
        pytest.param("<div><p>Seven letters a week, all of them for you and free.</p><form><input type=email></form></div>", "", id="plea around a text field"),  # noqa: E501
        pytest.param("<div><p>Seven of the people with gout had a rash for weeks.</p><div><input></div></div>", "Seven of the people with gout had a rash for weeks.", id="a text field beside the story"),  # noqa: E501
        pytest.param("<blockquote class='pull-quote'><p>It works.</p></blockquote>", "", id="pull quote"),
        pytest.param("<div><a href=1>214</a><a href=2>37</a><button>Share this post</button></div>", "", id="counts in links beside a button"),  # noqa: E501
        pytest.param("<section class=product-cta><p>7 issues</p></section>", "", id="call to action"),
        pytest.param("<div><h3>Other releases by Abbline</h3><p>Cash of 7 million.</p></div>", "", id="other releases"),  # noqa: E501
        pytest.param("<div><h3>Other harms by arm</h3><p>Rash in 7.</p></div>", "Other harms by arm\n\nRash in 7.", id="other harms"),  # noqa: E501
        pytest.param("<p>News provided by Abbline</p>", "", id="who provided a release"),
        pytest.param("<blockquote><p>It works in 7.</p></blockquote>", "It works in 7.", id="quotation"),
        pytest.param("<div data-module='inline-signup'><p>7 letters</p></div>", "", id="named by a data attribute"),  # noqa: E501
        pytest.param("<amp-ad><div fallback>7 mg</div></amp-ad><amp-accordion><section><h4>Why</h4><p>7 mg</p></section></amp-accordion>", "Why\n\n7 mg", id="AMP components"),  # noqa: E501
        pytest.param("<p>2.4k views</p><p>7 min read</p>", "", id="counts of readers"),
        pytest.param("<p>7 min read · by Jo Bell</p>", "7 min read · by Jo Bell", id="a byline with a count"),
    ],
)  # fmt: skip
def test_markup(inner: str, text: str) -> None:
    assert body(inner) == text


LEAD = "<h1>Pill works in gout</h1><h2>It halved the pain</h2><p>7 May 2021</p>"


@pytest.mark.parametrize(
    "attributes, top",
    [
        pytest.param("", ["It halved the pain", "7 May 2021"], id="story found by its prose"),
        pytest.param(
            "itemprop=articleBody", ["It halved the pain"], id="body marked: the date is the page's"
        ),
    ],
)
def test_what_stands_between_heading_and_story(attributes: str, top: list[str]) -> None:
    page = (
        f"<title>Pill works in gout</title><body>{LEAD}<div {attributes}>{PROSE * 4}</div><p>Ours</p></body>"
    )
    text = read_html(page.encode()).text
    assert text.split("\n\n")[: len(top) + 1] == ["Pill works in gout", *top]
    assert "Ours" not in text


@pytest.mark.parametrize(
    "above, kept",
    [pytest.param("Drugs &amp; Gout", False, id="section"), pytest.param("7 May 2021", True, id="date")],
)
def test_a_line_over_the_title(above: str, kept: bool) -> None:
    title = "Pill works in gout"
    page = f"<title>{title}</title><article><p>{above}</p><h1>{title}</h1>{PROSE}</article>"
    text = read_html(page.encode()).text
    assert text.startswith("Pill works in gout\n\n7 May 2021" if kept else "Pill works in gout\n\nThe pill")


@pytest.mark.parametrize("words", ["", "<p>Seven centers took part in it, all of them in Peru.</p>"])
def test_a_story_in_a_cell_of_a_table_without_names(words: str) -> None:
    story = "<br><br>".join(
        f"The pill helped {n} people with gout, and some of their aunts." for n in range(30, 40)
    )
    side = "<td>My knee hurts at 71 mg of it. Is that normal, doctor, or is it just age?</td>"
    row = f"<tr><td><a href=1>Home</a></td><td><font>{story}{words}</font></td>{side}</tr>"
    page = f"<body><table>{row}</table></body>"
    text = read_html(page.encode()).text
    assert re.findall(r"\d+", text) == [str(n) for n in range(30, 40)]
    assert text.count("\n\n") == (10 if words else 9)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            "<title>Gout News</title><div id=root></div><noscript>Scripts, please.</noscript>",
            id="no script ran",
        ),
        pytest.param("<p>Please enable JavaScript to view this page.</p>", id="scripts asked for"),
        pytest.param(
            "<title>Gout</title><p>You need to turn on JavaScript to run this app.</p>", id="scripts off"
        ),
        pytest.param(
            "<h1>Page not found</h1><p>Sorry, we cannot find it. Try the search.</p>", id="not found"
        ),
        pytest.param(
            "<title>404 - Gout News</title><p>Oops! It has gone. Go back to the front page.</p>", id="404"
        ),
        pytest.param("<p>The page you requested could not be found.</p>", id="requested page"),
        pytest.param(
            "<p>We value your privacy. We and our 88 partners keep identifiers on your device.</p>",
            id="consent",
        ),
        pytest.param(
            "<title>gout.example</title><p>Verify you are human by ticking the box.</p>", id="robot check"
        ),
        pytest.param("<h1>Loading...</h1><p>Loading...</p>", id="loading"),
    ],
)
def test_a_page_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(EmptyInput) as error:
        read_html(f"<html><body>{page}</body></html>".encode())
    assert error.value.hint


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<h1>Gout pill cleared</h1><p>The agency said yes on Monday.</p>", id="short brief"),
        pytest.param("<p>404 people took part, the firm said.</p>", id="a count of 404"),
        pytest.param(
            "<h1>Access denied to gout pill</h1><p>Peru will not pay for it.</p>", id="access to a drug"
        ),
        pytest.param("<p>A diet without cookies helps in gout.</p>", id="cookies to eat"),
        pytest.param("<p>Our trial partners found no gene for gout.</p>", id="partners"),
        pytest.param("<p>The cause of gout was not found in the blood.</p>", id="a cause not found"),
        pytest.param(f"<p>Enable JavaScript for the chart.</p>{PROSE * 12}", id="a notice over a story"),
        pytest.param(
            "<p>Enable JavaScript for charts.</p><p>Gout eased in 40% on the pill.</p>",
            id="a notice over a brief result",
        ),
    ],
)
def test_a_brief_is_an_article(page: str) -> None:
    assert re.sub("<.*?>", "", page)[:12] in read_html(f"<body>{page}</body>".encode()).text


def test_a_page_that_stands_in_a_form_or_a_sidebar_class_is_kept() -> None:
    page = f"<body class='has-sidebar'><form><div class='no-comments'>{PROSE * 5}</div></form></body>"
    assert read_html(page.encode()).text.count("gout") == 5


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<div>" * 10_000 + PROSE + "</div>" * 10_000, id="deep divs"),
        pytest.param("<b>" * 50_000 + PROSE, id="unclosed bold"),
        pytest.param("<p>x" * 5_000 + PROSE, id="many paragraphs"),
        pytest.param("<" * 200_000 + PROSE, id="open angles"),
        pytest.param("<div " * 500 + ">" + PROSE, id="open tags"),
        pytest.param(PROSE + "<script>" * 20_000, id="scripts"),
        pytest.param(PROSE + "<sup>2</sup>" * 10_000, id="superscripts"),
        pytest.param("<div>" * 300 + "<input>" * 10_000 + PROSE, id="text fields"),
        pytest.param("<div>" * 300 + "<span>Related</span>" * 5_000 + PROSE, id="labels"),
    ],
)
def test_hostile_pages_are_read_in_time(page: str) -> None:
    start = time.perf_counter()
    assert "gout" in read_html(page.encode()).text
    assert time.perf_counter() - start < 2
