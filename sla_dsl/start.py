"""The command ``sla`` as it is installed: it answers at once what needs no command."""

from __future__ import annotations

import gc
import os
import sys

from .version import VERSION


def main() -> int:
    """Runs the command line of the process and returns the exit code."""
    if sys.argv[1:] == ["--version"]:
        try:
            os.write(1, f"sla, version {VERSION}\n".encode())
        except OSError:
            pass  # a full disk, or a reader that has left: the whole command line says so
        else:
            return 0
    call = None
    if sys.argv[1:2] in (["check"], ["diff"], ["gate"], ["report"]):
        gc.disable()  # these end soon, and hardly anything that they make is garbage
    if sys.argv[1:2] == ["check"]:  # no other command recalls anything
        from .recall import asked, print_again, recalled

        call = asked(sys.argv[1:])
        if call is not None and (printed := recalled(call)) is not None and print_again(printed):
            return printed.code
    # Models take no plugins; to look for some, pydantic would read what all installed packages say of themselves.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from .cli import main as run

    try:
        return run(call=call)
    finally:
        if not gc.isenabled():
            gc.freeze()  # else Python looks through all of it once more, to free what ends with the process
