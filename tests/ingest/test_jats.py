"""JATS and PubMed XML: text, marks and tables, metadata; hostile documents are refused."""

# ruff: noqa: E501 (an example on one line is easier to read than one in pieces)

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.errors import EmptyInput, IngestError
from pipeline.ingest import read_articles, read_content
from pipeline.schema import Article

META = """<journal-meta><journal-title-group><journal-title>Gout News</journal-title></journal-title-group></journal-meta>
<article-meta><article-id pub-id-type="doi">10.99999/gn.7</article-id>
<title-group><article-title>Pill for <italic>gout</italic><xref ref-type="fn">*</xref></article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Lee</surname><given-names>Ann</given-names></name>
<xref ref-type="aff">1</xref></contrib><contrib contrib-type="author"><collab>The Gout Group</collab></contrib>
<contrib contrib-type="editor"><name><surname>Ek</surname></name></contrib></contrib-group>
<author-notes><corresp>Call 555 0100</corresp></author-notes>
<pub-date pub-type="collection"><year>2020</year></pub-date>
<pub-date pub-type="ppub"><day>9</day><month>Mar</month><year>2020</year></pub-date>
<pub-date pub-type="epub"><day>2</day><month>2</month><year>2020</year></pub-date>{}</article-meta>"""


def jats(body: str, *, meta: str = "", before: str = "") -> Article:
    source = (
        f'<?xml version="1.0"?>{before}<article xmlns:mml="http://www.w3.org/1998/Math/MathML" xml:lang="en-GB">'
        f"<front>{META.format(meta)}</front><body>{body}</body>"
        "<back><ref-list><ref><label>1</label><mixed-citation>2019;7:9.</mixed-citation></ref></ref-list></back>"
        "</article>"
    )
    return read_content(source.encode(), id="gout", suffix=".xml")


def test_metadata() -> None:
    article = jats("<p>Words.</p>")
    assert article.title == "Pill for gout"
    assert article.byline == "Ann Lee, The Gout Group"
    assert article.published == "2020-02-02"
    assert (article.source, article.language, article.format) == ("Gout News", "en", "jats")
    assert article.url == "https://doi.org/10.99999/gn.7"
    assert article.text == "Pill for gout\n\nWords."


@pytest.mark.parametrize(
    "date, published",
    [
        ("<year>2020</year><month>12</month>", "2020-12"),
        ("<year>2020</year><month>Dec</month><day>1</day>", "2020-12-01"),
        ("<year>2020</year><season>Winter</season>", "2020"),
        ("<year>2020</year><month>2</month><day>31</day>", "2020"),
        ("<month>2</month>", None),
    ],
)
def test_published(date: str, published: str | None) -> None:
    source = f"<article><front><article-meta><pub-date>{date}</pub-date></article-meta></front><body><p>a</p></body></article>"
    assert read_content(source.encode(), id="gout").published == published


@pytest.mark.parametrize(
    "inner, text",
    [
        pytest.param("<p>375 mg/m<sup>2</sup></p>", "375 mg/m2", id="square meter"),
        pytest.param("<p>2 x 10<sup>−6</sup> M</p>", "2 x 10⁻⁶ M", id="power of ten"),
        pytest.param("<p>CO<sub>2</sub>, Goutrex<sup>®</sup></p>", "CO2, Goutrex®", id="sub and mark"),
        pytest.param("<p>won.<sup><xref ref-type='bibr'>1</xref>,<xref ref-type='bibr'>2</xref>–<xref ref-type='bibr'>5</xref></sup> Then</p>", "won. Then", id="raised references"),
        pytest.param("<p>won [<xref ref-type='bibr'>1</xref>, <xref ref-type='bibr'>2</xref>].</p>", "won.", id="bracketed references"),
        pytest.param("<p>in 2010<xref ref-type='bibr'><sup>4</sup></xref> it</p>", "in 2010 it", id="reference behind a year"),
        pytest.param("<p>as <xref ref-type='bibr'>Lee et al</xref> say, <xref ref-type='fig'>Figure 1</xref></p>", "as Lee et al say, Figure 1", id="references that are words"),
        pytest.param("<p>a (b) [c]</p>", "a (b) [c]", id="brackets without references"),
        pytest.param("<p>HR&nbsp;0.5 &ndash; &#8804;&thinsp;1 &amp; P &lt; .05</p>", "HR\u00a00.5 – ≤\u20091 & P < .05", id="named characters"),
        pytest.param("<p>one\n     <bold>two</bold>\n  three</p>", "one two three", id="pretty-printed"),
        pytest.param("<sec><label>2.1</label><title>Harms</title><p>Few.</p></sec>", "Harms\n\nFew.", id="section"),
        pytest.param("<p>Doses:<list><list-item><label>1.</label><p>50 mg</p></list-item><list-item><p>100 mg</p><list><list-item><p>at night</p></list-item></list></list-item></list>and so on</p>", "Doses:\n\n50 mg\n100 mg\nat night\n\nand so on", id="lists"),
        pytest.param("<table-wrap><label>Table 1</label><caption><title>Harms</title><p>In all</p></caption><table><thead><tr><th/><th>Pill</th></tr></thead><tbody><tr><td>Rash<xref ref-type='table-fn'>a</xref></td><td><p>5%</p><p>(2)</p></td></tr></tbody></table><table-wrap-foot><fn><label>a</label><p>Any grade.</p></fn></table-wrap-foot></table-wrap>", "Table 1 Harms In all\nPill\nRash\t5% (2)\nAny grade.", id="table"),
        pytest.param("<fig><label>Figure 1</label><caption><p>Survival at 2 years.</p></caption><graphic/><alt-text>7</alt-text></fig>", "Figure 1 Survival at 2 years.", id="figure"),
        pytest.param("<p>a<fn><label>7</label><p>Note 7</p></fn> b <inline-formula><tex-math>x_7</tex-math><mml:math><mml:mi>n</mml:mi><mml:mo>=</mml:mo><mml:mn>3</mml:mn></mml:math></inline-formula></p>", "a b n=3", id="footnote and formula"),
        pytest.param("<p>a<!-- 7 --><?break 7?>b</p>", "ab", id="comment and instruction"),
    ],
)  # fmt: skip
def test_body(inner: str, text: str) -> None:
    assert jats(inner).text == f"Pill for gout\n\n{text}"


def test_the_abstract_comes_before_the_body_and_side_abstracts_go() -> None:
    abstracts = "<abstract><sec><title>Aim</title><p>To help.</p></sec></abstract><abstract abstract-type='toc'><p>7</p></abstract>"
    assert jats("<p>Words.</p>", meta=abstracts).text == "Pill for gout\n\nAim\n\nTo help.\n\nWords."


def pubmed(*abstracts: str) -> bytes:
    articles = "".join(
        f"""<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><Journal><JournalIssue><PubDate><Year>2020</Year>
        <Month>Jun</Month></PubDate></JournalIssue><Title>Gout News</Title></Journal>
        <ArticleTitle>A pill (375 mg/m<sup>2</sup>).</ArticleTitle><ELocationID EIdType="doi">10.99999/7</ELocationID>
        <Abstract>{abstract}<CopyrightInformation>© 2020</CopyrightInformation></Abstract><AuthorList><Author><LastName>Lee</LastName>
        <ForeName>Ann</ForeName></Author></AuthorList><Language>eng</Language></Article></MedlineCitation></PubmedArticle>"""
        for abstract in abstracts
    )
    doctype = (
        '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "pubmed.dtd">'
    )
    return f'<?xml version="1.0" ?>{doctype}<PubmedArticleSet>{articles}</PubmedArticleSet>'.encode()


def test_a_pubmed_citation() -> None:
    parts = '<AbstractText Label="AIM">To help.</AbstractText><AbstractText Label="FINDING">It did.</AbstractText>'
    article = read_content(pubmed(parts), id="gout")
    assert article.text == "A pill (375 mg/m2).\n\nAIM\n\nTo help.\n\nFINDING\n\nIt did."
    assert (article.byline, article.published, article.source) == ("Ann Lee", "2020-06", "Gout News")
    assert (article.language, article.url) == ("en", "https://doi.org/10.99999/7")


def test_a_pubmed_set_of_several(tmp_path: Path) -> None:
    content = pubmed("<AbstractText>One.</AbstractText>", "<AbstractText>Two.</AbstractText>")
    path = tmp_path / "set.xml"
    path.write_bytes(content)
    assert [(a.id, a.text[-4:]) for a in read_articles(path)] == [("set#1", "One."), ("set#2", "Two.")]
    with pytest.raises(IngestError, match="2 articles") as caught:
        read_content(content, id="set")
    assert "read_articles" in (caught.value.hint or "")


BOMB = "<!DOCTYPE article [<!ENTITY a 'gout'>" + "".join(
    f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    "before, body",
    [
        pytest.param(BOMB, "<p>&i;</p>", id="entity bomb"),
        pytest.param("<!DOCTYPE article [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", "<p>&x;</p>", id="external"),
        pytest.param("<!DOCTYPE article [<!ENTITY % x SYSTEM 'http://gout.example/x'> %x;]>", "<p>a</p>", id="parameter"),
        pytest.param("", "<p>&x;</p>", id="unknown entity"),
        pytest.param("", "<p>a</q>", id="broken"),
        pytest.param("", "<p>" * 100_000, id="deep and unclosed"),
        pytest.param("", "<sec>" * 50_000 + "<p>7 mg</p>" + "</sec>" * 50_000, id="deep"),
    ],
)  # fmt: skip
def test_hostile_documents_are_refused(before: str, body: str) -> None:
    start = time.perf_counter()
    with pytest.raises(IngestError) as caught:
        jats(body, before=before)
    assert caught.value.hint
    assert "root:" not in str(caught.value)
    assert time.perf_counter() - start < 2


def test_a_dtd_is_not_loaded(tmp_path: Path) -> None:
    dtd = tmp_path / "a.dtd"
    dtd.write_text("<!ENTITY gout 'leaked'>")  # what the document names must not be read
    with pytest.raises(IngestError, match="&gout;"):
        jats("<p>&gout;</p>", before=f"<!DOCTYPE article SYSTEM '{dtd.as_uri()}'>")


@pytest.mark.parametrize(
    "body",
    ["<p>gout</p>" * 20_000, "<p>gout" + "<xref ref-type='bibr'>1</xref>, " * 20_000 + "</p>",
     "<p>gout" + "<sup>2</sup>" * 20_000 + "</p>", "<p>gout" + " [" * 50_000 + "</p>"],
    ids=["paragraphs", "references", "superscripts", "brackets"],
)  # fmt: skip
def test_long_documents_are_read_in_time(body: str) -> None:
    start = time.perf_counter()
    assert "gout" in jats(body).text
    assert time.perf_counter() - start < 2


def test_a_wrong_charset_is_mended() -> None:
    source = '<?xml version="1.0" encoding="{}"?><article><front><article-meta/></front><body><p>5 µg – Łódź</p></body></article>'
    utf8 = source.format("iso-8859-1").encode()
    assert read_content(utf8, id="a").text == "5 µg – Łódź"
    assert (
        read_content(
            source.format("iso-8859-2").replace("µ", "u").replace("–", "-").encode("iso-8859-2"), id="a"
        ).text
        == "5 ug - Łódź"
    )
    assert read_content(source.format("utf-16").encode("utf-16"), id="a", suffix=".xml").text == "5 µg – Łódź"


@pytest.mark.parametrize("body", ["", "<p/>", "<fig><graphic/></fig>"])
def test_an_article_without_words_is_refused(body: str) -> None:
    source = f"<article><front><article-meta/></front><body>{body}</body></article>"
    with pytest.raises(EmptyInput):
        read_content(source.encode(), id="a")


def test_other_xml_is_refused() -> None:
    for source in (
        b"<?xml version='1.0'?><article><title>DocBook</title></article>",
        b"<?xml version='1.0'?><note>a</note>",
    ):
        with pytest.raises(IngestError, match=r"XML of an unknown kind, <(article|note)>"):
            read_content(source, id="a", suffix=".xml")
