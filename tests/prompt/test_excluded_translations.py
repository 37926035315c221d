"""What a prompt shows although it was left out in German, French, Spanish or Italian."""

import pytest

from limner.prompt.checks.exclusion_checks.absence import absence_faults
from limner.prompt.checks.subject_checks.replaced_subject import replacement
from limner.prompt.ledger.extraction import read
from limner.prompt.ledger.tokens import tokens
from limner.prompt.ledger.translated_nouns import translated, translated_at

SHOWN = [
    # a synonym or a kind
    ("fr", "une rue sans voitures", "Une vieille «2CV» est garée."),
    ("fr", "une rue sans voitures", "Une «camionnette» blanche attend."),
    ("es", "una sala sin libros", "Hay «tomos» sobre la mesa."),
    ("fr", "une chambre sans jouets", "Des «cubes» sur le tapis."),
    ("it", "un porto senza barche", "Un «veliero» entra in porto."),
    ("de", "eine Wiese ohne Tiere", "Ein «Terrier» springt umher."),
    ("de", "ein Platz ohne Feuer", "Zwei «Fackeln» brennen an der Mauer."),
    # forms
    ("de", "eine Straße ohne Gebäude", "«Hochhäuser» ragen auf."),
    ("it", "un prato senza fiori", "«Tulipani» e «garofani» ovunque."),
    ("es", "un cielo sin aves", "Pasan «halcones» y «gorriones»."),
    ("fr", "un marché sans animaux", "Deux «chevaux» attendent."),
    ("it", "una piazza senza bandiere", "Gli «stendardi» ondeggiano."),
    ("it", "un campo senza alberi", "All'ombra «dell’albero» c'è un pozzo."),
    # what is named like a colour
    ("es", "un patio sin flores", "Brotan «rosas» y «claveles» en cada hueco."),
    ("fr", "une table sans fruits", "Deux «oranges» et une «orange» coupée."),
    # names of several words
    ("fr", "une ville sans bâtiments", "Un «gratte»-ciel domine la baie."),
    ("fr", "un repas sans légumes", "Des «pommes» de terre sautées."),
    # women and men
    ("fr", "un marché sans femmes", "Une «vendeuse» pèse le poisson."),
    ("de", "ein Markt ohne Männer", "Ein «Fischer» flickt Netze."),
    # what holds it
    ("de", "ein Fest ohne Bier", "Auf den Tischen stehen «Bierkrüge»."),
    ("de", "ein Tal ohne Rauch", "Eine «Rauchwolke» steigt auf."),
    ("de", "ein Tisch ohne Obst", "Daneben stehen «Obstkörbe»."),
    # qualities and small things
    ("de", "ein Gipfel ohne Schnee", "Ein «schneebedeckter» Grat, ein «Schneefeld»."),
    ("de", "ein Himmel ohne Vögel", "Ein «Vogelschwarm» zieht."),
    ("fr", "une plage sans nuages", "Le ciel est «nuageux»."),
    ("it", "un lago senza barche", "Una «barchetta» dondola."),
]

KEPT = [
    # words that begin alike
    ("es", "una sala sin armas", "Un armario de pino junto a la pared."),
    ("es", "una plaza sin coches", "Un cochero espera bajo el farol."),
    ("es", "un paisaje tranquilo sin vallas", "El valle está en calma."),
    ("es", "una mesa sin carne", "El carné está en la mesa."),
    ("es", "una sala sin libros", "Media libra de harina."),
    ("it", "una strada senza auto", "L'autore siede al tavolo, vicino un autoritratto."),
    ("it", "una scena senza carne", "Il carnevale è finito."),
    ("it", "un campo senza piante", "Il pianoforte è chiuso."),
    ("fr", "une scène sans sang", "Un sanglier fouille la terre."),
    ("fr", "une plage sans ombres", "Une ombrelle tourne au soleil."),
    # the last part tells what a compound is
    ("de", "ein Flur ohne Taschen", "Die Taschenlampe wirft einen Kegel."),
    ("de", "ein Feld ohne Regen", "Ein Regenbogen wölbt sich."),
    ("de", "ein Himmel ohne Feuer", "Der Sonnenuntergang ist feuerrot."),
    ("de", "ein Ufer ohne Möbel", "Auf der Sandbank liegt Treibholz."),
    ("de", "ein Hof ohne Kinder", "Ein Kinderwagen vor einem Kinderzimmer."),
    ("de", "ein Himmel ohne Wellen", "Eine Schwelle, ein Licht wellt sich."),
    ("de", "ein Tal ohne Schnee", "Ein Schnitt, ein Schnabel, Schnüre."),
    ("de", "ein Bild ohne Tiere", "Dekorative Elemente, ein Ratgeber, ein Plakat."),
    ("de", "ein Raum ohne Möbel", "Realistisch, dramatisch. Realistische Szene."),
    # what its English means besides
    ("de", "ein Berg ohne Bäume", "Äpfel und eine Orange auf dem Brett."),
    ("es", "un campo sin frutas", "La llave del portal y un mástil."),
    ("es", "un rio tranquilo sin animales", "Un embalse de hormigón."),
    ("fr", "une ville sans maisons", "Un phare et une serre."),
    ("es", "una sala antigua sin mujeres", "Una muñeca y un gato."),
    ("fr", "un repas sans argent", "Des pains et des miches."),
    # what ends or begins alike in everyday words
    ("de", "ein Tal ohne Rauch", "Auch im Licht, ein Leuchten."),
    ("fr", "une cour sans fleurs", "Des murs et leurs ombres."),
    ("fr", "une colline sans maisons", "Une pente douce, mais nue."),
    ("es", "una cocina limpia sin verduras", "Una pared verde y sillas duras."),
    ("es", "un lago tranquilo sin aves", "Dos naves y luces suaves."),
    # verbs
    ("fr", "un paysage sans animaux", "Le sentier serpente entre les pins."),
    ("fr", "un paysage sans montagnes", "La fumée monte."),
    # names of several words
    ("fr", "une table sans fruits", "Des pommes de terre, une pomme de pin."),
    ("fr", "une baie sans meubles", "Un banc de poissons, le lit de la rivière."),
    ("fr", "une vallée sans armes", "Un arc-en-ciel enjambe la vallée."),
    ("es", "una calle sin sombreros", "El casco antiguo duerme."),
    ("it", "una sala senza insetti", "Un cravattino a farfalla rosso."),
    # words that are another with another article
    ("fr", "une plage calme sans vagues", "Un vague sourire, le tour de la place."),
    ("fr", "une ville sans bâtiments", "Un tour de potier."),
    # a label may be blank
    ("fr", "une bouteille sans texte", "Une bouteille à l'étiquette vierge."),
    # colours
    ("es", "un patio sin flores", "La pared rosa, dos casas rosas, vestidos violetas."),
    ("fr", "une côte sans fruits", "Le ciel orange, deux portes orange."),
    ("it", "una stanza senza fiori", "Le tende viola, la parete rosa."),
    ("es", "una mesa sin fruta", "Zapatos de color limón."),
    ("es", "un campo sin flores", "El cielo arde en tonos anaranjados y violetas."),
    # what is compared with
    ("fr", "une grève sans oiseaux", "Elle court légère comme un oiseau."),
    ("de", "ein Strand ohne Vögel", "Sie läuft leicht wie ein Vogel."),
    # others than those left out
    ("fr", "une place sans enfants", "Un vieux pêcheur répare ses filets."),
    ("de", "ein Hof ohne Frauen", "Ein Fischer flickt Netze."),
    ("es", "un taller antiguo sin personas", "La música llena la grúa mecánica de luz."),
    # words for what is not there
    ("it", "un molo senza barche", "La barca manca."),
    ("es", "un muelle sin barcos", "La barca falta."),
]


@pytest.mark.parametrize(("language", "source", "marked"), SHOWN)
def test_what_is_left_out_is_found(language: str, source: str, marked: str) -> None:
    text = marked.replace("«", "").replace("»", "")
    shown = [text[f.shown[0] : f.shown[1]] for f in absence_faults(read(source, language), text)
             if f.shown]  # fmt: skip
    assert shown == [part.partition("»")[0] for part in marked.split("«")[1:]]


@pytest.mark.parametrize(("language", "source", "text"), KEPT)
def test_what_only_sounds_like_it_is_kept(language: str, source: str, text: str) -> None:
    ledger = read(source, language)
    assert ledger.negations
    assert list(absence_faults(ledger, text)) == []


@pytest.mark.parametrize(
    ("language", "word", "english"),
    [
        ("de", "Häusern", "house"),
        ("de", "Ärztinnen", "doctor"),
        ("de", "Ein", None),
        ("de", "Kaninchen", "rabbit"),
        ("fr", "danseuses", "dancer"),
        ("fr", "monte", None),
        ("es", "leones", "lion"),
        ("es", "lápices", None),
        ("it", "orologi", "clock"),
        ("it", "arance", "orange"),
        ("it", "mucche", "cow"),
        ("it", "dell’albero", "tree"),
    ],
)
def test_forms_of_a_noun(language: str, word: str, english: str | None) -> None:
    found = translated(word, language)
    assert (found.english if found else None) == english


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        ("fr", "pommes de terre", ["potato", "", ""]),
        ("fr", "une pomme de la terre", [None, "apple", None, None, None]),
        ("fr", "flocons d'avoine", ["oatmeal", "", ""]),
        ("fr", "arc, en ciel", [None, None, None]),
        ("it", "gocce di rugiada", ["dew", "", ""]),
    ],
)
def test_names_of_several_words(language: str, text: str, meant: list[str | None]) -> None:
    every = tokens(text)
    found = [translated_at(place, every, language) for place in range(len(every))]
    assert [one.english if one else None for one in found] == meant


@pytest.mark.parametrize(
    ("source", "text", "other"),
    [
        ("cuatro gaviotas en el puerto", "Cuatro pelícanos en el puerto.", "pelícanos"),
        ("des pommes sur une table", "Des pommes de terre sur une table.", None),
        ("cuatro ancianos juegan al dominó", "Cuatro viejos con boina juegan al dominó.", None),
        ("una orquídea en el balcón", "Una planta ante la pared rosa.", None),
    ],
)
def test_another_subject(source: str, text: str, other: str | None) -> None:
    found = replacement(read(source, ""), text)
    assert (found.other if found else None) == other
