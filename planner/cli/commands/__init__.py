"""The commands, one module for each subject. Each has a table COMMANDS: name -> what it takes and what it does."""
