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

  Watch(std::shared_ptr<Shared> shared, int socket, bool is_ours)
      : shared_(std::move(shared)),
        socket_(socket),
        identity_(loop::socket_identity(socket)),
        is_ours_(is_ours),
        descriptor_(shared_->context, socket) {}

  bool is_ours() const { return is_ours_; }
  // libcurl does not always say that it has closed a socket; its number may be another's by now.
  bool is_current() const { return loop::socket_identity(socket_) == identity_; }

  void care(Interest interest) {
    interest_ = interest;
    wait();
  }

  // Taken out of the reactor before anybody closes it.
  void forget() {
    forgotten_ = true;
    interest_ = {};
    descriptor_.release();
  }

 private:
  // An idle socket of ours is still listened to: whatever comes now was not asked for.
  void wait() {
    const bool is_idle = !interest_.read && !interest_.write;
    if ((interest_.read || (is_idle && is_ours_)) && !reading_) {
      reading_ = true;
      descriptor_.async_wait(Descriptor::wait_read,
                             [self = shared_from_this()](boost::system::error_code) {
                               self->reading_ = false;
                               self->fire({self->interest_.read, false});
                             });
    }
    if (interest_.write && !writing_) {
      writing_ = true;
      descriptor_.async_wait(Descriptor::wait_write,
                             [self = shared_from_this()](boost::system::error_code) {
                               self->writing_ = false;
                               self->fire({false, self->interest_.write});
                             });
    }
  }

  void fire(Interest what) {
    if (forgotten_ || shared_->ended) return;
    if (what.read || what.write) {
      shared_->callbacks.ready(socket_, what);
      if (!forgotten_) wait();
    } else if (is_ours_ && !interest_.read && !interest_.write && is_current()) {
      // An answer that nobody asked for must not be taken for the answer to the next request.
      if (!loop::shut_down_if_it_has_input(socket_)) wait();
    }
  }

  std::shared_ptr<Shared> shared_;
  int socket_;
  loop::SocketIdentity identity_;
  bool is_ours_;
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

int Poller::open(int family, int type, int protocol) {
  const int socket = loop::open_private_socket(family, type, protocol);
  if (socket < 0) return -1;
  forget(socket);
  try {
    watches_[socket] = std::make_shared<Watch>(shared_, socket, true);
  } catch (const std::exception&) {
    loop::close_socket(socket);
    return -1;
  }
  return socket;
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
  const bool cares = interest.read || interest.write;
  const auto found = watches_.find(socket);
  const bool is_known = found != watches_.end() && found->second->is_current();
  if (is_known && (cares || found->second->is_ours())) return found->second->care(interest);
  forget(socket);
  if (!cares) return;
  const auto watch = std::make_shared<Watch>(shared_, socket, false);
  watches_.emplace(socket, watch);
  watch->care(interest);
}

void Poller::set_alarm(std::optional<Clock::time_point> when) { alarm_->set(when); }

}  // namespace back::http
