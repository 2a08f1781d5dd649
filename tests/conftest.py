"""The setup that all tests share."""

from hypothesis import settings

from .examples import ALL

# How long an example takes says nothing on a busy machine.
settings.register_profile("all", deadline=None, max_examples=ALL)
settings.register_profile("half", deadline=None, max_examples=ALL // 2)  # and all in `.ci/run`
settings.load_profile("half")
