"""A list whose rows stand in groups under headings."""

from planner.tui.widgets.lists import MovingList


class HeadedList(MovingList):
    """Rows under headings that nobody can mark: the heading above the first row of a group comes into sight with it."""

    def scroll_to_highlight(self, top: bool = False) -> None:
        super().scroll_to_highlight(top)
        place = self.highlighted
        if place and self.options[place - 1].disabled:
            heading = self._line(place - 1)
            if heading < self.scroll_offset.y:
                self.scroll_to(y=heading, animate=False, force=True, immediate=True)
