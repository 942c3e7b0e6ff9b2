import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# From left to right: a room may import itself and what stands to its left.
MAY_IMPORT = {
    "ingest": {"ingest"},
    "retriever": {"ingest", "retriever"},
    "evaluation": {"ingest", "retriever", "evaluation"},
    "ui": {"ingest", "retriever", "ui"},
}
ROOMS = {*MAY_IMPORT, "app"}

# The retriever's folders: each may import itself, the retriever's single files, and the folders that it builds on.
BUILDS_ON: dict[str, set[str]] = {
    "tagging": set(),
    "attributing": set(),
    "comparing": set(),
    "dating": {"attributing"},
    "asking": {"tagging"},
    "following": {"tagging", "asking"},
    "briefing": {"tagging", "asking", "dating"},
    "checking": {"comparing"},
    "corroborating": {"comparing"},
}


def imported(path: Path) -> set[str]:
    """Return the modules that a file imports anywhere, within functions too."""
    modules: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively, which hides the room"
            modules.add(node.module or "")
    return modules


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_stands_to_its_left(room: str) -> None:
    files = sorted((ROOT / room).rglob("*.py"))
    assert files
    wrong = {
        str(path.relative_to(ROOT)): sorted(foreign)
        for path in files
        if (foreign := ({name.partition(".")[0] for name in imported(path)} & ROOMS) - MAY_IMPORT[room])
    }
    assert wrong == {}


def test_nobody_imports_the_edge() -> None:
    users = [path for room in MAY_IMPORT for path in (ROOT / room).rglob("*.py") if "app" in imported(path)]
    assert users == []


def test_every_folder_of_the_retriever_has_its_place() -> None:
    assert {path.parent.name for path in (ROOT / "retriever").glob("*/__init__.py")} == BUILDS_ON.keys()


@pytest.mark.parametrize("folder", BUILDS_ON)
def test_a_folder_imports_only_what_it_builds_on(folder: str) -> None:
    files = sorted((ROOT / "retriever" / folder).rglob("*.py"))
    folders = {f"retriever.{name}": name for name in BUILDS_ON}
    wrong = {
        path.name: sorted(foreign)
        for path in files
        if (
            foreign := {folders[home] for name in imported(path) if (home := _home(name)) in folders}
            - BUILDS_ON[folder]
            - {folder}
        )
    }
    assert wrong == {}


def test_a_folder_itself_holds_a_sentence_and_no_code() -> None:
    for path in (ROOT / "retriever").rglob("__init__.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), path
        assert len(tree.body) == 1, path


def _modules() -> dict[str, Path]:
    files = {path for room in MAY_IMPORT for path in (ROOT / room).rglob("*.py")}
    return {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in files}


def _home(module: str) -> str:
    """Return the folder of a room that a module stands in, or the module where it is a single file of the room."""
    return ".".join(module.split(".")[:2])


def _circle(graph: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return what is left of a graph when everything that is in no circle has been taken away."""
    while graph:
        wanted = {name for targets in graph.values() for name in targets}
        inner = {name for name, targets in graph.items() if name in wanted and targets & graph.keys()}
        if inner == graph.keys():
            break
        graph = {name: graph[name] & inner for name in inner}
    return graph


def test_no_two_modules_import_each_other_in_a_circle() -> None:
    modules = _modules()
    assert _circle({name: imported(path) & modules.keys() for name, path in modules.items()}) == {}


def test_no_two_folders_import_each_other_in_a_circle_not_even_by_way_of_a_single_file() -> None:
    modules = _modules()
    graph: dict[str, set[str]] = {}
    for name, path in modules.items():
        targets = {_home(target) for target in imported(path) & modules.keys()}
        graph.setdefault(_home(name), set()).update(targets - {_home(name)})
    assert _circle(graph) == {}
