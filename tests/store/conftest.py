"""The command line's fixtures, for files that it is given."""

from tests.cli.conftest import data_file as data_file
from tests.cli.conftest import planner as planner
