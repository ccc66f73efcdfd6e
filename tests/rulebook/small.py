"""A rulebook of three stages, for tests of the engine itself."""

TEXT = """
id = "xx.small"
version = "house.1"
in_force = 2020-01-01
kind = "small"
name = { id = "Kecil", en = "Small" }
about = { id = "Contoh", en = "An example" }

[sources.act]
name = { id = "UU 1", en = "Act 1" }
title = { id = "Undang-undang satu", en = "Act one" }

[roles.office]
body = "region"
name = { id = "Kantor", en = "Office" }

[[fact]]
id = "ready"
type = "boolean"
by = "case"
name = { id = "Siap", en = "Ready" }

[[fact]]
id = "place"
type = "choice"
values = ["here", "there", "unknown"]
by = "places"
name = { id = "Tempat", en = "Place" }

[[condition]]
id = "here"
name = { id = "Di sini", en = "Here" }
about = { id = "Harus di sini", en = "It must be here" }
from = "second"
test = { fact = "place", equals = "here" }
on_unknown = "attest"
basis = { source = "act", at = "3" }
nature = "regulation"
sure = "confirmed"

[[paper]]
id = "request"
name = { id = "Permohonan", en = "Request" }
kind = "letter"
scope = "visit"
fields = ["number", "received_on"]
nature = "house"

[[stage]]
id = "first"
number = "1"
name = { id = "Pertama", en = "First" }
about = { id = "Tahap pertama", en = "The first stage" }
holder = "office"
facts = ["ready"]
nature = "house"

[[stage.outcome]]
id = "go"
name = { id = "Maju", en = "Go" }
to = "next"
direction = "forward"
nature = "house"

[[stage]]
id = "extra"
number = "1a"
name = { id = "Tambahan", en = "Extra" }
about = { id = "Bila siap", en = "Where ready" }
holder = "office"
when = { fact = "ready", equals = true }
nature = "house"

[[stage.outcome]]
id = "go"
name = { id = "Maju", en = "Go" }
to = "next"
direction = "forward"
nature = "house"

[[stage]]
id = "second"
number = "2"
name = { id = "Kedua", en = "Second" }
about = { id = "Tahap kedua", en = "The second stage" }
holder = "office"
needs = ["request"]
clock = { days = 10, unit = "working", from = "request.received_on", nature = "house" }
nature = "house"

[[stage.ask]]
id = "office"
role = "office"
name = { id = "Tanya", en = "Ask" }
recorded = true
nature = "house"

[[stage.outcome]]
id = "finish"
name = { id = "Selesai", en = "Finish" }
to = "end"
direction = "forward"
effects = ["tie.in_force", "case.close"]
nature = "house"

[[stage.outcome]]
id = "back"
name = { id = "Kembali", en = "Back" }
to = "first"
direction = "back"
reason = true
nature = "house"
"""
