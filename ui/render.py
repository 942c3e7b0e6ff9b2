"""What the terminal shows: laid out and coloured where a terminal is there, plain text for pipes and copying.

The plain text is the same that the chat copies. What comes from articles cannot steer the terminal.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.article import Article, Source
from retriever.answer import Answer, Citation, Statement
from retriever.evidence import Evidence
from ui import wording

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from ingest.sync import SyncReport


def plain_answer(answer: Answer) -> str:
    """Return the answer with its citations as plain text, unwrapped, ready for a pipe or the clipboard."""
    return wording.printable("\n".join(_plain_lines(answer)))


def _plain_lines(answer: Answer) -> Iterator[str]:
    if _was_rewritten(answer):
        yield f"Understood as: {answer.standalone_question}"
        yield ""
    if answer.abstained:
        yield f"{wording.REFUSAL_LABEL}. {answer.reason or ''}".rstrip()
        for evidence in answer.nearest:
            yield ""
            yield f"{wording.NEAREST_LABEL}:"
            yield _quote(evidence)
            yield _credit(evidence)
        return
    for statement in answer.statements:
        yield _marked(statement)
        yield from (f"! {problem}" for problem in statement.problems)
    if answer.citations:
        yield ""
    for citation in answer.citations:
        first, *rest = _source_lines(citation.evidence, answer.statements)
        yield f"[{citation.marker}] {first}"
        yield from (f"    {line}" for line in rest)
    if notes := [*wording.differences(answer), *wording.notes(answer)]:
        yield ""
        yield from notes


def _was_rewritten(answer: Answer) -> bool:
    return wording.one_line(answer.standalone_question) != wording.one_line(answer.question)


def _marked(statement: Statement) -> str:
    heading = f"{statement.heading}: " if statement.heading else ""
    markers = "".join(f" [{citation.marker}]" for citation in statement.citations)
    return f"{heading}{wording.one_line(statement.text)}{markers}"


def _source_lines(evidence: Evidence, statements: Sequence[Statement]) -> list[str]:
    """Return quotation and credit; a quotation that a statement is need not stand there twice."""
    said = any(statement.text == evidence.text for statement in statements)
    return [_credit(evidence)] if said else [_quote(evidence), _credit(evidence)]


def _quote(evidence: Evidence) -> str:
    return f"“{wording.one_line(evidence.text)}”"


def _credit(evidence: Evidence) -> str:
    title = wording.one_line(evidence.source.title)
    return f"{wording.credit(evidence)} · {wording.place(evidence.source)} · {title}"


def print_answer(answer: Answer, console: "Console | None" = None) -> None:
    """Print the answer: laid out to the width of a terminal, or as plain text where there is none."""
    console = console or _console()
    if console.is_terminal:
        console.print(answer_layout(answer))
    else:
        console.file.write(plain_answer(answer) + "\n")


def print_report(report: "SyncReport", console: "Console | None" = None) -> None:
    """Print the counts of an ingest and every refused input with its reason."""
    from rich.text import Text

    console = console or _console()
    console.print(Text(wording.summary(report), style="bold"), soft_wrap=True)
    for refusal in report.refused:
        line = Text("refused ", style="yellow")
        line.append(wording.printable(refusal.place), style="bold").append(f": {wording.printable(refusal.reason)}")
        console.print(line, soft_wrap=True)


def print_articles(sources: Sequence[Source], console: "Console | None" = None) -> None:
    """Print the list of articles: a table in a terminal, else tab-separated lines of id, date, publisher, title."""
    console = console or _console()
    if console.is_terminal:
        console.print(_table(sources))
        return
    for source in sources:
        day = source.published.isoformat() if source.published else ""
        cells = (source.article_id, day, source.publisher or "", source.title)
        console.file.write("\t".join(wording.printable(wording.one_line(cell)) for cell in cells) + "\n")


def print_article(article: Article, console: "Console | None" = None) -> None:
    """Print an article's title, where it comes from, and its text; in a pipe nothing but the text is changed."""
    from rich.text import Text

    console = console or _console()
    source = article.source
    about = [wording.place(source), *([f"by {source.author}"] if source.author else []), *filter(None, [source.url])]
    console.print(Text(wording.printable(wording.one_line(source.title)), style="bold"), soft_wrap=True)
    console.print(Text(wording.printable(" · ".join(about)), style="dim"), soft_wrap=True)
    console.file.write("\n")
    console.print(Text(wording.printable(article.text)), soft_wrap=not console.is_terminal)


def _console() -> "Console":
    from rich.console import Console

    return Console(highlight=False)


def _table(sources: Sequence[Source]) -> "RenderableType":
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    if not sources:
        return Text("There are no articles yet; `briefing ingest FOLDER` adds some.")
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Title", "Publisher", "Published", "Id"):
        table.add_column(heading, overflow="fold")
    for source in sources:
        cells = (source.title, source.publisher or "", wording.published(source), source.article_id)
        table.add_row(*(Text(wording.printable(wording.one_line(cell))) for cell in cells))
    count = f"\n{len(sources):,} article{'' if len(sources) == 1 else 's'}"
    return Group(table, Text(count, style="dim"))


def answer_layout(answer: Answer) -> "RenderableType":
    """Return the answer for rich, with citations indented below their statements."""
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = []
    if _was_rewritten(answer):
        parts.append(Text(wording.printable(f"Understood as: {answer.standalone_question}\n"), style="italic dim"))
    if answer.abstained:
        return Group(*parts, _refusal(answer))
    for statement in answer.statements:
        parts += [*_statement_layout(statement), Text("")]
    parts += [Text(wording.printable(found), style="yellow") for found in wording.differences(answer)]
    parts += [Text(wording.printable(note), style="dim") for note in wording.notes(answer)]
    return Group(*parts)


def _statement_layout(statement: Statement) -> "list[RenderableType]":
    from rich.text import Text

    said = Text(wording.printable(_marked(statement)), style="bold")
    for citation in statement.citations:
        said.highlight_words([f"[{citation.marker}]"], "cyan")
    problems = [Text(wording.printable(f"! {problem}"), style="yellow") for problem in statement.problems]
    return [said, *problems, *(_citation_layout(statement, citation) for citation in statement.citations)]


def _citation_layout(statement: Statement, citation: Citation) -> "RenderableType":
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1, 0, 0), expand=True)
    grid.add_column(width=len(str(citation.marker)) + 2, no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    *quote, credit = _source_lines(citation.evidence, [statement])
    lines = [*(Text(wording.printable(line)) for line in quote), Text(wording.printable(credit), style="dim")]
    for number, line in enumerate(lines):
        grid.add_row(Text("" if number else f"[{citation.marker}]", style="cyan"), line)
    return grid


def _refusal(answer: Answer) -> "RenderableType":
    from rich.console import Group
    from rich.panel import Panel
    from rich.text import Text

    lines: list[RenderableType] = [Text(wording.printable(answer.reason or "The articles do not answer this."))]
    for evidence in answer.nearest:
        lines.append(Text(f"\n{wording.NEAREST_LABEL}:", style="italic"))
        lines.append(Text(wording.printable(_quote(evidence)), style="dim"))
        lines.append(Text(wording.printable(_credit(evidence)), style="dim"))
    return Panel(Group(*lines), title=wording.REFUSAL_LABEL, title_align="left", border_style="yellow")
