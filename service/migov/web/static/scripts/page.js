// On every page: tables that sort, text that copies, fields that complete, answers that are drawn.
import { completing } from "./complete.js";
import { copyable } from "./copy.js";
import { sortable } from "./tables.js";

if (document.querySelector("[data-figures]")) {
  // Only where the map and what draws it were built.
  const { charted, mapped } = await import("./answers.js");
  document.querySelectorAll("main table.answer").forEach(charted);
  document.querySelectorAll("main table").forEach(mapped);
}
for (const table of document.querySelectorAll("main table")) sortable(table);
for (const block of document.querySelectorAll("main pre, main cite")) copyable(block);
for (const input of document.querySelectorAll("input[data-complete]")) completing(input);
