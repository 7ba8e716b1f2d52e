// The SPARQL page: YASGUI's editor in place of the textarea, which stays the form's field and its
// fallback, and results drawn here as table, chart, map or graph.
import { Yasqe } from "../vendor/sparql-editor.js";
import { completions } from "./completions.js";
import { make } from "./dom.js";
import { show } from "./results.js";
import { gettext as _ } from "./words.js";

const form = document.querySelector("form.sparql");
const field = form.elements.query;
const prefixes = Object.fromEntries(
  [...document.getElementById("prefixes").textContent.matchAll(/^PREFIX (\S*): <(\S+)>$/gm)].map(
    ([, prefix, namespace]) => [prefix, namespace],
  ),
);

completions(Yasqe, prefixes);
const place = make("div", { class: "editor" });
field.before(place);
// The editor's own button, link and storage are left out: the form runs, the address is the link.
const editor = new Yasqe(place, {
  value: field.value,
  persistenceId: null,
  consumeShareLink: null,
  createShareableLink: null,
  showQueryButton: false,
  resizeable: true,
  editorHeight: "22rem",
  lineWrapping: true,
  screenReaderLabel: _("Query"),
  autocompleters: ["our-prefixes", "variables", "our-properties", "our-classes"],
  extraKeys: {
    "Ctrl-Enter": () => form.requestSubmit(),
    "Cmd-Enter": () => form.requestSubmit(),
    "Ctrl-Space": () => editor.autocomplete(),
    "Ctrl-/": () => editor.commentLines(),
    "Shift-Ctrl-F": () => editor.autoformat(),
    // Tab leaves the editor, as it leaves any field: nobody is held by the keyboard.
    Tab: false,
    "Shift-Tab": false,
    Esc: () => editor.getInputField().blur(),
  },
});
// Its lines may scroll, so a keyboard reaches what scrolls them.
const scroller = place.querySelector(".CodeMirror-scroll");
for (const [name, value] of [["tabindex", "0"], ["role", "group"], ["aria-label", _("Lines of the query")]]) scroller.setAttribute(name, value);
field.hidden = true;
field.required = false;
document.querySelector(`label[for="${field.id}"]`).addEventListener("click", () => editor.focus());
editor.on("change", () => (field.value = editor.getValue()));

const stop = make("button", { type: "button", class: "plain", hidden: true }, _("Stop"));
const said = make("p", { class: "quiet", role: "status" });
const hint = make("span", { class: "quiet" }, _("Ctrl+Enter runs, Ctrl+Space completes"));
form.append(stop, " ", hint, said);

const output = document.getElementById("result") ?? make("section", { id: "result" });
form.parentElement.append(output);

// A shared or reloaded address comes with the rows already: asked again, they can be drawn too.
// The page may have loaded before this script runs, since translations are fetched first.
if (output.dataset.answered !== undefined) {
  if (document.readyState === "complete") queueMicrotask(() => form.requestSubmit());
  else addEventListener("load", () => form.requestSubmit());
}

let running;
let marked;
editor.on("change", () => marked?.clear());
stop.addEventListener("click", () => running?.abort());

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  running?.abort();
  const mine = (running = new AbortController());
  const query = editor.getValue();
  document.getElementById("problem")?.remove();
  stop.hidden = false;
  said.textContent = _("Running …");
  const began = performance.now();
  try {
    const response = await fetch(form.action, {
      method: "POST",
      headers: {
        "Content-Type": "application/sparql-query",
        Accept: "application/sparql-results+json, application/n-triples;q=0.9, application/problem+json;q=0.1",
      },
      body: query,
      signal: mine.signal,
    });
    const text = await response.text();
    const seconds = ((performance.now() - began) / 1000).toFixed(2);
    said.textContent = response.ok ? _("Answered in %(seconds)s s", { seconds }) : "";
    if (!response.ok) return failed(text);
    const address = `${form.getAttribute("action")}?${new URLSearchParams({ query })}`;
    // The address now answers this very query; one too long for an address keeps the old one.
    if (address.length < 8000) history.replaceState(null, "", address + location.hash);
    show(output, response.headers.get("content-type") ?? "", text, prefixes, address);
  } catch (error) {
    said.textContent = error.name === "AbortError" ? _("Stopped.") : _("The service did not answer.");
  } finally {
    if (running === mine) stop.hidden = true;
  }
});

/** Says what is wrong with the query, and puts the cursor there. */
function failed(text) {
  let problem;
  try {
    problem = JSON.parse(text);
  } catch {
    problem = { detail: text };
  }
  const box = make("div", { class: "problem", id: "problem", role: "alert" }, make("p", {}, problem.detail ?? problem.title));
  form.before(box);
  output.replaceChildren();
  if (problem.remedy) box.append(make("p", { class: "quiet" }, problem.remedy));
  if (problem.line) {
    const at = { line: problem.line - 1, ch: Math.max(0, (problem.column ?? 1) - 1) };
    editor.focus();
    editor.setCursor(at);
    // The word there, or the end of the line where the fault is that something is missing.
    const { anchor, head } = editor.findWordAt(at);
    const [from, to] = anchor.ch === head.ch ? [{ line: at.line, ch: 0 }, { line: at.line }] : [anchor, head];
    marked = editor.markText(from, to, { className: "fault", attributes: { title: problem.detail ?? "" } });
    box.append(make("p", { class: "quiet" }, _("Line %(line)s, column %(column)s: marked in the query.", { line: problem.line, column: problem.column ?? 1 })));
  }
}
