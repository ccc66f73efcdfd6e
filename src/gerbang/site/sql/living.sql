-- Made-up plans of every agreed cooperation whose key lies between %(start)s and %(stop)s, in an order in which rows refer
-- to earlier ones. Keys follow from the tie's: tie * room + n. One statement ends where a line holds only a semicolon.

CREATE TEMPORARY TABLE filled ON COMMIT DROP AS
SELECT id FROM register_tie
WHERE id >= %(start)s AND id < %(stop)s AND phase = 'agreed' AND NOT outside_law AND withdrawn_at IS NULL
;
INSERT INTO plans_plan (id, ref, tie_id, starts_on, ends_on, overlap_reason, case_ref, step_ref, withdrawn_reason, created)
SELECT id, 'rn-' || lpad(to_hex(id), 10, '0'), id, '2024-01-01', '2026-12-31', '', '', '', '', now() FROM filled
;
INSERT INTO plans_planversion (id, plan_id, number, state, approved_on, approval_recorded_at, approved_by, letter_number,
  document, note, created)
SELECT id, id, 1, 'approved', '2024-01-15', now(), '', '', '', '', now() FROM filled
;
INSERT INTO plans_activity (id, ref, plan_id)
SELECT id * %(room)s + n, 'kg-' || lpad(to_hex(id * %(room)s + n), 10, '0'), id
FROM filled, generate_series(1, %(activities)s) n
;
INSERT INTO plans_activityline (id, key, revision, number, note, version_id, activity_id, title, owner_as_written,
  counterpart, begins_on, ends_on, place, output, sdg, rpjmd, programme)
SELECT id * %(room)s + n, lpad(to_hex(id * %(room)s + n), 10, '0'), 1, n, '', id, id * %(room)s + n, 'Kegiatan ' || n,
  'Perangkat Daerah', '', date '2024-01-01' + (n * 150 + id %% 120)::int, date '2024-03-01' + (n * 150 + id %% 120)::int,
  '', '', '', '', ''
FROM filled, generate_series(1, %(activities)s) n
;
INSERT INTO plans_indicator (id, ref, plan_id)
SELECT id * %(room)s + n, 'ik-' || lpad(to_hex(id * %(room)s + n), 10, '0'), id FROM filled, generate_series(1, 2) n
;
INSERT INTO plans_indicatorline (id, key, revision, number, note, version_id, indicator_id, name, unit, direction, baseline,
  disaggregation, evidence)
SELECT id * %(room)s + n, lpad(to_hex(id * %(room)s + n), 10, '0'), 1, n, '', id, id * %(room)s + n, 'Indikator ' || n,
  'orang', 'up', 10, '', ''
FROM filled, generate_series(1, 2) n
;
INSERT INTO plans_target (id, line_id, year, value)
SELECT id * %(room)s + i * 3 + y, id * %(room)s + i, 2023 + y, y * 20
FROM filled, generate_series(1, 2) i, generate_series(1, 3) y
;
INSERT INTO plans_reading (id, tie_id, by, recorded_at, withdrawn_reason, ref, indicator_id, year, dated_on, value, parts,
  note, state, remark)
SELECT id * %(room)s + n, id, '', now(), '', 'rl-' || lpad(to_hex(id * %(room)s + n), 10, '0'),
  id * %(room)s + 1 + n %% 2, 2024 + n %% 3, make_date(2024 + n %% 3, 6, 30), n * 3, '', '', 'accepted', ''
FROM filled, generate_series(1, %(readings)s) n
;
INSERT INTO plans_delivery (id, tie_id, by, recorded_at, withdrawn_reason, ref, activity_id, title, happened_earliest,
  happened_latest, happened_precision, happened_as_written, place, result, link)
SELECT id * %(room)s + n, id, '', now(), '', 'pk-' || lpad(to_hex(id * %(room)s + n), 10, '0'), id * %(room)s + n,
  'Kegiatan ' || n, date '2024-01-15' + (n * 150 + id %% 120)::int, date '2024-01-15' + (n * 150 + id %% 120)::int, 'day',
  '', '', '', ''
FROM filled, generate_series(1, least(%(delivered)s, %(activities)s)) n
WHERE (id + n) %% 3 > 0
;
