"""Draw the report's plots as plain SVG, which needs no script and takes its colours from the page."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from markupsafe import Markup, escape

from evaluation.curves import Bin
from evaluation.statistic import Estimate

_WIDTH, _HEIGHT = 360, 250
_RIGHT, _TOP, _BOTTOM = 12, 12, 40
_LEFT = 44


def share_bar(estimate: Estimate) -> Markup:
    """Draw a share between 0 and 1 as a dot with its interval on a track."""
    if estimate.value is None:
        return Markup("")
    parts = [_line("track", 4, 8, 124, 8), *_spread(estimate, 4, 120, 8), _dot(4 + 120 * estimate.value, 8, 4)]
    return _svg(parts, 128, 16, "bar", "")


def stacked(parts: Iterable[tuple[str, int]]) -> Markup:
    """Draw counts of kinds as one bar; the kind becomes the class of its piece."""
    pieces = [(kind, count) for kind, count in parts if count]
    total = sum(count for _, count in pieces) or 1
    drawn, x = [], 0.0
    for kind, count in pieces:
        width = 1000 * count / total
        css = escape(f"outcome-{kind.replace(' ', '-')}")
        size = f'x="{x:.2f}" y="0" width="{max(width - 2, 1):.2f}" height="20"'
        drawn.append(f'<rect class="{css}" {size}><title>{escape(kind)}: {count}</title></rect>')
        x += width
    label = ", ".join(f"{kind} {count}" for kind, count in pieces)
    return _svg(drawn, 1000, 20, "stack", label, stretch=True)


def risk_coverage_plot(points: Sequence[tuple[float, float]]) -> Markup:
    """Draw which share of the answers is wrong as the less confident questions are let in."""
    drawn = _frame("share of questions let in, most confident first", "wrong")
    places = [(_x(coverage), _y(risk)) for coverage, risk in points]
    if places:
        path = _path(places)
        foot = f"{places[-1][0]:.1f},{_y(0):.1f} {places[0][0]:.1f},{_y(0):.1f}"
        x, y = places[-1]
        drawn += [
            f'<polygon class="area" points="{path} {foot}"/>',
            f'<polyline class="curve" points="{path}"/>',
            _dot(x, y, 4),
            _text("note", x - 6, max(y - 9, _TOP + 9), f"{points[-1][1]:.0%} of all", "end"),
        ]
    return _svg(drawn, _WIDTH, _HEIGHT, "plot", "Risk–coverage curve")


def calibration_plot(bins: Sequence[Bin]) -> Markup:
    """Draw the observed share of answerable questions over the stated confidence; dots grow with their number."""
    drawn = [*_frame("stated confidence", "answerable"), _line("ideal", _x(0), _y(0), _x(1), _y(1))]
    largest = max((group.n for group in bins), default=1)
    if bins:
        path = _path([(_x(group.stated), _y(group.observed)) for group in bins])
        drawn.append(f'<polyline class="curve thin" points="{path}"/>')
    for group in bins:
        told = f"{group.n} questions: stated {group.stated:.2f}, answerable {group.observed:.2f}"
        drawn.append(_dot(_x(group.stated), _y(group.observed), 3 + 6 * (group.n / largest) ** 0.5, told))
    return _svg(drawn, _WIDTH, _HEIGHT, "plot", "Calibration: stated confidence and share answerable")


def latency_plot(parts: Mapping[str, tuple[float, float]]) -> Markup:
    """Draw for each part of an answer the median (dot) and the 95th percentile (end of the line), in seconds."""
    longest = max((p95 for _, p95 in parts.values()), default=0.0) or 1.0
    left, height = 70, _TOP + 34 * max(len(parts), 1) + _BOTTOM
    width = _WIDTH - _RIGHT - left
    drawn = _ruler(left, width, height, lambda share: time_told(longest * share))
    for row, (part, (p50, p95)) in enumerate(parts.items()):
        y = _TOP + 34 * row + 20
        middle, end = left + width * p50 / longest, left + width * p95 / longest
        told = f"{time_told(p50)} · {time_told(p95)}"
        drawn += [
            _text("label", left - 8, y + 4, part, "end"),
            _line("range", left, y, end, y),
            _dot(middle, y, 5, f"{part}: median {time_told(p50)}, 95th percentile {time_told(p95)}"),
            _text("note", end, y - 9, told, "end") if end > left + 90 else _text("note", left, y - 9, told, "start"),
        ]
    drawn.append(_axis_title("median (dot) and 95th percentile (end)", height))
    return _svg(drawn, _WIDTH, height, "plot", "Latency by part")


def tags_plot(scores: Mapping[str, Estimate]) -> Markup:
    """Draw a share for each tag as a dot with its interval."""
    left, height = 122, _TOP + 24 * max(len(scores), 1) + _BOTTOM
    width = _WIDTH - _RIGHT - left
    drawn = _ruler(left, width, height, lambda share: f"{share:g}")
    for row, (tag, estimate) in enumerate(scores.items()):
        y, value = _TOP + 24 * row + 12, estimate.value or 0.0
        name = tag if len(tag) <= 13 else tag[:12] + "…"
        drawn += [
            _text("label", left - 10, y + 4, f"{name} · {estimate.n}", "end"),
            *_spread(estimate, left, width, y),
            _dot(left + width * value, y, 4.5, f"{tag}: {value:.2f}, {estimate.n} questions"),
        ]
    drawn.append(_axis_title("share handled right, 95 % interval", height))
    return _svg(drawn, _WIDTH, height, "plot", "Share handled right by tag")


def time_told(seconds: float) -> str:
    """Return a duration for people."""
    return f"{seconds:.1f} s" if seconds >= 1 else f"{1000 * seconds:.0f} ms"


def _frame(x_title: str, y_title: str) -> list[str]:
    """Draw a grid from 0 to 1 both ways, with its axis titles."""
    drawn = [_line("grid", _x(0), _y(share), _x(1), _y(share)) for share in (0, 0.25, 0.5, 0.75, 1)]
    for share in (0, 0.5, 1):
        drawn.append(_text("tick", _x(0) - 8, _y(share) + 4, f"{share:g}", "end"))
        drawn.append(_text("tick", _x(share), _y(0) + 16, f"{share:g}", "middle"))
    drawn.append(_axis_title(x_title, _HEIGHT))
    turned = f'transform="translate(12 {(_y(0) + _y(1)) / 2:.0f}) rotate(-90)"'
    drawn.append(f'<text class="axis" {turned} text-anchor="middle">{escape(y_title)}</text>')
    return drawn


def _ruler(left: float, width: float, height: float, label: Callable[[float], str]) -> list[str]:
    """Draw three upright lines with their labels below."""
    drawn = []
    for share, anchor in ((0.0, "middle"), (0.5, "middle"), (1.0, "end")):
        x = left + width * share
        drawn += [_line("grid", x, _TOP, x, height - 36), _text("tick", x, height - 22, label(share), anchor)]
    return drawn


def _spread(estimate: Estimate, left: float, width: float, y: float) -> list[str]:
    if estimate.low is None or estimate.high is None:
        return []
    return [_line("range", left + width * estimate.low, y, left + width * estimate.high, y)]


def _line(css: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{css}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _dot(x: float, y: float, radius: float, told: str = "") -> str:
    title = f"<title>{escape(told)}</title>" if told else ""
    return f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}">{title}</circle>'


def _text(css: str, x: float, y: float, text: str, anchor: str) -> str:
    return f'<text class="{css}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _axis_title(text: str, height: float) -> str:
    return _text("axis", _WIDTH - _RIGHT, height - 5, text, "end")


def _path(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _x(share: float) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * share


def _y(share: float) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * share


def _svg(parts: Iterable[str], width: float, height: float, kind: str, label: str, *, stretch: bool = False) -> Markup:
    told = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    fit = ' preserveAspectRatio="none"' if stretch else ""
    start = f'<svg class="{kind}" viewBox="0 0 {width} {height}"{fit} {told}>'
    return Markup(f"{start}{''.join(parts)}</svg>")  # noqa: S704  # All text in it is escaped above.
