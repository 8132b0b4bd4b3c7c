// Okta's own Node SDK against the emulator as it ships.
//
//   node okta_sdk/run.mjs <okta-emulator>
//
// Node reads further certificate authorities when it starts, so the tests run in a process of their own. Exit code: theirs.
import {spawn} from "node:child_process";
import {once} from "node:events";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {createInterface} from "node:readline";
import {fileURLToPath} from "node:url";

async function main([program]) {
  const folder = mkdtempSync(join(tmpdir(), "back-okta-sdk-"));
  const ca = join(folder, "ca.pem");
  const emulator = spawn(program, ["--quiet", "--ca", ca], {stdio: ["ignore", "pipe", "inherit"]});
  try {
    const [line] = await once(createInterface(emulator.stdout), "line");
    const {okta, control} = JSON.parse(line);
    const tests = spawn(process.execPath, ["--test", fileURLToPath(new URL("sdk_test.mjs", import.meta.url))], {
      stdio: "inherit",
      env: {...process.env, NODE_EXTRA_CA_CERTS: ca, OKTA_URL: okta.url, OKTA_CONTROL_URL: control.url},
    });
    const [code] = await once(tests, "exit");
    return code ?? 1;
  } finally {
    emulator.kill();
    rmSync(folder, {recursive: true, force: true});
  }
}

process.exitCode = await main(process.argv.slice(2));
