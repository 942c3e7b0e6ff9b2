"""Briefing Q&A: settings are read here once, objects built, and handed to the rooms."""

import argparse
import io
import json
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ingest.embed import Encoder
    from ingest.index import Filter, Index
    from ingest.sync import SyncReport
    from retriever.answerer import Answerer
    from retriever.search import Retriever

DONE, PARTLY, WRONG_USE, STOPPED = 0, 1, 2, 130

CORPUS = Path(__file__).parent / "corpus" / "articles"

STARTERS = (
    "What will Japan and the United States sign?",
    "Which companies are considering measures, and what are they?",
    "Has the memorandum been signed?",
    "What did Kyodo News report?",
    "Who is the CEO of Toyota?",
)

_ROOMS = frozenset({"app", "__main__", "ingest", "retriever", "evaluation", "ui"})


class UsageError(Exception):
    """The command was called in a way that cannot work; the message says what would."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 partly done, 2 wrong use or unreadable store."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe of another encoding gets escapes for what it cannot show, instead of nothing at all.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        print("Stopped. What was finished is kept; the same command goes on from there.", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        # Whoever read the output has gone, as `head` does; that is no fault.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        # The project's own exceptions carry sentences for people; anything else is a fault of ours.
        if type(error).__module__.partition(".")[0] in _ROOMS:
            print(f"briefing: {error}", file=sys.stderr)
            return WRONG_USE
        if os.environ.get("BRIEFING_TRACEBACK"):
            raise
        print(
            f"briefing: this should not have happened ({type(error).__name__}: {error}). Nothing that was stored is lost; "
            "run the command again with BRIEFING_TRACEBACK=1 set to see where, and report it.",
            file=sys.stderr,
        )
        return WRONG_USE


def _chat(options: argparse.Namespace) -> int:
    from evaluation.feedback import record_feedback
    from ui.chat import build_chat, launch

    index = _open_index(options.store, create=True)
    encoder = _encoder()
    if not index.records():
        print("The store is empty: ingesting the briefing that comes with the program.")
        with _progress("Ingesting") as advance:
            from ingest.sync import sync

            sync([str(CORPUS)], index, encoder, on_progress=advance)

    def ingest(paths: Sequence[str]) -> "SyncReport":
        from ingest.sync import sync

        return sync(paths, index, encoder)

    def feedback(
        question: str, answer: dict[str, object], vote: str, correction: str | None, history: Iterable[Any]
    ) -> None:
        record_feedback(_folder(options.store), question, answer, vote, correction, history)

    answerer = _answerer(index, encoder, options)
    # The models load while the page opens, so that the first question does not wait for them.
    threading.Thread(target=answerer.load, daemon=True).start()
    launch(build_chat(answerer, index, ingest=ingest, feedback=feedback, starters=STARTERS), options.host, options.port)
    return DONE


def _ask(options: argparse.Namespace) -> int:
    from retriever.answer import answer_record
    from retriever.answerer import Query

    _require_askable(options)
    with _open_index(options.store) as index:
        answerer = _answerer(index, _encoder(), options)
        answer = answerer.invoke(Query(options.question, filter=_filter(options, index)))
    if options.json:
        print(json.dumps(answer_record(answer), ensure_ascii=False))
    else:
        from ui.render import print_answer

        print_answer(answer)
    return DONE


def _require_askable(options: argparse.Namespace) -> None:
    if not any(map(str.isalnum, options.question)):
        raise UsageError('The question holds no words; ask one, such as: briefing ask "Who signed the agreement?"')
    if options.after and options.before and options.after > options.before:
        raise UsageError(
            f"No day is on or after {options.after} and on or before {options.before}; change one of them."
        )


def _ingest(options: argparse.Namespace) -> int:
    from ingest.sync import sync

    with _open_index(options.store, create=True) as index, _progress("Ingesting") as advance:
        report = sync(options.inputs, index, _encoder(), prune=options.prune, on_progress=advance)
    if options.json:
        refused = [{"input": refusal.place, "reason": refusal.reason} for refusal in report.refused]
        kinds = ("added", "changed", "unchanged", "removed")
        print(json.dumps({kind: list(getattr(report, kind)) for kind in kinds} | {"refused": refused}))
    else:
        from ui.render import print_report

        print_report(report)
    return PARTLY if report.refused else DONE


def _articles(options: argparse.Namespace) -> int:
    from ingest.article import source_record

    with _open_index(options.store) as index:
        records = index.records()
    if options.json:
        print(json.dumps([source_record(r.source) | {"chunks": r.count} for r in records], ensure_ascii=False))
    else:
        from ui.render import print_articles

        print_articles([record.source for record in records])
    return DONE


def _show(options: argparse.Namespace) -> int:
    from ingest.article import source_record

    with _open_index(options.store) as index:
        article = index.article(options.id, options.version)
    if article is None:
        version = f" in version {options.version}" if options.version else ""
        raise UsageError(f"There is no article {options.id}{version} in the store; `briefing articles` lists them.")
    if options.json:
        print(json.dumps(source_record(article.source) | {"text": article.text}, ensure_ascii=False))
    else:
        from ui.render import print_article

        print_article(article)
    return DONE


def _remove(options: argparse.Namespace) -> int:
    with _open_index(options.store) as index:
        removed = [article_id for article_id in dict.fromkeys(options.ids) if index.record(article_id)]
        with index.writing(None):
            index.remove(removed)
    unknown = [article_id for article_id in dict.fromkeys(options.ids) if article_id not in removed]
    if options.json:
        print(json.dumps({"removed": removed, "unknown": unknown}, ensure_ascii=False))
    for article_id in unknown:
        print(f"There is no article {article_id} in the store; nothing was removed for it.", file=sys.stderr)
    return PARTLY if unknown else DONE


def _reindex(options: argparse.Namespace) -> int:
    from ingest.sync import reindex

    with _open_index(options.store) as index, _progress("Embedding anew") as advance:
        count = reindex(index, _encoder(), on_progress=advance)
    print(f"Articles cut and embedded anew: {count}.")
    return DONE


def _check(options: argparse.Namespace) -> int:
    from retriever.check import check

    with _open_index(options.store) as index:
        articles = [(article_id, index.article(article_id)) for article_id in options.against]
    missing = [article_id for article_id, article in articles if article is None]
    if missing:
        raise UsageError(f"There is no article {missing[0]} in the store; `briefing articles` lists them.")
    verdict = check(options.statement, [article.text for _, article in articles if article is not None])
    if options.json:
        problems = [
            {
                "kind": problem.kind,
                "message": problem.message,
                "statement_words": problem.statement_words,
                "source_words": problem.source_words,
            }
            for problem in verdict.problems
        ]
        print(json.dumps({"label": verdict.label, "support": verdict.support, "problems": problems}))
    else:
        print(f"{verdict.label} (support {verdict.support:.2f})")
        for problem in verdict.problems:
            print(f"- {problem.message}")
    return DONE if verdict.label == "supported" else PARTLY


def _evaluate(options: argparse.Namespace) -> int:
    from evaluation.build import build_name
    from evaluation.evaluate import evaluate
    from evaluation.feedback import question_lines, write_question_lines
    from evaluation.gate import missed, read_bar
    from evaluation.questions import read_questions
    from evaluation.summary import summary
    from retriever.check import check

    if options.from_feedback:
        out = options.out or Path("feedback-questions.jsonl")
        count = write_question_lines(question_lines(_folder(options.store)), out)
        print(f"Questions to review, written to {out}: {count}.")
        return DONE
    if options.questions is None:
        raise UsageError("Name a file of questions, or give --from-feedback.")
    if options.max_drop and options.baseline is None:
        raise UsageError("--max-drop needs a baseline to drop from; name one with --baseline DIR.")
    bars = [[read_bar(text) for text in given] for given in (options.fail_under, options.max_drop)]
    with _open_index(options.store) as index, _progress("Asking", counted="questions") as advance:
        records = index.records()
        questions = read_questions(
            options.questions, qrels=options.qrels, articles={record.source.article_id for record in records}
        )
        encoder = _encoder()
        answerer = _answerer(index, encoder, options)
        outcome = evaluate(
            questions,
            answerer,
            _retriever(options.retriever, index, encoder),
            index,
            options.out or Path("evaluation-" + options.questions.stem),
            check=check,
            k=options.k,
            workers=options.workers,
            build=build_name(records, options.retriever, options.reader, options.strictness, options.llm),
            prepare=answerer.load,
            baseline=options.baseline,
            progress=lambda done, of: advance(done, "", of),
        )
    print(summary(outcome))
    failures = missed(outcome, fail_under=bars[0], max_drop=bars[1])
    for sentence in failures:
        print(f"briefing: {sentence}", file=sys.stderr)
    return PARTLY if failures or outcome.refused else DONE


def _suggest(options: argparse.Namespace) -> int:
    from evaluation.suggest import suggest

    with _open_index(options.store) as index:
        article = index.article(options.article)
    if article is None:
        raise UsageError(f"There is no article {options.article} in the store; `briefing articles` lists them.")
    for line in suggest(article):
        print(json.dumps(line, ensure_ascii=False))
    return DONE


def _open_index(store: str, *, create: bool = False) -> "Index":
    from ingest.index import Index

    if _is_address(store):
        from platformdirs import user_cache_path

        return Index(store, cache=user_cache_path("briefing-qa"))
    return Index(Path(store), create=create)


def _is_address(store: str) -> bool:
    return store.startswith(("http://", "https://"))


def _folder(store: str) -> Path:
    """Return where local files of a store stand, such as feedback."""
    if _is_address(store):
        from platformdirs import user_data_path

        return user_data_path("briefing-qa") / "server"
    return Path(store)


def _encoder() -> "Encoder":
    from ingest.embed import MiniLMEncoder

    return MiniLMEncoder()


def _retriever(name: str, index: "Index", encoder: "Encoder") -> "Retriever":
    from retriever.fuse import HybridRetriever
    from retriever.search import KeywordRetriever, VectorRetriever

    if name == "keyword":
        return KeywordRetriever(index)
    index.require_model(encoder.name)
    if name == "vector":
        return VectorRetriever(index, encoder)
    return HybridRetriever(retrievers=(VectorRetriever(index, encoder), KeywordRetriever(index)))


def _answerer(index: "Index", encoder: "Encoder", options: argparse.Namespace) -> "Answerer":
    from retriever.answerer import Answerer
    from retriever.evidence import load_reader

    retriever = _retriever(options.retriever, index, encoder)
    model = None
    if options.llm:
        from retriever.write import load_language_model

        model = load_language_model(options.llm)
    reader = load_reader(options.reader, encoder=encoder)
    return Answerer(index, retriever, reader, strictness=options.strictness, language_model=model)


def _filter(options: argparse.Namespace, index: "Index") -> "Filter":
    from ingest.index import Filter

    for article_id in options.article or ():
        if index.record(article_id) is None:
            raise UsageError(f"There is no article {article_id} in the store; `briefing articles` lists them.")
    article_ids = frozenset(options.article) if options.article else None
    return Filter(article_ids, options.after, options.before)


@contextmanager
def _progress(title: str, *, counted: str = "articles") -> Iterator[Callable[..., None]]:
    """Show how much is done, of how much where that is known, if a terminal is there to show it."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn(title),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(counted),
        TextColumn("{task.fields[at]}"),
    )
    with Progress(
        *columns, TimeElapsedColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        task = bar.add_task(title, total=None, at="")

        def advance(done: int, at: str, of: int | None = None) -> None:
            bar.update(task, completed=done, total=of, at=at[:40])

        yield advance


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date of the form 2025-10-25") from None


def _text(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError(f"{text!a} is not UTF-8 text; set the terminal to UTF-8") from None
    return text


def _count(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of at least 1")
    return int(text)


def _default_store() -> str:
    from platformdirs import user_data_path

    return os.environ.get("BRIEFING_STORE") or str(user_data_path("briefing-qa") / "store")


def _parser() -> argparse.ArgumentParser:
    store = argparse.ArgumentParser(add_help=False)
    store.add_argument(
        "--store",
        metavar="DIR|URL",
        default=_default_store(),
        help="the store's folder, or a Chroma server's address (environment BRIEFING_STORE; now %(default)s)",
    )
    as_json = argparse.ArgumentParser(add_help=False)
    as_json.add_argument("--json", action="store_true", help="print JSON")
    answering = argparse.ArgumentParser(add_help=False)
    answering.add_argument("--retriever", choices=("hybrid", "vector", "keyword"), default="hybrid")
    answering.add_argument("--reader", metavar="NAME", help="another reader: similarity, or a cross-encoder's path")
    answering.add_argument("--llm", metavar="NAME", help="word answers with a LangChain chat model, each checked")
    caution = answering.add_mutually_exclusive_group()
    for name in ("strict", "lenient"):
        text = {"strict": "refuse sooner", "lenient": "answer sooner"}[name]
        caution.add_argument(f"--{name}", dest="strictness", action="store_const", const=name, help=text)
    answering.set_defaults(strictness="default")

    parser = argparse.ArgumentParser(prog="briefing", description="Ask questions of the articles you trust.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    chat = commands.add_parser("chat", parents=[store, answering], help="open the chat in a browser")
    chat.add_argument("--host", default="127.0.0.1")
    chat.add_argument("--port", type=int, default=7860)
    chat.set_defaults(run=_chat)

    ask = commands.add_parser("ask", parents=[store, answering, as_json], help="answer one question")
    ask.add_argument("question", type=_text)
    ask.add_argument(
        "--article", type=_text, metavar="ID", action="append", help="search this article only; may be repeated"
    )
    ask.add_argument("--after", type=_day, metavar="DATE", help="search articles published on or after this day")
    ask.add_argument("--before", type=_day, metavar="DATE", help="search articles published on or before this day")
    ask.set_defaults(run=_ask)

    ingest = commands.add_parser("ingest", parents=[store, as_json], help="take in files and folders")
    ingest.add_argument("inputs", nargs="+", metavar="PATH", help=".md, .txt and .jsonl files, or folders of them")
    ingest.add_argument("--prune", action="store_true", help="remove articles that are gone from a given folder")
    ingest.set_defaults(run=_ingest)

    _add_articles(commands.add_parser("articles", parents=[store, as_json], help="list, show or remove articles"))

    evaluate = commands.add_parser("evaluate", parents=[store, answering], help="answer and score a file of questions")
    _add_evaluation(evaluate)

    questions = commands.add_parser("questions", help="suggest questions for an article")
    about = questions.add_subparsers(required=True, metavar="ACTION")
    suggest = about.add_parser("suggest", parents=[store], help="propose question lines, to be reviewed")
    suggest.add_argument("article", type=_text, metavar="ARTICLE", help="an article's id")
    suggest.set_defaults(run=_suggest)

    reindex = commands.add_parser("reindex", parents=[store], help="cut and embed all stored articles anew")
    reindex.set_defaults(run=_reindex)

    check = commands.add_parser("check", parents=[store, as_json], help="check a statement against articles")
    check.add_argument("statement", type=_text)
    check.add_argument(
        "--against", type=_text, required=True, action="append", metavar="ARTICLE", help="id; may be repeated"
    )
    check.set_defaults(run=_check)
    return parser


def _add_articles(articles: argparse.ArgumentParser) -> None:
    # What was given before an action's name holds unless it is given again behind it.
    again = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    again.add_argument("--store", metavar="DIR|URL", help="the store, as above")
    again.add_argument("--json", action="store_true", help="print JSON")
    articles.set_defaults(run=_articles)
    actions = articles.add_subparsers(metavar="ACTION")
    show = actions.add_parser("show", parents=[again], help="show an article")
    show.add_argument("id", type=_text)
    show.add_argument("--version", type=_count, metavar="N", help="an earlier version")
    show.set_defaults(run=_show)
    remove = actions.add_parser("remove", parents=[again], help="remove articles")
    remove.add_argument("ids", type=_text, nargs="+", metavar="ID")
    remove.set_defaults(run=_remove)


def _add_evaluation(evaluate: argparse.ArgumentParser) -> None:
    evaluate.add_argument("questions", nargs="?", type=Path, metavar="QUESTIONS", help=".jsonl, .csv, or BEIR queries")
    evaluate.add_argument(
        "--out", type=Path, metavar="DIR", help="where answers, scores and report go (a file, for --from-feedback)"
    )
    evaluate.add_argument("--baseline", type=Path, metavar="DIR", help="an earlier run's folder to compare with")
    evaluate.add_argument(
        "--k", type=_count, default=10, metavar="N", help="how many articles are ranked (%(default)s)"
    )
    evaluate.add_argument("--qrels", type=Path, metavar="FILE", help="judgements for BEIR queries")
    evaluate.add_argument("--workers", type=_count, metavar="N", help="questions asked at a time (one per core)")
    evaluate.add_argument("--fail-under", action="append", default=[], metavar="MEASURE=VALUE")
    evaluate.add_argument("--max-drop", action="append", default=[], metavar="MEASURE=VALUE")
    evaluate.add_argument(
        "--from-feedback", action="store_true", help="write question lines from the chat's feedback, to be reviewed"
    )
    evaluate.set_defaults(run=_evaluate)


if __name__ == "__main__":
    sys.exit(main())
