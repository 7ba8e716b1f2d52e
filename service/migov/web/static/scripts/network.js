// The network page: its graph drawn from the same address as data. Filters stay the form's; a press on an
// edge tells the tie and its sources; the tables say the same to those who do not see it.
import { colours, graphIn } from "./graph-view.js";
import { svgOf } from "./graph-svg.js";
import { link, local, make } from "./dom.js";

const MOST = 2000;
const NAMED = 12;
const section = document.getElementById("graph");
const canvas = section.querySelector(".canvas");
const told = section.querySelector(".told");

const response = await fetch(section.dataset.from, { headers: { Accept: "application/json" } });
const data = await response.json();
if (response.ok && data.elements.edges.length) begin(data);

function begin({ elements, sources, directed }) {
  section.dataset.drawn = "";
  // Edges come by falling weight: the strongest are kept where all would be a blot.
  const edges = elements.edges.slice(0, MOST);
  const ends = new Set(edges.flatMap(({ data: edge }) => [edge.source, edge.target]));
  const nodes = elements.nodes.filter(({ data: node }) => ends.has(node.id));
  if (edges.length < elements.edges.length) {
    told.append(make("p", { class: "quiet" }, `The ${MOST} strongest of ${elements.edges.length.toLocaleString("en")} ties are drawn.`));
  }
  const { accent, second, third, ink } = colours();
  const most = Math.max(...nodes.map(({ data: node }) => node.degree));
  const heaviest = Math.max(...edges.map(({ data: edge }) => edge.weight));
  // A larger graph is seen from farther away: what must be read there is drawn larger.
  const far = nodes.length > 150 ? 2 : nodes.length > 60 ? 1.6 : 1;
  // From far away only the best connected are named: more names would lie on one another.
  const ranked = nodes.map(({ data: node }) => node).sort((a, b) => b.degree - a.degree);
  const named = new Set(ranked.slice(0, NAMED).map((node) => node.id));
  const size = (node) => 8 + far * 24 * Math.sqrt(node.data("degree") / most);
  const graph = graphIn(canvas, { nodes, edges }, [
    { selector: "node", style: { width: size, height: size, "font-size": 11 * Math.sqrt(far) } },
    { selector: 'node[kind = "mechanism"]', style: { shape: "round-rectangle", "background-color": accent, "font-weight": "bold", "font-size": 12 * far, "text-max-width": 150 * far, "min-zoomed-font-size": (node) => (named.has(node.id()) ? 0 : 9) } },
    { selector: 'node[kind = "state"]', style: { "background-color": second } },
    { selector: 'node[kind = "organization"], node[kind = "body"]', style: { shape: "diamond", "background-color": third } },
    { selector: "edge", style: { width: (edge) => 1 + 5 * (edge.data("weight") / heaviest) } },
    ...(directed
      ? [{ selector: "edge", style: { "curve-style": "straight", "target-arrow-shape": "triangle", "target-arrow-color": ink, "arrow-scale": 0.7 } }]
      : []),
  ]);
  section.graph = graph;

  const name = (id) => graph.getElementById(id).data("label");
  const tell = (parts) => {
    told.replaceChildren(...parts);
    // On a phone it stands under the canvas.
    told.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
  };
  graph.on("tap", "edge", (event) => tell(edgeTold(event.target.data(), name, sources)));
  graph.on("tap", "node", (event) => tell(nodeTold(event.target)));
  graph.on("tap", (event) => {
    if (event.target !== graph) return;
    graph.elements().removeClass("faded");
  });
  graph.on("select", "node", (event) => {
    graph.elements().addClass("faded");
    event.target.closedNeighborhood().removeClass("faded");
  });
  graph.on("unselect", "node", () => graph.elements().removeClass("faded"));

  controls(graph);
}

function controls(graph) {
  const find = section.querySelector("input");
  const names = graph.nodes().map((node) => node.data("label")).sort();
  section.querySelector("datalist").append(...names.map((label) => make("option", { value: label })));
  // By keyboard too: choosing a name here does what a press on its node does.
  find.addEventListener("change", () => {
    const typed = find.value.trim().toLowerCase();
    const found = typed && graph.nodes().filter((node) => node.data("label").toLowerCase() === typed)[0];
    graph.elements().unselect();
    if (!found) return;
    found.select();
    told.replaceChildren(...nodeTold(found));
    graph.animate({ fit: { eles: found.closedNeighborhood(), padding: 40 }, duration: calm() ? 0 : 300 });
  });
  section.querySelector("[data-do=fit]").addEventListener("click", () => graph.fit(undefined, 20));
  section.querySelector("[data-do=png]").addEventListener("click", () => {
    save(graph.png({ output: "blob", full: true, scale: 2, bg: colours().paper }), "png");
  });
  section.querySelector("[data-do=svg]").addEventListener("click", () => {
    save(new Blob([svgOf(graph)], { type: "image/svg+xml" }), "svg");
  });
}

function save(blob, ending) {
  const anchor = make("a", { href: URL.createObjectURL(blob), download: `migov-network.${ending}` });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
}

function edgeTold(edge, name, sources) {
  const title = make("h3", {}, `${name(edge.source)} – ${name(edge.target)}`);
  if (!edge.ties) {
    const pair = new URLSearchParams({ a: edge.source, b: edge.target });
    const shared = edge.shared.map((id) => name(id) ?? id.replace(/^\w+:/, ""));
    return [
      title,
      make("p", {}, `${edge.weight} shared, Jaccard ${edge.jaccard.toFixed(2)}: ${shared.join(", ")}.`),
      make("p", {}, make("a", { href: `/questions/cooperation?${pair}` }, "Every tie between the two, with its sources")),
      cited(edge.sources, sources),
    ];
  }
  return [
    title,
    ...edge.ties.map((tie) =>
      make(
        "div",
        { "data-fact": true },
        make("p", {}, link(tie.statement, tie.tie.replaceAll("-", " ")), make("small", {}, ` ${spell(tie)}`)),
        cited(tie.sources, sources),
      ),
    ),
  ];
}

function nodeTold(node) {
  const data = node.data();
  const around = new URLSearchParams(location.search);
  around.set("actor", data.id);
  const ties = node
    .connectedEdges()
    .sort((a, b) => b.data("weight") - a.data("weight"))
    .map((edge) => edge.connectedNodes().not(node).data("label"));
  return [
    make("h3", {}, make("a", { href: local(data.iri) }, data.label)),
    make("p", {}, `${data.degree} neighbours, betweenness ${data.betweenness.toFixed(3)}.`),
    make("p", {}, make("a", { href: `?${around}` }, "The network around it")),
    make("p", { class: "quiet" }, `Tied to: ${ties.slice(0, 40).join(", ")}${ties.length > 40 ? " …" : ""}`),
  ];
}

function spell({ since, until, goneBy, basis }) {
  const end = until ? `to ${until}` : goneBy ? `gone by ${goneBy}` : "";
  return [since && `since ${since}`, end, basis].filter(Boolean).join(", ");
}

function cited(iris, titles) {
  return make("ul", { class: "cited" }, ...iris.map((iri) => make("li", {}, link(iri, titles[iri] ?? iri))));
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
