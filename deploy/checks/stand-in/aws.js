#!/usr/bin/env node
// Stands for the AWS CLI: it keeps an account in the file $ACCOUNT, writes down what it is called with, and refuses what
// CloudFormation would refuse of a template's parameters. Commands and options that deploy/aws has not are refused too.
import {existsSync, readFileSync, writeFileSync} from "node:fs";

const FILE = process.env.ACCOUNT;
const account = existsSync(FILE)
  ? JSON.parse(readFileSync(FILE, "utf8"))
  : {calls: [], stacks: {}, objects: {}, users: [], grants: [], statements: {}};
const [service, operation, ...rest] = process.argv.slice(2);
account.calls.push([service, operation, ...rest]);

const COMMANDS = {
  "cloudformation deploy": deploy,
  "cloudformation describe-stacks": describe,
  "cloudformation delete-stack": remove,
  "cloudformation wait": () => {},
  "s3 cp": copy,
  "s3api list-object-versions": versions,
  "s3api delete-objects": deleteObjects,
  "redshift-serverless get-namespace": () => "arn:aws:secretsmanager:eu-west-1:123456789012:secret:admin",
  "redshift-data execute-statement": execute,
  "redshift-data describe-statement": () => account.statements[option("--id")],
};

try {
  const answer = await COMMANDS[`${service} ${operation}`]();
  if (answer !== undefined) process.stdout.write(answer + "\n");
} catch (refusal) {
  process.stderr.write(`An error occurred: ${refusal.message}\n`);
  process.exitCode = 254;
}
writeFileSync(FILE, JSON.stringify(account));

function option(name) {
  const at = rest.indexOf(name);
  if (at < 0) throw new Error(`${name} is missing`);
  return rest[at + 1];
}

async function deploy() {
  const name = option("--stack-name");
  const {read} = await import("../src/template.js");
  const {Parameters: parameters, Outputs: outputs} = read(option("--template-file"));
  for (const flag of ["--no-fail-on-empty-changeset", "CAPABILITY_NAMED_IAM"]) {
    if (!rest.includes(flag)) throw new Error(`${flag} is missing`);
  }
  const overrides = rest.slice(rest.indexOf("--parameter-overrides") + 1).map((one) => {
    const at = one.indexOf("=");
    return [one.slice(0, at), one.slice(at + 1)];
  });
  const given = Object.fromEntries(overrides);
  for (const key of Object.keys(given)) {
    if (!(key in parameters)) throw new Error(`Parameters: [${key}] do not exist in the template`);
  }
  for (const [key, rule] of Object.entries(parameters)) {
    const value = given[key] ?? rule.Default;
    if (value === undefined) throw new Error(`Parameters: [${key}] must have values`);
    if (rule.AllowedPattern && !new RegExp(`^(?:${rule.AllowedPattern})$`).test(value)) {
      throw new Error(`Parameter ${key} failed to satisfy constraint: ${rule.AllowedPattern}`);
    }
    if (rule.AllowedValues && !rule.AllowedValues.includes(value)) throw new Error(`Parameter ${key} is no such value`);
  }
  if (process.env.REFUSED === name) throw new Error(`stack ${name} is not authorized`);
  account.stacks[name] = {given, outputs: Object.fromEntries(Object.keys(outputs).map((key) => [key, valueOf(name, key)]))};
}

function valueOf(stack, output) {
  return output.endsWith("Bucket")
    ? `${stack.replace("-buckets", "")}-${output.replace("Bucket", "").toLowerCase()}-123456789012-eu-west-1`
    : output === "JobRole" ? `${stack}-role` : `arn:${stack}:${output}`;
}

function describe() {
  const name = option("--stack-name");
  if (!(name in account.stacks)) throw new Error(`Stack with id ${name} does not exist`);
  const asked = rest.includes("--query") ? /OutputKey=='(\w+)'/.exec(option("--query"))[1] : undefined;
  return asked === undefined ? JSON.stringify(account.stacks[name]) : account.stacks[name].outputs[asked] ?? "None";
}

function remove() {
  const name = option("--stack-name");
  for (const bucket of Object.values(account.stacks[name].outputs)) {
    if (account.objects[bucket]?.length > 0) throw new Error(`The bucket ${bucket} you tried to delete is not empty`);
  }
  delete account.stacks[name];
}

function copy() {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(rest[1]);
  if (!existsSync(rest[0])) throw new Error(`The user-provided path ${rest[0]} does not exist.`);
  (account.objects[bucket] ??= []).push({Key: key, VersionId: String(account.calls.length), kind: "Versions"});
}

function versions() {
  const kind = /Objects: (\w+)\[/.exec(option("--query"))[1];
  const found = (account.objects[option("--bucket")] ?? []).filter((one) => one.kind === kind).slice(0, 2);
  const shown = found.map(({Key, VersionId}) => ({Key, VersionId}));
  return JSON.stringify({Objects: shown.length > 0 ? shown : null, Quiet: true});
}

function deleteObjects() {
  const {Objects: gone} = JSON.parse(readFileSync(option("--delete").replace("file://", ""), "utf8"));
  const bucket = option("--bucket");
  account.objects[bucket] = account.objects[bucket].filter(
    (one) => !gone.some(({Key, VersionId}) => one.Key === Key && one.VersionId === VersionId));
}

function execute() {
  const sql = option("--sql");
  const [, user] = /"(IAMR:[^"]+)"/.exec(sql);
  const id = `statement-${account.calls.length}`;
  if (process.env.REFUSED === sql.split(" ")[0]) {
    account.statements[id] = "FAILED\tERROR: permission denied";
  } else if (sql.startsWith("CREATE USER")) {
    account.statements[id] = account.users.includes(user) ? `FAILED\tERROR: user "${user}" already exists` : "FINISHED\tNone";
    account.users = [...new Set([...account.users, user])];
  } else {
    if (!account.users.includes(user)) throw new Error(`there is no user ${user}`);
    account.statements[id] = "FINISHED\tNone";
    account.grants.push(user);
  }
  return id;
}
