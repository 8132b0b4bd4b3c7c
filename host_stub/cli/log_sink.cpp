#include "cli/log_sink.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>

#include "cli/field_text.hpp"
#include "cli/problem.hpp"
#include "core/home.hpp"
#include "core/printable.hpp"

namespace back::cli {
namespace {

host::Log::Sink file_sink(const std::string& path) {
  host::prepare_private_file(path);
  auto file = std::make_shared<std::ofstream>(path, std::ios::app);
  if (!*file)
    throw host::Refused("unsafe_file", "The log " + host::printable(path) +
                                           " cannot be opened: " + std::strerror(errno) + ".");
  return [file](const host::LogLine& line) {
    *file << host::json_line(line) << '\n' << std::flush;
  };
}

}  // namespace

std::string readable_line(const host::LogLine& line) {
  std::string text = std::string(host::name_of(line.level)) + " (" + host::printable(line.source) +
                     "): " + host::printable(line.sentence);
  std::string fields;
  for (const auto& field : line.fields) {
    if (text_of(field.value()).empty()) continue;
    fields += (fields.empty() ? "" : "; ") + host::printable(field.key()) + ": " +
              host::printable(text_of(field.value()));
  }
  return fields.empty() ? text : text + " (" + fields + ")";
}

std::shared_ptr<host::Log> open_log(const std::string& where, Console& console) {
  Messages& messages = console.err;
  const Style style = console.err_style;
  if (where.empty()) {
    auto sink = [&messages, style](const host::LogLine& line) {
      messages.line(style.dim(readable_line(line)));
    };
    return std::make_shared<host::Log>(sink, host::Level::kWarning);
  }
  if (where == "-")
    return std::make_shared<host::Log>(
        [&messages](const host::LogLine& line) { messages.line(host::json_line(line)); });
  return std::make_shared<host::Log>(file_sink(where));
}

}  // namespace back::cli
