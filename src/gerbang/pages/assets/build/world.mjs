// Draws the base map once, at build time, in the projection that worldmap.py repeats for dots and arcs.
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const require = createRequire(import.meta.url);
const WIDTH = 1200;
/** The meridian in the middle of the map, and the parallels at its upper and lower edge; the same in worldmap.py. */
const CENTRE = 150;
const NORTH = 76;
const SOUTH = -56;
const INDONESIA = "360";
const MAX_BYTES = 20_000;
const SEAM = CENTRE - 180;

/** The Natural Earth projection, a polynomial of the latitude (radians). */
function raw(lng, lat) {
  const f = (lat * Math.PI) / 180;
  const l = (lng * Math.PI) / 180;
  const f2 = f * f;
  const f4 = f2 * f2;
  return [
    l * (0.8707 - 0.131979 * f2 + f4 * (-0.013791 + f4 * (0.003971 * f2 - 0.001529 * f4))),
    f * (1.007226 + f2 * (0.015085 + f4 * (-0.044475 + 0.028874 * f2 - 0.005916 * f4))),
  ];
}

const SCALE = WIDTH / (2 * raw(180, 0)[0]);
const TOP = raw(0, NORTH)[1];
const HEIGHT = Math.round((TOP - raw(0, SOUTH)[1]) * SCALE);

function project(turned, lat) {
  const [x, y] = raw(turned, lat);
  return [WIDTH / 2 + x * SCALE, (TOP - y) * SCALE];
}

/** Keeps the part of a ring on one side of a line `coordinate = at` (Sutherland and Hodgman). */
function clip(ring, axis, at, sign) {
  const inside = (p) => sign * (p[axis] - at) >= 0;
  const kept = [];
  ring.forEach((p, i) => {
    const q = ring[(i + 1) % ring.length];
    if (inside(p)) kept.push(p);
    if (inside(p) !== inside(q)) {
      const t = (at - p[axis]) / (q[axis] - p[axis]);
      const cut = [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])];
      cut[axis] = at;
      kept.push(cut);
    }
  });
  return kept;
}

/** The atlas lets rings jump from 180 to -180; here their longitudes run on instead. */
function unrolled(ring) {
  let turn = 0;
  return ring.map(([lng, lat], i) => {
    const step = i ? lng - ring[i - 1][0] : 0;
    if (Math.abs(step) > 180) turn -= Math.sign(step) * 360;
    return [lng + turn, lat];
  });
}

/** The ring cut at the seam and at the map's edges, with longitudes turned to the map's centre. */
function pieces(ring) {
  const whole = clip(clip(unrolled(ring), 1, NORTH, -1), 1, SOUTH, 1);
  return [-360, 0, 360].map((shift) => {
    const moved = whole.map(([lng, lat]) => [lng + shift, lat]);
    return clip(clip(moved, 0, SEAM, 1), 0, SEAM + 360, -1).map(([lng, lat]) => [lng - CENTRE, lat]);
  });
}

function draw(ring, least) {
  const points = ring.map(([turned, lat]) => project(turned, lat).map((v) => Math.round(v * 2) / 2));
  const kept = points.filter((p, i) => i === 0 || p[0] !== points[i - 1][0] || p[1] !== points[i - 1][1]);
  if (kept.length < 4 || area(kept) < least) return "";
  let path = `M${kept[0].join(" ")}l`;
  let before = "";
  for (let i = 1; i < kept.length; i += 1) {
    for (const k of [0, 1]) {
      const step = String(kept[i][k] - kept[i - 1][k]).replace(/^(-?)0\./, "$1.");
      const joined = step.startsWith("-") || before === "" || (step.startsWith(".") && before.includes("."));
      path += joined ? step : ` ${step}`;
      before = step;
    }
  }
  return `${path}z`;
}

function area(points) {
  let sum = 0;
  points.forEach(([x, y], i) => {
    const [nx, ny] = points[(i + 1) % points.length];
    sum += x * ny - nx * y;
  });
  return Math.abs(sum) / 2;
}

function pathOf(geometry, least) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons
    .flat()
    .flatMap(pieces)
    .map((ring) => draw(ring, least))
    .join("");
}

function shapes(topology, name, wanted) {
  const collection = feature(topology, topology.objects[name]);
  return (collection.features ?? [collection]).filter(wanted).map((each) => each.geometry);
}

function svg(land, countries, weight) {
  const shore = shapes(simplify(land, weight), "land", () => true);
  const home = shapes(simplify(countries, weight / 6), "countries", (each) => each.id === INDONESIA);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}">` +
    `<path id="land" d="${shore.map((each) => pathOf(each, 3)).join("")}"/>` +
    `<path id="home" d="${home.map((each) => pathOf(each, 1)).join("")}"/></svg>\n`
  );
}

/** The finest map that fits the budget. */
export function drawWorld() {
  const land = presimplify(require("world-atlas/land-50m.json"));
  const countries = presimplify(require("world-atlas/countries-50m.json"));
  for (let weight = 0.02; weight < 20; weight *= 1.15) {
    const drawn = svg(land, countries, weight);
    if (drawn.length <= MAX_BYTES) return drawn;
  }
  throw new Error("the base map does not fit its budget");
}
