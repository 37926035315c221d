export default function (config) {
  config.addPassthroughCopy("src/styles.css");
  config.addPassthroughCopy("src/fonts");
  config.addPassthroughCopy("src/img");
  return { dir: { input: "src", output: "_site" } };
}
