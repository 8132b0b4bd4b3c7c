// Holds every exchange of the emulated organisations against Okta's specification.
//
//   node specification/check.mjs <okta data> <folder of exchanges> [--count <file>]
//
// <okta data> has openapi-subset.yaml, recordings/ and spec-examples/; the folder holds what emulators wrote for
// OKTA_EMULATOR_EXCHANGES. --count: writes the number of violations there. Exit code: 0 none, 1 some, 2 nothing could be checked.
import {readFileSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {load} from "js-yaml";
import {Departures} from "./departures.mjs";
import {Specification} from "./operations.mjs";

const LEAST = 1000;  // exchanges of different shapes; with fewer the suite was not run
const OURS = /^back-/;

class Tally {
  counts = new Map();
  add(name, example) {
    const row = this.counts.get(name) ?? {count: 0, example};
    row.count += 1;
    this.counts.set(name, row);
  }
  get total() {
    return [...this.counts.values()].reduce((sum, row) => sum + row.count, 0);
  }
  lines(width = 6) {
    return [...this.counts].sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, row]) => `  ${String(row.count).padStart(width)}  ${name}${row.example ? `\n            ${row.example}` : ""}`);
  }
}

function* exchangesOf(folder) {
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".jsonl"))) {
    for (const line of readFileSync(join(folder, name), "utf8").split("\n")) if (line !== "") yield JSON.parse(line);
  }
}

// A path without what stands in it, for operations that the document does not have.
const withoutIds = (target) => target.split("?")[0].replaceAll(/\/[^/]*(\d|@|%)[^/]*/g, "/{}").replace("/{}/{}", "/api/v1");

// A request that the document forbids is in order where it is not the product's and was refused: that is what a test wanted to see.
function isJudged(exchange) {
  const agent = exchange.headers.find(([name]) => name.toLowerCase() === "user-agent")?.[1] ?? "";
  return OURS.test(agent) || (exchange.answer !== undefined && exchange.answer.status < 400);
}

function judge(specification, departures, exchanges) {
  const result = {checked: 0, answers: 0, operations: new Tally(), outside: new Tally(), departures: new Tally(), violations: new Tally(),
    refused: 0};
  for (const exchange of exchanges) {
    const operation = specification.find(exchange.method, exchange.target);
    if (!operation) {
      result.outside.add(`${exchange.method} ${withoutIds(exchange.target)}`);
      continue;
    }
    result.checked += 1;
    result.operations.add(operation.name);
    const asked = specification.requestComplaints(operation, exchange);
    if (asked.length > 0 && !isJudged(exchange)) result.refused += 1;
    const complaints = isJudged(exchange) ? asked : [];
    if (exchange.answer) {
      result.answers += 1;
      complaints.push(...specification.answerComplaints(operation, exchange.answer, asked.length > 0));
    }
    for (const complaint of complaints) {
      const row = departures.find(operation.name, complaint, exchange.answer);
      const name = `${operation.name}: ${departures.text(complaint)}`;
      if (row) result.departures.add(row.title);
      else result.violations.add(name, `${exchange.target.slice(0, 120)} (${exchange.edition})`);
    }
  }
  return result;
}

function report(result, departures) {
  const print = (line) => process.stdout.write(`${line}\n`);
  const sum = (line) => print(`specification: ${line}`);
  sum(`operations seen        ${result.operations.counts.size}`);
  sum(`exchanges checked      ${result.checked} of different shapes, ${result.answers} with an answer of the organisation's own`);
  sum(`refused on purpose     ${result.refused} requests of tests that the specification forbids, answered 4xx`);
  sum(`outside the file       ${result.outside.total} exchanges of ${result.outside.counts.size} operations, not counted`);
  print(result.outside.lines().join("\n"));
  sum(`departures of Okta     ${result.departures.total} complaints about what recorded Okta does too`);
  print(result.departures.lines().join("\n"));
  sum(`violations             ${result.violations.total}`);
  print(result.violations.lines().join("\n"));
  for (const line of departures.complaints()) print(`departures.json        ${line}`);
}

function main([data, folder, option, file]) {
  const specification = new Specification(load(readFileSync(join(data, "openapi-subset.yaml"), "utf8")));
  const departures = new Departures(specification, data);
  const result = judge(specification, departures, exchangesOf(folder));
  report(result, departures);
  const violations = result.violations.total + departures.complaints().length;
  if (option === "--count") writeFileSync(file, `${violations}\n`);
  if (result.checked < LEAST) {
    process.stderr.write(`Only ${result.checked} exchanges: the suite was not run with OKTA_EMULATOR_EXCHANGES set.\n`);
    return 2;
  }
  return violations === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
