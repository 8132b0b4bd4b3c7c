// What is measured, and how rounds become one number.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace back::bench {

double cpu_us();             // CPU time of this process, all its threads, in microseconds
double wall_us();            // by a monotonic clock
double allocated_bytes();    // given out by malloc and not yet freed
double resident_bytes();     // of memory that this process occupies
std::size_t open_sockets();  // of this process

double median(std::vector<double> values);

// A figure with a goal: at most so much.
void at_most(const std::string& name, double value, double most, const std::string& unit);
// A figure that stands beside others: a baseline, or a part.
void beside(const std::string& name, double value, const std::string& unit);

}  // namespace back::bench
