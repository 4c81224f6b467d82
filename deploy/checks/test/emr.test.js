import assert from "node:assert/strict";
import {spawnSync} from "node:child_process";
import {readFileSync} from "node:fs";
import {test} from "node:test";
import {EXAMPLES, files} from "../src/emr.js";
import {GUIDE, rendered} from "../src/guides.js";

const VARIABLES = {
  RAW: "raw", LAKE: "lake", CODE: "code", AWS_REGION: "eu-west-1", WORKGROUP: "relata-games",
  SPECTRUM_ROLE: "arn:aws:iam::123456789012:role/relata-games-spectrum", APPLICATION: "00f1", RUN_ROLE: "arn:role",
};

// The words that a shell makes of an example.
function words(example) {
  const script = `aws() { printf '%s\\0' "$@"; }; spark-submit() { printf '%s\\0' "$@"; }\n${example}\n`;
  const {stdout, stderr, status} = spawnSync("bash", ["-euc", script], {encoding: "utf8", env: {...process.env, ...VARIABLES}});
  assert.equal(status, 0, stderr);
  return stdout.split("\0").slice(0, -1);
}

test("the guide has the examples as the job's own files make them", () => {
  const text = readFileSync(GUIDE, "utf8");
  assert.equal(text, rendered(text), "docs/guides/emr.md is not up to date: npm run update");
  assert.throws(() => rendered("# Nothing\n"), {message: "docs/guides/emr.md has no place for start-job-run"});
});

const SUBMITTED = [
  "--class", "io.relata.jobs.Main",
  "--files", files("games").map((file) => `s3://code/games/${file}`).join(","),
];

test("a run of EMR Serverless is told its jar, files, variables and arguments", () => {
  const given = words(EXAMPLES["start-job-run"]);
  const driver = JSON.parse(given[given.indexOf("--job-driver") + 1]).sparkSubmit;
  assert.equal(driver.entryPoint, "s3://code/games/relata-jobs.jar");
  assert.deepEqual(driver.entryPointArguments, ["run", "job.yaml"]);
  const submitted = driver.sparkSubmitParameters.split(" ");
  assert.deepEqual(submitted.slice(0, 4), SUBMITTED);
  assert.ok(submitted.includes("spark.emr-serverless.driverEnv.CUSTOMER_LAKE=lake"));
  assert.deepEqual(given.slice(-8, -2).filter((word) => !word.startsWith("--")), ["relata-games", "00f1", "arn:role"]);
});

test("spark-submit is told the same", () => {
  const given = words(EXAMPLES["spark-submit"]);
  assert.deepEqual(given.slice(2, 6), SUBMITTED);
  assert.ok(given.includes("spark.yarn.appMasterEnv.CUSTOMER_WORKGROUP=relata-games"));
  assert.deepEqual(given.slice(-3), ["s3://code/games/relata-jobs.jar", "run", "job.yaml"]);
});

test("the files are those of the job", () => {
  assert.deepEqual(files("games"), [
    "job.yaml", "bought_by_player.sql", "mv_players_purchases.sql", "mv_players_purchases_amount.sql", "spent_by_player.sql",
  ]);
});
