"""Keys that two actions want: found, told, and settled so that all the others count."""

from collections.abc import Mapping

from msgspec import Struct

from planner.settings.keyboard import KEYS, share_a_place

Keymap = Mapping[str, tuple[str, ...]]


class Clash(Struct, frozen=True):
    """`loser` wanted `key`, which `winner` has; it keeps the keys it has by itself."""

    key: str
    loser: str
    winner: str


def keys_of(action: str, chosen: Keymap) -> tuple[str, ...]:
    """The keys of an action: those chosen, else its own."""
    return chosen.get(action, KEYS[action])


def settled(chosen: Keymap) -> tuple[dict[str, tuple[str, ...]], list[Clash]]:
    """What can count of the keys chosen, and the clashes that kept the rest from it.

    What was chosen later gives way, for taking a choice back never leaves two actions on one key in the end: without
    any choice there is no clash.
    """
    left, clashes = dict(chosen), []
    while clash := _first(left):
        clashes.append(clash)
        del left[clash.loser]
    return left, clashes


def _first(chosen: Keymap) -> Clash | None:
    """A clash that one of the choices is part of; the later choice of the two loses."""
    order = {action: place for place, action in enumerate(chosen)}
    holders: dict[str, list[str]] = {}
    for action in (*(each for each in KEYS if each not in chosen), *chosen):
        for key in keys_of(action, chosen):
            for other in holders.get(key, ()):
                if other != action and share_a_place(action, other):
                    winner, loser = sorted((other, action), key=lambda each: order.get(each, -1))
                    return Clash(key, loser, winner)
            holders.setdefault(key, []).append(action)
    return None


def holder(key: str, action: str, chosen: Keymap) -> str | None:
    """Who has a key that `action` would like to have; None when it is free."""
    return next(
        (other for other in KEYS if other != action and share_a_place(action, other) and key in keys_of(other, chosen)),
        None,
    )
