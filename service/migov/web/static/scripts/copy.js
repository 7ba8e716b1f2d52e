// A button that copies the text beside it.
import { make } from "./dom.js";
import { gettext as _ } from "./words.js";

/** Puts a copy button after `block`; nothing where the browser lets no page write to the clipboard. */
export function copyable(block) {
  if (!navigator.clipboard || !block.textContent.trim()) return;
  const button = make("button", { type: "button", class: "copy" }, _("Copy"));
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(block.textContent.trim());
      button.textContent = _("Copied");
    } catch {
      // The permission was refused: the text is there to select.
      button.textContent = _("Not allowed");
    }
    setTimeout(() => (button.textContent = _("Copy")), 2000);
  });
  block.after(button);
}
