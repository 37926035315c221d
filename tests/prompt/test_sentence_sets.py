import re

import pytest

from limner.prompt.expansion import ExpansionRequest
from limner.prompt.language import language
from limner.prompt.naming import alt, title
from limner.prompt.offline.lexicon import sentence_sets
from limner.prompt.offline.offline_expander import UNKNOWN_LANGUAGE, expand
from limner.prompt.punctuation import full_stop

CODES = sorted(sentence_sets.LANGUAGES)


def every_sentence(code):
    held = sentence_sets.other_language(code)
    return [text for slot in held.slots for text in (*slot.say, *slot.graphic)]


def test_there_are_twenty():
    assert len(CODES) == 20


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_set_is_complete(code):
    slots = sentence_sets.other_language(code).slots

    assert [slot.name for slot in slots] == ["light", "composition", "palette", "medium"]
    assert [slot.name for slot in slots if slot.graphic] == ["composition", "palette"]
    assert all(
        len(several) >= 4 for slot in slots for several in (slot.say, slot.graphic or "....")
    )


@pytest.mark.parametrize("code", CODES)
def test_sentences_are_in_their_language_and_whole(code):
    sentences = every_sentence(code)
    stop = "。" if code in {"zh", "ja"} else "."
    read = {text: language(text) for text in sentences}
    alike = {"da", "no"} if code in {"da", "no"} else {code}

    assert {text: found for text, found in read.items() if found not in alike} == {}
    assert [text for text in sentences if not text.endswith(stop) or full_stop(text) != stop] == []
    assert [text for text in sentences if text != text.strip() or not text[0].isalpha()] == []
    assert len(set(sentences)) == len(sentences)
    assert [text for text in sentences if len(text) > 120] == []


@pytest.mark.parametrize(
    ("source", "beginning"),
    [
        ("zwei Enten auf einem Teich", "Zwei Enten auf einem Teich. "),
        ("dwie kaczki na małym stawie", "Dwie kaczki na małym stawie. "),
        ("池塘里的两只鸭子", "池塘里的两只鸭子。"),
        ("池に浮かぶ二羽のカモ", "池に浮かぶ二羽のカモ。"),
        ("연못에 떠 있는 오리 두 마리", "연못에 떠 있는 오리 두 마리. "),
        ("بطتان في بركة صغيرة", "بطتان في بركة صغيرة. "),
    ],
)
def test_the_words_come_first_and_end_as_their_script_does(source, beginning):
    expanded = expand(ExpansionRequest(source))
    text = expanded.items[0].prompt

    assert text.startswith(beginning)
    assert len(text) > 2 * len(source)
    assert ("。 " in text, ".." in text, expanded.notes) == (False, False, ())
    assert alt(source) == beginning.strip()


@pytest.mark.parametrize(
    "source",
    [
        "Logo für einen Ruderverein mit zwei Rudern", "logo pour un club d'aviron à deux rames",
        "logotipo para un club de remo", "logo per un circolo di canottieri",
        "een kaart van de wandelroutes", "mapa das trilhas do parque", "ikona wiosła, cienka linia",
        "schéma nového motoru", "en karta över sjöarna", "et kort over søerne i skoven",
        "et kart over vannene i skogen", "kartta järvistä ja metsistä",
        "göllerin haritası ve yollar", "карта озёр и лесных дорог", "мапа озер і лісових доріг",
        "χάρτης της λίμνης και του δάσους", "湖泊与森林的地图", "湖と森の地図", "호수와 숲의 지도",
        "خريطة البحيرات والغابات",
    ],
)  # fmt: skip
def test_what_is_drawn_flat_is_no_photograph(source):
    added = expand(ExpansionRequest(source)).items[0].added

    assert (added.medium, added.light, added.mood) == (None, None, None)
    assert added.composition
    assert added.palette


@pytest.mark.parametrize(
    ("source", "closed"),
    [
        ("ein Aquarell von zwei Enten", "medium"),
        ("rote Enten auf einem Teich", "palette"),
        ("портрет старого рыбака у моря", "composition"),
        ("窗边一只黑猫", "palette"),
        ("창가의 검은 고양이", "palette"),
        ("قطة سوداء قرب النافذة", "palette"),
        ("siyah bir kedi pencerede", "palette"),
    ],
)
def test_what_the_words_say_is_not_said_again(source, closed):
    assert getattr(expand(ExpansionRequest(source)).items[0].added, closed) is None


@pytest.mark.parametrize(
    ("source", "slots"),
    [
        ("zwei Enten auf einem Teich", {"light", "composition", "palette", "medium"}),
        ("zwei Enten auf dem Teich am Abend", {"light", "composition", "palette", "medium"}),
        ("zwei Enten auf einem stillen Teich an einem Abend", {"medium"}),
        ("ein alter Fischer flickt am Morgen sein Netz und summt dabei ein Lied", {"medium"}),
        ("ein Aquarell von zwei Enten auf einem stillen Teich im Wald", {"light"}),
        ("ein Aquarell von zwei Enten bei weichem Licht auf einem Teich im Wald", set()),
        ("deux canards sur un étang calme au bord de la forêt", {"medium"}),
        ("dos patos en un estanque tranquilo al borde del bosque", {"medium"}),
        ("ein Logo für einen Verein von Ruderern mit zwei Rudern", {"composition"}),
    ],
)  # fmt: skip
def test_the_more_the_words_say_the_less_is_added(source, slots):
    added = vars(expand(ExpansionRequest(source)).items[0].added)

    assert {name for name, said in added.items() if said} == slots


def test_other_languages_keep_their_words_and_say_so():
    expanded = expand(ExpansionRequest("két kacsa egy tavon"))

    assert expanded.items[0].prompt == "Két kacsa egy tavon."
    assert expanded.notes == (UNKNOWN_LANGUAGE,)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("तालाब में दो बत्तखें", "तालाब में दो बत्तखें।"),
        ("تالاب میں دو بطخیں", "تالاب میں دو بطخیں۔"),
        ("բադերը լճում", "Բադերը լճում։"),
        ("เป็ดสองตัวในสระ", "เป็ดสองตัวในสระ"),
        ("池塘里的鸭子？", "池塘里的鸭子？"),
        ("池塘里的鸭子，", "池塘里的鸭子。"),
    ],
)
def test_alternative_text_ends_as_its_script_does(source, text):
    assert alt(source) == text


def test_a_title_has_no_full_stop():
    assert title("池塘里的两只鸭子。") == "池塘里的两只鸭子"


def test_the_language_of_the_document_decides_between_like_ones():
    source = "fyrtårn i storm om natten"
    said = {code: expand(ExpansionRequest(source, document_language=code)) for code in ("da", "no")}

    for code, expanded in said.items():
        sentences = [text for text in vars(expanded.items[0].added).values() if text]
        assert set(sentences) <= set(every_sentence(code))
    assert not re.search("fotografi taget", said["no"].items[0].prompt)
