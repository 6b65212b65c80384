"""Files that are kept elsewhere: s3://, gs://, hdfs:// and whatever else fsspec has a filesystem for.

Keys and endpoints are the filesystem's business: its own environment variables, or fsspec's configuration.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from pipeline.batch.outputs import replace_file
from pipeline.errors import IngestError, MednewsError

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")
VERSIONS = (
    "size",
    "ETag",
    "etag",
    "md5Hash",
    "checksum",
    "mtime",
    "LastModified",
    "last_modified",
    "updated",
)
"""What filesystems tell of a file that changes when its content does."""


class Remote(NamedTuple):
    """A file of a filesystem."""

    url: str
    size: int
    version: str
    """Another one, once the content has changed."""


def is_url(given: str) -> bool:
    """Whether it is "s3://bucket/key" rather than a path."""
    return SCHEME.match(given) is not None


def find_remote(url: str) -> tuple[str, Iterator[Remote]]:
    """What a URL holds: the URL of the folder that the files are named by, and the files below it.

    Raises: IngestError if there is nothing, or it cannot be listed.
    """
    try:
        system, path = open_system(url)
        found: Mapping[str, Any] = system.find(path, detail=True)
    except MednewsError:
        raise
    except Exception as error:  # each filesystem has its own
        raise IngestError(f"cannot be listed: {error}", hint="check the URL and the keys to it") from error
    if not found:
        raise IngestError("no such file or folder", hint="look for a slip in the URL")
    root = str(PurePosixPath(path).parent) if list(found) == [path] else path
    files = (_describe(system, info) for _, info in sorted(found.items()))
    return system.unstrip_protocol(root), files


def _describe(system: Any, info: Mapping[str, Any]) -> Remote:
    version = " ".join(str(info[key]) for key in VERSIONS if info.get(key) is not None)
    return Remote(system.unstrip_protocol(info["name"]), info.get("size") or 0, version)


@contextmanager
def open_url(url: str) -> Iterator[tuple[io.BufferedReader, int]]:
    """A file of a filesystem, open to be read, and its size in bytes.

    Raises: IngestError, here or while it is read, for what is not there or cannot be read.
    """
    try:
        system, path = open_system(url)
        with system.open(path, "rb") as file:
            yield io.BufferedReader(file), system.size(path) or 0
    except FileNotFoundError as error:
        raise IngestError("no such file", where=url, hint="look for a slip in the URL") from error
    except MednewsError:
        raise
    except Exception as error:  # each filesystem has its own
        raise IngestError(
            f"cannot be read: {error}", where=url, hint="check the URL and the keys to it"
        ) from error


def open_system(url: str) -> tuple[Any, str]:
    """The filesystem of a URL or a path, and the path in it.

    Raises: MednewsError if there is no library for it.
    """
    try:
        from fsspec.core import url_to_fs

        # Nothing is remembered of what was there: another node may have written since.
        return url_to_fs(url, use_listings_cache=False)  # type: ignore[no-any-return]
    except ImportError as error:
        hint = "pip install 'mednews[ray]', and the filesystem's own: s3fs, gcsfs, adlfs ..."
        raise MednewsError(str(error), where=url, hint=hint) from error
    except ValueError as error:
        raise MednewsError(str(error), where=url, hint="look for a slip in the URL") from error


class Folder:
    """The output of a cluster, on any filesystem; plain data, so that it can be sent to a worker.

    Args: url: a path, which all nodes must see, or a URL.
    """

    def __init__(self, url: str) -> None:
        self.url = url if is_url(url) else str(Path(url).resolve())

    def put(self, name: str, path: Path) -> None:
        """Write a file's bytes under a name, whole or not at all. Raises: MednewsError for a local disk."""
        if not is_url(self.url):
            place = Path(self.url, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            with replace_file(place) as target, path.open("rb") as source:
                shutil.copyfileobj(source, target)
            return
        system, root = open_system(self.url)
        with suppress(OSError):  # folders, where there are such things
            system.makedirs(str(PurePosixPath(root, name).parent), exist_ok=True)
        system.put_file(str(path), f"{root.rstrip('/')}/{name}")

    def get(self, name: str, path: Path) -> bool:
        """Copy what stands under a name to a path; False if there is nothing."""
        system, root = open_system(self.url)
        try:
            system.get_file(f"{root.rstrip('/')}/{name}", str(path))
        except FileNotFoundError:
            return False
        return True

    def has_file(self, name: str) -> bool:
        """Whether a file, no folder, stands under a name."""
        system, root = open_system(self.url)
        return bool(system.isfile(f"{root.rstrip('/')}/{name}"))

    def names(self, folder: str) -> list[str]:
        """What stands in a folder, as `put` named it."""
        system, root = open_system(self.url)
        try:
            found = system.find(f"{root.rstrip('/')}/{folder}")
        except FileNotFoundError:
            return []
        return sorted(f"{folder}/{PurePosixPath(path).name}" for path in found)

    def remove(self, name: str) -> None:
        """Remove what stands under a name, if anything does."""
        system, root = open_system(self.url)
        with suppress(FileNotFoundError):
            system.rm_file(f"{root.rstrip('/')}/{name}")
