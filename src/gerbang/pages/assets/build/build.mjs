// Builds everything the browser gets into static/built/: one style sheet, one script and that of edited tables, fonts, the mark, the base map.
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";
import { drawWorld } from "./world.mjs";

const assets = fileURLToPath(new URL("..", import.meta.url));
const project = path.resolve(assets, "../../../..");
const built = path.resolve(assets, "../static/built");
const modules = path.join(project, "node_modules");
const fonts = path.join(modules, "@fontsource-variable/plus-jakarta-sans/files");
const FONTS = {
  "jakarta-latin.woff2": "plus-jakarta-sans-latin-wght-normal.woff2",
  "jakarta-latin-ext.woff2": "plus-jakarta-sans-latin-ext-wght-normal.woff2",
};
/** The largest each file may be, in gzipped bytes. */
const BUDGET = { "gerbang.css": 22_000, "gerbang.js": 20_000, "grid.js": 2_500, "theme.js": 400 };

async function styles() {
  const { css } = sass.compile(path.join(assets, "scss/gerbang.scss"), {
    style: "compressed",
    loadPaths: [path.join(modules, "govuk-frontend/dist")],
    quietDeps: true,
  });
  const { code } = await esbuild.transform(css, { loader: "css", minify: true });
  await write("gerbang.css", code);
}

async function scripts() {
  const { outputFiles } = await esbuild.build({
    entryPoints: { gerbang: path.join(assets, "ts/main.ts"), theme: path.join(assets, "ts/theme.ts"), grid: path.join(assets, "ts/grid.ts") },
    outdir: built,
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    legalComments: "none",
  });
  for (const file of outputFiles) await write(path.basename(file.path), file.text);
}

async function write(name, content) {
  const size = gzipSync(content, { level: 9 }).length;
  if (size > (BUDGET[name] ?? Infinity)) throw new Error(`${name}: ${size} bytes gzipped, more than ${BUDGET[name]}`);
  await writeFile(path.join(built, name), content);
  console.log(`${name}: ${content.length} bytes, ${size} gzipped`);
}

await rm(built, { recursive: true, force: true });
await mkdir(built, { recursive: true });
await Promise.all([
  styles(),
  scripts(),
  write("world.svg", drawWorld()),
  copyFile(path.join(assets, "mark.svg"), path.join(built, "mark.svg")),
  ...Object.entries(FONTS).map(([to, from]) => copyFile(path.join(fonts, from), path.join(built, to))),
]);
