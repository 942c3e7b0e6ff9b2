"""Text into HTML, escaped: everything that people did not write for us passes through here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from ingest.article import Source
from ui import wording


@dataclass(frozen=True, slots=True)
class Layer:
    """A stretch of a text to be set apart; offsets are those of the text.

    `name` becomes a class. `marker` numbers a citation; layers without one only add their class inside others.
    """

    start: int
    end: int
    name: str
    marker: int | None = None


def paint(text: str, start: int, end: int, layers: Sequence[Layer]) -> str:
    """Return `text[start:end]` escaped, with every layer's stretch marked; layers may overlap.

    The text content of the result is exactly `text[start:end]`. A citation's first stretch carries the id
    `cite-<marker>`, where the citation begins within these bounds.
    """
    edges = {start, end}
    for layer in layers:
        edges |= {edge for edge in (layer.start, layer.end) if start < edge < end}
    bounds = sorted(edges)
    return "".join(
        _stretch(text, one, two, [layer for layer in layers if layer.start < two and layer.end > one])
        for one, two in pairwise(bounds)
    )


def _stretch(text: str, start: int, end: int, layers: Sequence[Layer]) -> str:
    words = escape(text[start:end])
    if not layers:
        return words
    names = " ".join(dict.fromkeys(layer.name for layer in layers))
    markers = list(dict.fromkeys(layer.marker for layer in layers if layer.marker is not None))
    if not markers:
        return f'<span class="{names}">{words}</span>'
    opening = [layer.marker for layer in layers if layer.marker is not None and layer.start == start]
    identity = f' id="cite-{opening[0]}" tabindex="-1" data-number="{opening[0]}"' if opening else ""
    cited = " ".join(str(marker) for marker in markers)
    return f'<mark{identity} class="{names}" data-cites="{cited}">{words}</mark>'


def attributes(**values: str | int | bool | None) -> str:
    """Return HTML attributes with a leading space; None and False are left out, `data_turn` becomes `data-turn`."""
    parts = []
    for name, value in values.items():
        if value is None or value is False:
            continue
        key = name.rstrip("_").replace("_", "-")
        parts.append(f" {key}" if value is True else f' {key}="{escape(str(value))}"')
    return "".join(parts)


def element(tag: str, content: str | Iterable[str] = "", **values: str | int | bool | None) -> str:
    """Return an element around `content`, which is HTML already."""
    inside = content if isinstance(content, str) else "".join(content)
    return f"<{tag}{attributes(**values)}>{inside}</{tag}>"


def title(source: Source) -> str:
    """Return an article's title, as a link where its address is one of the web."""
    words = escape(wording.one_line(source.title) or source.article_id)
    address = wording.web_address(source.url)
    if address is None:
        return element("bdi", words)
    return element(
        "a",
        element("bdi", words),
        href=address,
        target="_blank",
        rel="noopener noreferrer nofollow",
        referrerpolicy="no-referrer",
    )
