"""The commands, as people and programs call them: their exit status, their one clear sentence, their JSON."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import main

PROJECT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with the shipped briefing in it."""
    made = tmp_path_factory.mktemp("app") / "store"
    assert main(["ingest", str(PROJECT / "corpus" / "articles"), "--store", str(made)]) == 0
    return made


@pytest.mark.parametrize(
    "command", [["--help"], ["articles"], ["articles", "--json"], ["articles", "show", "trump-visit"]]
)
def test_what_does_not_embed_loads_no_heavy_library(command: list[str], store: Path) -> None:
    code = (
        "import sys, app\n"
        "try: app.main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'gradio', 'chromadb', 'langchain_core'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *command], cwd=PROJECT, env={**os.environ, "BRIEFING_STORE": str(store)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout


@pytest.mark.slow
def test_an_answer_prints_its_quotation_and_as_json_the_contract(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = "When is the memorandum expected to be signed?"
    assert main(["ask", question, "--store", str(store)]) == 0
    shown = capsys.readouterr().out
    assert "October 28" in shown
    assert "[1]" in shown
    assert main(["ask", question, "--json", "--store", str(store)]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["abstained"] is False
    [citation] = record["statements"][0]["citations"]
    assert main(["articles", "show", citation["article_id"], "--json", "--store", str(store)]) == 0
    text = json.loads(capsys.readouterr().out)["text"]
    assert text[citation["start"] : citation["end"]] == citation["quote"]


@pytest.mark.slow
def test_a_statement_is_checked_against_an_article(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    against = ["--against", "company-moves", "--store", str(store)]
    assert main(["check", "Tokyo Gas is considering buying gas from Alaska.", *against]) == 0
    assert "supported" in capsys.readouterr().out
    main(["check", "Tokyo Gas has bought gas from Alaska.", "--json", *against])
    assert json.loads(capsys.readouterr().out)["label"] != "supported"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["articles", "--store", "nowhere"], "nowhere"),
        (["articles", "show", "no-such-article", "--store", "STORE"], "There is no article no-such-article"),
        (["ask", "Who?", "--article", "no-such-article", "--store", "STORE"], "no-such-article"),
        (["articles", "--store", "FILE"], "briefing:"),
        (["evaluate", "missing.jsonl", "--store", "STORE"], "missing.jsonl"),
        (["evaluate", "QUESTIONS", "--max-drop", "right=0", "--store", "STORE"], "--max-drop needs a baseline"),
        (["evaluate", "QUESTIONS", "--out", "FILE", "--store", "STORE"], "name another folder with --out"),
        (["evaluate", "--from-feedback", "--store", "STORE"], "There is no feedback"),
        (["ask", "?! ", "--store", "STORE"], "The question holds no words"),
        (
            ["ask", "Who?", "--after", "2025-02-01", "--before", "2025-01-01", "--store", "STORE"],
            "No day is on or after",
        ),
    ],
)
def test_wrong_use_ends_with_two_and_one_sentence(
    arguments: list[str], sentence: str, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("no store", "utf-8")
    known = {"STORE": str(store), "FILE": str(tmp_path / "file"), "nowhere": str(tmp_path / "nowhere")}
    known["QUESTIONS"] = str(PROJECT / "corpus" / "questions.jsonl")
    assert main([known.get(argument, argument) for argument in arguments]) == 2
    error = capsys.readouterr().err
    assert sentence in error
    assert not any(word in error for word in ("Traceback", "should not have happened", "Errno"))
    assert len(error.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "Who?", "--after", "next spring"],
        ["ask", "Who is \udcff?"],
        ["articles", "show", "\udcff"],
        ["evaluate", "q.jsonl", "--k", "0"],
        ["evaluate", "q.jsonl", "--workers", "-1"],
        ["ask"],
        ["nonsense"],
        [],
    ],
)
def test_what_cannot_be_read_is_told_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_refused_inputs_are_named_the_rest_is_taken_in_and_the_status_is_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "empty.md").write_text("", "utf-8")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe")
    (folder / "good.md").write_text("The quay of Ostby will be rebuilt.\n", "utf-8")
    assert main(["ingest", str(folder), "--json", "--store", str(tmp_path / "store")]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["added"] == ["good"]
    assert {Path(refused["input"]).name for refused in report["refused"]} == {"empty.md", "picture.txt"}
    assert all(refused["reason"] for refused in report["refused"])


def test_an_article_that_is_not_there_cannot_be_removed_and_is_named(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["articles", "remove", "no-such-article", "--store", str(store)]) == 1
    assert "There is no article no-such-article" in capsys.readouterr().err
    assert main(["articles", "remove", "no-such-article", "--json", "--store", str(store)]) == 1
    assert json.loads(capsys.readouterr().out) == {"removed": [], "unknown": ["no-such-article"]}


def test_a_terminal_that_knows_fewer_signs_gets_escapes_for_the_others(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("# Zürich\n\nThe café was sold.\n", "utf-8")
    store = tmp_path / "store"
    main(["ingest", str(tmp_path / "note.md"), "--store", str(store)])
    run = subprocess.run(
        [sys.executable, "app.py", "articles", "show", "note", "--store", str(store)],
        cwd=PROJECT, env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    assert "The caf\\xe9 was sold." in run.stdout


def test_a_fault_of_ours_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("BRIEFING_TRACEBACK", raising=False)
    monkeypatch.setattr("app._open_index", lambda *_, **__: 1 / 0)
    assert main(["articles", "--store", str(tmp_path)]) == 2
    assert "this should not have happened (ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.slow
def test_the_chain_in_the_readme_works(store: Path) -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    code = readme.partition("```python\n")[2].partition("```")[0]
    assert 'Path("store")' in code
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code.replace('Path("store")', f"Path({str(store)!r})")],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert " sign " in run.stdout
    assert run.stdout.strip().endswith("expected")
