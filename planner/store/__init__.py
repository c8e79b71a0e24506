"""Where a journey is kept: one TinyDB file that survives crashes, full disks and several writers at once.

`journeys` is the door. Nothing outside this package imports TinyDB, and nothing here asks the clock, the environment
or the platform for anything: paths and times arrive as arguments.
"""
