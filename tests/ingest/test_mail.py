"""Mails and newsletters: the story of the better part, unwrapped, without masthead, quotes and footer."""

# ruff: noqa: E501 (an example on one line is easier to read than one in pieces)

from __future__ import annotations

import time
from email.message import EmailMessage
from pathlib import Path

import pytest

from pipeline.errors import EmptyInput, IngestError
from pipeline.ingest import read_content
from pipeline.ingest.mail_text import read_mail_text
from pipeline.schema import Article

HEADERS = "From: Ann Lee <ann@gout.example>\nTo: all@gout.example\nDate: Mon, 9 Mar 2020 23:30:00 -0800\n"
STORY = "The pill was given to people with gout, who had tried all else before."
PLAIN = "Content-Type: text/plain; charset=utf-8\n"
HTML = "Content-Type: text/html; charset=utf-8\n"


def mail(rest: str, *, subject: str = "Gout is gone", encoding: str = "utf-8") -> Article:
    return read_content(f"{HEADERS}Subject: {subject}\n{rest}".encode(encoding), id="m", suffix=".eml")


def multipart(*parts: str, kind: str = "alternative") -> str:
    body = "".join(f"--b\n{part}\n" for part in parts)
    return f'MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="b"\n\n{body}--b--\n'


def test_headers() -> None:
    lists = "List-Id: Gout News <news.gout.example>\nArchived-At: <https://gout.example/7>\nContent-Language: en\n"
    article = mail(f"{lists}{PLAIN}\n{STORY}\n", subject="Re: [Gout News] =?utf-8?Q?Gout=E2=80=99s_end?=")
    assert article.title == "Gout’s end"
    assert article.text == f"Gout’s end\n\n{STORY}"
    assert (article.byline, article.source, article.published) == ("Ann Lee", "Gout News", "2020-03-09")
    assert (article.url, article.format, article.id) == ("https://gout.example/7", "email", "m")


def test_a_bracket_that_is_no_list_stays() -> None:
    assert mail(f"{PLAIN}\n{STORY}", subject="[ASCO 2020] Gout").title == "[ASCO 2020] Gout"


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param(f"{PLAIN}\n{STORY}\n", id="plain"),
        pytest.param(f"\n{STORY}\n", id="no MIME"),
        pytest.param(f"{HTML}\n<html><title>Other</title><body><h1>Gout is gone</h1><p>{STORY}</p></body></html>", id="HTML"),
        pytest.param(multipart(f"{PLAIN}\nSee the HTML part.", f"{HTML}\n<p>{STORY}</p>"), id="HTML is preferred"),
        pytest.param(multipart(f"{PLAIN}\n{STORY}", f"{HTML}\n<p><img src=gout.png alt=''></p>"), id="HTML is a picture"),
        pytest.param(multipart(f"{PLAIN}\n{STORY}", f"{HTML}\n"), id="HTML is empty"),
        pytest.param(multipart(f"{PLAIN}\n", f"{HTML}\n<p>{STORY}</p>"), id="plain is empty"),
        pytest.param(multipart(f"{PLAIN}\n{STORY}", "Content-Type: text/plain\nContent-Disposition: attachment\n\n7 mg", kind="mixed"), id="an attachment"),
        pytest.param(multipart(f"{HTML}\n<p>{STORY}</p>", "Content-Type: image/gif\n\nGIF89a", kind="related"), id="an inline picture"),
        pytest.param("Content-Type: multipart/alternative; boundary=b\n\n--b\n" + f"{PLAIN}\n{STORY}", id="cut off"),
    ],
)  # fmt: skip
def test_the_part_that_holds_the_story(rest: str) -> None:
    assert mail(rest).text == f"Gout is gone\n\n{STORY}"


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15", "cp1252"])
def test_encodings(transfer: str, charset: str) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = "Gout", "a@gout.example", "9 Mar 2020"
    message.set_content("Every day 5 µg, à £ 7, was given to them.", charset=charset, cte=transfer)
    article = read_content(bytes(message), id="m")
    assert article.text == "Gout\n\nEvery day 5 µg, à £ 7, was given to them."


@pytest.mark.parametrize(
    "charset, encoding",
    [("us-ascii", "utf-8"), ("utf-8", "cp1252"), ("x-no-such", "utf-8"), ("rot13", "utf-8"), ("\"", "cp1252")],
)  # fmt: skip
def test_a_wrong_charset_is_mended(charset: str, encoding: str) -> None:
    article = mail(f"Content-Type: text/plain; charset={charset}\n\n5 µg was given.\n", encoding=encoding)
    assert article.text == "Gout is gone\n\n5 µg was given."


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param("\n", id="no body"),
        pytest.param(multipart(f"{PLAIN}\n", f"{HTML}\n"), id="empty parts"),
        pytest.param(multipart("Content-Type: application/pdf\nContent-Disposition: attachment\n\n%PDX", kind="mixed"), id="attachments only"),
        pytest.param("Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=", id="a picture"),
        pytest.param("Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n====", id="broken base64"),
    ],
)  # fmt: skip
def test_a_mail_without_text_is_refused(rest: str) -> None:
    with pytest.raises(EmptyInput, match="without text") as caught:
        mail(rest)
    assert caught.value.hint


@pytest.mark.parametrize(
    "text, story",
    [
        pytest.param("One line ends here and the next one\ngoes on.\n\nNew.", "One line ends here and the next one goes on.\n\nNew.", id="wrapped"),
        pytest.param("Ann Lee\nGout News\n\nOne line ends here and the next one\ngoes on.", "Ann Lee\nGout News\n\nOne line ends here and the next one goes on.", id="short lines stay"),
        pytest.param("- given 50 mg every morning to the men\n  and women\n- given 100 mg", "- given 50 mg every morning to the men and women\n- given 100 mg", id="items"),
        pytest.param("the men were given pills of step-\nup and pre-\nand post-doses", "the men were given pills of step-up and pre-\nand post-doses", id="hyphens"),
        pytest.param("it was seen in as many as 17–\n22% of the men in week\n4. Then none", "it was seen in as many as 17–22% of the men in week 4. Then none", id="ranges and numbers"),
        pytest.param("A paragraph on one line, " * 5 + "\nAnother, " * 3, ("A paragraph on one line, " * 5).strip() + "\nAnother," * 3, id="not wrapped"),
        pytest.param("HERALD no. 9\n======\n\nGout is gone\n------\n\nStory.", "Story.", id="masthead"),
        pytest.param("Story of 50 mg.\n\n" * 9 + "-- \nAnn Lee\n7 Hill Road", "\n\n".join(["Story of 50 mg."] * 9), id="signature"),
        pytest.param("Story of 50 mg.\n\n" * 20 + "-------\nHerald, 7 Hill Road.\n\nTo unsubscribe, write to us.\n\nPO Box 9", "\n\n".join(["Story of 50 mg."] * 20), id="footer"),
        pytest.param("Story of 50 mg.\n\n" * 20 + "-------\nIn 7 of 9% it was mild.\n\nUnsubscribe here", "\n\n".join(["Story of 50 mg."] * 20 + ["In 7 of 9% it was mild."]), id="a rule in the story"),
        pytest.param("You may unsubscribe.\n\n" + "Story.\n\n" * 9, "You may unsubscribe.\n\n" + "\n\n".join(["Story."] * 9), id="no footer at the top"),
        pytest.param("I agree.\n\nOn Monday, Bo Ek <bo@gout.example>\nwrote:\n> It was 7 mg.\n>> No, 8.\n\nYours", "I agree.\n\nYours", id="quoted"),
        pytest.param("> It was 7 mg\n> \n> a day.", "It was 7 mg\n\na day.", id="all is quoted"),
        pytest.param(">From the start it was 7 mg.", ">From the start it was 7 mg.", id="From at a line's start"),
    ],
)  # fmt: skip
def test_plain_text(text: str, story: str) -> None:
    assert read_mail_text(text, title="Gout is gone") == story


@pytest.mark.parametrize(
    "text, delsp, story",
    [
        pytest.param("Given to \n41 people \nin all.\nNew line.\n\n From here.", False, "Given to 41 people in all.\nNew line.\n\nFrom here.", id="flowed"),
        pytest.param("2.5 \nmg  \ndaily", True, "2.5mg daily", id="deleted spaces"),
        pytest.param("Given to them all and \n-- \nAnn", False, "Given to them all and", id="signature"),
        pytest.param("The spaces at the ends were lost on the\nway.", False, "The spaces at the ends were lost on the way.", id="flowed in name only"),
    ],
)  # fmt: skip
def test_flowed_text(text: str, delsp: bool, story: str) -> None:
    assert read_mail_text(text, flowed=True, delsp=delsp) == story


def test_flowed_is_read_from_the_header() -> None:
    article = mail(
        f"Content-Type: text/plain; format=Flowed; DelSp=no\n\nThe pill \nwas given \nto {STORY}\n"
    )
    assert article.text == f"Gout is gone\n\nThe pill was given to {STORY}"


def test_the_footer_of_an_html_newsletter_goes() -> None:
    footer = (
        "<p>You are receiving this e-mail because you signed up.</p><p>View this newsletter in your browser</p>"
        "<p>To unsubscribe, click here.</p><p>© 2020 Gout News</p>"
    )
    assert mail(f"{HTML}\n<p>{STORY}</p>{footer}").text == f"Gout is gone\n\n{STORY}"


def test_the_plain_part_of_a_newsletter_tells_the_same() -> None:
    corpus = Path(__file__).parents[2] / "corpus"
    content = (corpus / "a-ehlc-lymphoma-brackets.eml").read_bytes()
    article = read_content(content.replace(b"Content-Type: text/html", b"Content-Type: text/x-none"), id="m")
    assert article.text.split() == (corpus / "a-ehlc-lymphoma-brackets.txt").read_text("utf-8").split()


def test_a_text_file_with_header_lines_stays_text() -> None:
    content = f"From: Ann Lee\nDate: 9 March 2020\nSubject: gout\n\n{STORY}".encode()
    assert read_content(content, id="a", suffix=".txt").format == "text"
    assert read_content(content, id="a", suffix=".eml").format == "email"
    assert read_content(content, id="a").format == "email"
    assert read_content(f"Aim: to help\nDate: 2020\n\n{STORY}".encode(), id="a").format == "text"


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param("X-A: " + "(" * 5_000 + f"\n{PLAIN}\n{STORY}", id="nested comments"),
        pytest.param("Cc: " + "a@b.example, " * 5_000 + f"\n{PLAIN}\n{STORY}", id="many addresses"),
        pytest.param(f"List-Id: <\nSender: =?utf-8?Q?\n{PLAIN}\n{STORY}", id="broken headers"),
        pytest.param(f"{PLAIN}\n" + f"{STORY}\n" * 5_000 + "--\nunsubscribe\n> a\n" * 5_000, id="many marks"),
        pytest.param(f"{HTML}\n{'<table>' * 5_000}<p>{STORY}</p>", id="deep tables"),
    ],
)  # fmt: skip
def test_hostile_mails_are_read_in_time(rest: str) -> None:
    start = time.perf_counter()
    assert "gout" in mail(rest).text
    assert time.perf_counter() - start < 3


def test_parts_in_parts_without_end_are_refused() -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2_000))
    with pytest.raises(IngestError, match="taken apart"):
        mail(nested + f"{PLAIN}\n{STORY}")
