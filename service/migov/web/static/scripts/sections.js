// Sections of a page that open on demand: a link into one opens it, and printing opens all.

/** Opens the section that the address names, now and whenever it changes; all of them for a printer. */
export function sections(main) {
  const folded = [...main.querySelectorAll("details")];
  if (!folded.length) return;
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const within = target?.closest("details");
    if (within && !within.open) {
      within.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);
  reveal();
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = folded.filter((one) => !one.open);
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
}
