const PAUSE = 1500;

/** Forms with `data-draft="<url>"` are saved there when a field is left or has rested for a moment. Files are not sent. */
export function keepDrafts(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-draft]")) {
    if (form.dataset.drafting) continue;
    form.dataset.drafting = "yes";
    watch(form, statusOf(form));
  }
}

function statusOf(form: HTMLFormElement): HTMLElement {
  const given = form.querySelector<HTMLElement>("[data-draft-status]");
  if (given) return given;
  const made = document.createElement("p");
  made.className = "draft-status";
  made.setAttribute("role", "status");
  form.append(made);
  return made;
}

function watch(form: HTMLFormElement, status: HTMLElement): void {
  let saved = typed(form);
  let timer: number | undefined;
  let leaving = false;

  const save = async (): Promise<void> => {
    window.clearTimeout(timer);
    const now = typed(form);
    if (leaving || now === saved) return;
    const before = saved;
    saved = now;
    const kept = await send(form);
    if (!kept) saved = before;
    status.dataset.state = kept ? "saved" : "failed";
    status.textContent = (kept ? form.dataset.draftSaved : form.dataset.draftFailed) ?? "";
  };

  form.addEventListener("change", () => void save());
  form.addEventListener("focusout", () => void save());
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void save(), PAUSE);
  });
  form.addEventListener("submit", () => {
    leaving = true;
    window.clearTimeout(timer);
  });
}

function fields(form: HTMLFormElement): FormData {
  const data = new FormData(form);
  for (const [name, value] of [...data.entries()]) if (value instanceof File) data.delete(name);
  return data;
}

function typed(form: HTMLFormElement): string {
  return JSON.stringify([...fields(form).entries()]);
}

async function send(form: HTMLFormElement): Promise<boolean> {
  const data = fields(form);
  const token = String(data.get("csrfmiddlewaretoken") ?? "");
  try {
    const answer = await fetch(form.dataset.draft ?? "", {
      method: "POST",
      body: data,
      headers: { "X-CSRFToken": token, "X-Requested-With": "fetch" },
      credentials: "same-origin",
    });
    return answer.ok && !answer.redirected;
  } catch {
    return false;
  }
}
