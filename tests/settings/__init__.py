"""The text of the settings file: what it says, what is wrong with it, how it is changed."""
