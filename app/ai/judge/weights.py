"""The judge's weights as they are shipped: what training changed in the embedded model, in eight bits.

The word and position embeddings stay those of the embedded model and are not shipped. The rest is kept as its
difference from that model, each row scaled to whole numbers of -127..127: half the error of rounding the weights
themselves, since differences are small.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from app.ai.embedder import embedded_folder

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder
    from torch import Tensor
    from torch.nn import Module, Parameter

LABELS = ("contradicts", "supports", "neither")
"""In the order in which the model answers."""
LONGEST = 128
"""Tokens of both texts together; what is beyond is cut from the longer one."""
FILE = Path(__file__).parent / "weights.safetensors"

_NOT_SHIPPED = ("embeddings.word_embeddings", "embeddings.position_embeddings")
_SCALE = ".scale"
_STEPS = 127
_SMALL = 4096  # numbers; such a tensor is kept in half precision


@dataclass(frozen=True, slots=True)
class Calibration:
    """What turns the model's answers into probabilities, and from where they may be believed."""

    temperature: float = 1.0
    contradicts_from: float = 0.5
    supports_from: float = 0.5


def network() -> "CrossEncoder":
    """The embedded model with a head of three labels that has learned nothing yet."""
    from sentence_transformers import CrossEncoder
    from torch.nn.init import zeros_

    encoder = CrossEncoder(
        str(embedded_folder()), num_labels=len(LABELS), max_length=LONGEST, local_files_only=True, device="cpu"
    )
    # A head drawn by chance would be another one each time, and what is shipped is the difference from it.
    zeros_(encoder.model.classifier.weight)
    zeros_(encoder.model.classifier.bias)
    return encoder


def learned(model: "Module") -> "Iterator[tuple[str, Parameter]]":
    """The parameters that are trained and shipped, by name."""
    return ((name, value) for name, value in model.named_parameters() if not any(part in name for part in _NOT_SHIPPED))


def save(model: "Module", base: "Mapping[str, Tensor]", calibration: Calibration, file: Path) -> None:
    """Write what `model` learned beyond `base`, a state of the model before training."""
    import torch
    from safetensors.torch import save_file

    tensors: dict[str, Tensor] = {}
    for name, value in learned(model):
        change = value.detach() - base[name]
        if change.numel() < _SMALL:
            tensors[name] = change.half()
            continue
        scale = (change.abs().amax(dim=1, keepdim=True) / _STEPS).clamp(min=torch.finfo(torch.float16).tiny)
        tensors[name] = torch.round(change / scale.half()).clamp(-_STEPS, _STEPS).to(torch.int8)
        tensors[name + _SCALE] = scale.half()
    save_file(tensors, file, _written(calibration))


def calibrate(file: Path, calibration: Calibration) -> None:
    """Write another calibration into a file of `save`."""
    from safetensors.torch import load_file, save_file

    save_file(load_file(file), file, _written(calibration))


def _written(calibration: Calibration) -> dict[str, str]:
    return {key: json.dumps(value) for key, value in asdict(calibration).items()}


def load(model: "Module", file: Path) -> Calibration:
    """Add to the embedded `model` what `save` wrote, in place; return the calibration that was written with it.

    Raises `OSError` and `SafetensorError` for a file that is absent or damaged, `KeyError` for one of another model.
    """
    import torch
    from safetensors import safe_open

    with safe_open(str(file), "pt") as shipped, torch.no_grad():
        for name, value in learned(model):
            change = shipped.get_tensor(name).float()
            value.add_(change * shipped.get_tensor(name + _SCALE).float() if value.numel() >= _SMALL else change)
        written = shipped.metadata() or {}
    return Calibration(**{field.name: float(written[field.name]) for field in fields(Calibration)})
