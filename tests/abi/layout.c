/* The layout of every struct that crosses the interface, field by field, for 64-bit and 32-bit
 * targets. A failing line here means that plugins built before would break: fields may only be
 * added at the end. */
#include <back/plugin.h>

#define BY_WIDTH(wide, narrow) (sizeof(void*) == 8 ? (wide) : (narrow))
#define AT(type, field, wide, narrow) \
  _Static_assert(offsetof(type, field) == BY_WIDTH(wide, narrow), #type "." #field " has moved")
#define SIZE(type, wide, narrow) \
  _Static_assert(sizeof(type) == BY_WIDTH(wide, narrow), #type " has another size")

SIZE(back_text, 16, 8);
AT(back_text, data, 0, 0);
AT(back_text, size, 8, 4);

SIZE(back_secret, 32, 16);
AT(back_secret, field, 0, 0);
AT(back_secret, value, 16, 8);

SIZE(back_result, 88, 48);
AT(back_result, size, 0, 0);
AT(back_result, status, 4, 4);
AT(back_result, output, 8, 8);
AT(back_result, person, 24, 16);
AT(back_result, operator_text, 40, 24);
AT(back_result, details, 56, 32);
AT(back_result, secrets, 72, 40);
AT(back_result, secret_count, 80, 44);

SIZE(back_call, 152, 88);
AT(back_call, size, 0, 0);
AT(back_call, kind, 4, 4);
AT(back_call, priority, 8, 8);
AT(back_call, deadline_ms, 12, 12);
AT(back_call, id, 16, 16);
AT(back_call, name, 24, 24);
AT(back_call, input, 40, 32);
AT(back_call, context, 56, 40);
AT(back_call, correlation, 72, 48);
AT(back_call, idempotency, 88, 56);
AT(back_call, secrets, 104, 64);
AT(back_call, secret_count, 112, 68);
AT(back_call, is_cancelled, 120, 72);
AT(back_call, progress, 128, 76);
AT(back_call, intent, 136, 80);
AT(back_call, done, 144, 84);

SIZE(back_host, 80, 56);
AT(back_host, size, 0, 0);
AT(back_host, abi_minor, 4, 4);
AT(back_host, name, 8, 8);
AT(back_host, version, 24, 16);
AT(back_host, max_output, 40, 24);
AT(back_host, max_depth, 48, 32);
AT(back_host, max_note, 56, 40);
AT(back_host, log, 64, 48);
AT(back_host, get_extension, 72, 52);

SIZE(back_plugin, 120, 72);
AT(back_plugin, size, 0, 0);
AT(back_plugin, magic, 4, 4);
AT(back_plugin, abi_major, 8, 8);
AT(back_plugin, abi_minor, 12, 12);
AT(back_plugin, min_host_minor, 16, 16);
AT(back_plugin, flags, 20, 20);
AT(back_plugin, id, 24, 24);
AT(back_plugin, version, 40, 32);
AT(back_plugin, manifest, 56, 40);
AT(back_plugin, open, 72, 48);
AT(back_plugin, close, 80, 52);
AT(back_plugin, start, 88, 56);
AT(back_plugin, cancel, 96, 60);
AT(back_plugin, proceed, 104, 64);
AT(back_plugin, get_extension, 112, 68);

SIZE(back_network, 56, 32);
AT(back_network, size, 0, 0);
AT(back_network, allow_private, 4, 4);
AT(back_network, ca_file, 8, 8);
AT(back_network, proxy, 24, 16);
AT(back_network, connect_to, 40, 24);
AT(back_network, connect_to_count, 48, 28);

SIZE(back_log, 8, 8);
AT(back_log, size, 0, 0);
AT(back_log, least, 4, 4);
