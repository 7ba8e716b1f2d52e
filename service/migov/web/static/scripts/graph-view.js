// Graphs on a canvas, in the colours of the page.
import { cytoscape } from "../vendor/graph.js";
import { make } from "./dom.js";
import { gettext as _ } from "./words.js";

const MOST = 1500;

// Cytoscape would put a <style> in the page, which the Content-Security-Policy forbids, unless it finds
// one there already by this id; what it would say stands in figures.css.
document.head.append(make("meta", { id: "__________cytoscape_stylesheet" }));

/** Colours come from the sheet, so that light and dark are set in one place. */
export function colours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(name).trim();
  return { ink: read("--ink"), quiet: read("--quiet"), line: read("--line"), paper: read("--paper"), accent: read("--accent"), second: read("--second"), third: read("--third") };
}

/** A graph in `container` with `elements` of Cytoscape; `extra` styles come last. */
export function graphIn(container, elements, extra = []) {
  const { ink, quiet, paper, accent } = colours();
  return cytoscape({
    container,
    elements,
    minZoom: 0.1,
    maxZoom: 4,
    pixelRatio: Math.min(2, devicePixelRatio),
    hideEdgesOnViewport: elements.edges.length > 800,
    style: [
      {
        selector: "node",
        style: {
          label: "data(label)",
          color: ink,
          "background-color": accent,
          "font-family": getComputedStyle(document.body).fontFamily,
          "font-size": 11,
          "min-zoomed-font-size": 8,
          "text-outline-color": paper,
          "text-outline-width": 2,
          "text-wrap": "ellipsis",
          "text-max-width": 150,
          width: 14,
          height: 14,
        },
      },
      { selector: "edge", style: { width: 1, "line-color": quiet, opacity: 0.35, "curve-style": "haystack" } },
      ...extra,
      { selector: ".faded", style: { opacity: 0.08 } },
      { selector: ":selected", style: { "background-color": ink, "line-color": ink, opacity: 1, "z-index": 9 } },
      { selector: "node:selected, node.named", style: { "text-wrap": "wrap", "min-zoomed-font-size": 0 } },
    ],
    layout: {
      name: "fcose",
      quality: elements.nodes.length > 400 ? "draft" : "default",
      animate: false,
      randomize: true,
      nodeSeparation: 120,
      nodeRepulsion: elements.nodes.length > 150 ? 120000 : 30000,
      idealEdgeLength: elements.nodes.length > 150 ? 320 : 160,
      gravity: elements.nodes.length > 150 ? 0.05 : 0.15,
      nodeDimensionsIncludeLabels: elements.nodes.length < 60,
      padding: 20,
    },
  });
}

/** Ties [from, to, label] between IRIs as a graph; pressing a node opens it. */
export function drawTies(panel, ties, short, open) {
  const some = ties.slice(0, MOST);
  const iris = new Set(some.flatMap(([from, to]) => [from, to]));
  const elements = {
    nodes: [...iris].map((id) => ({ data: { id, label: short(id) } })),
    edges: some.map(([source, target, label], at) => ({ data: { id: `e${at}`, source, target, label } })),
  };
  const canvas = make("div", { class: "canvas", role: "img", "aria-label": _("%(things)s things and %(ties)s ties; the table holds the same", { things: iris.size, ties: some.length }) });
  panel.append(canvas);
  if (ties.length > MOST) panel.append(make("p", { class: "quiet" }, _("The first %(number)s ties are drawn.", { number: MOST })));
  const graph = graphIn(canvas, elements);
  graph.on("tap", "node", (event) => open(event.target.id()));
}
