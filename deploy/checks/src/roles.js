import {readFileSync} from "node:fs";

// What Step Functions needs for a resource of a task.
// https://docs.aws.amazon.com/step-functions/latest/dg/connect-glue.html and the pages beside it.
const OF_TASKS = {
  "arn:aws:states:::glue:startJobRun.sync":
    ["glue:StartJobRun", "glue:GetJobRun", "glue:GetJobRuns", "glue:BatchStopJobRun"],
  "arn:aws:states:::aws-sdk:redshiftdata:batchExecuteStatement":
    ["redshift-data:BatchExecuteStatement", "redshift-serverless:GetCredentials"],
  "arn:aws:states:::aws-sdk:redshiftdata:describeStatement": ["redshift-data:DescribeStatement"],
  "arn:aws:states:::sns:publish": ["sns:Publish"],
};

/** The statements of a role's or a policy's own documents; where a condition decides, both of what it gives. */
export function statements(resource) {
  const {PolicyDocument: document, Policies: policies = []} = resource.Properties;
  return [document, ...policies.map((policy) => policy.PolicyDocument)]
    .filter((one) => one !== undefined)
    .flatMap((one) => both(one.Statement));
}

/** The actions that a role or a policy allows, each once. */
export function actions(resource) {
  return unique(statements(resource).flatMap((statement) => both(statement.Action)).flat());
}

/** The actions that a state machine's tasks need. Throws for a task that is not known here. */
export function ofMachine(definition) {
  const tasks = Object.values(definition.States).filter((state) => state.Type === "Task");
  return unique(tasks.flatMap((task) => {
    if (!(task.Resource in OF_TASKS)) {
      throw new Error(`Nothing is known of the actions that ${task.Resource} needs; name them in src/roles.js`);
    }
    return OF_TASKS[task.Resource];
  }));
}

/** The actions that deploy/calls.tsv asks for. */
export function ofCalls(file) {
  return unique(
    readFileSync(file, "utf8").split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => line.split("\t")[2])
      .filter((action) => action !== "-"));
}

/** A value in a list, or the two that a condition gives, without what stands for none. */
export function both(value) {
  return [value].flat().flatMap((one) => {
    if (one?.["Fn::If"]) {
      return both(one["Fn::If"].slice(1));
    }
    return one?.Ref === "AWS::NoValue" ? [] : [one];
  });
}

export function unique(list) {
  return [...new Set(list)].sort();
}
