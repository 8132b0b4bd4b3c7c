// How stories ended, counted and printed: how often each outcome was told, and what was wrong.
#pragma once

#include <cstddef>
#include <map>
#include <string>

namespace truth {

class Census {
 public:
  void count(const std::string& outcome, bool faults_met) {
    ++by_outcome_[outcome];
    ++(faults_met ? met_ : unmet_);
  }
  // "told: done 61234, failed 20345, unknown 1020; in 80123 stories a fault was met, in 2476 none"
  std::string text() const {
    std::string text = "told:";
    for (const auto& [outcome, number] : by_outcome_)
      text += ' ' + outcome + ' ' + std::to_string(number) + ',';
    text.back() = ';';
    return text + " in " + std::to_string(met_) + " stories a fault was met, in " +
           std::to_string(unmet_) + " none";
  }

 private:
  std::map<std::string, std::size_t> by_outcome_;
  std::size_t met_ = 0;
  std::size_t unmet_ = 0;
};

}  // namespace truth
