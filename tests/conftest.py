"""What every test shares."""

import os

from hypothesis import settings

# The machines that run this are noisy: how long one example takes says nothing about the code. A run is the
# same for everybody; ONRECORD_SEARCH=1 looks for examples that nobody has tried.
settings.register_profile("onrecord", deadline=None, derandomize=not os.environ.get("ONRECORD_SEARCH"))
settings.load_profile("onrecord")
