// The tokens of files as Visual Studio Code makes them: node textmate.js PACKAGES GRAMMAR FILE... prints JSON,
// for each file rows of line, first and last character (UTF-16), and scopes.
const { readFileSync } = require("fs");
const { createRequire } = require("module");

const [packages, grammar, ...files] = process.argv.slice(2);
const load = createRequire(`${packages}/`);
const textmate = load("vscode-textmate");
const oniguruma = load("vscode-oniguruma");
const wasm = readFileSync(load.resolve("vscode-oniguruma/release/onig.wasm")).buffer;

async function main() {
  await oniguruma.loadWASM(wasm);
  const onigLib = Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  });
  const raw = textmate.parseRawGrammar(readFileSync(grammar, "utf8"), grammar);
  const registry = new textmate.Registry({ onigLib, loadGrammar: async () => raw });
  const rules = await registry.loadGrammar(raw.scopeName);
  const found = {};
  for (const file of files) {
    let state = textmate.INITIAL;
    found[file] = readFileSync(file, "utf8").split("\n").flatMap((line, number) => {
      const { tokens, ruleStack } = rules.tokenizeLine(line, state);
      state = ruleStack;
      return tokens.map((one) => [number, one.startIndex, one.endIndex, one.scopes.slice(1)]);
    });
  }
  console.log(JSON.stringify(found));
}

main();
