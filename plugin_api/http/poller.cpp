#include "http/poller.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <utility>

#include "loop/system.hpp"

namespace back::http {

namespace asio = boost::asio;
using loop::Clock;

struct Poller::Shared {
  asio::io_context& context;
  Callbacks callbacks;
  bool ended = false;
};

// One socket. A wait under way holds it, so a late event finds it, forgotten, and never a stranger
// with the same number.
class Poller::Watch : public std::enable_shared_from_this<Watch> {
 public:
  using Descriptor = asio::posix::basic_stream_descriptor<asio::io_context::executor_type>;

  Watch(std::shared_ptr<Shared> shared, int socket, std::uint64_t ticket)
      : shared_(std::move(shared)),
        socket_(socket),
        ticket_(ticket),
        descriptor_(shared_->context, socket) {}

  std::uint64_t ticket() const { return ticket_; }
  bool is_kept() const { return is_kept_; }
  void keep() { is_kept_ = true; }

  void care(Interest interest) {
    interest_ = interest;
    wait();
  }

  // Taken out of the reactor, if possible before somebody closes it.
  void forget() {
    forgotten_ = true;
    interest_ = {};
    descriptor_.release();
  }

 private:
  // A kept socket is listened to while it is idle: whatever comes then was not asked for.
  void wait() {
    const bool is_idle = !interest_.read && !interest_.write;
    if ((interest_.read || (is_idle && is_kept_)) && !reading_) {
      reading_ = true;
      descriptor_.async_wait(Descriptor::wait_read,
                             [self = shared_from_this()](boost::system::error_code error) {
                               self->reading_ = false;
                               if (!error) self->fire({self->interest_.read, false});
                             });
    }
    if (interest_.write && !writing_) {
      writing_ = true;
      descriptor_.async_wait(Descriptor::wait_write,
                             [self = shared_from_this()](boost::system::error_code error) {
                               self->writing_ = false;
                               if (!error) self->fire({false, self->interest_.write});
                             });
    }
  }

  void fire(Interest what) {
    if (forgotten_ || shared_->ended) return;
    if (what.read || what.write) {
      shared_->callbacks.ready(socket_, what);
      if (!forgotten_) wait();
    } else if (is_kept_ && !interest_.read && !interest_.write) {
      // An answer that nobody asked for must not be taken for the answer to the next request.
      if (!loop::shut_down_if_it_has_input(socket_)) wait();
    }
  }

  std::shared_ptr<Shared> shared_;
  int socket_;
  std::uint64_t ticket_;
  bool is_kept_ = false;
  Descriptor descriptor_;
  Interest interest_;
  bool reading_ = false;
  bool writing_ = false;
  bool forgotten_ = false;
};

class Poller::Alarm : public std::enable_shared_from_this<Alarm> {
 public:
  explicit Alarm(std::shared_ptr<Shared> shared)
      : shared_(std::move(shared)), timer_(shared_->context) {}

  void set(std::optional<Clock::time_point> when) {
    due_ = when;
    if (!due_) return;
    // A timer for "at once" would cost as much as the request itself: it is queued instead.
    if (*due_ <= Clock::now()) {
      post();
    } else if (!armed_for_ || *due_ < *armed_for_) {
      arm();
    }
  }

  void stop() {
    due_.reset();
    timer_.cancel();
  }

 private:
  void post() {
    if (posted_) return;
    posted_ = true;
    asio::post(shared_->context, [self = shared_from_this()] {
      self->posted_ = false;
      self->ring();
    });
  }

  void arm() {
    armed_for_ = due_;
    timer_.expires_at(*due_);
    timer_.async_wait([self = shared_from_this()](boost::system::error_code error) {
      if (error) return;
      self->armed_for_.reset();
      self->ring();
    });
  }

  // The moment may have moved since this was arranged.
  void ring() {
    if (shared_->ended || !due_) return;
    if (*due_ > Clock::now()) {
      if (!armed_for_ || *due_ < *armed_for_) arm();
      return;
    }
    due_.reset();
    shared_->callbacks.alarm();
  }

  std::shared_ptr<Shared> shared_;
  asio::steady_timer timer_;
  std::optional<Clock::time_point> due_;
  std::optional<Clock::time_point> armed_for_;
  bool posted_ = false;
};

Poller::Poller(asio::io_context& context, Callbacks callbacks)
    : shared_(new Shared{context, std::move(callbacks)}),
      alarm_(std::make_shared<Alarm>(shared_)) {}

Poller::~Poller() {
  shared_->ended = true;
  alarm_->stop();
  for (auto& [socket, watch] : watches_) watch->forget();
}

Poller::Opened Poller::open(int family, int type, int protocol) {
  const int socket = loop::open_private_socket(family, type, protocol);
  if (socket < 0) return {};
  forget(socket);
  try {
    watches_[socket] = std::make_shared<Watch>(shared_, socket, ++last_ticket_);
  } catch (const std::exception&) {
    loop::close_socket(socket);
    return {};
  }
  return {socket, last_ticket_};
}

void Poller::forget(Opened opened) {
  const auto found = watches_.find(opened.socket);
  const bool is_same = found != watches_.end() && found->second->ticket() == opened.ticket;
  if (is_same) forget(opened.socket);
}

void Poller::keep(int socket) {
  std::shared_ptr<Watch>& watch = watches_[socket];
  if (!watch) watch = std::make_shared<Watch>(shared_, socket, ++last_ticket_);
  watch->keep();
}

void Poller::close(int socket) {
  forget(socket);
  loop::close_socket(socket);
}

void Poller::forget(int socket) {
  const auto found = watches_.find(socket);
  if (found == watches_.end()) return;
  found->second->forget();
  watches_.erase(found);
}

void Poller::care(int socket, Interest interest) {
  const auto found = watches_.find(socket);
  if (interest.read || interest.write) {
    if (found != watches_.end()) return found->second->care(interest);
    const auto watch = std::make_shared<Watch>(shared_, socket, ++last_ticket_);
    watches_.emplace(socket, watch);
    watch->care(interest);
  } else if (found != watches_.end() && found->second->is_kept()) {
    found->second->care(interest);
  } else {
    forget(socket);
  }
}

void Poller::set_alarm(std::optional<Clock::time_point> when) { alarm_->set(when); }

}  // namespace back::http
