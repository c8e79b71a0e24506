"""The views of the main screen. Each draws one Outlook and posts what the person wants; none changes anything."""
