// Completion as the browser's own list of suggestions: a field says in `data-complete` what it takes,
// "name" for whatever has one or a question. The field still takes any text.
import { make } from "./dom.js";
import { gettext as _ } from "./words.js";

const WAIT = 200;
const LEAST = 2;
const KINDS = {
  actor: ["mechanism", "organization", "state", "body"],
  name: ["mechanism", "organization", "state", "theme", "initiative", "instrument"],
};
const COMPLETED = ["actor", "name", "mechanism", "state", "organization", "instrument", "initiative", "meeting", "theme", "role"];

/** Offers names to `input` while somebody types. */
export function completing(input) {
  const what = input.dataset.complete;
  if (!COMPLETED.includes(what)) return;
  // Without scripts the field has a list of names that the page holds; this one knows misspelt names too.
  const list = make("datalist", { id: `${input.id}-names` });
  input.setAttribute("list", list.id);
  input.setAttribute("autocomplete", "off");
  input.after(list);
  let waiting;
  let asked;
  input.addEventListener("input", (event) => {
    clearTimeout(waiting);
    // Choosing a suggestion is input too, but no typing.
    // Of several, separated by commas, the last is being typed.
    const before = "several" in input.dataset ? input.value.slice(0, input.value.lastIndexOf(",") + 1) : "";
    const typed = input.value.slice(before.length).trim();
    if (event.inputType === "insertReplacementText" || typed.length < LEAST) return;
    waiting = setTimeout(async () => {
      asked?.abort();
      asked = new AbortController();
      const { names, questions } = await completions(typed, what, asked.signal);
      list.replaceChildren(
        ...names.map((one) => option(one, "several" in input.dataset ? "several" : what, before)),
        ...questions.map(({ text }) => make("option", { value: text }, _("question"))),
      );
    }, WAIT);
  });
}

/** Names, which the service turns into slugs; of several, separated by commas, the slugs themselves. */
function option({ label, matched, slug, kind }, what, before) {
  if (before || what === "several") return make("option", { value: before + slug, label }, label);
  return make("option", { value: label }, matched === label ? kind : `${matched}, ${kind}`);
}

/** Names that fit what is typed and, where a field takes a question too, questions that begin so. */
async function completions(typed, what, signal) {
  const query = new URLSearchParams({ q: typed, limit: "50" });
  try {
    const response = await fetch(`/search?${query}`, { headers: { Accept: "application/json" }, signal });
    if (!response.ok) return { names: [], questions: [] };
    const wanted = KINDS[what] ?? [what];
    const { results, questions } = await response.json();
    const names = results.filter(({ kind }) => wanted.includes(kind)).slice(0, 8);
    return { names, questions: what === "name" ? questions : [] };
  } catch {
    // Given up for the next letter, or the service is away: no suggestion, and the field still works.
    return { names: [], questions: [] };
  }
}
