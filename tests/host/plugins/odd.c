/* Plugins that must not be loaded, one for each value of ODD, and two odd ones that must. Never
 * called beyond the entry. */
#include <stddef.h>

#include "back/plugin.h"

#define LATER_MANIFEST                                                                     \
  "{\"spec\":1,\"id\":\"odd\",\"version\":\"1.0.0\",\"host_minor\":1,\"vendor\":\"Back\"," \
  "\"title\":\"Odd\",\"description\":\"Odd.\",\"connection\":[{\"id\":\"teams\",\"type\":" \
  "\"teams\",\"title\":\"Teams\",\"required\":true}],\"actions\":[],\"limits\":{"          \
  "\"requests_in_flight\":1}}"

#define GOOD_MANIFEST                                                                       \
  "{\"spec\":1,\"id\":\"odd\",\"version\":\"1.0.0\",\"vendor\":\"Back\",\"title\":\"Odd\"," \
  "\"description\":"                                                                        \
  "\"Odd.\",\"connection\":[{\"id\":\"teams\",\"type\":\"teams\",\"title\":\"Teams\","      \
  "\"required\":true}],"                                                                    \
  "\"actions\":[],\"limits\":{\"requests_in_flight\":1}}"

#define TEXT(s) \
  { s, sizeof(s) - 1 }

static int32_t BACK_CALL open_it(const back_host* host, back_text config,
                                 const back_secret* secrets, size_t secret_count, void* sink,
                                 void(BACK_CALL* failure)(void*, const back_result*),
                                 back_connection** out) {
  (void)host, (void)config, (void)secrets, (void)secret_count, (void)sink, (void)failure, (void)out;
  return BACK_INTERNAL;
}
static void BACK_CALL close_it(back_connection* connection) { (void)connection; }
static void BACK_CALL start_it(back_connection* connection, back_call* call) {
  (void)connection, (void)call;
}
static void BACK_CALL proceed_it(back_connection* connection, uint64_t id) {
  (void)connection, (void)id;
}

#define NO_ENTRY 1
#define NULL_TABLE 2
#define BAD_MAGIC 3
#define SMALL_SIZE 4
#define HUGE_SIZE 5
#define BAD_MAJOR 6
#define HOST_TOO_OLD 7
#define NO_MANIFEST 8
#define BROKEN_MANIFEST 9
#define WRONG_MANIFEST 10
#define OTHER_ID 11
#define OTHER_VERSION 12
#define NO_OPEN 13
#define NO_CLOSE 14
#define NO_START 15
#define NO_PROCEED 16
#define MISALIGNED 17
#define UNRESOLVED 18
#define TRUNCATED 19 /* loads: ends after start, may block */
#define LONGER 20    /* loads: longer than this host knows */

#define OTHER_MINOR 21 /* its manifest needs a later host than its table says */

#if ODD == UNRESOLVED
extern int nobody_defines_this(void);
#endif

static struct {
  back_plugin table;
  char later_fields[64];
} odd = {{
#if ODD == SMALL_SIZE
             offsetof(back_plugin, start),
#elif ODD == HUGE_SIZE
             0x7fffffffu,
#elif ODD == TRUNCATED
             offsetof(back_plugin, cancel),
#elif ODD == LONGER
             sizeof(back_plugin) + 64,
#else
             sizeof(back_plugin),
#endif
             ODD == BAD_MAGIC ? 0x12345678u : BACK_MAGIC,
             ODD == BAD_MAJOR ? 2u : BACK_ABI_MAJOR,
             ODD == LONGER ? 7u : BACK_ABI_MINOR,
             ODD == HOST_TOO_OLD ? 99u : 0u,
             ODD == TRUNCATED ? BACK_MAY_BLOCK_IN_START : 0u,
#if ODD == OTHER_ID
             TEXT("even"),
#else
             TEXT("odd"),
#endif
#if ODD == OTHER_VERSION
             TEXT("1.0.1"),
#else
             TEXT("1.0.0"),
#endif
#if ODD == NO_MANIFEST
             {NULL, 5},
#elif ODD == BROKEN_MANIFEST
             TEXT("{\"spec\":1,\"spec\":1}"),
#elif ODD == WRONG_MANIFEST
             TEXT("{\"spec\":1}"),
#elif ODD == OTHER_MINOR
             TEXT(LATER_MANIFEST),
#else
             TEXT(GOOD_MANIFEST),
#endif
             ODD == NO_OPEN ? NULL : open_it,
             ODD == NO_CLOSE ? NULL : close_it,
             ODD == NO_START ? NULL : start_it,
             /* behind the end of the truncated table lies what must not be used */
             NULL,
             ODD == NO_PROCEED ? NULL : proceed_it,
             NULL},
         {0}};

#if ODD != NO_ENTRY
const back_plugin* BACK_CALL back_plugin_v1(void) {
#if ODD == NULL_TABLE
  return odd.table.size > 0 ? NULL : &odd.table;
#elif ODD == MISALIGNED
  return (const back_plugin*)(const void*)((const char*)&odd.table + 1);
#elif ODD == UNRESOLVED
  return nobody_defines_this() ? &odd.table : NULL;
#else
  return &odd.table;
#endif
}
#else
BACK_EXPORT const void* BACK_CALL another_function(void);
const void* BACK_CALL another_function(void) { return &odd.table; }
#endif
