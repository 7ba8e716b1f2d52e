// Pictures of an answer, out of its table: bars where a column counts, a map where states stand in it.
import { barChart } from "./chart.js";
import { make } from "./dom.js";

const LEAST = 3;
const STATES = 5;
const BASE = "https://w3id.org/migov";

/** Puts the pictures that `table` gives before it, folded. */
export function pictured(table) {
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells]);
  if (rows.length < LEAST) return;
  const counted = heads.map((_, at) => at).filter((at) => rows.every((row) => counts(row[at])));
  const place = table.closest(".scroll");
  if (counted.length) place.before(folded("As a chart", () => bars(heads, rows, counted)));
  const of = heads.findIndex((_, at) => rows.filter((row) => state(row[at])).length >= STATES);
  if (of >= 0) place.before(folded("As a map", () => map(heads, rows, of, counted[0])));
}

function folded(title, drawn) {
  const fold = make("details", {}, make("summary", {}, title));
  fold.addEventListener("toggle", async () => fold.append(await drawn()), { once: true });
  return fold;
}

function bars(heads, rows, counted) {
  const holder = make("div");
  const select = make("select", {}, ...counted.map((at) => make("option", { value: at }, heads[at])));
  const redraw = () => {
    const at = Number(select.value);
    const data = rows.map((row) => ({ label: named(row, counted[0]), value: number(row[at]) }));
    holder.replaceChildren(barChart(data, heads[at]));
  };
  select.addEventListener("change", redraw);
  redraw();
  return make("div", {}, make("label", {}, "Bars of ", select), holder);
}

async function map(heads, rows, of, count) {
  const values = new Map();
  for (const row of rows) {
    const iri = state(row[of]);
    if (iri) values.set(iri, (values.get(iri) ?? 0) + (count === undefined ? 1 : number(row[count])));
  }
  const { worldMap } = await import("./world-map.js");
  return worldMap(values, count === undefined ? `${heads[of]}: rows for each state` : heads[count]);
}

/** What a row is about: the first texts in it, before its first number. */
function named(row, first) {
  const texts = row.slice(0, first || 1).map((cell) => cell.textContent.trim()).filter(Boolean);
  return texts.slice(0, 2).join(" – ");
}

function counts(cell) {
  return cell.classList.contains("number");
}

function number(cell) {
  return Number(cell.textContent.replaceAll(",", ""));
}

function state(cell) {
  const links = cell?.querySelectorAll("a") ?? [];
  const path = links.length === 1 && links[0].getAttribute("href");
  return path && path.startsWith("/id/state/") ? BASE + path : null;
}
