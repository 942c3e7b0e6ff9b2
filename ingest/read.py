"""Read files and folders into drafts of articles, and say of what cannot be read why not."""

import json
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as read, before it has a place in the store.

    `article_id` is the id that the text itself gives, or None. `place` names the input for messages: a path, with
    the line number for a file of many articles; `path` is the file alone.
    """

    place: str
    path: str
    text: str
    title: str
    article_id: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that was not taken, and why, as a full sentence."""

    place: str
    reason: str


class ReadError(Exception):
    """A text is not fit to be an article; the message says why."""


def read_inputs(inputs: Iterable[str]) -> Iterator[Draft | Refusal]:
    """Yield a draft or a refusal for every article in the files and folders named, in a stable order.

    Each real file and folder is read once, by whatever names it is reached.
    """
    entered: set[str] = set()
    for given in inputs:
        if re.match(r"[a-z][a-z0-9+.-]*://", given, re.IGNORECASE):
            yield Refusal(given, "Addresses are not read; save the page as .txt or .md and give the file.")
        elif is_gone(given):
            yield Refusal(_printable(Path(given)), "There is no such file or folder.")
        else:
            yield from _walk(Path(given), entered)


def is_gone(place: str) -> bool:
    """Tell whether nothing stands at `place`; what may not be looked at counts as there."""
    try:
        os.lstat(place)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return True
    except OSError:
        return False
    return False


def read_file(path: Path) -> Iterator[Draft | Refusal]:
    """Yield the articles of one file, or a refusal."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        kind = f"of the kind {path.suffix}" if path.suffix else "without an ending"
        yield Refusal(str(path), f"Files {kind} are not read; give one of {', '.join(_READERS)}.")
        return
    try:
        text = _decode(path.read_bytes())
    except OSError as error:
        yield Refusal(str(path), f"The file cannot be read: {error.strerror or error}.")
    except ReadError as error:
        yield Refusal(str(path), str(error))
    else:
        yield from reader(path, text)


def _walk(top: Path, entered: set[str]) -> Iterator[Draft | Refusal]:
    """Read a file, or all files of a folder in order of names, through links too."""
    waiting = [top]
    while waiting:
        place = waiting.pop()
        real = os.path.realpath(place)
        try:
            kind = stat.S_IFMT(place.stat().st_mode)
            entries = sorted(place.iterdir(), reverse=True) if kind == stat.S_IFDIR else []
            real.encode()
        except OSError as error:
            yield Refusal(str(place), f"It cannot be read: {error.strerror or error}.")
        except UnicodeEncodeError:
            yield Refusal(_printable(place), "Its name is not UTF-8 text; rename it.")
        else:
            if kind == stat.S_IFDIR and real in entered:
                yield Refusal(str(place), "The folder links to one that was already read; it is not read twice.")
            elif kind == stat.S_IFDIR:
                waiting.extend(entry for entry in entries if not entry.name.startswith("."))
            elif kind != stat.S_IFREG:
                # To open a pipe or a device could wait for ever.
                yield Refusal(str(place), "It is neither a file nor a folder.")
            elif real not in entered:
                yield from read_file(place)
            entered.add(real)


def _printable(place: Path) -> str:
    return os.fsencode(place).decode("utf-8", "replace")


def _decode(data: bytes) -> str:
    """Decode UTF-8, or UTF-16 that says so; anything else would be guessing at somebody's words."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = data.decode("utf-16")
        elif b"\0" in data:
            raise ReadError("The file holds binary data, not text.")
        else:
            text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(
            f"The file is not UTF-8 text: byte {error.start} is 0x{data[error.start]:02x}. Save it as UTF-8."
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read_text(path: Path, text: str) -> Iterator[Draft | Refusal]:
    try:
        front_matter, body = _split_front_matter(text)
        yield _draft(str(path), str(path), body, front_matter, fallback_title=_title_of(body, path))
    except ReadError as error:
        yield Refusal(str(path), str(error))


def _read_json_lines(path: Path, text: str) -> Iterator[Draft | Refusal]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            # A number of thousands of digits is a ValueError of another kind.
            other = "it is nested too deeply" if isinstance(error, RecursionError) else "a number has too many digits"
            what = getattr(error, "msg", other)
            yield Refusal(place, f"Line {number} is not valid JSON: {what}.")
            continue
        if isinstance(record, dict) and "question" in record and "text" not in record:
            yield Refusal(str(path), "The file holds questions for `evaluate`, not articles.")
            return
        try:
            yield _json_draft(place, path, number, record)
        except ReadError as error:
            yield Refusal(place, str(error))
    if not text.strip():
        yield Refusal(str(path), "The file is empty.")


def _json_draft(place: str, path: Path, number: int, record: Any) -> Draft:
    if not isinstance(record, dict):
        raise ReadError(f"Line {number} is not a JSON object but {type(record).__name__}.")
    text = record.get("text")
    if not isinstance(text, str):
        raise ReadError(f'Line {number} has no "text" that is a string.')
    identifier = record.get("id") if record.get("_id") is None else record["_id"]
    draft = _draft(place, str(path), text, {**record, "id": identifier}, fallback_title=f"{path.stem}, line {number}")
    # A line has no file name of its own: without an id, its place in the file tells it apart.
    return draft if draft.article_id else replace(draft, article_id=f"{path.stem}-{number}")


_READERS: dict[str, Callable[[Path, str], Iterator[Draft | Refusal]]] = {
    ".md": _read_text,
    ".txt": _read_text,
    ".jsonl": _read_json_lines,
}


class _FrontMatterLoader(yaml.SafeLoader):
    """Leaves values as they are written and knows no aliases.

    YAML takes a title such as "No" or "12:30" for something else than words; and a few lines of aliases can stand
    for more text than fits in memory.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012 (declared so by PyYAML)
        first: [(tag, form) for tag, form in resolvers if tag == "tag:yaml.org,2002:null"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose a node, but no alias."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError
        return super().compose_node(parent, index)


def _split_front_matter(text: str) -> tuple[Mapping[str, Any], str]:
    """Split off a YAML head between two lines of three hyphens."""
    match = re.match(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
    if match is None:
        if re.match(r"---[ \t]*\n[\w-]+[ \t]*:", text):
            raise ReadError("The front matter opens with --- but no line of --- closes it.")
        return {}, text
    try:
        front_matter = yaml.load(match[1], _FrontMatterLoader)  # noqa: S506 (a safe loader, narrowed)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark else ""
        raise ReadError(f"The front matter is not valid YAML{where}.") from None
    if front_matter is None:
        front_matter = {}
    if not isinstance(front_matter, dict):
        raise ReadError("The front matter is not a list of keys with values.")
    return front_matter, text[match.end() :]


def _draft(place: str, path: str, text: str, head: Mapping[str, Any], *, fallback_title: str) -> Draft:
    if not text.strip():
        raise ReadError("The text is empty.")
    if "\0" in text:
        raise ReadError("The text holds NUL characters: it is binary data.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ReadError(f"Character {error.start} of the text is half of a surrogate pair.") from None
    return Draft(
        place=place,
        path=path,
        text=text,
        title=_word(head, "title") or fallback_title,
        article_id=_identifier(head),
        publisher=_word(head, "publisher") or publisher_of(text),
        published=_published(head),
        url=_word(head, "url"),
        author=_word(head, "author"),
        language=_word(head, "language"),
    )


def _word(head: Mapping[str, Any], key: str) -> str | None:
    value = head.get(key)
    if value is None:
        return None
    values = value if isinstance(value, list) else [value]
    if any(isinstance(item, list | dict) for item in values):
        raise ReadError(f"The value of {key} is a structure; a single text is expected.")
    return " ".join(", ".join(map(str, values)).encode("utf-8", "replace").decode().split()) or None


def _identifier(head: Mapping[str, Any]) -> str | None:
    identifier = _word(head, "id")
    if identifier is not None and (len(identifier) > 200 or not identifier.isprintable()):
        raise ReadError(f"The id is {len(identifier)} characters long; at most 200 printable ones are taken.")
    return identifier


_DATE_FORMS = ("%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y")


def _published(head: Mapping[str, Any]) -> date | None:
    text = _word(head, "published")
    if text is None:
        return None
    try:
        # A blank before the zone, as in "2025-10-25 08:00:00 +09:00", is common in front matter.
        return datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d\d:?\d\d$)", "", text)).date()
    except ValueError:
        pass
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 (a calendar date has no time zone)
        except ValueError:
            continue
    raise ReadError(f"The publication date {text!r} is not understood; write it as 2025-10-25.")


def _title_of(text: str, path: Path) -> str:
    """Take the first line where it reads like a title, else the file's name."""
    first, _, rest = text.strip().partition("\n")
    heading = re.match(r"#+\s+(.*\S)", first)
    if heading:
        return heading[1].rstrip("# ")
    # A title is short and no sentence; a text of one line has none.
    if rest.strip() and len(first) <= 160 and not re.search(r"[.!;:,]$", first.strip()):
        return first.strip()
    return " ".join(re.split(r"[-_\s]+", path.stem)).strip() or path.name


_COPYRIGHT = re.compile(
    r"^\W*(?:copyright\b|©|\(c\)|ⓒ)(?:\s*(?:copyright|©|\(c\)|by\b|(?:19|20)\d\d(?:\s*[-–,]\s*(?:19|20)\d\d)*))*[\s,:]*"
    r"(?P<publisher>[^\n]+?)\s*(?:\((?:https?://|www\.)[^)]*\)|[,.;|]?\s*all rights reserved|[.;|]\s|\.?$)",
    re.IGNORECASE,
)


def publisher_of(text: str) -> str | None:
    """Return whom a copyright line among the last three lines names, or None."""
    lines = [line for line in text.split("\n") if line.strip()]
    for line in reversed(lines[-3:]):
        match = _COPYRIGHT.match(line.strip()) if len(line) <= 300 else None
        # "Copyright" may begin a sentence like any other; the sign, a year or the reservation make it a notice.
        if match and re.search(r"©|ⓒ|\(c\)|\b(?:19|20)\d\d\b|all rights reserved", line, re.IGNORECASE):
            publisher = re.sub(r"\s*(?:19|20)\d\d$", "", match["publisher"].strip(" .,-–"))
            return publisher or None
    return None
