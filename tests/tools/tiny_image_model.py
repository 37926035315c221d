"""Writes an image model of random weights that stable-diffusion.cpp can run.

It is shaped like Flux with one block of each kind, beside a small autoencoder shaped like TAEF1 and
a CLIP-L text encoder, whose size is fixed in that program (246 MB). The pictures are coloured
noise that a prompt changes, but they come from a real server.
Usage: ``python tiny_image_model.py FOLDER``.
"""

import json
import math
import random
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

Weights = tuple[str, tuple[int, ...], float | None]
"""A tensor's name, its shape, and the usual size of its numbers; ``None`` for all ones."""

WIDTH, INNER = 128, 512
TEXT, POOLED, PATCH, TIME = 4096, 768, 64, 256
CHANNELS, LATENT = 64, 16
CLIP_WIDTH, CLIP_INNER, CLIP_LAYERS, CLIP_WORDS, CLIP_LENGTH = 768, 3072, 12, 49408, 77

_random = random.Random(7)


def linear(name: str, inputs: int, outputs: int, size: float | None = None) -> Iterator[Weights]:
    """A layer of weights and a bias; numbers of a size that keeps what passes through as large."""
    yield f"{name}.weight", (outputs, inputs), size or 1 / math.sqrt(inputs)
    yield f"{name}.bias", (outputs,), 0.0


def flux() -> Iterator[Weights]:
    """The model that draws."""
    root = "model.diffusion_model"
    yield from linear(f"{root}.img_in", PATCH, WIDTH)
    yield from linear(f"{root}.txt_in", TEXT, WIDTH)
    for name, inputs in (("time_in", TIME), ("vector_in", POOLED), ("guidance_in", TIME)):
        yield from linear(f"{root}.{name}.in_layer", inputs, WIDTH)
        yield from linear(f"{root}.{name}.out_layer", WIDTH, WIDTH)
    for side in ("img", "txt"):
        block = f"{root}.double_blocks.0.{side}"
        yield from linear(f"{block}_mod.lin", WIDTH, 6 * WIDTH)
        yield from linear(f"{block}_attn.qkv", WIDTH, 3 * WIDTH)
        yield from linear(f"{block}_attn.proj", WIDTH, WIDTH)
        yield from linear(f"{block}_mlp.0", WIDTH, INNER)
        yield from linear(f"{block}_mlp.2", INNER, WIDTH)
        yield from norms(f"{block}_attn.norm")
    block = f"{root}.single_blocks.0"
    yield from linear(f"{block}.linear1", WIDTH, 3 * WIDTH + INNER)
    yield from linear(f"{block}.linear2", WIDTH + INNER, WIDTH)
    yield from linear(f"{block}.modulation.lin", WIDTH, 3 * WIDTH)
    yield from norms(f"{block}.norm")
    yield from linear(f"{root}.final_layer.linear", WIDTH, PATCH)
    yield from linear(f"{root}.final_layer.adaLN_modulation.1", WIDTH, 2 * WIDTH)


def norms(name: str) -> Iterator[Weights]:
    """The scales of queries and keys."""
    for part in ("query", "key"):
        yield f"{name}.{part}_norm.scale", (WIDTH,), None


def autoencoder() -> Iterator[Weights]:
    """What turns pictures into latents and back; ``...`` is a layer without weights."""
    block = "block"
    stage = (block, block, block)
    yield from stack(
        "decoder", (LATENT, ..., *stage, ..., 0, *stage, ..., 0, *stage, ..., 0, block, 3)
    )
    yield from stack("encoder", (3, block, 0, *stage, 0, *stage, 0, *stage, LATENT))


def stack(name: str, layers: tuple[object, ...]) -> Iterator[Weights]:
    """Layers one after the other: a number names the channels at the open end, 0 a plain step."""
    for number, layer in enumerate(layers):
        place = f"{name}.layers.{number}"
        if layer == "block":
            for part in (0, 2, 4):
                yield from convolution(f"{place}.conv.{part}", CHANNELS, CHANNELS)
        elif layer == 0:
            yield from convolution(place, CHANNELS, CHANNELS, bias=False)
        elif isinstance(layer, int):
            ends = (layer, CHANNELS) if number == 0 else (CHANNELS, layer)
            yield from convolution(place, *ends)


def convolution(name: str, inputs: int, outputs: int, bias: bool = True) -> Iterator[Weights]:
    """A layer that looks at three by three places."""
    yield f"{name}.weight", (outputs, inputs, 3, 3), 1.2 / math.sqrt(9 * inputs)
    if bias:
        yield f"{name}.bias", (outputs,), 0.0


def text_encoder() -> Iterator[Weights]:
    """What makes the words matter."""
    root = "text_model"
    yield f"{root}.embeddings.token_embedding.weight", (CLIP_WORDS, CLIP_WIDTH), 0.02
    yield f"{root}.embeddings.position_embedding.weight", (CLIP_LENGTH, CLIP_WIDTH), 0.02
    for number in range(CLIP_LAYERS):
        layer = f"{root}.encoder.layers.{number}"
        for name in ("layer_norm1", "layer_norm2"):
            yield from even(f"{layer}.{name}")
        yield from linear(f"{layer}.mlp.fc1", CLIP_WIDTH, CLIP_INNER, 0.025)
        yield from linear(f"{layer}.mlp.fc2", CLIP_INNER, CLIP_WIDTH, 0.0125)
        for name in ("q_proj", "k_proj", "v_proj", "out_proj"):
            yield from linear(f"{layer}.self_attn.{name}", CLIP_WIDTH, CLIP_WIDTH, 0.025)
    yield from even(f"{root}.final_layer_norm")


def even(name: str) -> Iterator[Weights]:
    """A norm that changes nothing."""
    yield f"{name}.weight", (CLIP_WIDTH,), None
    yield f"{name}.bias", (CLIP_WIDTH,), 0.0


def write(path: Path, tensors: Iterator[Weights], width: int) -> None:
    """Write *tensors* as a safetensors file of numbers of *width* bytes."""
    table, parts, at = {}, [], 0
    for name, shape, size in tensors:
        data = numbers(math.prod(shape), size, width)
        table[name] = {
            "dtype": f"F{8 * width}",
            "shape": shape,
            "data_offsets": (at, at + len(data)),
        }
        parts.append(data)
        at += len(data)
    head = json.dumps(table).encode()
    head += b" " * (-len(head) % 8)
    path.write_bytes(b"".join((len(head).to_bytes(8, "little"), head, *parts)))


def numbers(count: int, size: float | None, width: int) -> bytes:
    """Random numbers between half and all of *size*, of either sign; ones, or zeros.

    Sign and fraction are random bits, the exponent is the same for all: no arithmetic is needed.
    """
    form = {2: "<e", 4: "<f"}[width]
    if not size:
        return struct.pack(form, 1.0 if size is None else 0.0) * count
    fraction = {2: 10, 4: 23}[width]
    exponent = struct.pack(form, 2.0 ** round(math.log2(size / 1.5)))
    loose = ((1 << fraction) - 1 | 1 << 8 * width - 1).to_bytes(width, "little")
    bits = int.from_bytes(_random.randbytes(count * width), "little")
    bits &= int.from_bytes(loose * count, "little")
    bits |= int.from_bytes(exponent * count, "little")
    return bits.to_bytes(count * width, "little")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "flux.safetensors", flux(), 4)
    write(folder / "autoencoder.safetensors", autoencoder(), 4)
    write(folder / "text-encoder.safetensors", text_encoder(), 2)
