// A bar chart as SVG: its bars in the order of the rows, its numbers written beside them.
import { draw, make } from "./dom.js";
import { gettext as _, LOCALE } from "./words.js";

const MOST = 60;
const ROW = 22;
const WIDTH = 720;
const EDGES = 32;
// Of the width, for what the bars are called, and the width of a letter there, in pixels.
const NAMES = 0.38;
const LETTER = 6.7;

/** A figure with a bar for each {label, value}; a series of years stands upright. */
export function barChart(bars, title) {
  const some = bars.slice(0, MOST);
  const most = Math.max(1, ...some.map((bar) => bar.value));
  const years = some.length > 2 && some.every((bar) => /^\d{4}(-\d\d){0,2}$/.test(bar.label));
  const width = Math.min(WIDTH, document.documentElement.clientWidth - EDGES);
  const svg = years ? upright(some, most, width) : lying(some, most, width);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${title}: ${some.map((bar) => `${bar.label} ${bar.value}`).join(", ")}`);
  const more = bars.length > MOST ? ". " + _("The first %(first)s of %(total)s", { first: MOST, total: bars.length }) : "";
  return make("figure", { class: "chart" }, make("figcaption", {}, title + more), make("div", { class: "scroll" }, svg));
}

function lying(bars, most, width) {
  const names = Math.min(Math.max(...bars.map(({ label }) => label.length)) * LETTER + 12, width * NAMES);
  const scale = (width - names - 60) / most;
  const letters = Math.floor((names - 8) / LETTER);
  const svg = draw("svg", { viewBox: `0 0 ${width} ${bars.length * ROW}`, width, height: bars.length * ROW });
  bars.forEach(({ label, value }, at) => {
    const y = at * ROW;
    const short = label.length > letters ? `${label.slice(0, letters - 1)}…` : label;
    svg.append(
      draw("text", { x: names - 8, y: y + 15, "text-anchor": "end" }, short, draw("title", {}, label)),
      draw("rect", { x: names, y: y + 3, width: Math.max(1, value * scale), height: ROW - 6 }),
      draw("text", { x: names + value * scale + 6, y: y + 15 }, value.toLocaleString(LOCALE)),
    );
  });
  return svg;
}

function upright(bars, most, width) {
  const [height, foot] = [260, 40];
  const step = Math.max(14, Math.min(48, width / bars.length));
  const svg = draw("svg", { viewBox: `0 0 ${bars.length * step} ${height + foot}`, width: bars.length * step, height: height + foot });
  bars.forEach(({ label, value }, at) => {
    const tall = (value / most) * (height - 20);
    const x = at * step;
    svg.append(
      draw("rect", { x: x + 2, y: height - tall, width: step - 4, height: tall }, draw("title", {}, `${label}: ${value}`)),
      draw("text", { x: x + step / 2, y: height - tall - 4, "text-anchor": "middle", class: "small" }, String(value)),
      draw("text", { transform: `translate(${x + step / 2 + 4} ${height + 34}) rotate(-90)`, class: "small" }, label.slice(0, 4)),
    );
  });
  return svg;
}
