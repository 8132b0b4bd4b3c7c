#include "crowd.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>

namespace back::bench {
namespace {

constexpr int kPatienceMs = 30'000;

// Of a whole answer with Content-Length, how long its body is; SIZE_MAX while it is not whole.
std::size_t whole_body(const std::string& answer) {
  const auto head = answer.find("\r\n\r\n");
  if (head == std::string::npos) return SIZE_MAX;
  const auto length = answer.find("Content-Length: ");
  if (length > head) throw std::runtime_error("an answer without Content-Length");
  const std::size_t size = std::strtoul(answer.c_str() + length + 16, nullptr, 10);
  return answer.size() == head + 4 + size ? size : SIZE_MAX;
}

}  // namespace

Crowd::Crowd(std::uint16_t port)
    : port_(port), context_(SSL_CTX_new(TLS_client_method())), events_(epoll_create1(0)) {
  if (context_ == nullptr || events_ < 0) throw std::runtime_error("cannot prepare TLS or epoll");
  // Whom it talks to is not the question here.
  SSL_CTX_set_verify(context_.get(), SSL_VERIFY_NONE, nullptr);
  SSL_CTX_set_mode(context_.get(), SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_read_ahead(context_.get(), 1);
}

Crowd::~Crowd() {
  for (const Client& client : clients_) close(client.socket);
  close(events_);
}

Crowd::Client Crowd::connect() {
  Client client;
  client.socket = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port_);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  if (client.socket < 0 ||
      ::connect(client.socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      setsockopt(client.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0) {
    throw std::runtime_error("cannot connect number " + std::to_string(clients_.size() + 1));
  }
  client.tls.reset(SSL_new(context_.get()));
  SSL_set_tlsext_host_name(client.tls.get(), "localhost");
  if (SSL_set_fd(client.tls.get(), client.socket) != 1 || SSL_connect(client.tls.get()) != 1) {
    throw std::runtime_error("no TLS on connection " + std::to_string(clients_.size() + 1));
  }
  fcntl(client.socket, F_SETFL, fcntl(client.socket, F_GETFL) | O_NONBLOCK);
  return client;
}

void Crowd::grow(std::size_t size) {
  while (clients_.size() < size) {
    clients_.push_back(connect());
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = clients_.size() - 1;
    epoll_ctl(events_, EPOLL_CTL_ADD, clients_.back().socket, &event);
  }
}

void Crowd::send(Client& client, const std::string& request) {
  --client.to_send;
  if (SSL_write(client.tls.get(), request.data(), int(request.size())) <= 0) {
    throw std::runtime_error("a connection was closed");
  }
}

bool Crowd::receive(Client& client) {
  std::array<char, 16384> part;  // NOLINT: filled by SSL_read
  for (;;) {
    const int size = SSL_read(client.tls.get(), part.data(), int(part.size()));
    if (size <= 0) {
      if (SSL_get_error(client.tls.get(), size) == SSL_ERROR_WANT_READ) return false;
      throw std::runtime_error("a connection was closed");
    }
    client.in.append(part.data(), static_cast<std::size_t>(size));
    const std::size_t body = whole_body(client.in);
    if (body == SIZE_MAX) continue;
    body_size_ = body;
    return true;
  }
}

std::size_t Crowd::ask(const std::string& request, std::size_t times) {
  for (Client& client : clients_) client.to_send = times;
  for (Client& client : clients_) send(client, request);
  std::size_t under_way = clients_.size();
  std::size_t good = 0;
  std::array<epoll_event, 256> ready{};
  while (under_way > 0) {
    const int count = epoll_wait(events_, ready.data(), int(ready.size()), kPatienceMs);
    if (count <= 0) throw std::runtime_error("no answer for half a minute");
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
      Client& client = clients_[ready.at(i).data.u64];
      if (!receive(client)) continue;
      if (client.in.starts_with("HTTP/1.1 200")) ++good;
      client.in.clear();
      if (client.to_send > 0) {
        send(client, request);
      } else {
        --under_way;
      }
    }
  }
  return good;
}

}  // namespace back::bench
