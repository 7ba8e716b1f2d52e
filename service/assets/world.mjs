// The map of the world as paths of an SVG, a shape a state, keyed by its ISO 3166-1 alpha-3 code.
//
// Shapes are Natural Earth's at 1:110m. A state too small for that scale is a point, at the middle
// of its 1:50m shape. A shape is the state's own territory: parts overseas that have an ISO code of their
// own (French Guiana, Svalbard) are shapes of their own. Natural Earth draws who holds a land; areas whose
// status states dispute (Crimea, Northern Cyprus, Somaliland) belong to no shape and are drawn apart, as
// neutral. Kosovo has no ISO code and is keyed by the code in use for it, XKX.
import { geoArea, geoCentroid, geoNaturalEarth1, geoPath } from "d3-geo";
import countries from "i18n-iso-countries";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature, merge } from "topojson-client";

const WIDTH = 960;
const HEIGHT = 452;
const ANTARCTICA = "ATA";
const NAMED = { Kosovo: "XKX" };
const DISPUTED = new Set(["N. Cyprus", "Somaliland", "Siachen Glacier"]);
const CRIMEA = { west: 32.4, east: 36.7, south: 44.2, north: 46.3 };
// Parts of a state, by the box that their middle lies in, that have an ISO code of their own.
const OVERSEAS = {
  FRA: {
    GUF: { west: -55, east: -51, south: 2, north: 6 },
    GLP: { west: -62, east: -61, south: 15.8, north: 16.6 },
    MTQ: { west: -61.3, east: -60.7, south: 14.3, north: 15 },
    REU: { west: 55, east: 56, south: -21.5, north: -20.8 },
    MYT: { west: 44.9, east: 45.4, south: -13.1, north: -12.5 },
  },
  NLD: { BES: { west: -69, east: -62, south: 11, north: 18 } },
  NOR: {
    SJM: { west: -10, east: 34, south: 74, north: 81 },
    BVT: { west: 3, east: 4, south: -55, north: -54 },
  },
};
// A shape smaller than this, in units of the SVG, is a point: nothing smaller is seen or met by a finger.
const LEAST = 5;

const read = (name) =>
  JSON.parse(readFileSync(createRequire(import.meta.url).resolve(`world-atlas/${name}.json`)));

// The atlas has UN M49 codes, which are ISO's numeric ones.
const key = ({ id, properties }) => (id ? countries.numericToAlpha3(id) : NAMED[properties.name]);

/** Every land of an atlas by key, its parts merged into one. */
function lands(atlas) {
  const parts = new Map();
  for (const geometry of atlas.objects.countries.geometries) {
    const id = key(geometry);
    if (id && id !== ANTARCTICA) parts.set(id, [...(parts.get(id) ?? []), geometry]);
  }
  return new Map([...parts].map(([id, some]) => [id, some.length > 1 ? merge(atlas, some) : feature(atlas, some[0]).geometry]));
}

const polygons = (land) => (land.type === "Polygon" ? [land.coordinates] : land.coordinates);

const within = ({ west, east, south, north }) => (polygon) => {
  const [x, y] = geoCentroid({ type: "Polygon", coordinates: polygon });
  return x > west && x < east && y > south && y < north;
};

const several = (coordinates) => ({ type: "MultiPolygon", coordinates });

/** Takes the polygons that lie in `box` from the land `from`, and returns them. */
function taken(found, from, box) {
  const all = polygons(found.get(from));
  const inside = all.filter(within(box));
  if (inside.length) found.set(from, several(all.filter((one) => !inside.includes(one))));
  return inside;
}

/** Gives parts overseas the code that is theirs. */
function overseas(found) {
  for (const [state, parts] of Object.entries(OVERSEAS)) {
    for (const [code, box] of Object.entries(parts)) {
      const inside = taken(found, state, box);
      if (inside.length && !found.has(code)) found.set(code, several(inside));
    }
  }
}

/** {width, height, shapes: {key: path}, points: {key: [x, y]}, disputed: path} in units of the SVG. */
export function world() {
  const atlas = read("countries-110m");
  const large = lands(atlas);
  const small = lands(read("countries-50m"));
  const neutral = atlas.objects.countries.geometries
    .filter(({ properties }) => DISPUTED.has(properties.name))
    .map((geometry) => feature(atlas, geometry).geometry);
  neutral.push(several(taken(large, "RUS", CRIMEA)), several(taken(large, "UKR", CRIMEA)));
  overseas(large);
  overseas(small);
  const all = { type: "GeometryCollection", geometries: [...large.values()] };
  const projection = geoNaturalEarth1().fitSize([WIDTH, HEIGHT], all);
  const path = geoPath(projection).digits(1);
  const shapes = {};
  const points = {};
  const tiny = [];
  for (const [id, land] of [...large].sort()) {
    const [[left, top], [right, bottom]] = path.bounds(land);
    if (Math.max(right - left, bottom - top) < LEAST) tiny.push(path(land));
    else shapes[id] = path(land);
  }
  for (const [id, land] of [...small].sort()) {
    if (shapes[id]) continue;
    // The middle of the largest island: the middle of an archipelago may be open sea.
    const islands = polygons(land).map((coordinates) => ({ type: "Polygon", coordinates }));
    const [main] = islands.sort((a, b) => geoArea(b) - geoArea(a));
    points[id] = projection(geoCentroid(main)).map((n) => Math.round(n * 10) / 10);
  }
  const disputed = neutral.map((land) => path(land) ?? "").join("");
  return { width: WIDTH, height: HEIGHT, shapes, points, disputed, tiny: tiny.join("") };
}

/**
 * All lands in one tone, as the picture that a map of a few states lies on: a browser keeps it, so
 * that such a map holds no shapes but those it speaks of. The tone suits light and dark.
 */
export function ground({ width, height, shapes, disputed, tiny }) {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">` +
    `<path fill="#8a9aa3" fill-opacity=".28" d="${Object.values(shapes).join("")}${tiny}"/>` +
    `<path fill="#8a9aa3" fill-opacity=".12" stroke="#8a9aa3" stroke-width=".6" stroke-dasharray="1.5 1" d="${disputed}"/></svg>\n`
  );
}
