// A program that runs beside the test, with pipes or a terminal of its own. Every wait is bounded.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

namespace back::testing {

struct Finished {
  int exit = -1;    // as a shell has it: 128 + n for signal n
  std::string out;  // with a terminal: everything
  std::string err;
};

enum class Streams { kPipes, kTerminal, kNobodyReads };

class Child {
 public:
  // input: what stands on standard input; not for a terminal.
  Child(const std::vector<std::string>& arguments, const std::vector<std::string>& environment,
        Streams streams, std::string_view input = {});
  // Kills what still runs.
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t pid() const { return pid_; }
  // Reads until the text is there, beyond what was seen before; false if the program ends first.
  bool saw(std::string_view text);
  // On the terminal.
  void type(std::string_view text);
  bool echoes() const;
  void signal(int number);
  Finished finish();

 private:
  void start(const std::vector<std::string>& arguments, const std::vector<std::string>& environment,
             Streams streams);
  // False once nothing more will come.
  bool read_more();

  pid_t pid_ = -1;
  int in_ = -1;
  int out_ = -1;
  int err_ = -1;
  int terminal_ = -1;
  std::string out_text_;
  std::string err_text_;
  std::size_t seen_out_ = 0;
  std::size_t seen_err_ = 0;
};

}  // namespace back::testing
