"""The real chat on a free port over a store of its own, and real Chromium pages that may reach nothing else."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from chat_page import ARGUMENTS, HOSTILE, ROOT, OpenPage, Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the real app over the briefing and a hostile article."""
    folder = tmp_path_factory.mktemp("chat")
    hostile = folder / "lighthouse.md"
    hostile.write_text(HOSTILE, encoding="utf-8")
    store = folder / "store"
    app = [sys.executable, str(ROOT / "app.py")]
    place = ["--store", str(store)]
    subprocess.run([*app, "ingest", *place, str(ROOT / "corpus" / "articles"), str(hostile)], check=True, cwd=folder)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = folder / "chat.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [*app, "chat", *place, "--port", str(port)],
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
    try:
        _await_opening(process, log)
        yield Served(f"http://127.0.0.1:{port}", store, log)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _await_opening(process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 120
    while "Chat is open at" not in log.read_text():
        assert process.poll() is None, f"The chat ended: {log.read_text()}"
        assert time.monotonic() < deadline, f"The chat did not open within two minutes: {log.read_text()}"
        time.sleep(0.2)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Start Chromium once: the system's, else Playwright's own.

    Without any the tests are skipped, but with BRIEFING_BROWSER=required they fail.
    """
    from playwright.sync_api import Error, sync_playwright

    installed = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as started:
        try:
            chromium = started.chromium.launch(executable_path=installed, args=ARGUMENTS)
        except Error as error:
            if os.environ.get("BRIEFING_BROWSER") == "required":
                raise
            pytest.skip(f"Chromium does not start; `playwright install chromium` brings one. {error.message[:200]}")
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: "Browser", served: Served) -> Iterator[OpenPage]:
    """Return a function that opens the chat in a session of its own.

    At the end no page may have called anybody but the chat, shown a dialogue or met an error in its scripts.
    """
    contexts: list[BrowserContext] = []
    outside: list[str] = []
    troubles: list[str] = []

    def note_request(url: str) -> None:
        if not url.startswith((served.address, "data:", f"blob:{served.address}")):
            outside.append(url)

    def open_one(*, width: int = 1360, height: int = 850, **settings: object) -> "Page":
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)  # type: ignore[arg-type]
        contexts.append(context)
        context.on("request", lambda request: note_request(request.url))
        page = context.new_page()
        page.on("dialog", lambda dialog: (troubles.append(f"dialogue: {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
        page.goto(served.address)
        page.locator(".starter").first.wait_for()
        return page

    yield open_one
    for context in contexts:
        for page in context.pages:
            assert page.evaluate("window.ran") is None
        context.close()
    assert outside == []
    assert troubles == []
