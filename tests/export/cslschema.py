"""The input schema of CSL 1.0.2 (csl-data.json of the Citation Style Language project) as names and shapes.

The item types and the variables by kind stand in csl_variables.txt, the shapes of names and dates here. Nothing else is
allowed in an item; `type` and `id` are required.
"""

from __future__ import annotations

import re
from pathlib import Path

_FILE = Path(__file__).with_name("csl_variables.txt")
VARIABLES = {
    kind: own.split() for kind, own in re.findall(r"^(\w+):\n((?:[^\n]+\n)+)", _FILE.read_text(), re.MULTILINE)
}

_TEXT = {"type": "string"}
_NUMBER = {"type": ["string", "number"]}
_FLAG = {"type": ["string", "number", "boolean"]}
_NAME = {
    "type": "object",
    "properties": dict.fromkeys(("family", "given", "dropping-particle", "non-dropping-particle", "suffix"), _TEXT)
    | dict.fromkeys(("comma-suffix", "static-ordering", "parse-names"), _FLAG)
    | {"literal": _TEXT},
    "additionalProperties": False,
}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "items": {"type": "array", "items": _NUMBER, "minItems": 1, "maxItems": 3},
            "minItems": 1,
            "maxItems": 2,
        },
        "season": _NUMBER,
        "circa": _FLAG,
        "literal": _TEXT,
        "raw": _TEXT,
    },
    "additionalProperties": False,
}
SCHEMA = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"type": {"enum": VARIABLES["types"]}, "id": _NUMBER}
        | {name: {"type": "array", "items": _NAME} for name in VARIABLES["names"]}
        | dict.fromkeys(VARIABLES["dates"], _DATE)
        | dict.fromkeys(VARIABLES["strings"], _TEXT)
        | dict.fromkeys(VARIABLES["numbers"], _NUMBER)
        | {"custom": {"type": "object"}, "categories": {"type": "array", "items": _TEXT}},
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}
