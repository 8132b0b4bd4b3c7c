/* back/plugin.h - the binary interface between the Back host and its plugins, version 1.0 (draft)
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * A plugin is a shared library that connects Back to one vendor (an identity provider, an HR
 * system ...). The host finds it, loads it and calls it through the tables declared here; nothing
 * else passes between them. The interface is plain C so that either side may be written in any
 * language. This file is all one needs to write a host or a plugin:
 *
 *   1. Rules               what holds everywhere
 *   2. Life of a call      L1 - L7, the contract that makes asynchronous calls safe
 *   3. Codes               kinds, statuses, log levels, answers to an intent
 *   4. Text and secrets
 *   5. Result, call, host  what the two sides hand each other
 *   6. Plugin              the table a plugin exports
 *   7. Extensions          optional things, by name
 *
 * The JSON that travels in calls is described by the JSON Schemas in plugin_api/schema/.
 *
 * 1. RULES
 *
 * R1 A plugin exports exactly one symbol, back_plugin_v1. A version 2 would be a second function
 *    beside it.
 * R2 No memory changes hands. Each side frees what it allocated; nothing is "valid until the next
 *    call".
 * R3 Every struct that may grow begins with its size in bytes, as the writer knows it. Fields are
 *    only ever added at the end. A reader uses a field only if it lies inside size (BACK_HAS); a
 *    writer fills only what it declares in size. Such a struct is never embedded by value in
 *    another and never an element of an array.
 * R4 Codes are int32_t or uint32_t with named constants. What an unknown code means is said beside
 *    each list.
 * R5 Data is JSON (RFC 8259) in UTF-8 without a byte order mark, no duplicate keys, no NUL
 *    promised at the end. Sizes and depth are bounded by the limits in back_host. JSON never holds
 *    a secret: secrets travel beside it.
 * R6 A plugin is never unloaded: once loaded, the library stays mapped until the process ends.
 * R7 A plugin installs no signal handler, does not fork, exec or exit, and leaves alone the
 *    working directory, locale, environment, umask and standard streams of the process. Threads
 *    that it starts block all signals.
 * R8 Thread tags. Each function pointer carries one:
 *    [any thread]              any thread, several at once; it must not block
 *    [thread that may block]   the caller gives a thread for which waiting is harmless
 *    [inside the call]         only between the entry of start and the entry of done of that call,
 *                              any thread
 *
 * 2. LIFE OF A CALL
 *
 * L1 The call and everything it points to stay valid and unchanged from the entry of start until
 *    done RETURNS, also when start returned long before: an asynchronous plugin copies nothing.
 *    What open is given is valid only during open.
 * L2 done is called exactly once for every call that start was given: inside start, cancel or
 *    proceed, or later on any thread; also after cancellation, also on failure. Once done is
 *    ENTERED no other thread of the plugin may use the call; once it has returned nobody may. A
 *    start that completes inline therefore touches the call no more. The result may point into the
 *    call's own input.
 * L3 done, progress, intent, log, is_cancelled and get_extension of the host never block (intent
 *    may, for a plugin with BACK_MAY_BLOCK_IN_START), never call into the plugin and never throw:
 *    a plugin may hold its locks over them. The host copies what it wants inside done and does the
 *    rest elsewhere. It holds no lock of its own that these need while it is inside any function
 *    of the plugin.
 * L4 Cancelling. The host first makes is_cancelled return 1, then calls cancel(connection, id). An
 *    id, not a pointer: it may arrive before start has registered the call, or after done; an
 *    unknown id is ignored. So a plugin registers the call FIRST and asks is_cancelled ONCE after
 *    that; then no cancellation is lost. It is a request: the call still ends by done, with
 *    whatever really happened.
 * L5 Closing. The host calls close after every start, cancel and proceed on the connection has
 *    returned and every done has been entered (it cancels and drains first); never from inside a
 *    host function, never during open. A thread of the plugin may then still be on its way out of
 *    done, so close joins the plugin's threads of this connection before it frees anything.
 *    Afterwards nothing of the plugin runs for it; after the last close the plugin has no thread
 *    left.
 * L6 A call that is never completed is never freed: the host answers its own caller at the
 *    deadline, keeps the memory, never closes that connection, logs "plugin misbehaves", and
 *    replaces the process when too many pile up. A late done is accepted and logged; a second one
 *    is recognised by the state kept in that memory, refused and logged.
 * L7 No exception, longjmp or thread exit crosses this boundary in either direction. Loading the
 *    library does nothing: no thread, file, network or output before open.
 *
 * INTENT AND SETTLE make interrupted changes honest. Before each request that changes something at
 * the vendor, the plugin hands over a small note (step, target, state before; no secret) with
 * intent, and sends only on BACK_PROCEED. The host keeps the last note durably. After a crash,
 * kill, cancellation or deadline in the middle of an execute it never repeats it; it calls settle
 * with the action, its input and the last note. settle only reads, and says what really happened.
 * No note kept means nothing was sent.
 */
#ifndef BACK_PLUGIN_H
#define BACK_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define BACK_CALL __cdecl
#define BACK_EXPORT __declspec(dllexport)
#else
#define BACK_CALL
#define BACK_EXPORT __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* 3. CODES ------------------------------------------------------------------------------------- */

#define BACK_MAGIC 0x4b434142u /* the bytes "BACK" in little endian order */
#define BACK_ABI_MAJOR 1u
#define BACK_ABI_MINOR 0u

/* back_call.kind. A plugin answers an unknown kind with BACK_UNSUPPORTED. Payloads:
 * plugin_api/schema/.
 * CHECK    verify credential and permissions; name is empty, input is {}
 * QUERY    read; name is the query: "requester", "options"
 * EXECUTE  run an action; name is the action's id in the manifest
 * SETTLE   read back an interrupted action; input is {action, input, note}, note may be null */
#define BACK_KIND_CHECK 1
#define BACK_KIND_QUERY 2
#define BACK_KIND_EXECUTE 3
#define BACK_KIND_SETTLE 4

/* back_call.priority. An unknown value means background. */
#define BACK_INTERACTIVE 0 /* a person waits for it */
#define BACK_BACKGROUND 1

/* back_result.status and the return value of open: what the caller should do. An unknown code means
 * BACK_INTERNAL. For execute and settle the status is BACK_OK whenever the plugin can tell the
 * story - the outcomes done, already, refused, failed and unknown are all inside the output. Any
 * other status means that no change was requested and a retry is safe.
 * CANCELLED              ended because the host cancelled it
 * DEADLINE               ended because the time given was used up
 * INVALID_INPUT          the call's name, input or context is wrong; details may hold
 *                        {"pointer": "/field"}
 * INVALID_CONFIGURATION  the connection's configuration or secret has the wrong form
 * UNSUPPORTED            this plugin does not do that
 * NOT_FOUND              the person or thing asked about does not exist at the vendor
 * UNAUTHENTICATED        the vendor does not accept the credential: reconnect
 * FORBIDDEN              a rule, or the credential's permissions, do not allow it
 * RATE_LIMITED           try later; details may hold {"retry_after_s": seconds}
 * UNAVAILABLE            the vendor cannot be reached, or is down
 * UPSTREAM_ERROR         the vendor answered with something that makes no sense
 * OUT_OF_MEMORY
 * INTERNAL               a defect of the plugin */
#define BACK_OK 0
#define BACK_CANCELLED 1
#define BACK_DEADLINE 2
#define BACK_INVALID_INPUT 3
#define BACK_INVALID_CONFIGURATION 4
#define BACK_UNSUPPORTED 5
#define BACK_NOT_FOUND 6
#define BACK_UNAUTHENTICATED 7
#define BACK_FORBIDDEN 8
#define BACK_RATE_LIMITED 9
#define BACK_UNAVAILABLE 10
#define BACK_UPSTREAM_ERROR 11
#define BACK_OUT_OF_MEMORY 12
#define BACK_INTERNAL 13

/* The level of a log line. An unknown level means BACK_LOG_ERROR. */
#define BACK_LOG_DEBUG 0
#define BACK_LOG_INFO 1
#define BACK_LOG_WARNING 2
#define BACK_LOG_ERROR 3
#define BACK_LOG_PLUGIN_MISBEHAVES 4 /* the plugin broke this contract and noticed */
#define BACK_LOG_HOST_MISBEHAVES 5   /* the host broke this contract and the plugin noticed */

/* What intent answers. An unknown answer means BACK_STOP.
 * PROCEED  send the change now: the note is durable, or this host keeps no journal
 * WAIT     proceed(connection, id) will be called, or the call cancelled; never for a plugin that
 *          may block
 * STOP     the note could not be kept, or the call was cancelled: send nothing, finish by done */
#define BACK_PROCEED 1
#define BACK_WAIT 0
#define BACK_STOP (-1)

/* back_plugin.flags. Unknown bits are ignored. MAY_BLOCK_IN_START: start and intent may wait; the
 * host gives this plugin threads that may block. */
#define BACK_MAY_BLOCK_IN_START 1u

/* True if field lies inside the size that the writer of *object declared (R3). */
#define BACK_HAS(object, type, field) \
  ((object)->size >= offsetof(type, field) + sizeof((object)->field))

/* 4. TEXT AND SECRETS -------------------------------------------------------------------------- */

/* These two never grow, so they may stand in other structs and in arrays. */

typedef struct back_text {
  const char* data; /* UTF-8; may be NULL only if size is 0 */
  size_t size;      /* bytes */
} back_text;

typedef struct back_secret {
  /* Id of a configuration field, or of a one-time result such as "activation_link". */
  back_text field;
  /* Bytes; never logged, never stored in the clear, wiped after use. */
  back_text value;
} back_secret;

/* 5. RESULT, CALL, HOST ------------------------------------------------------------------------ */

typedef struct back_call back_call;
typedef struct back_host back_host;
typedef struct back_connection back_connection; /* the plugin's own; the host never looks inside */

/* How a call, or a failed open, ended. Written by the plugin, borrowed by the host until done (or
 * failure) returns. */
typedef struct back_result {
  uint32_t size;    /* sizeof(back_result) as the plugin knows it */
  int32_t status;   /* BACK_OK ... BACK_INTERNAL */
  back_text output; /* JSON object; empty means {} */
  /* One sentence for the person; required unless status is BACK_OK, else it is a plugin bug. */
  back_text person;
  /* One sentence for whoever runs the host; may be empty. */
  back_text operator_text;
  /* JSON object or empty: vendor_code, http_status, request_id, retry_after_s, pointer. */
  back_text details;
  /* One-time results, shown once and never stored; NULL if secret_count is 0. */
  const back_secret* secrets;
  size_t secret_count;
} back_result;

/* One operation. Owned by the host (L1); opaque state of the host may lie behind it. */
struct back_call {
  uint32_t size;    /* sizeof(back_call) as the host knows it */
  int32_t kind;     /* BACK_KIND_... */
  int32_t priority; /* BACK_INTERACTIVE or BACK_BACKGROUND */
  /* Milliseconds left, by a monotonic clock, when start was entered; negative: no deadline. */
  int32_t deadline_ms;
  uint64_t id;     /* never 0, never used again in this process */
  back_text name;  /* query or action id; empty for check and settle */
  back_text input; /* JSON object, already checked by the host against the manifest */
  /* JSON object: who acts, for which request, about whom; built by the host, never by its caller. */
  back_text context;
  /* Joins host log, vendor log and timeline; printable ASCII, at most 64 bytes. */
  back_text correlation;
  /* Key of this change; the same key is never executed twice; empty for reads. */
  back_text idempotency;
  /* Secrets entered with the input; NULL if secret_count is 0. */
  const back_secret* secrets;
  size_t secret_count;

  /* [inside the call] 1 if the host has asked for cancellation, else 0. */
  int32_t(BACK_CALL* is_cancelled)(const back_call* call);

  /* [inside the call] What is going on, for the person who waits. fraction is 0..1, or negative if
   * unknown. The host may drop or merge reports. */
  void(BACK_CALL* progress)(back_call* call, double fraction, back_text sentence);

  /* [inside the call] Before each request that changes something: note is a JSON object without any
   * secret, of at most back_host.max_note bytes. Returns BACK_PROCEED, BACK_WAIT or BACK_STOP. One
   * intent at a time: the next may follow only after the answer to this one. Only during execute. */
  int32_t(BACK_CALL* intent)(back_call* call, back_text note);

  /* [inside the call, exactly once] Ends the call (L2). */
  void(BACK_CALL* done)(back_call* call, const back_result* result);
};

/* The host, as plugins see it. Given to open; stays valid and unchanged until the process ends. */
struct back_host {
  uint32_t size;      /* sizeof(back_host) as the host knows it */
  uint32_t abi_minor; /* minor version of this interface that the host was built against */
  back_text name;     /* for a User-Agent: "back-host" */
  back_text version;  /* "0.1.0" */
  /* Bytes of JSON that the host accepts as output of one call; more is an upstream error. */
  uint64_t max_output;
  uint64_t max_depth; /* nesting of JSON that either side must accept */
  uint64_t max_note;  /* bytes of one intent note */

  /* [any thread] One line for the operator's log. fields is a JSON object or empty, never with a
   * secret. */
  void(BACK_CALL* log)(const back_host* host, int32_t level, back_text sentence, back_text fields);

  /* [any thread] The extension of that name (section 7), or NULL. id is NUL-terminated. */
  const void*(BACK_CALL* get_extension)(const back_host* host, const char* id);
};

/* 6. PLUGIN ------------------------------------------------------------------------------------ */

/* What a plugin exports. Constant, valid until the process ends. */
typedef struct back_plugin {
  uint32_t size;      /* sizeof(back_plugin) as the plugin knows it */
  uint32_t magic;     /* BACK_MAGIC */
  uint32_t abi_major; /* BACK_ABI_MAJOR */
  uint32_t abi_minor; /* BACK_ABI_MINOR that the plugin was built against */
  /* Lowest host minor without which the plugin cannot work; 0 unless it needs something newer. */
  uint32_t min_host_minor;
  uint32_t flags;     /* BACK_MAY_BLOCK_IN_START or 0 */
  back_text id;       /* ^[a-z][a-z0-9_]{0,31}$, the same as in the manifest: "lamp" */
  back_text version;  /* of the plugin, for people and logs */
  back_text manifest; /* canonical JSON; schema: manifests/schema/manifest.schema.json */

  /* [thread that may block] Checks the configuration and prepares a connection; touches no network.
   * config is the JSON object of the manifest's connection fields, secrets the secret ones. On
   * BACK_OK writes *out, and nothing else ever does. On any other status it may call failure once,
   * inside open, to explain. Everything given is borrowed for the duration of open, except host. */
  int32_t(BACK_CALL* open)(const back_host* host, back_text config, const back_secret* secrets,
                           size_t secret_count, void* sink,
                           void(BACK_CALL* failure)(void* sink, const back_result* result),
                           back_connection** out);

  /* [thread that may block] Ends a connection (L5). */
  void(BACK_CALL* close)(back_connection* connection);

  /* [any thread; with BACK_MAY_BLOCK_IN_START: thread that may block] Begins an operation, which
   * ends by call->done. Calls on one connection may overlap. */
  void(BACK_CALL* start)(back_connection* connection, back_call* call);

  /* [any thread] Asks that the call end soon (L4). May overlap start and other cancels, not close.
   * NULL: the plugin only polls is_cancelled. */
  void(BACK_CALL* cancel)(back_connection* connection, uint64_t call_id);

  /* [any thread] The note of this call's last intent, answered with BACK_WAIT, is durable now:
   * send. As cancel in every other respect. NULL only for a plugin that may block. */
  void(BACK_CALL* proceed)(back_connection* connection, uint64_t call_id);

  /* [any thread] The extension of that name, or NULL. May itself be NULL: no extensions. id is
   * NUL-terminated. */
  const void*(BACK_CALL* get_extension)(const char* id);
} back_plugin;

/* The one exported function. Pure: no allocation, I/O, thread; the same pointer every time. */
BACK_EXPORT const back_plugin* BACK_CALL back_plugin_v1(void);
typedef const back_plugin*(BACK_CALL* back_plugin_v1_fn)(void);
#define BACK_PLUGIN_V1_NAME "back_plugin_v1"

/* 7. EXTENSIONS -------------------------------------------------------------------------------- */

/* get_extension(id) of either side. An id never changes its meaning; the host works with a plugin
 * that has none, and a plugin with a host that has none. */

/* From the host: how connections leave this machine. Without it: the system's certificate
 * authorities, no proxy, no map, public addresses only. The environment decides nothing. It cannot
 * weaken verification: there is no field for that. */
#define BACK_EXT_NETWORK "back.network/1"
typedef struct back_network {
  uint32_t size;
  uint32_t allow_private; /* 1: private and loopback addresses may be connected to */
  /* Absolute path of a PEM bundle to trust instead of the system's; empty: the system's. */
  back_text ca_file;
  back_text proxy; /* "http://host:port" or "https://host:port"; empty: none */
  /* "host:port:address:port" each: connect there instead; names and TLS stay as they are. */
  const back_text* connect_to;
  size_t connect_to_count;
} back_network;

/* From the host: which log lines it keeps, so that nobody puts together what is dropped. Without it:
 * all of them. */
#define BACK_EXT_LOG "back.log/1"
typedef struct back_log {
  uint32_t size;
  int32_t least; /* BACK_LOG_DEBUG ... BACK_LOG_ERROR: lines of a lower level are dropped */
} back_log;

#ifdef __cplusplus
}
#endif
#endif /* BACK_PLUGIN_H */
