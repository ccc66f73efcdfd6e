/**
 * A table of inputs (`table[data-grid]`) as people know it from a spreadsheet: arrows and Enter move between cells,
 * cells copied in Excel are pasted from the cell they are pasted into, and rows grow as they are needed. Without this
 * the table is a form like any other. A script of its own: only pages with such a table load it.
 */
type Cell = HTMLInputElement | HTMLTextAreaElement;

function easeGrids(root: ParentNode): void {
  for (const table of root.querySelectorAll<HTMLTableElement>("table[data-grid]")) {
    tell(table, table.dataset.gridHint);
    table.addEventListener("keydown", (event) => move(table, event));
    table.addEventListener("paste", (event) => paste(table, event));
    table.addEventListener("input", (event) => {
      if (event.target instanceof Element) right(event.target);
    });
  }
}

function rows(table: HTMLTableElement): HTMLTableRowElement[] {
  return [...(table.tBodies[0]?.rows ?? [])];
}

function cells(row: HTMLTableRowElement): Cell[] {
  return [...row.querySelectorAll<Cell>("input:not([type]), textarea")];
}

/** Where a cell stands; nothing for what is none of the table's cells. */
function placeOf(table: HTMLTableElement, target: EventTarget | null): [number, number] | undefined {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return undefined;
  const at = rows(table).findIndex((row) => row.contains(target));
  const column = at < 0 ? -1 : cells(rows(table)[at]!).indexOf(target);
  return column < 0 ? undefined : [at, column];
}

function move(table: HTMLTableElement, event: KeyboardEvent): void {
  const place = placeOf(table, event.target);
  if (!place || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  const cell = event.target as Cell;
  const step = stepOf(event, cell);
  if (!step) return;
  const [down, across] = step;
  const wanted = place[0] + down;
  if (wanted < 0) return;
  event.preventDefault();
  if (wanted >= rows(table).length) addRow(table);
  const found = cells(rows(table)[wanted]!)[place[1] + across];
  found?.focus();
  found?.select();
}

/** Enter goes down, with Shift up; arrows leave a cell at its end. A cell with suggestions keeps its own up and down. */
function stepOf(event: KeyboardEvent, cell: Cell): [number, number] | undefined {
  const long = cell instanceof HTMLTextAreaElement;
  const start = cell.selectionStart === 0;
  const end = cell.selectionEnd === cell.value.length;
  const all = start && end;
  switch (event.key) {
    case "Enter":
      return long && event.shiftKey ? undefined : [event.shiftKey ? -1 : 1, 0];
    case "ArrowDown":
      return cell.hasAttribute("list") || (long && !end) ? undefined : [1, 0];
    case "ArrowUp":
      return cell.hasAttribute("list") || (long && !start) ? undefined : [-1, 0];
    case "ArrowLeft":
      return !event.shiftKey && start && (all || cell.selectionEnd === 0) ? [0, -1] : undefined;
    case "ArrowRight":
      return !event.shiftKey && end && (all || cell.selectionStart === cell.value.length) ? [0, 1] : undefined;
    default:
      return undefined;
  }
}

function paste(table: HTMLTableElement, event: ClipboardEvent): void {
  const place = placeOf(table, event.target);
  const pasted = parse(event.clipboardData?.getData("text/plain") ?? "");
  const single = pasted.length === 1 && pasted[0]!.length === 1;
  if (!place || !pasted.length || single) return;
  event.preventDefault();
  while (rows(table).length < place[0] + pasted.length) addRow(table);
  const all = rows(table);
  pasted.forEach((line, down) => {
    const into = cells(all[place[0] + down]!);
    line.forEach((text, across) => {
      const cell = into[place[1] + across];
      if (!cell) return;
      cell.value = text.trim();
      cell.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
  table.closest("form")?.dispatchEvent(new Event("change"));
  tell(table, table.dataset.gridPasted);
}

function tell(table: HTMLTableElement, words: string | undefined): void {
  const status = table.closest("form")?.querySelector<HTMLElement>("[data-grid-status]");
  if (status) status.textContent = words ?? "";
}

/** Cells between tabs, rows between line ends, quotation marks round a cell that holds either. */
function parse(text: string): string[][] {
  const found: string[][] = [[]];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') cell += text[(at += 1)];
      else quoted = false;
    } else if (letter === '"' && cell === "") {
      quoted = true;
    } else if (letter === "\t" || letter === "\n") {
      found[found.length - 1]!.push(cell);
      cell = "";
      if (letter === "\n") found.push([]);
    } else if (letter !== "\r") {
      cell += letter;
    }
  }
  if (quoted) return text.split(/\r?\n/).map((line) => line.split("\t"));
  found[found.length - 1]!.push(cell);
  return found.filter((line) => line.some((one) => one.trim() !== ""));
}

/** A new empty row like the last one, under names of its own. */
function addRow(table: HTMLTableElement): void {
  const last = rows(table).at(-1);
  if (!last) return;
  const before = numberOf(last);
  const row = last.cloneNode(true) as HTMLTableRowElement;
  row.classList.remove("grid-gone");
  for (const error of row.querySelectorAll(".grid-error, th p, .grid-1:last-child .grid-l")) error.remove();
  for (const part of row.querySelectorAll<HTMLElement>("[data-wrong]")) part.removeAttribute("data-wrong");
  for (const cell of row.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")) {
    cell.name = cell.name.replace(`r${before}-`, `r${before + 1}-`);
    if (cell.id) cell.id = cell.name;
    if (cell instanceof HTMLInputElement && cell.type === "checkbox") {
      cell.checked = false;
      cell.hidden = true;
    } else {
      cell.value = "";
      cell.removeAttribute("aria-invalid");
      cell.removeAttribute("aria-describedby");
    }
    const label = cell.getAttribute("aria-label");
    if (label) cell.setAttribute("aria-label", label.replace(/\d+$/, String(before + 2)));
  }
  const head = row.querySelector("th");
  if (head?.firstChild) head.firstChild.textContent = String(before + 2);
  last.after(row);
}

function numberOf(row: HTMLTableRowElement): number {
  const key = row.querySelector<HTMLInputElement>('input[type="hidden"]');
  return Number(/^r(\d+)-/.exec(key?.name ?? "")?.[1] ?? 0);
}

/** A cell that is typed into again is no longer said to be wrong. */
function right(cell: Element): void {
  if (cell.getAttribute("aria-invalid") !== "true") return;
  cell.removeAttribute("aria-invalid");
  cell.closest("td")?.removeAttribute("data-wrong");
}

easeGrids(document);
