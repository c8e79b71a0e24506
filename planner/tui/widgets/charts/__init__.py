"""Small charts for the terminal: pure drawings (values to rows of styled text) and the widget that shows one."""
