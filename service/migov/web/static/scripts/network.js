// The network page: the server's picture made to answer. What is pointed at or focused stands out with
// its neighbours; a choice is described in the panel, with who says so. The tables say the same.
import { link, make } from "./dom.js";
import { dated, gettext as _, LOCALE } from "./words.js";

const NEAR = 8;
const section = document.getElementById("graph");
const svg = section.querySelector("svg.network");
if (svg) begin();

function begin() {
  const canvas = svg.parentElement;
  const details = section.querySelector(".details");
  const marks = [...svg.querySelectorAll("a.mark")];
  const lines = [...svg.querySelectorAll("line")].map((shape) => {
    const [x1, y1, x2, y2] = ["x1", "y1", "x2", "y2"].map((name) => Number(shape.getAttribute(name)));
    return { shape, a: Number(shape.dataset.a), b: Number(shape.dataset.b), weight: Number(shape.dataset.w), x1, y1, x2, y2 };
  });
  const around = marks.map(() => []);
  for (const line of lines) {
    around[line.a].push(line);
    around[line.b].push(line);
  }
  let near = [];
  let chosen = null;

  /** Lets some marks and lines stand out; nothing with none. */
  function show(someMarks, someLines, main = []) {
    for (const one of near) one.classList.remove("near", "chosen");
    near = [...someMarks.map((at) => marks[at]), ...someLines.map(({ shape }) => shape)];
    for (const one of near) one.classList.add("near");
    for (const at of main) marks[at].classList.add("chosen");
    svg.classList.toggle("focused", near.length > 0);
  }
  const showMark = (at) => {
    const seen = around[at].filter(({ shape }) => !shape.classList.contains("below"));
    show([at, ...seen.map(({ a, b }) => (a === at ? b : a))], seen, [at]);
  };
  const showLine = (line) => show([line.a, line.b], [line], [line.a, line.b]);
  const settle = () => {
    if (chosen === null) show([], []);
    else if (typeof chosen === "number") showMark(chosen);
    else showLine(chosen);
  };
  const label = (at) => marks[at].querySelector("title").textContent;

  // One stop of the Tab key; arrows go on to the nearest mark in their direction.
  let stop = 0;
  marks.forEach((mark, at) => mark.setAttribute("tabindex", at ? "-1" : "0"));
  const moveTo = (at) => {
    marks[stop].setAttribute("tabindex", "-1");
    marks[at].setAttribute("tabindex", "0");
    stop = at;
    marks[at].focus();
  };
  svg.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step) {
      event.preventDefault();
      const next = beside(marks, stop, step);
      if (next !== null) moveTo(next);
    } else if (event.key === "Escape") {
      chosen = null;
      settle();
    }
  });
  svg.addEventListener("focusin", (event) => {
    const at = marks.indexOf(event.target.closest("a.mark"));
    if (at >= 0) showMark(at);
  });
  svg.addEventListener("focusout", settle);

  svg.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || event.buttons) return;
    const mark = event.target.closest("a.mark");
    if (mark) showMark(marks.indexOf(mark));
    else {
      const line = nearest(svg, lines, event);
      if (line) showLine(line);
      else settle();
    }
  });
  svg.addEventListener("pointerleave", settle);

  const data = once(async () => {
    const response = await fetch(section.dataset.from, { headers: { Accept: "application/json" } });
    return response.ok ? response.json() : null;
  });
  const tell = (...parts) => {
    details.replaceChildren(...parts);
    details.scrollTop = 0;
  };
  function chooseMark(at) {
    chosen = at;
    showMark(at);
    tell(...markTold(at));
  }
  async function chooseLine(line) {
    chosen = line;
    showLine(line);
    const title = make("h3", {}, `${label(line.a)} – ${label(line.b)}`);
    tell(title, make("p", { class: "quiet" }, "…"));
    const network = await data();
    if (chosen === line) tell(title, ...(network ? evidence(network, marks[line.a].dataset.id, marks[line.b].dataset.id) : []));
  }
  function markTold(at) {
    const ties = around[at]
      .filter(({ shape }) => !shape.classList.contains("below"))
      .sort((one, other) => other.weight - one.weight);
    const counted = ties.length === 1 ? _("1 tie.") : _("%(number)s ties.", { number: ties.length });
    return [
      make("h3", {}, make("a", { href: `/doc/${marks[at].dataset.id.replace(":", "/")}` }, label(at))),
      make("p", {}, counted, " ", make("a", { href: marks[at].getAttribute("href") }, _("The network around it"))),
      make(
        "ul",
        {},
        ...ties.map((line) =>
          make(
            "li",
            {},
            make("button", { type: "button", class: "tie", click: () => chooseLine(line) }, label(line.a === at ? line.b : line.a)),
            make("small", {}, ` ${line.weight}`),
          ),
        ),
      ),
    ];
  }

  let dragged = false;
  svg.addEventListener("click", (event) => {
    if (dragged || event.ctrlKey || event.metaKey || event.shiftKey) {
      if (dragged) event.preventDefault();
      return;
    }
    const mark = event.target.closest("a.mark");
    if (mark) {
      event.preventDefault();
      chooseMark(marks.indexOf(mark));
      return;
    }
    const line = nearest(svg, lines, event);
    if (line) chooseLine(line);
    else {
      chosen = null;
      settle();
    }
  });

  // A mouse pans by dragging, a finger by scrolling as anywhere.
  let from = null;
  svg.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (event.pointerType !== "touch") from = { x: event.clientX + canvas.scrollLeft, y: event.clientY + canvas.scrollTop };
  });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  addEventListener("pointermove", (event) => {
    if (!from) return;
    const [left, top] = [from.x - event.clientX, from.y - event.clientY];
    if (!dragged && Math.abs(left - canvas.scrollLeft) + Math.abs(top - canvas.scrollTop) < 5) return;
    dragged = true;
    svg.classList.add("dragged");
    canvas.scrollTo(left, top);
  });
  addEventListener("pointerup", () => {
    from = null;
    svg.classList.remove("dragged");
  });

  // Where the picture is wider than its frame, the middle is shown first.
  canvas.scrollLeft = (canvas.scrollWidth - canvas.clientWidth) / 2;
  let zoom = 1;
  const zoomTo = (next) => {
    zoom = Math.min(4, Math.max(1, next));
    const [x, y] = [canvas.scrollLeft + canvas.clientWidth / 2, canvas.scrollTop + canvas.clientHeight / 2];
    const before = svg.clientWidth;
    // Grows inside the frame it has, which keeps its height.
    canvas.style.height = zoom > 1 ? `${canvas.clientHeight}px` : "";
    svg.style.width = zoom > 1 ? `${zoom * 100}%` : "";
    const grown = svg.clientWidth / before;
    canvas.scrollTo(x * grown - canvas.clientWidth / 2, y * grown - canvas.clientHeight / 2);
  };
  const tools = document.getElementById("graph-tools");
  tools.querySelector("[data-do=in]").addEventListener("click", () => zoomTo(zoom * 1.5));
  tools.querySelector("[data-do=out]").addEventListener("click", () => zoomTo(zoom / 1.5));
  tools.querySelector("[data-do=fit]").addEventListener("click", () => zoomTo(1));
  const find = document.getElementById("find");
  find.addEventListener("change", () => {
    const typed = find.value.trim().toLowerCase();
    const at = typed ? marks.findIndex((_, number) => label(number).toLowerCase() === typed) : -1;
    if (at < 0) {
      chosen = null;
      settle();
      return;
    }
    chooseMark(at);
    marks[at].scrollIntoView({ block: "nearest", inline: "center", behavior: calm() ? "auto" : "smooth" });
  });

  threshold(marks, lines, around, () => settle());
}

/** The slider hides lighter ties at once; when it rests, the address and the tables follow. */
function threshold(marks, lines, around, then) {
  const slider = document.getElementById("n-minWeight");
  if (!slider) return;
  const output = slider.form.querySelector("output");
  slider.addEventListener("input", () => {
    const least = Number(slider.value);
    output.textContent = slider.value;
    for (const { shape, weight } of lines) shape.classList.toggle("below", weight < least);
    marks.forEach((mark, at) => mark.classList.toggle("below", around[at].every(({ weight }) => weight < least)));
    then();
  });
  slider.addEventListener("change", () => {
    const drawn = Math.min(...lines.map(({ weight }) => weight));
    const query = new URLSearchParams(location.search);
    query.set("minWeight", slider.value);
    // What is not drawn, because the page began with a higher threshold, must come from the server.
    if (Number(slider.value) < drawn) location.search = query;
    else refresh(query);
  });
}

async function refresh(query) {
  history.replaceState(null, "", `?${query}`);
  const response = await fetch(`?${query}`, { headers: { Accept: "text/html" } });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of ["#rows", "#result", ".files", ".thresholds"]) {
    const [here, there] = [document, page].map((one) => one.querySelector(`main ${part}`));
    if (here && there) here.replaceWith(there);
  }
}

/** The tie between two ids, its facts and their sources. */
function evidence({ elements, sources }, one, other) {
  const edges = elements.edges
    .map(({ data }) => data)
    .filter(({ source, target }) => (source === one && target === other) || (source === other && target === one));
  const named = new Map(elements.nodes.map(({ data }) => [data.id, data.label]));
  return edges.flatMap((edge) => (edge.ties ? edge.ties.map((tie) => fact(tie, sources)) : sharing(edge, named, sources)));
}

function sharing(edge, named, sources) {
  const pair = new URLSearchParams({ a: edge.source, b: edge.target });
  const shared = edge.shared.map((id) => named.get(id) ?? id.replace(/^\w+:/, ""));
  return [
    make("p", {}, _("%(number)s shared, Jaccard %(share)s:", { number: edge.weight, share: jaccard(edge.jaccard) }), ` ${shared.join(", ")}.`),
    make("p", {}, make("a", { href: `/questions/cooperation?${pair}` }, _("Every tie between the two, with its sources"))),
    cited(edge.sources, sources),
  ];
}

function fact(tie, sources) {
  const said = make("p", {}, link(tie.statement, tie.tie.replaceAll("-", " ")), make("small", {}, ` ${interval(tie)}`));
  return make("div", { "data-fact": true }, said, cited(tie.sources, sources));
}

function interval({ since, until, goneBy, basis }) {
  const end = until ? _("to %(day)s", { day: dated(until) }) : goneBy ? _("gone by %(day)s", { day: dated(goneBy) }) : "";
  return [since && _("since %(day)s", { day: dated(since) }), end, basis && _(basis)].filter(Boolean).join(", ");
}

const jaccard = (share) => share.toLocaleString(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function cited(iris, titles) {
  return make("ul", { class: "cited" }, ...iris.map((iri) => make("li", {}, link(iri, titles[iri] ?? iri))));
}

/** The line within a few units of where the pointer is. */
function nearest(svg, lines, event) {
  const matrix = svg.getScreenCTM();
  if (!matrix) return null;
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
  let best = null;
  let least = NEAR;
  for (const line of lines) {
    if (line.shape.classList.contains("below")) continue;
    const [dx, dy] = [line.x2 - line.x1, line.y2 - line.y1];
    const along = Math.min(1, Math.max(0, ((x - line.x1) * dx + (y - line.y1) * dy) / (dx * dx + dy * dy || 1)));
    const away = Math.hypot(x - line.x1 - along * dx, y - line.y1 - along * dy) - line.shape.getAttribute("stroke-width") / 2;
    if (away < least) [best, least] = [line, away];
  }
  return best;
}

/** The mark that lies nearest in a direction; null where none does. */
function beside(marks, at, [right, down]) {
  const middle = (mark) => {
    const box = mark.querySelector(".shape").getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const [x, y] = middle(marks[at]);
  let best = null;
  let least = Infinity;
  marks.forEach((mark, other) => {
    if (other === at || mark.classList.contains("below")) return;
    const [dx, dy] = [middle(mark)[0] - x, middle(mark)[1] - y];
    const ahead = dx * right + dy * down;
    if (ahead <= 0) return;
    const away = ahead + 2 * Math.abs(dx * down + dy * right);
    if (away < least) [best, least] = [other, away];
  });
  return best;
}

function once(make) {
  let made = null;
  return () => (made ??= make());
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
