// Writes, for every name in the flattened tables that is not plain ASCII, the form without accents: folded.tsv. Dictionaries
// are looked up without accents, so "Tô" meets "To", and how ordinary a word is must be asked of the form that is looked up.
// Takes the folder of flattened tables.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const folded = new Set();
for (const file of readdirSync(folder).sort()) {
  if (!file.endsWith(".tsv") || file === "folded.tsv") continue;
  for (const line of readFileSync(join(folder, file), "utf8").split("\n")) {
    const name = line.split("\t", 1)[0];
    const plain = name.normalize("NFD").replace(/\p{M}/gu, "");
    if (plain !== name) folded.add(name + "\t" + plain);
  }
}
const lines = [...folded].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
writeFileSync(join(folder, "folded.tsv"), lines.join("\n") + "\n");
