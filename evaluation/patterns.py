"""Match the expected patterns of a question without ever hanging on one of them."""

import functools
from dataclasses import dataclass

import regex

SECONDS_A_PATTERN = 1.0
_SECONDS_A_TRIAL = 0.25
# What blows up a careless pattern: a long run of one kind of character, and then one that cannot match.
_TRIALS = tuple(text * 24 + "\0" for text in ("a", "A", "1", " ", "aa ", "word ", "Word, 12. "))
_WITHOUT_WIDTH = frozenset("bBAZzGmM")


class PatternError(ValueError):
    """A pattern that cannot be used; the message says why, as a full sentence."""


def check_pattern(pattern: str) -> None:
    """Raise `PatternError` where `pattern` is no regular expression, or one that would take forever.

    Caught are repeats of repeats with nothing firm between them, such as `(a+)+`, whose time doubles with each
    character in most engines, and whatever is slow on a few short texts.
    """
    compiled = _compile(pattern)
    if _repeats_a_repeat(pattern):
        raise PatternError(
            f"The pattern {pattern!r} is catastrophic: it repeats a repeat with nothing firm between, so that its time "
            f"doubles with each character; write one repeat, such as [a-z ]+ for ([a-z]+ ?)+."
        )
    for text in _TRIALS:
        try:
            compiled.search(text, timeout=_SECONDS_A_TRIAL)
        except TimeoutError:
            raise PatternError(
                f"The pattern {pattern!r} is catastrophic: it was stopped after {_SECONDS_A_TRIAL:g} s on a text of "
                f"{len(text)} characters; make its alternatives or repeats exclude each other."
            ) from None


def found(pattern: str, text: str, *, seconds: float = SECONDS_A_PATTERN) -> bool:
    """Tell whether `pattern` occurs in `text`, case as written; raise `PatternError` after `seconds`."""
    try:
        return _compile(pattern).search(text, timeout=seconds) is not None
    except TimeoutError:
        raise PatternError(
            f"The pattern {pattern!r} was stopped: it took longer than {seconds:g} s on one text."
        ) from None


@functools.lru_cache(maxsize=4096)
def _compile(pattern: str) -> "regex.Pattern[str]":
    try:
        return regex.compile(pattern)
    except regex.error as error:
        raise PatternError(f"The pattern {pattern!r} is no regular expression: {error}.") from None


@dataclass(slots=True)
class _Branch:
    """What one alternative of a group holds: a repeat without an end, something that must match besides."""

    repeat: bool = False
    firm: bool = False


def _repeats_a_repeat(pattern: str) -> bool:
    """Tell whether some group holds nothing firm besides endless repeats, and is itself repeated without an end."""
    groups: list[list[_Branch]] = [[_Branch()]]
    at = 0
    while at < len(pattern):
        branch = groups[-1][-1]
        character = pattern[at]
        at += 1
        if character == "(":
            groups.append([_Branch()])
            at = _past_group_mark(pattern, at)
            continue
        if character == "|":
            groups[-1].append(_Branch())
            continue
        open_ended = False
        if character == ")" and len(groups) > 1:
            open_ended = any(inner.repeat and not inner.firm for inner in groups.pop())
            branch = groups[-1][-1]
        elif character == "[":
            at = _past_class(pattern, at)
        elif character == "\\":
            at += 1
            if pattern[at - 1 : at] in _WITHOUT_WIDTH:
                continue
        elif character in "^$":
            continue
        repeats, optional, at = _quantifier(pattern, at)
        if repeats and open_ended:
            return True
        branch.repeat |= repeats or open_ended
        branch.firm |= not (repeats or open_ended or optional)
    return False


def _past_group_mark(pattern: str, at: int) -> int:
    """Skip what follows an opening bracket, such as `?:` or `?P<name>` or `?i)`."""
    mark = regex.compile(r"\?(?:[:>|=!]|<[=!]|P?<\w+>|[A-Za-z-]+:)").match(pattern, at)
    return mark.end() if mark else at


def _past_class(pattern: str, at: int) -> int:
    closing = regex.compile(r"\^?\]?(?:\\.|[^\]\\])*\]").match(pattern, at)
    return closing.end() if closing else len(pattern)


def _quantifier(pattern: str, at: int) -> tuple[bool, bool, int]:
    """Tell of a quantifier whether it repeats without an end and may match nothing, and where the pattern goes on."""
    match = regex.compile(r"([*+?]|\{(\d*)(,?)(\d*)\})([?+]?)").match(pattern, at)
    if not match or match[1] == "{}":
        return False, False, at
    if match[5] == "+":
        # A possessive repeat never gives back what it took.
        return False, False, match.end()
    if match[1] in "*+?":
        return match[1] in "*+", match[1] == "?", match.end()
    return bool(match[3]) and not match[4], match[2] in ("", "0"), match.end()
