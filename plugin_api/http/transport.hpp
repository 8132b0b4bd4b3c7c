// The one interface of all layers: each implements it around the next.
#pragma once

#include "http/no_response.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/scope.hpp"

namespace back::http {

using loop::Task;

class Transport {
 public:
  virtual ~Transport() = default;
  // Any status is an answer; throws NoResponse if there is none, and only that. request and scope
  // must outlive the task; the layers fill in the request's last members.
  virtual Task<Response> send(Request& request, Scope& scope) = 0;
};

}  // namespace back::http
