"""What an id in a plan file looks like."""

import re
from typing import Final

LONGEST_ID: Final = 64
is_kebab: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*").fullmatch
