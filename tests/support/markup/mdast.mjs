// Prints the syntax tree of the document on standard input as JSON, without positions.
// Run it in the folder that holds node_modules: node --input-type=module -e "$(cat mdast.mjs)" LANGUAGE
import { readFileSync } from "node:fs";
import remarkParse from "remark-parse";
import { unified } from "unified";

const remark = async (plugin) => unified().use(remarkParse).use((await import(plugin)).default);
const parsers = {
  mdx: () => remark("remark-mdx"),
  obsidian: () => remark("@flowershow/remark-wiki-link"),
  myst: async () => ({ parse: (await import("myst-parser")).mystParse }),
};
const parser = await parsers[process.argv[1]]();
const tree = parser.parse(readFileSync(0, "utf-8"));
const left = new Set(["position", "estree", "spread", "key", "html_id", "identifier"]);
process.stdout.write(JSON.stringify(tree, (key, value) => (left.has(key) ? undefined : value)));
