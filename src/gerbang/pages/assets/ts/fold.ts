/** What stands open on a desk, such as the list of stages, begins folded on a phone. */
export function foldOnPhone(root: ParentNode): void {
  if (!window.matchMedia("(max-width: 900px)").matches) return;
  for (const details of root.querySelectorAll<HTMLDetailsElement>("details[data-fold-on-phone]")) details.open = false;
}
