"""What a source imports, and which files of this repository that leads to. Sources are read, and never run."""

import ast
from typing import NamedTuple


class ImportsError(ValueError):
    """A source is not Python, or it imports a module that is not there; the message says which."""


class Imports(NamedTuple):
    """What a source imports: a.b, surely a module, for `import a.b` and `from a.b import c`; a.b.c, perhaps one."""

    modules: set
    names: set

    def __or__(self, other):
        return Imports(self.modules | other.modules, self.names | other.names)


def imports(source, where, package=""):
    """The Imports of Python source, at any depth. Raises ImportsError if it is not valid.

    where: what to call the source in an error; package: the package it belongs to, for relative imports.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise ImportsError(f"{where} is not valid Python: {error}") from error
    found = Imports(set(), set())
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= Imports({alias.name for alias in node.names}, set())
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*above, *filter(None, [node.module])])
            found |= Imports({module}, {f"{module}.{alias.name}" for alias in node.names})
    return found


def closure(wanted, root, follow):
    """Every module of the repository at root that the wanted Imports lead to, however indirectly, with its packages.

    follow: module name -> whether it is one to follow.
    Returns name -> file, and the Imports of them all. Raises ImportsError for a module that is not there.
    """
    found, everything, queue = {}, wanted, [wanted]
    while queue:
        modules, names = queue.pop()
        for module in sorted(filter(follow, (modules | names) - found.keys())):
            path = module_file(module, root)
            if path is None and module in modules:
                raise ImportsError(f"there is no module {module} in {root}")
            if path is None:
                continue
            found[module] = path
            parent = module.rpartition(".")[0]
            package = module if path.name == "__init__.py" else parent
            inner = imports(path.read_text(encoding="utf-8"), path, package)
            queue.append(inner | Imports({parent} - {""}, set()))
            everything |= inner
    return found, everything


def module_file(module, root):
    """The file of a module below root, or None."""
    base = root.joinpath(*module.split("."))
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if module and path.is_file()), None)


def within(module, *packages):
    """Whether a module is one of the packages or inside one."""
    return any(module == package or module.startswith(package + ".") for package in packages)


def judging_files(assignment, root):
    """The files that decide whether an answer is right: the checks, the assignment's declarations and the references.

    They are what the declarations of the assignment import, and what builds a key from them. [] for an assignment
    without declarations.
    """
    folder = root / "graders" / "exercises" / assignment.split("-")[0].lower()
    declarations = {f"graders.exercises.{folder.name}.{path.stem}" for path in folder.glob("[!_]*.py")}
    if not declarations:
        return []
    wanted = declarations | {f"graders.exercises.{folder.name}", "graders.build_key", "graders.checks"}
    found, _ = closure(Imports(wanted, set()), root, lambda module: within(module, "graders", "utils"))
    return sorted(found.values())
