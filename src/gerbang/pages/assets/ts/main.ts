import htmx from "htmx.org";
import { keepDrafts } from "./drafts";
import { foldOnPhone } from "./fold";
import { easeMenu } from "./menu";
import { offerPrinting } from "./print";
import { offerThemes } from "./theme-choice";
import { sendOnce } from "./send-once";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
});

function start(root: ParentNode): void {
  keepDrafts(root);
  sendOnce(root);
}

easeMenu();
offerThemes();
foldOnPhone(document);
offerPrinting(document);
start(document);

/** An error summary takes the focus, so that it is heard and the keyboard starts at the list of problems. */
document.querySelector<HTMLElement>("[data-focus-first]")?.focus();

document.body.addEventListener("htmx:load", (event) => {
  if (event.target instanceof Element && event.target !== document.body) start(event.target);
});
