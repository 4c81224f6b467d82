import assert from "node:assert/strict";
import {createRequire} from "node:module";
import {test} from "node:test";
import vm from "node:vm";
import {template} from "../src/tree.js";

const CODE = template("lambda.yaml").Resources.Function.Properties.Code.ZipFile;
const require = createRequire(import.meta.url);

// The function as Lambda loads it, with a stand-in for Step Functions that keeps names as the real one does.
function started(failure) {
  const executions = new Map();
  class StartExecutionCommand {
    constructor(input) {
      this.input = input;
    }
  }
  class SFNClient {
    async send({input}) {
      if (failure) throw failure;
      if (executions.has(input.name)) {
        throw Object.assign(new Error("Execution Already Exists"), {name: "ExecutionAlreadyExists"});
      }
      assert.match(input.name, /^[A-Za-z0-9_-]{1,80}$/);
      assert.equal(input.stateMachineArn, "arn:machine");
      executions.set(input.name, JSON.parse(input.input));
    }
  }
  const module = {exports: {}};
  vm.runInNewContext(CODE, {
    exports: module.exports,
    process: {env: {MACHINE: "arn:machine"}},
    require: (name) => (name === "@aws-sdk/client-sfn" ? {SFNClient, StartExecutionCommand} : require(name)),
  });
  return {handler: module.exports.handler, inputs: () => [...executions.values()]};
}

// As S3 sends it: the key is written as in a form.
function notification(...keys) {
  return {
    Records: keys.map((key) => ({
      eventVersion: "2.1",
      eventSource: "aws:s3",
      eventName: "ObjectCreated:Put",
      s3: {
        bucket: {name: "raw"},
        object: {key, size: 9, eTag: "d41d8cd98f00b204e9800998ecf8427e", sequencer: "0055AED6DCD90281E5"},
      },
    })),
  };
}

const input = (key) => ({detail: {bucket: {name: "raw"}, object: {key}}});

test("starts the state machine for each file, by its key as it is", async () => {
  const {handler, inputs} = started();
  await handler(notification("funnel/events/2024-03.csv", "funnel/events/red+flower%2B%C3%A9+100%25.csv"));
  assert.deepEqual(inputs(), [input("funnel/events/2024-03.csv"), input("funnel/events/red flower+é 100%.csv")]);
});

test("starts once for what it is told twice, and again for a file that was written again", async () => {
  const {handler, inputs} = started();
  await handler(notification("a.csv"));
  await handler(notification("a.csv"));
  assert.deepEqual(inputs(), [input("a.csv")]);
  const again = notification("a.csv");
  again.Records[0].s3.object.sequencer = "0055AED6DCD90281E6";
  await handler(again);
  assert.deepEqual(inputs(), [input("a.csv"), input("a.csv")]);
});

test("fails when the state machine cannot be started, so that Lambda tries again and then keeps the event", async () => {
  const {handler} = started(Object.assign(new Error("Rate exceeded"), {name: "ThrottlingException"}));
  await assert.rejects(handler(notification("a.csv")), {name: "ThrottlingException"});
});

test("takes the message by which S3 tries a new notification", async () => {
  const {handler, inputs} = started();
  await handler({Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "raw"});
  assert.deepEqual(inputs(), []);
});

test("the code fits into a template", () => {
  assert.ok(CODE.length <= 4096);
});
