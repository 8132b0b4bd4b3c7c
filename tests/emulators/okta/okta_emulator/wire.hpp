// How the bytes of an answer go out: right, or as a fault wants them.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace okta_emulator {

struct Answer;

struct Wire {
  enum class Cut { nowhere, status_line, headers, body };  // ends in the middle of that
  enum class End { close, reset, stall };                  // what happens where it ends
  enum class Framing {
    length,         // Content-Length
    chunked,        // chunks, all of them right
    until_close,    // neither: the body ends with the connection
    both,           // Content-Length and chunks, which contradict each other
    bad_chunk,      // a chunk whose size is no number
    short_chunk,    // a chunk that says more than it holds
    no_last_chunk,  // the chunk that says "that was all" is missing
  };
  Cut cut = Cut::nowhere;
  std::optional<std::size_t> cut_after{};  // or after so many bytes, counted from the first
  End end = End::close;
  std::chrono::milliseconds stall{600'000};  // how long End::stall holds the silent connection
  Framing framing = Framing::length;
  std::optional<std::uint64_t> content_length{};  // said instead of the true one
  std::size_t piece = 0;                          // bytes sent at a time; 0: all at once
  std::chrono::milliseconds pause{0};             // between the pieces
  std::size_t interim = 0;                        // answers 103 before the real one

  // No client can take this for a whole answer.
  bool breaks() const;
};

// What a server writes for an answer, and whether the connection ends there, as `wire.end` says.
struct Transmission {
  std::string bytes;
  bool ends = false;
};
Transmission transmission(const Answer& answer, bool keep_alive);

// Reads the names used in faults; empty when there is none of that name.
std::optional<Wire::Cut> parse_cut(std::string_view name);
std::optional<Wire::End> parse_end(std::string_view name);
std::optional<Wire::Framing> parse_framing(std::string_view name);
std::string_view cut_name(Wire::Cut cut);
std::string_view end_name(Wire::End end);
std::string_view framing_name(Wire::Framing framing);

}  // namespace okta_emulator
