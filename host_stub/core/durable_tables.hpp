// The tables of the store.
#pragma once

#include "core/sqlite.hpp"

namespace back::host {

// Creates them in an empty database; refuses a database of a later version.
void create_tables(Database& database);

}  // namespace back::host
