"""Automatic1111's and Forge's stable-diffusion-webui, which have no OpenAI-compatible interface.

Start it with ``--api``. ``image.model`` chooses a checkpoint; without it, the one that is loaded
draws. Words alone go to ``/sdapi/v1/txt2img``, a picture to change to ``/sdapi/v1/img2img``.
"""

import base64

from limner.image.request import PictureRequest
from limner.services.backend_plugin import BackendPlugin, Call


def _call(request: PictureRequest, model: str) -> Call:
    body: dict[str, object] = {
        "prompt": request.prompt,
        "negative_prompt": request.negative or "",
        "batch_size": request.candidates,
        "send_images": True,
        "save_images": False,
    }
    if "x" in request.size:
        # Sides are multiples of 8 there.
        width, height = (round(int(side) / 8) * 8 for side in request.size.split("x"))
        body |= {"width": width, "height": height}
    if model:
        body["override_settings"] = {"sd_model_checkpoint": model}
    if not request.inputs:
        return Call("/sdapi/v1/txt2img", body)
    first, *others = request.inputs
    body |= {"init_images": [base64.b64encode(first).decode()], "denoising_strength": 0.6}
    notes = ("The generator follows one picture: the others were left out.",) if others else ()
    return Call("/sdapi/v1/img2img", body, notes)


FORGE = BackendPlugin(interface=1, base_url="http://127.0.0.1:7860", call=_call)
