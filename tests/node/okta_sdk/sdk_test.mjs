// What a client that is not ours makes of the emulated company: it reads, lists page by page, suspends, groups and assigns, and what
// it is told is the truth behind the API. Started by run.mjs.
import assert from "node:assert/strict";
import {test} from "node:test";
import okta from "@okta/okta-sdk-nodejs";

const TOKEN = "00demoSuperAdmin_5yQpW2nVx8KfTz3LrB7Hc9Jm";
const DANA = "dana.reyes@back-demo.example";

const client = new okta.Client({orgUrl: process.env.OKTA_URL, token: TOKEN});

// Behind the API: what is so, whatever answers say.
async function truth(path) {
  const answer = await fetch(`${process.env.OKTA_CONTROL_URL}${path}`);
  assert.equal(answer.status, 200);
  return answer.json();
}

async function all(collection) {
  const items = [];
  await collection.each((item) => { items.push(item); });
  return items;
}

async function newPerson(name) {
  return client.userApi.createUser({
    activate: true,
    body: {
      profile: {firstName: name, lastName: "Sdk", email: `${name}@back-demo.example`, login: `${name}@back-demo.example`},
      credentials: {password: {value: "Correct-horse-9"}},
    },
  });
}

async function refusal(promise) {
  const error = await promise.then(() => assert.fail("was not refused"), (reason) => reason);
  return {status: error.status, code: error.errorCode};
}

test("reads one person by login and by id, typed", async () => {
  const dana = await client.userApi.getUser({userId: DANA});
  assert.equal(dana.status, "ACTIVE");
  assert.equal(dana.profile.firstName, "Dana");
  assert.ok(dana.created instanceof Date);
  const again = await client.userApi.getUser({userId: dana.id});
  assert.equal(again.profile.login, DANA);
});

test("lists everybody, whatever the size of a page", async () => {
  const logins = async (limit) => (await all(await client.userApi.listUsers({limit}))).map((each) => each.profile.login).sort();
  const everybody = await logins(200);
  assert.ok(everybody.length > 50);
  assert.equal(new Set(everybody).size, everybody.length);
  assert.deepEqual(await logins(7), everybody);
});

test("searches and filters", async () => {
  const found = await all(await client.userApi.listUsers({search: `profile.login eq "${DANA}"`}));
  assert.deepEqual(found.map((each) => each.profile.login), [DANA]);
  const suspended = await all(await client.userApi.listUsers({filter: 'status eq "SUSPENDED"'}));
  assert.ok(suspended.length >= 2 && suspended.every((each) => each.status === "SUSPENDED"));
});

test("suspends and unsuspends", async () => {
  const person = await newPerson("suspended.sdk");
  await client.userApi.suspendUser({userId: person.id});
  assert.equal((await truth(`/users/${person.id}`)).status, "SUSPENDED");
  assert.equal((await client.userApi.getUser({userId: person.id})).status, "SUSPENDED");
  assert.deepEqual(await refusal(client.userApi.suspendUser({userId: person.id})), {status: 400, code: "E0000001"});
  await client.userApi.unsuspendUser({userId: person.id});
  assert.equal((await truth(`/users/${person.id}`)).status, "ACTIVE");
});

test("ends sessions, deactivates and activates again", async () => {
  const person = await newPerson("leaver.sdk");
  await client.userApi.revokeUserSessions({userId: person.id, oauthTokens: true});
  await client.userApi.deactivateUser({userId: person.id});
  assert.equal((await truth(`/users/${person.id}`)).status, "DEPROVISIONED");
  const answer = await client.userApi.activateUser({userId: person.id, sendEmail: false});
  assert.ok(answer.activationUrl.startsWith("https://"));
});

test("makes a group, adds to it, lists its members and removes them", async () => {
  const person = await newPerson("member.sdk");
  const group = await client.groupApi.createGroup({group: {profile: {name: "Made by the SDK", description: "for a test"}}});
  assert.equal(group.type, "OKTA_GROUP");
  await client.groupApi.assignUserToGroup({groupId: group.id, userId: person.id});
  assert.deepEqual((await all(await client.groupApi.listGroupUsers({groupId: group.id}))).map((each) => each.id), [person.id]);
  const groups = await all(await client.userApi.listUserGroups({userId: person.id}));
  assert.ok(groups.some((each) => each.id === group.id));
  await client.groupApi.unassignUserFromGroup({groupId: group.id, userId: person.id});
  assert.deepEqual(await all(await client.groupApi.listGroupUsers({groupId: group.id})), []);
  const found = await all(await client.groupApi.listGroups({q: "Made by the SDK"}));
  assert.deepEqual(found.map((each) => each.id), [group.id]);
});

test("assigns an app, reads the assignment and takes it back", async () => {
  const person = await newPerson("assigned.sdk");
  const apps = await all(await client.applicationApi.listApplications({limit: 5}));
  const figma = apps.find((each) => each.label === "Figma");
  assert.ok(figma, "the company has Figma");
  const made = await client.applicationApi.assignUserToApplication({appId: figma.id, appUser: {id: person.id, scope: "USER"}});
  assert.equal(made.scope, "USER");
  const users = await all(await client.applicationApi.listApplicationUsers({appId: figma.id, limit: 2}));
  assert.ok(users.some((each) => each.id === person.id));
  await client.applicationApi.unassignUserFromApplication({appId: figma.id, userId: person.id});
  assert.deepEqual(await refusal(client.applicationApi.getApplicationUser({appId: figma.id, userId: person.id})), {status: 404, code: "E0000007"});
});

test("lists factors, roles and the log", async () => {
  const dana = await client.userApi.getUser({userId: DANA});
  const factors = await all(await client.userFactorApi.listFactors({userId: dana.id}));
  assert.deepEqual(factors.map((each) => each.factorType).sort(), ["push", "signed_nonce", "sms", "token:software:totp"]);
  const ada = await client.userApi.getUser({userId: "ada.admin@back-demo.example"});
  const roles = await all(await client.roleAssignmentApi.listAssignedRolesForUser({userId: ada.id}));
  assert.deepEqual(roles.map((each) => each.type), ["SUPER_ADMIN"]);
  const log = await client.systemLogApi.listLogEvents({limit: 5, sortOrder: "DESCENDING"});
  const {value} = await log.next();
  assert.ok(value.published instanceof Date && value.eventType.length > 0);
});

test("is refused as Okta refuses", async () => {
  const stranger = new okta.Client({orgUrl: process.env.OKTA_URL, token: "00wrong-token-of-forty-characters-000000"});
  assert.deepEqual(await refusal(stranger.userApi.getUser({userId: DANA})), {status: 401, code: "E0000011"});
  assert.deepEqual(await refusal(client.userApi.getUser({userId: "00uNobodyAtAll000000"})), {status: 404, code: "E0000007"});
});
