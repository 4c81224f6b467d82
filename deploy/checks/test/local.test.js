import assert from "node:assert/strict";
import {spawnSync} from "node:child_process";
import {existsSync, readFileSync} from "node:fs";
import {resolve} from "node:path";
import {test} from "node:test";
import {parse} from "yaml";
import {ofCalls, unique} from "../src/roles.js";
import {path} from "../src/tree.js";

const compose = parse(readFileSync(path("local/compose.yaml"), "utf8"));
const services = Object.values(compose.services);

test("the images are pinned to a release", () => {
  for (const {image} of services) {
    assert.match(image, /:RELEASE\.\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/);
  }
});

test("the store is open to this machine alone", () => {
  assert.deepEqual(services.flatMap(({ports = []}) => ports), ["127.0.0.1:9000:9000"]);
});

test("no password is in the file", () => {
  for (const [name, value] of services.flatMap(({environment}) => Object.entries(environment))) {
    assert.ok(name === "MINIO_ROOT_USER" || value.startsWith(`\${${name}:?`), name);
  }
});

test("what is mounted is there", () => {
  const files = services.flatMap(({volumes}) => volumes).map((one) => one.split(":")[0]).filter((one) => one.startsWith("."));
  assert.equal(files.length, 3);
  for (const file of files) {
    assert.ok(existsSync(resolve(path("local"), file)), file);
  }
});

test("the user may do what S3A asks for, and no more", () => {
  const {Statement: statements} = JSON.parse(readFileSync(path("local/policy.json"), "utf8"));
  assert.deepEqual(
    unique(statements.flatMap((statement) => statement.Action)),
    ofCalls(path("calls.tsv")).filter((action) => action.startsWith("s3:")));
});

test("the shell scripts are in the language of their shells", () => {
  assert.equal(spawnSync("sh", ["-n", path("local/buckets.sh")]).status, 0);
  assert.equal(spawnSync("bash", ["-n", path("aws")]).status, 0);
});
