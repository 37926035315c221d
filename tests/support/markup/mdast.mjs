// Prints the syntax trees of the documents on standard input, a JSON list of texts, as a JSON list,
// without positions; null for one that is refused.
// Run it in the folder that holds node_modules: node --input-type=module -e "$(cat mdast.mjs)" LANGUAGE
import { text } from "node:stream/consumers";
import remarkParse from "remark-parse";
import { unified } from "unified";

const remark = async (plugin) => unified().use(remarkParse).use((await import(plugin)).default);
const parsers = {
  mdx: () => remark("remark-mdx"),
  obsidian: () => remark("@flowershow/remark-wiki-link"),
  myst: async () => ({ parse: (await import("myst-parser")).mystParse }),
};
const parser = await parsers[process.argv[1]]();
const tree = (document) => {
  try {
    return parser.parse(document);
  } catch {
    return null;
  }
};
const trees = JSON.parse(await text(process.stdin)).map(tree);
const left = new Set(["position", "estree", "spread", "key", "html_id", "identifier"]);
process.stdout.write(JSON.stringify(trees, (key, value) => (left.has(key) ? undefined : value)));
