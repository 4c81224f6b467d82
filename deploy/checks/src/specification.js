import {loadAwsServiceSpecSync} from "@aws-cdk/aws-service-spec";

const specification = loadAwsServiceSpecSync();
// What CloudFormation itself takes beside a resource's properties.
const ATTRIBUTES = ["Type", "Properties", "Condition", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Metadata"];

/** How the resources of a template differ from AWS's specification of them. */
export function problems(template) {
  return Object.entries(template.Resources).flatMap(([name, resource]) => {
    const type = typeOf(resource.Type);
    if (type === undefined) {
      return [`${name}: there is no resource type ${resource.Type}`];
    }
    return [
      ...Object.keys(resource)
        .filter((key) => !ATTRIBUTES.includes(key))
        .map((key) => `${name}: a resource has no ${key}`),
      ...ofMembers(resource.Properties ?? {}, type.properties, name),
    ];
  });
}

/** The names that Fn::GetAtt takes of a resource type. */
export function attributes(type) {
  return Object.keys(typeOf(type)?.attributes ?? {});
}

function typeOf(name) {
  const found = specification.lookup("resource", "cloudFormationType", "equals", name);
  return found.length === 1 ? found.only() : undefined;
}

function ofMembers(given, known, path) {
  return [
    ...Object.entries(given).flatMap(([key, value]) =>
      key in known ? ofValue(value, known[key].type, `${path}.${key}`) : [`${path}: there is no property ${key}`]),
    ...Object.entries(known)
      .filter(([key, property]) => property.required && !(key in given))
      .map(([key]) => `${path}: property ${key} is missing`),
  ];
}

function ofValue(value, type, path) {
  if (isCall(value)) {
    return ofCall(value, type, path);
  }
  switch (type.type) {
    case "ref":
      return isObject(value)
        ? ofMembers(value, specification.get("typeDefinition", type.reference.$ref).properties, path)
        : [`${path}: it is no object`];
    case "array":
      return Array.isArray(value)
        ? value.flatMap((item, at) => ofValue(item, type.element, `${path}[${at}]`))
        : [`${path}: it is no list`];
    case "map":
      return isObject(value)
        ? Object.entries(value).flatMap(([key, item]) => ofValue(item, type.element, `${path}.${key}`))
        : [`${path}: it is no map`];
    case "union": {
      const found = type.types.map((one) => ofValue(value, one, path));
      return found.some((list) => list.length === 0) ? [] : found.sort((a, b) => a.length - b.length)[0];
    }
    case "string":
      return ofText(value, type, path);
    case "boolean":
      return value === true || value === false ? [] : [`${path}: it is neither true nor false`];
    case "integer":
    case "number":
      return typeof value === "number" ? [] : [`${path}: it is no number`];
    case "tag":
      return isObject(value) && "Key" in value && "Value" in value ? [] : [`${path}: it is no tag`];
    default:
      return [];
  }
}

function ofText(value, type, path) {
  if (typeof value !== "string") {
    return [`${path}: it is no text`];
  }
  return type.allowedValues === undefined || type.allowedValues.includes(value)
    ? []
    : [`${path}: ${value} is none of ${type.allowedValues.join(", ")}`];
}

// What a function gives is known when the stack is made, but for the two values of a condition.
function ofCall(value, type, path) {
  return "Fn::If" in value
    ? value["Fn::If"].slice(1).flatMap((one, at) => ofValue(one, type, `${path}.${["then", "else"][at]}`))
    : [];
}

function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function isCall(value) {
  const keys = isObject(value) ? Object.keys(value) : [];
  return keys.length === 1 && (keys[0] === "Ref" || keys[0].startsWith("Fn::"));
}
