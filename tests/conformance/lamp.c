/* A whole plugin in plain C, written from plugin.h alone: one lamp per connection that a request
 * may switch on and off. It works inside start and may wait in intent, so the host gives it threads
 * that may block. */
#include <back/plugin.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lamp_manifest.h"

struct back_connection {
  const back_host* host;
  atomic_int on;
};

static back_text text(const char* string) {
  back_text t;
  t.data = string;
  t.size = strlen(string);
  return t;
}

static int is(back_text t, const char* string) {
  return t.size == strlen(string) && memcmp(t.data, string, t.size) == 0;
}

/* Ends the call with a JSON object, or with a sentence if the status is not BACK_OK. */
static void finish(back_call* call, int32_t status, const char* output, const char* person) {
  back_result result;
  memset(&result, 0, sizeof result);
  result.size = sizeof result;
  result.status = status;
  result.output = text(output);
  result.person = text(person);
  call->done(call, &result);
}

static void check(back_call* call) {
  finish(call, BACK_OK,
         "{\"usable\":true,\"sentence\":\"The lamp is plugged "
         "in.\",\"organisation\":{\"id\":\"lamp\",\"name\":\"Lamp\"},"
         "\"credential\":{\"account\":\"lamp\",\"name\":\"Lamp\",\"login\":\"lamp\"},"
         "\"capabilities\":[]}",
         "");
}

static void requester(back_connection* lamp, back_call* call) {
  char output[768];
  const int on = atomic_load(&lamp->on);
  snprintf(output, sizeof output,
           "{\"as_of\":\"2026-01-01T00:00:00Z\",\"found\":\"one\",\"account\":{\"id\":\"lamp-1\","
           "\"name\":\"Desk lamp\","
           "\"login\":\"lamp-1\",\"status\":{\"code\":\"%s\",\"label\":\"%s\",\"tone\":\"neutral\"}"
           "},\"seen\":{\"on\":%s},"
           "\"fields\":[],\"lists\":[],\"actions\":[{\"id\":\"%s\",\"enabled\":true}],\"notices\":["
           "],\"partial\":[]}",
           on ? "ON" : "OFF", on ? "On" : "Off", on ? "true" : "false",
           on ? "switch_off" : "switch_on");
  finish(call, BACK_OK, output, "");
}

/* What execute and settle answer: the lamp was `before` and is `after`. */
static void tell(back_call* call, const char* outcome, int before, int after) {
  char output[512];
  snprintf(output, sizeof output,
           "{\"outcome\":\"%s\",\"changed\":%s,\"summary\":\"The lamp is %s.\","
           "\"before\":[{\"id\":\"lamp\",\"label\":\"Lamp\",\"value\":\"%s\"}],"
           "\"after\":[{\"id\":\"lamp\",\"label\":\"Lamp\",\"value\":\"%s\"}],\"request_ids\":[]}",
           outcome, before == after ? "false" : "true", after ? "on" : "off", before ? "on" : "off",
           after ? "on" : "off");
  finish(call, BACK_OK, output, "");
}

static void switch_lamp(back_connection* lamp, back_call* call, int wanted) {
  char note[128];
  const int before = atomic_load(&lamp->on);
  if (before == wanted) {
    tell(call, "already", before, before);
    return;
  }
  snprintf(note, sizeof note, "{\"step\":\"switch\",\"target\":\"lamp-1\",\"before\":{\"on\":%s}}",
           before ? "true" : "false");
  if (call->intent(call, text(note)) != BACK_PROCEED) {
    finish(call, BACK_CANCELLED, "", "Nothing was switched.");
    return;
  }
  atomic_store(&lamp->on, wanted);
  tell(call, "done", before, wanted);
}

static void settle(back_connection* lamp, back_call* call) {
  const int on = atomic_load(&lamp->on);
  tell(call, on ? "done" : "failed", 0, on);
}

static int32_t BACK_CALL lamp_open(const back_host* host, back_text config,
                                   const back_secret* secrets, size_t secret_count, void* sink,
                                   void(BACK_CALL* failure)(void*, const back_result*),
                                   back_connection** out) {
  back_connection* lamp = calloc(1, sizeof *lamp);
  (void)config, (void)secrets, (void)secret_count, (void)sink, (void)failure;
  if (!lamp) return BACK_OUT_OF_MEMORY;
  lamp->host = host;
  *out = lamp;
  return BACK_OK;
}

static void BACK_CALL lamp_close(back_connection* lamp) { free(lamp); }

static void BACK_CALL lamp_start(back_connection* lamp, back_call* call) {
  if (call->kind == BACK_KIND_CHECK) {
    check(call);
  } else if (call->kind == BACK_KIND_QUERY && is(call->name, "requester")) {
    requester(lamp, call);
  } else if (call->kind == BACK_KIND_EXECUTE && is(call->name, "switch_on")) {
    switch_lamp(lamp, call, 1);
  } else if (call->kind == BACK_KIND_EXECUTE && is(call->name, "switch_off")) {
    switch_lamp(lamp, call, 0);
  } else if (call->kind == BACK_KIND_SETTLE) {
    settle(lamp, call);
  } else {
    finish(call, BACK_UNSUPPORTED, "", "A lamp can only be switched on and off.");
  }
}

const back_plugin* BACK_CALL back_plugin_v1(void) {
  static const back_plugin plugin = {sizeof(back_plugin),
                                     BACK_MAGIC,
                                     BACK_ABI_MAJOR,
                                     BACK_ABI_MINOR,
                                     0,
                                     BACK_MAY_BLOCK_IN_START,
                                     {LAMP_ID, sizeof LAMP_ID - 1},
                                     {LAMP_VERSION, sizeof LAMP_VERSION - 1},
                                     {LAMP_MANIFEST, sizeof LAMP_MANIFEST - 1},
                                     lamp_open,
                                     lamp_close,
                                     lamp_start,
                                     NULL,
                                     NULL,
                                     NULL};
  return &plugin;
}
