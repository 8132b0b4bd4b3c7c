// From the schemas of an OpenAPI 3.0 document to JSON Schema, which is what the validator reads. The two differ in `nullable`, in
// discriminators, in what stands beside a $ref, and in members that only requests or only answers may have.
const LISTS = ["allOf", "anyOf", "oneOf"];
const PLAIN = ["enum", "exclusiveMaximum", "exclusiveMinimum", "format", "maximum", "maxItems", "maxLength", "maxProperties", "minimum",
  "minItems", "minLength", "minProperties", "multipleOf", "pattern", "type", "uniqueItems"];

const has = (object, name) => object !== null && typeof object === "object" && Object.hasOwn(object, name);

// The value of the property decides which schema applies; one that the mapping does not have is against the document.
function choice({propertyName, mapping}, own) {
  const fits = (value) => ({properties: {[propertyName]: {const: value}}, required: [propertyName]});
  const rules = Object.entries(mapping)
    .filter(([, target]) => target !== own)
    .map(([value, target]) => ({if: fits(value), then: {$ref: target}}));
  return {allOf: [{properties: {[propertyName]: {enum: Object.keys(mapping)}}}, ...rules]};
}

export class Converter {
  // use: "request" or "answer".
  constructor(document, use) {
    this.document = document;
    this.use = use;
  }

  // {components: {schemas: {…}}}: what every $ref leads to.
  components() {
    const schemas = {};
    for (const [name, schema] of Object.entries(this.document.components.schemas)) schemas[name] = this.schema(schema);
    return {schemas};
  }

  // inherited: the schema is one of an allOf, which takes it as it is and not one of those derived from it.
  schema(source, inherited = false) {
    if (typeof source !== "object" || source === null) return source;
    if (has(source, "$ref")) return this.reference(source.$ref, inherited);
    const result = {};
    for (const name of PLAIN) if (has(source, name)) result[name] = source[name];
    if (has(source, "items")) result.items = this.schema(source.items);
    if (has(source, "not")) result.not = this.schema(source.not);
    if (has(source, "additionalProperties")) result.additionalProperties = this.schema(source.additionalProperties);
    if (has(source, "properties")) result.properties = this.properties(source.properties);
    if (has(source, "required")) result.required = this.required(source);
    for (const name of LISTS) if (has(source, name)) result[name] = source[name].map((each) => this.schema(each, name === "allOf"));
    if (has(result, "oneOf")) {  // Okta's alternatives overlap: what has no required member fits several
      result.anyOf = result.oneOf;
      delete result.oneOf;
    }
    if (has(source, "discriminator") && (has(source, "oneOf") || has(source, "anyOf"))) {
      delete result.anyOf;
      result.allOf = [...(result.allOf ?? []), choice(source.discriminator)];
    }
    if (source.nullable !== true) return result;
    return {anyOf: [{type: "null"}, result]};
  }

  reference($ref, inherited) {
    const target = $ref.split("/").slice(1).reduce((node, name) => node[name.replaceAll("~1", "/").replaceAll("~0", "~")], this.document);
    if (inherited || !has(target, "discriminator") || has(target, "oneOf") || has(target, "anyOf")) return {$ref};
    return {allOf: [{$ref}, choice(target.discriminator, $ref)]};
  }

  properties(source) {
    const result = {};
    for (const [name, schema] of Object.entries(source)) {
      const never = this.use === "answer" && schema.writeOnly === true;
      result[name] = never ? false : this.schema(schema);
    }
    return result;
  }

  required(source) {
    const foreign = this.use === "answer" ? "writeOnly" : "readOnly";
    return source.required.filter((name) => source.properties?.[name]?.[foreign] !== true);
  }
}
