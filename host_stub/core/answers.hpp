// Reads what plugins answer: a status, and for success JSON of a stated shape. Nothing a plugin
// says is believed before it has been checked here.
#pragma once

#include <boost/json/object.hpp>

#include "core/host_table.hpp"
#include "core/listener.hpp"

namespace back::host {

enum class Shape { kCheck, kRequester, kOptions, kOutcome };

// The checked output. Throws Refused: with the status's name as code and the plugin's sentence if
// the status is not ok, with code bad_output if the output is not what the shape says. Logs what is
// a bug of the plugin. memory: where the output lives.
boost::json::object output_of(const Answer& answer, Shape shape, const HostTable& table,
                              boost::json::storage_ptr memory = {});

// The plugin's sentence for the person; one of our own, and a log line, if it gave none.
std::string person_sentence(const Answer& answer, const HostTable& table);

}  // namespace back::host
