// The map of the world as paths of an SVG, a shape a state, keyed by its ISO 3166-1 alpha-3 code.
//
// Shapes are Natural Earth's at 1:110m. A state too small for that scale is a point, at the middle
// of its 1:50m shape. Natural Earth draws who holds a land; the states of this graph are those of the
// United Nations, so Crimea is with Ukraine (General Assembly resolution 68/262), Somaliland with Somalia, the
// north of Cyprus with Cyprus. Kosovo has no ISO code and is keyed by the code in use for it, XKX.
import { geoArea, geoCentroid, geoNaturalEarth1, geoPath } from "d3-geo";
import countries from "i18n-iso-countries";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature, merge } from "topojson-client";

const WIDTH = 960;
const HEIGHT = 452;
const ANTARCTICA = "ATA";
const PARTS = { "N. Cyprus": "CYP", Somaliland: "SOM", Kosovo: "XKX" };
const CRIMEA = { west: 32.4, east: 36.7, south: 44.2, north: 46.3 };

const read = (name) =>
  JSON.parse(readFileSync(createRequire(import.meta.url).resolve(`world-atlas/${name}.json`)));

// The atlas has UN M49 codes, which are ISO's numeric ones.
const key = ({ id, properties }) => (id ? countries.numericToAlpha3(id) : PARTS[properties.name]);

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

/** Moves the polygon of Crimea from the land that Natural Earth draws it with. */
function crimea(found) {
  const inside = (polygon) => {
    const [x, y] = geoCentroid({ type: "Polygon", coordinates: polygon });
    return x > CRIMEA.west && x < CRIMEA.east && y > CRIMEA.south && y < CRIMEA.north;
  };
  const russia = polygons(found.get("RUS"));
  const ukraine = polygons(found.get("UKR"));
  found.set("RUS", { type: "MultiPolygon", coordinates: russia.filter((one) => !inside(one)) });
  found.set("UKR", { type: "MultiPolygon", coordinates: [...ukraine, ...russia.filter(inside)] });
}

/** {width, height, shapes: {key: path}, points: {key: [x, y]}} in units of the SVG. */
export function world() {
  const large = lands(read("countries-110m"));
  const small = lands(read("countries-50m"));
  crimea(large);
  const all = { type: "GeometryCollection", geometries: [...large.values()] };
  const projection = geoNaturalEarth1().fitSize([WIDTH, HEIGHT], all);
  const path = geoPath(projection).digits(1);
  const shapes = {};
  const points = {};
  for (const [id, land] of [...large].sort()) shapes[id] = path(land);
  for (const [id, land] of [...small].sort()) {
    if (large.has(id)) continue;
    // The middle of the largest island: the middle of an archipelago may be open sea.
    const islands = polygons(land).map((coordinates) => ({ type: "Polygon", coordinates }));
    const [main] = islands.sort((a, b) => geoArea(b) - geoArea(a));
    points[id] = projection(geoCentroid(main)).map((n) => Math.round(n * 10) / 10);
  }
  return { width: WIDTH, height: HEIGHT, shapes, points };
}

/**
 * All lands in one tone, as the picture that a map of a few states lies on: a browser keeps it, so
 * that such a map holds no shapes but those it speaks of. The tone suits light and dark.
 */
export function ground({ width, height, shapes }) {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">` +
    `<path fill="#8a9aa3" fill-opacity=".28" d="${Object.values(shapes).join("")}"/></svg>\n`
  );
}
