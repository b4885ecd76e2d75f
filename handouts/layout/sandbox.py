"""What a layout can reach: fields of our frozen dataclasses, items of lists and mappings, and the few harmless methods,
filters and functions that are listed here. Everything else is refused.

An allow list, since a list of what is forbidden is never whole: one method of one library is enough to run a program.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from types import BuiltinMethodType, MethodType
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from handouts.content.words import Words
from handouts.content.words.phrase import PhraseGroup, PluralForms
from handouts.files.problems import nearest
from handouts.layout.files import LayoutLoader
from handouts.layout.filters import every_filter, every_test
from handouts.layout.following import has_private, made_of_private
from handouts.layout.grammar import restricted
from handouts.layout.limits import come_out, concat, go_inside, made, operated, printed
from handouts.resolve import cards, passages, resolved
from handouts.resolve.dose import Phrase
from handouts.reuse.private import MARK, Private

OF_TEXT = frozenset(
    (
        *("capitalize", "count", "endswith", "find", "isalpha", "isdigit", "islower", "isupper", "lower", "lstrip"),
        *("removeprefix", "removesuffix", "rstrip", "split", "splitlines", "startswith", "strip", "title", "upper"),
    )
)
OF_MAPPING = frozenset(("get", "items", "keys", "values"))
OF_LOOP = frozenset(
    (
        *("index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem"),
        *("cycle", "changed"),
    )
)
METHODS: dict[type, frozenset[str]] = {
    str: OF_TEXT,
    Private: OF_TEXT,
    Markup: OF_TEXT,
    dict: OF_MAPPING,
    LoopContext: frozenset(("cycle", "changed")),
}
FUNCTIONS = (range, Namespace)
SUBSCRIPTED = frozenset((dict, list, tuple, str, Private, Markup, range))
KINDS = {
    str: "a text",
    Private: "a text",
    Markup: "a text",
    dict: "a mapping",
    list: "a list",
    tuple: "a list",
    bool: "a yes or no",
}
EMPTY: frozenset[str] = frozenset()


def names_of(kind: type) -> frozenset[str]:
    """What a layout sees of a dataclass: its fields, save those that are not for layouts, and its properties."""
    shown = {each.name for each in fields(kind) if each.metadata.get("for_layouts", True)}
    return frozenset(shown | {name for name, value in vars(kind).items() if isinstance(value, property)})


def phrases_of(words: type[Words]) -> dict[type, frozenset[str]]:
    """What a layout sees of the fixed words: groups, in each the phrases, and nothing inside one with plural forms."""
    kinds = (field.annotation for field in words.model_fields.values())
    groups = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, PhraseGroup)]
    return {PluralForms: EMPTY} | {kind: frozenset(kind.model_fields) for kind in (words, *groups)}


SEEN: dict[type, frozenset[str]] = phrases_of(Words) | {
    kind: names_of(kind)
    for module in (passages, cards, resolved)
    for kind in (*vars(module).values(), Phrase)
    if isinstance(kind, type) and is_dataclass(kind)
}
NAMES: dict[type, frozenset[str]] = {
    **SEEN,
    **METHODS,
    LoopContext: OF_LOOP,
    BlockReference: frozenset(("super",)),
}


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment in which layouts are filled: every attribute, item, call and sum goes through here."""

    intercepted_binops = frozenset(("+", "*", "%", "**"))
    concat = staticmethod(concat)

    def __init__(self, loader: LayoutLoader, *, marked: bool = False, **options: Any) -> None:
        super().__init__(loader=loader, autoescape=True, undefined=StrictUndefined, finalize=printed, **options)
        self.filters = every_filter()
        self.tests = every_test()  # type: ignore[assignment]
        self.globals = {"range": range, "namespace": Namespace}
        self.layouts, self.marked = loader.layouts, marked

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        return super()._generate(restricted(source, name, self, marked=self.marked), name, filename, defer_init)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field, an allowed method, or the item of that name."""
        kind = type(obj)
        if attribute in NAMES.get(kind, EMPTY):
            return getattr(obj, attribute)
        if kind is dict:
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(self._lacks(obj, attribute), obj, attribute)
        if kind is TemplateModule and attribute[0] != "_" and attribute in vars(obj):
            return vars(obj)[attribute]
        if isinstance(obj, Undefined):
            return obj._fail_with_undefined_error()
        if not attribute.startswith("_"):
            if kind is TemplateReference:
                return self._block_of(obj, attribute)
            if kind is Namespace and attribute in _named(obj):
                return getattr(obj, attribute)
        if kind in SEEN or kind in (TemplateModule, Namespace):
            return self.undefined(self._lacks(obj, attribute), obj, attribute)
        return self.unsafe_undefined(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An item; a field or method where the name of one is given."""
        if type(obj) in SUBSCRIPTED:
            try:
                found = obj[argument]
            except (TypeError, LookupError):
                pass
            else:
                return made_of_private(found) if type(obj) is Markup and MARK in obj else found
        if isinstance(argument, Private):
            return self.undefined("there is nothing of the name that a patient's file says", obj, "")
        if isinstance(argument, str):
            return self.getattr(obj, str(argument))
        if isinstance(argument, int) and type(obj) in SUBSCRIPTED:
            return self.undefined(f"there is no item {argument}", obj, str(argument))
        return self.unsafe_undefined(obj, str(type(argument).__name__))

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """A macro, a block, or one of the methods and functions that are listed."""
        if isinstance(obj, (Macro, BlockReference)):
            try:
                go_inside()
                return context.call(obj, *args, **kwargs)
            finally:
                come_out()
        if isinstance(obj, Undefined):
            return obj._fail_with_undefined_error()
        if not _is_allowed(obj):
            raise SecurityError(f"a {type(obj).__name__} can't be called in a layout")
        found = made(context.call(obj, *args, **kwargs))
        if has_private((getattr(obj, "__self__", None), *args, *kwargs.values())):
            return made_of_private(found)
        return found

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A sum or product of numbers."""
        return operated(operator, self.binop_table[operator], left, right)

    def unsafe_undefined(self, obj: object, attribute: str) -> Undefined:
        """What stands for a thing that is refused: using it says why."""
        kind = KINDS.get(type(obj), f"a {type(obj).__name__}")
        instead = f"; write | {attribute}" if attribute in self.filters else ""
        told = f'"{attribute}" of {kind} is not for layouts{instead}'
        return self.undefined(told, obj, attribute, exc=SecurityError)

    def _block_of(self, obj: TemplateReference, name: str) -> object:
        try:
            return obj[name]
        except KeyError:
            return self.undefined(f'there is no block "{name}"', obj, name)

    def _lacks(self, obj: Any, name: str) -> str:
        known = NAMES[type(obj)] if type(obj) in SEEN else obj if isinstance(obj, dict) else _named(obj)
        near = nearest(name, [each for each in known if isinstance(each, str) and not each.startswith("_")])
        return f'there is no "{name}" here{"; " + near[0].lower() + near[1:-1] + "?" if near else ""}'


def _named(obj: TemplateModule | Namespace) -> Mapping[str, object]:
    """What an imported file or a namespace holds, by name."""
    return obj._Namespace__attrs if isinstance(obj, Namespace) else vars(obj)


def _is_allowed(obj: Callable[..., object]) -> bool:
    """Whether something may be called: methods by the type of what they belong to, functions one by one."""
    if type(obj) in (MethodType, BuiltinMethodType):
        return obj.__name__ in METHODS.get(type(getattr(obj, "__self__", None)), EMPTY)
    return any(obj is each for each in FUNCTIONS)
