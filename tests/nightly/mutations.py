"""Small faults that a program could have: each is one place of a file, changed.

A fault is written into the text where its node stands, so that all else stays as it is.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
}


@dataclass(frozen=True)
class Mutant:
    """One fault.

    Attributes:
        line: where it is.
        old: what stands there, on one line.
        new: what would stand there.
        text: the whole file with the fault.
    """

    line: int
    old: str
    new: str
    text: str


def mutants(source: str) -> list[Mutant]:
    """Return every fault that *source* could have, in the order of its text."""
    found = []
    for node in _nodes(ast.parse(source)):
        for new in _changed(node):
            old = ast.unparse(node)
            found.append(Mutant(node.lineno, old, new, _with(source, node, new)))
    return sorted(found, key=lambda mutant: mutant.line)


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what runs: no annotations, decorators, assertions, and no f-strings.

    Up to Python 3.11, nodes in an f-string do not know where they stand.
    """
    unsound = (ast.JoinedStr, ast.Assert)
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not isinstance(child, unsound):
                yield child
                yield from _nodes(child)


def _changed(node: ast.AST) -> Iterator[str]:
    """Yield what could wrongly stand in place of *node*."""
    match node:
        case ast.Compare(left, [operator], [right]):
            yield f"({_text(ast.Compare(left, [_swapped(operator)], [right]))})"
        case ast.BoolOp(operator, values):
            yield f"({_text(ast.BoolOp(_swapped(operator), values))})"
        case ast.BinOp(left, operator, right) if type(operator) in _SWAPPED:
            if not any(_is_string(side) for side in (left, right)):
                yield f"({_text(ast.BinOp(left, _swapped(operator), right))})"
        case ast.UnaryOp(ast.Not(), operand):
            yield f"({_text(operand)})"
        case ast.Constant(bool(value)):
            yield str(not value)
        case ast.Constant(int(value) | float(value)):
            yield str(value + 1 if value < 10 else value * 2)
        case ast.Return(value) if value is not None and _text(value) != "None":
            yield "return None"
        case ast.Expr(ast.Call() | ast.Await()) | ast.Raise() | ast.AugAssign():
            yield "pass"
        case ast.Continue():
            yield "break"
        case ast.Break():
            yield "continue"


def _swapped(operator: ast.AST) -> ast.AST:
    return _SWAPPED[type(operator)]()


def _is_string(node: ast.AST) -> bool:
    """Say whether *node* is text: no program would get as far as a test without its plus."""
    return isinstance(node, ast.JoinedStr) or isinstance(getattr(node, "value", None), str)


def _text(node: ast.AST) -> str:
    return ast.unparse(node)


def _with(source: str, node: ast.AST, new: str) -> str:
    """Return *source* with *new* where *node* stands; columns count bytes."""
    lines = source.encode().splitlines(keepends=True)
    first, last = node.lineno - 1, node.end_lineno - 1
    head = lines[first][: node.col_offset]
    tail = lines[last][node.end_col_offset :]
    whole = [*lines[:first], head + new.encode() + tail, *lines[last + 1 :]]
    return b"".join(whole).decode()
