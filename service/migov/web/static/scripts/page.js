// On every page: tables that sort, text that copies.
import { copyable } from "./copy.js";
import { sortable } from "./tables.js";

for (const table of document.querySelectorAll("main table")) sortable(table);
for (const block of document.querySelectorAll("main pre, main cite")) copyable(block);
