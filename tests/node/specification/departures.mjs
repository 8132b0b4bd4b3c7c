// departures.json: where Okta itself is not as its specification says. Each row must be shown by each of the recordings or official
// examples that it cites - by the exchange, or by a link of its answer, which is a request that Okta names itself -, or carry
// an error that Okta's catalogue has with that status. A row that nobody has shown names who reported it. Each must be needed.
import {readFileSync, readdirSync} from "node:fs";
import {join} from "node:path";

const ROWS = new URL("departures.json", import.meta.url);

// "rec 066" and its links, which Okta says can be asked for.
function linked(exchange) {
  const targets = exchange.answer.headers.filter(([name]) => name === "link").map(([, line]) => /<https:\/\/[^/]+([^>]*)>/.exec(line)?.[1]);
  return targets.filter(Boolean).map((target) => ({...exchange, target, body: ""}));
}

const glob = (text) => new RegExp(`^${text.split("*").map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, "\\$&")).join(".*")}$`);

function exchangeOf(document) {
  const list = (headers) => Object.entries(headers ?? {}).flatMap(([name, value]) => [value].flat().map((each) => [name, String(each)]));
  const text = (body) => (body === null || body === undefined ? "" : JSON.stringify(body));
  return {
    method: document.request.method, target: document.request.path, headers: list(document.request?.headers), body: text(document.request.body),
    answer: {status: document.response.status, headers: list(document.response.headers), body: text(document.response.body)},
  };
}

// By what a row calls them: "rec 003", or the name of an example.
function readCited(data) {
  const cited = new Map();
  for (const [folder, name] of [["recordings", (file) => `rec ${file.split("-")[0]}`], ["spec-examples", (file) => file.slice(0, -5)]]) {
    for (const file of readdirSync(join(data, folder)).filter((each) => each.endsWith(".json"))) {
      cited.set(name(file), exchangeOf(JSON.parse(readFileSync(join(data, folder, file), "utf8"))));
    }
  }
  return cited;
}

function errorsOf(data) {
  return JSON.parse(readFileSync(join(data, "error-codes.json"), "utf8")).errors;
}

export class Departures {
  constructor(specification, data) {
    this.rows = JSON.parse(readFileSync(ROWS, "utf8")).departures.map((row) => ({
      ...row, title: `${row.operation}: ${row.place} ${row.says} (${row.shown_by.join(", ") || `reported: ${row.reported}`})`, used: 0,
      patterns: [row.operation, row.place, row.says].map(glob),
    }));
    this.catalogue = new Map(errorsOf(data).map((error) => [error.errorCode, error.statusCode]));
    this.unshown = this.unshownRows(specification, readCited(data));
  }

  text({place, says}) {
    return `${place.replaceAll(/\/\d+(?=\/|$)/g, "/[]")} ${says}`;
  }

  fits(row, operation, {place, says}) {
    const [ofOperation, ofPlace, ofSays] = row.patterns;
    return ofOperation.test(operation) && ofPlace.test(place.replaceAll(/\/\d+(?=\/|$)/g, "/[]")) && ofSays.test(says);
  }

  find(operation, complaint, answer) {
    const row = this.rows.find((each) => this.fits(each, operation, complaint) && this.carries(each, answer));
    if (row) row.used += 1;
    return row;
  }

  // A row that cites "code E0000231" is about answers with that error.
  carries(row, answer) {
    const codes = row.shown_by.filter((name) => name.startsWith("code ")).map((name) => name.slice(5));
    return codes.length === 0 || codes.includes(JSON.parse(answer?.body || "{}").errorCode);
  }

  shows(specification, row, exchange) {
    return [exchange, ...linked(exchange)].some((each) => {
      const operation = specification.find(each.method, each.target);
      if (!operation) return false;
      const complaints = [...specification.requestComplaints(operation, each), ...specification.answerComplaints(operation, each.answer)];
      return complaints.some((complaint) => this.fits(row, operation.name, complaint));
    });
  }

  unshownRows(specification, cited) {
    const found = [];
    for (const row of this.rows) {
      if (row.shown_by.length === 0 && !row.reported) found.push(`nothing is cited: ${row.title}`);
      for (const name of row.shown_by) {
        const code = name.startsWith("code ") ? name.slice(5) : undefined;
        const shown = code ? row.says === `${this.catalogue.get(code)} is not described`
          : cited.has(name) && this.shows(specification, row, cited.get(name));
        if (!shown) found.push(`${name} does not show this: ${row.title}`);
      }
    }
    return found;
  }

  complaints() {
    return [...this.unshown, ...this.rows.filter((row) => row.used === 0).map((row) => `nothing needs this: ${row.title}`)];
  }
}
