// Sources as footnotes read in place: a number opens what it refers to beside it, and leads there
// without this script or with a modifier key.
import { make } from "./dom.js";
import { gettext as _ } from "./words.js";

const GAP = 6;
const REFERENCES = "a.ref, td.sources > a";

/** Has the numbers of sources in `main` open a note beside them. */
export function footnoting(main) {
  if (!("popover" in HTMLElement.prototype) || !main.querySelector(REFERENCES)) return;
  const note = make("div", { popover: "auto", class: "source-note", role: "note" });
  main.append(note);
  main.addEventListener("click", (event) => {
    const ref = event.target.closest(REFERENCES);
    if (!ref || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const listed = document.getElementById(`source-${ref.textContent.trim()}`);
    if (!listed) return;
    event.preventDefault();
    note.replaceChildren(make("p", {}, ...copies(listed)), make("p", {}, make("a", { href: ref.href }, _("Open the source"))));
    note.showPopover();
    place(note, ref.getBoundingClientRect());
    note.querySelector("a").focus();
  });
}

/** The text of a listed source, with its date. */
function copies(listed) {
  return [...listed.childNodes].map((node) => (node.nodeName === "A" ? document.createTextNode(node.textContent) : node.cloneNode(true)));
}

function place(note, at) {
  const { width, height } = note.getBoundingClientRect();
  const left = Math.max(GAP, Math.min(at.left, innerWidth - width - GAP));
  const below = at.bottom + GAP + height <= innerHeight;
  note.style.left = `${left}px`;
  note.style.top = `${below ? at.bottom + GAP : Math.max(GAP, at.top - GAP - height)}px`;
}
