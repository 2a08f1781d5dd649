"""The setup that all tests share."""

from hypothesis import settings

settings.register_profile("without-a-clock", deadline=None)  # how long an example takes says nothing on a busy machine
settings.load_profile("without-a-clock")
