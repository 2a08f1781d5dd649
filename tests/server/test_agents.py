"""What an agent is answered, by a client of the protocol: in one process, and as agents start it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

mcp = pytest.importorskip("mcp")

from sla_dsl.server.agents import Agents  # noqa: E402 - after the question whether its library is there

PROGRAM = "import sys; from sla_dsl.cli import main; sys.exit(main())"


def asked(server: Any, questions: Callable[[Any], Awaitable[Any]]) -> Any:
    """What a client gets for its questions."""

    async def ask() -> Any:
        async with mcp.Client(server) as client:
            return await questions(client)

    return asyncio.run(ask())


def answer(folder: Path, tool: str, **arguments: Any) -> Any:
    """The answer to one question, as data; nothing is written for it."""
    before = states(folder)
    found = asked(Agents(folder).server, lambda client: client.call_tool(tool, arguments))
    assert not found.is_error, found.content
    assert states(folder) == before
    return found.structured_content


def refusal(folder: Path, tool: str, **arguments: Any) -> str:
    """Why a question is refused."""
    found = asked(Agents(folder).server, lambda client: client.call_tool(tool, arguments))
    assert found.is_error
    return str(found.content[0].text)


def states(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_six_questions_that_read(shop: Path) -> None:
    tools = asked(Agents(shop).server, lambda client: client.list_tools()).tools
    assert sorted(tool.name for tool in tools) == ["check", "diff", "explain", "fmt", "report", "rule"]
    assert all(tool.annotations.read_only_hint for tool in tools)
    assert all(tool.description for tool in tools)


def test_check_and_rule(shop: Path) -> None:
    found = answer(shop, "check")
    assert (found["exit_code"], found["means"]) == (0, "clean, or the gate is open")
    assert found["output"]["schema"] == "sla.check/1"
    text = (shop / "shop.sla").read_text(encoding="utf-8").replace("99.9%", "99.1%")
    (shop / "shop.sla").write_text(text, encoding="utf-8")
    found = answer(shop, "check", paths=["shop.sla"])
    assert found["exit_code"] == 1
    [finding] = [each for each in found["output"]["findings"] if each["severity"] == "error"]
    assert finding["rule"] == "backing/too-weak"
    assert finding["rule"] in answer(shop, "rule", name=finding["rule"])["output"]


def test_explain_fmt_diff_and_report(shop: Path) -> None:
    assert "99.5%" in answer(shop, "explain", address="shop/uptime")["output"]
    assert answer(shop, "fmt", text="service   x{owner web}")["output"] == "service x { owner web }\n"
    broken = answer(shop, "fmt", text="service {")
    assert (broken["exit_code"], "syntax/" in broken["said"]) == (1, True)
    assert answer(shop, "diff", base=".", head=".")["output"]["changes"] == []
    assert answer(shop, "report", facts="none")["exit_code"] == 2


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("explain", {"address": "--output=written"}),
        ("rule", {"name": "--help"}),
        ("check", {"paths": ["--output=written"]}),
        ("diff", {"base": "--output=written"}),
        ("report", {"facts": "facts", "agreements": ["--output=written"]}),
    ],
)
def test_an_argument_is_never_an_option(shop: Path, tool: str, arguments: dict[str, Any]) -> None:
    assert answer(shop, tool, **arguments)["exit_code"] == 2
    assert not (shop / "written").exists()


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [("check", {"paths": ["../x"]}), ("report", {"facts": "/etc"}), ("diff", {"base": "/tmp", "head": "."})],
)
def test_what_lies_outside_is_refused(shop: Path, tool: str, arguments: dict[str, Any]) -> None:
    assert "lies outside of the workspace" in refusal(shop, tool, **arguments)


def test_it_speaks_over_standard_input_and_output(shop: Path) -> None:
    start = mcp.StdioServerParameters(command=sys.executable, args=["-c", PROGRAM, "mcp", "-C", str(shop)])
    found = asked(start, lambda client: client.call_tool("check", {}))
    assert found.structured_content["exit_code"] == 0


def test_without_a_workspace_it_says_so(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM, "mcp"], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, b"this folder is in no workspace" in done.stderr) == (2, True)
