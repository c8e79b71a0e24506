"""One dialog for every question that takes a line or two: fields in, checked text out.

A field is checked while it is typed; what is wrong stands below it, and nothing typed is lost by a mistake.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Label, Select, TextArea

from planner.errors import PlannerError

Check = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `check` raises PlannerError for a bad answer; `choices` are (label, value) pairs.

    An empty answer to an optional field is fine and is not checked.
    """

    name: str
    label: str
    value: str = ""
    hint: str = ""
    check: Check | None = None
    is_optional: bool = False
    is_long: bool = False
    choices: tuple[tuple[str, str], ...] = ()

    def problem(self, text: str) -> str:
        """What is wrong with an answer; empty when nothing is."""
        if not text.strip():
            return "" if self.is_optional else f"{self.label} is needed."
        try:
            if self.check:
                self.check(text)
        except PlannerError as error:
            return error.message
        return ""


class FormScreen(ModalScreen[Mapping[str, str] | None]):
    """Asks for the fields and dismisses with the answers by name, or with None when the person goes back."""

    CSS_PATH = "form.tcss"
    AUTO_FOCUS = "Input, TextArea, Select"
    BINDINGS = [
        Binding("escape", "leave", "Back"),
        Binding("ctrl+s", "save", "Save"),
    ]

    def __init__(self, title: str, fields: Sequence[Field], *, about: str = "", save: str = "Save") -> None:
        super().__init__()
        self._title, self._fields, self._about, self._save = title, tuple(fields), about, save

    def compose(self) -> ComposeResult:
        with Vertical(id="form"):
            yield Label(self._title, id="form-title", markup=False)
            if self._about:
                yield Label(self._about, id="form-about", markup=False)
            with VerticalScroll(id="form-fields", can_focus=False):
                for field in self._fields:
                    yield Label(_label(field), classes="form-label")
                    yield self._input(field)
                    yield Label("", id=f"note-{field.name}", classes="form-note", markup=False)
            with Horizontal(id="form-buttons"):
                yield Button(f"{self._save}  ^s", id="save", variant="primary", compact=True)
                yield Button("Back  esc", id="back", compact=True)

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

    def _tell(self, field: Field, problem: str) -> None:
        note = self.query_one(f"#note-{field.name}", Label)
        note.update(problem)
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


def _label(field: Field) -> Content:
    """The question, whether it may stay empty, and how to write the answer."""
    optional = " (optional)" if field.is_optional else ""
    hint = f"   {field.hint}" if field.hint else ""
    return Content.assemble((f"{field.label}{optional}", "bold"), (hint, "$quiet"))
