"""The setup that all tests share."""

from hypothesis import settings

from .examples import ALL

# How long an example takes says nothing on a busy machine.
# The same sources are judged by the same examples on every machine; `new` looks for others.
settings.register_profile("all", deadline=None, max_examples=ALL, derandomize=True)
settings.register_profile("half", settings.get_profile("all"), max_examples=ALL // 2)  # and all in `.ci/run`
settings.register_profile("new", deadline=None, max_examples=ALL)
settings.load_profile("half")
