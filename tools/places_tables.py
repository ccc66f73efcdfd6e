"""What no package knows: names after the Foreign Ministry, sovereigns, levels; and the flaws of the sources."""

PROVINCES = {  # Kemendagri code: (ISO 3166-2, English name, short name where the full one is long)
    "11": ("ID-AC", "Aceh", ""),
    "12": ("ID-SU", "North Sumatra", ""),
    "13": ("ID-SB", "West Sumatra", ""),
    "14": ("ID-RI", "Riau", ""),
    "15": ("ID-JA", "Jambi", ""),
    "16": ("ID-SS", "South Sumatra", ""),
    "17": ("ID-BE", "Bengkulu", ""),
    "18": ("ID-LA", "Lampung", ""),
    "19": ("ID-BB", "Bangka Belitung Islands", ""),
    "21": ("ID-KR", "Riau Islands", ""),
    "31": ("ID-JK", "Special Capital Region of Jakarta", "DKI Jakarta"),
    "32": ("ID-JB", "West Java", ""),
    "33": ("ID-JT", "Central Java", ""),
    "34": ("ID-YO", "Special Region of Yogyakarta", "DI Yogyakarta"),
    "35": ("ID-JI", "East Java", ""),
    "36": ("ID-BT", "Banten", ""),
    "51": ("ID-BA", "Bali", ""),
    "52": ("ID-NB", "West Nusa Tenggara", ""),
    "53": ("ID-NT", "East Nusa Tenggara", ""),
    "61": ("ID-KB", "West Kalimantan", ""),
    "62": ("ID-KT", "Central Kalimantan", ""),
    "63": ("ID-KS", "South Kalimantan", ""),
    "64": ("ID-KI", "East Kalimantan", ""),
    "65": ("ID-KU", "North Kalimantan", ""),
    "71": ("ID-SA", "North Sulawesi", ""),
    "72": ("ID-ST", "Central Sulawesi", ""),
    "73": ("ID-SN", "South Sulawesi", ""),
    "74": ("ID-SG", "Southeast Sulawesi", ""),
    "75": ("ID-GO", "Gorontalo", ""),
    "76": ("ID-SR", "West Sulawesi", ""),
    "81": ("ID-MA", "Maluku", ""),
    "82": ("ID-MU", "North Maluku", ""),
    "91": ("ID-PA", "Papua", ""),
    "92": ("ID-PB", "West Papua", ""),
    "93": ("ID-PS", "South Papua", ""),
    "94": ("ID-PT", "Central Papua", ""),
    "95": ("ID-PE", "Highland Papua", ""),
    "96": ("ID-PD", "Southwest Papua", ""),
}

REGION_NAMES = {"71.09": "Kabupaten Kepulauan Siau Tagulandang Biaro"}
ADMINISTRATIVE = {"31.01", "31.71", "31.72", "31.73", "31.74", "31.75"}
REGION_POINTS = {"74.07": (-5.3283, 123.5389)}  # the source has longitude 23.5389, in Africa
AREAS_UNUSABLE = {"92.06", "92.11"}  # the source repeats the population there
ZONES = {"7": "WIB", "8": "WITA", "9": "WIT"}

COUNTRY_NAMES = {  # after the Foreign Ministry's usage where CLDR differs: Indonesian, English
    "CD": ("Republik Demokratik Kongo", "Democratic Republic of the Congo"),
    "CG": ("Republik Kongo", "Republic of the Congo"),
    "CI": ("Pantai Gading", "Côte d’Ivoire"),
    "CX": ("Pulau Christmas", "Christmas Island"),
    "GS": ("Georgia Selatan dan Kepulauan Sandwich Selatan", "South Georgia and South Sandwich Islands"),
    "HK": ("Hong Kong", "Hong Kong"),
    "MM": ("Myanmar", "Myanmar"),
    "MO": ("Makau", "Macao"),
    "PS": ("Palestina", "Palestine"),
    "SZ": ("Eswatini", "Eswatini"),
    "TL": ("Timor-Leste", "Timor-Leste"),
    "TW": ("Taiwan", "Taiwan"),
}

COUNTRY_OTHER_NAMES = {
    "AE": "UEA|UAE",
    "BE": "Belgium",
    "CD": "Congo Kinshasa",
    "CI": "Ivory Coast",
    "CN": "Cina|RRT|Republik Rakyat Tiongkok",
    "GB": "Inggris|Britania Raya|UK|Great Britain",
    "KP": "Korea Utara|DPRK",
    "KR": "Korea|Republik Korea|Republic of Korea",
    "MM": "Burma",
    "MO": "Macau",
    "NL": "Holland",
    "PS": "State of Palestine",
    "SZ": "Swaziland",
    "TR": "Turkey|Turkiye",
    "US": "AS|Amerika|USA|United States of America",
}

SOVEREIGN = {
    "AU": "CC CX HM NF",
    "CN": "HK MO",
    "DK": "FO GL",
    "FI": "AX",
    "FR": "BL GF GP MF MQ NC PF PM RE TF WF YT",
    "GB": "AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG",
    "NL": "AW BQ CW SX",
    "NO": "BV SJ",
    "NZ": "TK",
    "US": "AS GU MP PR UM VI",
}
ASSOCIATED = {"CK", "NU"}
SPECIAL = {"AQ", "EH", "TW"}
NO_RELATIONS = {"IL": "Permenlu 3/2019, chapter X, items 150-151, as quoted by the press: no official relations"}
POLICY = {"IL": "no-contact", "TW": "special"}
COUNTRY_POINTS = {
    "AQ": (-75.25, 0.0),
    "BV": (-54.42, 3.36),
    "BQ": (12.15, -68.27),
    "HM": (-53.1, 73.5),
    "TK": (-9.2, -171.85),
    "UM": (19.3, 166.63),
    "CW": (12.11, -68.93),
    "PW": (7.5, 134.62),
}

TERRITORY = {  # entries of ISO 3166-2 that ISO 3166-1 lists as countries too
    "CN-HK": "HK",
    "CN-MO": "MO",
    "CN-TW": "TW",
    "FI-01": "AX",
    "FR-971": "GP",
    "FR-972": "MQ",
    "FR-973": "GF",
    "FR-974": "RE",
    "FR-976": "YT",
    "FR-BL": "BL",
    "FR-MF": "MF",
    "FR-NC": "NC",
    "FR-PF": "PF",
    "FR-PM": "PM",
    "FR-TF": "TF",
    "FR-WF": "WF",
    "NL-AW": "AW",
    "NL-CW": "CW",
    "NL-SX": "SX",
    "US-AS": "AS",
    "US-GU": "GU",
    "US-MP": "MP",
    "US-PR": "PR",
    "US-UM": "UM",
    "US-VI": "VI",
}

GROUPING_TYPES = {"Geographical unit", "Geographical region", "Chain (of islands)"}
GROUPING_TYPES |= {"Islands, groups of islands", "Group of islands (20 inhabited islands)"}
GROUPINGS = {("IE", "Province")}
LOCAL_TOP = {"AD", "GL", "LI", "LV", "ME", "MK", "MT", "SI", "SM", "TT"}
"""Countries with no tier above the municipality, so that ISO's first level is a local one."""
LOCAL_TOP_TYPES = {("BW", "City"), ("BW", "Town"), ("MV", "City"), ("TH", "Special administrative city")}
CITY_TYPES = {
    *("Capital city", "City", "Metropolitan city", "Special city", "Autonomous city", "Special self-governing city"),
    *("Federal district", "Capital district", "Metropolitan administration", "Autonomous municipality"),
    *("City with county rights", "Capital territory", "Federal capital territory", "Capital", "Federal entity"),
    "Autonomous city in north africa",
}
CITY_CODES = {
    *("AT-9", "AU-ACT", "CH-BS", "CN-BJ", "CN-CQ", "CN-SH", "CN-TJ", "DE-BE", "DE-HB", "DE-HH", "FR-75C", "JP-13"),
    *("LA-VT", "MY-14", "MY-15", "MY-16", "PE-LMA", "RO-B", "TW-KHH", "TW-NWT", "TW-TAO", "TW-TNN", "TW-TPE", "TW-TXG"),
    *("US-DC", "VN-CT", "VN-DN", "VN-HN", "VN-HP", "VN-SG", "YE-SA"),
}
SEATS = {  # where name of city and of first tier do not meet
    "AR-C": "Buenos Aires",
    "AU-ACT": "Canberra",
    "BR-DF": "Brasília",
    "CO-DC": "Bogotá",
    "MX-CMX": "Mexico City",
    "MY-14": "Kuala Lumpur",
    "RO-B": "Bucharest",
    "TW-NWT": "New Taipei",
    "US-DC": "Washington",
    "VE-A": "Caracas",
    "VN-SG": "Ho Chi Minh City",
}

SUBDIVISION_POINTS = {"MA-11": (27.1418, -13.1879)}  # iso3166-2 gives Rabat's point
SUBDIVISION_NAMES = {  # ISO itself writes "Papua Pengunungan"; Al-Quds is a place in Palestine
    "ID-PE": "Papua Pegunungan",
    "IL-JM": "Yerushalayim",
    "PS-JEM": "Al-Quds",
}
SUBDIVISION_OTHER_NAMES = {
    "ID-PE": ["Highland Papua"],
    "IL-JM": [],
    "PS-JEM": ["Jerusalem", "Yerusalem", "Quds Governorate"],
}
NICKNAME = r"^(the |land of|paradise of|porch of|jerusalem of |large |kind |grey |albion|blighty|.*\bstate$)"

DROPPED_CITIES = {281184}  # Jerusalem under IL: Al-Quds is a place in Palestine
CITY_NAMES = {
    7303419: ("Al-Quds", "PS-JEM", ["East Jerusalem", "Jerusalem", "Yerusalem", "Yerusalem Timur", "Baitulmaqdis"]),
    1842943: ("Gimhae", "KR-48", ["Kimhae"]),  # GeoNames has the older romanisation as its name
}
CITY_OTHER_NAMES = {  # (country, GeoNames name): names an official may type
    ("AE", "Abu Dhabi"): ["Abu Zabi"],
    ("AT", "Vienna"): ["Wina", "Wien"],
    ("BE", "Antwerp"): ["Antwerpen"],
    ("BE", "Brussels"): ["Brussel", "Bruxelles"],
    ("CH", "Geneva"): ["Jenewa", "Genève"],
    ("CN", "Beijing"): ["Peking"],
    ("CN", "Guangzhou"): ["Canton", "Kanton"],
    ("CN", "Xi’an"): ["Xian"],
    ("CZ", "Prague"): ["Praha"],
    ("DE", "Braunschweig"): ["Brunswick"],
    ("DE", "Köln"): ["Cologne", "Koeln"],
    ("DE", "Munich"): ["München", "Muenchen"],
    ("DK", "Copenhagen"): ["Kopenhagen", "København"],
    ("DZ", "Algiers"): ["Aljir", "Aljazair"],
    ("EG", "Cairo"): ["Kairo"],
    ("GR", "Athens"): ["Athena"],
    ("KR", "Kimhae"): ["Gimhae"],
    ("IN", "Bengaluru"): ["Bangalore"],
    ("IN", "Kolkata"): ["Calcutta"],
    ("IN", "Mumbai"): ["Bombay"],
    ("IT", "Milan"): ["Milano"],
    ("IT", "Naples"): ["Napoli"],
    ("IT", "Rome"): ["Roma"],
    ("LK", "Colombo"): ["Kolombo"],
    ("MM", "Yangon"): ["Rangoon"],
    ("NL", "The Hague"): ["Den Haag"],
    ("OM", "Muscat"): ["Muskat"],
    ("PL", "Warsaw"): ["Warsawa"],
    ("PT", "Lisbon"): ["Lisabon", "Lisboa"],
    ("RS", "Belgrade"): ["Beograd"],
    ("RU", "Moscow"): ["Moskwa", "Moskva"],
    ("RU", "Saint Petersburg"): ["Sankt Peterburg"],
    ("SA", "Makkah"): ["Mecca", "Mekkah"],
    ("SA", "Madinah"): ["Medina"],
    ("SA", "Riyadh"): ["Riyad"],
    ("SG", "Singapore"): ["Singapura"],
    ("SY", "Damascus"): ["Damaskus"],
    ("TR", "Istanbul"): ["İstanbul"],
    ("UA", "Kyiv"): ["Kiev"],
    ("VN", "Ho Chi Minh City"): ["Saigon", "Ho Chi Minh"],
    ("VN", "Huế"): ["Hue"],
    ("VN", "Hanoi"): ["Ha Noi"],
}
