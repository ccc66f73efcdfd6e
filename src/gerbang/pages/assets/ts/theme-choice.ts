/** The buttons `[data-theme-choice]` in the foot: light, dark, or as the device says. Hidden until this runs. */
export function offerThemes(): void {
  const group = document.querySelector<HTMLElement>("[data-themes]");
  if (!group) return;
  const buttons = [...group.querySelectorAll<HTMLButtonElement>("[data-theme-choice]")];

  const show = (): void => {
    const now = document.documentElement.dataset.theme ?? "system";
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.themeChoice === now));
  };

  for (const button of buttons) {
    button.addEventListener("click", () => {
      keep(button.dataset.themeChoice ?? "system");
      show();
    });
  }
  show();
  group.hidden = false;
}

function keep(choice: string): void {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  try {
    localStorage.setItem("theme", choice);
  } catch {
    // A browser that keeps nothing still shows the choice on this page.
  }
}
