// On every page: tables that sort, text that copies, fields that complete, answers that are drawn.
import { completing } from "./complete.js";
import { copyable } from "./copy.js";
import { sortable } from "./tables.js";

const answers = document.querySelectorAll("table.answer");
if (answers.length) {
  const { pictured } = await import("./answers.js");
  answers.forEach(pictured);
}
for (const table of document.querySelectorAll("main table")) sortable(table);
for (const block of document.querySelectorAll("main pre, main cite")) copyable(block);
for (const input of document.querySelectorAll("input[data-complete]")) completing(input);
