"""What is right in a model's prompt stays to the letter; what is wrong is put right in place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limner.prompt import dialects
from limner.prompt.chat.instructions import RULES, unrecited
from limner.prompt.checks.company import company_faults
from limner.prompt.checks.subject_checks.another_subject import other_subject
from limner.prompt.checks.subject_checks.named_subjects import subjects
from limner.prompt.checks.variety import repeated, told_apart
from limner.prompt.checks.verification import all_faults, split_flags, violations
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.extraction import read
from limner.prompt.ledger.vocabulary import NEWCOMERS
from limner.prompt.mending import repaired

GENERIC = dialects.get("generic")


def said(prompt, negative=None):
    return Expansion(prompt, negative, "", "")


MENDED = [
    ("map, mountains to the north, sea to the south",
     "A map: mountains guard the east above the southern sea.",
     "A map: mountains guard the north above the southern sea."),
    ("windmill to the right of a field", "A field, and to the left of it a windmill.",
     "A field, and to the right of it a windmill."),
    ("bar chart w/o gridlines", "A bar chart. Horizontal gridlines run behind it.",
     "A bar chart. Without gridlines."),
    ("train heading right, woods", "A train heads left past woods.",
     "A train heads right past woods."),
    ("scatter plot of height, blue dots", "A pie chart of height, blue dots.",
     "A scatter chart of height, blue dots."),
    # a colour said of the thing, or named by another
    ("a green parrot on a pirate", "A parrot on a pirate. The bird is bright blue.",
     "A parrot on a pirate. The bird is bright green."),
    ("a green door in a wall", "A door, a faded sky blue, in a wall.",
     "A door, a faded green, in a wall."),
    ("three cats and two dogs", "Two cats and three dogs.", "Three cats and two dogs."),
    ("a cheese board, no fruit", "A cheese board with brie, a bunch of grapes and a jar of honey.",
     "A cheese board with brie and a jar of honey. No fruit."),
    # what goes with a number
    ("one crow on a wire", "Three crows sit hunched on a wire.",
     "One crow sits hunched on a wire."),
    ("three lanterns over a garden", "A single lantern hangs over a garden.",
     "Three lanterns hang over a garden."),
    ("three owls on a branch", "A pair of owls huddles on a branch.",
     "Three owls huddle on a branch."),
    ("four sailors on a deck", "Five sailors on a deck. All five lean into the wind.",
     "Four sailors on a deck. All four lean into the wind."),
    ("three sisters on a jetty", "Two sisters on a jetty, both looking out.",
     "Three sisters on a jetty, all looking out."),
    ("one violin on a chair", "On a chair lie two violins.", "On a chair lies one violin."),
    ("two foxes in snow", "A fox pauses in snow.", "Two foxes pause in snow."),
    ("a stack of 3 books", "A stack of half a dozen books.", "A stack of three books."),
    ("a row of 4 bicycles", "A row of bicycles, six of them.",
     "A row of bicycles, four of them."),
    ("five samurai on a hill", "On a hill stand samurai, seven in number.",
     "On a hill stand samurai, five in number."),
    ("an eight-armed statue", "A six-armed statue.", "An eight-armed statue."),
    ("a four-armed robot", "An eight-armed robot.", "A four-armed robot."),
    ("an 11-string lute", "A ten-string lute.", "An eleven-string lute."),
    # names with a title
    ("Sherlock Holmes and Dr. Watson in a cab, fog",
     "Sherlock Holmes and Inspector Lestrade sit in a cab in thick London fog.",
     "Sherlock Holmes and Dr. Watson sit in a cab in thick London fog."),
    ("Dr. Okafor explains a scan", "In a bright room, Dr. Okonkwo explains a scan.",
     "In a bright room, Dr. Okafor explains a scan."),
    ("an observatory on Mt. Calloway", "An observatory on Mount Callahan.",
     "An observatory on Mt. Calloway."),
    # grids, directions, measures
    ("a board, 8 by 8 squares", "A board, ten squares across and ten down.",
     "A board, eight squares across and eight down."),
    ("a board, 8 by 8 squares", "A board of six rows of eight squares.",
     "A board of eight rows of eight squares."),
    ("a ten-tonne boulder on a cliff", "A hundred-tonne boulder on a cliff.",
     "A ten-tonne boulder on a cliff."),
    ("half-timbered tower, 5 storeys",
     "A half-timbered tower rising four storeys, each level wider than the one below.",
     "A half-timbered tower rising five storeys, each level wider than the one below."),
    ("three stages from top to bottom", "Three stages that run from bottom to top.",
     "Three stages that run from top to bottom."),
    ("twins in a puddle", "Triplets leap into a puddle.", "Twins leap into a puddle."),
    ("area chart of solar output, axis in kWh", "Clean area chart of solar output.",
     "Clean area chart of solar output. kWh."),
    ("a French cafe", "An Italian cafe.", "A French cafe."),
    ("portrait of Mayor Ottilie Brandt", "A mayor in a red robe, a portrait.",
     "Mayor Ottilie Brandt in a red robe, a portrait."),
    ("a bar in the 1980s", "A bar in the 1880s.", "A bar in the 1980s."),
    ("a tower on the western tip", "A tower on the eastern tip, and a north arrow.",
     "A tower on the western tip, and a north arrow."),
    # the side that a thing stands on as it should is not turned for another
    ("headphones on the left, text on the right", "Headphones fill the left half. Text above.",
     "Headphones fill the left half. Text above. Text on the right."),
    # the author's own stop, and a hand that is no clock's
    ('a logo "Inc."', 'A logo "Inc" in black.', 'A logo "Inc." in black.'),
    ("a table, no hands", "A table with a cup. A second hand reaches in, and a clock ticks.",
     "A table with a cup. No hands."),
    # lettering that stands twice, or nowhere
    ('a sign "Boulangerie Martin"',
     'A sign "Boulangerie Martine", and the words "Boulangerie Martine" in gold.',
     'A sign "Boulangerie Martin", and the words "Boulangerie Martin" in gold.'),
    ('a bag with the slogan "Less noise"', "A bag with a bold slogan in black.",
     'A bag with a bold slogan "Less noise" in black.'),
    ('a note "You will travel far"', 'A note "You will go far." Crumbs glint.',
     'A note "You will travel far." Crumbs glint.'),
    # what is left out
    ("a wide valley, no snow", "A wide valley below a snow-covered peak.",
     "A wide valley. No snow."),
    ("an invitation, no gold", "An invitation with a border in gold foil.",
     "An invitation with a border in foil. No gold."),
    # what carries lettering
    ("robot chef", 'A robot chef wears a hat and an apron embroidered with "Kiss me".',
     "A robot chef wears a hat."),
    ("young woman on a lawn", 'A young woman on a lawn, a banner behind her reading "Class of 24".',
     "A young woman on a lawn."),
    ("puesto de helados", 'Un puesto de helados. Al lado, un cartel con letras azules dice "Sol".',
     "Un puesto de helados."),
    # numbers
    ("three boats", "Two boats at sea.", "Three boats at sea."),
    ("three boats", "2 boats at sea.", "3 boats at sea."),
    ("three boats", "A pair of boats at sea.", "Three boats at sea."),
    ("three boats", "Boats at sea.", "Three boats at sea."),
    ("three boats", "Some small boats at sea.", "Three small boats at sea."),
    ("three boats", "A single boat at sea.", "Three boats at sea."),
    ("three boats", "Three boats at sea, the four boats abreast.",
     "Three boats at sea, the three boats abreast."),
    ("three boats", "Three boats at sea, one ahead and the other five behind.",
     "Three boats at sea, one ahead and the other two behind."),
    ("a boat on a lake", "Two boats on a lake.", "A boat on a lake."),
    ("three cats and three dogs", "Three cats and three dogs. Sun warms the seven animals.",
     "Three cats and three dogs. Sun warms the six animals."),
    ("four bars", "Four bars: six of them grey, the remaining one red.",
     "Four bars: three of them grey, the remaining one red."),
    ("four mice with a cake", "Two mice ahead and three behind with a cake.",
     "Two mice ahead and two behind with a cake."),
    ("six pencils on a desk", "Half a dozen dogs. Nine pencils on a desk.",
     "Half a dozen dogs. Six pencils on a desk."),
    ("five boats and five gulls", "Five boats and two gulls. Each boat rocks.",
     "Five boats and five gulls. Each boat rocks."),
    ("two mugs on a shelf", "Three mugs on a shelf, both chipped.",
     "Two mugs on a shelf, both chipped."),
    ("one very tired donkey in a yard", "Three donkeys in a yard.", "One donkey in a yard."),
    ("a ship, one lamp dark", "A ship; four of her lamps are out.",
     "A ship; one of her lamps are out."),
    ("five sailors in a bar", "Nine sailors in all, the two mates and seven hands, in a bar.",
     "Five sailors in all, the two mates and three hands, in a bar."),
    ("two owls at night", "At night four owls keep still: three doze, the last looks up.",
     "At night two owls keep still: one doze, the last looks up."),
    ("five tents in a field", "Five tents in a field: four on a slope, two by a stream.",
     "Five tents in a field: three on a slope, two by a stream."),
    ("drei Zelte im Wald", "Drei Zelte im Wald: vorn ein großes, dahinter fünf kleine.",
     "Drei Zelte im Wald: vorn ein großes, dahinter zwei kleine."),
    ("diagram of a process in three stages",
     "A diagram of a process, each stage in one of five boxes.",
     "A diagram of a process, each stage in one of three boxes."),
    ("app → two web servers → disk", "Diagram: app, then four web servers, then disk.",
     "Diagram: app, then two web servers, then disk."),
    ("deux gamins sur la plage", "Sur la plage, cinq bambins courent.",
     "Sur la plage, deux bambins courent."),
    ("galette coupée en six", "Une galette coupée en quatre parts.",
     "Une galette coupée en six parts."),
    ("a clock at 6 am in a kitchen", "A clock, at eight in the morning, in a kitchen.",
     "A clock, at six in the morning, in a kitchen."),
    ("a three-storey house", "A house with five storeys.", "A house with three storeys."),
    ("a cat at the third window", "A cat at the fifth window.", "A cat at the third window."),
    ("a chart from 12 to 48", "A chart from 21 to 48.", "A chart from 12 to 48."),
    # a wrong colour wherever it stands on the thing
    ("a red apple", "A green apple lies on wood. Its skin is a bright, glossy green, and the green "
     "apple shines.",
     "A red apple lies on wood. Its skin is a bright, glossy red, and the red apple shines."),
    ("a purple pizza and a brown dog",
     "A black pizza beside a brown dog. The pizza has a deep black hue.",
     "A purple pizza beside a brown dog. The pizza has a deep purple hue."),
    ("Ein Mann in dunkelblauer Jacke", "Ein Mann in dunkelgrüner Jacke am Tor.",
     "Ein Mann in dunkelblauer Jacke am Tor."),
    # "each" of what is counted shares nothing out
    ("a toy train with six wagons", "A toy train pulls five wagons, each with round wheels.",
     "A toy train pulls six wagons, each with round wheels."),
    ("a tower of 5 storeys", "A tower of four storeys, each level smaller than the last.",
     "A tower of five storeys, each level smaller than the last."),
    ("a basket with twelve strawberries", "A basket, and dozens of strawberries in it.",
     "A basket, and twelve strawberries in it."),
    ("a counter showing 8,432 steps", "A counter showing 8,342 steps.",
     "A counter showing 8,432 steps."),
    ('a sign that reads "The End"', 'A sign that reads "The End Is Near" in a street.',
     'A sign that reads "The End" in a street.'),
    ("a Leica M6 on a desk", "A Nikon F3 on a desk, beside a loupe.",
     "A Leica M6 on a desk, beside a loupe."),
    ("Shackleton's ship Endurance in the ice",
     "Discovery, the ship of Shackleton, lies in the ice.",
     "Endurance, the ship of Shackleton, lies in the ice."),
    ("a tie right of a chair", "To the chair's left, a tie lies on the floor.",
     "To the chair's right, a tie lies on the floor."),
    ("water on the left, oil on the right", "Water is on the left, and oil on the left too.",
     "Water is on the left, and oil on the right too."),
    # what is left out beside its namesake, in a clause, as a quality
    ("six penguins at a bus stop, no bus",
     "Six penguins wait at a bus stop. A red bus comes along the road.",
     "Six penguins wait at a bus stop."),
    ("a garden on Mars, Earth not visible", "A garden on Mars, with the disc of Earth above.",
     "A garden on Mars. Earth not visible."),
    ("a snail in a hat, not cartoonish", "A snail in a hat. It is drawn as a bright cartoon.",
     "A snail in a hat."),
    ("a pizza with everything except olives", "A pizza with ham and peppers, and black olives.",
     "A pizza with ham and peppers. Everything except olives."),
    # a word that only begins like a name or a colour is neither
    ("a café in Rome", "A café in romantic light.", "A café in romantic light. Rome."),
    ("a red car", "A car at reduced speed.", "A red car at reduced speed."),
    ("a game screen, no on-screen text", 'A game screen. On-screen text says "GO".',
     "A game screen. No on-screen text."),
    # of what kind somebody is
    ("an otter dentist in a surgery", "A beaver dentist in a surgery. The beaver nods.",
     "An otter dentist in a surgery. The otter nods."),
    ("a hurdy-gurdy player in a tunnel", "A saxophone player in a tunnel, coins in a cap.",
     "A hurdy-gurdy player in a tunnel, coins in a cap."),
    ("a sign on a red wall",
     'A metal sign, with bold, white letters that read "OPEN", on a red wall.',
     "A metal sign, on a red wall."),
    # colours
    ("a red car", "A blue car in rain.", "A red car in rain."),
    ("an orange car", "A blue car in rain.", "An orange car in rain."),
    ("a red car", "A car in rain.", "A red car in rain."),
    ("a red car and a white van", "A white car and a red van.", "A red car and a white van."),
    ("a white swan", "A swan, its neck black, drifts.", "A swan, its neck white, drifts."),
    ("an amber bottle", "A cobalt-blue bottle.", "An amber bottle."),
    ("a bar chart in dark blue", "A bar chart in bright orange.", "A bar chart in bright blue."),
    ("a mug, sage green", "A mug in coral red.", "A mug in green."),
    ("a red car on a hill", "A red car on a hill; light glints on the green car.",
     "A red car on a hill; light glints on the red car."),
    ("a wolf mark, teal", "A wolf mark, all in purple.", "A wolf mark, all in teal."),
    ("a plate of 12 × 30 cm", "A plate of 16 by 30 cm.", "A plate of 12 by 30 cm."),
    # lettering
    ('a sign "Deep Learning"', 'A sign "deep learning" glows.', 'A sign "Deep Learning" glows.'),
    ('a sign "LA MER"', "A sign with la mer on it.", "A sign with LA MER on it."),
    ("a shop", 'A shop in a lane, with the word "SALE" above the door. Rain.',
     "A shop in a lane. Rain."),
    ("a shop", 'A shop. A board reads "est. 1901". Rain falls.', "A shop. Rain falls."),
    ("a shop in rain", 'A shop in rain, marked with the label "Lot 7". Wet stone.',
     "A shop in rain. Wet stone."),
    ("a shop in rain", "A shop in rain and a sticker with the words “BUY NOW” on it. Wet stone.",
     "A shop in rain. Wet stone."),
    ("a shop in rain", 'A shop in rain. The word "Forecast" runs below. Wet stone.',
     "A shop in rain. Wet stone."),
    ("un phare sous la pluie",
     "Un phare sous la pluie, avec un panneau où l'on lit « Bienvenue ». Ciel gris.",
     "Un phare sous la pluie. Ciel gris."),
    ("ein Fisch im Regen",
     "Ein Fisch im Regen, darunter ein Schild mit der Aufschrift „Hafen“. Grauer Himmel.",
     "Ein Fisch im Regen. Grauer Himmel."),
    # names and figures
    ("Ada Lovelace at a desk", "Ada Lovelance at a desk.", "Ada Lovelace at a desk."),
    ("Ada Lovelace at a desk", "Ida Lovelace at a desk.", "Ada Lovelace at a desk."),
    ("a film with Martin King", "A film with King in a dark suit.",
     "A film with Martin King in a dark suit."),
    ("Aunt Olga's kitchen", "A kitchen; Onna rolls dough.", "A kitchen; Aunt Olga rolls dough."),
    ("a lane in Bergen", "A lane in Berlin at dusk.", "A lane in Bergen at dusk."),
    ("Mira under a tree", "Maria sits under a tree.", "Mira sits under a tree."),
    ("a hut in New England", "a hut in new zealand, in snow.", "a hut in new england, in snow."),
    ("Darth Vader in a field", "Darth Vader in a field; wind tugs at Darth Vador.",
     "Darth Vader in a field; wind tugs at Darth Vader."),
    ("Milo the badger digs", "A badger named Theo digs.", "A badger named Milo digs."),
    ("Ingrid handed the key to a boy.", "Hedwig hands the key to a boy.",
     "Ingrid hands the key to a boy."),
    ("Mona Lisa in a hall", "The monna liza in a hall.", "The Mona Lisa in a hall."),
    ("a ferry to New Orleans at dusk", "A ferry to Las Vegas at dusk.",
     "A ferry to New Orleans at dusk."),
    ("Oskar pflanzt Tulpen am Zaun", "Anton pflanzt am Zaun Tulpen.",
     "Oskar pflanzt am Zaun Tulpen."),
    ("ein Turm von Rottweil im Nebel", "Ein Turm von Rosenheim im Nebel.",
     "Ein Turm von Rottweil im Nebel."),
    ("Ablauf: Eingang, Kontrolle, Lager", "Ein Ablauf: Eingang, Freigabe und Lager als Kästen.",
     "Ein Ablauf: Eingang, Kontrolle und Lager als Kästen."),
    ("Why Kyoto's gardens need stones", "A garden in Kobe with stones.",
     "A garden in Kyoto with stones."),
    ("a boat on Lake Bled", "A boat on Lake Bohinj. Bold light.",
     "A boat on Lake Bled. Bold light."),
    ("Clara reicht dem Mann die Karte", "Carla reicht dem Mann die Karte.",
     "Clara reicht dem Mann die Karte."),
    ("une ruelle de Marseille", "Une ruelle de Lyon. Les pavés luisent.",
     "Une ruelle de Marseille. Les pavés luisent."),
    ("a banner in #1A73E8", "A banner in #1A78E8.", "A banner in #1A73E8."),
    ("a mug of 350 ml", "A mug of 350 oz.", "A mug of 350 ml."),
    ("a mug of 350 ml", "A mug of 250 ml.", "A mug of 350 ml."),
    ("a bag for €18.50", "A bag for €81.50.", "A bag for €18.50."),
    ("a whale of 30 m", "A whale of thirty feet.", "A whale of 30 m."),
    ("a vault of 88 steps", "A vault of eighty-seven steps.", "A vault of 88 steps."),
    ("a 137 m cliff", "A 137-kilometre cliff.", "A 137 m cliff."),
    ("a 2 kg loaf", "A loaf of 2 litres.", "A loaf of 2 kg."),
    ("a grid of 24 × 24 px", "A grid of 24 by 24 inch.", "A grid of 24 by 24 px."),
    ("a wall forty metres long", "A wall of forty kilometres.", "A wall of forty metres."),
    ("a wall forty metres long", "A wall of sixty metres.", "A wall of forty metres."),
    ("a yacht doing 12 knots", "A yacht at 21 knots.", "A yacht at 12 knots."),
    ("a 10-inch record", "A 10-centimetre record.", "A 10-inch record."),
    ("a 60 W bulb", "A 60 volt bulb.", "A 60 W bulb."),
    ("a note of €20", "A note of $20.", "A note of €20."),
    ("a frame in 16:9", "A frame in 9:16.", "A frame in 16:9."),
    ("a hall of the 19th century", "A hall of the 17th century.", "A hall of the 19th century."),
    ("a woman in her forties", "A woman in her early sixties.", "A woman in her early forties."),
    ("a tower in 1969", "A tower in 1996.", "A tower in 1969."),
    ("a wood in January", "A wood on a July day.", "A wood on a January day."),
    ("an island, a lighthouse on the western tip",
     "An island, a lighthouse on the eastern tip.", "An island, a lighthouse on the western tip."),
    # sides
    ("a cat left of a dog", "A cat to the right of a dog.", "A cat to the left of a dog."),
    ("a lamp on the left", "A lamp stands on the right.", "A lamp stands on the left."),
    ("a lake on the left and a hill on the right",
     "To the right, a lake; on the opposite side, a hill.",
     "To the left, a lake; on the opposite side, a hill."),
    ("había una silla a la izquierda del altar", "Una silla a la derecha del altar.",
     "Una silla a la izquierda del altar."),
    ("boxes in a row, arrows left to right", "Boxes in a row, with arrows from right to left.",
     "Boxes in a row, with arrows from left to right."),
    ("Pfeile von links nach rechts", "Pfeile laufen von rechts nach rechts.",
     "Pfeile laufen von links nach rechts."),
    # exclusions
    ("a street without people", "A street in rain. Two women pass. Wet stone.",
     "A street in rain. Wet stone. Without people."),
    ("a street without people", "A street in rain.", "A street in rain. Without people."),
    ("a street without cars or people", "A street. A tram waits. Two women pass. Wet stone.",
     "A street. A tram waits. Wet stone. Without cars or people."),
    ("une rue sans voitures ni passants", "Une rue. Des passants courent.",
     "Une rue. Sans voitures ni passants."),
    ("sails on a bay, and she did not wave", "Sails on a bay. She waves with both arms. Low sun.",
     "Sails on a bay. Low sun."),
    ("Una reina con un manto rojo, sin joyas",
     "Una reina con un manto rojo. Lleva un collar de oro.",
     "Una reina con un manto rojo. Sin joyas."),
    ("a form in blue, no coupon field", "A form in blue. A box asks for a coupon code.",
     "A form in blue. No coupon field."),
    ("a logo of a fox, no other text", "A logo of a fox, and a name with a slogan runs below.",
     "A logo of a fox. No other text."),
    ("a hill", 'A hill. Rain above a banner with "SALE" on it, soft tones, wide view.',
     "A hill. Rain, soft tones, wide view."),
    ("a lamp on a desk, no cable", "A lamp on a desk. Its cord trails away. Warm light.",
     "A lamp on a desk. Warm light. No cable."),
    ("a man on a pier, no hat", "A man on a pier. He wears a cap. Grey sea.",
     "A man on a pier. Grey sea. No hat."),
    ("a valley at dusk, no snow", "A valley at dusk. Snowy ridges rise behind. Warm light.",
     "A valley at dusk. Warm light. No snow."),
    ("coriander instead of parsley on a plate", "Coriander on a plate. Chopped parsley lies about.",
     "Coriander on a plate. Instead of parsley."),
    # other languages
    ("drei rote Boote und ein Haus", "Vier rote Boote und ein Haus.",
     "Drei rote Boote und ein Haus."),
    ("dos gatos negros en una calle", "Dos gatos blancos en una calle.",
     "Dos gatos negros en una calle."),
    ("une lampe à gauche de la porte", "Une lampe à droite de la porte.",
     "Une lampe à gauche de la porte."),
    # colours under another name of their thing
    ("grief, as three rings of violet", "Three rings of orange on grey.",
     "Three rings of violet on grey."),
    ("two fencers, one in black, one in white",
     "Two fencers; one in white, the other in red, under blue light.",
     "Two fencers; one in white, the other in black, under blue light."),
    ("a chart with lines in red, blue and yellow",
     "A chart with lines in red, blue and brown on white.",
     "A chart with lines in red, blue and yellow on white."),
    ("an icon of a sun in yellow", "An icon of a sun, alone in black on white.",
     "An icon of a sun, alone in yellow on white."),
    ("a curved fruit with yellow skin", "Curved purple bananas on a green leaf.",
     "Curved yellow bananas on a green leaf."),
    ("a track, all in purple", "An orange track; the orange line winds on grey.",
     "A purple track; the purple line winds on grey."),
    # numbers that leave room, count by "them", or tell an age
    ("a mug in a rack, two of them chipped", "A rack of four mugs, chipped.",
     "A rack of two mugs, chipped."),
    ("five people at a table, two of them standing",
     "Five people at a table, three of them standing.",
     "Five people at a table, two of them standing."),
    ("a piano with two or three pedals", "A piano with five or six pedals.",
     "A piano with two or three pedals."),
    ("a girl, about 4, with a bear", "A girl of about nine with a bear.",
     "A girl of about four with a bear."),
    ("a two-storey house", "A house on four floors, drawn in two-point perspective.",
     "A house on two floors, drawn in two-point perspective."),
    ("scissors with two blades", "A pair of steel scissors, its four blades shut.",
     "A pair of steel scissors, its two blades shut."),
    ("two dozen eggs in a basket", "Twelve eggs in a basket.", "Two dozen eggs in a basket."),
    ("siebenundzwanzig Stufen führen zu der Tür im Turm",
     "Zweiunddreißig Stufen führen zu der Tür im Turm.",
     "Siebenundzwanzig Stufen führen zu der Tür im Turm."),
    ("a thermos of 750 ml", "A thermos of three quarters of a gallon.", "A thermos of 750 ml."),
    ("A whale is 30 m long; the bus measures 12 m.",
     "A whale of thirty metres; a bus of just twenty looks small.",
     "A whale of thirty metres; a bus of just 12 m looks small."),
    ("a mug of 350 ml", "A small mug of 12 oz.", "A small mug of 350 ml."),
    ("a car at 120 km/h", "A car at 120 mph.", "A car at 120 km/h."),
    ("growth of 12 %", "Growth of 21 per cent.", "Growth of 12 %."),
    ("a two-metre giant", "A two-foot giant.", "A two-metre giant."),
    ("una torre de cuarenta metros junto al mar", "Una torre de cuarenta pies junto al mar.",
     "Una torre de cuarenta metros junto al mar."),
    ("a price of 20 euros", "A price of 20 dollars.", "A price of 20 euros."),
    ("a 70s kitchen", "An 80s kitchen.", "A 70s kitchen."),
    ("a cake for her 30th birthday", "A cake for her 40th birthday.",
     "A cake for her 30th birthday."),
    ("seven-year-old Tom on a swing", "Ten-year-old Tom on a swing.",
     "Seven-year-old Tom on a swing."),
    ("a lens at f/2.8", "A lens at f/5.6.", "A lens at f/2.8."),
    ("a quarter of the pie is left", "Half of the pie is left.", "A quarter of the pie is left."),
    ("Ines Okafor, sixty, on a deck", "Ines Okafor, a forty-year-old woman, on a deck.",
     "Ines Okafor, a sixty-year-old woman, on a deck."),
    ("fans on a tile, every third one upside down", "Fans on a tile, each fifth upside down.",
     "Fans on a tile, each third upside down."),
    ("bar chart: 2021: 40 M€, 2022: 55 M€",
     "A bar chart: 2021 reaches 40 million dollars, 2022 climbs to 55 million.",
     "A bar chart: 2021 reaches 40 million euros, 2022 climbs to 55 million."),
    ("a square at dawn, no people", "A square at dawn, bustling with market-goers. Pigeons.",
     "A square at dawn. Pigeons. No people."),
    ("a calm bedroom, no screens", "A calm bedroom. A television flickers on a wall. Night.",
     "A calm bedroom. Night. No screens."),
    # names by their place
    ("Plakat für das Hafenfest Husum", "Ein Plakat für das Hafenfest in Büsum.",
     "Ein Plakat für das Hafenfest in Husum."),
    ("Drei Boote unter der Rialtobrücke", "Drei Boote unter der Seufzerbrücke.",
     "Drei Boote unter der Rialtobrücke."),
    ("Oskar zieht einen Schlitten", "Valdemar, ein kleiner Junge, zieht einen Schlitten.",
     "Oskar, ein kleiner Junge, zieht einen Schlitten."),
    ("der Kölner Dom im Nebel", "Der Mainzer Dom im Nebel.", "Der Kölner Dom im Nebel."),
    ("ein Bild von Frida Kahlo", "Ein Bild von Diego Rivera.", "Ein Bild von Frida Kahlo."),
    ("Colin ne bougeait plus.", "Valdemar n'esquisse pas un geste.",
     "Colin n'esquisse pas un geste."),
    ("the ship of Krasnov at sea", "the ship of wendell at sea, in fog.",
     "the ship of krasnov at sea, in fog."),
    ("Flyer at Kitty Hawk, Orville on the wing",
     "Kitty Hawk: the Flyer, Ottoline on its wing. Glass-plate look.",
     "Kitty Hawk: the Flyer, Orville on its wing. Glass-plate look."),
    # both sides
    ("a lamp on the left, a chair on the right", "A chair on the left, a lamp on the right.",
     "A chair on the right, a lamp on the left."),
    ("links ein Baum, rechts ein Haus", "Links ein Haus, rechts ein Baum.",
     "Rechts ein Haus, links ein Baum."),
    ("a dog faces left", "A dog faces right.", "A dog faces left."),
    # lettering
    ("Plakat: »Samstag, 12. Juli« am Hafen", "Ein Plakat am Hafen: »Sonntag, 12. Juli«.",
     "Ein Plakat am Hafen: »Samstag, 12. Juli«."),
    ("the idea of trust as two rings",
     'Two rings touch, for trust, with "TRUST" engraved along the rim. Grey ground.',
     "Two rings touch, for trust. Grey ground."),
    ("a kettle of 1.5 l, no cable",
     'A kettle of 1.5 l, its cord out of view, with a label marked "No. 5". White ground.',
     "A kettle of 1.5 l, its cord out of view. White ground."),
    ("cartel de un libro y una niña",
     "Cartel de un libro y una niña, con un sello con «Entrada libre». Cielo azul.",
     "Cartel de un libro y una niña. Cielo azul."),
    # exclusions by kinds, by what is said, by what nobody does
    ("a lane in a valley, no buildings",
     "A lane in a valley, with a church and three cottages behind it. Rain falls.",
     "A lane in a valley. Rain falls. No buildings."),
    ("a meadow with poppies, nothing else",
     "A meadow in June, red flowers in the grass. Two foxes play by the fence.",
     "A meadow in June, red flowers in the grass."),
    ("the theatre is empty", "The theatre glows, its packed rows of seats gilded. Gold walls.",
     "The theatre glows. Gold walls."),
    ("a forest, no animals", "A forest; a deer looks up. Moss.", "A forest. Moss. No animals."),
    ("a kitchen without appliances", "A kitchen with a toaster on the counter. Tiles.",
     "A kitchen. Tiles. Without appliances."),
    ("a car without wheels", "A car on four shiny wheels. Road.", "A car. Road. Without wheels."),
    ("an icon, no gradient", "An icon filled by a smooth gradient from blue to teal. White.",
     "An icon. White. No gradient."),
    ("no weapons: a knight in armour", "A knight in armour lifts a sword. Hill.",
     "A knight in armour. Hill. No weapons."),
    ("a windless lake", "Waves whipped by wind on a lake. Reeds.",
     "Waves on a lake. Reeds. Windless."),
    ("a kitchen, no food", "A kitchen; apples lie on the counter. Tiles.",
     "A kitchen. Tiles. No food."),
    ("a classroom, no students", "A classroom with pupils at their desks. Board.",
     "A classroom. Board. No students."),
    ("a garden without flowers", "A garden; borders of roses and ferns. Gravel.",
     "A garden; borders of ferns. Gravel. Without flowers."),
    ("a closed book on a desk", "An open book on a desk. Lamp.", "A book on a desk. Lamp."),
    ("the dog isn't wearing a collar", "A dog with a red collar. Grass.",
     "A dog. Grass. Isn't wearing a collar."),
    ("a bird of steel, nothing modern", "A bird of steel above modern towers. Grey sky.",
     "A bird of steel above towers. Grey sky. Nothing modern."),
    ("a woman without jewellery",
     "A woman on a bench, with pearl earrings, a gold necklace and rings. Sun.",
     "A woman on a bench. Sun. Without jewellery."),
    ("a street, no cars", "An old street. The kerb is lined with cars nose to tail. Rain.",
     "An old street. Rain. No cars."),
    ("a soup, no parsley", "A soup in a bowl, together with chopped parsley. Steam rises.",
     "A soup in a bowl. Steam rises. No parsley."),
    ("Nobody here carries an umbrella. Rain falls on a street.",
     "A street in rain, two people with umbrellas. Wet stone.",
     "A street in rain, two people. Wet stone. Nobody here carries an umbrella."),
    ("a greenhouse, no flowers", "A greenhouse, with blooms in every pot.",
     "A greenhouse. No flowers."),
    ("bar chart, Q3 highest, orange bars", "A bar chart with orange bars in the upper third.",
     "A bar chart with orange bars in the upper third. Q3 highest."),
    ("two cups of coffee on a table", "A table with a cup of black coffee and another plate.",
     "A table with two cups of black coffee and another plate."),
    ("a snow leopard on a ledge, blizzard", "A lynx on a ledge in a blizzard. The lynx rests.",
     "A snow leopard on a ledge in a blizzard. The snow leopard rests."),
    ("an old tram in a steep street", "A vintage bus in a steep street.",
     "A vintage tram in a steep street."),
    ("an owl on a fence", "A kestrel on a fence beside a crow.",
     "An owl on a fence beside a crow."),
    ("the harbour of Piran at dawn, boats",
     "At dawn the harbour of Rovinj with its boats. Pastel Venetian houses.",
     "At dawn the harbour of Piran with its boats. Pastel Venetian houses."),
    ("tiny house of 18 square metres", "A tiny house of 18 square feet.",
     "A tiny house of 18 square metres."),
    ("saco de harina de 25 kilos", "Un saco de harina de 25 gramos.",
     "Un saco de harina de 25 kilos."),
    ("icon with four puzzle pieces, one of them red", "Three puzzle pieces, one of them red.",
     "Four puzzle pieces, one of them red."),
    ("a kitchen with copper pots, no fruit",
     "A kitchen with copper pots, a jug and a half-peeled lemon whose rind curls.",
     "A kitchen with copper pots, a jug. No fruit."),
    ("a nebula, without planets", "A nebula glows, and below it a gas giant slips by.",
     "A nebula glows. Without planets."),
    ("eine Turnhalle, keine Bälle", "Eine Turnhalle, in der Mitte ein Basketball.",
     "Eine Turnhalle. Keine Bälle."),
    ("a pattern, no circles", "A pattern of diamonds, punctuated by small discs.",
     "A pattern of diamonds. No circles."),
    ("a flower shop in spring",
     "A flower shop in spring, and above the door a sign reads \"Rose\".",
     "A flower shop in spring."),
    ("a tailor, 50mm lens", "A tailor, shot on an 85mm lens.", "A tailor, shot on a 50mm lens."),
    # other subjects, kinds and sides
    ("a lone elm tree on a hill",
     "On a hill stands a solitary willow, its crown still in the heat.",
     "On a hill stands a solitary elm, its crown still in the heat."),
    ("line chart of tide levels",
     "A clean bar chart of tide levels, the bars in pale blue.",
     "A clean line chart of tide levels, the bars in pale blue."),
    ("a sail maker at his bench, evening",
     "A hatmaker leans over his bench in the evening, needles in a row.",
     "A sail maker leans over his bench in the evening, needles in a row."),
    ("vintage accordion on a red chair",
     "An antique sewing machine of black iron rests on a red chair.",
     "An antique accordion of black iron rests on a red chair."),
    ("anatomy of a crab, top view",
     "A fine plate of the anatomy of a spider, seen in top view.",
     "A fine plate of the anatomy of a crab, seen in top view."),
    ("scale model of a windmill in balsa wood",
     "A scale model of a castle in balsa wood on a grey table.",
     "Scale model of a windmill in balsa wood. A scale model of a castle in balsa "
     "wood on a grey table."),
    ("plate of pierogi with cream",
     "A plate of golden fritters with cream, on a dark table.",
     "Plate of pierogi with cream. A plate of golden fritters with cream, on a dark table."),
    ("How a turbine makes power, diagram",
     "A clear diagram of how a boiler makes power, with arrows.",
     "How a turbine makes power, diagram. A clear diagram of how a boiler makes "
     "power, with arrows."),
    ("Envy pictured as a spider in a teacup",
     "Symbolic still life representing joy: a spider sits in a teacup.",
     "Symbolic still life representing envy: a spider sits in a teacup."),
    ("hope as a candle in a window",
     "A conceptual picture: one kite hangs in a window at night.",
     "A conceptual picture: one candle hangs in a window at night."),
    ("a giant rusted ship bell in a garden",
     "A giant rusted clock stands in a garden under a tree.",
     "A giant rusted bell stands in a garden under a tree."),
    ("badger cub family at dusk",
     "At dusk a hedgehog family snuffles around an oak.",
     "At dusk a badger family snuffles around an oak."),
    ("a village feast, nobody smiling",
     "A village feast in lamplight. A boy grins by the door. Benches stand in rows.",
     "A village feast in lamplight. Benches stand in rows."),
    ("a garden party where nobody is holding a drink",
     "A garden party on a lawn. A man raises a glass of wine. Bunting hangs above.",
     "A garden party on a lawn. Bunting hangs above. Nobody is holding a drink."),
    ("a map without sea monsters",
     "A map with mountains like molehills. A scaly leviathan surfaces in the west. Ink on vellum.",
     "A map with mountains like molehills. Ink on vellum. Without sea monsters."),
    ("wedding table, without flowers",
     "A wedding table in a barn. Vases of pale hydrangeas stand between the plates. Warm light.",
     "A wedding table in a barn. Warm light. Without flowers."),
    ("a quay at night, no people",
     "A quay at night in the rain. A passenger waits under a lamp. Wet stones shine.",
     "A quay at night in the rain. Wet stones shine. No people."),
    ("dog left, harp right",
     "A plump dog sits on the left, looking at the harp that stands on the left.",
     "A plump dog sits on the left, looking at the harp that stands on the right."),
    ("Links ein Esel, rechts eine Laterne",
     "Rechts steht ein Esel, ihm gegenüber eine alte Laterne.",
     "Links steht ein Esel, ihm gegenüber eine alte Laterne."),
    ("a page with, on the right, a photo of a baker",
     "A photo of a baker fills the left, with space on the other side.",
     "A photo of a baker fills the right, with space on the other side."),
    ("four pots outside a shed",
     "Outside a shed, five hand-thrown clay vessels dry in the sun.",
     "Outside a shed, four hand-thrown clay vessels dry in the sun."),
    ("a lighthouse keeper on the stairs with a lantern",
     "A young nurse climbs the stairs with a lantern.",
     "A young lighthouse keeper climbs the stairs with a lantern."),
    ("Tattoo: a swallow carrying a key",
     "A tattoo of a honeybee in flight, a key under it.",
     "Tattoo: a swallow carrying a key. A tattoo of a honeybee in flight, a key under it."),
    ("burger with no meat, sesame bun",
     "A burger in a sesame bun. A thick slab of smoky bacon lies on top. Dark ground.",
     "A burger in a sesame bun. Dark ground. No meat."),
    ("website layout: sidebar left, content in the middle",
     "A website layout with a sidebar along the right edge and content in the middle.",
     "A website layout with a sidebar along the left edge and content in the middle."),
    ("headphones, brand \"Orvane\", on marble",
     "Headphones by Orvana on a slab of marble.",
     "Headphones by Orvane on a slab of marble."),
    ("board on the left, list on the right",
     "The board fills the right of a window; the list sits opposite, in dark grey.",
     "The board fills the left of a window; the list sits opposite, in dark grey."),
    ("Plakat mit Schriftzug \"Hof im Mai\"",
     "Ein Plakat, oben steht „Hof im Park\".",
     "Ein Plakat, oben steht „Hof im Mai\"."),
    ("four bottles on a sill",
     "Five slender green glass bottles on a sill.",
     "Four slender green glass bottles on a sill."),
    ("three geese, plum and ochre, no green",
     "Three geese in rust and ochre on ivory.",
     "Three geese in rust and ochre on ivory. No green."),
    ("a baseball bat and a bear", "A baseball kettle and a bear on a field.",
     "A baseball bat and a bear. A baseball kettle and a bear on a field."),
    ("sun on the right, earth on the left",
     "The sun at the far left and the earth at the other end.",
     "The sun at the far right and the earth at the other end."),
    ("chat app, own bubbles right in blue, others left in grey",
     "A chat app, own bubbles on the left in blue, others on the left in grey.",
     "A chat app, own bubbles on the right in blue, others on the left in grey."),
    ("a chef, he must not wear a hat",
     "A chef smiles. A tall toque sits on his head. Warm light.",
     "A chef smiles. Warm light. No hat."),
    ("fruit but leave out apples",
     "A bowl of fruit. A rosy apple lies on top. Soft light.",
     "A bowl of fruit. Soft light."),
    ("an empty throne. Nobody sits on it",
     "An empty throne in a hall. A gaunt king sits on it. Dust floats.",
     "An empty throne in a hall. Dust floats."),
    ("messy desk left, tidy desk right", "The desk on the left is messy.",
     "The desk on the left is messy. Desk right."),
    ("a lamp on the left and a lamp on the right", "On the left, a lamp.",
     "On the left, a lamp. Lamp on the right."),
    # what is left out, told by a kind or in a clause of its own
    ("ruelle sans voitures, chats",
     "Une ruelle, des chats. Une petite Citroën est garée sous la glycine.",
     "Une ruelle, des chats. Sans voitures."),
    ("a forest path, no animals",
     "A forest path in fog. A young deer pauses there, half dissolved in the grey.",
     "A forest path in fog. No animals."),
    ("town square, no snow, not a single dog",
     "A town square. The ground is dry, clear of snow, and a scruffy hound roams there.",
     "A town square. The ground is dry, clear of snow. Not a single dog."),
    ("a battlefield, no soldiers", "A battlefield. Weary infantrymen still stand about.",
     "A battlefield. No soldiers."),
    ("a street, no cars", "A street at dawn. A pair of finned Buicks idles at the kerb.",
     "A street at dawn. No cars."),
    ("logo for a florist, one stem, no flowers",
     "Logo for a florist, one bare stem. It ends in a full rose, on a white ground.",
     "Logo for a florist, one bare stem."),
    # no participle stays by itself, and no comma before the verb
    ("diagram of a plant cell, without labels",
     "Diagram of a plant cell and its wall, each part tagged with a printed caption. Flat colours.",
     "Diagram of a plant cell and its wall. Flat colours. Without labels."),
    ("line art rose, no thorns",
     "Line art of a rose. The long stem, bristling with sharp thorns, bears two leaves.",
     "Line art of a rose. The long stem bears two leaves. No thorns."),
    # an axis in another unit, and a German name behind its title
    ("area chart of solar output, y axis in kWh", "An area chart of solar output, axis in MW.",
     "An area chart of solar output, axis in kWh."),
    ("Kommissarin Reuter am Tatort, Regen", "Im Regen steht Kommissarin Richter am Tatort.",
     "Im Regen steht Kommissarin Reuter am Tatort."),
    # famous names open a description without an article; another name stands there
    ("Mozart as a child at the harpsichord", "The child Beethoven sits at the harpsichord.",
     "The child Mozart sits at the harpsichord."),
    ("Paris in the rain", "Rain falls on a London street.", "Rain falls on a Paris street."),
    # with its family name, explained behind it, or behind the same noun
    ("Portrait de Colette, chat sur les genoux",
     "Portrait de George Sand assise, un chat sur les genoux.",
     "Portrait de Colette assise, un chat sur les genoux."),
    ("le chien Biscotte attend le facteur",
     "Dessin tendre : Brioche, un petit chien, attend le facteur.",
     "Dessin tendre : Biscotte, un petit chien, attend le facteur."),
    ("Théo et la baleine", "Dessin : Léo, un petit garçon, et la baleine.",
     "Dessin : Théo, un petit garçon, et la baleine."),
    ("map of Vell: the river Sill", "A map of Vell. The river Silver winds through valleys.",
     "A map of Vell. The river Sill winds through valleys."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "prompt", "expected"), MENDED)
def test_what_is_wrong_is_put_right_where_it_is_wrong(source, prompt, expected):
    ledger = read(source)
    mended = repaired(ledger, said(prompt), GENERIC)

    assert mended.prompt == expected
    assert violations(ledger, mended, GENERIC) == ()
    assert repaired(ledger, mended, GENERIC) is mended


LEFT_ALONE = [
    # each of several told by its own words, and all of them together
    ("a red balloon and a green balloon", "Two balloons, a red one and a green one."),
    ("a red car and a blue car at a traffic light", "Two cars at a traffic light, red and blue."),
    ("an empty cup beside a full cup", "Two cups, an empty and a full one."),
    ("Italian flag on a wall: green, white, red", "Three bands, green, white, red: Italian flag."),
    # where somebody comes from
    ("a Spanish guitarist", "A guitarist in Seville bends over his guitar."),
    ("a Mexican street musician", "A street musician in Oaxaca."),
    ("rooftops of Zürich", "The rooftops of Zurich."),
    # what is left out by name is no name of the picture
    ("kitchen at night, no Christmas tree", "A kitchen at night. No Christmas tree."),
    ("vending machine, no Coca-Cola logo", "A vending machine. No Coca-Cola logo."),
    # headings, abbreviations, decades, kin
    ("The Silence After the Argument", "Two chairs stand pushed back from a table."),
    ("Gantt chart, Jan–Jun", "A Gantt chart from January to June."),
    ("a robot toy from the 60s", "A tin toy robot from the 1960s."),
    ("a laptop, 3/4 view", "A laptop in three-quarter view."),
    ("Dad carries the cello", "A father carries a cello."),
    ("an octopus plays chess", "Sprawled across an armchair, an octopus plays chess."),
    ("bouquet of eleven roses", "Eleven roses lean from a jar."),
    ("a grocer on the left, a pram on the right",
     "A grocer's shop: on the left the shopkeeper; opposite him a pram."),
    ("white drifts left and right of the line", "White drifts on both sides of the line."),
    ("a desert at night, no moon", "With the moon below the horizon, a desert at night. No moon."),
    ("a bell, no outline", "A solid silhouette of a bell with no outline."),
    ("a chart, no colours other than black", "A chart drawn solely in black."),
    ("logo, lotus not allowed, just a sun", "A logo of a sun; no lotus."),
    # what may name a subject is something else where that is left out
    ("a meadow with sheep, no dogs", "A meadow with sheep and a shepherd. No dogs."),
    ("night sky, no dogs", "The night sky, where a thin pointer marks the pole. No dogs."),
    ("a forest stream, no cars", "A beetle by a forest stream. No cars."),
    ("a clearing, no cars", "A jaguar in a clearing. No cars."),
    ("a reef, no monsters", "A reef where a small creature hides. No monsters."),
    ("a lawn, no swords", "A blade of grass on a lawn. No swords."),
    # two of a kind, sides with "by", who says nothing, and what has gone
    ("one fencer in white, the other in black", "Two fencers, one in white and one in black."),
    ("a forest on the left, spruces on the right",
     "A path flanked on the left by a forest and on the right by spruces."),
    ("a kitchen, and nobody said a word", "A kitchen where several people sit with closed lips."),
    ("a salt flat, no horizon", "A salt flat; the horizon has vanished."),
    ("logo for Crumb & Co., no text but the name",
     'A logo with the name "Crumb & Co.", and no other text.'),
    ("a ballet dancer backstage", "A ballerina backstage."),
    # what commits to nothing
    ("the passage of time", "A staircase rises through the seasons of one garden."),
    ("a 100-year-old olive tree", "A century-old olive tree."),
    ("an Egyptian temple", "A temple by the Nile. Dramatic light on Egyptian columns."),
    ("Two boats came in and nobody on the quay said a word.",
     "Two boats come in; on the quay a knot of villagers waits."),
    ("two astronauts, one male one female", "Two astronauts; she leans on her helmet, he waves."),
    ("a ship at sea", "A schooner heels in a rising sea."),
    ("aisle, no people", "An aisle, its shelves packed with tins. No people."),
    ("I'd like a fox in snow", "A fox in snow."),
    ("- Product: glass bottle\n- Background: beige linen", "A glass bottle on beige linen."),
    ('{"subject": "owl", "style": "linocut"}', "A linocut of an owl."),
    ('a 27" monitor next to a 13" laptop', 'A 27" monitor next to a 13" laptop.'),
    ('a "happy" clown crying', "A happy clown crying."),
    ("after seven days at sea, a sailor", "A sailor with a week's stubble at sea."),
    ("a clock at 7:45", "A clock at a quarter to eight."),
    ("a watch showing 10:10", "A watch, its hands at ten past ten."),
    # marks of a sentence inside those of lettering
    ('neon sign with the word "OPEN"', 'A neon sign with the word "OPEN," in pink.'),
    ("a mug with the words \"Don't Panic\"", "A mug with the words “Don’t Panic” in yellow."),
    # other names
    ("un coche viejo en un garaje", "Un automóvil antiguo duerme en un garaje."),
    ("a cafe with a terrace", "A bistro with a terrace."),
    ("a dragon over a city", "A winged serpent coils over a city."),
    ("a fruit on a plate", "A single ripe fig on a plate."),
    # a subject told by its kind, or by another name of it
    ("a bird on a wire", "A swallow perches on a telephone wire."),
    ("a car in the desert", "A dusty Mustang stands on a salt flat."),
    ("a church on a hill", "A whitewashed chapel crowns a grassy hill, its small bell tower pale."),
    ("chef plating dessert", "A cook in whites places a mint leaf on a raspberry tart."),
    ("a pastry on a plate", "A glossy croissant rests on a plate."),
    ("a road through a forest", "A narrow lane threads between firs."),
    ("a dog on a porch", "A Labrador dozes on a porch."),
    ("a dog in snow", "A German shepherd bounds through snow."),
    ("a cat on a shelf", "A Siamese stretches along a shelf."),
    ("a tree on a cliff", "A wind-bent hawthorn clings to a cliff."),
    ("a ship in fog", "A schooner glides out of fog."),
    ("a laptop on a desk", "A slim notebook computer sits on a desk."),
    ("a storm over the prairie", "Thunderclouds tower over a prairie."),
    ("a ghost in the attic", "A pale spectre drifts in an attic."),
    ("a sword in a stone", "A gleaming blade stands in a boulder."),
    ("a cop eating a doughnut", "A police officer eats a doughnut."),
    ("product cutout of a red kettle", "A clean cut-out of a red kettle."),
    ("Mt. Fuji behind a lake", "Mount Fuji rises behind a lake."),
    ("a couple dancing in a kitchen", "A man and a woman sway in a kitchen."),
    ("Boeing 747 landing at dawn", "A Boeing 747 touches down at dawn."),
    # what is left out and only says how something is, or is a verb
    ("a bowl of noodles, no hands", "A bowl of hand-pulled noodles, free of hands."),
    ("a horse in a meadow, no snow", "A snow-white horse in a meadow where no snow lies."),
    ("an alley at night, no fire", "An alley at night under a fire escape. No fire burns."),
    ("a valley at dawn, no leaves", "A valley at dawn; the mist leaves the floor. No leaves."),
    ("a boy on a beach, no waves", "A boy on a beach; the boy waves at us. No waves."),
    ("a fox, no frame", "A fox fills the frame. It has no frame."),
    ("a stall, no dogs", "A stall sells hot dogs. No dogs."),
    ("dinner table, no birds", "A dinner table with a roast goose. No birds."),
    ("a watch, no hands", "A watch, its hour and minute hands at ten. No hands hold it."),
    ("a bee on a flower, no frame", "A bee on a flower whose petals frame its body. No frame."),
    ("a girl with red hair", "A girl with copper braids."),
    ("gray donut with colorful sprinkles", "A doughnut with grey icing and colourful sprinkles."),
    ("a shop, no people", "A shop with two mannequins. No people."),
    ("icon of a mountain, no gradients", "Icon of a mountain. The slopes are blue. No gradients."),
    ("a postman, no matter the weather", "A postman under a heavy sky, a letter in his coat."),
    ("black and white portrait of a man", "A monochrome portrait of a man."),
    ("a tower, black and white", "A monochrome photograph of a tower, silver tones."),
    ("Portrait of Ada Lovelace at a desk", "Ada Lovelace sits in a chair."),
    ("Aerial view of the Zambezi at flood stage", "Aerial view of the Zambezi in full flood."),
    ("carte d'une île, un serpent dans le coin inférieur gauche",
     "Carte d'une île. En bas à gauche, un serpent."),
    ("a photo of a traffic light", "A traffic light on a pole, its frame housing three lights."),
    ("a red cake", "A three-tiered cake on a silver cake stand, covered in red frosting."),
    ("a purple elephant",
     "An elephant, its skin deep purple. The elephant's tusks are ivory white."),
    ("a person and a stop sign", 'A person beside a stop sign that reads "STOP", waiting.'),
    ("a blue potted plant", "A blue ceramic pot holds a lush green plant."),
    ("a white wall", "A whitewashed wall at noon."),
    ("a carpenter's workbench", "The bench of a carpenter, under a window."),
    ("a beekeeper and her grandson checking the hives",
     "An older woman in a veil lifts a frame from one of the hives, while her grandson is checking "
     "another."),
    ("two hands, one old and one young", "A wrinkled hand and a child's hand hold a seedling."),
    ("a half-empty glass of wine", "A wine glass only half full."),
    ("a sourdough loaf cut in half on a board", "A sourdough loaf sliced in two on a board."),
    ("a worn pad and a new one", "Two pads lie side by side, one worn, one as new."),
    ("a room and nobody in it", "A room that is unoccupied."),
    ("a Volvo 240 estate by a lake", "A Volvo 240 estate on the shore of a lake."),
    ("a bottle, no cap", "A bottle that stands uncapped."),
    ("a picture about learning to say no at work", "An employee at a desk, palm raised."),
    ("an Ancient Egyptian scribe", "A scribe of ancient Egypt."),
    ("a map of Tasmania for hikers", "A map of Tasmania for walkers, with dashed trails."),
    ("a market stall, no tourists", "A market stall; a vendor waits, not a tourist in sight."),
    ("zwei Eulen im Mondlicht", "Ein Eulenpaar im Mondlicht auf einem Ast."),
    ("Balkendiagramm ohne Text", "Ein Balkendiagramm. Keinerlei Beschriftung."),
    ("ein Platz ohne Autos", "Ein Platz, heute autofrei."),
    ("trois chats sur un toit à Paris", "Trois chats sur un toit parisien. L'un s'étire."),
    ("elle quitta la maison sans se retourner", "Une femme quitte la maison, de dos."),
    ("dos flamencos y un paraguas", "Una pareja de flamencos bajo un paraguas."),
    ("a 10-inch record", "A ten-inch record."),
    ("a woman in her forties", "A woman of forty-five on a sixties sofa."),
    ("a lamp on a desk, no cable", "A lamp on a desk, its cord out of view."),
    ("a man on a pier, no hat", "A man on a pier, bareheaded, no hat or cap in sight."),
    ("a field, no road", "A field, no road, and a path through barley."),
    ("a red car on a hill", "A red car on a hill, another blue car behind it."),
    ("a lane with no cars or bikes", "A lane empty of traffic, with no cars or bikes."),
    ("sails on a bay, and she did not wave", "Sails on a bay. She does not wave, her arms still."),
    ("a form in blue, no coupon field", "A form in blue without a coupon field."),
    ("ein Schiff, zwölf Tage im Eis", "Ein Schiff, zwölf Tage im Packeis."),
    ("Otto und Frieda am See", "Frieda und Otto am See, Otto mit einem Buch von Theodor."),
    ("four tents in a field", "Two tents on each side of a field."),
    ("five stops on a map", "Five stops on a map: 1 in a wood, 2 and 3 on a hill, 4 by a pond."),
    ("five boats", "Five boats at anchor, four with lamps, three with nets."),
    ("a cat at the third window", "A cat at the third window, a second lamp in the fifth window."),
    ("three boats", "A trio of boats, two ahead and one behind."),
    ("three bars for Oslo, Bergen and Rome", "Three bars, the one for Bergen tallest; Oslo, Rome."),
    ("six pencils", "Half a dozen pencils, two of them chewed."),
    ("seven swans", "Seven swans, a pair in front and the remaining five behind."),
    ("a train on a bridge", "A train on a bridge, the train's wheels bright."),
    ("a child who sleeps", "A child, asleep under a quilt."),
    ("a photo of a barn", "A photograph of a barn."),
    ("a founder in an office", "A founder, a lone figure, in an office."),
    ("She waits at the door.", "A woman waits at the door."),
    ("a snowy roof", "A snow-covered roof."),
    ("a bedroom at night", "A bedroom at night, in the golden light of a lamp."),
    ("a red vase", "A crimson vase on oak."),
    ("a yellow banana", "A banana whose skin is a deep yellow."),
    ("a stop sign on the left of a bicycle", "A bicycle to the right of a stop sign."),
    ("a mug on the left of a book", "A mug stands on the left, and to its right a book."),
    ("a classroom without students", "A classroom, its students gone: no students are left."),
    ("a beach, no people", "A deserted beach."),
    ('a "B" tile', "A “B” tile."),
    ("a 5 cm cube", "A 5-centimetre cube."),
    ("four dragons circle a knob", "Two pairs of dragons chase around a knob."),
    ("a figure with four arms", "A figure: two arms folded, a third raised, a fourth behind."),
    ("two umbrellas for a hedgehog", "A hedgehog, an umbrella under each arm."),
    ("a wallet with five card slots",
     "A wallet whose slots step up, two on one panel and three on the other."),
    ("a 14 cm mirror", "A mirror fourteen centimetres wide."),
    ("a 60 % slice", "A slice of sixty per cent."),
    ("un vase blanc de 42 cm sur une table",
     "Un vase blanc sur une table, haut de quarante-deux centimètres."),
    ("ein Becher, 350 ml", "Ein Becher, der dreihundertfünfzig Milliliter fasst."),
    ("a thermos without a handle", "A thermos whose sides are handle-free."),
    ("a house, no fence", "A house whose lawn is unfenced."),
    ("a portrait, no eyes", "A portrait: where eyes should be there is skin."),
    ("drei Gondeln, die mittlere ohne Gondoliere", "Drei Gondeln; zwei Gondoliere rudern."),
    ("She passed the lamp without once looking back.", "A woman passes a lamp."),
    ("'Put it down, Tomas,' she said.", "A woman orders Tomas to set a box down."),
    ("a crow on his left shoulder", "On the boy's left shoulder sits a crow."),
    ("a lake on the left, hills on the right", "A lake to the left; hills on the opposite side."),
    ("menu à droite d'une page", "Une page, le menu au bord droit."),
    ("2022: 55 M€ as a bar chart", "A bar chart in which 2022 reaches 55 million."),
    ("a white tile pattern of fans", "A white repeat of fans as a pattern."),
    ("plaza con ancianos bajo un toldo verde", "Plaza con viejos bajo un toldo verde."),
    ("four mice with a cake", "Two mice at the front and two at the back, with a cake."),
    ("two fields on a page", "A page: one field for a name, one for a number."),
    ("a span of 1280 m", "A span of 1,280 metres."),
    ("a 1.5 l kettle", "A kettle that holds 1.5 litres."),
    ("a 750 g loaf", "A loaf of 750 grams."),
    ("Recipe header: a bowl of ramen", "A bowl of ramen. Everything rests on slate."),
    ('a poster with the words "Blue" above a sax', 'A poster: above a sax, "Blue" in capitals.'),
    ("Every Tuesday Mrs Okafor fed the strays", "On a Tuesday Mrs Okafor feeds strays."),
    ("eine Mühle, weißer Hintergrund", "Eine Mühle vor reinweißem Hintergrund."),
    ("ein Umschlag, ohne Schrift", "Ein Umschlag; auf Schrift wird verzichtet."),
    ("a pie chart in yellow, others grey",
     "A pie chart on white, one slice yellow, the rest in greys."),
    ("a quiet room, no screens, no text", "A quiet room without screens, free of text."),
    ("two cats and two dogs", "Two cats and two dogs, the four friends side by side."),
    ("a lane in Mars, red", "A Martian lane, the red of Mars."),
    ("she shuts a door", "A woman shuts a door before a man can pass."),
    ("a dog in a yard", "A golden retriever in a yard."),
    ("Chapter 3: The storm", "Dark clouds roll in over a grey sea, and spray whips off the waves."),
    ("burnout", "A burnt match lies among fresh ones on grey paper."),
    ("a lamp on the left, a chair on the right",
     "A chair stands to the right; on the left glows a lamp."),
    ("a lamp on the left, a chair on the right",
     "A desk: on the left a lamp, on the right a chair."),
    ("links ein Baum, rechts ein Haus", "Rechts steht ein Haus, links ein Baum."),
    ("a piano with two or three pedals", "A piano with three pedals."),
    ("a house with 3 or 4 windows", "A house with four windows."),
    ("a girl, about 4, with a bear", "A girl of about four with a bear."),
    ("a chart from 12 to 48, red line on white", "A chart: one red line from 12 to 48, on white."),
    ("a pair of scissors", "A pair of steel scissors."),
    ("a couple of birds on a wire", "Two birds on a wire."),
    ("seven-year-old Tom on a swing", "Tom, 7 years old, on a swing."),
    ("a hall of the 19th century", "A hall of the 19th century, on its 2nd floor."),
    ("Drei Katzen auf einem Sofa", "Ein Trio schläfriger Katzen auf einem Sofa."),
    ("Fête du 14 juillet à Nice", "Une fête d'été à Nice, le 14 juillet."),
    ("a thermos of 750 ml", "A thermos of three quarters of a litre."),
    ("a man on a pier, no hat", "A man on a pier, bareheaded."),
    ("a woman without jewellery", "A woman on a bench, her hands unadorned."),
    ("a deck at sea, no land in sight", "A deck at sea; around it there is nothing but water."),
    ("a meadow with poppies, nothing else", "A meadow, red flowers in the grass."),
    ("lemons and swallows on cream, nothing else",
     "Lemons and swallows on cream, painted by hand, the birds in flight, the fruit ripe."),
    ("Nobody here carries an umbrella. Rain falls on a street.",
     "A street in rain, all without umbrellas, hair and coats wet."),
    ("a column of men, no horses", "A column of men in grays, no horses."),
    ("a windless lake", "A windless lake, its reeds upright."),
    ("a forest, no animals", "A forest, no animals, ferns that are mist and dew."),
    ("the theatre is empty", "The theatre glows, its vacant rows of seats gilded."),
    ("diagram of the water cycle", "A diagram of how water rises from the sea and falls again."),
    ("an art deco fan pattern", "A seamless pattern of fans in neat rows."),
    ("serve the shakshuka in a pan", "The shakshuka in a cast-iron pan."),
    ("Pafrking metr", "A parking meter on a kerb."),
    ("Tcennis rpacket", "a tennis racket leans against a bench with a view."),
    ("a login screen", "A plain form, seen on a phone screen."),
    ("a large keyboard musical instrument", "A grand piano in a hall."),
    ("four lines all meeting at Central", "Four lines that converge at Central."),
    ("Retrato de una niña astronauta con casco", "Retrato de una niña cosmonauta con casco."),
    ("Drei Boote unter der Rialtobrücke", "Drei Boote unter dem Bogen der Rialtobrücke."),
    ("der Kölner Dom im Nebel", "Der Dom von Köln im Nebel, ein Kölner Wahrzeichen."),
    ("Plakat für das Hafenfest Husum", "Ein Plakat für das Husumer Hafenfest."),
    ("a woman in red by a wall", "A woman in a red dress by a wall."),
    ("a slice of lime by a glass", "A green slice of lime by a glass."),
    # told in other words
    ("rugby players in a muddy scrum, black and white photograph",
     "Black and white photograph of two rugby packs in a scrum, mud on their faces."),
    ("a greenhouse full of ferns, no flowers", "Ferns in a greenhouse, with blooms of pigment."),
    ("a noodle stall, no cars", "A noodle stall in a lane free of traffic."),
    ("a desk, without laptops", "A desk by a window. Screens play no part in the scene."),
    ("une petite boulangerie, sans passants",
     "Une petite boulangerie, dans une rue entièrement déserte."),
    ("eine kleine Gasse, ohne Passanten", "Eine kleine Gasse, menschenleer im Morgenlicht."),
    ("una calle estrecha, sin gente", "Una calle estrecha y desierta."),
    ("bar chart, Q3 highest, orange bars",
     "A bar chart with orange bars. The third bar rises above its neighbours."),
    ("two cups of coffee on a table", "A table with a cup of black coffee and another with milk."),
    ("zwei Koffer auf dem Bahnsteig",
     "Ein Bahnsteig, einen Koffer in der Hand, den zweiten daneben."),
    ("deux chaises au jardin", "Au jardin, une chaise à l'ombre, l'autre au soleil."),
    ("dos sillas en el patio", "En el patio, una silla a la sombra y otra al sol."),
    ("a kitchen in lemon and grey, no fruit",
     "A kitchen with walls of a pale lemon, grey tiles. No fruit."),
    ("Logo, flat, no gradients", "A logo of a leaf in flat green on a white ground."),
    ("thermos on slate, no logos", "A thermos on slate, its surface unbranded and smooth."),
    ("the potter's hands, no face",
     "Extreme close-up of a potter's hands, showing only fingers and clay."),
    ("une ruelle avec un tramway, sans passants",
     "Une ruelle avec un tramway, les trottoirs sont déserts."),
    ("un faro, sin gente", "Un faro sobre el acantilado. No se ve un alma."),
    ("Old Marta at the window", "Portrait of Marta, an elderly woman, at a tall window."),
    ("Diagram for the README: a client and a server",
     "A minimal diagram: a laptop stands for the client, a rack for the server."),
    ("Timeline of the Apollo program, NASA-ish look",
     "A timeline of the Apollo program in a sixties space agency style."),
    ("A bar chart of rain in Bergen, twelve bars",
     "A statistical chart of rain in Bergen: twelve vertical columns."),
    ("Dragon hatchling in a blue egg", "A newborn dragon pushes its snout through a blue egg."),
    ("a street market in Fez with heaps of spice",
     "A lane in a souk in Fez, with heaps of spice along the street."),
    ("Quatre grenouilles musiciennes sur un nénuphar",
     "Quatre grenouilles forment un orchestre sur un nénuphar, avec un violon et des libellules."),
    ("breakfast, avocado toast, two eggs",
     "Breakfast: a thick slice of sourdough with mashed avocado and two eggs."),
    ("Le silence. Champ de blé, un seul arbre, personne.",
     "Le silence d'un champ de blé, un arbre unique, personne."),
    ("steampunk airship over London",
     "An airship of brass drifts over London, around the dome of St Paul's."),
    ("Opa Karl, 91, auf der Bank", "Opa Karl, einundneunzig, auf der Bank, mit 85 mm aufgenommen."),
    ("kahle Weiden am Fluss", "Kahle Kopfweiden am Fluss, dahinter Wiesen."),
    ("He put the lamp down and neither spoke.",
     "He puts the lamp down between two men, their mouths shut."),
    ("an empty platform, nobody waiting", "An empty platform in the rain."),
    ("a banquet, nobody smiling", "A banquet: people sit stiffly at a table, faces grave."),
    ("an abandoned railway station, no people", "An abandoned train station, its platform empty."),
    ("chair by a wall, no plastic chairs", "A row of empty chairs by a wall."),
    ("a door in a wall, no car", "A door in a wall, in a quiet pedestrian lane."),
    ("a path that looks as if nobody has walked it for weeks",
     "A path covered with leaves, as if a man had never set foot on it."),
    ("pie chart, 3 slices: 50% blue, 30% green, 20% grey",
     "A pie chart with three slices: one half in blue, thirty percent in green and "
     "the remaining twenty percent in grey."),
    ("giant turtle with a village on its back", "A colossal turtle carrying an entire village."),
    ("un phare dans la tempête, sans bateau", "Un phare dans la tempête, l'horizon reste désert."),
    ("Heimweh",
     "Am Fenster steht eine kleine Gestalt und blickt hinaus in den Regen, voll Heimweh."),
    ("A brown bear in Alaska", "A brown bear in an Alaskan river."),
    ("observatory on Mt. Calloway", "An observatory on Mount Calloway."),
    ("plum and ochre leaves, no green", "Leaves in plum and ochre on warm ivory. No green."),
    ("an empty pool, no water", "An empty pool without water, its deep end dusty."),
    ("a mural with a happy crocodile, no scary stuff",
     "A mural with a happy crocodile, foam bubbles floating up."),
    ("logo for a bike shop, no gears", "A logo for a bike shop. Keep gears out of the design."),
    ("logo para un café, sin tazas", "Logo para un café. Se prescinde de tazas."),
    ("Fig. 3 cross-section of a volcano", "A volcano in cross-section."),
    ("a cabin, 2 pairs of skis by the door", "A cabin, by the door two pairs of skis."),
    ("a bench, three views", "A bench in front, side and top views."),
    ("venn diagram of sleep and work",
     "Two circles overlap, labelled \"Sleep\" and \"Work\", in a Venn diagram."),
    ("pear: fruit on the left, blossom on the right",
     "A pear: on the left hangs the fruit; the blossom is on the facing side."),
    ("\"Nobody had watered the garden since June.\" illustrate this line",
     "A garden with cracked soil in June, and a watering can."),
    ("railway station clock, crowd blurred",
     "A railway station clock, commuters blurred to streaks."),
    ("a tiny house, 24 square meters", "A tiny house of 24 square meters."),
    ("an old man with pigeons, no snow",
     "An old man scatters crumbs for a flurry of pigeons, no snow."),
    ("five orange carrots and one purple carrot",
     "A row of six carrots: five are orange, one is purple."),
    ("zwei Dachse im Mondschein", "Zeichnung zweier Dachse im Mondschein."),
    ("une salle sans aucune plante", "Une salle. On n'y trouve aucune plante."),
    ("pumpkins but no skulls or skeletons", "Pumpkins with a skull- and skeleton-free border."),
    ("the ship Persephone in a harbour", "A great liner, the Persephone, in a harbour."),
    ("a crowd where nobody has a hat", "A crowd of bareheaded people."),
    # nothing of it is what only looks like a fault
    ("area chart of solar output, y axis in kWh",
     "An area chart of solar output, axis in kilowatt-hours."),
    ("Herr Meier gießt Blumen", "Ein Herr gießt Blumen: Herr Meier mit Strohhut."),
    ("a dune, no water", "A dune without water, and a river of sand, free of footprints."),
    # a place told by its adjective or by what stands there
    ("Paris in the rain", "Rain on a boulevard, on Haussmann façades and the Eiffel Tower."),
    ("Florence at dawn", "The Florentine skyline at dawn."),
    ("Athens marketplace in 400 BC", "An agora in ancient Athens, in 400 before Christ."),
    ("Darwin at his desk", "An elderly naturalist with a white beard sits at his desk."),
    # a name told by a part of it, its initials, a number or in another form
    ("Ada Lovelace at a desk", "Lovelace at a desk, in a London drawing room."),
    ("Captain Ahab on deck", "Ahab stands on the deck of a ship off Nantucket."),
    ("Vincent van Gogh at an easel", "Van Gogh at an easel, in an Arles wheat field."),
    ("Rio de Janeiro from above", "Seen from above, Rio lies between green peaks."),
    ("the Statue of Liberty at dawn", "Lady Liberty at dawn above the New York harbour."),
    ("a raft with Maximilian Brandt", "A raft on the Mississippi, Max asleep on it."),
    ("the United Nations building", "The UN building on a river in New York."),
    ("a TV in a window", "A television set in a window."),
    ("a flag of France", "A French flag in the wind."),
    ("World War II pilots", "Pilots of the Second World War beside a plane."),
    # an artist, a place or a plain word takes no name's place
    ("a staff of Gandalf's", "A staff of Gandalf's, inspired by Tolkien, in grey light."),
    ("a print of Mount Fuji", "A print of Mount Fuji in a Hokusai palette."),
    ("Anne of Green Gables on a bridge", "Anne Shirley on a bridge, gentle greens."),
    ("un ours, fable de La Fontaine", "Un ours à la manière de Gustave Doré, La Fontaine."),
    ("Hansel and a witch", "Hansel, a witch, Black Forest shadows."),
    # a number without its noun, the other hand, a verb that is an animal, a French pronoun
    ("a tree diagram: one node on top, three below", "One node on top, three nodes below."),
    ("right hand on the keys, left hand in shadow",
     "The right hand on the keys, the other in shadow."),
    ("a path, no animals", "A path under snow; it bears no footprints. No animals."),
    ("une rue en Provence, sans voiture",
     "Une rue provençale. Elle est déserte, sans voiture."),
    ("suburban street at noon", "A suburb at noon, flat light on the street."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "prompt"), LEFT_ALONE)
def test_other_ways_to_say_the_same_are_left_alone(source, prompt):
    expansion = said(prompt)
    assert repaired(read(source), expansion, GENERIC) is expansion


@pytest.mark.parametrize(("source", "prompt", "_expected"), MENDED)
def test_the_mend_holds_in_every_dialect(source, prompt, _expected):
    ledger = read(source)
    wrong = []
    # Not a parameter: sixteen dialects of each row would be a quarter of all the tests there are.
    for dialect in dialects.ids():
        row = dialects.get(dialect)
        mended = repaired(ledger, said(prompt), row)
        found = [one for one in violations(ledger, mended, row) if "for exclusions" not in one]
        wrong += [(dialect, one) for one in found if "negations" not in one]

    assert wrong == []


@pytest.mark.parametrize(
    ("dialect", "prompt", "negative", "holds"),
    [
        ("midjourney", "a classroom, quiet --no students", None, True),
        ("midjourney", "a classroom, quiet", None, False),
        ("sd", "a classroom, quiet", "students, text", True),
        ("sd", "a classroom, quiet", None, False),
        ("flux1", "A quiet, deserted classroom.", None, True),
        ("flux1", "A classroom without any students.", None, False),
        ("generic", "A quiet classroom.", None, False),
        ("generic", "A quiet, empty classroom.", None, True),
    ],
)
def test_exclusions_are_said_in_the_generators_own_way(dialect, prompt, negative, holds):
    ledger = read("a classroom without any students")
    found = violations(ledger, said(prompt, negative), dialects.get(dialect))

    assert (found == ()) == holds


@pytest.mark.parametrize(
    ("prompt", "problem"),
    [
        ("A cat, masterpiece, 8k.", "remove “masterpiece”"),
        ("A cat. " + "Very soft light. " * 80, "at most 1000 characters"),
        ("", "it is empty"),
    ],
)
def test_what_the_generator_would_not_take_is_said(prompt, problem):
    assert any(problem in found for found in violations(read("a cat"), said(prompt), GENERIC))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("an elderly reindeer herder", ("herder",)),
        ("app icon: white envelope with a red dot", ("envelope",)),
        ("a stack of 3 plates", ("plates",)),
        ("three cats and three dogs on the grass", ("cats", "dogs")),
        ("a street without dogs", ("street",)),
        ("The fox bowed to the hen, and she laughed.", ("fox", "hen")),
        ("icône d'une clé dorée, sans texte", ("clé",)),
        ("un faro con dos ventanas amarillas", ("faro", "ventanas")),
        ("burnout", ()),
        ("The weight of choices", ()),
    ],
)
def test_what_the_words_are_about(source, found):
    assert subjects(read(source)) == found


@pytest.mark.parametrize(
    ("source", "prompt", "other"),
    [
        ("a cat on a sofa", "A dog sleeps on a sofa.", ""),
        ("a cat on a sofa", "A dog sleeps in a yard.", "dog"),
        ("a cat on a sofa", "It sleeps on a sofa.", ""),
        ("a cat on a sofa", "A tabby sleeps on a sofa.", ""),
        ("a long linen dress on a pier", "A linen coat in a shop.", "coat"),
        ("a long linen dress on a pier", "A long linen coat on a pier.", ""),
        ("a long linen dress on a pier", "A linen gown, on a linen cloth.", ""),
        ("a vase on a table", "Tall tulips stand on a table.", ""),
        ("a vase in a niche", "Snow falls on a highway.", "Snow"),
        ("seven concentric circles", "Seven nested rings share a point.", ""),
        ("ein Igel am Bach", "Ein Fuchs trinkt am Bach.", "Fuchs"),
        ("ein Igel am Bach", "Das stachlige Tier trinkt am Bach.", ""),
        ("zwei Schwäne auf dem See", "Zwei Angler und ein Mönch sitzen am See.", "Mönch"),
        ("une nonne au jardin", "Un moine au jardin, une silhouette calme.", "moine"),
        ("une nonne au jardin", "Une religieuse au jardin.", ""),
        ("un pescador remienda su red", "Un panadero remienda una red.", "panadero"),
        ("un pescador remienda su red", "Un hombre remienda una red.", ""),
        ("una volpe nella neve", "Un lupo nella neve.", "lupo"),
    ],
)
def test_another_subject_is_told_from_none(source, prompt, other):
    assert other_subject(read(source), prompt) == other


@pytest.mark.parametrize(
    ("source", "prompt", "found"),
    [
        ("bar chart of rainfall", "Grey cliffs above a beach.", True),
        ("bar chart of rainfall", "Rainfall as three columns of a simple graph.", False),
        ("a login screen", "A vase of tulips on a sill.", True),
        ("a login screen", "A plain form with two fields, seen on a phone screen.", False),
        ("She left the house.", "An old man leaves the house, his coat open.", True),
        ("She left the house.", "A woman leaves the house with a man.", False),
        ("a brain", "A human heart, its structures laid open.", True),
        ("a kestrel by a stream", "Two birds by a stream, each a heron with wet wings.", True),
        ("a kestrel by a stream", "A small bird of prey by a stream.", False),
        ("two cars on a street", "Two bicycles on a street, one of them a racer.", True),
        ("un faro blanco sobre las rocas", "Un molino blanco sobre las rocas.", True),
        ("un faro blanco sobre las rocas", "La torre blanca sobre las rocas.", False),
        ("She put the kettle on the stove and waited.", "A market in the rain.", True),
        ("She put the kettle on the stove and waited.", "Steam above a kettle.", False),
    ],
)
def test_another_kind_of_picture_or_person_is_another_subject(source, prompt, found):
    faults = all_faults(read(source), prompt)
    assert any(fault.kind == "subject" for fault in faults) == found


@pytest.mark.parametrize(
    ("source", "prompt", "found"),
    [
        ("a lone cat on a sofa", "A cat on a sofa; a dog looks in.", "does not name: dog"),
        ("a cat on a sofa", "A cat on a sofa; a dog looks in.", ""),
        ("a market stall", "A market stall where Anna Karenina shops.", "the name Anna Karenina"),
        ("a cook", "A cook named Bruno.", "the name Bruno"),
        ("a harbour", "A harbour at dawn. Pastel Venetian houses stand there.", ""),
        ("a beach", "A beach where two women walk; gulls wheel.", ""),
        ("a heron", "A heron; the bird stands in shallow water.", ""),
        ("a cat", "A cat under the Milky Way, proud as a lion.", ""),
    ],
)
def test_only_certain_company_is_asked_about(source, prompt, found):
    said = [one.says for one in company_faults(read(source), prompt)]
    assert any(found in one for one in said) if found else said == []


@pytest.mark.parametrize(("number", "copied"), [(40, True), (41, False)])
def test_wrong_copies_are_looked_for_among_few(number, copied):
    said = " ".join(f'"sign {n}"' for n in range(number - 1))
    found = all_faults(read('a shop "Open"'), f'A shop "Opem" {said}')

    assert (found[0].edits != ()) == copied


@pytest.mark.parametrize(
    ("prompt", "parts"),
    [
        ("A lake at dawn --ar 3:2", ("A lake at dawn", "--ar 3:2")),
        (
            'A screen with "git log --oneline" on it.',
            ('A screen with "git log --oneline" on it.', ""),
        ),
        ('A screen with "ls --all" --ar 3:2', ('A screen with "ls --all"', "--ar 3:2")),
    ],
)
def test_flags_stand_outside_lettering(prompt, parts):
    assert split_flags(prompt) == parts


def test_the_words_of_each_kind_are_told_apart():
    kinds = list(NEWCOMERS.values())

    assert not any(one & other for n, one in enumerate(kinds) for other in kinds[n + 1 :])


def test_recited_rules_are_left_out():
    first = RULES.split(". ")[1]

    assert unrecited(f"A mill by the river. {first}. Soft light.") == (
        "A mill by the river. Soft light."
    )


EXAMPLE = (
    "A woman stands at an open drawer, one hand still on a letter inside it, her head turned "
    "towards the ceiling as she listens to the rain on the roof. Seen from a few steps away at eye "
    "level, with the window at one side."
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"A mill by the river. {EXAMPLE}", "A mill by the river."),
        (EXAMPLE.partition(". ")[0] + ".", ""),
        ("A mill. Seen from a few steps away at eye level, with a wheel.",) * 2,
        ('A mill, its sign "Row. Row. Row."',) * 2,
        ("A mill. Soft light falls over the wet stones. Soft light falls over the wet stones.",
         "A mill. Soft light falls over the wet stones."),
    ],
)  # fmt: skip
def test_an_example_and_what_is_said_again_are_left_out(text, left):
    assert unrecited(text) == left


def test_variations_that_repeat_each_other_are_told_apart():
    one, two = said("A mill in thick fog."), said("A mill under hard noon sun.")

    assert list(repeated([one, two], "a mill")) == []
    assert list(repeated([one, one, two, two], "a mill")) == [1, 3]
    assert told_apart([one, one], [one, two], "a mill") == [one, two]
    assert told_apart([one, one], [one], "a mill") == [one, one]


WELL_WRITTEN = [
    ("a beach sunset",
     "A beach sunset on a wide, empty stretch of sand at low tide. The sun sits just above "
     "the horizon, laying a path of molten orange across shallow water, while the sky "
     "fades from apricot near the waterline to dusky violet overhead. Thin sheets of foam "
     "slide back over wet sand that mirrors the color of the clouds. Low camera angle "
     "close to the waterline, the shoreline curving away into haze. Warm copper, coral, "
     "and slate blue. A natural-color photograph with soft contrast; calm and unhurried."),
    ("portrait of a baker",
     "Portrait of a baker standing behind a flour-dusted wooden bench in the early "
     "morning. Soft window light from one side models the face and forearms, leaving the "
     "far shoulder in gentle shadow. A linen apron, rolled sleeves, fingertips white with "
     "flour; loaves cool on a rack in the blurred background. Framed from the waist up at "
     "eye level with a shallow depth of field. Cream, oat and warm brown. A documentary "
     "photograph, steady and kind."),
    ("a robot holding a red skateboard",
     "A robot holding a red skateboard under one arm on a sunlit concrete plaza. Its "
     "brushed aluminum plates show fine scratches and small rivets, and the lens of its "
     "single eye catches the sky. Late afternoon light rakes in low from the left, casting "
     "a long, crisp shadow across the paving slabs. Seen from slightly below at a three- "
     "quarter angle. Cool grey and pale blue with the red deck as the only strong accent. "
     "A crisp editorial photograph."),
    ("an old library",
     "An old library with tall oak shelves rising into shadow, their ladders resting on "
     "brass rails. Dust hangs in a shaft of daylight from a high arched window and falls "
     "across a long reading table with green-shaded lamps. Cracked leather spines, worn "
     "carpet, a faint sheen on the polished wood. A wide, symmetrical view down the "
     "central aisle. Deep brown, bottle green, old gold. Rendered as a detailed oil "
     "painting; hushed and timeless."),
    ("logo for a bakery",
     "Logo for a bakery: a single wheat ear curving into a simple round loaf, drawn with "
     "two even line weights. The mark sits centred on a plain off-white ground with "
     "generous space on every side. Flat shapes, no gradients, no lettering. Warm brown on "
     "cream. A clean vector mark that reads at any size."),
    ("a fox in the snow",
     "A fox in the snow at the edge of a birch wood, one paw raised. Its russet coat "
     "stands out against blue-white drifts, guard hairs tipped with frost. Low winter sun "
     "filters through bare trunks and lights the breath in front of its muzzle. Close view "
     "at the animal's eye level, background softly out of focus. Rust, pale blue and "
     "charcoal. A wildlife photograph, alert and quiet."),
    ("a winter street at night",
     "A winter street at night, lit by a row of old lamps whose amber pools overlap on "
     "packed snow. Narrow houses with dark windows lean over the pavement; icicles hang "
     "from the gutters. Fresh flakes drift through the lamplight. Seen from the middle of "
     "the road at eye level, the street narrowing to a vanishing point. Ink blue, amber "
     "and white. A long-exposure photograph; hushed and expectant."),
    ("a bowl of ramen",
     "A bowl of ramen on a dark wooden counter, steam curling through warm lamplight. "
     "Springy noodles, a halved soft egg with a jammy yolk, scallions and glossy broth "
     "with tiny beads of fat. Seen from a high three-quarter angle, close enough that the "
     "rim of the glazed bowl leaves the frame. Umber, gold and leaf green. A food "
     "photograph with shallow focus; comforting."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "prompt"), WELL_WRITTEN, ids=[row[0] for row in WELL_WRITTEN])
def test_a_well_written_prompt_is_taken_as_it_is(source, prompt):
    """A rule that is too strict would cost a second request for most prompts."""
    assert all_faults(read(source), prompt) == ()


THINGS = ("a desk", "a lamp", "two owls", "the sun", "a red door", "six carrots", "a violin maker",
          "an oak tree", "a pie chart")  # fmt: skip
PLACES = ("on the left", "on the right", "left", "right", "opposite", "on the other side",
          "at the far left", "in the middle", "across from it", "")  # fmt: skip
ABSENT = ("no people", "nobody smiling", "nobody had left", "neither spoke", "nobody has a hat",
          "no plastic chairs", "no scary stuff", "no one sits on it", "")  # fmt: skip

PLACED = st.tuples(st.sampled_from(THINGS), st.sampled_from(PLACES)).map(" ".join)


@settings(max_examples=150)
@given(
    st.lists(PLACED, min_size=1, max_size=3),
    st.sampled_from(ABSENT),
    st.lists(PLACED, min_size=1, max_size=4),
    st.sampled_from((". ", "; ", ", ", " and ")),
)
def test_whatever_stands_where_the_checks_come_to_an_end(wanted, absent, shown, joined):
    ledger, text = read(", ".join((*wanted, absent))), joined.join(shown).capitalize() + "."
    all_faults(ledger, text)
    other_subject(ledger, text)

    assert repaired(ledger, said(text), GENERIC).prompt
