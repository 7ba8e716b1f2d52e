// Links to the years of a map as a slider: the answer of the year that it rests on takes the place of the
// one shown. The links stay what they are for readers without scripts.
import { make } from "./dom.js";

const REST = 120;

/** Puts a slider before the links of `nav`; `enhance` is called with each new answer. */
export function sliding(nav, enhance) {
  const links = [...nav.querySelectorAll("a")];
  const at = Math.max(0, links.findIndex((link) => link.hasAttribute("aria-current")));
  const output = make("output", {}, links[at].textContent);
  const slider = make("input", { type: "range", min: 0, max: links.length - 1, value: at, "aria-label": nav.getAttribute("aria-label"), "aria-valuetext": links[at].textContent });
  nav.prepend(slider, output);
  nav.classList.add("sliding");
  let waiting = null;
  slider.addEventListener("input", () => {
    const link = links[slider.value];
    output.textContent = link.textContent;
    slider.setAttribute("aria-valuetext", link.textContent);
    clearTimeout(waiting);
    waiting = setTimeout(() => show(link.href, enhance), REST);
  });
}

let latest = 0;

async function show(address, enhance) {
  const turn = ++latest;
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const [here, there] = [document, page].map((one) => one.getElementById("answer"));
  // An earlier year that answers late must not replace a later one.
  if (turn !== latest || !response.ok || !here || !there) return;
  const held = here.querySelector(".years input") === document.activeElement;
  here.replaceWith(document.adoptNode(there));
  history.replaceState(null, "", address);
  const field = document.getElementById("p-asOf");
  if (field) field.value = new URL(address).searchParams.get("asOf") ?? "";
  enhance(there);
  if (held) there.querySelector(".years input")?.focus();
}
