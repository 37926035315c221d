"""A real Visual Studio Code with the packed extension, used as a person would use it."""

import pytest

from tests.support import vscode
from tests.support.vscode import CLIENT, steps

pytestmark = vscode.marks

NOTE = "# Trip\n\nWe saw a beach sunset.\n\nThen home.\n"
FOUR = [
    "Expand into an image prompt",
    "Insert an image prompt below",
    "Draw this and insert the image",
    "Insert variations of this prompt",
]


def prompt_of(text: str) -> bool:
    return "beach sunset" in text and len(text) > len(NOTE) + 100


def test_a_new_users_first_minute_and_a_hostile_folder(tmp_path):
    found = steps("first_minute.mjs", tmp_path)

    assert found["environment"]["seconds"] < 120
    assert "Open Sample Document" in found["environment"]["ready"]
    assert found["expand"]["menu"][1:5] == FOUR
    assert prompt_of(found["expand"]["text"])
    assert "Set Up…" in found["expand"]["notice"]
    assert found["expand"]["undone"]
    assert found["draw"]["text"] == NOTE.replace(
        "sunset.\n", "sunset.\n\n![A beach sunset.](a-beach-sunset.png)\n"
    )
    assert found["draw"]["picture"]
    for hostile in (found["untrusted"], found["trusted"]):
        assert hostile["text"] == found["expand"]["text"]
        assert (hostile["captured"], hostile["marked"], hostile["environments"]) == (0, False, 1)


def test_every_command_of_the_palette_and_the_menus(tmp_path):
    found = steps("actions.mjs", tmp_path)

    for name in ("insert", "vary", "palette-expand", "palette-vary", "in-dialect"):
        assert prompt_of(found[name]["text"]), name
        assert found[name]["undone"], name
    assert found["vary"]["text"].count("\n3. ") == 1
    assert "\n2. " in found["palette-vary"]["text"]
    assert "\n3. " not in found["palette-vary"]["text"]
    assert found["context"]["entries"] == [
        "Expand into Image Prompt",
        "Insert Image Prompt Below",
        "Draw and Insert Image",
        "Prompt Variations…",
    ]
    assert found["documentation"]["heading"] == "What Limner offers"
    assert "Limner: Draw and Insert Image" in found["offered"]["selected"]
    assert "Limner: Draw and Insert Image" not in found["nothing-selected"]["offered"]
    assert found["choices"] == {"step": "choices", "dialect": "midjourney", "style": "origami"}
    assert "Draw 2 missing pictures" in found["bill"]["question"]
    assert found["album"]["pictures"] == ["fox-1.png", "fox.png", "mill.png"]
    assert "![](" not in found["album"]["text"]
    assert "(fox-1.png)" in found["again"]["text"]
    assert "The new picture is here" in found["again"]["edit"]
    assert found["doctor"]["text"].startswith("Limner ")
    assert found["notebook"]["code"].startswith("a beach sunset\n#")
    assert "harbour" in found["notebook"]["markdown"]


def test_services_keys_cancelling_and_no_python(tmp_path):
    found = steps("services.mjs", tmp_path)

    wrong = found["wrong-key"]
    assert "does not accept the key" in wrong["refused"]
    assert wrong["sent"] == ["Bearer sk-wrong-key-of-nobody"]
    assert wrong["leaked"] == []
    assert prompt_of(wrong["text"])
    assert "A wide photograph" in found["cancel"]["words"]
    assert found["cancel"]["unchanged"]
    assert "Insert | Copy" in found["kept"]["kept"]
    assert "We saw a wild beach sunset.\n\n```limner-prompt\n" in found["kept"]["text"]
    assert found["cleared"]["offered"] is False
    assert "3.11 or newer" in found["no-python"]["again"]


def test_questions_stay_until_they_are_answered(tmp_path):
    found = steps("questions.mjs", tmp_path)

    assert found["left-alone"] == {"step": "left-alone", "there": 1, "progress": 1}
    assert found["asked-again"]["unmoved"] == 1
    assert "wet sand that mirrors" in found["asked-again"]["text"]
    assert "(199 selected)" in found["asked-again"]["selected"]
    assert "Do It Now" in found["reloaded"]["offered"]
    assert found["reloaded"]["pictures"] == ["fox.png", "mill.png"]


def test_a_reload_in_the_middle_of_a_drawing_that_costs(tmp_path):
    found = steps("reload.mjs", tmp_path)
    asked, drawing, come = (found[step] for step in ("asked", "drawing", "come"))

    assert asked["requests"] == 0
    assert "No picture had been asked for." in asked["notice"]
    assert drawing["requests"] == 1
    assert "it may be billed" in drawing["notice"]
    # The second request was said yes to; the picture of it costs nothing more.
    assert come["requests"] == 2
    assert "a-beach-sunset.png was drawn earlier" in come["notice"]
    assert come["text"] == NOTE.replace(
        "sunset.\n", "sunset.\n\n![A beach sunset.](a-beach-sunset.png)\n"
    )
    assert come["unfinished"] == 0


def test_choosing_by_a_look_and_what_was_drawn(tmp_path):
    found = steps("panels.mjs", tmp_path)

    assert (found["candidates"]["loaded"], found["candidates"]["drawn"]) == (4, 8)
    assert "![A beach sunset.](a-beach-sunset.png)" in found["candidates"]["text"]
    done, declined = found["pictures"]["rows"]
    assert "in the document" in done
    assert "not chosen, kept" in declined
    assert found["pictures"]["thumbs"] == 5


def test_the_menus_the_sample_and_a_document_without_a_file(tmp_path):
    found = steps("menus.mjs", tmp_path)

    assert "Put the cursor on the link" in found["link"]["away"]
    assert found["link"]["onLink"][0] == "Draw Again"
    assert len(found["link"]["onLink"]) == 9
    assert found["file"]["onFile"][-4:] == [
        "Insert into Document", "Edit Image…", "Write Its Alt Text", "Show Its Prompt",
    ]  # fmt: skip
    assert found["file"]["inserted"].endswith("A walk.\n\n![A red fox in snow.](fox.png)\n")
    assert found["file"]["prompt"].startswith("A red fox in snow.")
    assert found["sample"]["files"] == ["a-beach-sunset.png", "a-walk.md"]
    assert "a-quiet-harbour.png" in found["save-as"]["files"]


def test_setting_up_with_buttons_in_a_remote_window(tmp_path):
    found = steps("setup.mjs", tmp_path)

    own = found["own-models"]
    assert own["offered"][0] == "This editor’s own models…"
    assert "red fox stands in the snow" in own["trial"]
    assert (own["provider"], own["model"], own["hosts"]) == (
        "editor", "test/painter", ["vscode.lm"],
    )  # fmt: skip
    assert "test/painter of your editor's own models" in found["check"]["text"]
    assert "limner.chat.provider = " in found["check"]["text"]
    assert found["check"]["buttons"] == ["Set Up…", "Settings", "Log", "Check Again"]
    assert found["check"]["found"] == ["Provider"]
    assert "does not accept the key" in found["address"]["refused"]
    assert found["address"]["keys"] == ["Bearer sk-wrong", "Bearer sk-right"]
    assert (found["address"]["url"], found["address"]["provider"]) == (True, None)
    assert not found["address"]["hasKey"]


@pytest.mark.skipif(
    not (CLIENT / "out" / "exthost").exists(),
    reason="the extension's own tests are not built: npm run exthost in client-vscode",
)
def test_the_extensions_own_tests_in_the_extension_host(tmp_path):
    found = steps("extension_host.mjs", tmp_path)["tests"]

    assert found["failures"] == []
    assert found["code"] == 0
    assert found["passes"] >= 14
