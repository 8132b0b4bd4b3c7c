#include "http/curl_exchange.hpp"

#include <algorithm>
#include <chrono>

#include "loop/waiter.hpp"

namespace back::http {
namespace {

using Flow = CurlConnection::Flow;

constexpr std::size_t kPiece = 8192;  // fits one TLS record, which arrives whole or not at all
constexpr std::chrono::seconds kStall{30};  // without a byte is a lost connection

}  // namespace

CurlExchange::CurlExchange(CurlEngine& engine, CurlConnection& connection, std::string_view request,
                           AnswerReader::Limits limits)
    : engine_(engine), connection_(connection), request_(request), reader_(limits) {}

CurlExchange::~CurlExchange() {
  if (!end_) connection_.listen(nullptr, {});
}

Task<std::optional<CurlExchange::End>> CurlExchange::run(Clock::time_point deadline) {
  last_moved_ = Clock::now();
  ready({false, true});
  while (!end_) {
    const Clock::time_point seen = last_moved_;
    const Clock::time_point until = std::min<Clock::time_point>(deadline, seen + kStall);
    loop::throw_if_cancelled(co_await loop::kCancellation);
    loop::Waiter waiter;
    waiter_ = &waiter;
    Task<loop::Wake> parked = waiter.park_now(until);
    const loop::Wake how = co_await std::move(parked);
    waiter_ = nullptr;
    if (how == loop::Wake::cancelled) throw loop::Cancelled();
    if (how == loop::Wake::late && (until == deadline || last_moved_ == seen)) break;
  }
  co_return end_;
}

void CurlExchange::ready(Interest what) {
  if (what.write) send();
  if (what.read || is_broken_) receive();
  if (is_broken_ && !end_) end_ = End::lost;
  if (end_) {
    connection_.listen(nullptr, {});
    if (waiter_ != nullptr) waiter_->wake(loop::Wake::called);
  } else {
    connection_.listen(this, {true, !is_sent()});
  }
}

// A server that answers before it has read everything may close: what it said is still to be read.
void CurlExchange::send() {
  while (!is_broken_ && !is_sent()) {
    const auto [flow, bytes] = connection_.send(request_.substr(sent_, kPiece));
    if (flow == Flow::blocked) return;
    is_broken_ = flow == Flow::ended;
    sent_ += bytes;
    last_moved_ = Clock::now();
  }
}

void CurlExchange::receive() {
  while (!end_) {
    const auto [flow, bytes] = connection_.receive(engine_.scratch());
    if (flow == Flow::blocked) return;
    if (flow == Flow::ended) {
      end_ = End::lost;
    } else {
      last_moved_ = Clock::now();
      take({engine_.scratch().data(), bytes});
    }
  }
}

void CurlExchange::take(std::string_view bytes) {
  using State = AnswerReader::State;
  try {
    const State state = reader_.take(bytes);
    if (state == State::whole) end_ = End::answered;
    if (state == State::malformed) end_ = End::malformed;
    if (state == State::too_large) end_ = End::too_large;
  } catch (const std::exception&) {  // no memory
    end_ = End::too_large;
  }
}

bool CurlExchange::leaves_connection_usable() const {
  return end_ == End::answered && is_sent() && reader_.leaves_connection_usable();
}

std::string CurlExchange::problem() const {
  const std::string of_answer = reader_.problem();
  return of_answer.empty() ? connection_.problem() : of_answer;
}

}  // namespace back::http
