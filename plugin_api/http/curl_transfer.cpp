#include "http/curl_transfer.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <cstring>
#include <utility>

#include "http/address.hpp"
#include "http/characters.hpp"
#include "http/wire.hpp"

namespace back::http {
namespace {

using Reason = NoResponse::Reason;

constexpr std::size_t kSmallRequest =
    8192;  // fits one TLS record, which arrives whole or not at all

// What libcurl's codes mean for the caller; every other one is a lost connection.
struct Meaning {
  CURLcode code;
  Reason reason;
  const char* before_host;
  const char* after_host;
  bool lasting = false;
};
constexpr const char* kUntrusted = " did not prove who it is: its certificate is not trusted.";
constexpr const char* kNonsense = " makes no sense.";
constexpr Meaning kMeanings[] = {
    {CURLE_COULDNT_RESOLVE_HOST, Reason::resolve, "No address could be found for ", "."},
    {CURLE_COULDNT_RESOLVE_PROXY, Reason::resolve, "No address could be found for the proxy to ",
     "."},
    {CURLE_COULDNT_CONNECT, Reason::connect, "", " could not be reached."},
    {CURLE_PROXY, Reason::connect, "The proxy made no connection to ", "."},
    {CURLE_PEER_FAILED_VERIFICATION, Reason::tls, "", kUntrusted, true},
    {CURLE_SSL_ISSUER_ERROR, Reason::tls, "", kUntrusted, true},
    {CURLE_SSL_CERTPROBLEM, Reason::tls, "", kUntrusted, true},
    {CURLE_SSL_CACERT_BADFILE, Reason::tls, "The file of trusted authorities cannot be read, so ",
     " was not trusted.", true},
    {CURLE_SSL_CONNECT_ERROR, Reason::tls, "No secure connection to ", " could be made."},
    {CURLE_OPERATION_TIMEDOUT, Reason::timeout, "", " did not answer in time."},
    {CURLE_FILESIZE_EXCEEDED, Reason::too_large, "The answer of ", " is too large."},
    {CURLE_UNSUPPORTED_PROTOCOL, Reason::malformed, "The answer of ", kNonsense},
    {CURLE_WEIRD_SERVER_REPLY, Reason::malformed, "The answer of ", kNonsense},
    {CURLE_BAD_CONTENT_ENCODING, Reason::malformed, "The answer of ", kNonsense},
    {CURLE_URL_MALFORMAT, Reason::bad_request, "The request to ", " could not be put into words."},
    {CURLE_BAD_FUNCTION_ARGUMENT, Reason::bad_request, "The request to ",
     " could not be put into words."},
};

// Of a body that ends where the connection does, nothing tells whether it is whole: libcurl does not
// ask TLS whether that end was meant or somebody has cut the connection.
bool says_where_it_ends(const Response& response) {
  if (const auto coding = response.headers.get("Transfer-Encoding"))
    return equal_ignoring_case(*coding, "chunked");
  return response.status == 204 || response.status == 304 ||
         response.headers.get("Content-Length").has_value();
}

}  // namespace

Transfer::Transfer(CurlEngine& engine, const CurlOptions& options, const std::string& ca_file,
                   const Request& request, const Scope& scope)
    : engine_(engine),
      options_(options),
      ca_file_(ca_file),
      request_(request),
      lines_(header_lines(request, options.user_agent, scope.correlation)) {
  easy_ = engine.take_handle();
}

Transfer::~Transfer() {
  for (const Poller::Opened& opened : opened_) engine_.poller().forget(opened);
  if (added_) engine_.remove(easy_);
  curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, nullptr);
  curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, nullptr);
  engine_.give_back(easy_);
}

void Transfer::begin(std::chrono::milliseconds time_left) {
  set(easy_, CURLOPT_PRIVATE, static_cast<CurlWaiter*>(this));
  set(easy_, CURLOPT_HEADERDATA, this);
  set(easy_, CURLOPT_WRITEDATA, this);
  set(easy_, CURLOPT_PREREQDATA, this);
  set(easy_, CURLOPT_OPENSOCKETDATA, this);
  set(easy_, CURLOPT_ERRORBUFFER, error_text_.data());
  set(easy_, CURLOPT_URL, url_of(options_.origin, request_).c_str());
  set(easy_, CURLOPT_TIMEOUT_MS, static_cast<long>(time_left.count()));
  set(easy_, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout.count()));
  set(easy_, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(options_.max_body));
  set_method();
  set_header_lines();
  set_network();
  engine_.add(easy_);
  added_ = true;
}

void Transfer::set_method() {
  const bool has_body =
      !request_.body.empty() || request_.method == Method::post || request_.method == Method::put;
  if (has_body) {
    set(easy_, CURLOPT_POST, 1L);
    set(easy_, CURLOPT_POSTFIELDS, request_.body.c_str());
    set(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
  } else {
    set(easy_, CURLOPT_HTTPGET, 1L);
  }
  set(easy_, CURLOPT_CUSTOMREQUEST, std::string(name_of(request_.method)).c_str());
}

void Transfer::set_header_lines() {
  nodes_.reserve(lines_.size() + 1);
  for (std::string& line : lines_) nodes_.push_back({line.data(), nullptr});
  // libcurl only reads the list.
  if (request_.authorization)
    nodes_.push_back({const_cast<char*>(request_.authorization->reveal().data()), nullptr});
  for (std::size_t i = 0; i + 1 < nodes_.size(); ++i) nodes_[i].next = &nodes_[i + 1];
  set(easy_, CURLOPT_HTTPHEADER, nodes_.data());
}

void Transfer::set_network() {
  const NetworkPolicy& network = options_.network;
  set(easy_, CURLOPT_CAINFO, ca_file_.c_str());
  set(easy_, CURLOPT_PROXY_CAINFO, ca_file_.c_str());
  set(easy_, CURLOPT_PROXY, network.proxy.c_str());  // empty: none, whatever the environment says
  connect_to_.reserve(network.connect_to.size());
  for (const std::string& entry : network.connect_to)
    connect_to_.push_back({const_cast<char*>(entry.c_str()), nullptr});
  for (std::size_t i = 0; i + 1 < connect_to_.size(); ++i)
    connect_to_[i].next = &connect_to_[i + 1];
  set(easy_, CURLOPT_CONNECT_TO, connect_to_.empty() ? nullptr : connect_to_.data());
}

std::size_t Transfer::on_header(char* data, std::size_t size, std::size_t count, void* self) {
  Transfer& transfer = *static_cast<Transfer*>(self);
  try {
    transfer.head_.take({data, size * count});
    transfer.too_large_ = transfer.head_.bytes() > transfer.options_.max_headers;
  } catch (const std::exception&) {  // no memory; and no exception may pass through libcurl
    transfer.too_large_ = true;
  }
  return transfer.too_large_ ? 0 : size * count;
}

std::size_t Transfer::on_body(char* data, std::size_t size, std::size_t count, void* self) {
  Transfer& transfer = *static_cast<Transfer*>(self);
  const std::size_t bytes = size * count;
  std::string& body = transfer.response_.body;
  transfer.too_large_ = body.size() + bytes > transfer.options_.max_body;
  if (transfer.too_large_) return 0;
  try {
    body.append(data, bytes);
  } catch (const std::exception&) {  // no memory; and no exception may pass through libcurl
    transfer.too_large_ = true;
    return 0;
  }
  return bytes;
}

// libcurl sends a request again by itself when a reused connection closes without an answer - also
// one that changes something and may have been carried out. It asks here first.
int Transfer::on_request(void* self, char*, char*, int, int) {
  Transfer& transfer = *static_cast<Transfer*>(self);
  if (transfer.begun_ > 0 && !transfer.request_.may_be_sent_again()) return CURL_PREREQFUNC_ABORT;
  ++transfer.begun_;
  for (const Poller::Opened& opened : transfer.opened_) transfer.engine_.poller().keep(opened);
  transfer.opened_.clear();
  return CURL_PREREQFUNC_OK;
}

curl_socket_t Transfer::on_open(void* self, curlsocktype purpose, curl_sockaddr* address) {
  namespace ip = boost::asio::ip;
  Transfer& transfer = *static_cast<Transfer*>(self);
  ip::tcp::endpoint endpoint;
  const bool is_ip =
      address->family == ip::tcp::v4().family() || address->family == ip::tcp::v6().family();
  if (purpose != CURLSOCKTYPE_IPCXN || !is_ip || address->addrlen > endpoint.capacity())
    return CURL_SOCKET_BAD;
  std::memcpy(endpoint.data(), &address->addr, address->addrlen);
  endpoint.resize(address->addrlen);
  // Through a proxy the address is the proxy's, which only the host can name.
  const NetworkPolicy& network = transfer.options_.network;
  if (!network.allow_private && network.proxy.empty() && !is_public(endpoint.address())) {
    transfer.not_public_ = true;
    return CURL_SOCKET_BAD;
  }
  const Poller::Opened opened =
      transfer.engine_.poller().open(address->family, address->socktype, address->protocol);
  if (opened.socket < 0) return CURL_SOCKET_BAD;
  try {
    transfer.opened_.push_back(opened);
  } catch (const std::exception&) {  // none may pass through libcurl
    transfer.engine_.poller().close(opened.socket);
    return CURL_SOCKET_BAD;
  }
  return opened.socket;
}

void Transfer::end(CURLcode code) {
  code_ = code;
  curl_easy_getinfo(easy_, CURLINFO_REQUEST_SIZE, &bytes_sent_);
  engine_.remove(easy_);
  added_ = false;
  ended_.set();
}

Response Transfer::take_response() {
  if (code_ != CURLE_OK) throw failure();
  // libcurl takes a connection that closes inside the headers for a whole answer.
  if (!head_.is_whole())
    throw failure(Reason::lost, "The connection to " + options_.origin.host + " was lost.");
  long status = 0;
  curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
  response_.status = static_cast<int>(status);
  response_.headers = std::move(head_.headers());
  const bool is_sound = status >= 200 && status <= 599 && !head_.is_odd();
  const auto coding = response_.headers.get("Content-Encoding").value_or("identity");
  if (!is_sound || !equal_ignoring_case(coding, "identity"))
    throw failure(Reason::malformed, "The answer of " + options_.origin.host + kNonsense);
  if (!says_where_it_ends(response_))
    throw failure(Reason::lost, "The connection to " + options_.origin.host + " was lost.");
  response_.repeated = begun_ > 1;
  return std::move(response_);
}

bool Transfer::may_have_arrived() const {
  if (begun_ == 0) return false;
  return begun_ > 1 || bytes_sent_ > 0 || request_.body.size() > kSmallRequest;
}

NoResponse Transfer::failure(Reason reason, const std::string& what_happened) const {
  std::string detail = "libcurl " + std::to_string(code_) + ": ";
  for (const char c : std::string_view(error_text_.data())) detail += is_printable(c) ? c : '?';
  const bool arrived = may_have_arrived();
  const char* const fate =
      arrived ? " The request may have been carried out." : " The request was not sent.";
  return {reason, arrived, what_happened + fate, std::move(detail)};
}

NoResponse Transfer::failure() const {
  const std::string& host = options_.origin.host;
  if (not_public_ && code_ == CURLE_COULDNT_CONNECT)
    return failure(
               Reason::connect,
               host + " leads to an address inside a private network, which is not allowed here.")
        .lasting();
  if (too_large_) return failure(Reason::too_large, "The answer of " + host + " is too large.");
  // With this code libcurl also refuses a header line of the answer.
  if (code_ == CURLE_BAD_FUNCTION_ARGUMENT && begun_ > 0)
    return failure(Reason::malformed, "The answer of " + host + kNonsense);
  long refused = 0;  // what the proxy answered when it was asked for a tunnel
  curl_easy_getinfo(easy_, CURLINFO_HTTP_CONNECTCODE, &refused);
  if (begun_ == 0 && refused >= 300)
    return failure(Reason::connect, "The proxy made no connection to " + host + ": it answered " +
                                        std::to_string(refused) + ".");
  for (const Meaning& meaning : kMeanings) {
    if (meaning.code != code_) continue;
    NoResponse failed = failure(meaning.reason, meaning.before_host + host + meaning.after_host);
    if (meaning.lasting) failed.lasting();
    return failed;
  }
  if (begun_ == 0) return failure(Reason::connect, host + " could not be reached.");
  return failure(Reason::lost, "The connection to " + host + " was lost.");
}

NoResponse Transfer::cancelled() {
  curl_easy_getinfo(easy_, CURLINFO_REQUEST_SIZE, &bytes_sent_);
  return failure(Reason::cancelled, "The request to " + options_.origin.host + " was cancelled.");
}

}  // namespace back::http
