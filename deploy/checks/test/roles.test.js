import assert from "node:assert/strict";
import {test} from "node:test";
import {actions, ofCalls, ofMachine, statements, unique} from "../src/roles.js";
import {path, template, TEMPLATES} from "../src/tree.js";

const resource = (file, name) => template(file).Resources[name];

test("a job's runs may do what their calls need, and no more", () => {
  const policies = Object.values(template("access.yaml").Resources);
  assert.deepEqual(unique(policies.flatMap(actions)), ofCalls(path("calls.tsv")));
});

test("the state machine may do what its tasks need, and no more", () => {
  const machine = resource("events.yaml", "Machine").Properties.Definition;
  assert.deepEqual(actions(resource("events.yaml", "MachineRole")), ofMachine(machine));
  machine.States.Other = {Type: "Task", Resource: "arn:aws:states:::lambda:invoke"};
  assert.throws(() => ofMachine(machine), {
    message: "Nothing is known of the actions that arn:aws:states:::lambda:invoke needs; name them in src/roles.js",
  });
});

test("the schedule and the rule may start the state machine, and no more", () => {
  assert.deepEqual(actions(resource("events.yaml", "StartRole")), ["states:StartExecution"]);
});

test("the function may do what its commands need, keep what failed and write its log, and no more", () => {
  const code = resource("lambda.yaml", "Function").Properties.Code.ZipFile;
  const commands = unique([...code.matchAll(/new (\w+)Command\(/g)].map(([, name]) => "states:" + name));
  assert.deepEqual(
    actions(resource("lambda.yaml", "Role")),
    ["logs:CreateLogStream", "logs:PutLogEvents", "sqs:SendMessage", ...commands].sort());
});

test("a Glue job may write its logs and metrics beside that, and no more", () => {
  assert.deepEqual(actions(resource("glue-job.yaml", "Role")),
    ["cloudwatch:PutMetricData", "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]);
});

// https://docs.aws.amazon.com/redshift/latest/dg/c-spectrum-iam-policies.html, for queries alone
test("Redshift may read the published tables, and no more", () => {
  assert.deepEqual(actions(resource("spectrum-role.yaml", "Role")), [
    "glue:BatchGetPartition", "glue:GetDatabase", "glue:GetDatabases", "glue:GetPartition", "glue:GetPartitions",
    "glue:GetTable", "glue:GetTables", "s3:GetBucketLocation", "s3:GetObject", "s3:ListBucket",
    "s3:ListBucketMultipartUploads", "s3:ListMultipartUploadParts",
  ]);
});

test("no two roles or policies of the templates have one name", () => {
  const names = TEMPLATES.flatMap((name) => Object.values(template(name).Resources))
    .map(({Properties: {RoleName, ManagedPolicyName}}) => RoleName ?? ManagedPolicyName)
    .filter((name) => name !== undefined)
    .map((name) => name["Fn::Sub"]);
  assert.equal(unique(names).length, names.length);
});

test("a role that lacks an action or has one more is told from what it is to be", () => {
  const role = resource("events.yaml", "MachineRole");
  const machine = resource("events.yaml", "Machine").Properties.Definition;
  statements(role)[0].Action.push("glue:DeleteJob");
  assert.notDeepEqual(actions(role), ofMachine(machine));
  statements(role)[0].Action.splice(-2, 2);
  assert.notDeepEqual(actions(role), ofMachine(machine));
});
