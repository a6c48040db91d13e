// Looks at the pictures of the built site in Chromium: no text may leave its picture or lie on another one.
// ALI1688_SITE is the folder of the site, ALI1688_SHOTS where screenshots go.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const { ALI1688_SITE: folder, ALI1688_SHOTS: shots, ALI1688_CHROMIUM: executablePath } = process.env;
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const pages = readdirSync(folder, { recursive: true })
  .filter((f) => f.endsWith(".html") && readFileSync(`${folder}/${f}`, "utf8").includes('class="diagram"')).sort();

let browser;
before(async () => {
  if (shots) mkdirSync(shots, { recursive: true });
  browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
});
after(() => browser?.close());

async function open(path, theme, width = 1280) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme, reducedMotion: "reduce" });
  context.setDefaultTimeout(300_000);
  const page = await context.newPage();
  await page.goto(pathToFileURL(`${folder}/${path}`).href);
  return page;
}

// misplaced returns the texts of a page's pictures that leave their picture or overlap another text of it.
function misplaced() {
  const out = [];
  for (const svg of document.querySelectorAll(".diagram svg")) {
    const { width, height, x, y } = svg.viewBox.baseVal;
    const texts = [...svg.querySelectorAll("text")].map((t) => ({ text: t.textContent, box: t.getBBox() }));
    texts.forEach(({ text, box }, i) => {
      if (box.x < x - 1 || box.y < y - 3 || box.x + box.width > x + width + 1 || box.y + box.height > y + height + 3) out.push("outside: " + text);
      for (const other of texts.slice(i + 1)) {
        const apart = box.x + box.width <= other.box.x || other.box.x + other.box.width <= box.x ||
          box.y + box.height <= other.box.y + 4 || other.box.y + other.box.height <= box.y + 4;
        if (!apart) out.push(`${text} on ${other.text}`);
      }
    });
  }
  return out;
}

test("there are pictures", () => assert.ok(pages.length >= 8, `${pages}`));

for (const path of pages) {
  test(path, async () => {
    for (const theme of ["light", "dark"]) {
      const page = await open(path, theme);
      assert.deepEqual(await page.evaluate(misplaced), [], path);
      await page.addScriptTag({ path: axe });
      const faults = await page.evaluate(() => axe.run(".diagram", { resultTypes: ["violations"] }).then((r) =>
        r.violations.map((v) => `${v.id}: ${v.nodes[0].html}`)));
      assert.deepEqual(faults, [], `${path} in ${theme}`);
      if (shots) {
        for (const figure of await page.locator(".diagram").all()) {
          const id = (await figure.locator("title").first().getAttribute("id")).replace(/-title$/, "");
          await figure.screenshot({ path: `${shots}/${id}-${path.split("/")[0]}-${theme}.png` });
        }
      }
      await page.context().close();
    }
    const phone = await open(path, "light", 390);
    assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} scrolls sideways on a phone`);
    await phone.context().close();
  });
}
