"""Models from this machine or from the Hugging Face hub, fetched once."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from app.domain.errors import SamsynError

ANSWERS_WITHIN = 10.0  # seconds

Model = TypeVar("Model")


def local_or_fetched(
    name: str, load: Callable[..., Model], unavailable: Callable[[str, Exception], SamsynError]
) -> Model:
    """Return the model in the folder `name`, or of that name on the hub; raises what `unavailable` makes of why not."""
    try:
        return load(name, local_files_only=True)
    except (OSError, ValueError) as absent:
        if Path(name).exists():
            raise unavailable(name, absent) from absent
    try:
        from huggingface_hub import HfApi

        # Without this question first, a machine with no network retries file by file for more than a minute.
        HfApi().model_info(name, timeout=ANSWERS_WITHIN)
        return load(name)
    except Exception as error:  # the hub client, the network below it and the loaders have no common base
        raise unavailable(name, error) from error
