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


def test_no_two_modules_import_each_other_in_a_circle() -> None:
    files = {path for room in MAY_IMPORT for path in (ROOT / room).rglob("*.py")}
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in files}
    graph = {name: imported(path) & modules.keys() for name, path in modules.items()}
    while graph:
        wanted = {name for targets in graph.values() for name in targets}
        inner = {name for name, targets in graph.items() if name in wanted and targets & graph.keys()}
        if inner == graph.keys():
            break
        graph = {name: graph[name] & inner for name in inner}
    assert graph == {}
