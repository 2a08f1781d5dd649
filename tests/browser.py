"""Pages as Chromium shows them: what is wider than the window, too faint, or goes wrong."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_LOOK = """<script>const wrong = []; addEventListener("error", e => wrong.push(e.message));
addEventListener("load", () => {
  const part = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(part); return .2126 * r + .7152 * g + .0722 * b; };
  const shown = e => e.textContent.trim() && !["SCRIPT", "STYLE"].includes(e.tagName) && !e.closest("svg");
  const faint = [...document.querySelectorAll("body *")].filter(shown)
    .filter(e => 1.05 / (light(getComputedStyle(e).color) + .05) < 4.5).map(e => e.tagName + "." + e.className);
  const unreachable = [...document.querySelectorAll("a, input, .wide")].filter(e => e.tabIndex < 0).length;
  ACT
  const seen = {wide: document.documentElement.scrollWidth, width: innerWidth, faint, wrong, unreachable, acted};
  document.body.innerHTML = "LOOKED " + JSON.stringify(seen) + " SEEN";
});</script>"""


def looked(page: Path, width: int, act: str = "const acted = null;") -> dict[str, Any]:
    """What a browser of a width (pixels) sees of a page; ``act`` is what is done there, and defines ``acted``.

    ``wide`` is the width of the page, ``faint`` are elements whose text has a contrast below 4.5 to white, ``wrong``
    the errors of scripts, ``unreachable`` counts what cannot be reached by keyboard.
    """
    plain = page.read_bytes()
    browser = [CHROMIUM or "", "--headless", "--no-sandbox", "--disable-gpu", f"--window-size={width},1600"]
    try:
        page.write_bytes(plain.replace(b"<head>", b"<head>" + _LOOK.replace("ACT", act).encode(), 1))
        seen = subprocess.run([*browser, "--dump-dom", page.as_uri()], check=True, timeout=60, capture_output=True)
    finally:
        page.write_bytes(plain)
    found = re.search(r"LOOKED (\{.*\}) SEEN", seen.stdout.decode(), re.DOTALL)
    assert found, seen.stdout.decode()[:500]
    said: dict[str, Any] = json.loads(found[1].replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&"))
    return said


def picture(page: Path, width: int, place: Path) -> bytes:
    """A picture (PNG) of a page in a browser of a width (pixels)."""
    browser = [CHROMIUM or "", "--headless", "--no-sandbox", "--disable-gpu", f"--window-size={width},1600"]
    subprocess.run([*browser, f"--screenshot={place}", page.as_uri()], check=True, timeout=60, capture_output=True)
    return place.read_bytes()
