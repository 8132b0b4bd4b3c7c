// Writes the notes of changes: durably on a thread of its own, all that are waiting in one commit;
// or at once, where a commit waits for nothing.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/records.hpp"

namespace back::host {

class Scribe {
 public:
  // commit stores all notes durably, or throws and stores none.
  using Commit = std::function<void(std::vector<NoteRecord>)>;

  enum class Way { kDurably, kAtOnce };

  Scribe(Way way, Commit commit);
  // Writes what is waiting first.
  ~Scribe();
  Scribe(const Scribe&) = delete;
  Scribe& operator=(const Scribe&) = delete;

  // [any thread] Never blocks. then is told whether the note was stored, on the scribe's thread or
  // inside write; it must not block.
  void write(NoteRecord note, std::function<void(bool kept)> then);

 private:
  struct Order {
    NoteRecord note;
    std::function<void(bool)> then;
  };

  void work();
  void carry_out(std::vector<Order> orders);
  bool commit(std::vector<Order>& orders);

  Commit commit_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Order> waiting_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace back::host
