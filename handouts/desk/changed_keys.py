"""A YAML file of the clinic's with other values for some of its keys; all that nobody changed stays, remarks too."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import yaml

from handouts.desk.asked import amount
from handouts.files.problems import ContentError, order_problem
from handouts.files.yaml_reader import read_yaml


def stamp(data: bytes) -> str:
    """By what a change of a file is noticed."""
    return hashlib.sha256(data).hexdigest()[:24]


def refuse_changed(before: bytes, since: str, key: str) -> None:
    """Raise ContentError, for this key of an order, where a file is another than the one with this stamp."""
    if stamp(before) != since:
        message = "was changed by somebody else meanwhile."
        raise ContentError([order_problem(key, message, "Read it again, then make your changes.")])


def changed(wanted: Mapping[str, object], there: Mapping[str, object]) -> dict[str, object]:
    """The keys that are to be another than they are; None for one that is taken away."""
    asked = {key: said(value) for key, value in wanted.items() if key != "format"}
    return {key: value for key, value in asked.items() if value != said(there.get(key))}


def said(value: object) -> object:
    """A value without what was left empty in it, and None for nothing; digits alone are a number where an amount is
    asked for."""
    if isinstance(value, Mapping):
        kept = {key: amount(key, said(each)) for key, each in value.items()}
        return {key: each for key, each in kept.items() if each is not None} or None
    if isinstance(value, list):
        kept_items = [said(each) for each in value]
        return [each for each in kept_items if each is not None] or None
    value = value.strip() if isinstance(value, str) else value
    return None if value == "" else value


def rewritten(before: bytes, now: Mapping[str, object], shown: str) -> bytes:
    """A YAML file with other values for some of its keys, None for one that is taken away. Raises ContentError where it
    would not be read again as all the old keys with these changes."""
    if not now:
        return before
    data = with_keys(before.decode("utf-8-sig"), now).encode()
    wanted = {key: each for key, each in read_yaml(before, shown).keys.items() if key not in now}
    there = read_yaml(data, shown).keys
    kept = {key: each for key, each in there.items() if key not in now}
    if kept != wanted or any(said(there.get(key)) != value for key, value in now.items()):
        raise ContentError([order_problem("", "The file can't be changed here.", "Change it in an editor.")])
    return data


def with_keys(file: str, changed: Mapping[str, object]) -> str:
    """The text of a YAML file with other values for some of its keys; all else stays as it is, comments too."""
    node = yaml.compose(file, Loader=yaml.SafeLoader)
    left = dict(changed)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    pieces, end = list[str](), 0
    for key, value in pairs:
        if key.value not in left:
            continue
        pieces.append(file[end : key.start_mark.index])
        end = value.end_mark.index
        after = _comments_at_the_end(file[key.start_mark.index : end])
        pieces.append(_lines(key.value, left.pop(key.value)))
        rest = file[end:]
        same_line = rest.partition("\n")[0]
        if after or file[:end].endswith("\n"):  # YAML ends a block where the next key begins
            pass
        elif not same_line.strip().startswith("#"):
            end += len(same_line) + 1 if "\n" in rest else len(same_line)
        else:  # a remark behind the value
            pieces[-1] = pieces[-1].removesuffix("\n")
        pieces.append(after)
    whole = "".join(pieces) + file[end:]
    whole += "" if whole.endswith("\n") or not whole else "\n"
    return whole + "".join(_lines(key, value) for key, value in left.items())


def _comments_at_the_end(piece: str) -> str:
    """The empty lines and remarks between a value and the next key, which YAML counts to the value."""
    lines = piece.splitlines(keepends=True)
    kept: list[str] = []
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        kept.insert(0, lines.pop())
    return "".join(kept)


def _lines(key: str, value: object) -> str:
    return "" if value is None else yaml.safe_dump({key: value}, allow_unicode=True, sort_keys=False, width=110)
