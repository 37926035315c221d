"""Units without numbers, as the axis of a chart is labelled with them."""

import re
from collections.abc import Iterator

from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.numbers.units import UNIT_NAMES, unit_of
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.tokens import tokens
from limner.prompt.ledger.vocabulary import word_set

LABELS = word_set(
    "W kW MW GW Wh kWh MWh GWh Hz kHz MHz GHz mV kV mA mAh dB dBA kB MB GB TB lm lx Pa kPa hPa MPa "
    "rpm ppm nm µm"
)


def label_faults(name: str, ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield the unit *name* where *text* lost it; the only other one there stands in for it."""
    every, names = tokens(text), UNIT_NAMES.get(unit_of(name), re.escape(name))
    if re.search(rf"\b(?:{names})\b", text, re.IGNORECASE):
        return
    others = [one for one in every if one.text in LABELS and one.text not in ledger.source]
    edits = (Edit(others[0].start, others[0].end, name),) if len(others) == 1 else ()
    yield Fault("name", f"missing: {name}", edits, clause="" if edits else name)
