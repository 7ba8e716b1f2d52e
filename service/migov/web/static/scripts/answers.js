// Pictures of a table: bars where a column of an answer counts, a map where states stand in a column.
import { barChart } from "./chart.js";
import { make } from "./dom.js";

const LEAST = 3;
const STATES = 5;
const BASE = "https://w3id.org/migov";

/** Puts bars before `table`, folded, if a column of it counts. */
export function charted(table) {
  const { heads, rows } = read(table);
  const counted = heads.map((_, at) => at).filter((at) => rows.every((row) => counts(row[at])));
  if (rows.length < LEAST || !counted.length) return;
  table.closest(".scroll")?.before(folded("As a chart", () => bars(heads, rows, counted)));
}

/** Puts a map before `table`, folded, if its rows are about states. */
export function mapped(table) {
  if (!table.tHead || table.querySelector("[rowspan], [colspan]")) return;
  const { heads, rows } = read(table);
  // What a table is about stands first in it.
  const of = 0;
  if (rows.filter((row) => state(row[of])).length < STATES) return;
  const count = heads.findIndex((_, at) => rows.every((row) => counts(row[at])));
  table.closest(".scroll")?.before(folded("As a map", () => map(heads, rows, of, count)));
}

function read(table) {
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  return { heads, rows: [...table.tBodies[0].rows].map((row) => [...row.cells]) };
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
    if (!iri) continue;
    // A row with ticks says yes several times: in how many of what is compared.
    const ticks = row.reduce((sum, cell) => sum + Math.min(1, cell.querySelectorAll(".tick").length), 0);
    values.set(iri, (values.get(iri) ?? 0) + (count >= 0 ? number(row[count]) : ticks || 1));
  }
  const { worldMap } = await import("./world-map.js");
  return worldMap(values, count >= 0 ? heads[count] : heads[of]);
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
  const links = cell?.querySelectorAll("a:not(.ref)") ?? [];
  const found = links.length === 1 && /^\/(?:id|doc)\/state\/(\w+)$/.exec(links[0].getAttribute("href"));
  return found ? `${BASE}/id/state/${found[1]}` : null;
}
