#include "schedule.hpp"

#include "subjects.hpp"

namespace truth {
namespace {

constexpr std::array<std::string_view, kKinds> kNames = {
    "lost_before",       "lost_after",       "status_500_before", "status_500_after",
    "status_502_before", "status_502_after", "status_503_before", "status_503_after",
    "status_504_before", "status_504_after", "timeout_before",    "timeout_after",
    "cancel_unsent",     "cancel_before",    "cancel_after",      "rate_limit",
    "concurrency_limit", "html_before",      "html_after",        "empty_before",
    "empty_after",       "truncated_before", "truncated_after",   "redirect_before",
    "redirect_after",    "proxy_before",     "proxy_after",       "lag_reads",
    "lag_seconds",       "lag_of_an_hour"};

constexpr std::array<int, 6> kLagReads = {1, 2, 3, 5, 8, 1000};
constexpr std::array<int, 7> kLagSeconds = {1, 3, 8, 12, 20, 25, 30};
constexpr int kMostPositions = 14;

// splitmix64: the standard's distributions differ from library to library.
class Chance {
 public:
  explicit Chance(std::uint64_t state) : state_(state) {}
  int below(std::size_t bound) { return static_cast<int>(next() % bound); }

 private:
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
  }
  std::uint64_t state_;
};

template <typename Table>
int any_of(Chance& chance, const Table& table) {
  return table[static_cast<std::size_t>(chance.below(table.size()))];
}

// Half of the faults fall where it matters most: on the request that changes something and those
// right after it.
int any_position(Chance& chance, int change_at) {
  return chance.below(2) == 0 ? change_at + chance.below(3) : chance.below(kMostPositions);
}

Fault any_fault(Chance& chance, int change_at) {
  Fault fault;
  fault.kind = static_cast<Kind>(chance.below(kKinds));
  if (fault.kind == Kind::lag_reads) fault.amount = any_of(chance, kLagReads);
  if (fault.kind == Kind::lag_seconds) fault.amount = any_of(chance, kLagSeconds);
  if (!is_lag(fault.kind)) fault.position = any_position(chance, change_at);
  return fault;
}

}  // namespace

std::string_view name_of(Kind kind) { return kNames.at(static_cast<std::size_t>(kind)); }
bool is_lag(Kind kind) {
  return kind == Kind::lag_reads || kind == Kind::lag_seconds || kind == Kind::lag_of_an_hour;
}

std::string text_of(const Schedule& schedule) {
  std::string text(subjects()[schedule.subject].name);
  text += "; deadline " + std::to_string(schedule.deadline_s) + " s:";
  for (const Fault& fault : schedule.faults) {
    text += ' ' + std::string(name_of(fault.kind));
    text += is_lag(fault.kind) ? ' ' + std::to_string(fault.amount)
                               : " at request " + std::to_string(fault.position);
    text += &fault == &schedule.faults.back() ? "" : ",";
  }
  return text;
}

std::vector<Schedule> single_faults(std::size_t subject, int positions) {
  std::vector<Schedule> all;
  const auto add = [&](Fault fault) { all.push_back({subject, 60, {fault}}); };
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    if (is_lag(static_cast<Kind>(kind))) continue;
    for (int position = 0; position < positions; ++position)
      add({position, static_cast<Kind>(kind), 0});
  }
  for (const int reads : kLagReads) add({0, Kind::lag_reads, reads});
  for (const int seconds : kLagSeconds) add({0, Kind::lag_seconds, seconds});
  add({0, Kind::lag_of_an_hour, 3600});
  return all;
}

Schedule double_fault(std::uint64_t seed, std::uint64_t index) {
  Chance chance(seed * 0xd1342543de82ef95ULL + index);
  constexpr std::array<int, 6> kDeadlines = {60, 60, 60, 60, 20, 5};
  Schedule schedule;
  schedule.subject = static_cast<std::size_t>(chance.below(subjects().size()));
  schedule.deadline_s = any_of(chance, kDeadlines);
  const int change_at = subjects()[schedule.subject].change_at;
  schedule.faults = {any_fault(chance, change_at), any_fault(chance, change_at)};
  return schedule;
}

}  // namespace truth
