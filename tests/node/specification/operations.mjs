// Which operation of the document a request is, and what is wrong with the request or with its answer. A complaint is
// {place, says}: "answer body/0/profile" and the validator's own words.
import Ajv from "ajv";
import addFormats from "ajv-formats";
import {Converter} from "./json_schema.mjs";

const ERROR = {$ref: "#/components/schemas/Error"};
const METHODS = ["get", "put", "post", "delete", "patch"];

// The values of a query or path are text; the schema says what they stand for.
function understood(text, schema) {
  if (schema.type === "integer" || schema.type === "number") return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  if (schema.type === "boolean") return text === "true" ? true : text === "false" ? false : text;
  return schema.type === "array" ? text.split(",") : text;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

export class Specification {
  constructor(document) {
    this.document = document;
    this.validators = {request: this.validator("request"), answer: this.validator("answer")};
    this.compiled = new Map();
    this.operations = [];
    for (const [path, item] of Object.entries(document.paths)) {
      for (const method of METHODS.filter((each) => item[each])) this.operations.push(this.operation(method, path, item));
    }
    // What is said literally goes before what a parameter stands for: /groups/rules before /groups/{groupId}.
    this.operations.sort((a, b) => (a.order < b.order ? -1 : 1));
  }

  validator(use) {
    const ajv = new Ajv({strict: false, allErrors: true, verbose: true, logger: false});
    addFormats(ajv);
    const converter = new Converter(this.document, use);
    ajv.addSchema({$id: "okta", components: converter.components()});
    return {ajv, converter};
  }

  operation(method, path, item) {
    const resolve = (node) => (node.$ref ? node.$ref.split("/").slice(1).reduce((at, name) => at[name], this.document) : node);
    const described = item[method];
    const parameters = [...(item.parameters ?? []), ...(described.parameters ?? [])].map(resolve);
    const pattern = new RegExp(`^${path.replaceAll(/[.]/g, "\\.").replaceAll(/\{[^}]+\}/g, "([^/]+)")}/?$`);
    const answers = Object.entries(described.responses).map(([status, answer]) => [status, resolve(answer)]);
    return {
      name: `${method.toUpperCase()} ${path}`, method: method.toUpperCase(), pattern, order: path.replaceAll("{", "~"), parameters,
      names: [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]), body: described.requestBody && resolve(described.requestBody),
      answers: Object.fromEntries(answers),
    };
  }

  find(method, target) {
    const path = target.split("?")[0];
    return this.operations.find((each) => each.method === method && each.pattern.test(path));
  }

  // The complaints of the validator about a value.
  judge(use, schema, value, place) {
    const {ajv, converter} = this.validators[use];
    const key = schema;
    if (!this.compiled.has(key)) this.compiled.set(key, {});
    const uses = this.compiled.get(key);
    if (!uses[use]) {
      const text = JSON.stringify(converter.schema(schema)).replaceAll('"$ref":"#', '"$ref":"okta#');
      uses[use] = ajv.compile(JSON.parse(text));
    }
    if (uses[use](value)) return [];
    // That an alternative does not fit says nothing beside why it does not.
    const errors = uses[use].errors.filter((each) => !["if", "anyOf"].includes(each.keyword));
    return (errors.length > 0 ? errors : uses[use].errors).map((each) => ({place: place + each.instancePath, says: words(each)}));
  }

  requestComplaints(operation, request) {
    const found = this.parameterComplaints(operation, request);
    const given = request.body !== "";
    const schema = operation.body?.content?.["application/json"]?.schema;
    if (!operation.body) return given ? [...found, {place: "request body", says: "is not described"}] : found;
    if (!given) return operation.body.required ? [...found, {place: "request body", says: "is missing"}] : found;
    const value = parsed(request.body);
    if (value === undefined) return [...found, {place: "request body", says: "is not JSON"}];
    return schema ? [...found, ...this.judge("request", schema, value, "request body")] : found;
  }

  parameterComplaints(operation, request) {
    const [path, query = ""] = request.target.split(/\?(.*)/s);
    const found = [];
    const segments = operation.pattern.exec(path).slice(1).map(decoded);
    const given = query === "" ? [] : query.split("&").map((pair) => pair.split(/=(.*)/s).slice(0, 2).map((each) => decoded((each ?? "").replaceAll("+", " "))));
    const check = (parameter, text, place) => {
      if (text === undefined) return found.push({place, says: "is not percent-encoded UTF-8"});
      return found.push(...this.judge("request", parameter.schema, understood(text, parameter.schema), place));
    };
    for (const [index, name] of operation.names.entries()) {
      const parameter = operation.parameters.find((each) => each.in === "path" && each.name === name);
      check(parameter ?? {schema: {type: "string"}}, segments[index], `path ${name}`);
    }
    for (const [name, text] of given) {
      const parameter = operation.parameters.find((each) => each.in === "query" && each.name === name);
      if (parameter) check(parameter, text ?? "", `query ${name}`);
      else found.push({place: `query ${name}`, says: "is not described"});
    }
    for (const parameter of operation.parameters.filter((each) => each.in === "query" && each.required)) {
      if (!given.some(([name]) => name === parameter.name)) found.push({place: `query ${parameter.name}`, says: "is missing"});
    }
    for (const parameter of operation.parameters.filter((each) => each.in === "header")) {
      const header = request.headers.find(([name]) => name.toLowerCase() === parameter.name.toLowerCase());
      if (header) check(parameter, header[1], `header ${parameter.name}`);
    }
    return found;
  }

  // refuses: the request is against the document, and so is told by an error of whichever status.
  answerComplaints(operation, answer, refuses = false) {
    const described = refuses && answer.status >= 400 ? {content: {"application/json": {schema: ERROR}}} : operation.answers[answer.status];
    if (!described) return [{place: "answer status", says: `${answer.status} is not described`}];
    const schema = described.content?.["application/json"]?.schema;
    if (!schema) return answer.body === "" ? [] : [{place: "answer body", says: "is not described"}];
    const type = answer.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "none";
    if (!/^application\/json(;|$)/.test(type)) return [{place: "answer header content-type", says: `${type} is not application/json`}];
    const value = parsed(answer.body);
    if (value === undefined) return [{place: "answer body", says: "is not JSON"}];
    return this.judge("answer", schema, value, "answer body");
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const kind = (value) => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);

function words(error) {
  if (error.keyword === "enum") return `${error.message}: ${error.params.allowedValues.join(", ").slice(0, 60)}`;
  if (error.keyword === "additionalProperties") return `${error.message}: ${error.params.additionalProperty}`;
  if (error.keyword === "type") return `${error.message}, is ${kind(error.data)}`;
  if (error.keyword === "false schema") return "must not be in an answer";
  return error.message;
}
