import {readdirSync, readFileSync} from "node:fs";
import {basename} from "node:path";
import {path, template} from "./tree.js";

// The examples of docs/guides/emr.md, made of what the job's own files and the Glue job say. $RAW, $LAKE and so on are
// variables of the shell that the guide sets from the stacks.
const SHELL = {
  CUSTOMER_RAW: "$RAW",
  CUSTOMER_LAKE: "$LAKE",
  CUSTOMER_REGION: "$AWS_REGION",
  CUSTOMER_WORKGROUP: "$WORKGROUP",
  CUSTOMER_WAREHOUSE: "dev",
  CUSTOMER_SPECTRUM_ROLE: "$SPECTRUM_ROLE",
};

function inCode(job, file) {
  return `s3://$CODE/${job}/${file}`;
}

/** The job file and its queries, as deploy/aws puts them side by side. */
export function files(job) {
  const queries = readdirSync(path(`../jobs/${job}`), {recursive: true})
    .filter((file) => file.endsWith(".sql"))
    .map((file) => basename(file));
  return ["job.yaml", ...queries.sort()];
}

function variables(job) {
  const text = readFileSync(path(`jobs/${job}/job.yaml`), "utf8");
  const names = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
  return [...new Set(names)].sort().map((name) => `${name}=${SHELL[name]}`);
}

function options(job, environment) {
  const glue = template("glue-job.yaml").Resources.Job.Properties.DefaultArguments;
  return [
    `--class ${glue["--class"]}`,
    `--files ${files(job).map((file) => inCode(job, file)).join(",")}`,
    ...variables(job).map((variable) => `--conf ${environment}.${variable}`),
  ];
}

/** On a cluster of EMR. */
export function sparkSubmit(job) {
  return [
    "spark-submit --deploy-mode cluster",
    ...options(job, "spark.yarn.appMasterEnv"),
    inCode(job, "relata-jobs.jar"),
    "run job.yaml",
  ].map((part) => part.replace(/(\S*\$\S*)/g, '"$1"')).join(" \\\n  ");
}

/** On EMR Serverless. */
export function startJobRun(job) {
  const driver = {
    sparkSubmit: {
      entryPoint: inCode(job, "relata-jobs.jar"),
      entryPointArguments: ["run", "job.yaml"],
      sparkSubmitParameters: options(job, "spark.emr-serverless.driverEnv").join(" "),
    },
  };
  return [
    "aws emr-serverless start-job-run",
    `--name relata-${job}`,
    '--application-id "$APPLICATION"',
    '--execution-role-arn "$RUN_ROLE"',
    `--job-driver "$(cat <<JSON\n${JSON.stringify(driver, null, 2)}\nJSON\n)"`,
  ].join(" \\\n  ");
}

export const EXAMPLES = {"start-job-run": startJobRun("games"), "spark-submit": sparkSubmit("games")};
