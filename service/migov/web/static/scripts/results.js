// The answer to a query as a person reads it: tabs for table, chart, map and graph, whichever it can be.
import { barChart } from "./chart.js";
import { link, local, make } from "./dom.js";
import { sortable } from "./tables.js";
import { gettext as _, LOCALE } from "./words.js";

const SHOWN = 1000;
const STATE = "https://w3id.org/migov/id/state/";
const NUMBER = /#(integer|int|decimal|double|float|long|nonNegativeInteger)$/;

/** Draws an answer into `place`; `address` is where it can be had again. */
export function show(place, type, text, prefixes, address) {
  const short = shortener(prefixes);
  if (!type.startsWith("application/sparql-results+json")) return graph(place, text, short, address);
  const answer = JSON.parse(text);
  if ("boolean" in answer) {
    place.replaceChildren(make("h2", {}, _("Result")), make("p", { class: "lead" }, answer.boolean ? _("Yes") : _("No")));
    return undefined;
  }
  const { vars } = answer.head;
  const rows = answer.results.bindings;
  const views = [["table", _("Table"), (panel) => table(panel, vars, rows, short)]];
  const numbers = vars.filter((name) => rows.some((row) => isNumber(row[name])));
  const names = vars.filter((name) => !numbers.includes(name));
  if (rows.length > 1 && numbers.length && names.length) {
    views.push(["chart", _("Chart"), (panel) => chart(panel, rows, names, numbers, short)]);
  }
  const states = vars.find((name) => rows.some((row) => row[name]?.value.startsWith(STATE)));
  if (states) views.push(["map", _("Map"), (panel) => map(panel, rows, states, numbers[0])]);
  const ends = vars.filter((name) => rows.some((row) => row[name]?.type === "uri"));
  if (ends.length > 1) views.push(["graph", _("Graph"), (panel) => ties(panel, rows, ends, short)]);
  const count = rows.length === 1 ? _("1 row") : _("%(number)s rows", { number: rows.length.toLocaleString(LOCALE) });
  tabs(place, count, views, downloads(address, ["csv", "tsv", "json", "xml"]));
  return undefined;
}

function tabs(place, count, views, files) {
  const panel = make("div", { id: "view", role: "tabpanel", tabindex: "0" });
  const bar = make("div", { role: "tablist", class: "tabs", "aria-label": _("Result as") });
  const choose = (index, focus, pressed = true) => {
    // What is looked at is part of the address: a link to a chart shows the chart.
    if (pressed) history.replaceState(null, "", `#${views[index][0]}`);
    [...bar.children].forEach((tab, at) => {
      tab.setAttribute("aria-selected", at === index);
      tab.tabIndex = at === index ? 0 : -1;
    });
    panel.setAttribute("aria-labelledby", bar.children[index].id);
    panel.replaceChildren();
    views[index][2](panel);
    if (focus) bar.children[index].focus();
  };
  views.forEach(([, name], index) =>
    bar.append(make("button", { type: "button", role: "tab", id: `tab-${index}`, "aria-controls": "view", click: () => choose(index) }, name)),
  );
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const now = [...bar.children].findIndex((tab) => tab.tabIndex === 0);
    choose((now + step + views.length) % views.length, true);
  });
  place.replaceChildren(make("h2", {}, _("Result"), " ", make("small", {}, count)), files, bar, panel);
  const wanted = views.findIndex(([name]) => `#${name}` === location.hash);
  choose(Math.max(0, wanted), false, false);
}

/** The same answer as files: a form that posts would lose the address, so these are links that fetch. */
function downloads(address, formats) {
  const types = {
    csv: "text/csv",
    tsv: "text/tab-separated-values",
    json: "application/sparql-results+json",
    xml: "application/sparql-results+xml",
    ttl: "text/turtle",
    nt: "application/n-triples",
  };
  const save = (format) => async (event) => {
    event.preventDefault();
    const body = new URLSearchParams(address.split("?")[1]).get("query");
    const headers = { Accept: types[format], "Content-Type": "application/sparql-query" };
    const response = await fetch("/sparql", { method: "POST", headers, body });
    const anchor = make("a", { href: URL.createObjectURL(await response.blob()), download: `result.${format}` });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
  };
  const buttons = formats.map((format) => make("button", { type: "button", class: "plain", click: save(format) }, format.toUpperCase()));
  return make("p", { class: "files" }, _("Download:"), " ", ...buttons);
}

function table(panel, vars, rows, short) {
  if (!rows.length) {
    panel.append(make("p", {}, _("No row: the graph holds nothing that matches. That is no proof that there is nothing in the world.")));
    return;
  }
  const cell = (term) => {
    if (!term) return make("td");
    if (term.type === "uri") return make("td", {}, link(term.value, short(term.value)));
    const lang = term["xml:lang"];
    const note = lang ?? (term.datatype ? term.datatype.replace(/^.*[#/]/, "") : "");
    const plain = isNumber(term) || !note;
    return make("td", { class: isNumber(term) ? "number" : null, "data-sort": term.value }, make("span", { lang, dir: "auto" }, term.value), plain ? null : make("small", {}, ` ${note}`));
  };
  const numeric = (name) => rows.every((row) => !row[name] || isNumber(row[name]));
  const made = make(
    "table",
    {},
    make("thead", {}, make("tr", {}, ...vars.map((name) => make("th", { scope: "col", class: numeric(name) ? "number" : null }, name)))),
    make("tbody", {}, ...rows.slice(0, SHOWN).map((row) => make("tr", {}, ...vars.map((name) => cell(row[name]))))),
  );
  sortable(made);
  if (rows.length > SHOWN) panel.append(make("p", { class: "quiet" }, _("The first %(number)s are shown; the files have all.", { number: SHOWN })));
  panel.append(make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": _("Rows") }, made));
}

function chart(panel, rows, names, numbers, short) {
  // The longest text is a label for people; an IRI beside it is not.
  const name = names.find((one) => rows.some((row) => row[one] && row[one].type !== "uri")) ?? names[0];
  const selects = [];
  const field = (label, options, chosen) => {
    const select = make("select", {}, ...options.map((option) => make("option", { selected: option === chosen }, option)));
    selects.push(select);
    select.addEventListener("change", redraw);
    return make("label", {}, `${label} `, select);
  };
  const holder = make("div");
  const redraw = () => {
    const [by, of] = selects.map((select) => select.value);
    const bars = rows
      .filter((row) => row[by] && isNumber(row[of]))
      .map((row) => ({ label: row[by].type === "uri" ? short(row[by].value) : row[by].value, value: Number(row[of].value) }));
    holder.replaceChildren(barChart(bars, _("%(of)s by %(by)s", { of, by })));
  };
  panel.append(make("p", { class: "choose" }, field(_("Bars for"), names, name), field(_("Number"), numbers, numbers[0])), holder);
  redraw();
}

async function map(panel, rows, states, number) {
  const values = new Map();
  for (const row of rows) {
    const iri = row[states]?.value;
    if (!iri) continue;
    values.set(iri, (values.get(iri) ?? 0) + (number && isNumber(row[number]) ? Number(row[number].value) : 1));
  }
  const { worldMap } = await import("./world-map.js");
  const of = _("%(of)s by %(by)s", { of: number ?? _("Rows"), by: states });
  panel.replaceChildren(await worldMap(values, of));
}

async function ties(panel, rows, ends, short) {
  const pairs = rows.flatMap((row) =>
    ends.slice(1).map((end, at) => [row[ends[at]], row[end], end]).filter(([a, b]) => a?.type === "uri" && b?.type === "uri"),
  );
  await drawn(panel, pairs.map(([a, b, via]) => [a.value, b.value, via]), short);
}

function graph(place, text, short, address) {
  const lines = text.split("\n").filter(Boolean);
  const links = lines.map((line) => /^<([^>]*)> <([^>]*)> <([^>]*)> \.$/.exec(line)).filter(Boolean);
  const triples = (panel) => panel.append(make("pre", { tabindex: "0" }, lines.slice(0, SHOWN).join("\n")));
  const views = [["triples", _("Triples"), triples]];
  if (links.length) views.push(["graph", _("Graph"), (panel) => drawn(panel, links.map(([, s, p, o]) => [s, o, short(p)]), short)]);
  tabs(place, _("%(number)s triples", { number: lines.length.toLocaleString(LOCALE) }), views, downloads(address, ["ttl", "nt"]));
}

async function drawn(panel, pairs, short) {
  const { drawTies } = await import("./graph-view.js");
  drawTies(panel, pairs, short, (iri) => location.assign(local(iri)));
}

function isNumber(term) {
  return term?.type === "literal" && NUMBER.test(term.datatype ?? "");
}

/** IRIs as prefix:name, by the longest namespace that begins them. */
function shortener(prefixes) {
  const known = Object.entries(prefixes).sort(([, a], [, b]) => b.length - a.length);
  return (iri) => {
    const found = known.find(([, namespace]) => iri.startsWith(namespace));
    return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
  };
}
