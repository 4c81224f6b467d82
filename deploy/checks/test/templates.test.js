import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {test} from "node:test";
import {brokenRules} from "../src/guard.js";
import * as references from "../src/references.js";
import * as specification from "../src/specification.js";
import {parse} from "../src/template.js";
import {path, TEMPLATES, template} from "../src/tree.js";

for (const name of TEMPLATES) {
  test(`${name} fits AWS's specification, refers to what it has, and breaks no rule`, () => {
    assert.deepEqual(specification.problems(template(name)), []);
    assert.deepEqual(references.problems(template(name)), []);
    assert.deepEqual(brokenRules(template(name)), []);
  });
}

test("the README names each template", () => {
  const named = readFileSync(path("README.md"), "utf8").matchAll(/^\| `templates\/([a-z-]+\.yaml)` \|/gm);
  assert.deepEqual([...named].map(([, name]) => name).sort(), TEMPLATES);
});

// Each names what is broken in a copy of a template, and what has to be said of it.
const MISFITS = [
  ["glue-job.yaml", (job) => rename(job.Job.Properties, "GlueVersion", "GlueVersoin"),
    ["Job: there is no property GlueVersoin"]],
  ["glue-job.yaml", (job) => delete job.Job.Properties.Command, ["Job: property Command is missing"]],
  ["glue-job.yaml", (job) => (job.Job.Properties.Command.Script = "x"),
    ["Job.Command: there is no property Script"]],
  ["glue-job.yaml", (job) => (job.Job.Properties.MaxRetries = "none"), ["Job.MaxRetries: it is no number"]],
  ["glue-job.yaml", (job) => (job.Job.Type = "AWS::Glue::Jobs"), ["Job: there is no resource type AWS::Glue::Jobs"]],
  ["glue-job.yaml", (job) => (job.Job.DeletionPolcy = "Retain"), ["Job: a resource has no DeletionPolcy"]],
  ["buckets.yaml", (all) => (all.Raw.Properties.LifecycleConfiguration.Rules[0].Status = "On"),
    ["Raw.LifecycleConfiguration.Rules[0].Status: On is none of Enabled, Disabled"]],
  ["buckets.yaml", (all) => (all.Raw.Properties.OwnershipControls.Rules = {}),
    ["Raw.OwnershipControls.Rules: it is no list"]],
  ["buckets.yaml", (all) => (all.Raw.Properties.NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled = 1),
    ["Raw.NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled: it is neither true nor false"]],
  ["redshift-cluster.yaml", (all) => (all.Cluster.Properties.NumberOfNodes["Fn::If"][2] = "two"),
    ["Cluster.NumberOfNodes.else: it is no number"]],
];

for (const [name, breakIt, expected] of MISFITS) {
  test(`a copy of ${name} that does not fit is refused: ${expected[0]}`, () => {
    assert.deepEqual(specification.problems(broken(name, breakIt)), expected);
  });
}

const LOST = [
  ["glue-job.yaml", (all) => (all.Job.Properties.Name = {Ref: "Nmae"}),
    ["Resources.Job.Properties.Name: there is no parameter or resource Nmae"]],
  ["glue-job.yaml", (all) => (all.Job.Properties.Role = {"Fn::GetAtt": ["Role", "Arm"]}),
    ["Resources.Job.Properties.Role: AWS::IAM::Role has no attribute Arm"]],
  ["glue-job.yaml", (all) => (all.Job.Properties.Role = {"Fn::GetAtt": ["Rule", "Arn"]}),
    ["Resources.Job.Properties.Role: there is no resource Rule"]],
  ["glue-job.yaml", (all) => (all.Job.Properties.Timeout = 5), ["Minutes: nothing refers to it"]],
  ["access.yaml", (all) => (all.Secret.Condition = "HasSecrets"),
    ["Resources.Secret: there is no condition HasSecrets"]],
  ["events.yaml", (all) => (all.Failures.Properties.TopicName = {"Fn::Sub": "${Name}-${Queue.Arn}-${AWS::Regoin}"}),
    ["Resources.Failures.Properties.TopicName: there is no resource Queue",
      "Resources.Failures.Properties.TopicName: there is no parameter or resource AWS::Regoin"]],
];

for (const [name, breakIt, expected] of LOST) {
  test(`a copy of ${name} that refers to nothing is refused: ${expected[0]}`, () => {
    assert.deepEqual(references.problems(broken(name, breakIt)), expected);
  });
}

const BREACHES = [
  ["buckets.yaml", (all) => delete all.Lake.Properties.BucketEncryption, "buckets_are_encrypted"],
  ["buckets.yaml", (all) => (all.Raw.Properties.PublicAccessBlockConfiguration.BlockPublicPolicy = false),
    "buckets_are_private"],
  ["buckets.yaml", (all) => delete all.Code.Properties.PublicAccessBlockConfiguration, "buckets_are_private"],
  ["buckets.yaml", (all) => (all.Lake.Properties.LifecycleConfiguration.Rules[0].Prefix = {"Fn::Sub": "${Job}/"}),
    "lifecycle_spares_live_snapshots"],
  ["buckets.yaml", (all) => delete all.Lake.Properties.LifecycleConfiguration.Rules[0].Prefix,
    "lifecycle_spares_live_snapshots"],
  ["buckets.yaml", (all) => (all.LakePolicy.Properties.PolicyDocument.Statement[0].Effect = "Allow"),
    "buckets_take_tls_alone"],
  ["access.yaml", (all) => statement(all.Access, 3).Action.push("s3:Put*"), "policies_name_their_actions"],
  ["access.yaml", (all) => (statement(all.Access, 0).Action = "s3:*"), "policies_name_their_actions"],
  ["access.yaml", (all) => delete statement(all.Warehouse, 1).Condition, "any_resource_of_policies_has_a_condition"],
  ["events.yaml", (all) => (all.StartRole.Properties.Policies[0].PolicyDocument.Statement[0].Action = "states:*"),
    "roles_name_their_actions"],
  ["events.yaml", (all) => delete all.MachineRole.Properties.Policies[0].PolicyDocument.Statement[3]["Fn::If"][1].Condition,
    "any_resource_has_a_condition"],
  ["redshift-serverless.yaml", (all) => (all.Workgroup.Properties.PubliclyAccessible = true), "warehouses_are_not_public"],
  ["redshift-cluster.yaml", (all) => (all.Cluster.Properties.Encrypted = false), "warehouses_are_not_public"],
  ["redshift-cluster.yaml", (all) => (all.Cluster.Properties.MasterUserPassword = "x"), "warehouses_are_not_public"],
  ["events.yaml", (all) => delete all.Undelivered.Properties.SqsManagedSseEnabled, "queues_and_topics_are_encrypted"],
  ["events.yaml", (all) => delete all.Failures.Properties.KmsMasterKeyId, "queues_and_topics_are_encrypted"],
];

for (const [name, breakIt, rule] of BREACHES) {
  test(`a copy of ${name} breaks ${rule} by ${breakIt.toString().slice(9)}`, () => {
    assert.deepEqual(brokenRules(broken(name, breakIt)), [rule]);
  });
}

test("what CloudFormation does not read of YAML is refused", () => {
  const refused = (text) => assert.throws.bind(assert, () => parse(text, "a.yaml"));
  refused("A: &one {B: 1}\nC: *one\n")(/^Error: a\.yaml: CloudFormation takes no anchors and aliases; write out one$/);
  refused("A: null\n")(/^Error: a\.yaml: CloudFormation takes no null$/);
  refused("A:\n")(/^Error: a\.yaml: CloudFormation takes no null$/);
  refused("A: !Reff B\n")(/^Error: a\.yaml: Unresolved tag: !Reff/);
  refused("A: 1\nA: 2\n")(/^Error: a\.yaml: Map keys must be unique/);
});

function broken(name, breakIt) {
  const copy = template(name);
  breakIt(copy.Resources);
  return copy;
}

function statement(policy, at) {
  return policy.Properties.PolicyDocument.Statement[at];
}

function rename(object, from, to) {
  object[to] = object[from];
  delete object[from];
}
