import pytest

from limner.project.stated_language import stated_language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: Fyr\nlang: da\n---\n", "da"),
        ('+++\nlanguage = "nb-NO"\n+++\n', "no"),
        ("= Fyrar\n:lang: sv\n", "sv"),
        ("#+LANGUAGE: uk\n", "uk"),
        ('<!doctype html>\n<html class="a" lang="pt-BR">', "pt"),
        ('#set text(font: "Libertinus", lang: "cs")\n', "cs"),
        ("\\usepackage[english,ngerman]{babel}\n", "de"),
        ("\\usepackage[main=polish, english]{babel}\n", "pl"),
        ("\\setmainlanguage[variant=monotonic]{greek}\n", "el"),
        ("% \\usepackage[ngerman]{babel}\n", ""),
        ("\\usepackage[klingon]{babel}\n", ""),
        ("The language: German.\nlanguage: German\n", ""),
        ("", ""),
        ("a" * 6000 + "\nlang: de\n", ""),
    ],
)
def test_a_document_states(text, expected):
    assert stated_language(text) == expected
