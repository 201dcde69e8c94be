// Joins the first-level divisions of GeoNames, which have codes of their own, to ISO 3166-2 by the names that both have in one
// country: "CL 01" to CL-VS. Takes the folder of unpacked packages and the folder to write to. What has no name in common, or
// shares it with another division, is left out.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [packages, out] = process.argv.slice(2);
const json = (path) => JSON.parse(readFileSync(join(packages, path), "utf8"));

// Words that say what a division is, and small words.
const plain = new Set(("province region state governorate oblast county district department prefecture municipality canton republic autonomous " +
  "city community division territory voivodeship raion rayon parish emirate metropolitan special capital administrative area zone krai respublika " +
  "provincia estado departamento departement distrito wilayah muhafazat judet zupanija comunidad comunitat foral autonoma " +
  "of the de del la le les el du des d l da do dos al ash as an ar ad az and y et").split(" "));

function folded(name) {
  const words = name.normalize("NFD").replace(/\p{M}/gu, "").replace(/[øØ]/g, "o").replace(/[łŁ]/g, "l").replace(/[đĐ]/g, "d").replace(/[ıİ]/g, "i")
    .toLowerCase().replace(/['’ʻʼ‘`]/g, "").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const rest = words.filter((word) => !plain.has(word));
  return (rest.length ? rest : words).join(" ");
}

// country and name -> ISO code, or null where two divisions have it
const iso = new Map();
for (const [code, name] of Object.entries(json("cldr-subdivisions-full/package/subdivisions/en/en.json").subdivisions.localeDisplayNames.subdivisions)) {
  const country = code.slice(0, 2).toUpperCase();
  const key = country + " " + folded(name);
  iso.set(key, iso.has(key) ? null : country + "-" + code.slice(2).toUpperCase());
}

const rows = [], taken = new Map();
for (const { code, name } of json("cities-json/package/admin1.json")) {
  const [country, number] = code.split(".");
  const found = iso.get(country + " " + folded(name));
  if (!found) continue;
  rows.push([country, number, found]);
  taken.set(found, (taken.get(found) ?? 0) + 1);
}
const lines = rows.filter((row) => taken.get(row[2]) === 1).map((row) => row.join("\t")).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
writeFileSync(join(out, "admin1.tsv"), lines.join("\n") + "\n");
