"""Property tests here have no deadline: the first example loads word lists and a language model."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
