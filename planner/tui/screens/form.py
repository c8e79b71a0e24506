"""One dialog for every question that takes a line or two: fields in, checked text out.

A field is checked while it is typed; what is wrong stands below it, and nothing typed is lost by a mistake.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Label, Select, TextArea

from planner.tui.editor import edit
from planner.tui.preferences import preferences_of
from planner.tui.screens.fields import Field
from planner.tui.symbols import LATE
from planner.tui.widgets.words import Words, set_in

_GAP: Final = 3


class FormScreen(ModalScreen[Mapping[str, str] | None]):
    """Asks for the fields and dismisses with the answers by name, or with None when the person goes back."""

    CSS_PATH = "form.tcss"
    AUTO_FOCUS = "Input, TextArea, Select, #save"
    BINDINGS = [
        Binding("escape", "leave", "Back"),
        Binding("ctrl+s", "save", "Save"),
        Binding("ctrl+e", "edit_elsewhere", "Editor", priority=True),
        Binding("pagedown", "scroll(1)", "Further down", show=False),
        Binding("pageup", "scroll(-1)", "Further up", show=False),
    ]

    def __init__(
        self, title: str, fields: Sequence[Field], *, about: str = "", save: str = "Save", listing: str = ""
    ) -> None:
        super().__init__()
        self._title, self._fields, self._about, self._save = title, tuple(fields), about, save
        self._listing = listing

    def compose(self) -> ComposeResult:
        with Vertical(id="form"):
            yield Label(self._title, id="form-title", markup=False)
            if self._about:
                yield Label(self._about, id="form-about", markup=False)
            with VerticalScroll(id="form-fields", can_focus=False):
                for field in self._fields:
                    label = Words(classes="form-label")
                    label.write(partial(_label, field))
                    yield label
                    yield self._input(field)
                    yield Label("", id=f"note-{field.name}", classes="form-note", markup=False)
                if self._listing:
                    yield Label(self._listing, id="form-listing", markup=False)
            with Horizontal(id="form-buttons"):
                yield Button(f"{self._save}  ^s", id="save", variant="primary", compact=True)
                if any(field.is_long for field in self._fields):
                    yield Button("Editor  ^e", id="editor", compact=True)
                yield Button("Back  esc", id="back", compact=True)

    def on_resize(self, event: events.Resize) -> None:
        """What does not fit scrolls, and the buttons stay in sight."""
        width = max(20, min(66, event.size.width - 10))
        listed = sum(1 + len(line) // width for line in self._listing.splitlines())
        needed = 8 + 3 * len(self._fields) + listed + len(self._about) // width
        self.set_class(bool(self._listing) and needed > event.size.height * 0.94, "-long")
        if self.has_class("-long"):  # the keyboard came to its field before there was room for it
            self.call_after_refresh(self.query_one("#form-fields").scroll_home, animate=False)

    def _input(self, field: Field) -> Widget:
        widget_id = f"field-{field.name}"
        if field.choices:
            choices = [(Content(label), value) for label, value in field.choices]
            return Select(choices, value=field.value or choices[0][1], allow_blank=False, id=widget_id, compact=True)
        if field.is_long:
            return TextArea(field.value, id=widget_id, soft_wrap=True, tab_behavior="focus", compact=True)
        return Input(field.value, id=widget_id, compact=True)

    def answers(self) -> dict[str, str]:
        """What stands in the fields now."""
        found = {}
        for field in self._fields:
            widget = self.query_one(f"#field-{field.name}")
            if isinstance(widget, TextArea):
                found[field.name] = widget.text
            elif isinstance(widget, Input):
                found[field.name] = widget.value
            elif isinstance(widget, Select):
                found[field.name] = str(widget.value)
        return found

    @on(Input.Changed)
    @on(TextArea.Changed)
    def recheck(self, event: Input.Changed | TextArea.Changed) -> None:
        widget = event.input if isinstance(event, Input.Changed) else event.text_area
        text = event.value if isinstance(event, Input.Changed) else event.text_area.text
        name = (widget.id or "").removeprefix("field-")
        field = next(field for field in self._fields if field.name == name)
        self._tell(field, field.problem(text) if text.strip() else "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Long texts only can be edited elsewhere; in a line the key goes to its end."""
        return action != "edit_elsewhere" or isinstance(self.focused, TextArea)

    @on(Button.Pressed, "#editor")
    def action_edit_elsewhere(self) -> None:
        """Open the text in the person's editor; what comes back can be undone with ^z."""
        area = self.focused if isinstance(self.focused, TextArea) else self.query(TextArea).first()
        edited = edit(self.app, area.text, preferences_of(self.app).editor)
        if edited.text != area.text:
            area.replace(edited.text, (0, 0), area.document.end)
        if edited.problem:
            self.app.notify(edited.problem, severity="error", markup=False, timeout=10)

    def action_scroll(self, pages: int) -> None:
        """Show more of a form that is longer than the window."""
        fields = self.query_one("#form-fields")
        fields.scroll_relative(y=pages * max(1, fields.size.height - 1), animate=False)

    def _tell(self, field: Field, problem: str) -> None:
        note = self.query_one(f"#note-{field.name}", Label)
        note.update(f"{LATE} {problem}" if problem else "")
        note.display = bool(problem)

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Leave with the answers, or show what is wrong and stay."""
        answers = self.answers()
        wrong = [(field, problem) for field in self._fields if (problem := field.problem(answers[field.name]))]
        for field, problem in wrong:
            self._tell(field, problem)
        if wrong:
            self.query_one(f"#field-{wrong[0][0].name}").focus()
        else:
            self.dismiss(answers)

    @on(Button.Pressed, "#back")
    def action_leave(self) -> None:
        self.dismiss(None)


def _label(field: Field, width: int) -> Content:
    """The question, whether it may stay empty, and how to write the answer: beside it where there is room, or below."""
    question = f"{field.label} (optional)" if field.is_optional else field.label
    if not field.hint:
        return Content.styled(question, "bold")
    is_beside = Content(question).cell_length + _GAP + Content(field.hint).cell_length <= width
    hint = " " * _GAP + field.hint if is_beside else "\n" + set_in(field.hint, width)
    return Content.assemble((question, "bold"), (hint, "$quiet"))
