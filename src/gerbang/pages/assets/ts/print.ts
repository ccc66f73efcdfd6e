/** `data-print` buttons call the browser's own printing; without scripts there is only the browser's menu, so none shows. */
export function offerPrinting(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
