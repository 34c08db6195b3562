"""The judge's weights as they are shipped: what training changed in the embedded model, in eight bits.

The word and position embeddings stay those of the embedded model and are not shipped. The rest is kept as its
difference from that model, each row scaled to whole numbers of -127..127: less is lost than by rounding the weights
themselves, since differences are small.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

    from app.ai.judge.network import PairReader

LABELS = ("contradicts", "supports", "neither")
"""In the order in which the model answers."""
FILE = Path(__file__).parent / "weights.safetensors"

_HEAD = ("compare.", "answer.")
_SCALE = ".scale"
_STEPS = 127
_SMALL = 4096  # numbers; such a tensor is kept in half precision


@dataclass(frozen=True, slots=True)
class Calibration:
    """What turns the model's answers into probabilities, and from where they may be believed."""

    temperature: float = 1.0
    contradicts_from: float = 0.5
    supports_from: float = 0.5


def save(trained: "PairReader", base: "PairReader", calibration: Calibration, file: Path) -> None:
    """Write what `trained` learned beyond `base`, the same network before training."""
    import torch
    from safetensors.torch import save_file

    tensors: dict[str, Tensor] = {}
    before = base.learned()
    for name, value in trained.learned().items():
        # The head is another one each time a network is made, so it is kept whole.
        change = value.detach() if name.startswith(_HEAD) else value.detach() - before[name].detach()
        if change.numel() < _SMALL:
            tensors[name] = change.half().contiguous()
            continue
        scale = (change.abs().amax(dim=1, keepdim=True) / _STEPS).clamp(min=torch.finfo(torch.float16).tiny).half()
        tensors[name] = torch.round(change / scale.float()).clamp(-_STEPS, _STEPS).to(torch.int8)
        tensors[name + _SCALE] = scale
    save_file(tensors, file, _written(calibration))


def load(network: "PairReader", file: Path) -> Calibration:
    """Make `network`, as it was before training, the one that `save` wrote; return the calibration written with it.

    Raises `OSError` and `SafetensorError` for a file that is absent or damaged or of another model.
    """
    import torch
    from safetensors import safe_open

    with safe_open(str(file), "pt") as shipped, torch.no_grad():
        for name, value in network.learned().items():
            change = shipped.get_tensor(name).float()
            if value.numel() >= _SMALL:
                change = change * shipped.get_tensor(name + _SCALE).float()
            value.copy_(change if name.startswith(_HEAD) else value + change)
        written: Mapping[str, str] = shipped.metadata() or {}
    return Calibration(**{field.name: float(written[field.name]) for field in fields(Calibration)})


def calibrate(file: Path, calibration: Calibration) -> None:
    """Write another calibration into a file of `save`."""
    from safetensors.torch import load_file, save_file

    save_file(load_file(file), file, _written(calibration))


def _written(calibration: Calibration) -> dict[str, str]:
    return {key: json.dumps(value) for key, value in asdict(calibration).items()}
