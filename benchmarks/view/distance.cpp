#include "view/distance.hpp"

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <string>
#include <thread>

namespace back::bench {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Error = boost::system::error_code;

// One client and its connection to the server.
class Link : public std::enable_shared_from_this<Link> {
 public:
  Link(asio::io_context& context, tcp::socket near, std::chrono::milliseconds half)
      : context_(context), near_(std::move(near)), far_(context), half_(half) {}

  void start(std::uint16_t to) {
    far_.async_connect({asio::ip::address_v4::loopback(), to},
                       [self = shared_from_this()](Error error) {
                         if (error) return;
                         self->near_.set_option(tcp::no_delay(true));
                         self->far_.set_option(tcp::no_delay(true));
                         self->carry(self->near_, self->far_, self->there_);
                         self->carry(self->far_, self->near_, self->back_);
                       });
  }

 private:
  using Buffer = std::array<char, 16384>;

  void carry(tcp::socket& from, tcp::socket& to, Buffer& buffer) {
    from.async_read_some(asio::buffer(buffer), [self = shared_from_this(), &from, &to, &buffer](
                                                   Error error, std::size_t size) {
      // The end travels as slowly as everything else.
      self->after_half([self, &to, data = std::string(buffer.data(), error ? 0 : size)] {
        Error ignored;
        if (data.empty()) to.shutdown(tcp::socket::shutdown_send, ignored);
        asio::write(to, asio::buffer(data), ignored);
      });
      if (!error) self->carry(from, to, buffer);
    });
  }

  void after_half(std::function<void()> then) {
    auto timer = std::make_shared<asio::steady_timer>(context_, half_);
    timer->async_wait([timer, then = std::move(then)](Error) { then(); });
  }

  asio::io_context& context_;
  tcp::socket near_;
  tcp::socket far_;
  std::chrono::milliseconds half_;
  Buffer there_{};
  Buffer back_{};
};

}  // namespace

struct Distance::State {
  State(std::uint16_t where, std::chrono::milliseconds round_trip)
      : to(where), half(round_trip / 2) {
    accept();
    thread = std::thread([this] { context.run(); });
  }
  ~State() {
    context.stop();
    thread.join();
  }

  void accept() {
    acceptor.async_accept([this](Error error, tcp::socket near) {
      if (error) return;
      std::make_shared<Link>(context, std::move(near), half)->start(to);
      accept();
    });
  }

  const std::uint16_t to;
  const std::chrono::milliseconds half;
  asio::io_context context{1};
  tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), 0}};
  std::thread thread;
};

Distance::Distance(std::uint16_t to, std::chrono::milliseconds round_trip)
    : state_(std::make_unique<State>(to, round_trip)) {}
Distance::~Distance() = default;

std::uint16_t Distance::port() const { return state_->acceptor.local_endpoint().port(); }

}  // namespace back::bench
