"""What the browser tests share: the hostile article, how the served chat is named, how Chromium is started."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

HOSTILE_LINES = (
    "The lighthouse of Vardo costs 17 crowns a night <script>window.ran = 'script'</script>, said the keeper.",
    "<img src=x onerror=\"window.ran = 'image'\"> [a link](javascript:window.ran='link') in **bold** words.",
    "Its formula is $$E = mc^2$$ and its template ${window.ran = 'template'} {{ran}} stays as it is.",
    "</mark></p></div><iframe srcdoc=\"<script>parent.ran = 'frame'</script>\"></iframe>",
    "<svg onload=\"window.ran = 'drawing'\"></svg>",
    'A picture from far away: ![tracker](http://192.0.2.1/tracker.png) <img src="http://192.0.2.1/pixel.png">',
)

HOSTILE = (
    """---
id: lighthouse
title: "Lighthouse <img src=x onerror=\\"window.ran = 'title'\\"> of Vardo"
publisher: "<b onmouseover=\\"window.ran = 'publisher'\\">Coast Daily</b>"
published: 2025-10-20
url: "javascript:window.ran='url'"
---
"""
    + "\n\n".join(HOSTILE_LINES)
    + "\n"
)


@dataclass(frozen=True)
class Served:
    """A chat that is running, its store, and where its words to the terminal go."""

    address: str
    store: Path
    log: Path


OpenPage = Callable[..., "Page"]
