"""What a person does beforehand, so that a cell which nobody watches may draw."""

from limner.actions import requests
from limner.image.jobs.approval import DRAW, SEND_PROMPT
from limner.image.jobs.image_backend import Tariff
from limner.image.pricing import dollars, micros
from limner.settings.declaration import Settings


def advice(
    answers: tuple[str, ...], settings: Settings, tariff: Tariff | None, *, edit: bool
) -> str:
    """Say what would make a question needless that cannot be asked.

    Args:
        answers: those of the question, one of which is a yes to what is sent or paid.
        settings: that hold for the picture.
        tariff: of who would draw it.
        edit: a picture that is there is changed.
    """
    if SEND_PROMPT in answers:
        return "run this cell where it can ask, as the prompt is somebody else's"
    if DRAW not in answers:
        return "change the words, or try again in ten minutes"
    price = requests.price(settings, tariff, edit=edit)
    wanted = [] if settings.draw_unasked == "allow" else ['draw.unasked = "allow"']
    # With a yes to cheap ones, this one is asked about because it is none.
    if price is not None and (price >= micros(settings.limits_ask) or not wanted):
        wanted.append(f"limits.ask above {dollars(price)}")
    told = [f"set {' and '.join(wanted)} in your config.toml"] if wanted else []
    if price is None and tariff is not None:
        told.append(f"say what {tariff.model} costs in a prices.toml beside your config.toml")
    return f"to agree beforehand, {', and '.join(told)}"
