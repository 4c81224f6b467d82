import {readFileSync} from "node:fs";
import {isAlias, parseDocument, visit} from "yaml";

const SHORT = ["And", "Equals", "If", "Join", "Not", "Or", "Select", "Split", "Sub", "ImportValue"];
const CALL = "Fn::";

// The long forms of CloudFormation's tags, so that all that looks at a template knows one form alone.
const tags = [
  ...SHORT.flatMap((name) =>
    ["scalar", "seq"].map((kind) => tag(name, kind, (value) => ({[CALL + name]: value})))),
  tag("Ref", "scalar", (name) => ({Ref: name})),
  tag("Condition", "scalar", (name) => ({Condition: name})),
  tag("GetAtt", "scalar", (path) => {
    const dot = path.indexOf(".");
    return {"Fn::GetAtt": [path.slice(0, dot), path.slice(dot + 1)]};
  }),
];

function tag(name, kind, longForm) {
  return {
    tag: "!" + name,
    ...(kind === "seq" ? {collection: "seq"} : {}),
    resolve: (node) => node,
    longForm,
  };
}

/** The template in a file, its tags in their long forms. Throws when it is no YAML that CloudFormation takes. */
export function read(file) {
  return parse(readFileSync(file, "utf8"), file);
}

export function parse(text, name) {
  const document = parseDocument(text, {customTags: tags, version: "1.1", merge: false});
  for (const problem of [...document.errors, ...document.warnings]) {
    throw new Error(`${name}: ${problem.message}`);
  }
  visit(document, (key, node) => {
    if (isAlias(node) || node?.anchor) {
      throw new Error(`${name}: CloudFormation takes no anchors and aliases; write out ${node.source ?? node.anchor}`);
    }
  });
  return plain(document.contents, name);
}

function plain(node, name) {
  if (node === null) {
    throw new Error(`${name}: CloudFormation takes no null`);
  }
  const value = untagged(node, name);
  const known = tags.find((one) => one.tag === node.tag);
  return known ? known.longForm(value) : value;
}

function untagged(node, name) {
  if (Array.isArray(node.items)) {
    return "key" in (node.items[0] ?? {})
      ? Object.fromEntries(node.items.map((pair) => [String(pair.key.value), plain(pair.value, name)]))
      : node.items.map((item) => plain(item, name));
  }
  if (node.value === null) {
    throw new Error(`${name}: CloudFormation takes no null`);
  }
  return node.value;
}

/** Every value of a template with its path, those that hold others first. */
export function* values(node, path = []) {
  yield [path, node];
  if (node !== null && typeof node === "object") {
    for (const [key, value] of Object.entries(node)) {
      yield* values(value, [...path, key]);
    }
  }
}
