"""Commands about what was done and where it is kept: undo, redo, history, where."""

from typing import Any, Final

from planner.cli.answers import tell_next
from planner.cli.command import Call, Command
from planner.cli.parser import Parser
from planner.core.changes import Change

_SHOWN: Final = 20
_MOST_SHOWN: Final = 10_000


def _json_arguments(parser: Parser) -> None:
    parser.add_json()


def _undo(call: Call) -> None:
    _answer(call, "undone", call.session.undo(), "`planner redo` does it again.")


def _redo(call: Call) -> None:
    _answer(call, "done again", call.session.redo(), "`planner undo` takes it back.")


def _answer(call: Call, word: str, change: Change, back: str) -> None:
    call.console.narrate(f"{word}: {change.title}")
    call.console.narrate(back)
    outlook = call.session.outlook()
    tell_next(call, outlook)
    if call.wants_json:
        from planner.cli import shapes

        call.console.json({"change": change.title} | shapes.status(outlook))


def _history_arguments(parser: Parser) -> None:
    parser.add_argument("--all", action="store_true", help=f"all of them, not only the newest {_SHOWN}")
    parser.add_json()


def _history(call: Call) -> None:
    entries = list(call.session.history())
    if call.wants_json:
        call.console.json(
            {
                "today": call.today.isoformat(),
                "changes": [
                    {"number": one.number, "at": one.at.isoformat(), "title": one.title, "undone": one.undone}
                    for one in entries
                ],
            }
        )
        return
    from planner.cli.cells import clip, fit
    from planner.core.wording import ago_words

    for one in entries[: _MOST_SHOWN if call.options.all else _SHOWN]:
        when = ago_words(one.at, call.surroundings.moment)
        left = call.console.width - 22
        title = clip(f"(undone) {one.title}" if one.undone else one.title, left)
        call.console.line(f"{one.number:>5}  {fit(when, 13)}  {call.console.dim(title) if one.undone else title}")
    if len(entries) > _SHOWN and not call.options.all:
        call.console.narrate(f"and {len(entries) - _SHOWN} more: planner history --all")


def _where(call: Call) -> None:
    places = call.surroundings
    size = _size(call)
    if call.wants_json:
        found: dict[str, Any] = {
            "file": str(places.data_file),
            "exists": size is not None,
            "size": size,
            "plans": [str(folder) for folder in places.plan_folders],
            "settings": None if places.settings_file is None else str(places.settings_file()),
            "cache": None if places.cache_folder is None else str(places.cache_folder()),
        }
        call.console.json(found)
        return
    state = "no journey yet: planner start --from ROLE" if size is None else f"{size:,} bytes"
    call.console.line(f"data file   {places.data_file} ({state})")
    for index, folder in enumerate(places.plan_folders):
        note = "" if folder.is_dir() else " (not there; make it to keep plans of your own)"
        call.console.line(f"{'plans' if not index else '':<11} {folder}{note}")
    if places.settings_file is not None:
        call.console.line(f"settings    {places.settings_file()}")
    if places.cache_folder is not None:
        call.console.line(f"cache       {places.cache_folder()} (can be deleted; all in it is worked out again)")


def _size(call: Call) -> int | None:
    """Bytes of the data file; None when it cannot be seen."""
    try:
        return call.surroundings.data_file.stat().st_size
    except OSError:
        return None


COMMANDS: Final = {
    "undo": Command(_json_arguments, _undo, ("planner undo",)),
    "redo": Command(_json_arguments, _redo, ("planner redo",)),
    "history": Command(_history_arguments, _history, ("planner history", "planner history --all --json")),
    "where": Command(_json_arguments, _where, ("planner where",)),
}
