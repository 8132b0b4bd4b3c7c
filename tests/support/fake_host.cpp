#include "fake_host.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace back::testing {
namespace {

back_text text(const std::string& value) { return {value.data(), value.size()}; }
std::string copy(back_text value) {
  return value.size == 0 ? std::string() : std::string(value.data, value.size);
}

boost::json::object parse(back_text value) {
  return value.size == 0 ? boost::json::object() : boost::json::parse(copy(value)).as_object();
}

Answer copy(const back_result& result) {
  Answer answer{result.status,         parse(result.output),
                copy(result.person),   copy(result.operator_text),
                parse(result.details), {}};
  for (std::size_t i = 0; i < result.secret_count; ++i)
    answer.secrets[copy(result.secrets[i].field)] = copy(result.secrets[i].value);
  return answer;
}

}  // namespace

FakeCall::FakeCall(FakeHost& host, const Asked& asked, std::uint64_t id)
    : host_(host),
      name_(asked.name),
      input_(boost::json::serialize(asked.input)),
      context_(boost::json::serialize(asked.context)),
      correlation_("test-" + std::to_string(id)),
      idempotency_("key-" + std::to_string(id)) {
  state_.self = this;
  back_call& call = state_.call;
  call.size = sizeof(back_call);
  call.kind = asked.kind;
  call.priority = BACK_INTERACTIVE;
  call.deadline_ms = asked.deadline_ms;
  call.id = id;
  call.name = text(name_);
  call.input = text(input_);
  call.context = text(context_);
  call.correlation = text(correlation_);
  call.idempotency = text(idempotency_);
  call.is_cancelled = [](const back_call* c) -> std::int32_t {
    FakeCall& self = of(c);
    const std::lock_guard lock(self.mutex_);
    return self.cancelled_ ? 1 : 0;
  };
  call.progress = [](back_call* c, double, back_text sentence) {
    FakeCall& self = of(c);
    const std::lock_guard lock(self.mutex_);
    self.progress_.push_back(copy(sentence));
  };
  call.intent = [](back_call* c, back_text note) { return of(c).on_intent(note); };
  call.done = [](back_call* c, const back_result* result) { of(c).on_done(*result); };
}

FakeCall& FakeCall::of(const back_call* call) {
  return *reinterpret_cast<const State*>(call)->self;
}

std::int32_t FakeCall::on_intent(back_text note) {
  const std::lock_guard lock(mutex_);
  notes_.push_back(parse(note));
  changed_.notify_all();
  return host_.intent_answer();
}

void FakeCall::on_done(const back_result& result) {
  const std::lock_guard lock(mutex_);
  answer_ = copy(result);
  ++times_done_;
  changed_.notify_all();
}

Answer FakeCall::wait() {
  std::unique_lock lock(mutex_);
  if (!changed_.wait_for(lock, std::chrono::seconds(30), [this] { return times_done_ > 0; }))
    ADD_FAILURE() << "the call " << name_ << " was not completed";
  return answer_;
}

bool FakeCall::wait_for_note() {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, std::chrono::seconds(30), [this] {
    return !notes_.empty() || times_done_ > 0;
  }) && !notes_.empty();
}

int FakeCall::times_done() const {
  const std::lock_guard lock(mutex_);
  return times_done_;
}

std::vector<boost::json::object> FakeCall::notes() const {
  const std::lock_guard lock(mutex_);
  return notes_;
}

std::vector<std::string> FakeCall::progress() const {
  const std::lock_guard lock(mutex_);
  return progress_;
}

void FakeCall::mark_cancelled() {
  const std::lock_guard lock(mutex_);
  cancelled_ = true;
}

FakeHost::FakeHost() {
  state_.self = this;
  back_host& host = state_.host;
  host.size = sizeof(back_host);
  host.abi_minor = BACK_ABI_MINOR;
  host.name = {"fake-host", 9};
  host.version = {"1.0", 3};
  host.max_output = 1 << 23;
  host.max_depth = 32;
  host.max_note = 1 << 16;
  host.log = [](const back_host* h, std::int32_t level, back_text sentence, back_text fields) {
    FakeHost& self = *reinterpret_cast<const State*>(h)->self;
    const std::lock_guard lock(self.mutex_);
    self.log_.push_back({level, copy(sentence), copy(fields)});
  };
  host.get_extension = [](const back_host* h, const char* id) -> const void* {
    return std::string(id) == BACK_EXT_NETWORK ? reinterpret_cast<const State*>(h)->self->network_
                                               : nullptr;
  };
}

std::vector<FakeHost::Line> FakeHost::log() const {
  const std::lock_guard lock(mutex_);
  return log_;
}

back_connection* FakeHost::open(const back_plugin& plugin, const boost::json::object& configuration,
                                const std::map<std::string, std::string>& secrets,
                                Answer* refused) {
  const std::string json = boost::json::serialize(configuration);
  std::vector<back_secret> given;
  for (const auto& [field, value] : secrets) given.push_back({text(field), text(value)});
  back_connection* connection = nullptr;
  const auto failure = [](void* sink, const back_result* result) {
    if (sink) *static_cast<Answer*>(sink) = copy(*result);
  };
  const std::int32_t status =
      plugin.open(table(), text(json), given.data(), given.size(), refused, +failure, &connection);
  if (refused) refused->status = status;
  EXPECT_EQ(status == BACK_OK, connection != nullptr);
  return connection;
}

std::unique_ptr<FakeCall> FakeHost::prepare(const Asked& asked) {
  return std::make_unique<FakeCall>(*this, asked, ++last_id_);
}

Answer FakeHost::run(const back_plugin& plugin, back_connection* connection, const Asked& asked) {
  const auto call = prepare(asked);
  plugin.start(connection, call->raw());
  return call->wait();
}

boost::json::object example_context() {
  return boost::json::parse(R"({
    "organisation": {"id": "demo", "name": "Back Demo"},
    "actor": {"id": "erin", "name": "Erin Expert", "email": "erin.expert@back-demo.example", "teams": ["it"],
              "admin": true},
    "request": {"id": "R-1", "team": "it"},
    "requester": {"id": "dana", "name": "Dana Reyes", "email": "dana.reyes@back-demo.example"}
  })")
      .as_object();
}

}  // namespace back::testing
