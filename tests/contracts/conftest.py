"""Documents need the libraries of the extra `documents`, which `dev` includes."""

from importlib.util import find_spec

LIBRARIES = ("babel", "docx", "jinja2", "typst")
collect_ignore_glob = [] if all(map(find_spec, LIBRARIES)) else ["test_*.py"]
