"""Serve the chat on this machine, with nothing loaded from anywhere else."""

import socket
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import gradio as gr

# The browser is told to load nothing but from here: what slips through escaping can still call nobody.
# Gradio's own page needs inline scripts and builds its templates with Function().
_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)

_LARGEST_UPLOAD = "50mb"

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
ASGI = Callable[[Scope, Receive, Send], Awaitable[None]]


class LaunchError(Exception):
    """The chat cannot be served where it was asked for; the message says why and what helps."""


class _Guard:
    """Adds the headers that keep the page to itself."""

    def __init__(self, app: ASGI) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, with headers added to what is sent back."""

        async def guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                added = {
                    b"content-security-policy": _POLICY.encode(),
                    b"referrer-policy": b"no-referrer",
                    b"x-content-type-options": b"nosniff",
                }
                kept = [(name, value) for name, value in message.get("headers", []) if name.lower() not in added]
                message = {**message, "headers": [*kept, *added.items()]}
            await send(message)

        await self._app(scope, receive, guarded)


def launch(blocks: "gr.Blocks", host: str = "127.0.0.1", port: int = 7860, *, wait: bool = True) -> str:
    """Serve the chat, print its address and stay until interrupted; return the address.

    With `wait` False it returns at once and the server runs on in a thread. Raises LaunchError where host or port
    cannot be had.
    """
    import gradio as gr
    from starlette.middleware import Middleware

    _require_free(host, port)
    folder = Path(__file__).parent
    try:
        _, address, _ = blocks.launch(
            server_name=host,
            server_port=port,
            prevent_thread_lock=True,
            quiet=True,
            share=False,
            inbrowser=False,
            show_error=False,
            ssr_mode=False,
            mcp_server=False,
            pwa=False,
            enable_monitoring=False,
            run_history=False,
            footer_links=[],
            max_file_size=_LARGEST_UPLOAD,
            app_kwargs={"middleware": [Middleware(_Guard)], "docs_url": None, "redoc_url": None, "openapi_url": None},
            theme=_theme(gr),
            css_paths=folder / "chat.css",
        )
    except (OSError, ValueError) as error:
        raise LaunchError(f"The chat cannot be served on {host}:{port}: {error}") from error
    shown = f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else host}:{port}"  # noqa: S104
    print(f"Chat is open at {shown} (stop with Ctrl+C).", flush=True)
    if wait:
        blocks.block_thread()
    return address


def _require_free(host: str, port: int) -> None:
    """Raise LaunchError where `port` is taken or `host` is none of this machine's addresses."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, OverflowError) as error:
        raise LaunchError(f"{host} is not an address that the chat can be served on: {error}.") from error
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place)
        except (OSError, OverflowError) as error:
            raise LaunchError(
                f"The chat cannot be opened at {host}:{port}: {getattr(error, 'strerror', None) or error}. "
                "Stop what uses this address, or name another with --port."
            ) from error


def _theme(gr: Any) -> Any:
    """Return Gradio's plainest theme in the fonts that every system has; chat.css does the rest."""
    font = [
        gr.themes.Font(name)
        for name in ("-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
    ]
    mono = [gr.themes.Font(name) for name in ("ui-monospace", "Menlo", "Consolas", "monospace")]
    return gr.themes.Base(font=font, font_mono=mono, radius_size="md", spacing_size="md")
