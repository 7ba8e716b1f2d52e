// Bundles what entries/ imports, and draws the map of the world, into the package's static/vendor.
//
// The stamp is written last: without it, make builds again.
import { build } from "esbuild";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { ground, world } from "./world.mjs";

const out = new URL("../migov/web/static/vendor/", import.meta.url);

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: ["sparql-editor.js", "sparql-editor.css", "graph.js"].map((name) => `entries/${name}`),
  absWorkingDir: new URL(".", import.meta.url).pathname,
  outdir: out.pathname,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  // A browser gives scripts `globalThis`, where some packages look for Node's name of it.
  define: { global: "globalThis", "process.env.NODE_ENV": '"production"' },
  legalComments: "linked",
  logLevel: "warning",
});
// The fonts of pictures that the server draws: Latin, Cyrillic and Greek, and Arabic.
const fonts = new URL("fonts/", out);
await mkdir(fonts);
for (const name of ["NotoSans", "NotoSansArabic"]) {
  const folder = { NotoSans: "noto-sans", NotoSansArabic: "noto-sans-arabic" }[name];
  for (const weight of ["400Regular", "700Bold"]) {
    const file = `${name}_${weight}.ttf`;
    await copyFile(new URL(`node_modules/@expo-google-fonts/${folder}/${weight}/${file}`, import.meta.url), new URL(file, fonts));
  }
}
await copyFile(new URL("node_modules/@expo-google-fonts/noto-sans/LICENSE_FONT", import.meta.url), new URL("OFL.txt", fonts));
const drawn = world();
await writeFile(new URL("world.json", out), JSON.stringify(drawn));
await writeFile(new URL("ground.svg", out), ground(drawn));

// The licences of what is shipped, as they ask.
const { dependencies } = JSON.parse(await readFile(new URL("package.json", import.meta.url), "utf8"));
const told = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
await writeFile(
  new URL("NOTICE.txt", out),
  `Bundled from npm packages: ${told.join(", ")} and what they need, under their licences\n` +
    "(the *.LEGAL.txt files). The map: Natural Earth, in the public domain, through world-atlas.\n",
);
// Compressed once here, not at every request.
for (const name of await readdir(out)) {
  if (/\.(js|css|json|svg)$/.test(name)) {
    const packed = gzipSync(await readFile(new URL(name, out)), { level: 9 });
    await writeFile(new URL(`${name}.gz`, out), packed);
  }
}
await writeFile(new URL("built", out), "");
