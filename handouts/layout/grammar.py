"""What a layout may write, and what is added to it before it is compiled.

Every loop, list and text that is put together is paid for; and where a problem is looked for, every tag says on which
line of which file it stands.
"""

from __future__ import annotations

import re
from typing import NoReturn

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer

from handouts.layout.filters import GONE_THROUGH, JOINED, NEWLY_MADE
from handouts.layout.xml_tree import MARK

_TAG = re.compile(r"<(?=[a-zA-Z])")
_REFERENCES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
_KINDS = {nodes.Extends: "extends", nodes.Include: "include", nodes.Import: "import", nodes.FromImport: "from"}


def restricted(tree: nodes.Template, name: str | None, environment: Environment, *, marked: bool) -> nodes.Template:
    """A layout that can be compiled; in one that is `marked` every tag says where it stands.

    Raises TemplateSyntaxError for what layouts have no use for."""
    for node in tree.find_all(nodes.Node):
        if problem := _unwanted(node):
            _refuse(problem, node, name)
    for part in (each for node in tree.find_all(nodes.Output) for each in node.nodes):
        if _is_no_text(part):
            _refuse("would print a list, None or True, and only words and numbers can be printed", part, name)
    if tree.find(nodes.Extends):
        _refuse_words_outside_blocks(tree, name)
    changed: nodes.Template = _Paid(name or "", marked).visit(tree)
    return changed.set_environment(environment)  # type: ignore[return-value]


def _refuse(message: str, node: nodes.Node, name: str | None) -> NoReturn:
    raise TemplateSyntaxError(message, node.lineno, name)


def _unwanted(node: nodes.Node) -> str:
    """Why something can't stand in a layout; nothing when it can."""
    if isinstance(node, _REFERENCES):
        named = node.template
        if not (isinstance(named, nodes.Const) and isinstance(named.value, str)):
            return f'{{% {_KINDS[type(node)]} %}} takes the name of one file in quotes, such as "_card.xml.j2"'
    if isinstance(node, nodes.ScopedEvalContextModifier):
        return "{% autoescape %} is not for layouts: words are always printed as they are written"
    if isinstance(node, nodes.For) and node.recursive:
        return 'a loop can\'t be "recursive" in a layout'
    if isinstance(node, nodes.Name) and node.name in ("varargs", "kwargs") and node.ctx == "load":
        return f'"{node.name}" is not for layouts: name each argument of the macro'
    return ""


def _is_no_text(node: nodes.Node) -> bool:
    """Whether something that is written down would look odd on paper; what is worked out is looked at when it is."""
    if isinstance(node, nodes.Const):
        return node.value is None or isinstance(node.value, bool)
    return isinstance(node, (nodes.List, nodes.Tuple, nodes.Dict))


def _refuse_words_outside_blocks(tree: nodes.Template, name: str | None) -> None:
    """What stands beside the blocks of a layout that extends another would be passed over in silence."""
    for node in tree.body:
        for part in node.nodes if isinstance(node, nodes.Output) else ():
            if not isinstance(part, nodes.TemplateData) or part.data.strip():
                shown = part.data.strip()[:40] if isinstance(part, nodes.TemplateData) else "{{ ... }}"
                at = part.lineno
                if isinstance(part, nodes.TemplateData):
                    at += part.data[: len(part.data) - len(part.data.lstrip())].count("\n")
                message = f'"{shown}" stands in no block, and a layout that extends another prints only its blocks'
                raise TemplateSyntaxError(message, at, name)


class _Paid(NodeTransformer):
    def __init__(self, name: str, marked: bool) -> None:
        self.name, self.marked = name, marked

    def through(self, node: nodes.Node, filter_name: str) -> nodes.Filter:
        """The same value, paid for."""
        return nodes.Filter(node, filter_name, [], [], None, None, lineno=node.lineno)

    def visit_For(self, node: nodes.For, *args: object, **kwargs: object) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.iter = self.through(node.iter, GONE_THROUGH)
        return node

    def visit_Compare(self, node: nodes.Compare, *args: object, **kwargs: object) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        for operand in node.ops:  # a word is looked for in all of a list, whatever stands before it
            if operand.op in ("in", "notin") and not _is_plain(operand.expr):
                operand.expr = self.through(operand.expr, GONE_THROUGH)
        sides = [node.expr, *(operand.expr for operand in node.ops)]
        if not any(_is_plain(side) for side in sides):
            node.expr = self.through(node.expr, GONE_THROUGH)
            for operand in node.ops:
                operand.expr = self.through(operand.expr, GONE_THROUGH)
        return node

    def visit_Concat(self, node: nodes.Concat, *args: object, **kwargs: object) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return self.through(nodes.Tuple(node.nodes, "load", lineno=node.lineno), JOINED)

    def visit_Getitem(self, node: nodes.Getitem, *args: object, **kwargs: object) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if not isinstance(node.arg, nodes.Slice):
            return node
        node.node = self.through(node.node, GONE_THROUGH)  # a part of a text is taken without asking the sandbox
        return self.through(node, NEWLY_MADE)

    def visit_List(self, node: nodes.List, *args: object, **kwargs: object) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return node if _is_plain(node) else self.through(node, NEWLY_MADE)

    def visit_Dict(self, node: nodes.Dict, *args: object, **kwargs: object) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return self.through(node, NEWLY_MADE)

    def visit_Tuple(self, node: nodes.Tuple, *args: object, **kwargs: object) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return node if node.ctx != "load" or _is_plain(node) else self.through(node, NEWLY_MADE)

    def visit_TemplateData(self, node: nodes.TemplateData, *args: object, **kwargs: object) -> nodes.Node:  # noqa: N802
        if self.marked:
            node.data = _TAG.sub(lambda tag: self.mark(node, tag.start()) + tag[0], node.data)
        return node

    def mark(self, node: nodes.TemplateData, start: int) -> str:
        """Where a tag stands, in a form that is no part of the page."""
        return f"<?{MARK} {self.name} {node.lineno + node.data.count(chr(10), 0, start)}?>"


def _is_plain(node: nodes.Expr) -> bool:
    """A text or number that the layout writes itself, or some of them."""
    if isinstance(node, (nodes.List, nodes.Tuple)):
        return all(isinstance(item, nodes.Const) for item in node.items)
    return isinstance(node, nodes.Const)
