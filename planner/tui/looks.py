"""The colours an app wears: those of its theme, and what stands in for them where there are few or none."""

from planner.tui.inputs import InputApp
from planner.tui.theme import DARK, LIGHT, SIXTEEN, TOKEN_DEFAULTS, WITHOUT_COLOUR


class LooksApp(InputApp):
    """Knows the tokens of every theme."""

    has_few_colours = False
    """True when the terminal has sixteen."""

    def get_css_variables(self) -> dict[str, str]:
        found = super().get_css_variables()
        is_ours = self.current_theme.name in (DARK.name, LIGHT.name)
        if is_ours and self.has_few_colours:
            found |= SIXTEEN[self.current_theme.dark]
        return found | WITHOUT_COLOUR[self.current_theme.dark] if self.no_color and is_ours else found

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(TOKEN_DEFAULTS)

    def refresh_css(self, animate: bool = True) -> None:
        """Before the first picture the sheets are read once, with the colours that count; Textual reads them twice."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())
