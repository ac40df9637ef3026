"""What every test shares."""

from hypothesis import settings

# The machines that run this are noisy: how long one example takes says nothing about the code.
settings.register_profile("onrecord", deadline=None)
settings.load_profile("onrecord")
