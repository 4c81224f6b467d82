import {attributes} from "./specification.js";
import {values} from "./template.js";

const PSEUDO = ["AccountId", "NoValue", "NotificationARNs", "Partition", "Region", "StackId", "StackName", "URLSuffix"]
  .map((name) => "AWS::" + name);

/** What a template refers to and does not have, and parameters and conditions that nothing refers to. */
export function problems(template) {
  const {Parameters: parameters = {}, Conditions: conditions = {}, Resources: resources} = template;
  const found = [];
  const used = new Set();

  const ref = (name, path) => {
    used.add(name);
    if (!(name in parameters) && !(name in resources) && !PSEUDO.includes(name)) {
      found.push(`${path}: there is no parameter or resource ${name}`);
    }
  };
  const attribute = (name, key, path) => {
    if (!(name in resources)) {
      found.push(`${path}: there is no resource ${name}`);
    } else if (!attributes(resources[name].Type).includes(key)) {
      found.push(`${path}: ${resources[name].Type} has no attribute ${key}`);
    }
  };
  const condition = (name, path) => {
    used.add(name);
    if (!(name in conditions)) {
      found.push(`${path}: there is no condition ${name}`);
    }
  };
  const text = (value, path) => {
    const [written, own] = Array.isArray(value) ? value : [value, {}];
    for (const [, name] of written.matchAll(/\$\{([^!}]+)\}/g)) {
      const dot = name.indexOf(".");
      if (name in own) {
        continue;
      } else if (dot < 0) {
        ref(name, path);
      } else {
        attribute(name.slice(0, dot), name.slice(dot + 1), path);
      }
    }
  };

  for (const part of ["Conditions", "Resources", "Outputs"]) {
    for (const [path, value] of values(template[part] ?? {}, [part])) {
      const at = path.join(".");
      if (value === null || typeof value !== "object") {
        continue;
      }
      if (typeof value.Ref === "string") ref(value.Ref, at);
      if (value["Fn::GetAtt"]) attribute(...value["Fn::GetAtt"], at);
      if (value["Fn::Sub"]) text(value["Fn::Sub"], at);
      if (value["Fn::If"]) condition(value["Fn::If"][0], at);
      if (typeof value.Condition === "string") condition(value.Condition, at);
      for (const name of [value.DependsOn ?? []].flat()) {
        if (path.length === 2 && !(name in resources)) found.push(`${at}: there is no resource ${name}`);
      }
    }
  }
  for (const name of [...Object.keys(parameters), ...Object.keys(conditions)]) {
    if (!used.has(name)) {
      found.push(`${name}: nothing refers to it`);
    }
  }
  return found;
}
