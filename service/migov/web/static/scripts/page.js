// On every page: tables that sort, text that copies, fields that complete, maps that tell.
import { completing } from "./complete.js";
import { copyable } from "./copy.js";
import { pointing } from "./pointed.js";
import { sortable } from "./tables.js";

for (const table of document.querySelectorAll("main table")) sortable(table);
for (const block of document.querySelectorAll("main pre, main cite")) copyable(block);
for (const input of document.querySelectorAll("input[data-complete]")) completing(input);
for (const svg of document.querySelectorAll("svg.world")) pointing(svg);
