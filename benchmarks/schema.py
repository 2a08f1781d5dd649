"""The JSON Schema of the YAML rendition: the checks that are possible without a compiler."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]


def _object(optional: Schema | None = None, /, **required: Schema) -> Schema:
    """An object with these keys and no others; a blank in a key is written ``_``."""
    needed = {key.rstrip("_").replace("_", " "): schema for key, schema in required.items()}
    return {
        "type": "object",
        "properties": needed | (optional or {}),
        "required": list(needed),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _pattern(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^{pattern}$"}


_TEXT: Schema = {"type": "string", "minLength": 1}
_NAME = _pattern(r"[\w-]+(/[\w-]+)*")
_DAY = _pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ZONE = _pattern("[A-Za-z]+/[A-Za-z_]+")
_QUANTITY = _pattern(r"[0-9.]+(%| [a-zA-Z ]+)?")
_BOUND = _pattern(r"(at least|at most|above|below) [0-9.]+(%| [a-zA-Z ]+)?")
_WINDOW = _pattern("calendar (month|quarter|year)")
_SHARE = _pattern("[0-9.]+% of [a-z]+")
_HOURS = _object(service=_NAME, support=_NAME, business_days=_NAME)
_COUNT: Schema = {"type": "integer", "minimum": 1}

_OBJECTIVE = _object(
    {
        "each": _WINDOW,
        "in": _SHARE,
        "during": _NAME,
        "warn": _QUANTITY,
        "aim": _QUANTITY,
        "down": _TEXT,
        "samples": _COUNT,
        "measured by": _NAME,
        "at": _TEXT,
        "every": _QUANTITY,
        "using": _TEXT,
        "owned by": _NAME,
    },
    name=_NAME,
    title=_TEXT,
    metric=_NAME,
    bound=_BOUND,
)
_TABLE = _object(
    {"in": _SHARE, "each": _WINDOW, "owned by": _NAME},
    name=_NAME,
    by=_NAME,
    during=_NAME,
    metrics=_list(_NAME),
    rows=_list(_list(_TEXT)),
)

AGREEMENT = _object(
    {
        "level": {"enum": ["corporate", "customer", "service"]},
        "parameters": _list(_object(name=_NAME, value=_QUANTITY, title=_TEXT)),
        "volume": _object(most=_QUANTITY, each=_WINDOW),
        "credits": _list(_object(on=_NAME, for_=_NAME, metric=_NAME, bands=_list(_list(_TEXT)))),
        "no credit": _list(_NAME),
        "late": _list(_object(for_=_NAME, amount=_QUANTITY)),
        "cap": _object(most=_QUANTITY, of=_NAME, each=_WINDOW),
        "claim": _object(through=_NAME, within=_QUANTITY),
        "ends": _list(_object({"missed": _NAME, "times": _COUNT, "in": _QUANTITY}, notice=_QUANTITY)),
        "maintenance": _object(up_to=_QUANTITY, each=_WINDOW, within=_NAME, announced=_QUANTITY),
        "excludes": _list(_NAME),
        "frozen": {"type": "object", "properties": {"from": _DAY, "to": _DAY}, "required": ["from", "to"]},
        "duties": _list(_object(do=_TEXT, ahead=_QUANTITY)),
        "backed by": _list(_NAME),
        "path": {"type": "object", "additionalProperties": _TEXT},
        "report": _object(title=_TEXT, each=_WINDOW, within=_QUANTITY),
        "review": _QUANTITY,
        "escalate": _list(
            _object(metric=_NAME, for_=_NAME, at={"type": "object", "patternProperties": {"^[0-9]+%$": _NAME}})
        ),
        "clauses": _list(_object(name=_NAME, title=_TEXT, text=_TEXT)),
        "changes": _list(
            _object(
                {"notice": _QUANTITY},
                class_={"enum": ["editorial", "strengthening", "weakening"]},
                approval=_list(_NAME),
            )
        ),
    },
    name=_NAME,
    title=_TEXT,
    provider=_NAME,
    customer=_NAME,
    covers=_list(_NAME),
    version=_pattern("[0-9]+[.][0-9]+[.][0-9]+"),
    status={"enum": ["draft", "proposed", "signed", "ended"]},
    signed=_list(_object(on=_DAY, by=_TEXT, for_=_NAME)),
    in_force=_object({"to": _DAY}, from_=_DAY),
    hours=_HOURS,
    objectives=_list(_OBJECTIVE),
    tables=_list(_TABLE),
)

_PEOPLE = _object(
    party=_list(_object(name=_NAME, title=_TEXT, zone=_ZONE, signatory=_TEXT)),
    team=_list(_object(name=_NAME, of=_NAME, title=_TEXT, during=_NAME)),
)
_CALENDAR = _object(
    {"title": _TEXT, "dated": _list(_object({"closed": _DAY, "title": _TEXT, "open": _TEXT}))},
    name=_NAME,
    zone=_ZONE,
    open=_list(_TEXT),
)
_NEEDED = _object(name=_NAME, title=_TEXT, owner=_NAME)
_SERVICE = _object(
    {"title": _TEXT, "owner": _NAME, "hours": _NAME, "supplied by": _NAME, "needs": {"anyOf": [_NEEDED, _TEXT]}},
    name=_NAME,
)
_SCALE = _object(title=_TEXT, set_by=_list(_NAME), values={"type": "object", "additionalProperties": _TEXT})

SCHEMAS: dict[str, Schema] = {
    "parties": _PEOPLE,
    "scales": {"type": "object", "additionalProperties": _SCALE},
    "time": _object(calendars=_list(_CALENDAR)),
    "services": _object(services=_list(_SERVICE)),
}
"""The schema of each file by its path, or of those in a folder; every other file is an ``AGREEMENT``."""
