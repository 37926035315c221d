"""Ghost text and completion in a real Visual Studio Code, with real keys."""

from limner.prompt.expansion import ExpansionRequest
from limner.prompt.offline.offline_expander import expand
from tests.support import vscode

pytestmark = vscode.marks


def test_ghost_text_is_offered_where_it_is_asked_for_and_accepted(tmp_path):
    found = vscode.steps("typing.mjs", tmp_path)
    prompt = expand(ExpansionRequest("a beach sunset")).items[0].prompt
    block = f"```limner-prompt\n{prompt}\n```"
    begun = "# Trip\n\nThen home.\n\n"

    assert found["trigger"]["text"] == f"{begun}{block}"
    assert found["trigger"]["undone"] == f"{begun}/imagine a beach sunset"
    # An image link gets nothing before somebody has asked.
    assert found["link"]["unasked"] == 0
    assert found["link"]["text"] == f"{begun}![a beach sunset](a-beach-sunset.png)\n\n{block}"
    assert "\nA fox, an oil painting with visible brushwork\n" in found["words"]["text"]
