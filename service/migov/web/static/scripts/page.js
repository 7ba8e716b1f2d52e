// On every page: tables that sort, text that copies, fields that complete, maps that tell, years that
// slide, sources that open in place, sections that open where a link leads into them.
import { completing } from "./complete.js";
import { copyable } from "./copy.js";
import { pointing } from "./pointed.js";
import { sections } from "./sections.js";
import { footnoting } from "./sources.js";
import { sortable } from "./tables.js";
import { sliding } from "./years.js";

const main = document.querySelector("main");

/** Makes what is in `root`, a part of the page's main, answer to its reader. */
function enhance(root) {
  for (const table of root.querySelectorAll("table")) sortable(table);
  for (const block of root.querySelectorAll("pre, cite")) copyable(block);
  for (const svg of root.querySelectorAll("svg.world")) pointing(svg);
  for (const nav of root.querySelectorAll("nav.years")) sliding(nav, enhance);
}

enhance(main);
footnoting(main);
for (const input of document.querySelectorAll("input[data-complete]")) completing(input);
sections(main);
