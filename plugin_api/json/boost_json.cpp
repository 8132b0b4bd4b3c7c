// Boost.JSON, compiled once: Debian's static archives are not position-independent.
#include <boost/json/src.hpp>
