"""Writes a language model of half a megabyte that llama.cpp can run: random weights, real words.

What it says makes no sense, but it says it through a real server: streamed, counted, constrained
by a grammar. Usage: ``python tiny_model.py MODEL.gguf``. The file format is GGUF version 3.
"""

import random
import struct
import sys
from array import array
from pathlib import Path

WORDS = (
    "a the of in at with and under over soft warm cold bright dark golden misty calm wide close "
    "light shadow dawn dusk harbour boat lighthouse sea sky cloud mountain river forest city "
    "street lamp window glass paper ink oil photo grain lens depth colour palette muted vivid red "
    "blue green amber ivory texture brush mood quiet lively horizon fog rain snow sun moon wooden "
    "stone brick cat dog bird detail style"
)
WIDTH, LAYERS, HEADS, INNER, CONTEXT = 64, 2, 4, 128, 8192
END = 4
"""The token that ends a reply."""

NORMAL, UNKNOWN, CONTROL, BYTE = 1, 2, 3, 6
TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}"
    "<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def vocabulary() -> list[tuple[str, int, float]]:
    """Text, kind and score of each token: marks, bytes, letters, words."""
    tokens = [("<unk>", UNKNOWN, 0.0)]
    tokens += [(mark, CONTROL, 0.0) for mark in ("<s>", "</s>", "<|im_start|>", "<|im_end|>")]
    tokens += [(f"<0x{byte:02X}>", BYTE, 0.0) for byte in range(256)]
    letters = '▁{}[]":,.\n_' + "".join(map(chr, range(ord("a"), ord("z") + 1)))
    tokens += [(letter, NORMAL, -50.0) for letter in letters]
    known = {text for text, _, _ in tokens}
    words = [text for word in WORDS.split() for text in (f"▁{word}", word) if text not in known]
    return tokens + [(text, NORMAL, -number / 100) for number, text in enumerate(words)]


def text(value: str) -> bytes:
    data = value.encode()
    return struct.pack("<Q", len(data)) + data


def field(name: str, value: object) -> bytes:
    """One entry of the file's header, typed by its Python value."""
    if isinstance(value, list):
        kinds, items = zip(*(packed(item, integer=5) for item in value), strict=True)
        return text(name) + struct.pack("<IIQ", 9, kinds[0], len(value)) + b"".join(items)
    kind_, data = packed(value)
    return text(name) + struct.pack("<I", kind_) + data


def packed(value: object, integer: int = 4) -> tuple[int, bytes]:
    """The format's number for a value's type (lists hold signed integers, 5), and its bytes."""
    if isinstance(value, bool):
        return 7, struct.pack("<?", value)
    if isinstance(value, int):
        return integer, struct.pack("<I", value)
    if isinstance(value, float):
        return 6, struct.pack("<f", value)
    return 8, text(str(value))


def tensors(tokens: int) -> dict[str, tuple[tuple[int, ...], array]]:
    """Name, shape (fastest first) and values of each tensor."""
    chance = random.Random(3)

    def noise(columns: int, rows: int, scale: float = 0.5) -> tuple[tuple[int, int], array]:
        spread = scale / columns**0.5
        return (columns, rows), array("f", (chance.gauss(0, spread) for _ in range(columns * rows)))

    ones = ((WIDTH,), array("f", [1.0] * WIDTH))
    first_word = tokens - 2 * len(WORDS.split())
    shape, head = noise(WIDTH, tokens)
    for at in range(first_word * WIDTH):
        # Words are said, marks, bytes and letters rarely; the end comes as often as any word.
        head[at] *= 2.0 if at // WIDTH == END else 0.02
    found = {"token_embd.weight": noise(WIDTH, tokens, 4.0), "output_norm.weight": ones}
    found["output.weight"] = (shape, head)
    for layer in range(LAYERS):
        block = f"blk.{layer}."
        for name in ("attn_norm", "ffn_norm"):
            found[f"{block}{name}.weight"] = ones
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            found[f"{block}{name}.weight"] = noise(WIDTH, WIDTH)
        found[f"{block}ffn_gate.weight"] = noise(WIDTH, INNER)
        found[f"{block}ffn_up.weight"] = noise(WIDTH, INNER)
        found[f"{block}ffn_down.weight"] = noise(INNER, WIDTH)
    return found


def write(path: Path) -> None:
    tokens = vocabulary()
    fields = {
        "general.architecture": "llama",
        "general.name": "tiny",
        "general.file_type": 0,
        "llama.context_length": CONTEXT,
        "llama.embedding_length": WIDTH,
        "llama.block_count": LAYERS,
        "llama.feed_forward_length": INNER,
        "llama.attention.head_count": HEADS,
        "llama.attention.head_count_kv": HEADS,
        "llama.attention.layer_norm_rms_epsilon": 1e-5,
        "llama.rope.dimension_count": WIDTH // HEADS,
        "llama.vocab_size": len(tokens),
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.tokens": [token for token, _, _ in tokens],
        "tokenizer.ggml.scores": [score for _, _, score in tokens],
        "tokenizer.ggml.token_type": [kind for _, kind, _ in tokens],
        "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": END,
        "tokenizer.ggml.unknown_token_id": 0,
        "tokenizer.ggml.add_bos_token": True,
        # With a blank put in front, the server's grammars fail to start.
        "tokenizer.ggml.add_space_prefix": False,
        "tokenizer.chat_template": TEMPLATE,
    }
    held = tensors(len(tokens))
    header = [struct.pack("<4sIQQ", b"GGUF", 3, len(held), len(fields))]
    header += [field(name, value) for name, value in fields.items()]
    offset, data = 0, []
    for name, (shape, values) in held.items():
        body = values.tobytes()
        body += bytes(-len(body) % 32)
        dimensions = struct.pack(f"<I{len(shape)}Q", len(shape), *shape)
        header.append(text(name) + dimensions + struct.pack("<IQ", 0, offset))
        offset += len(body)
        data.append(body)
    head = b"".join(header)
    path.write_bytes(head + bytes(-len(head) % 32) + b"".join(data))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
