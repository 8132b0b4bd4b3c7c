#include "okta_emulator/connection.hpp"

#include <openssl/err.h>

#include <array>
#include <boost/asio/post.hpp>
#include <iostream>

namespace okta_emulator {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Error = boost::system::error_code;

constexpr std::chrono::seconds kHandshake{30};
constexpr std::chrono::seconds kIdle{300};
constexpr std::size_t kRecord = std::size_t{16} << 10;  // what TLS carries at once

Answer handler_failed(const std::exception& error) {
  std::cerr << "okta-emulator: a request could not be answered: " << error.what() << '\n';
  Answer answer;
  answer.status = 500;
  answer.headers.emplace_back("content-type", "text/plain");
  answer.body = std::string("the emulator failed: ") + error.what() + '\n';
  return answer;
}

}  // namespace

Connection::Connection(tcp::socket socket, SSL_CTX* tls, const Handler& handler, Everyone& everyone)
    : socket_(std::move(socket)),
      tls_(SSL_new(tls)),
      handler_(handler),
      everyone_(everyone),
      deadline_(std::chrono::steady_clock::now() + kHandshake) {
  everyone_.insert(this);
}

Connection::~Connection() { everyone_.erase(this); }

void Connection::start() {
  Error error;
  socket_.set_option(tcp::no_delay(true), error);
  socket_.native_non_blocking(true, error);
  if (error || tls_ == nullptr || SSL_set_fd(tls_.get(), socket_.native_handle()) != 1) return;
  shake_hands();
}

void Connection::close_if_idle(Instant now) {
  if (now > deadline_) close();
}

void Connection::resume(int result, Step step) {
  const int why = SSL_get_error(tls_.get(), result);
  if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE) return;
  const auto what = why == SSL_ERROR_WANT_READ ? tcp::socket::wait_read : tcp::socket::wait_write;
  socket_.async_wait(what, [self = shared_from_this(), step](Error error) {
    if (!error) (self.get()->*step)();
  });
}

void Connection::later(std::chrono::milliseconds pause, Step step) {
  deadline_ = Instant::max();
  if (!timer_) timer_.emplace(socket_.get_executor());
  timer_->expires_after(pause);
  timer_->async_wait([self = shared_from_this(), step](Error error) {
    if (!error && self->socket_.is_open()) (self.get()->*step)();
  });
}

void Connection::shake_hands() {
  ERR_clear_error();
  const int result = SSL_accept(tls_.get());
  if (result != 1) return resume(result, &Connection::shake_hands);
  deadline_ = std::chrono::steady_clock::now() + kIdle;
  read();
}

void Connection::read() {
  static thread_local std::array<char, kRecord> record;
  for (;;) {
    if (!in_.empty()) {
      const auto progress = parser_.feed(in_);
      if (progress == RequestParser::Progress::complete) return answer();
      if (progress == RequestParser::Progress::broken) return close();
    }
    ERR_clear_error();
    const int result = SSL_read(tls_.get(), record.data(), int(record.size()));
    if (result <= 0) return resume(result, &Connection::read);
    in_.append(record.data(), static_cast<std::size_t>(result));
  }
}

void Connection::answer() {
  try {
    answer_ = handler_(parser_.take());
  } catch (const std::exception& error) {
    answer_ = handler_failed(error);
  }
  if (answer_.delay.count() == 0) return deliver();
  later(answer_.delay, &Connection::deliver);
}

void Connection::deliver() {
  deadline_ = std::chrono::steady_clock::now() + kIdle;
  if (answer_.close && !answer_.wire.breaks()) return close();
  out_ = transmission(answer_, parser_.keep_alive());
  sent_ = 0;
  write();
}

void Connection::write() {
  const std::size_t piece = answer_.wire.piece;
  while (sent_ < out_.bytes.size()) {
    const std::size_t rest = out_.bytes.size() - sent_;
    const std::size_t next = piece == 0 ? rest : std::min(piece, rest);
    ERR_clear_error();
    std::size_t written = 0;
    const int result = SSL_write_ex(tls_.get(), out_.bytes.data() + sent_, next, &written);
    if (result != 1) return resume(result, &Connection::write);
    sent_ += written;
    if (piece != 0 && sent_ < out_.bytes.size()) {
      return later(answer_.wire.pause, &Connection::write);
    }
  }
  finish();
}

void Connection::finish() {
  const bool ends = out_.ends;
  out_ = {};
  if (ends) return hang_up();
  answer_.under_way.reset();
  deadline_ = std::chrono::steady_clock::now() + kIdle;
  if (!in_.empty() ||
      SSL_has_pending(tls_.get()) == 1) {  // posted: not one deeper for each request
    asio::post(socket_.get_executor(), [self = shared_from_this()] { self->read(); });
    return;
  }
  in_ = {};
  answer_ = {};
  socket_.async_wait(tcp::socket::wait_read, [self = shared_from_this()](Error error) {
    if (!error) self->read();
  });
}

// A connection that was to end after a whole answer ends politely, one that is cut does not.
void Connection::hang_up() {
  const Wire& wire = answer_.wire;
  if (!wire.breaks()) SSL_shutdown(tls_.get());
  if (wire.end == Wire::End::stall) {
    socket_.async_wait(tcp::socket::wait_read, [self = shared_from_this()](Error) {
      self->close();  // the client has had enough
    });
    return later(wire.stall, &Connection::close);
  }
  if (wire.end == Wire::End::reset) {
    Error ignored;
    socket_.set_option(asio::socket_base::linger(true, 0), ignored);
  }
  close();
}

void Connection::close() {
  Error ignored;
  if (timer_) timer_->cancel();
  socket_.close(ignored);
}

}  // namespace okta_emulator
