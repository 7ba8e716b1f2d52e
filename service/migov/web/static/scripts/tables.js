// Sortable tables: each heading becomes a button, `aria-sort` says what is sorted, and a third press
// restores the order of the server.
import { make } from "./dom.js";
import { gettext as _, LOCALE } from "./words.js";

const LEAST_ROWS = 3;
const words = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });

/** Makes `table` sortable, unless its rows belong together (a cell over several) or are few. */
export function sortable(table) {
  const head = table.tHead?.rows[0];
  const body = table.tBodies[0];
  if (!head || !body || body.rows.length < LEAST_ROWS) return;
  if (table.querySelector("[rowspan], [colspan]")) return;
  const first = [...body.rows];
  for (const cell of head.cells) {
    // A heading over bars or footnotes names no order that anyone wants.
    if (cell.matches(".sources, .bar") || !cell.textContent.trim()) continue;
    const button = make("button", { type: "button", class: "sort" });
    // No button around a link: the link stays, and the button says by itself what it sorts.
    if (cell.querySelector("a")) button.setAttribute("aria-label", _("Sort by %(column)s", { column: cell.textContent.trim() }));
    else button.append(...cell.childNodes);
    cell.append(button);
    button.addEventListener("click", () => {
      const next = { none: "ascending", ascending: "descending", descending: "none" };
      const order = next[cell.getAttribute("aria-sort") ?? "none"];
      for (const other of head.cells) other.removeAttribute("aria-sort");
      if (order !== "none") cell.setAttribute("aria-sort", order);
      body.append(...(order === "none" ? first : sorted(first, cell.cellIndex, order)));
    });
  }
}

function sorted(rows, column, order) {
  const sign = order === "ascending" ? 1 : -1;
  const keyed = rows.map((row) => [key(row.cells[column]), row]);
  // The unknown comes last in either order.
  keyed.sort(([a], [b]) => (a === "" || b === "" ? (a === "") - (b === "") : sign * compare(a, b)));
  return keyed.map(([, row]) => row);
}

function key(cell) {
  const text = (cell?.dataset.sort ?? cell?.querySelector("time")?.dateTime ?? cell?.textContent ?? "").trim();
  return text === "unknown" || text === "–" ? "" : text;
}

// Numbers stand with the separators of the page's language.
const parts = new Intl.NumberFormat(LOCALE).formatToParts(12345.6);
const [group, decimal] = ["group", "decimal"].map((type) => parts.find((part) => part.type === type)?.value ?? "");
const number = (text) => Number(text.replaceAll(group || " ", "").replace(decimal, "."));

function compare(a, b) {
  const [x, y] = [number(a), number(b)];
  return Number.isNaN(x) || Number.isNaN(y) ? words.compare(a, b) : x - y;
}
