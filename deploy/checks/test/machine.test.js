import assert from "node:assert/strict";
import {test} from "node:test";
import validate from "asl-validator";
import {template} from "../src/tree.js";

const definition = () => template("events.yaml").Resources.Machine.Properties.Definition;
const problems = (machine) => validate(machine).errors.map((error) => error.Message);

test("the state machine is one in the words of Amazon's States Language", () => {
  assert.deepEqual(problems(definition()), []);
});

test("a state machine that leads nowhere, or has a state that is none, is refused", () => {
  const lost = definition();
  lost.States.RunOneFile.Next = "WichSql";
  assert.deepEqual(problems(lost), ["Missing 'StartAt'|'Next'|'Default' target: WichSql"]);
  const odd = definition();
  delete odd.States.RunOneFile.Resource;
  assert.notDeepEqual(problems(odd), []);
});

test("each placeholder of the state machine has a substitution, and each substitution a place", () => {
  const {Definition: machine, DefinitionSubstitutions: given} = template("events.yaml").Resources.Machine.Properties;
  const placeholders = [...JSON.stringify(machine).matchAll(/\$\{([^}]+)\}/g)].map(([, name]) => name);
  assert.deepEqual([...new Set(placeholders)].sort(), Object.keys(given).sort());
});
