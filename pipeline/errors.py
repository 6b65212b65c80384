"""The exceptions of mednews.

MednewsError            what, where, and a hint what to do
├── IngestError         an input could not be read as an article
│   ├── EmptyInput      no text in it
│   ├── BinaryInput     not text: an image, an archive, a program
│   └── InputTooLarge   over the size limit
├── ModelError          a table or config under models/ is missing or broken
└── GoldError           a gold file does not fit its article or its schema
"""

from __future__ import annotations


class MednewsError(Exception):
    """Base of every error that mednews raises on purpose.

    Args:
        what: what went wrong, one line, no trailing stop.
        where: the file, or file:line, that it is about.
        hint: what the user can do; printed as `hint: ...`.
    """

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only arguments are lost by the default pickling of exceptions.
        return (_rebuild, (type(self), self.what, self.where, self.hint))


def _rebuild(kind: type[MednewsError], what: str, where: str | None, hint: str | None) -> MednewsError:
    return kind(what, where=where, hint=hint)


def is_panic(error: BaseException) -> bool:
    """Whether it is the panic of a library written in Rust: no Exception by its class, one by its meaning."""
    return type(error).__module__ == "pyo3_runtime"


class IngestError(MednewsError):
    """An input could not be read as an article."""


class EmptyInput(IngestError):
    """The input holds no text."""


class BinaryInput(IngestError):
    """The input is not text."""


class InputTooLarge(IngestError):
    """The input is over the size limit."""


class ModelError(MednewsError):
    """A table or config under models/ is missing or broken."""


class GoldError(MednewsError):
    """A gold file does not fit its article or its schema."""
