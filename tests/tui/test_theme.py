"""The house themes can be read: contrast of at least 4.5 to 1 for every text on every ground it stands on."""

import pytest
from textual.color import Color
from textual.theme import Theme

from planner.tui.theme import DARK, LIGHT, TOKEN_DEFAULTS, WITHOUT_COLOUR

GROUNDS = ("background", "surface", "panel")
TEXTS = ("foreground", "primary", "accent", "warning", "error", "success")
PAIRS = [
    ("block-cursor-foreground", "block-cursor-background"),
    ("quiet", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2)."""

    def luminance(colour: Color) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    lighter, darker = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_contrast(theme: Theme) -> None:
    tokens = {**theme.variables, **{name: getattr(theme, name) for name in (*TEXTS, *GROUNDS)}}
    pairs = [(text, ground) for text in (*TEXTS, "quiet", "late") for ground in GROUNDS]
    pairs += [pair for pair in PAIRS if pair[0] in tokens]
    poor = {pair: ratio for pair in pairs if (ratio := contrast(tokens[pair[0]], tokens[pair[1]])) < 4.5}
    assert not poor


def test_every_token_of_ours_exists_under_other_themes() -> None:
    for theme in (DARK, LIGHT):
        assert set(TOKEN_DEFAULTS) <= set(theme.variables)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_without_colour_what_is_late_is_no_quieter_and_the_marked_line_can_be_seen(theme: Theme) -> None:
    greys = WITHOUT_COLOUR[theme.dark]
    assert theme.foreground
    assert theme.background
    for loud in ("late", "error"):
        assert contrast(greys[loud], theme.background) > contrast(theme.foreground, theme.background)
    marked = greys["block-cursor-background"]
    assert contrast(greys["quiet"], marked) >= 4.5
    assert contrast(theme.variables["block-cursor-foreground"], marked) >= 4.5
    assert contrast(marked, theme.background) > contrast(theme.variables["block-cursor-background"], theme.background)
