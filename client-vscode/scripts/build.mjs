// Builds the extension as one minified file, without those parts of its language client that Limner's server never needs.
// Fails where a part is no more what it was: then the library has changed. out/parts.json says whose code is in the file.
import fs from 'node:fs';
import { build } from 'esbuild';

/** Modules of vscode-languageclient's features that the server does not announce; each registers itself with the client. */
const UNUSED =
  'callHierarchy colorProvider declaration definition diagnostic documentHighlight documentLink documentSymbol fileOperations foldingRange formatting implementation inlayHint inlineValue linkedEditingRange reference rename selectionRange semanticTokens signatureHelp textDocumentContent typeDefinition typeHierarchy workspaceSymbol'.split(
    ' ',
  );

/** A feature that announces nothing and does nothing. */
const ABSENT = `class Absent {
  fillClientCapabilities() {}
  initialize() {}
  getState() { return { kind: 'static' }; }
  clear() {}
}
`;

/** The version of the editor that the language client asks for at its start; the manifest asks for it already. */
const WANTED = /REQUIRED_VSCODE_VERSION = '([^']*)'/;

const manifest = JSON.parse(fs.readFileSync('package.json', 'utf8'));

/** What stands in place of a module, by the end of its path. */
const instead = {
  ...Object.fromEntries(UNUSED.map((name) => [`vscode-languageclient/lib/common/${name}.js`, absentFeatures])),
  // Globs are matched only for notebooks that a server chooses by a pattern; Limner takes all.
  'vscode-languageclient/lib/common/utils/globPattern.js': () =>
    `exports.matchGlobPattern = () => { throw new Error('No globs are matched here.'); };`,
  'semver/functions/parse.js': () => `module.exports = (version) => ({ version, prerelease: [] });`,
  'semver/functions/satisfies.js': () => `module.exports = () => true;`,
};

const left = new Set(Object.keys(instead));
const { metafile } = await build({
  entryPoints: ['src/extension.ts'],
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  outfile: 'out/extension.js',
  logLevel: 'warning',
  metafile: true,
  plugins: [{ name: 'unused', setup: replaceUnused }],
});
if (left.size > 0) {
  throw new Error(`Not in the language client any more: ${[...left].join(', ')}`);
}
fs.writeFileSync('out/parts.json', JSON.stringify(parts(Object.values(metafile.outputs)[0].inputs)));

function replaceUnused({ onLoad }) {
  onLoad({ filter: /[\\/](vscode-languageclient|semver)[\\/].*\.js$/ }, ({ path }) => {
    const source = fs.readFileSync(path, 'utf8');
    const [, wanted = manifest.engines.vscode] = WANTED.exec(source) ?? [];
    if (wanted !== manifest.engines.vscode) {
      throw new Error(`The language client wants ${wanted} of the editor: say so in package.json.`);
    }
    const end = Object.keys(instead).find((each) => path.replaceAll('\\', '/').endsWith(each));
    left.delete(end);
    return { contents: end ? instead[end](source) : source };
  });
}

/** Stands in for all features that a module exports. */
function absentFeatures(source) {
  const names = [...source.matchAll(/^exports\.(\w+Feature) = \1;$/gm)].map(([, name]) => name);
  if (names.length === 0) {
    throw new Error('A module of the language client exports no feature any more.');
  }
  return ABSENT + names.map((name) => `exports.${name} = Absent;`).join('\n');
}

/** Bytes in the file by whose they are: the extension's own, and each package's. */
function parts(inputs) {
  const found = {};
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    const owner = /^node_modules\/([^/]+)/.exec(file)?.[1] ?? 'own';
    found[owner] = (found[owner] ?? 0) + bytesInOutput;
  }
  return found;
}
