#include "okta_emulator/faults.hpp"

#include <array>
#include <boost/json.hpp>
#include <stdexcept>

#include "okta_emulator/json_reader.hpp"
#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace json = boost::json;
namespace {

constexpr std::array<std::string_view, 7> kEffectNames = {
    "none",       "close_before",      "close_after", "answer",
    "rate_limit", "concurrency_limit", "transition"};

Fault::Effect parse_effect(std::string_view name) {
  for (std::size_t i = 0; i < kEffectNames.size(); ++i) {
    if (kEffectNames[i] == name) return static_cast<Fault::Effect>(i);
  }
  throw std::invalid_argument(
      "\"effect\" must be one of none, close_before, close_after, answer, rate_limit, "
      "concurrency_limit, transition");
}

void read_answer(JsonReader& reader, Fault& fault) {
  fault.answer.status = static_cast<int>(reader.integer("status", 500));
  if (fault.answer.status < 200 || fault.answer.status > 599) {
    throw std::invalid_argument("\"status\" must lie between 200 and 599");
  }
  if (const json::value* body = reader.any("body")) {
    fault.answer.body =
        body->is_string() ? std::string(body->get_string()) : json::serialize(*body);
  }
  if (const json::object* headers = reader.object("headers")) {
    for (const auto& [name, value] : *headers) {
      if (!value.is_string()) throw std::invalid_argument("a header's value must be a string");
      fault.answer.headers.emplace_back(lower(name), std::string(value.get_string()));
    }
  }
  fault.applied = reader.boolean("applied", false);
}

}  // namespace

std::string_view effect_name(Fault::Effect effect) {
  return kEffectNames.at(static_cast<std::size_t>(effect));
}

Fault parse_fault(const json::value& value) {
  JsonReader reader(value, "a fault");
  Fault fault;
  fault.method = reader.text("method", "*");
  fault.path = reader.text("path", "**");
  fault.skip = reader.integer("skip", 0);
  fault.count = reader.integer("count", 1);
  fault.effect = parse_effect(reader.text("effect", "none"));
  fault.delay = std::chrono::milliseconds(reader.integer("delay_ms", 0));
  fault.reset_after = reader.integer("reset_after_s", 20);
  fault.reads = reader.integer("reads", -1);
  read_answer(reader, fault);
  reader.finish();
  if (fault.skip < 0 || fault.count == 0 || fault.count < -1 || fault.delay.count() < 0) {
    throw std::invalid_argument(
        "\"skip\" and \"delay_ms\" must not be negative; \"count\" must be positive, or -1 for "
        "all");
  }
  return fault;
}

json::object fault_json(const Fault& fault) {
  json::object result{{"id", fault.id},
                      {"method", fault.method},
                      {"path", fault.path},
                      {"skip", fault.skip},
                      {"count", fault.count},
                      {"effect", effect_name(fault.effect)},
                      {"delay_ms", fault.delay.count()}};
  if (fault.effect == Fault::Effect::answer) {
    result["status"] = fault.answer.status;
    result["applied"] = fault.applied;
  }
  return result;
}

std::int64_t FaultList::add(Fault fault) {
  fault.id = ++last_id_;
  faults_.push_back(std::move(fault));
  return last_id_;
}

std::optional<Fault> FaultList::meet(std::string_view method, std::string_view target) {
  const std::string_view path = target.substr(0, target.find('?'));
  for (auto fault = faults_.begin(); fault != faults_.end(); ++fault) {
    const bool whole = fault->path.find('?') != std::string::npos;
    if (fault->method != "*" && fault->method != method) continue;
    if (!matches_glob(fault->path, whole ? target : path)) continue;
    if (fault->skip > 0) {
      --fault->skip;
      continue;
    }
    Fault met = *fault;
    if (fault->count > 0 && --fault->count == 0) faults_.erase(fault);
    return met;
  }
  return std::nullopt;
}

}  // namespace okta_emulator
