"""Which names the code of a cell imports, uses and binds: read from its syntax tree, and never run."""

import ast
import dis
import symtable
import types


def parsed(source):
    """The syntax tree of a cell, magics and all; an empty one if it is not Python."""
    if source.startswith("%%"):  # %%time, say, runs the lines below it
        source = source.partition("\n")[2]
    try:
        return ast.parse(source)
    except SyntaxError:
        from IPython.core.inputtransformer2 import TransformerManager

        try:
            return ast.parse(TransformerManager().transform_cell(source))
        except SyntaxError:
            return ast.parse("")


def imported(source):
    """What a cell imports: modules, and of `from a import b` both a and a.b, which may be a module or not."""
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if alias.name != "*")


def import_lines(source):
    """The import statements of a cell of the release: the judge runs them, and never the rest of a solution cell."""
    tree = parsed(source).body
    return "\n".join(ast.unparse(node) for node in tree if isinstance(node, (ast.Import, ast.ImportFrom)))


def packages_used(sources):
    """The packages of which these cells use something, by the look of it: they take a part, or read the name it has."""
    read, found = set().union(*(names(source, ast.Load) for source in sources)), set()
    for node in (node for source in sources for node in ast.walk(parsed(source))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
        elif isinstance(node, ast.Import):
            found |= {a.name.partition(".")[0] for a in node.names if "." in a.name or (a.asname or a.name) in read}
    return found


def names(source, context):
    """The names that code loads (context ast.Load) or binds (ast.Store: functions, arguments and imports too)."""
    found = set()
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, context):
            found.add(node.id)
        elif context is ast.Store and isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.arg)):
            found.add(getattr(node, "name", None) or node.arg)
        elif context is ast.Store and isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    return found


def read_first(sources):
    """The names that these cells, in their order, read or delete before one of them binds them: `old = f; f = fake`.

    Python's own instructions have the order. Of a function that changes a name for all (`global`), any order counts.
    """
    read, bound = set(), set()
    for steps in map(instructions, sources):
        for what, name in steps:
            if what in ("LOAD_NAME", "DELETE_NAME") and name not in bound:
                read.add(name)
            elif what == "STORE_NAME":
                bound.add(name)
            elif what == "LOAD_CONST" and isinstance(name, types.CodeType):
                inner = {(each.opname, each.argval) for each in dis.get_instructions(name)}
                changed = {each for kind, each in inner if kind == "STORE_GLOBAL"}
                read |= {each for kind, each in inner if kind == "LOAD_GLOBAL" and each in changed} - bound
    return read


def instructions(source):
    """[(Python's instruction, what it is about)] of a cell's top level, in the order in which they run."""
    try:
        code = compile(parsed(source), "<cell>", "exec")
    except SyntaxError:  # the cell does not run
        return []
    return [(step.opname, step.argval) for step in dis.get_instructions(code)]


def defined_on_top(source):
    """The names that a cell leaves behind: not what is local to its functions and comprehensions."""
    try:
        table = symtable.symtable(ast.unparse(parsed(source)), "<cell>", "exec")
    except SyntaxError:  # such as `global` behind the use of a name: the cell does not run
        return set()
    return {name.get_name() for name in table.get_symbols() if name.is_assigned() or name.is_imported()}
