"""A run as JUnit XML: each rule is a test, and its findings of severity error make it fail."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ...pipeline import Checked
from ...rules.rule import Graded
from .concise import concise_line
from .platform import open_findings

_NO_XML = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")
"""Characters that are no controls, and that XML may not contain."""


def junit_report(checked: Checked, folder: str = "") -> bytes:
    """One suite with a test for each rule of the catalogue and each policy; warnings and notes are its output."""
    by_rule: dict[str, list[Graded]] = {name: [] for name in checked.rules}
    for graded in open_findings(checked):
        by_rule.setdefault(graded.finding.rule, []).append(graded)
    failed = {name for name, found in by_rule.items() if any(graded.severity == "error" for graded in found)}
    counts = {"tests": f"{len(by_rule)}", "failures": f"{len(failed)}", "errors": "0"}
    suites = Element("testsuites", counts)
    suite = SubElement(suites, "testsuite", {"name": f"sla check {folder}".strip(), **counts})
    for name, found in sorted(by_rule.items()):
        family, _, thing = name.partition("/")
        test = SubElement(suite, "testcase", {"classname": family, "name": thing, "time": "0"})
        lines = "\n".join(concise_line(graded.severity, graded.finding) for graded in found).translate(_NO_XML)
        if name in failed:
            SubElement(test, "failure", {"message": lines.partition("\n")[0], "type": name}).text = lines
        elif found:
            SubElement(test, "system-out").text = lines
    indent(suites)
    document: bytes = tostring(suites, encoding="utf-8", xml_declaration=True)
    return document + b"\n"
