import assert from "node:assert/strict";
import {spawnSync} from "node:child_process";
import {chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {basename, join} from "node:path";
import {after, test} from "node:test";
import {fileURLToPath} from "node:url";
import {path} from "../src/tree.js";

const folder = mkdtempSync(join(tmpdir(), "relata account "));
after(() => rmSync(folder, {recursive: true}));

// A checkout of what deploy/aws reads, with a jar that is built, and an aws of its own on the path.
const tree = join(folder, "tree");
for (const name of ["aws", "placeholder.scala", "templates", "jobs"]) {
  cpSync(path(name), join(tree, "deploy", name), {recursive: true});
}
cpSync(path("../jobs"), join(tree, "jobs"), {
  recursive: true,
  filter: (file) => !["src", "target", "target-spark-4.1", "sample"].includes(basename(file)),
});
mkdirSync(join(tree, "jobs/target"));
writeFileSync(join(tree, "jobs/target/relata-jobs.jar"), "");
mkdirSync(join(folder, "bin"));
const standIn = fileURLToPath(new URL("../stand-in/aws.js", import.meta.url));
writeFileSync(join(folder, "bin/aws"), `#!/bin/sh\nexec "${process.execPath}" "${standIn}" "$@"\n`);
chmodSync(join(folder, "bin/aws"), 0o755);

let accounts = 0;

function newAccount() {
  const file = join(folder, `account-${++accounts}.json`);
  const state = () => {
    const {calls, ...rest} = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {calls: []};
    return {calls, rest};
  };
  const run = (line, environment = {}) => {
    const {status, stdout, stderr} = spawnSync(join(tree, "deploy/aws"), line.split(" "), {
      encoding: "utf8",
      env: {
        PATH: `${join(folder, "bin")}:${process.env.PATH}`,
        ACCOUNT: file,
        AWS_REGION: "eu-west-1",
        RELATA_PAUSE: "0",
        ...environment,
      },
    });
    return {status, out: stdout.replaceAll(tree, "TREE"), err: stderr.replaceAll(tree, "TREE")};
  };
  return {run, state};
}

const PARTS = ["access", "buckets", "database", "events", "job", "spectrum", "warehouse"];
const CHANGES = /^(deploy|delete-stack|cp|delete-objects|execute-statement|put-.*)$/;

// One account through its life, as each call takes its time: every test goes on where the one before it ended.
const {run, state} = newAccount();
let printed;

test("a dry run where nothing is there calls for nothing that would change anything", () => {
  const {status, out, err} = run("up funnel --dry-run");
  assert.equal(status, 0, err);
  assert.deepEqual(state().calls.filter(([, operation]) => CHANGES.test(operation)), []);
  assert.match(out, /Jars=s3:\/\/\\<CodeBucket\\ of\\ relata-funnel-buckets\\>\/funnel\/relata-jobs\.jar/);
  printed = out;
});

test("up makes every stack with what those before it gave, and puts jar and job file where the job looks", () => {
  const {status, out, err} = run("up funnel");
  assert.equal(status, 0, err);
  const {stacks, objects, grants} = state().rest;
  assert.deepEqual(Object.keys(stacks).sort(), PARTS.map((part) => `relata-funnel-${part}`));
  const {given} = stacks["relata-funnel-job"];
  const code = "relata-funnel-code-123456789012-eu-west-1";
  assert.deepEqual(
    [given.ScriptLocation, ...given.Jars.split(","), ...given.Files.split(",")].sort(),
    objects[code].map(({Key}) => `s3://${code}/${Key}`).sort());
  assert.deepEqual(given.Files.split(",").map((file) => basename(file)),
    ["job.yaml", "carts_not_bought.sql", "funnel_by_month.sql", "purchases_by_country.sql"]);
  assert.equal(given.Variables, "CUSTOMER_RAW=relata-funnel-raw-123456789012-eu-west-1," +
    "CUSTOMER_LAKE=relata-funnel-lake-123456789012-eu-west-1,CUSTOMER_REGION=eu-west-1," +
    "CUSTOMER_WORKGROUP=relata-funnel,CUSTOMER_WAREHOUSE=dev," +
    "CUSTOMER_SPECTRUM_ROLE=arn:relata-funnel-spectrum:SpectrumRole");
  assert.equal(stacks["relata-funnel-access"].given.WarehouseArn, "arn:relata-funnel-warehouse:WarehouseArn");
  assert.equal(stacks["relata-funnel-events"].given.KeyPattern, "funnel/*.csv");
  assert.equal(stacks["relata-funnel-events"].given.EventState, "ENABLED");
  assert.deepEqual(grants, ["IAMR:relata-funnel-job-role"]);
  assert.equal(lastLine(out), "up: put files into s3://relata-funnel-raw-123456789012-eu-west-1/funnel/, or start a run:" +
    " aws glue start-job-run --job-name relata-funnel");
  isInGuide("glue", lastLine(out));

  // Each command up to what only the stacks know.
  const commands = (text) => text.split("\n").filter((line) => line.startsWith("+"))
    .map((line) => line.split(/ s3:| --parameter-overrides| "?IAMR/)[0]);
  assert.deepEqual(commands(printed), commands(out));
  isGivenItsVariables(state().rest.stacks, "funnel");
  printed = out;
});

test("a dry run where all is there prints what up did", () => {
  assert.equal(run("up funnel --dry-run").out, printed);
});

test("up may be repeated", () => {
  const {stacks, users} = state().rest;
  const {status, err} = run("up funnel");
  assert.equal(status, 0, err);
  assert.deepEqual(state().rest.stacks, stacks);
  assert.deepEqual(state().rest.users, users);
});

test("down removes all but the buckets, and may be repeated", () => {
  const dry = run("down funnel --dry-run");
  assert.equal(Object.keys(state().rest.stacks).length, PARTS.length);
  const {status, out} = run("down funnel");
  assert.equal(status, 0);
  assert.equal(dry.out, out);
  assert.deepEqual(Object.keys(state().rest.stacks), ["relata-funnel-buckets"]);
  assert.equal(lastLine(out), "down: the buckets of stack relata-funnel-buckets keep their files; --with-data removes them");
  isInGuide("glue", lastLine(out));
  const again = run("down funnel");
  assert.equal(again.status, 0);
  assert.match(again.out, /^ {2}relata-funnel-events is not there$/m);
});

test("down with the data empties the buckets, however many versions they hold, and removes them", () => {
  assert.ok(Object.values(state().rest.objects).flat().length > 10);
  const {status, err} = run("down funnel --with-data");
  assert.equal(status, 0, err);
  assert.deepEqual(state().rest.stacks, {});
  assert.deepEqual(Object.values(state().rest.objects).flat(), []);
  assert.equal(run("down funnel --with-data").status, 0);
});

test("what fails ends it, and the next call goes on", () => {
  const {run, state} = newAccount();
  const stopped = run("up games", {REFUSED: "relata-games-database"});
  assert.notEqual(stopped.status, 0);
  assert.match(stopped.err, /stack relata-games-database is not authorized/);
  assert.deepEqual(Object.keys(state().rest.stacks), ["relata-games-buckets"]);
  const refused = run("up games", {REFUSED: "GRANT"});
  assert.equal(refused.status, 1);
  assert.equal(refused.err, "deploy/aws: the warehouse refused: GRANT CREATE ON DATABASE dev TO" +
    " \"IAMR:relata-games-job-role\": FAILED\tERROR: permission denied\n");
  const {status, out} = run("up games");
  assert.equal(status, 0);
  isInGuide("emr", lastLine(out));
  assert.equal(Object.keys(state().rest.stacks).length, PARTS.length);
  isGivenItsVariables(state().rest.stacks, "games");
});

test("further jars come beside Relata's, of which there may be another build", () => {
  const {run, state} = newAccount();
  const more = join(folder, "my driver.jar");
  assert.equal(run("up sparkify", {RELATA_JARS: more}).err,
    `deploy/aws: there is no ${more}; ./mvnw -q package -DskipTests -pl jobs -am makes that of Relata\n`);
  writeFileSync(more, "");
  const {status, out} = run("up sparkify", {RELATA_JARS: more, RELATA_JAR: more});
  assert.equal(status, 0);
  assert.match(out, /my\\ driver\.jar s3:\/\/[^ ]*\/sparkify\/relata-jobs\.jar\n/);
  const code = state().rest.stacks["relata-sparkify-buckets"].outputs.CodeBucket;
  assert.equal(state().rest.stacks["relata-sparkify-job"].given.Jars,
    `s3://${code}/sparkify/relata-jobs.jar,s3://${code}/sparkify/my driver.jar`);
  isGivenItsVariables(state().rest.stacks, "sparkify");
});

test("what it cannot do is said before anything is called", () => {
  const {run, state} = newAccount();
  const refused = (line, status, message, environment) => {
    const result = run(line, environment);
    assert.equal(result.status, status, result.err);
    assert.ok(result.err.startsWith(message), result.err);
  };
  refused("up tennis", 1, "deploy/aws: there is no job tennis in deploy/jobs\n");
  refused("up ../games", 1, "deploy/aws: there is no job ../games in deploy/jobs\n");
  refused("up", 64, "Usage: deploy/aws up JOB");
  refused("sideways games", 64, "Usage: deploy/aws up JOB");
  refused("up games --with-data", 64, "Usage: deploy/aws up JOB");
  refused("down games --force", 64, "Usage: deploy/aws up JOB");
  assert.deepEqual(state().calls, []);
});

function isGivenItsVariables(stacks, job) {
  const given = stacks[`relata-${job}-job`].given.Variables.split(",").map((one) => one.split("=")[0]);
  const asked = [...readFileSync(path(`jobs/${job}/job.yaml`), "utf8").matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
  assert.deepEqual(given.sort(), [...new Set(asked)].sort());
}

function lastLine(text) {
  return text.trimEnd().split("\n").at(-1);
}

// What a guide says that a command prints is what it prints.
function isInGuide(name, line) {
  assert.ok(readFileSync(path(`../docs/guides/${name}.md`), "utf8").split("\n").includes(line), line);
}
