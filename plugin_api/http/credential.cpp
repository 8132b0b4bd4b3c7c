#include "http/credential.hpp"

#include <functional>
#include <stdexcept>
#include <string>
#include <utility>

#include "http/authorise.hpp"
#include "http/characters.hpp"

namespace back::http {

StaticHeader::StaticHeader(std::string_view scheme, const Secret& token) {
  if (scheme.empty() || !all_of(scheme, is_visible))
    throw std::invalid_argument(
        "The scheme of the credential has characters that no header may hold.");
  if (token.empty() || !all_of(token.reveal(), is_visible))
    throw std::invalid_argument(
        "The token is empty or has characters that no token has, such as spaces or line breaks. "
        "Copy it again.");
  const std::string prefix = "Authorization: " + std::string(scheme) + " ";
  line_ = std::make_shared<const Secret>(prefix, token.reveal());
}

Task<std::shared_ptr<const Secret>> StaticHeader::header_line(Transport&, Scope&) {
  co_return line_;
}

std::uint64_t StaticHeader::account() const {
  return std::hash<std::string_view>{}(line_->reveal());
}

Authorising::Authorising(std::unique_ptr<Transport> next, std::unique_ptr<Authoriser> authoriser)
    : next_(std::move(next)), authoriser_(std::move(authoriser)) {}

Task<Response> Authorising::send(Request& request, Scope& scope) {
  if (!request.with_credential) return next_->send(request, scope);
  request.authorization = authoriser_->line_at_hand();
  return request.authorization ? next_->send(request, scope) : fetch_and_send(request, scope);
}

Task<Response> Authorising::fetch_and_send(Request& request, Scope& scope) {
  request.authorization = co_await authoriser_->header_line(*next_, scope);
  co_return co_await next_->send(request, scope);
}

}  // namespace back::http
