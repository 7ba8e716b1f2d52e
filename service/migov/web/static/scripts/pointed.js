// On a map, what is pointed at or focused is named beside the legend: a state may be too small
// to hover for its title, and a touch has no hover at all.

/** Fills the figure's line for it while `svg` is pointed into; screen readers have the links' names. */
export function pointing(svg) {
  // Where the map is wider than the screen, its middle is shown first.
  const pan = svg.parentElement;
  pan.scrollLeft = (pan.scrollWidth - pan.clientWidth) / 2;
  const said = svg.closest("figure")?.querySelector("output.pointed");
  if (!said) return;
  const tell = (event) => (said.textContent = event.target.closest?.("a, g, .land")?.querySelector("title")?.textContent ?? "");
  svg.addEventListener("pointerover", tell);
  svg.addEventListener("focusin", tell);
  svg.addEventListener("pointerleave", () => (said.textContent = ""));
}
