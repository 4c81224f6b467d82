import {spawnSync} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {arch, platform, tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {both} from "./roles.js";

const PACKAGE = dirname(createRequire(import.meta.url).resolve("@cdklabs/cdk-validator-cfnguard/package.json"));
const SYSTEM = {linux: "ubuntu", darwin: "macos"}[platform()];
const MACHINE = {x64: "x86_64", arm64: "aarch64"}[arch()];
const RULES = fileURLToPath(new URL("../policies.guard", import.meta.url));

/** The names of the rules of policies.guard that a template breaks. */
export function brokenRules(template) {
  const folder = mkdtempSync(join(tmpdir(), "relata-guard-"));
  try {
    const file = join(folder, "template.json");
    writeFileSync(file, JSON.stringify(withoutConditions(template)));
    const program = join(PACKAGE, "bin", SYSTEM, MACHINE, "cfn-guard");
    const run = spawnSync(
      program,
      ["validate", "-d", file, "-r", RULES, "--structured", "--show-summary", "none", "-o", "json"],
      {encoding: "utf8"},
    );
    if (run.error || ![0, 19].includes(run.status)) {
      throw new Error(`cfn-guard ended with ${run.status}: ${run.error ?? run.stderr}`);
    }
    return JSON.parse(run.stdout).flatMap((report) => report.not_compliant.map((rule) => rule.Rule.name)).sort();
  } finally {
    rmSync(folder, {recursive: true});
  }
}

// The rules look at what both outcomes of a condition give.
function withoutConditions(value) {
  if (Array.isArray(value)) {
    return both(value).map(withoutConditions);
  }
  if (value?.["Fn::If"]) {
    const outcomes = both(value);
    return withoutConditions(outcomes.length === 1 ? outcomes[0] : outcomes);
  }
  return value !== null && typeof value === "object"
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutConditions(item)]))
    : value;
}
