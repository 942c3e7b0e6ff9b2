"""The words of numbers, currencies and measures."""

_UNITS = """
zero 0 no_ 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13
fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 fifty 50 sixty 60
seventy 70 eighty 80 ninety 90
""".split()
SMALL = {word: int(value) for word, value in zip(_UNITS[::2], _UNITS[1::2], strict=True)}
SCALE = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "tn": 1e12, "trn": 1e12, "dozen": 12.0, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
FRACTION = {"half": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25, "fifth": 0.2, "tenth": 0.1}
TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
ORDINAL = {
    word: float(place)
    for place, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}
CURRENCY = {
    "$": "dollar", "us$": "dollar", "dollar": "dollar", "dollars": "dollar", "usd": "dollar", "€": "euro",
    "euro": "euro", "euros": "euro", "eur": "euro", "£": "pound", "pound": "pound", "pounds": "pound",
    "sterling": "pound", "¥": "yen", "yen": "yen", "jpy": "yen", "yuan": "yuan", "renminbi": "yuan", "won": "won",
    "rupee": "rupee", "rupees": "rupee", "franc": "franc", "francs": "franc", "crown": "crown", "crowns": "crown",
    "rouble": "ruble", "roubles": "ruble", "ruble": "ruble", "rubles": "ruble", "peso": "peso", "pesos": "peso",
    "krona": "crown", "kronor": "crown", "kroner": "crown", "cent": "cent", "cents": "cent", "pence": "penny",
}  # fmt: skip
# Each unit with what it is worth in the unit named; metric and other tons count as one, as newsrooms use them.
MEASURE = {
    "kilometre": ("metre", 1e3), "kilometer": ("metre", 1e3), "km": ("metre", 1e3), "metre": ("metre", 1.0),
    "meter": ("metre", 1.0), "centimetre": ("metre", 0.01), "centimeter": ("metre", 0.01), "cm": ("metre", 0.01),
    "mile": ("mile", 1.0), "foot": ("foot", 1.0), "feet": ("foot", 1.0), "inch": ("inch", 1.0), "acre": ("acre", 1.0),
    "hectare": ("hectare", 1.0), "tonne": ("tonne", 1.0), "ton": ("tonne", 1.0), "kilogram": ("tonne", 1e-3),
    "kg": ("tonne", 1e-3), "kilo": ("tonne", 1e-3), "gram": ("tonne", 1e-6), "barrel": ("barrel", 1.0),
    "litre": ("litre", 1.0), "liter": ("litre", 1.0), "gallon": ("gallon", 1.0), "watt": ("watt", 1.0),
    "kilowatt": ("watt", 1e3), "megawatt": ("watt", 1e6), "gigawatt": ("watt", 1e9), "mw": ("watt", 1e6),
    "gw": ("watt", 1e9), "celsius": ("celsius", 1.0), "fahrenheit": ("fahrenheit", 1.0), "second": ("second", 1.0),
    "minute": ("second", 60.0), "hour": ("second", 3600.0), "day": ("second", 86400.0), "week": ("second", 604800.0),
    "month": ("month", 1.0), "year": ("month", 12.0), "decade": ("month", 120.0), "century": ("month", 1200.0),
    "time": ("time", 1.0), "mph": ("mph", 1.0), "kph": ("kph", 1.0), "knot": ("knot", 1.0), "ounce": ("ounce", 1.0),
}  # fmt: skip
