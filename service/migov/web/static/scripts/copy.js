// A button that copies the text beside it.
import { make } from "./dom.js";

/** Puts a copy button after `block`; nothing where the browser lets no page write to the clipboard. */
export function copyable(block) {
  if (!navigator.clipboard || !block.textContent.trim()) return;
  const button = make("button", { type: "button", class: "copy" }, "Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(block.textContent.trim());
      button.textContent = "Copied";
    } catch {
      // The permission was refused: the text is there to select.
      button.textContent = "Not allowed";
    }
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  block.after(button);
}
