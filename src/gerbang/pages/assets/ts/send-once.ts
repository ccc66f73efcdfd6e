/** A form is sent once: a second press while the first is on its way does nothing. */
export function sendOnce(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('form[method="post" i]')) {
    if (form.dataset.sendOnce) continue;
    form.dataset.sendOnce = "yes";
    form.addEventListener("submit", (event) => {
      if (form.getAttribute("aria-busy") === "true") event.preventDefault();
      else if (!event.defaultPrevented) form.setAttribute("aria-busy", "true");
    });
  }
}

/** Coming back with the browser's own button shows the page as it was left: the form may be sent again. */
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll('form[aria-busy="true"]')) form.removeAttribute("aria-busy");
});
