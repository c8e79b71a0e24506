"""Pictures of every view and dialog, in all sizes and looks, on journeys at every stage, compared with those kept.

`kept` says what a picture is and how it is written down, `camera` takes them, `__main__` draws them for people to look
at; the tests beside them say where to go and what to take. After a wanted change:

    pytest tests/tui/pictures --update-snapshots && python -m tests.tui.pictures FOLDER

and look at every picture that changed.
"""
