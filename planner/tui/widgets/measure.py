"""A layout that is sure to measure anew."""

from textual.widget import Widget


def measure_again(widget: Widget) -> None:
    """Ask for a layout that measures a widget by what is in it now.

    Textual keeps a height until a layout is asked for, and asking twice counts once as long as the widget was not idle
    in between. Where a window is resized a layout may come between the two: it would measure what the first asked for,
    and that height would stay.
    """
    widget.refresh(layout=True)
    widget._layout_updates += 1
