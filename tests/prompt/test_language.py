import pytest
from hypothesis import given
from hypothesis import strategies as st

from limner.prompt.language import LANGUAGES, language

ROWS = [
    ("de", "drei Enten auf einem Teich"),
    ("fr", "deux canards sur un étang"),
    ("es", "dos patos en un estanque"),
    ("it", "due anatre su uno stagno"),
    ("nl", "twee eenden op een vijver"),
    ("pt", "dois patos num lago pequeno"),
    ("pl", "dwie kaczki na małym stawie"),
    ("cs", "dvě kachny na malém rybníku"),
    ("sv", "två änder på en liten damm"),
    ("fi", "kaksi sorsaa pienessä lammessa"),
    ("tr", "küçük bir gölette iki ördek"),
    ("ru", "две утки на маленьком пруду"),
    ("uk", "дві качки на маленькому ставку"),
    ("el", "δύο πάπιες σε μια λίμνη"),
    ("zh", "池塘里的两只鸭子"),
    ("ja", "池に浮かぶ二羽のカモ"),
    ("ko", "연못에 떠 있는 오리 두 마리"),
    ("ar", "بطتان في بركة صغيرة"),
    ("en", "two ducks on a pond near Chełmno"),
    ("en", "a café in Łódź"),
    ("de", "ein Café am Abend"),
    ("fr", "une café"),
    ("sv", "en röd båt på sjön"),
    ("en", "a smörgåsbord on a table"),
    ("en", "Brot & Co."),
    ("en", "infinity"),
    ("en", "Dininrg tablez"),
    ("en", "A Bowl Of Fresh Ramen"),
    ("en", "Beyoncé"),
    ("de", "Der Alte Hafen Im Winter"),
    ("", "două rațe pe un iaz"),
    ("", "két kacsa egy tavon"),
    ("", "dos ànecs en un estany petit amb boira"),
    ("", "dve kačky na malom rybníku"),
    ("", "две патици в малко езеро"),
    ("", "دو اردک در یک برکه"),
    ("", "तालाब में दो बत्तखें"),
    ("", "池塘裡的兩隻鴨子和一條魚"),
    ("", "hai con vịt trên ao"),
]


@pytest.mark.parametrize(("expected", "text"), ROWS, ids=[row[1] for row in ROWS])
def test_a_description_is_in(expected, text):
    assert language(text) == expected


@pytest.mark.parametrize("text", ["to ænder på en lille dam", "to ender på en liten dam"])
def test_danish_and_norwegian_are_told_from_all_others(text):
    assert language(text) in {"da", "no"}


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        ("fyrtårn i storm om natten", "da", "da"),
        ("fyrtårn i storm om natten", "no", "no"),
        ("fyrtårn i storm om natten", "de", language("fyrtårn i storm om natten")),
        ("en gammal fyr i dimman vid ön", "no", "sv"),
        ("et gammelt fyrtårn på øen", "sv", language("et gammelt fyrtårn på øen")),
        ("карта старого порту", "uk", "uk"),
        ("két kacsa egy kicsi tavon", "de", ""),
        ("две утки ждут у большого озера", "uk", "ru"),
        ("two ducks on a pond", "de", "en"),
        ("zwei Enten auf einem Teich", "xx", "de"),
    ],
)
def test_what_a_document_states_decides_only_what_is_open(text, stated, expected):
    assert language(text, stated) == expected


@given(st.text(max_size=200))
def test_any_text_has_one_of_the_languages_or_none(text):
    assert language(text) in LANGUAGES | {""}
