/* Ends each call at once: what is left is the cost of the interface. */
#include <back/plugin.h>

#include "bare_manifest.h"

struct back_connection {
  int nothing;
};

static back_connection only;

static int32_t BACK_CALL bare_open(const back_host* host, back_text config,
                                   const back_secret* secrets, size_t secret_count, void* sink,
                                   void(BACK_CALL* failure)(void*, const back_result*),
                                   back_connection** out) {
  (void)host, (void)config, (void)secrets, (void)secret_count, (void)sink, (void)failure;
  *out = &only;
  return BACK_OK;
}

static void BACK_CALL bare_close(back_connection* connection) { (void)connection; }

static void BACK_CALL bare_start(back_connection* connection, back_call* call) {
  static const back_result done = {
      sizeof(back_result), BACK_OK, {"{}", 2}, {"", 0}, {"", 0}, {"", 0}, 0, 0};
  (void)connection;
  call->done(call, &done);
}

static void BACK_CALL bare_with_id(back_connection* connection, uint64_t call_id) {
  (void)connection, (void)call_id;
}

const back_plugin* BACK_CALL back_plugin_v1(void) {
  static const back_plugin plugin = {sizeof(back_plugin),
                                     BACK_MAGIC,
                                     BACK_ABI_MAJOR,
                                     BACK_ABI_MINOR,
                                     0,
                                     0,
                                     {BARE_ID, sizeof BARE_ID - 1},
                                     {BARE_VERSION, sizeof BARE_VERSION - 1},
                                     {BARE_MANIFEST, sizeof BARE_MANIFEST - 1},
                                     bare_open,
                                     bare_close,
                                     bare_start,
                                     bare_with_id,
                                     bare_with_id,
                                     0};
  return &plugin;
}
