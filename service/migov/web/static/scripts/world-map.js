// A map of the world coloured by a number for each state: the shapes are the front page's own.
import { draw, local, make } from "./dom.js";
import { pointing } from "./pointed.js";
import { gettext as _, LOCALE } from "./words.js";

const STEPS = 5;
const LANG = document.documentElement.lang;
const NAMES = `PREFIX mg: <https://w3id.org/migov/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?state ?name { ?state a mg:State ; skos:prefLabel ?name FILTER(LANG(?name) = "${LANG}") }`;

/** A figure of `values`, a map from the IRIs of states to numbers. */
export async function worldMap(values, title) {
  const query = new URLSearchParams({ query: NAMES });
  const json = { headers: { Accept: "application/sparql-results+json" } };
  const [world, names] = await Promise.all(
    [fetch("/static/vendor/world.json"), fetch(`/sparql?${query}`, json)].map(async (one) => (await one).json()),
  );
  const most = Math.max(1, ...values.values());
  const svg = draw("svg", { viewBox: `0 0 ${world.width} ${world.height}`, class: "world", role: "group", "aria-label": title });
  for (const { state, name } of names.results.bindings) {
    const value = values.get(state.value) ?? 0;
    // Steps, not a gradient: five tones can be told apart, fifty cannot.
    const step = value ? Math.max(1, Math.ceil((value / most) * STEPS)) : 0;
    // The IRI of a state ends in its code, which keys its shape.
    const shape = shapeOf(world, state.value.split("/").pop(), step);
    if (!shape) continue;
    shape.append(draw("title", {}, `${name.value}: ${value.toLocaleString(LOCALE)}`));
    svg.append(value ? draw("a", { href: local(state.value), "aria-label": `${name.value}: ${value}` }, shape) : shape);
  }
  const said = make("output", { class: "pointed", "aria-hidden": "true" });
  const figure = make(
    "figure",
    { class: "chart map" },
    make("div", { class: "pan" }, svg),
    make("figcaption", {}, said, make("small", {}, `${title}. `, _("From 0 to %(most)s.", { most: most.toLocaleString(LOCALE) }), " ", _("Shapes: Natural Earth. They state nothing about borders or status."))),
  );
  pointing(svg);
  return figure;
}

function shapeOf(world, key, step) {
  if (world.shapes[key]) return draw("path", { d: world.shapes[key], class: `land step-${step}` });
  const point = world.points[key];
  return point && draw("circle", { cx: point[0], cy: point[1], r: 3, class: `land step-${step}` });
}
