// On every page: tables that sort, text that copies, fields that complete, maps that tell, sources
// that open in place, sections that open where a link leads into them.
import { completing } from "./complete.js";
import { copyable } from "./copy.js";
import { pointing } from "./pointed.js";
import { sections } from "./sections.js";
import { footnoting } from "./sources.js";
import { sortable } from "./tables.js";

const main = document.querySelector("main");
for (const table of main.querySelectorAll("table")) sortable(table);
for (const block of main.querySelectorAll("pre, cite")) copyable(block);
for (const input of document.querySelectorAll("input[data-complete]")) completing(input);
for (const svg of main.querySelectorAll("svg.world")) pointing(svg);
footnoting(main);
sections(main);
