// Judges the table a plugin exports: the steps of loading that come after its entry function has
// been found.
#pragma once

#include "core/plugin.hpp"

namespace back::host {

// Reads no field before the fields that make it readable. Throws Refused with code bad_magic,
// bad_size, bad_major, host_too_old, bad_manifest or missing_functions.
Plugin judge_table(const back_plugin* table);

}  // namespace back::host
