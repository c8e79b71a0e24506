"""The two house themes and the tokens that stylesheets and drawings use. Colour never says anything alone.

Contrast of text on its ground is at least 4.5:1 in both (WCAG 2.2, level AA); a test computes it from these values.
"""

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="planner-dark",
    primary="#8ab4f8",
    secondary="#a8c7a0",
    accent="#f2b86c",
    warning="#f2b86c",
    error="#ff8f87",
    success="#8fd3a6",
    foreground="#e4e6eb",
    background="#14171c",
    surface="#1b1f26",
    panel="#252b35",
    dark=True,
    variables={
        "quiet": "#9aa4b2",
        "line": "#39424f",
        "scrollbar": "#39424f",
        "scrollbar-hover": "#9aa4b2",
        "scrollbar-background": "#14171c",
        "late": "#ff8f87",
        "block-cursor-background": "#26395a",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#252b35",
        "block-cursor-blurred-foreground": "#e4e6eb",
        "footer-key-foreground": "#f2b86c",
        "input-selection-background": "#3d5a8a",
    },
)

LIGHT: Final = Theme(
    name="planner-light",
    primary="#1f55b5",
    secondary="#3f6b35",
    accent="#8a4b00",
    warning="#8a4b00",
    error="#b3261e",
    success="#1d6b3a",
    foreground="#1d2430",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e7e4dc",
    dark=False,
    variables={
        "quiet": "#5a6472",
        "line": "#c2bdb1",
        "scrollbar": "#c2bdb1",
        "scrollbar-hover": "#5a6472",
        "scrollbar-background": "#fbfaf7",
        "late": "#b3261e",
        "block-cursor-background": "#d6e5fc",
        "block-cursor-foreground": "#10213f",
        "block-cursor-blurred-background": "#e7e4dc",
        "block-cursor-blurred-foreground": "#1d2430",
        "footer-key-foreground": "#8a4b00",
        "input-selection-background": "#a9c7f7",
    },
)

WITHOUT_COLOUR: Final = {
    True: {
        "primary": "#cdd3dc",
        "quiet": "#c4cad2",
        "late": "#ffffff",
        "error": "#ffffff",
        "block-cursor-background": "#4d535c",
    },
    False: {
        "primary": "#37425a",
        "quiet": "#4a5260",
        "late": "#000000",
        "error": "#000000",
        "block-cursor-background": "#c3ccd9",
    },
}
"""Of the house themes, dark and light, where colours come out as greys: what is late or wrong is never the quieter
text, and the marked line stands out by itself."""

SIXTEEN: Final = {
    True: {},
    False: {"quiet": "#3a4250", "block-cursor-background": "#c0c0c0"},
}
"""Of the house themes, dark and light, with sixteen colours only: there the light row would be white on white."""

# Every other theme gets these, so that stylesheets may name them under any theme.
TOKEN_DEFAULTS: Final = {"quiet": "#8b949e", "line": "#6e7681", "late": "#f85149"}
