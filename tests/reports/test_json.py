"""The JSON outputs and their schemas."""

import json
from typing import Any

import jsonschema
import pytest

from sla_dsl.pipeline import Checked
from sla_dsl.reports.check.json import json_report
from sla_dsl.reports.schemas import SCHEMAS, schema_report

from ..golden import assert_golden
from .findings import both, checked


def test_findings() -> None:
    assert_golden("check.json", json_report(both()))


@pytest.mark.parametrize("run", [both(), checked()], ids=["findings", "none"])
def test_what_is_printed_fits_the_schema(run: Checked) -> None:
    jsonschema.validate(json.loads(json_report(run)), json.loads(schema_report("sla.check/1")))


def test_the_schema_refuses_what_is_not_printed() -> None:
    content: dict[str, Any] = json.loads(json_report(both()))
    schema = json.loads(schema_report("sla.check/1"))
    for path in ([], ["findings", 0], ["findings", 0, "start"], ["findings", 0, "related", 0], ["summary"]):
        changed = json.loads(json.dumps(content))
        inner = changed
        for step in path:
            inner = inner[step]
        inner["surprise"] = 1
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(changed, schema)


def test_the_schema_of_findings_is_stable() -> None:
    assert_golden("sla.check-1.schema.json", schema_report("sla.check/1"))


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_schema_is_one(name: str) -> None:
    schema = json.loads(schema_report(name))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert name in json.dumps(schema["properties"]["schema"])
