/** What stands open on a desk, such as the list of stages, begins folded on a phone, and opens when the window widens. */
export function foldOnPhone(root: ParentNode): void {
  const small = window.matchMedia("(max-width: 900px)");
  const fold = (): void => {
    for (const details of root.querySelectorAll<HTMLDetailsElement>("details[data-fold-on-phone]")) {
      details.open = !small.matches;
    }
  };
  if (small.matches) fold();
  small.addEventListener("change", fold);
}
