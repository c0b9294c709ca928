"""A student's own zip, which may be anything: the notebooks in it. It is parsed in the helper (untrusted.read), and
nothing is unpacked, so that links and paths out of the folder lead nowhere."""

import io
import itertools
import lzma
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from graders.engine import untrusted

LARGEST = 200 << 20  # bytes of one file: as much as the grading engine reads of a notebook
MOST_FILES, IN_ZIP = 50, 64 << 20  # notebooks in a student's own zip, and bytes of all of them
# What zipfile raises for what is none, or is damaged, encrypted, or packed in a way that it does not know.
UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, ValueError,
    NotImplementedError,
)  # fmt: skip
WASTE = {"__MACOSX", ".ipynb_checkpoints"}


def notebooks(data):
    """[path, content, "" or why it is left out] of each notebook in a zip. Raises untrusted.Failed."""
    return untrusted.read(notebooks_in, len(data), data, most=IN_ZIP + (1 << 20))


def notebooks_in(data):
    """What `notebooks` gives. Called in the helper."""
    found, left = [], IN_ZIP
    with zipfile.ZipFile(io.BytesIO(data)) as own:
        notebooks = (entry for entry in entries(own) if entry.filename.lower().endswith(".ipynb"))
        for entry in itertools.islice(notebooks, MOST_FILES):
            try:
                file, why = content(own, entry, left), ""
            except TooLarge as error:  # what has been read of it was read in vain
                file, why, left = b"", str(error), left - error.read
            except UNREADABLE as error:
                file, why = b"", f"{type(error).__name__}: {error}"
            left -= len(file)
            found.append([str(inside(entry)), file, why])
    return found


def entries(archive):
    """The files in a zip, without what operating systems and editors put there."""
    return (e for e in archive.infolist() if not e.is_dir() and not WASTE & set(inside(e).parts))


def inside(entry):
    """The path of a zip's entry, such that it stays below the folder that it is joined to."""
    return Path(*[part for part in PurePosixPath(entry.filename.replace("\\", "/")).parts if part not in ("/", "..")])


class TooLarge(OSError):
    """read: how many bytes it took to see that."""

    def __init__(self, read):
        super().__init__("it is too large")
        self.read = read


def content(archive, entry, most=None):
    """The bytes of a zip's entry, whatever its header says of their number. Raises TooLarge for more than `most`."""
    most = LARGEST if most is None else most
    if entry.file_size > most:
        raise TooLarge(0)
    with archive.open(entry) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise TooLarge(len(data))
    return data
