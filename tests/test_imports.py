"""The house's one rule on doors: who may import whom, and which library lives where."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted(file for package in ("bot", "retrieval") for file in (ROOT / package).rglob("*.py"))

# A layer may import itself and what stands below it.
LAYERS = (
    {"retrieval.tables_worker"},
    {"retrieval.library"},
    {"retrieval.across"},
    {"retrieval.verifying", "retrieval.browsing", "retrieval.tables_pool"},
    {
        "retrieval.ingest",
        "retrieval.asked_text",
        "retrieval.report_keys",
        "retrieval.quote_ids",
        "retrieval.auditing",
        "retrieval.answering.engine",
        "retrieval.answering.router",
        "retrieval.answering.smalltalk",
        "retrieval.answering.meaning",
        "retrieval.answering.twofold",
    },
    {"retrieval.answering.tables"},
    {"retrieval.answering.comparing"},
    {"retrieval.answering.yesno"},
    {"retrieval.answering.numbers"},
    {"retrieval.answering.passages"},
    {"retrieval.answering.lists"},
    {"retrieval.answering.texts"},
    {"retrieval.answering.kept"},
    {"retrieval.answering.selecting"},
    {"retrieval.answering.excluding"},
    {"retrieval.answering.evidence"},
    {"retrieval.answering.followups"},
    {"retrieval.answering.asking"},
    {"retrieval.answering"},
    {"retrieval.index"},
    {"retrieval.figures"},
    {"retrieval.reading"},
    {"retrieval.language"},
    {"retrieval.data"},
    {
        "retrieval.records",
        "retrieval.table_records",
        "retrieval.review_records",
        "retrieval.audit_records",
        "retrieval.children",
        "retrieval.errors",
    },
)
# Packages of one layer that stand side by side: neither knows the other.
APART = (("retrieval.answering", "retrieval.auditing"),)
BOT_MAY_IMPORT = (
    "bot",
    "retrieval.library",
    "retrieval.records",
    "retrieval.table_records",
    "retrieval.review_records",
    "retrieval.audit_records",
    "retrieval.errors",
)
HOMES = {
    "jieba": ["retrieval/language/tokens.py"],
    "rank_bm25": ["retrieval/index/bm25.py"],
    "sqlite_utils": ["retrieval/index/database.py"],
    "tantivy": ["retrieval/index/disk_index.py"],
    "telegram": ["bot/telegram/"],
    "datasette": ["bot/browse/app.py", "bot/browse/plugin.py"],
}


def module_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(file) for file in FILES}


@cache
def imports_of(file: Path, *, at_load: bool = False) -> tuple[str, ...]:
    """Return the modules a file imports; with ``at_load`` only those that loading it imports."""
    return tuple(_imports_of(file, at_load))


def _imports_of(file: Path, at_load: bool) -> Iterator[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    package = module_of(file) if file.name == "__init__.py" else module_of(file).rpartition(".")[0]
    for node in statements_at_load(tree) if at_load else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join(
                [*(parents if node.level else []), *([node.module] * bool(node.module))]
            )
            for name in node.names:
                inner = f"{base}.{name.name}"
                yield inner if inner in MODULES else base


def statements_at_load(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what runs when a module is loaded: not what functions or type checkers import."""
    for child in ast.iter_child_nodes(node):
        typing_only = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        if not typing_only and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
            yield from statements_at_load(child)


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def layer_of(module: str) -> int | None:
    for number, layer in enumerate(LAYERS):
        if any(within(module, package) for package in layer):
            return number
    return None


def by_path(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("file", FILES, ids=by_path)
def test_bot_knows_only_the_one_door(file: Path) -> None:
    for imported in imports_of(file):
        if module_of(file).startswith("bot") and within(imported, "retrieval"):
            assert any(within(imported, allowed) for allowed in BOT_MAY_IMPORT), imported
        if module_of(file).startswith("retrieval"):
            assert not within(imported, "bot"), imported


@pytest.mark.parametrize(
    "file", [file for file in FILES if module_of(file).startswith("retrieval.")], ids=by_path
)
def test_inside_retrieval_imports_go_down(file: Path) -> None:
    own = layer_of(module_of(file))
    assert own is not None, "a module outside of the layers: add it to LAYERS"
    for imported in imports_of(file):
        below = layer_of(imported)
        if below is not None and module_of(file) != imported:
            assert below >= own, f"{module_of(file)} imports {imported}, which stands above it"


@pytest.mark.parametrize(("one", "other"), [pair for two in APART for pair in (two, two[::-1])])
def test_neighbours_do_not_know_each_other(one: str, other: str) -> None:
    own = [file for file in FILES if within(module_of(file), one)]
    assert own
    assert [by_path(f) for f in own if any(within(i, other) for i in imports_of(f))] == []


@pytest.mark.parametrize("library", sorted(HOMES))
def test_a_library_has_one_home(library: str) -> None:
    users = [by_path(f) for f in FILES if any(within(i, library) for i in imports_of(f))]
    strangers = [user for user in users if not user.startswith(tuple(HOMES[library]))]
    assert strangers == []
    if library != "telegram":
        assert sorted(users) == sorted(HOMES[library])


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {
        module_of(file): sorted(MODULES.intersection(imports_of(file, at_load=True)))
        for file in FILES
    }
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " → ".join([*path[path.index(module) :], module])
        if module not in done:
            for imported in graph[module]:
                # A package and its own parts are one thing here.
                if not within(module, imported):
                    visit(imported, (*path, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def test_the_reader_of_imports_sees_them(tmp_path: Path) -> None:
    file = ROOT / "retrieval" / "library.py"
    assert "retrieval.index.store" in set(imports_of(file))
    assert "retrieval.ingest" in set(imports_of(file))
    assert "retrieval.ingest" not in set(imports_of(file, at_load=True))
