#include "okta_emulator/faults.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <limits>
#include <stdexcept>

#include "okta_emulator/json_reader.hpp"
#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace json = boost::json;
namespace {

constexpr std::array<std::string_view, 10> kEffectNames = {
    "none",       "close_before", "close_after", "answer",    "rate_limit", "concurrency_limit",
    "transition", "spoil",        "lag",         "search_lag"};

Fault::Effect parse_effect(std::string_view name) {
  const auto* found = std::find(kEffectNames.begin(), kEffectNames.end(), name);
  if (found != kEffectNames.end()) {
    return static_cast<Fault::Effect>(found - kEffectNames.begin());
  }
  throw std::invalid_argument(
      "\"effect\" must be one of none, close_before, close_after, answer, rate_limit, "
      "concurrency_limit, transition, spoil, lag, search_lag");
}

// A number between 0 and `most`; 0 when it is not given.
std::size_t count_of(JsonReader& reader, std::string_view name, std::int64_t most) {
  const std::int64_t value = reader.integer(name, 0);
  if (value < 0 || value > most) {
    reader.refuse(name, "must lie between 0 and " + std::to_string(most));
  }
  return static_cast<std::size_t>(value);
}

std::chrono::milliseconds duration_of(JsonReader& reader, std::string_view name,
                                      std::int64_t otherwise = 0) {
  const std::int64_t value = reader.integer(name, otherwise);
  if (value < 0) reader.refuse(name, "must not be negative");
  return std::chrono::milliseconds(value);
}

// One of a few words; `usual` when it is not given.
template <typename Word, typename Parse>
Word word_of(JsonReader& reader, std::string_view name, Word usual, Parse parse) {
  const std::string text = reader.text(name, {});
  if (text.empty()) return usual;
  const auto word = parse(text);
  if (!word) reader.refuse(name, "does not know " + text);
  return *word;
}

void read_wire(JsonReader& reader, Wire& wire) {
  wire.cut = word_of(reader, "cut", wire.cut, parse_cut);
  wire.end = word_of(reader, "end", wire.end, parse_end);
  wire.framing = word_of(reader, "framing", wire.framing, parse_framing);
  wire.stall = duration_of(reader, "stall_ms", wire.stall.count());
  if (reader.any("cut_after") != nullptr) {
    wire.cut_after = count_of(reader, "cut_after", kLargestSpoil);
  }
  if (reader.any("content_length") != nullptr) {
    wire.content_length =
        count_of(reader, "content_length", std::numeric_limits<std::int64_t>::max());
  }
  wire.piece = count_of(reader, "piece", kLargestSpoil);
  wire.pause = duration_of(reader, "pause_ms");
  wire.interim = count_of(reader, "interim", 1'000'000);
  const bool ends = wire.cut != Wire::Cut::nowhere || wire.cut_after;
  if (wire.end != Wire::End::close && !ends) {
    reader.refuse("end", "says how a cut ends: give \"cut\" or \"cut_after\", too");
  }
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
  fault.delay = duration_of(reader, "delay_ms");
  fault.reset_after = reader.integer("reset_after_s", 20);
  fault.reads = reader.integer("reads", -1);
  fault.lag = duration_of(reader, "lag_ms");
  fault.content = word_of(reader, "content", fault.content, parse_content);
  fault.size = count_of(reader, "size", kLargestSpoil);
  if (fault.content != Content::own && fault.effect != Fault::Effect::spoil) {
    reader.refuse("content", "goes with the effect spoil");
  }
  read_wire(reader, fault.wire);
  read_answer(reader, fault);
  reader.finish();
  if (fault.skip < 0 || fault.count == 0 || fault.count < -1 || fault.reads < -1) {
    throw std::invalid_argument(
        "\"skip\" must not be negative; \"count\" must be positive, or -1 for all; \"reads\" must "
        "not be below -1");
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
  if (fault.effect == Fault::Effect::spoil) {
    result["content"] = content_name(fault.content);
    result["applied"] = fault.applied;
  }
  if (fault.wire.cut != Wire::Cut::nowhere) result["cut"] = cut_name(fault.wire.cut);
  if (fault.wire.end != Wire::End::close) result["end"] = end_name(fault.wire.end);
  if (fault.wire.framing != Wire::Framing::length) {
    result["framing"] = framing_name(fault.wire.framing);
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
