#include "http/curl_failure.hpp"

#include <utility>

#include "http/failure.hpp"

namespace back::http {
namespace {

using Reason = NoResponse::Reason;

// Every code that is not here is a host that could not be reached.
struct Meaning {
  CURLcode code;
  Reason reason;
  const char* before_host;
  const char* after_host;
  bool lasting = false;
};
constexpr const char* kUntrusted = " did not prove who it is: its certificate is not trusted.";
constexpr Meaning kMeanings[] = {
    {CURLE_COULDNT_RESOLVE_HOST, Reason::resolve, "No address could be found for ", "."},
    {CURLE_COULDNT_RESOLVE_PROXY, Reason::resolve, "No address could be found for the proxy to ",
     "."},
    {CURLE_PROXY, Reason::connect, "The proxy made no connection to ", "."},
    {CURLE_PEER_FAILED_VERIFICATION, Reason::tls, "", kUntrusted, true},
    {CURLE_SSL_ISSUER_ERROR, Reason::tls, "", kUntrusted, true},
    {CURLE_SSL_CERTPROBLEM, Reason::tls, "", kUntrusted, true},
    {CURLE_SSL_CACERT_BADFILE, Reason::tls, "The file of trusted authorities cannot be read, so ",
     " was not trusted.", true},
    {CURLE_SSL_CONNECT_ERROR, Reason::tls, "No secure connection to ", " could be made."},
    {CURLE_OPERATION_TIMEDOUT, Reason::timeout, "", " did not answer in time."},
    {CURLE_UNSUPPORTED_PROTOCOL, Reason::malformed, "The answer of ", " makes no sense."},
    {CURLE_WEIRD_SERVER_REPLY, Reason::malformed, "The answer of ", " makes no sense."},
    {CURLE_URL_MALFORMAT, Reason::bad_request, "The address of ", " could not be put into words."},
};

}  // namespace

NoResponse no_connection(CURL* easy, CURLcode code, const std::string& host, bool may_have_arrived,
                         std::string detail) {
  long refused = 0;  // what the proxy answered when it was asked for a tunnel
  curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &refused);
  if (refused >= 300)
    return failure(Reason::connect, may_have_arrived,
                   "The proxy made no connection to " + host + ": it answered " +
                       std::to_string(refused) + ".",
                   std::move(detail));
  for (const Meaning& meaning : kMeanings) {
    if (meaning.code != code) continue;
    NoResponse failed = failure(meaning.reason, may_have_arrived,
                                meaning.before_host + host + meaning.after_host, std::move(detail));
    if (meaning.lasting) failed.lasting();
    return failed;
  }
  return failure(Reason::connect, may_have_arrived, host + " could not be reached.",
                 std::move(detail));
}

NoResponse address_not_allowed(const std::string& host, bool may_have_arrived) {
  return failure(Reason::connect, may_have_arrived,
                 host + " leads to an address inside a private network, which is not allowed here.",
                 {})
      .lasting();
}

}  // namespace back::http
