// A library whose entry throws instead of giving its table.
#include <stdexcept>

#include "back/plugin.h"

extern "C" const back_plugin* BACK_CALL back_plugin_v1(void) {
  throw std::runtime_error("out of the entry");
}
