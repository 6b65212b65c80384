"""What the trained name finder sees of a text: its tokens, and marks from MeSH and from our own tables.

Each token gets two marks, in the tag and in the lemma of the token: the class of the MeSH term that it is
part of (models/ner/gazetteer.tsv.gz), and the kind of the name that the rules find there. Begin, inside,
end and single are told apart ("B-C", "S-D27"). The model is trained with them and reads with them.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from spacy.attrs import NORM, PREFIX, SHAPE, SUFFIX  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

from pipeline.errors import ModelError
from pipeline.extract.names.abbreviation import find_abbreviations
from pipeline.extract.names.condition import find_conditions
from pipeline.extract.names.drug import find_drugs
from pipeline.extract.names.harm import find_harm_terms
from pipeline.paths import models_folder

if TYPE_CHECKING:
    from spacy.vocab import Vocab

WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
SKIPPED = frozenset("-–,'")
"""Signs that terms are written with and without."""
LONGEST = 13
"""Tokens of the longest term looked up."""

Mark = tuple[int, int, str]
"""(first token, behind the last, what it is)"""


def split_words(text: str) -> list[str]:
    """Runs of letters and digits; every other sign alone: "5-HT(1A)" is 5 - HT ( 1A )."""
    return WORD.findall(text)


def term_key(words: Sequence[str]) -> str:
    """Words as the gazetteer writes them: lower case, in the singular, without hyphens and commas."""
    return " ".join(_singular(word.lower()) for word in words if word not in SKIPPED)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
    return word


@cache
def read_gazetteer() -> dict[str, str]:
    """Term -> class, some 470,000 of them, read once a process.

    Raises: ModelError if the table is missing or damaged.
    """
    path = models_folder() / "ner" / "gazetteer.tsv.gz"
    try:
        lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ModelError("the gazetteer of the name finder cannot be read", where=str(path)) from error
    return {term: name for term, _, name in (line.partition("\t") for line in lines)}


class Tokenizer:
    """Text to tokens as `split_words` makes them; blanks other than one space are tokens of their own."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        end = 0
        for match in re.finditer(rf"{WORD.pattern}|\s+", text):
            if match[0] == " " and words and not spaces[-1] and end == match.start():
                spaces[-1] = True
            else:
                words.append(match[0])
                spaces.append(False)
            end = match.end()
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to keep: spaCy asks for it."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> Tokenizer:
        return self

    def to_disk(self, _path: object, **__: object) -> None:
        """Nothing to keep."""

    def from_disk(self, _path: object, **__: object) -> Tokenizer:
        return self


@registry.tokenizers("mednews.words.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """The tokenizer of the trained name finder; it also tells the vocabulary what to keep of a word."""

    def make(nlp: Language) -> Tokenizer:
        _set_word_features(nlp.vocab)
        return Tokenizer(nlp.vocab)

    return make


def _set_word_features(vocab: Vocab) -> None:
    """Norm without digits, the first and the last four letters, a short shape."""
    getters: Any = vocab.lex_attr_getters  # type: ignore[attr-defined]
    getters |= {NORM: _norm, PREFIX: _first_letters, SUFFIX: _last_letters, SHAPE: _shape}
    vocab.lex_attr_getters = getters  # type: ignore[attr-defined]


def _norm(word: str) -> str:
    return re.sub(r"\d", "0", word.lower())


def _first_letters(word: str) -> str:
    return _norm(word)[:4]


def _last_letters(word: str) -> str:
    return _norm(word)[-4:]


def _shape(word: str) -> str:
    shape = re.sub(r"\d", "d", re.sub(r"[a-z]", "x", re.sub(r"[A-Z]", "X", word)))
    return shape if len(shape) <= 6 else re.sub(r"(.)\1{2,}", r"\1\1", shape)[:8]


@Language.factory("mednews_ner_marks", assigns=["token.tag", "token.lemma"])
def make_marks(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Marks each token for the trained name finder."""
    return set_marks


def set_marks(doc: Doc) -> Doc:
    """Set the tags (MeSH) and lemmas (our tables, abbreviations) of a doc with tokens of `Tokenizer`."""
    terms = _spell(len(doc), find_terms([token.text for token in doc]))
    names = _spell(len(doc), _find_named(doc))
    short = _classes_of_short_forms(doc.text)
    for token, term, name in zip(doc, terms, names, strict=True):
        token.tag_ = term
        token.lemma_ = name + (f"ab{short[token.text]}" if token.text in short else "")
    return doc


def find_terms(words: Sequence[str]) -> list[Mark]:
    """The terms of the gazetteer, the longest from the left, none inside another."""
    table, keys = read_gazetteer(), [_singular(word.lower()) for word in words]
    found: list[Mark] = []
    start = 0
    while start < len(words):
        mark = _longest_at(start, words, keys, table)
        found += [mark] if mark else []
        start = mark[1] if mark else start + 1
    return found


def _longest_at(start: int, words: Sequence[str], keys: Sequence[str], table: dict[str, str]) -> Mark | None:
    best, key = None, ""
    if words[start] in SKIPPED:
        return None
    for place in range(start, min(len(words), start + LONGEST)):
        if words[place] in SKIPPED or words[place].isspace():
            continue
        key = f"{key} {keys[place]}" if key else keys[place]
        if len(key) > 2 and (name := table.get(key)):
            best = (start, place + 1, name)
    return best


def _find_named(doc: Doc) -> list[Mark]:
    """What the rules find, in tokens; of two that overlap the first."""
    text, short = doc.text, find_abbreviations(doc.text)
    names = [(name, f"D{name.kind[-1]}") for name in find_drugs(text, short)]
    names += [(name, name.kind) for name in (*find_conditions(text, short), *find_harm_terms(text, short))]
    marks: list[Mark] = []
    for name, kind in names:
        span = doc.char_span(name.start, name.end, alignment_mode="expand")
        if span is not None:
            marks.append((span.start, span.end, kind))
    return marks


def _spell(length: int, marks: Sequence[Mark]) -> list[str]:
    """One mark a token: S alone, or B, I and E; "O" for none."""
    spelled = ["O"] * length
    for start, end, name in marks:
        for place in range(start, end):
            if spelled[place] == "O":
                letter = (
                    "S" if end - start == 1 else "B" if place == start else "E" if place == end - 1 else "I"
                )
                spelled[place] = f"{letter}-{name}"
    return spelled


def _classes_of_short_forms(text: str) -> dict[str, str]:
    """Short form -> class of the last term in its long form, "none" where MeSH has none."""
    classes = {}
    for short, long in find_abbreviations(text).items():
        terms = find_terms(split_words(long))
        classes[short] = terms[-1][2] if terms else "none"
    return classes
