"""The schema of JSON Resume and the validator ajv, where `npm install --global` put them.

The packages are @jsonresume/schema (MIT), ajv (MIT) and ajv-formats (MIT); none of them is part of the planner.
"""

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

_CHECK = """
const [root, documents] = JSON.parse(require("fs").readFileSync(0, "utf8"));
const Ajv = require(root + "/ajv").default;
const ajv = new Ajv({ strict: false, allErrors: true });
require(root + "/ajv-formats").default(ajv);
const check = ajv.compile(require(root + "/@jsonresume/schema/schema.json"));
console.log(JSON.stringify(documents.flatMap((each) => (check(each) ? [] : check.errors))));
"""


@cache
def modules() -> Path:
    """Where npm keeps what is installed for everyone."""
    told = subprocess.run(["npm", "root", "--global"], check=True, capture_output=True, text=True)
    return Path(told.stdout.strip())


@cache
def schema() -> dict[str, Any]:
    """The schema as published."""
    text = (modules() / "@jsonresume" / "schema" / "schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def ajv_errors(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What ajv finds wrong with some résumés."""
    told = subprocess.run(
        ["node", "-e", _CHECK],
        input=json.dumps([str(modules()), documents]),
        check=True,
        capture_output=True,
        text=True,
    )
    found: list[dict[str, Any]] = json.loads(told.stdout)
    return found
