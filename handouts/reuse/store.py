"""How things are kept: pure functions are `reused` from a store; what is made of a thing can live as long as that."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache, wraps
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar, cast
from weakref import ref

Given = ParamSpec("Given")
Made = TypeVar("Made")
Thing = TypeVar("Thing")
Function = TypeVar("Function", bound=Callable[..., object])


class ByIdentity(Generic[Thing]):
    """A key for one object: another one that is equal is another key."""

    __slots__ = ("thing",)

    def __init__(self, thing: Thing) -> None:
        self.thing = thing

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and other.thing is self.thing


class _Held(Protocol):
    """How much a cache holds."""

    @property
    def currsize(self) -> int:
        """The number of its results."""


class _Cache(Protocol):
    """What `lru_cache` makes of a function."""

    def cache_info(self) -> _Held:
        """How much it holds."""

    def cache_clear(self) -> None:
        """Empty it."""


class Store:
    """What is made once in a process: at most so many things and, where `heaviest` is given, so many bytes of them. The
    older half is forgotten when there are more."""

    def __init__(self, most: int, what: str, heaviest: int | None = None) -> None:
        self.most, self.what, self.heaviest = most, what, heaviest
        self._kept: dict[Hashable, Any] = {}
        self._weights: dict[Hashable, int] = {}
        self._caches: list[_Cache] = []
        self._there: set[int] = set()
        self.get = self._kept.get

    def __len__(self) -> int:
        return sum((len(self._kept), *(cache.cache_info().currsize for cache in self._caches)))

    def __iter__(self) -> Iterator[object]:
        """All that is kept, for those who look whether it may be."""
        yield from list(self._kept.items())
        yield from self._caches

    def keep(self, key: Hashable, value: object, weight: int = 0) -> None:
        """Put something in that weighs so many bytes; what is too heavy for the whole store is not kept."""
        if self.heaviest is not None:
            if weight > self.heaviest:
                return
            self._weights[key] = weight
        self._kept[key] = value
        self._there.add(id(value))
        while len(self._kept) > self.most or sum(self._weights.values()) > (self.heaviest or 0):
            for old in list(self._kept)[: (len(self._kept) + 1) // 2]:
                self._there.discard(id(self._kept.pop(old, None)))
                self._weights.pop(old, None)

    def holds(self, thing: object) -> bool:
        """Whether this very thing was put in, so that it will come up again."""
        return id(thing) in self._there

    def forget(self) -> None:
        """Empty it."""
        self._kept.clear()
        self._there.clear()
        self._weights.clear()
        for cache in self._caches:
            cache.cache_clear()

    def cache(self, function: Function) -> Function:
        """The same function, whose results are kept by what it is given; what was used last stays."""
        cached = lru_cache(self.most)(function)
        self._caches.append(cached)
        return cast("Function", cached)


def reused(
    store: Store,
    *,
    key: Callable[..., Hashable | None] | None = None,
    unless: Callable[..., bool] | None = None,
    weight: Callable[..., int] | None = None,
) -> Callable[[Function], Function]:
    """Make a pure function take from a store what it has made before.

    What it is given is the key, or what `key` makes of it; for None nothing is kept. Neither is anything for which
    `unless` holds: that is asked once for each new thing. `weight` says how many bytes a thing has."""
    if key is None and unless is None and weight is None:
        return store.cache

    def decorated(make: Function) -> Function:
        @wraps(make)
        def run(*args: object, **kwargs: object) -> object:
            place = key(*args, **kwargs) if key else (args, *kwargs.items())
            found = store.get(place)
            if found is None:
                found = make(*args, **kwargs)
                if place is not None and not (unless and unless(*args, **kwargs)):
                    store.keep(place, found, weight(found) if weight else 0)
            return found

        return cast("Function", run)

    return decorated


def alongside(make: Callable[Concatenate[Thing, Given], Made]) -> Callable[Concatenate[Thing, Given], Made]:
    """Make a pure function keep what it makes of a thing exactly as long as that thing is there, however equal others
    are. So what is made of something that is not kept is not kept either."""
    made: dict[int, tuple[ref[Thing], dict[tuple[object, ...], Made]]] = {}

    @wraps(make)
    def run(thing: Thing, /, *args: Given.args, **kwargs: Given.kwargs) -> Made:
        place = id(thing)
        known = made.get(place)
        if known is None or known[0]() is not thing:
            known = made[place] = (ref(thing, lambda _: made.pop(place, None)), {})
        found = known[1].get(args)
        if found is None:
            found = known[1][args] = make(thing, *args, **kwargs)
        return found

    return run
