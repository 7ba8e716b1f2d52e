// The drawing of a graph as an SVG file, for print: what the canvas shows, as shapes that scale.
import { colours } from "./graph-view.js";
import { draw } from "./dom.js";

const MARGIN = 40;

/** The text of an SVG document of `graph`, in the colours of the page. */
export function svgOf(graph) {
  const box = graph.elements().boundingBox();
  const [left, top] = [box.x1 - MARGIN, box.y1 - MARGIN];
  const [width, height] = [box.w + 2 * MARGIN, box.h + 2 * MARGIN];
  const { paper } = colours();
  const svg = draw("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: [left, top, width, height].map(round).join(" ") });
  svg.append(draw("rect", { x: round(left), y: round(top), width: round(width), height: round(height), fill: paper }));
  graph.edges().forEach((edge) => svg.append(line(edge)));
  graph.nodes().forEach((node) => svg.append(shape(node)));
  // Labels last, over every shape.
  graph.nodes().forEach((node) => svg.append(label(node, paper)));
  return new XMLSerializer().serializeToString(svg);
}

function line(edge) {
  const [from, to] = [edge.source().position(), edge.target().position()];
  return draw("line", {
    x1: round(from.x),
    y1: round(from.y),
    x2: round(to.x),
    y2: round(to.y),
    stroke: edge.style("line-color"),
    "stroke-width": edge.numericStyle("width"),
    "stroke-opacity": edge.numericStyle("opacity"),
  });
}

function shape(node) {
  const { x, y } = node.position();
  const size = node.numericStyle("width");
  const fill = node.style("background-color");
  const title = draw("title", {}, node.data("label"));
  if (node.style("shape") === "ellipse") return draw("circle", { cx: round(x), cy: round(y), r: round(size / 2), fill }, title);
  const square = { x: round(x - size / 2), y: round(y - size / 2), width: round(size), height: round(size), fill };
  if (node.style("shape") === "diamond") square.transform = `rotate(45 ${round(x)} ${round(y)}) `;
  return draw("rect", { rx: 2, ...square }, title);
}

function label(node, paper) {
  const { x, y } = node.position();
  return draw(
    "text",
    {
      x: round(x),
      y: round(y - node.numericStyle("height") / 2 - 4),
      "text-anchor": "middle",
      "font-family": "sans-serif",
      "font-size": node.numericStyle("font-size"),
      fill: node.style("color"),
      stroke: paper,
      "stroke-width": 2,
      "paint-order": "stroke",
    },
    node.data("label"),
  );
}

function round(number) {
  return Math.round(number * 10) / 10;
}
